"""Boxes that stand alone in cells, under or beside the words that they tick. Pure."""

from __future__ import annotations

import re

from assistant.forms.form import Cell
from assistant.forms.grid import Grid, words

_BOX = re.compile(r"[☐□▢◻❏❑○◯]|[\[［][ \u00a0\u3000]{0,4}[\]］]")

Group = list[tuple[Cell, str]]  # each box with its words


def box_groups(grid: Grid) -> list[Group]:
    """Two or more of a row, each under a label of its own; or of a column, each beside one and
    nothing else in their rows."""
    groups: list[Group] = []
    column: Group = []
    for row, occupants in enumerate(grid.rows):
        boxed = [cell for cell in occupants if cell.row == row and _is_box(grid, cell)]
        rest = [cell for cell in occupants if cell not in boxed]
        under = [(cell, _over(grid, cell)) for cell in boxed]
        named = [(cell, text) for cell, text in under if text]
        if len(boxed) > 1 and len(named) == len(boxed) and all(map(grid.is_label, rest)):
            groups.append(named)
        elif len(occupants) == 2 and len(boxed) == 1 and grid.is_label(grid.left(boxed[0])):
            column.append((boxed[0], words(occupants[0])))
            continue
        if len(column) > 1:
            groups.append(column)
        column = []
    return [*groups, column] if len(column) > 1 else groups


def row_label(grid: Grid, group: Group) -> str:
    """What stands at the head of a row of boxes."""
    cells = [cell for cell, _ in group]
    first = grid.rows[cells[0].row][0]
    is_row = len({cell.row for cell in cells}) == 1
    return words(first) if is_row and first not in cells and grid.is_label(first) else ""


def _is_box(grid: Grid, cell: Cell) -> bool:
    return grid.is_written(cell) and bool(_BOX.fullmatch(words(cell)))


def _over(grid: Grid, cell: Cell) -> str:
    above = grid.above(cell)
    alike = above is not None and above.column_span == cell.column_span and grid.is_label(above)
    return words(above) if above is not None and alike else ""
