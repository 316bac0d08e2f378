"""Reads the figures of a text: every form in turn, the more specific first."""

from __future__ import annotations

import re

from assistant.figures.contacts import CONTACTS
from assistant.figures.counts import AGES, COUNTS
from assistant.figures.dates import DATES, DAYS_AND_YEARS
from assistant.figures.durations import DAYS, DURATIONS
from assistant.figures.figure import Figure, FigureKind, Form
from assistant.figures.labels import LABELS
from assistant.figures.money import MONEY
from assistant.figures.shares import SHARES
from assistant.figures.times import TIMES

FORMS = [
    *CONTACTS,
    *LABELS,
    *MONEY,
    *SHARES,
    *AGES,
    *DATES,
    *DAYS,
    *DAYS_AND_YEARS,
    *TIMES,
    *DURATIONS,
    *COUNTS,
]
_DIGIT = re.compile(r"\d")
_SIGNS = frozenset[str]().union(*(form.signs for form in FORMS))
# One character each, so that places stay: full width, the dashes and tildes of ranges.
_EVEN = str.maketrans(
    "０１２３４５６７８９％．，：／（）－＋￦〜～∼˜–—−‑‐\u00a0\u2009\u202f\u3000",
    "0123456789%.,:/()-+₩~~~~-~---    ",
)


def evened(text: str) -> str:
    """The text with one way to write each digit, dash and space, every character in its place."""
    return text.translate(_EVEN)


def figures(text: str) -> list[Figure]:
    """Every figure of `text` in order of place; where two readings overlap the more specific wins."""
    found: list[Figure] = []
    text = evened(text)
    taken = bytearray(len(text))
    for form in held(text):
        for match in form.pattern.finditer(text):
            if form.kind is None:
                start, end = match.span()
                if not any(taken[start:end]):
                    taken[start:end] = b"\x01" * (end - start)
                continue
            for value, start, end in form.read(match):
                while text[end - 1].isspace():
                    end -= 1
                while text[start].isspace():
                    start += 1
                if not any(taken[start:end]):
                    taken[start:end] = b"\x01" * (end - start)
                    found.append(Figure(form.kind, value, start, end))
    return sorted(found, key=lambda figure: figure.start)


def held(text: str) -> list[Form]:
    """The forms whose signs the text holds: most texts hold those of few."""
    lowered = text.lower()
    signs = {sign for sign in _SIGNS if sign in lowered}
    has_digit = bool(_DIGIT.search(text))
    return [
        form
        for form in FORMS
        if (has_digit or not form.digits) and not (form.signs and form.signs.isdisjoint(signs))
    ]


def figure_kinds(text: str) -> set[FigureKind]:
    return {figure.kind for figure in figures(text)}
