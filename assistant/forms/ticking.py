"""Which of the printed boxes a value ticks: exactly the one that says it, or none. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from assistant.forms.form import Option
from assistant.regions import in_region, province

# The nearest first: a micro business is a small one by law, and both are SMEs.
_SME = re.compile(r"중소\s?기업|중·?소기업|\bsmes?\b|small (?:and|or|&|/) ?medium", re.IGNORECASE)
_SIZES: dict[str, tuple[re.Pattern[str], ...]] = {
    "micro": (
        re.compile(r"소상공인|\bmicro", re.IGNORECASE),
        re.compile(r"(?<!중)(?<!중·)소기업|\bsmall (?!(?:and|or|&|/))", re.IGNORECASE),
        _SME,
    ),
    "small": (
        re.compile(
            r"(?<!중)(?<!중·)소기업|\bsmall(?!\w)(?! (?:and|or|&|/)|[- ](?:and|to)[- ])", re.IGNORECASE
        ),
        _SME,
    ),
    "medium": (
        re.compile(
            r"(?<!대)중기업|(?<!and )(?<!or )(?<!& )(?<!/ )(?<!small-)\bmedium", re.IGNORECASE
        ),
        _SME,
    ),
    "large": (re.compile(r"대기업|\blarge|\bbig\b|conglomerate", re.IGNORECASE),),
    "startup": (
        re.compile(r"(?<!예비)(?<!예비 )창업\s?(?:초기\s?)?기업|스타트업|\bstart-?ups?\b", re.IGNORECASE),
    ),
}  # fmt: skip
_YES = re.compile(r"예|네|유|있음|있다|해당|보유|가입|여|o|yes|y", re.IGNORECASE)
_NO = re.compile(
    r"아니오|아니요|무|없음|없다|(?:해당\s?(?:사항\s?)?없음)|미해당|비해당|미보유|부|x|no|n|none",
    re.IGNORECASE,
)


def ticked(field: str, value: object, options: Sequence[Option]) -> tuple[Option, ...] | None:
    """The options that say the value; None where no option does, or more than one."""
    if isinstance(value, bool):
        return _only(options, lambda option: _fits(_YES if value else _NO, option.text))
    if isinstance(value, list | tuple):
        return _of_list([str(one) for one in value], options)
    said = str(value)
    if field == "size":
        return _by_size(said, options)
    if field == "region":
        return _by_region(said, options)
    return _by_words(said, options)


def _only(options: Sequence[Option], fits: Callable[[Option], bool]) -> tuple[Option, ...] | None:
    found = tuple(option for option in options if fits(option))
    return found if len(found) == 1 else None


def _of_list(values: Sequence[str], options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Whether there are any, where the options ask no more; else each value's own option."""
    if len(options) == 2 and {_yes_or_no(option.text) for option in options} == {True, False}:
        return _only(options, lambda option: _yes_or_no(option.text) is bool(values))
    found = [_by_words(value, options) for value in values]
    if not found or None in found:
        return None
    return tuple(dict.fromkeys(option for one in found for option in one or ()))


def _yes_or_no(text: str) -> bool | None:
    if _fits(_NO, text):
        return False
    return True if _fits(_YES, text) else None


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.fullmatch(re.sub(r"\([^)]*\)", "", text).strip(" .:")))


def _by_size(size: str, options: Sequence[Option]) -> tuple[Option, ...] | None:
    for pattern in _SIZES.get(size, ()):
        found = tuple(option for option in options if pattern.search(option.text))
        if found:
            return found if len(found) == 1 else None
    return None


def _by_region(region: str, options: Sequence[Option]) -> tuple[Option, ...] | None:
    here = province(region)
    if here is None:
        return None
    if found := tuple(option for option in options if province(option.text) == here):
        return found if len(found) == 1 else None
    return _only(options, lambda option: bool(in_region([option.text], here, None)))


def _by_words(value: str, options: Sequence[Option]) -> tuple[Option, ...] | None:
    """The option that is the value's own words; else the only one that is a whole word of it."""
    said = _even(value)
    if same := tuple(option for option in options if _even(option.text) == said):
        return same if len(same) == 1 else None
    return _only(options, lambda option: _is_word_of(option.text, value))


def _is_word_of(option: str, value: str) -> bool:
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", option)).strip(" .:")
    if len(words) < 2:
        return False
    return bool(
        re.search(
            rf"(?<![\w가-힣]){re.escape(words)}(?![\w가-힣])",
            unicodedata.normalize("NFKC", value),
            re.IGNORECASE,
        )
    )


def _even(text: str) -> str:
    return re.sub(r"[\s·,.()-]", "", unicodedata.normalize("NFKC", text)).casefold()
