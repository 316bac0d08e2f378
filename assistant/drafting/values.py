"""What the drafts of all values have in common: quotes, words in two languages, limits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from assistant.drafting.reading import Clause
from assistant.figures import Figure, FigureKind, figures
from assistant.record import Bilingual, Bound, Quote
from assistant.schema import Document

Side = Literal["at_least", "above", "at_most", "below"]

_AFTER: tuple[tuple[Side, str], ...] = (  # a figure, perhaps with a particle and brackets
    ("at_least", r"이상|(?:of [a-z ]{0,30})?or (?:more|over|older|higher|above)|and (?:over|above|older)|at (?:the )?least"),
    ("at_most", r"이하|이내|까지|한도|(?:이|을|를)?\s?(?:넘을 수 없|초과할 수 없|(?:넘지|초과하지|지나지|경과하지|되지)\s(?:않(?:은|는|아야|아)?|못(?:한|하는)?|아니한))|안에|안의|내의?(?=\s|$)|(?:of [a-z ]{0,30})?or (?:less|fewer|under|younger|below)|and (?:under|younger|below)"
     r"|at (?:the )?most|maximum"),
    ("below", r"미만|(?:에|에도)?\s?(?:못 미치|미치지 못하|미달)(?:는|한)?|이 안 되(?:는)?"),
    ("above", r"초과|(?:이|을|를)?\s?(?:넘는|넘은|초과한|초과하는|지난|경과한)"),
)  # fmt: skip
_BEFORE: tuple[tuple[Side, str], ...] = (
    ("at_least", r"at least|no (?:less|fewer) than|not (?:less|fewer) than|minimum(?: of)?|최소"),
    ("at_most", r"at most|up to|not? more than|maximum(?: of)?|not? (?:be )?(?:older|longer|later|higher|greater) than|not (?:exceed|over)|within(?: the (?:last|past|first))?"
     r"|(?:last|past|first)|not (?:be )?older than|최대|최장|a maximum of"),
    ("below", r"less than|fewer than|under|below|younger than|lower than"),
    ("above", r"more than|over|above|older than|exceeding|greater than|longer than|higher than"),
)  # fmt: skip
_TAIL = r"[\s)]*(?:의|이|가|은|는|을|를)?\s*"
_AFTERS = tuple((side, re.compile(_TAIL + f"(?:{form})", re.IGNORECASE)) for side, form in _AFTER)
_BEFORES = tuple(
    (side, re.compile(rf"(?<![\w-])(?:{form})\s*(?:about |만\s?|연\s?)?$", re.IGNORECASE))
    for side, form in _BEFORE
)
_UNITS = r"(?:\s?(?:개사|명|인|년|개월|세|원|%|years?|months?|employees|people|regular employees|old|of age|won|in sales)\b)?"
_LIMIT_WITHIN = re.compile(
    r"(?:\s?(?:이내|이상|이하|미만|초과|까지|부터|으로|에서|짜리|만기|차))?$"
)
_NEAR = 40  # characters
_ABOUT = re.compile(r"[\s)]*(?:내외|안팎|정도|가량|수준|여\b)")
_ABOUT_BEFORE = re.compile(r"(?:about|around|approximately|some|약|대략)\s?$", re.IGNORECASE)


def plain(words: str) -> str:
    """Words on one line, without a table's escapes."""
    return " ".join(words.replace("\\|", "|").split())


def both(words: str) -> Bilingual:
    """The notice's words: a notice in one language gives none in the other."""
    return Bilingual(ko=words, en=words)


def quoted(document: Document, *spans: tuple[int, int]) -> tuple[Quote, ...]:
    return tuple(
        Quote(
            document=document.document_id,
            text=document.text[start:end],
            start=start,
            language=document.language,
        )
        for start, end in dict.fromkeys(spans)
    )


def spans_of(clause: Clause) -> tuple[tuple[int, int], ...]:
    """The clause, and the column heads that say what its cells are."""
    own = (clause.start, clause.end)
    return (own, clause.head_span) if clause.head else (own,)


def said(document: Document, spans: Iterable[tuple[int, int]]) -> set[str]:
    """The figures that the quotes give together, as records write them."""
    words = " ".join(document.text[start:end] for start, end in dict.fromkeys(spans))
    return {f"{figure.kind} {figure.value}" for figure in _read(words)}


def of_kind(text: str, *kinds: FigureKind) -> list[Figure]:
    return [figure for figure in _read(text) if figure.kind in kinds]


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Figure, ...]:
    """The figures of a clause, which is asked for one kind after the other."""
    return tuple(figures(text))


def side(text: str, figure: Figure) -> Side | None:
    """Which limit a figure is, by the words beside it."""
    found = limit(text, figure)
    return found[0] if found else None


def limit(text: str, figure: Figure) -> tuple[Side, int, int] | None:
    """The same with where the words that say it, and the figure, begin and end."""
    for found, pattern in _AFTERS:
        for after in _after(text, figure):
            if match := pattern.match(after):
                return found, figure.start, text.index(after, figure.start) + match.end()
    begin = max(0, figure.start - _NEAR)
    for found, pattern in _BEFORES:
        if match := pattern.search(text[begin : figure.start]):
            return found, begin + match.start(), figure.end
    return None


def bound(text: str, figure: Figure) -> Bound:
    """The same for facts."""
    before = text[max(0, figure.start - 40) : figure.start]
    if any(map(_ABOUT.match, _after(text, figure))) or _ABOUT_BEFORE.search(before):
        return "about"
    found = side(text, figure)
    named: dict[Side | None, Bound] = {
        "at_least": "at_least", "at_most": "up_to", "below": "up_to", "above": "over",
    }  # fmt: skip
    return named.get(found, "exactly")


def _after(text: str, figure: Figure) -> tuple[str, str]:
    """What follows a figure, with and without its unit. A duration's figure may end with "이내"."""
    end = figure.end
    if figure.kind == "duration":
        end -= len(_LIMIT_WITHIN.search(text[figure.start : end])[0])  # type: ignore[index]
    unit = re.match(_UNITS, text[end:], re.IGNORECASE)
    return text[end : end + _NEAR], text[end + (unit.end() if unit else 0) :][:_NEAR]


def number(figure: Figure) -> float:
    """A count, age, share or sum; a duration in years."""
    if figure.kind == "duration":
        amount, unit = float(figure.value[1:-1]), figure.value[-1]
        return amount / {"Y": 1, "M": 12, "W": 52, "D": 365, "H": 8760}[unit]
    return float(figure.value.split()[-1])
