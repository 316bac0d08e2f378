"""Checks that an answer's citations resolve. Pure: the promise "every quote is verbatim" rests here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.schema import Answer, Document

MARK = re.compile(r"\s?\[(\d+)\]")


def resolved(answer: Answer, documents: Mapping[str, Document]) -> Answer:
    """The answer with only those citations whose quote is, exactly, in one of `documents`.

    A line that stood on a dropped citation goes with it; marks without a citation are removed.
    """
    kept = {
        c.n: c
        for c in answer.citations
        if c.quote.strip() and (d := documents.get(c.document)) is not None and c.quote in d.text
    }
    if len(kept) == len(answer.citations) and marks(answer.answer) == set(kept):
        return answer
    lines = [
        line
        for line in answer.answer.split("\n")
        if not (marks(line) and not marks(line) & set(kept))
    ]
    text = MARK.sub(lambda m: m.group() if int(m.group(1)) in kept else "", "\n".join(lines))
    used = marks(text)
    return replace(answer, answer=text, citations=tuple(c for n, c in kept.items() if n in used))


def marks(text: str) -> set[int]:
    """The citation numbers that stand in a text."""
    return {int(n) for n in MARK.findall(text)}
