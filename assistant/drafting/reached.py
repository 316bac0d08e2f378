"""Drafts when an article's programme takes applications, where, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.lists import draft_channels, draft_contacts
from assistant.drafting.statements import Statement
from assistant.drafting.windows import draft_windows
from assistant.record import Channel, Window
from assistant.schema import Document

_WHEN = re.compile(
    r"\b(?:should|can|must|may)\s(?:apply|file|register|submit)\b[^;]{0,100}\b(?:by|until|from|through|between)\b|\bdeadline (?:is|falls)\b|\bapplications?\b[^.]{0,40}\b(?:opens?|runs?|close|can be made|submitted|received|filed|accepted|due|start|begin)\b|\bapply\b[^.]{0,40}\b(?:by|until|from|through)\b"
    r"|\b(?:round|call)\b[^.]{0,90}\b(?:follow|open|start|begin)s?\b|(?:신청|접수|모집)(?:은|는|을|를|기간은)?\s[^.]{0,40}(?:부터|까지|시작)|(?:부터|까지)[^\n]{0,80}?(?:신청|접수|모집|제출)(?:한다|받|을\s받|하면)",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"\b(?:contact|questions|enquir\w+|inquir\w+|more information|reached at|ask us|official (?:e-?)?mail)\b|문의|연락처",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S@\S|\d{2,4}-\d{3,4}|www\.|https?:")


def article_windows(
    document: Document, read: Sequence[Statement], year: tuple[int, int, int] | None
) -> tuple[Window, ...]:
    told = [s for s in read if _WHEN.search(s.text)]
    clauses = [replace(s.clause, kind="when", label="", text=s.text) for s in told]
    return draft_windows(document, clauses, year)


def article_channels(document: Document, read: Sequence[Statement]) -> tuple[Channel, ...]:
    """With an address to apply at."""
    told = [s for s in read if _WHEN.search(s.text) and _ADDRESS.search(s.text)]
    return draft_channels(
        document, [replace(s.clause, kind="how", label="", text=s.text) for s in told]
    )


def article_contacts(document: Document, read: Sequence[Statement]) -> tuple[Channel, ...]:
    told = [s for s in read if _ASK.search(s.text) and _ADDRESS.search(s.text)]
    return draft_contacts(
        document, [replace(s.clause, kind="contact", label="", text=s.text) for s in told]
    )
