"""What stands in a filled copy, compared with what was meant, whatever its new addresses. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.forms.form import Block, Edit, Paragraph, Sheet, Table


@dataclass(frozen=True, slots=True)
class ReadBack:
    standing: Mapping[Edit, str | None]  # in the place of an edit; None: what is around it changed
    strays: tuple[str, ...]  # addresses of the blank's paragraphs and tables that changed unasked

    @property
    def is_as_meant(self) -> bool:
        return not self.strays and all(text == edit.text for edit, text in self.standing.items())


_Run = tuple[list[Paragraph], list[Paragraph]]  # paragraphs between tables: blank, filled


def read_back(blank: Sheet, edits: Sequence[Edit], filled: Sheet) -> ReadBack:
    """A new paragraph and a line break read the same, so that neither shifts what follows it."""
    of_paragraph: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        of_paragraph[edit.address].append(edit)
    standing: dict[Edit, str | None] = dict.fromkeys(edits)
    strays: list[str] = []
    for pair in _runs(blank.blocks, filled.blocks):
        if isinstance(pair, Table):
            strays.append(pair.address)
            continue
        before, after = pair
        fixed, places = _parted(before, of_paragraph)
        text = "\n".join(paragraph.text for paragraph in after)
        found = [edit.text for edit in places]
        if "".join(_woven(fixed, found)) != text:
            match = re.fullmatch("(.*?)".join(map(re.escape, fixed)), text, re.DOTALL)
            if match is None:
                strays += [before[0].address] if before else []
                continue
            found = list(match.groups())
        standing |= dict(zip(places, found, strict=True))
    return ReadBack(standing, tuple(strays))


def _runs(blank: tuple[Block, ...], filled: tuple[Block, ...]) -> Iterator[_Run | Table]:
    """Pairs of runs, in the cells of tables too; a table whose cells are not the same ones."""
    before, after = _split(blank), _split(filled)
    for own, others in zip(before[0], after[0], strict=False):
        yield own, others
    missing = len(before[0]) - len(after[0])
    for own in before[0][len(before[0]) - missing :] if missing > 0 else ():
        yield own, []
    for n, table in enumerate(before[1]):
        other = after[1][n] if n < len(after[1]) else None
        cells = {(cell.row, cell.column): cell for cell in other.cells} if other else {}
        if other is None or cells.keys() != {(cell.row, cell.column) for cell in table.cells}:
            yield table
            continue
        for cell in table.cells:
            yield from _runs(cell.blocks, cells[cell.row, cell.column].blocks)


def _split(blocks: tuple[Block, ...]) -> tuple[list[list[Paragraph]], list[Table]]:
    runs: list[list[Paragraph]] = [[]]
    tables: list[Table] = []
    for block in blocks:
        if isinstance(block, Table):
            tables.append(block)
            runs.append([])
        else:
            runs[-1].append(block)
    return runs, tables


def _parted(
    run: Sequence[Paragraph], of_paragraph: Mapping[str, list[Edit]]
) -> tuple[list[str], list[Edit]]:
    """The text that stays, cut at the edits, and the edits: one piece more than edits."""
    fixed = [""]
    places: list[Edit] = []
    for n, paragraph in enumerate(run):
        if n:
            fixed[-1] += "\n"
        spans = [(e.start, e.end, e) for e in of_paragraph.get(paragraph.address, ())]
        spans += [
            (control.start, control.end, edit)
            for control in paragraph.controls
            for edit in of_paragraph.get(control.address, ())
        ]
        at = 0
        for start, end, edit in sorted(spans, key=lambda span: span[:2]):
            fixed[-1] += paragraph.text[at:start]
            fixed.append("")
            places.append(edit)
            at = end
        fixed[-1] += paragraph.text[at:]
    return fixed, places


def _woven(fixed: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    for n, piece in enumerate(fixed):
        yield piece
        if n < len(found):
            yield found[n]
