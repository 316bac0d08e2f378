"""Where a figure stands: under which bound, beside which words, and so which one it is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.composer.words import stem, tokens
from assistant.figures import Figure, figures
from assistant.figures.reading import evened

Bound = frozenset[str]

_NEAR = 3  # words
_CURRENCY = r"(?:(?:KRW|USD|EUR|US)\s?|[₩$€]\s?|a total of\s?|an? )?"
_ABOUT = r"(?:(?:약|대략|about|around|approximately|roughly)\s?)?"
_BEFORE = {
    "upper": r"최대|최고|\bup to(?: a)?|\bat most|\bno more than|\bnot more than|\bno later than|\bwithin|\bmaximum(?: of)?|\buntil|\bthrough|\bby|\bnot exceed(?:ing)?|\bas much as|\b(?:with)?in (?:the|its|their) first",
    "below": r"\bless than|\bfewer than|\bunder|\bbelow",
    "lower": r"최소|적어도|\bat least|\bno less than|\bnot less than|\bfrom|\bsince|\bminimum(?: of)?|\bstarting(?: on)?",
    "above": r"(?<!no )(?<!not )\bmore than|\bover|\babove|\bexceeding|\bexceeds",
}
_AFTER = {
    "upper": r"(?:간|\s?동안)?\s?(?:이내|이하|한도|까지|내에|범위|안에)|\s?(?:(?:or|and) (?:less|fewer|younger|below|under|lower)|at most|maximum)\b",
    "below": r"\s?(?:미만|못\s?미)",
    "lower": r"\s?(?:이상|부터)|\s?(?:(?:or|and) (?:more|older|longer|over|above|up))\b",
    "above": r"\s?(?:초과|(?:을|를|이|가)?\s?넘)",
}
_BEFORE_FORMS = {
    name: re.compile(rf"(?:{form})\s?{_ABOUT}{_CURRENCY}$", re.IGNORECASE)
    for name, form in _BEFORE.items()
}
_AFTER_FORMS = {name: re.compile(form, re.IGNORECASE) for name, form in _AFTER.items()}
_WITHIN_FORMS = {
    name: re.compile(rf"{_BEFORE[name]}|{_AFTER[name]}", re.IGNORECASE) for name in _BEFORE
}
_IS_ABOUT = re.compile(
    rf"(?:약|대략|\babout|\baround|\bapproximately|\broughly|\bnearly|\balmost)\s?{_CURRENCY}$",
    re.IGNORECASE,
)
_THEN_ABOUT = re.compile(r"\s?(?:여\s|내외|안팎|정도|가량|쯤|or so\b)")
_BOUND_WORD = re.compile(
    "|".join((*_BEFORE.values(), *_AFTER.values(), r"약(?=\s)|대략|이내|이하|부터")), re.IGNORECASE
)
_PER = (
    r"매월|월별|\b월(?=\s?\d|\s?최대)|\bmonthly|\ba month|\bper month|\beach month",
    r"매년|연간|해마다|\bannual|\byearly|\ba year|\bper year|\beach year",
    r"[가-힣]당(?=[\s,]|$)|\bper (?!month|year|cent)\w+|\beach\b",
    r"총\s|총[가-힣]{1,5}|합계|\btotal",
)
_PERS = tuple(re.compile(form, re.IGNORECASE) for form in _PER)
_BOUNDARY = re.compile(
    r"[,;|/\n()（）]|\s(?:and|while|but|whereas)\s|(?<=[가-힣][며고])\s", re.IGNORECASE
)

_UNITS = {
    "month": re.compile(r"개월|달|month"),
    "week": re.compile(r"주|week"),
    "year": re.compile(r"년|year"),
    "hour": re.compile(r"시간|hour"),
    "day": re.compile(r"일|day"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with what stands around it."""

    figure: Figure
    sort: str  # figures of one sort can be taken for one another
    bound: Bound
    part: int  # of the sentence, between its commas
    part_words: frozenset[str]
    near_words: frozenset[str]  # up to the next figures of its sort
    before: tuple[str, ...]  # the words before it, nearest first
    after: tuple[str, ...]  # and after it
    unit: str  # of a count in Korean, and of a duration


@lru_cache(maxsize=4096)
def placed(text: str) -> tuple[Placed, ...]:
    text = evened(text)
    found = figures(text)
    cuts = [
        m.span()
        for m in _BOUNDARY.finditer(text)
        if not any(f.start <= m.start() < f.end for f in found)
    ]
    edges = [(0, 0), *cuts, (len(text), len(text))]
    result = []
    for figure in found:
        part = sum(1 for _, end in cuts if end <= figure.start)
        start, end = edges[part][1], edges[part + 1][0]
        sort = _sort(figure)
        same = [f for f in found if _sort(f) == sort and start <= f.start < end]
        low = max((f.end for f in same if f.end <= figure.start), default=start)
        high = min((f.start for f in same if f.start >= figure.end), default=end)
        result.append(
            Placed(
                figure,
                sort,
                _bound(text, figure, found),
                part,
                _words(text[start:end]),
                _words(text[low:high]),
                _row(text[: figure.start])[::-1][:_NEAR],
                _row(text[figure.end :])[:_NEAR],
                _unit(text, figure),
            )
        )
    return tuple(result)


def same_value(figure: Figure, held: Figure) -> bool:
    """Whether a figure is `held`; a date may leave out its year."""
    if figure.kind != held.kind:
        return False
    if figure.value == held.value:
        return True
    without_year = re.sub(r"^\d{4}-(?=\d\d-\d\d$)", "--", held.value)
    return figure.kind == "date" and figure.value == without_year


def well_placed(text: str, ground: str) -> bool:
    """Whether each figure of `text` is in `ground`, under the same bound, and with the words that
    tell it there from others of its sort. No bounded figure of the ground is left out, nor that a
    sum is for each of something, or in all."""
    told, held = placed(text), placed(ground)
    if any(
        sum(same_value(one.figure, o.figure) for o in told)
        > sum(same_value(one.figure, h.figure) for h in held)
        for one in told
    ):
        return False
    if not all(_stands(one, told, held) for one in told):
        return False
    if not all(any(same_value(o.figure, h.figure) for o in told) for h in held if h.bound):
        return False
    return _per(ground, held, told) <= {i for i, form in enumerate(_PERS) if form.search(text)}


def _stands(one: Placed, told: tuple[Placed, ...], held: tuple[Placed, ...]) -> bool:
    return any(
        same_value(one.figure, place.figure)
        and _bounds(one, told) == _bounds(place, held)
        and (not one.unit or not place.unit or one.unit == place.unit)
        and all(
            not own or not others or own[0] in others
            for own, others in ((one.before, place.before), (one.after, place.after))
        )
        and all(
            _told_apart(one, place, rival, told, held)
            for rival in held
            if rival.sort == one.sort and not same_value(one.figure, rival.figure)
        )
        for place in held
    )


def _bounds(one: Placed, among: tuple[Placed, ...]) -> Bound:
    """Those of a value wherever it stands: 최대 50만 원(500,000원) bounds both."""
    return frozenset[str]().union(
        *(p.bound for p in among if (p.sort, p.figure.value) == (one.sort, one.figure.value))
    )


def _told_apart(
    one: Placed, place: Placed, rival: Placed, told: tuple[Placed, ...], held: tuple[Placed, ...]
) -> bool:
    if place.part == rival.part:
        if place.bound != rival.bound:
            return True
        own, others = place.near_words, rival.near_words
        words = one.near_words
    else:
        own, others = place.part_words, rival.part_words
        words = one.part_words
    if own == others:
        return _in_order(one, place, rival, told)
    if words & (others - own):
        return False
    return bool(words & (own - others)) or not own - others


def _in_order(one: Placed, place: Placed, rival: Placed, told: tuple[Placed, ...]) -> bool:
    """Whether both are told, in the order of the ground."""
    also = [t for t in told if same_value(t.figure, rival.figure)]
    before = rival.figure.start < place.figure.start
    return bool(also) and all((t.figure.start < one.figure.start) == before for t in also)


def _per(ground: str, held: tuple[Placed, ...], told: tuple[Placed, ...]) -> set[int]:
    """The forms of _PERS that stand in the parts of the ground whose sums are told."""
    sums = [
        place
        for place in held
        if place.figure.kind in ("money", "percent", "count")
        and any(same_value(t.figure, place.figure) for t in told)
    ]
    if not sums:
        return set()
    start = min(place.figure.start for place in sums)
    cut = [m.end() for m in _BOUNDARY.finditer(ground) if m.end() <= start]
    stretch = ground[max(cut, default=0) : max(place.figure.end for place in sums) + 12]
    return {i for i, form in enumerate(_PERS) if form.search(stretch)}


def _bound(text: str, figure: Figure, found: list[Figure]) -> Bound:
    before, after = text[max(0, figure.start - 32) : figure.start], text[figure.end :][:16]
    bounds = {name for name, form in _BEFORE_FORMS.items() if form.search(before)}
    bounds |= {name for name, form in _AFTER_FORMS.items() if form.match(after)}
    written = text[figure.start : figure.end]  # "3년 이내" may be read as one
    bounds |= {name for name, form in _WITHIN_FORMS.items() if form.search(written)}
    if _IS_ABOUT.search(before) or _THEN_ABOUT.match(after):
        bounds.add("about")
    if figure.kind == "age" and re.search(r"(?<![가-힣])만\s?$", before + written[:1]):
        bounds.add("full")  # years lived, not the years that Koreans count
    to = r"(?:\([가-힣A-Za-z.]+\)\s?)?"
    if re.match(rf"\s?{to}(?:~|-(?=\s?\d)|\sto\s)", after) and _next_is_alike(figure, found):
        bounds.add("lower")
    if re.search(rf"(?:{to}~\s?|\d\s?{to}-\s?|\sto\s){_CURRENCY}$", before) and _last_is_alike(
        figure, found
    ):
        bounds.add("upper")
    return frozenset(bounds)


def _next_is_alike(figure: Figure, found: list[Figure]) -> bool:
    return any(f.kind == figure.kind and 0 <= f.start - figure.end <= 12 for f in found)


def _last_is_alike(figure: Figure, found: list[Figure]) -> bool:
    return any(f.kind == figure.kind and 0 <= figure.start - f.end <= 12 for f in found)


def _sort(figure: Figure) -> str:
    return f"{figure.kind} {figure.value.split()[0]}" if figure.kind == "money" else figure.kind


def _row(text: str) -> tuple[str, ...]:
    return tuple(map(stem, tokens(_BOUND_WORD.sub(" ", text))))


def _unit(text: str, figure: Figure) -> str:
    written = _BOUND_WORD.sub("", text[figure.start : figure.end].lower()).strip()
    if figure.kind == "duration":
        return next((unit for unit, form in _UNITS.items() if form.search(written)), "")
    found = re.search(r"[가-힣]+$", written)
    return found[0].removeprefix("여") if found and figure.kind == "count" else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(map(stem, tokens(_BOUND_WORD.sub(" ", text))))
