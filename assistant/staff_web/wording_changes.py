"""What differs between an old and a new clause, word by word. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

Piece = tuple[Literal["same", "old", "new"], str]


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Each clause in pieces: what both say, and what only it says."""
    was, now = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            left.append(("same", "".join(was[a:b])))
            right.append(("same", "".join(now[c:d])))
            continue
        if a < b:
            left.append(("old", "".join(was[a:b])))
        if c < d:
            right.append(("new", "".join(now[c:d])))
    return left, right
