"""Reads the model's lines as they arrive. Nothing that is not an object of the protocol, or a line with
citation marks, is taken for something said. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from assistant.asking import json_object
from assistant.citations import MARK, marks
from assistant.composer.checks import plain
from assistant.composer.quotable import bare
from assistant.sentences import sentence_spans

Completeness = Literal["full", "partial", "none"]

_MOST_CHARS = 20_000  # of all that a model may say; what comes after is not read
_LINE_CHARS = 4_000
_LEVELS = ("full", "partial", "none")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the model, unchecked."""

    text: str
    quotes: tuple[int, ...]


def said(pieces: Iterable[str]) -> Iterator[Said | Completeness]:
    """What the model says, line by line; nothing after it has said how complete it is."""
    for line in _lines(pieces):
        for one in _read(line):
            yield one
            if isinstance(one, str):
                return


def sentences_of(text: str) -> Iterator[str]:
    """A model's text as sentences, without list and citation marks."""
    for line in MARK.sub("", text).split("\n"):
        one = plain(bare(line))
        for start, end in sentence_spans(one, 0, len(one)):
            yield one[start:end]


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    left, rest = _MOST_CHARS, ""
    for piece in pieces:
        rest += piece[:left]
        left -= len(piece)
        *whole, rest = rest.split("\n")
        yield from whole
        if left <= 0 or len(rest) > _LINE_CHARS:
            return
    yield rest


def _read(line: str) -> Iterator[Said | Completeness]:
    if len(line) > _LINE_CHARS:
        return
    if (row := json_object(line)) is not None:
        level = row.get("complete")
        if level in _LEVELS:
            yield cast(Completeness, level)
        elif isinstance(text := row.get("text"), str):
            yield Said(text, _numbers(row.get("quotes")))
    elif "{" not in line and MARK.search(line):  # small models forget the form, not the marks
        yield Said(line, tuple(sorted(marks(line))))


def _numbers(quotes: object) -> tuple[int, ...]:
    given = quotes if isinstance(quotes, list) else [quotes]
    found = (
        re.fullmatch(r"\s*\[?(\d{1,3})\]?\s*", str(n)) for n in given if isinstance(n, int | str)
    )
    return tuple(dict.fromkeys(int(n[1]) for n in found if n))
