"""Rows of a table below a header row, which have its columns. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.forms.form import Cell
from assistant.forms.grid import Grid, covers, is_total, words

_GENERIC = re.compile(
    r"(?:구\s*분|항\s*목|내\s*용|세부\s?항목|연\s*번|순\s*번|번\s*호|no\.?|category|item|items|field|description|#|분\s*류|연\s*도|년\s*도|year)\W*",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"[(\[]?\s?(?:\d{1,3}(?:[.-]\d{1,2}){0,2}|[①-⑳]|[가-하]|[ivx]{1,4}|[a-z])\s?[.)\]]?",
    re.IGNORECASE,
)


class Band:
    """Rows below a header row that have the header's columns."""

    def __init__(self, grid: Grid, corners: Mapping[str, bool]) -> None:
        self._grid = grid
        self._corners = corners
        self._headers: list[int] = []  # rows
        self._inside = False
        self._start = 0  # column of the first cell to write in
        self._rows: dict[int, int | None] = {}

    def enter(self, row: int, occupants: list[Cell]) -> None:
        grid = self._grid
        if (
            len(occupants) > 1
            and not heads(grid, occupants)
            and all(grid.is_label(cell) or cell.address in self._corners for cell in occupants)
        ):
            if self._inside or (self._headers and self._headers[-1] != row - 1):
                self._headers = []
            self._inside = False
            self._headers.append(row)
            return
        start = self._first(occupants)
        if start is None or not self._headers:
            self._inside, self._headers = False, []
            return
        if not self._inside:
            self._inside = self._headers[-1] == row - 1 and self._fits(occupants, start)
            self._start = start
            if self._inside:
                self._number(row)
        else:
            total = is_total(words(occupants[0]))
            same = start == self._start or (total and start > self._start)
            self._inside = same and self._fits(occupants, start)
        if not self._inside:
            self._headers = []

    def labels(self, cell: Cell) -> tuple[str, ...] | None:
        """None outside a band."""
        if not self._inside:
            return None
        grid = self._grid
        heads: list[str] = []
        for row in reversed(self._headers):
            over = grid.at.get((row, cell.column))
            if over is not None and words(over) not in heads:
                heads.append(words(over))
        beside = [text for text in self.prefix(cell) if not self._counts(text, cell.row)]
        return (*beside[:1], *heads, *beside[1:])

    def _counts(self, text: str, row: int) -> bool:
        """Whether a row's label is only its number: "20" below "2025" is a year to complete."""
        above = self._grid.at.get((row - 1, 0))
        after_year = above is not None and re.match(r"(?:19|20)\d\d", words(above))
        return bool(ORDINAL.fullmatch(text)) and not (text in ("19", "20") and after_year)

    def prefix(self, cell: Cell) -> list[str]:
        """The row's own labels, nearest first."""
        found = [
            words(other)
            for other in reversed(self._grid.rows[cell.row])
            if other.column < self._start and self._grid.is_label(other)
        ]
        return [text for text in found if text]

    def listed(self, row: int) -> int | None:
        return self._rows.get(row) if self._inside else None

    def _first(self, occupants: list[Cell]) -> int | None:
        """The column from which on all cells are written in; None where it is not so."""
        at = 0
        while at < len(occupants) and self._grid.is_label(occupants[at]):
            at += 1
        rest = occupants[at:]
        if not rest or any(self._grid.is_label(cell) for cell in rest):
            return None
        return rest[0].column

    def _fits(self, occupants: list[Cell], start: int) -> bool:
        grid, last = self._grid, self._headers[-1]
        heads = [grid.at.get((last, cell.column)) for cell in occupants if cell.column >= start]
        cells = [cell for cell in occupants if cell.column >= start]
        if any(
            head is None or not covers(head, cell) for head, cell in zip(heads, cells, strict=True)
        ):
            return False
        distinct = {head.address for head in heads if head is not None}
        if start == 0 or len(distinct) > 1:
            return True
        corner, head = grid.rows[last][0], heads[0]
        return (
            corner.address in self._corners
            or bool(_GENERIC.fullmatch(words(corner)))
            or (head is not None and head.is_shaded and not cells[0].is_shaded)
            or ORDINAL.fullmatch(words(occupants[0])) is not None
        )

    def _number(self, first: int) -> None:
        """Counts the rows of a list: alike, without labels of their own."""
        rows = []
        for row in range(first, len(self._grid.rows)):
            occupants = self._grid.rows[row]
            start = self._first(occupants)
            own = [words(cell) for cell in occupants if cell.column < (start or 0)]
            if start != self._start or not all(ORDINAL.fullmatch(text) or not text for text in own):
                break
            rows.append(row)
        self._rows = {row: at for at, row in enumerate(rows)} if len(rows) > 1 else {}


def heads(grid: Grid, occupants: Sequence[Cell]) -> bool:
    """A row of one label, or of its number and one label."""
    *numbers, last = occupants
    return grid.is_label(last) and (
        not numbers
        or (
            len(numbers) == 1
            and last.column_span > 1
            and ORDINAL.fullmatch(words(numbers[0])) is not None
        )
    )
