"""What an FAQ's answer states, and whether its figures stand in its quotes. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from assistant.citations import MARK, marks
from assistant.figures import Figure, FigureKind, figures, periods
from assistant.phrases import PHRASES

ANY_KIND: frozenset[FigureKind] = frozenset(get_args(FigureKind))
CONTACTS: frozenset[FigureKind] = frozenset({"email", "url", "phone"})

_CITED = re.compile(r"(?P<words>.*?)(?P<marks>(?:\s?\[\d+\])+)|(?P<rest>.+)$")
# "- ", "2) ", "③ " in front of a line; "4. 6." is a date
_LIST_MARK = re.compile(r"^\s*(?:[-*•·]\s+|\(?\d{1,2}[.)]\s+(?!\d)|[①-⑳]\s*)")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of one line, up to the marks that they stand on."""

    text: str  # without marks and without the mark or number of a list
    cited: frozenset[int]  # empty: it names no source


def statements(answer: str) -> list[Statement]:
    """All that an answer says, in order. Its fixed sentences are left out, where they cite
    nothing: they state nothing about a programme."""
    return [
        Statement(words, cited)
        for line in answer.split("\n")
        if MARK.search(line) or not is_fixed(line)
        for words, cited in _parts(_LIST_MARK.sub("", line))
    ]


def is_fixed(line: str) -> bool:
    """Whether a line is a sentence of the assistant's own, as "Also in the documents:"."""
    return any(pattern.fullmatch(line.strip()) for pattern in _fixed())


def answering(answer: str) -> str:
    """The answer without what is only quoted beside it."""
    lines = answer.split("\n")
    beside = [at for at, line in enumerate(lines) if line.strip() in PHRASES["beside"].values()]
    return "\n".join(lines[: beside[0]] if beside else lines)


def unquoted(
    text: str, quotes: Iterable[str], kinds: Collection[FigureKind] = ANY_KIND
) -> list[str]:
    """The figures of a text, as it writes them, that none of the quotes holds.

    352,000,000원, 3억5천2백만 원 and KRW 352 million are one figure. A date may say less than its
    quote ("April 6" of "April 6, 2026"), never more.
    """
    held = [figure for quote in quotes for figure in _held(quote)]
    return [
        line[figure.start : figure.end]
        for line in map(_without_marks, text.split("\n"))
        for figure in figures(line)
        if figure.kind in kinds
        and not _is_article(figure, line[figure.start : figure.end])
        and not _among(figure, held)
    ]


def _is_article(figure: Figure, written: str) -> bool:
    """한 기업, one company: any, not a number of them."""
    return (figure.kind, figure.value) == ("count", "1") and not re.search(r"\d", written)


def _without_marks(line: str) -> str:
    """Without the numbers of a list and of citations, which are no figures."""
    return MARK.sub(" ", _LIST_MARK.sub("", line))


def _parts(line: str) -> Iterator[tuple[str, frozenset[int]]]:
    for match in _CITED.finditer(line):
        words = (match["words"] or match["rest"] or "").strip(" \t.,;")
        if any(c.isalnum() for c in words):
            yield words, frozenset(marks(match["marks"] or ""))


def _held(quote: str) -> Sequence[tuple[str, str]]:
    """(kind, value) of a quote's figures; "2026.4.6.~4.24." gives both of its days their year."""
    joined = " ".join(quote.split())  # a PDF's lines break inside figures too
    found = [(figure.kind, figure.value) for text in (quote, joined) for figure in figures(text)]
    days = [day for period in periods(joined) for day in (period.opens, period.closes) if day]
    return [*found, *(("date", day) for day in days)]


def _among(figure: Figure, held: Sequence[tuple[str, str]]) -> bool:
    return any(
        figure.kind == kind
        and (figure.value == value or (kind == "date" and figure.value in _shorter(value)))
        for kind, value in held
    )


def _shorter(date: str) -> set[str]:
    """What says less of a day: "2026-04-06" gives "--04-06", "---06", "2026-04", "--04", "2026"."""
    match = re.fullmatch(r"(\d{4}|-)-(\d\d)(?:-(\d\d))?", date)
    if not match:
        return set()
    year, month, day = match.groups()
    shorter = {f"--{month}"}
    if day:
        shorter |= {f"--{month}-{day}", f"---{day}", f"{year}-{month}"}
    return shorter | ({year} if year != "-" else set())


@lru_cache(maxsize=1)
def _fixed() -> list[re.Pattern[str]]:
    sentences = [sentence for both in PHRASES.values() for sentence in both.values()]
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(s))) for s in sentences]
