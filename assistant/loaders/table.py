"""Tables as text: spans expanded, so that every row can be read and quoted alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WIDEST = 64  # columns; a hostile colspan must not fill the memory
_ONE_LINE = 120  # characters; a single row no longer than this is one line of text


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell as its source has it. In a grid the same object stands at every place it covers."""

    text: str  # may hold several blocks in stored form
    rows: int = 1  # rowspan
    columns: int = 1  # colspan


_BLANK = Cell("")
Grid = list[list[Cell]]


def grid_of(rows: Sequence[Iterable[Cell]]) -> Grid:
    """Place cells as a browser does, so that no column shifts under a rowspan."""
    taken: dict[tuple[int, int], Cell] = {}
    width = 0
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            across = max(1, min(cell.columns, _WIDEST - c))
            for rr in range(r, min(r + max(cell.rows, 1), len(rows))):
                for cc in range(c, c + across):
                    taken.setdefault((rr, cc), cell)
            c += across
            width = max(width, c)
            if c >= _WIDEST:
                break
    return [[taken.get((r, c), _BLANK) for c in range(width)] for r in range(len(rows))]


def table_text(grid: Grid) -> str:
    """A grid as rows `| a | b |`; a table that only lays out the page as its paragraphs."""
    grid = _without_blanks(grid)
    if not grid:
        return ""
    if len(grid[0]) == 1 or _is_frame(grid):
        return "\n\n".join(cell.text.strip("\n") for cell in _distinct(grid))
    if len(grid) == 1:
        texts = [cell_text(cell.text) for cell in _distinct(grid)]
        return (" " if sum(map(len, texts)) <= _ONE_LINE else "\n\n").join(texts)
    # A cell over the full width is a caption when it opens the table, a note when it closes it.
    first, last = 0, len(grid)
    while first < last and _is_one_cell(grid[first]):
        first += 1
    while last > first and _is_one_cell(grid[last - 1]):
        last -= 1
    blocks = [cell.text for cell in _distinct(grid[:first])]
    if first < last:
        blocks.append(rows_text([[cell_text(c.text) for c in row] for row in grid[first:last]]))
    blocks += [cell.text for cell in _distinct(grid[last:])]
    return "\n\n".join(blocks)


def rows_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cell texts as lines, with the `| --- |` line under the first."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("---" for _ in rows[0]) + " |")
    return "\n".join(lines)


def cell_text(block: str) -> str:
    """A cell's blocks on one line; the rows of a table inside it are parted by semicolons."""
    parts: list[str] = []
    for line in block.split("\n"):
        line = line.strip()
        if line.startswith("| ") and line.endswith(" |"):
            inner = line[2:-2].split(" | ")
            if all(text.strip() == "---" for text in inner):
                continue
            row = " / ".join(text.strip() for text in inner if text.strip())
            parts.append(f"{row};")
        elif line:
            parts.append(line.lstrip("#").strip() if line.startswith("#") else line)
    return " ".join(" ".join(parts).replace("|", "/").split()).removesuffix(";")


def _without_blanks(grid: Grid) -> Grid:
    rows = [row for row in grid if any(cell.text.strip() for cell in row)]
    if not rows:
        return []
    kept = [c for c in range(len(rows[0])) if any(row[c].text.strip() for row in rows)]
    # Two columns that the same cells cover throughout are one column cut for the layout.
    kept = [
        c
        for i, c in enumerate(kept)
        if i == 0 or any(row[c] is not row[kept[i - 1]] for row in rows)
    ]
    cut = [[row[c] for c in kept] for row in rows]
    return [row for i, row in enumerate(cut) if i == 0 or _differs(row, cut[i - 1])]


def _differs(row: list[Cell], above: list[Cell]) -> bool:
    return any(a is not b for a, b in zip(row, above, strict=True))


def _is_one_cell(row: list[Cell]) -> bool:
    return all(cell is row[0] for cell in row)


def _is_frame(grid: Grid) -> bool:
    """A table that holds headings, or hardly anything but other tables, frames a page."""
    blocks = [cell.text for cell in _distinct(grid)]
    letters = [sum(c.isalnum() for c in block) for block in blocks]
    own = sum(n for n, block in zip(letters, blocks, strict=True) if "\n| --- |" not in block)
    return any(b.lstrip().startswith("#") for b in blocks) or own < sum(letters) * 0.2


def _distinct(grid: Grid) -> list[Cell]:
    """Cells in reading order, each once, without the blank ones."""
    return [c for c in dict.fromkeys(c for row in grid for c in row) if c.text.strip()]
