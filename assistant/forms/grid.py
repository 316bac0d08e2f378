"""A table's geometry: which of its cells are labels, and of which cell to write in. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.forms.form import Cell, Table

Role = Literal["label", "write", "nothing"]

_GENERIC = re.compile(
    r"(?:구\s*분|항\s*목|내\s*용|세부\s?항목|연\s*번|순\s*번|번\s*호|no\.?|category|item|items|field|description|#|분\s*류|연\s*도|년\s*도|year)\W*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"[(\[]?\s?(?:\d{1,3}(?:[.-]\d{1,2}){0,2}|[①-⑳]|[가-하]|[ivx]{1,4}|[a-z])\s?[.)\]]?",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:합\s*계|소\s*계|총\s*계|계|평\s*균|total|sub-?total|sum|average)\W*", re.IGNORECASE
)
_FAR = 60  # cells; no row of a form is wider
_MOST = 200_000  # places that the cells of a table cover; more is an attack


@dataclass(frozen=True, slots=True)
class Named:
    """A cell to write in and the labels of it."""

    cell: Cell
    labels: tuple[str, ...]  # nearest first
    heading: str = ""  # the last row of the table that heads those below it
    row: int | None = None  # from 0, in a list of rows alike
    is_named_above: bool = False  # nothing to its left names it


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


def named(grid: Grid, corners: Mapping[str, bool]) -> Iterator[Named]:
    """The cells to write in, in reading order, with their labels; without any where nothing names
    them. `corners`: addresses of empty cells that stand in a header row."""
    band = _Band(grid, corners)
    heading = ""
    from_above: dict[str, tuple[str, ...]] = {}
    for row, occupants in enumerate(grid.rows):
        if not occupants:
            continue
        starting = [cell for cell in occupants if cell.row == row]
        if _heads(grid, occupants):
            text = words(occupants[-1])
            heading = text if len(text) <= 60 else ""
        band.enter(row, occupants)
        for cell in starting:
            if not grid.is_written(cell):
                continue
            if (labels := band.labels(cell)) is not None:
                is_above = not band.prefix(cell)
                yield Named(cell, _once(labels), heading, band.listed(row), is_above)
            elif beside := _beside(grid, cell):
                yield Named(cell, _once(beside), heading)
            else:
                over = _over(grid, cell, from_above)
                from_above[cell.address] = over
                yield Named(
                    cell, _once(over), heading if heading not in over else "", is_named_above=True
                )


def _heads(grid: Grid, occupants: Sequence[Cell]) -> bool:
    """A row of one label, or of its number and one label."""
    *numbers, last = occupants
    return grid.is_label(last) and (
        not numbers
        or (
            len(numbers) == 1
            and last.column_span > 1
            and _ORDINAL.fullmatch(words(numbers[0])) is not None
        )
    )


def _once(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))


def _beside(grid: Grid, cell: Cell) -> tuple[str, ...]:
    """The label to its left and the groups that this one stands in."""
    run: list[Cell] = []
    at = grid.left(cell)
    while grid.is_label(at) and at is not None and len(run) < _FAR:
        run.append(at)
        at = grid.left(at, cell.row)
    if not run:
        return ()
    found = [words(run[0])]
    if len(run) > 1 and _ORDINAL.fullmatch(words(run[-1])):
        run.pop()
    span = run[0].row_span
    for other in run[1:]:
        alike = other.row_span == span and len(run) == 2 and len(found) == 1
        if other.row_span > span or (alike and other.is_shaded >= run[0].is_shaded):
            found.append(words(other))
            span = other.row_span
        else:
            break
    grouped = len(found) > 1
    for _ in range(_FAR):  # past other places to write in, only what groups several labels
        if at is None:
            break
        before = grid.left(at, cell.row)
        if grid.is_label(at):
            beside = grid.right(at, cell.row)
            groups = grid.is_label(beside) and not grid.is_label(before)
            if groups and (at.row_span > span or (not grouped and at.row_span == span)):
                found.append(words(at))
                span, grouped = at.row_span, True
        at = before
    return tuple(found)


def _over(grid: Grid, cell: Cell, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The label above it, and the one above that."""
    above = grid.above(cell)
    if above is None or not _covers(above, cell):
        return ()
    if grid.is_label(above):
        higher = grid.above(above)
        group = (
            words(higher)
            if higher is not None and grid.is_label(higher) and not grid.is_wide(higher)
            else ""
        )
        return (words(above), group)
    if above.column_span == cell.column_span:
        return known.get(above.address, ())
    return ()


def _covers(one: Cell, other: Cell) -> bool:
    return (
        one.column <= other.column
        and one.column + one.column_span >= other.column + other.column_span
    )


class _Band:
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
            and not _heads(grid, occupants)
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
            total = bool(_TOTAL.fullmatch(words(occupants[0])))
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
        beside = [text for text in self.prefix(cell) if not _ORDINAL.fullmatch(text)]
        return (*beside[:1], *heads, *beside[1:])

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
            head is None or not _covers(head, cell) for head, cell in zip(heads, cells, strict=True)
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
            or _ORDINAL.fullmatch(words(occupants[0])) is not None
        )

    def _number(self, first: int) -> None:
        """Counts the rows of a list: alike, without labels of their own."""
        rows = []
        for row in range(first, len(self._grid.rows)):
            occupants = self._grid.rows[row]
            start = self._first(occupants)
            own = [words(cell) for cell in occupants if cell.column < (start or 0)]
            if start != self._start or not all(
                _ORDINAL.fullmatch(text) or not text for text in own
            ):
                break
            rows.append(row)
        self._rows = {row: at for at, row in enumerate(rows)} if len(rows) > 1 else {}
