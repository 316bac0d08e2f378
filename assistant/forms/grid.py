"""A table's geometry: which of its cells are labels, and of which cell to write in. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from assistant.forms.form import Cell, Table

Role = Literal["label", "write", "nothing"]

_TOTAL = re.compile(
    r"(?:합\s*계|소\s*계|총\s*계|계|평\s*균|total|sub-?total|sum|average)\W*", re.IGNORECASE
)
_MOST = 200_000  # places that the cells of a table cover; more is an attack


@dataclass(slots=True)
class Grid:
    """`kind` of a cell tells whether it can be written in, whatever stands around it."""

    table: Table
    roles: dict[str, Role] = field(default_factory=dict)  # by address of the cell
    at: dict[tuple[int, int], Cell] = field(init=False)
    rows: list[list[Cell]] = field(init=False)  # from left to right, those that reach down too
    columns: int = field(init=False)

    def __post_init__(self) -> None:
        cells = self.table.cells
        last = max((cell.row for cell in cells), default=-1)
        self.at = {}
        self.rows = [[] for _ in range(last + 1)]
        self.columns = max((cell.column + cell.column_span for cell in cells), default=0)
        covered = 0
        for cell in cells:
            for row in range(cell.row, min(cell.row + cell.row_span, last + 1)):
                self.rows[row].append(cell)
                covered += cell.column_span
                if covered > _MOST:
                    return
                for column in range(cell.column, cell.column + cell.column_span):
                    self.at.setdefault((row, column), cell)
        for occupants in self.rows:
            occupants.sort(key=lambda cell: cell.column)

    def left(self, cell: Cell, row: int | None = None) -> Cell | None:
        return self.at.get((cell.row if row is None else row, cell.column - 1))

    def right(self, cell: Cell, row: int | None = None) -> Cell | None:
        return self.at.get((cell.row if row is None else row, cell.column + cell.column_span))

    def above(self, cell: Cell) -> Cell | None:
        return self.at.get((cell.row - 1, cell.column))

    def below(self, cell: Cell) -> Cell | None:
        return self.at.get((cell.row + cell.row_span, cell.column))

    def is_wide(self, cell: Cell) -> bool:
        """Alone in its rows."""
        return len(self.rows[cell.row]) == 1

    def is_label(self, cell: Cell | None) -> bool:
        return cell is not None and self.roles.get(cell.address) == "label"

    def is_written(self, cell: Cell | None) -> bool:
        return cell is not None and self.roles.get(cell.address) == "write"


def is_total(text: str) -> bool:
    return bool(_TOTAL.fullmatch(text))


def words(cell: Cell) -> str:
    """What a cell says, on one line."""
    return re.sub(r"[\s\u200b]+", " ", cell.text).strip()


def is_corner(grid: Grid, cell: Cell, has_words: Callable[[Cell], bool]) -> bool:
    """An empty cell over row headings and beside column headings."""
    below = grid.below(cell)
    others = [other for other in grid.rows[cell.row] if other is not cell]
    return (
        cell.column == 0
        and below is not None
        and has_words(below)
        and bool(others)
        and all(has_words(other) for other in others)
    )


def covers(one: Cell, other: Cell) -> bool:
    return (
        one.column <= other.column
        and one.column + one.column_span >= other.column + other.column_span
    )
