"""The labels of the cells of a table that are written in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.forms.bands import ORDINAL, Band, heads
from assistant.forms.form import Cell
from assistant.forms.grid import Grid, covers, is_total, words

_FAR = 60  # cells; no row of a form is wider


@dataclass(frozen=True, slots=True)
class Named:
    """A cell to write in and the labels of it."""

    cell: Cell
    labels: tuple[str, ...]  # nearest first
    heading: str = ""  # the last row of the table that heads those below it
    row: int | None = None  # from 0, in a list of rows alike
    is_named_above: bool = False  # nothing to its left names it


def named(grid: Grid, corners: Mapping[str, bool]) -> Iterator[Named]:
    """The cells to write in, in reading order, with their labels; without any where nothing names
    them. `corners`: addresses of empty cells that stand in a header row."""
    band = Band(grid, corners)
    heading = ""
    from_above: dict[str, tuple[str, ...]] = {}
    for row, occupants in enumerate(grid.rows):
        if not occupants:
            continue
        starting = [cell for cell in occupants if cell.row == row]
        if heads(grid, occupants):
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
    first = grid.rows[cell.row][0]
    filled_in = all(re.search(r"[ \u00a0\u3000]{4}$", o.text) for o in run[1:] if o is not first)
    if first is not run[0] and grid.is_label(first) and is_total(found[0]) and filled_in:
        return (*found, words(first))  # the sum of what the row is headed by
    if len(run) > 1 and ORDINAL.fullmatch(words(run[-1])):
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
    if above is None or not covers(above, cell):
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
