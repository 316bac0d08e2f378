"""Drafts what a programme is for from a page's list below "Highlights of …" or "…의 특징"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.statements import Statement
from assistant.drafting.told import fact_of
from assistant.record import Fact
from assistant.schema import Document

_HEADING = re.compile(
    r"(?:Highlights|Key points|Advantages|Strengths|Features|Benefits|Aims|Goals)\sof\b.{3,80}|What\s.{3,60}\s(?:offers?|gains?|gets?|brings?)|Why .{3,40}|.{2,40}의\s특징",
    re.IGNORECASE,
)
_DOING = re.compile(r"(?:[A-Z][a-z]+ing|To)\s.{8,200}")
_ITEM = re.compile(r"[A-Za-z]\S*(?:\s[^\s:]+){2,20}|[가-힣].{6,80}[가-힣]")
_NEXT = re.compile(r"[:：]|체계$|순서$|절차$|기관$|일정$")
_ITEMS = 8


def draft_highlights(document: Document, read: Sequence[Statement]) -> Iterator[Fact]:
    """One fact of all items."""
    for at, heading in enumerate(read):
        if not _HEADING.fullmatch(heading.text):
            continue
        items: list[Statement] = []
        form = _DOING if at + 1 < len(read) and _DOING.fullmatch(read[at + 1].text) else _ITEM
        for statement in read[at + 1 : at + 1 + _ITEMS]:
            if not form.fullmatch(statement.text) or _NEXT.search(statement.text):
                break
            items.append(statement)
        if len(items) > 1:
            text = "; ".join(item.text for item in items)
            yield fact_of(document, "purpose", text, [(item.start, item.end) for item in items])
        return
