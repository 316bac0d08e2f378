"""A figure, and a form: one way to write figures of a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.figures.numbers import plain, shortest

FigureKind = Literal[
    "money",
    "percent",
    "multiple",
    "date",
    "time",
    "duration",
    "age",
    "count",
    "email",
    "url",
    "phone",
]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands at `text[start:end]`, and its value.

    A range is two figures, each with what is said of it: "18" and "39세" of 18~39세.

    value, by kind:
    - money: "KRW 300000000"
    - percent: "20"; halves, quarters and other shares too (절반 "50", two thirds "66.67"); a change
      in percentage points is "5p"
    - multiple: "4" for 4배, fourfold, 4 times the
    - date: "2026-04-06", "2026-04", "2026", "--04-06" or "---17" (what is not said is missing)
    - time: "13:30"
    - duration: "P3Y", "P3Y6M", "P10D", "P24H"; with minutes "PT90M"; working days "P5BD", which
      ISO 8601 has no letters for
    - age: "39"
    - count: "157"; points, pages and copies too
    - phone: "02-123-4567", with its extension "02-123-4567 ext 12"; email, url: in lower case
    """

    kind: FigureKind
    value: str
    start: int
    end: int


Reading = tuple[str, int, int]  # a value, and where in the text it stands


@dataclass(frozen=True, slots=True)
class Form:
    """What `pattern` matches, `read` gives the values of. Without a kind it only looks like a
    figure, as the 3 of 제3조 does, and no other form may read it."""

    kind: FigureKind | None
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Iterable[Reading]]
    signs: frozenset[str]  # a text without one of these, in lower case, holds no match; empty: any
    digits: bool  # whether each match holds a digit


TO = r"(?:\s?~\s?|-|\s?내지\s?|\sto\s)"


def lower_end(number: str, unit: str = "", to: str = TO) -> str:
    """Pattern of the lower end of a range, if there is one: 18~, 18 to, between 18 and."""
    return (
        rf"(?:(?:(?P<between>(?<=between\s)|(?<=ages\sof\s))|(?<![\dA-Za-z.,:/-]))"
        rf"(?P<low_end>(?P<low>{number}){unit})(?(between)(?:\sand\s|{to})|{to}))?"
    )


def form(
    kind: FigureKind,
    pattern: str,
    value: Callable[[re.Match[str]], str | None],
    signs: str = "",
    digits: bool = True,
) -> Form:
    """A form that gives one figure, or none where `value` is None."""

    def read(match: re.Match[str]) -> Iterator[Reading]:
        if (found := value(match)) is not None:
            yield found, match.start(), match.end()

    return reading_form(kind, pattern, read, signs, digits)


def range_form(
    kind: FigureKind,
    pattern: str,
    values: Callable[[re.Match[str]], tuple[str | None, str | None]],
    signs: str = "",
    digits: bool = True,
) -> Form:
    """A form whose group "low" may hold the lower end of a range, as `lower_end` has it: `values`
    are those of both ends, None for an end that is not there."""
    has_unit = "(?P<low_end>" in pattern

    def read(match: re.Match[str]) -> Iterator[Reading]:
        low, high = values(match)
        if low is not None and match["low"] and _is_range(match):
            yield low, *match.span("low_end" if has_unit else "low")
        if high is not None:
            yield high, match.start("high") if match["low"] else match.start(), match.end()

    return reading_form(kind, pattern, read, signs, digits)


def both_ends(match: re.Match[str]) -> tuple[str | None, str | None]:
    """The numbers of a range as they are; the lower end None where there is one number alone."""
    low = match["low"] and shortest(plain(match["low"]))
    return low, shortest(plain(match["high"].removeprefix("만").strip()))


def reading_form(
    kind: FigureKind,
    pattern: str,
    read: Callable[[re.Match[str]], Iterable[Reading]],
    signs: str = "",
    digits: bool = True,
) -> Form:
    """A form that gives any number of figures."""
    return Form(kind, re.compile(pattern, re.IGNORECASE), read, frozenset(signs.split()), digits)


def not_figure(*patterns: str, signs: str = "", digits: bool = True) -> Form:
    joined = re.compile("|".join(patterns), re.IGNORECASE)
    return Form(None, joined, lambda _: (), frozenset(signs.split()), digits)


def _is_range(match: re.Match[str]) -> bool:
    """3-2 is no range of 3 to 2."""
    low, high = match["low"], match["high"]
    is_hyphen = match.string[match.end("low") : match.start("high")] == "-"
    return not (is_hyphen and low[-1].isdigit() and _leading(low) >= _leading(high))


def _leading(written: str) -> float:
    found = re.match(r"\d+(?:\.\d+)?", written.replace(",", ""))
    return float(found.group()) if found else 0.0
