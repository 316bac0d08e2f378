"""Reads an article into statements: its sentences and short lines, each with its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.reading import Clause
from assistant.drafting.values import plain
from assistant.schema import Document

_ADDRESS = re.compile(r"\((?:www|http|\S+@)")
_STAGES = (  # the head of a table whose lines are gone: what comes, and by whom
    r"(?=[^\n]{8,60}(?:\n|$))(?:Procedure|Process|Stage|Phase|Step)s?\b[^\n]*\b(?:by|responsible|in charge)\b[^\n]*"
)
_ENDS_WITHIN = re.compile(  # after an abbreviation; before a heading or a table that was joined
    r"(?<=[A-Z]&[A-Z])\.(\s+)(?=[A-Z][a-z]+\s[a-z])"
    rf"|(?<=\S)(\n)(?=[A-Z][a-z]+(?:[^\S\n]\S+){{0,2}}$|(?i:{_STAGES}))"
)
_TABLE = re.compile(rf"^{_STAGES}$", re.MULTILINE | re.IGNORECASE)
_FURNITURE = re.compile(
    r"©|all rights reserved|무단\s?전재|재배포|본문 바로가기|(?:으)?로 구성되어 있습니다",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a short line by itself, at `[start:end]` of its document: its quote."""

    clause: Clause
    text: str  # on one line
    paragraph: int

    @property
    def start(self) -> int:
        return self.clause.start

    @property
    def end(self) -> int:
        return self.clause.end


def is_stages(line: str) -> bool:
    """Whether a line is the head of a table of stages whose lines are gone."""
    return bool(_TABLE.fullmatch(line))


def has_stages(text: str) -> bool:
    return bool(_TABLE.search(text))


def statements(document: Document, found: Iterable[Clause]) -> list[Statement]:
    """Those of an article in order, without what the page around it says."""
    text = document.text
    gap = "\n\n" if "\n\n" in text.strip() else "\n"
    read: list[Statement] = []
    paragraph, last = 0, 0
    for clause in _sentences(text, found):
        if gap in text[last : clause.start]:
            paragraph += 1
        last = clause.end
        words = plain(text[clause.start : clause.end])
        if not _FURNITURE.search(words):
            read.append(Statement(clause, words, paragraph))
    return read


def paragraphs(read: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Runs of statements of one paragraph."""
    run: list[Statement] = []
    for statement in read:
        if run and run[-1].paragraph != statement.paragraph:
            yield run
            run = []
        run.append(statement)
    if run:
        yield run


def _sentences(text: str, found: Iterable[Clause]) -> Iterator[Clause]:
    """An address in brackets that was broken off its sentence goes with it; a sentence that ends with
    an abbreviation ends there."""
    last: Clause | None = None
    for clause in found:
        words = text[clause.start : clause.end]
        if last and _ADDRESS.match(words) and clause.start - last.end < 4:
            last = replace(last, end=clause.end)
            continue
        if last:
            yield last
        begin = clause.start
        for ends in _ENDS_WITHIN.finditer(words):
            yield replace(clause, start=begin, end=clause.start + ends.start(ends.lastindex or 0))
            begin = clause.start + ends.end()
        last = replace(clause, start=begin)
    if last:
        yield last
