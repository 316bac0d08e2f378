"""Ruled tables on PDF pages: where their cells are, in the page's own coordinates."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pdfplumber

_SAME_EDGE = 3.0  # points

# Its remarks on fonts concern nobody: the text is not taken from it.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, y upwards, as PDF has it."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells with the rows and columns they cover (first, one past the last)."""

    box: Box
    cells: tuple[tuple[Box, range, range], ...]
    lefts: tuple[float, ...]  # of the columns


def ruled_tables(raw: bytes, page_numbers: Sequence[int]) -> dict[int, list[RuledTable]]:
    """Tables of at least two rows and two columns, by page (from 0)."""
    found: dict[int, list[RuledTable]] = {}
    with pdfplumber.open(BytesIO(raw)) as document:
        for number in page_numbers:
            page = document.pages[number]
            ceiling = page.height + page.mediabox[1]
            tables = [
                _table(
                    [
                        Box(x0, ceiling - bottom, x1, ceiling - top)
                        for x0, top, x1, bottom in t.cells
                    ]
                )
                for t in page.find_tables()
            ]
            found[number] = [t for t in tables if t is not None]
            page.close()
    return found


def _table(boxes: list[Box]) -> RuledTable | None:
    lefts = _edges([x for b in boxes for x in (b.left, b.right)])
    tops = _edges([-y for b in boxes for y in (b.top, b.bottom)])  # downwards, as rows are read
    if len(lefts) < 3 or len(tops) < 3:
        return None
    cells = tuple(
        (
            b,
            range(_nearest(tops, -b.top), _nearest(tops, -b.bottom)),
            range(_nearest(lefts, b.left), _nearest(lefts, b.right)),
        )
        for b in boxes
    )
    return RuledTable(Box(lefts[0], -tops[-1], lefts[-1], -tops[0]), cells, tuple(lefts[:-1]))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
