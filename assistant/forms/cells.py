"""What a cell of a table shows, whatever stands around it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.forms.blanks import blanks
from assistant.forms.boxes import boxes
from assistant.forms.form import Cell, Table, paragraphs
from assistant.forms.printed import hint, is_blank, is_bullet, is_example, is_guidance, unit_alone
from assistant.forms.sensitive import SEAL

Kind = Literal["text", "blank", "bullet", "unit", "hint", "boxes", "lines", "control", "nested"]


def kind_of(cell: Cell) -> Kind:
    """What a cell shows, whatever stands around it."""
    if any(isinstance(block, Table) for block in cell.blocks):
        return "nested"
    own = list(paragraphs(cell.blocks))
    controls = [control for p in own for control in p.controls]
    text = cell.text
    if any(
        c.kind == "check" or c.is_hint or is_blank(p.text[c.start : c.end])
        for p in own
        for c in p.controls
    ):
        return "control"
    if is_blank(text):
        return "blank"
    if controls:
        return "text"
    if unit_alone(text):
        return "unit"
    printed = [p for p in own if not is_blank(p.text)]
    if all(is_bullet(p.text) for p in printed):
        return (
            "hint"
            if not re.fullmatch(r"\s*(?:□|○|◯|1)\s*", text)
            else ("boxes" if "1" not in text else "text")
        )
    lines = [line for p in printed for line in p.text.split("\n")]
    hinted = [
        hint(p.text, p.is_hint and not p.is_heading) is not None or is_bullet(p.text)
        for p in printed
    ]
    if not all(hinted) or is_example(text):
        if any(boxes(line, is_cell=True) for line in lines) and not is_guidance(text):
            return "boxes"
    if _is_aside(lines):
        return "text"
    if any(blanks(line, is_cell=True) for line in lines) and not (
        all(hinted) and is_guidance(text)
    ):
        return "lines"
    return "hint" if all(hinted) else "text"


def _is_aside(lines: Sequence[str]) -> bool:
    """Words and, on the lines below them, what they mean in brackets: no place to write."""
    first, *rest = [line for line in lines if not is_blank(line)]
    bracketed = [re.fullmatch(r"\s*[(（][^()（）]{1,40}[)）]\s*", line) for line in rest]
    plain = not blanks(first, is_cell=True) and not re.match(r"\s*[(（]", first)
    return bool(rest) and plain and all(bracketed) and not SEAL.search("\n".join(lines))
