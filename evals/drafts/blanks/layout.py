"""A form as it is described here: lines and tables, with the places to write in marked.

    "상시근로자 수: {employees|____} 명"     a place for `employees` in a line, printed as ____
    "{project.need|※ 1천자 이내|guidance}"   printed guidance that stays beside what is written
    "{size=small|□} 소기업"                  a box; the option that it stands for
    "{-|}"                                  a place of which no field of ours is the answer

`signature`, `consent`, `identity` and `ambiguous` are places that stay as they are printed. After
the second bar: placeholder, guidance, pattern, control, date, legacy, check, choices:a=b/c=d,
unit=1000, optional (may be written, need not), printed:none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_MARK = re.compile(r"\{([^{}|]+)(?:\|([^{}|]*))?(?:\|([^{}]*))?\}")
_CELL = re.compile(r"^\[(\d*)(?:r(\d+))?\]")
_FLAGS = ("placeholder", "guidance", "pattern", "control", "date", "legacy", "check", "optional")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a line's text: `text[start:end]` is what is printed there."""

    field: str
    start: int
    end: int
    option: str = ""
    flags: frozenset[str] = frozenset()
    unit: int = 1
    choices: tuple[tuple[str, str], ...] = ()  # of a drop-down list: shown, what it stands for


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    marks: tuple[Mark, ...] = ()
    style: str = "body"  # body, label, title, heading, hint, centre, right, small


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Line | Grid, ...]
    columns: int = 1
    rows: int = 1
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; widths in per cent. A row lists the cells that begin in it, as HTML does."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frame: str = "grid"  # grid, box (a heavy outer line), none

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """(row, column, cell) of every cell, columns counted with merged cells in view."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                taken |= {
                    (row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)
                }
                column += cell.columns


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


Block = Line | Grid | Break


@dataclass(frozen=True, slots=True)
class Blank:
    name: str  # "research-dispatch/application": truth is kept under it
    lang: str
    title: str
    blocks: tuple[Block, ...]
    formats: tuple[str, ...]  # docx, hwpx, hwp
    programme: str | None = None  # kept with this programme's documents
    shades_labels: bool = True  # else they look like any other cell
    splits_words: bool = False  # as an editor leaves them: letters of a word in several runs
    kind: str = "small"  # programme, small, ministry


def line(written: str, style: str = "body") -> Line:
    text, marks, end = "", [], 0
    for found in _MARK.finditer(written):
        text += written[end : found.start()]
        key, _, option = found[1].partition("=")
        printed = found[2] or ""
        mark = _with(Mark(key, len(text), len(text) + len(printed), option), found[3] or "")
        marks.append(mark)
        text += printed
        end = found.end()
    return Line(text + written[end:], tuple(marks), style)


def _with(mark: Mark, options: str) -> Mark:
    flags: set[str] = set()
    for option in filter(None, (part.strip() for part in options.split(","))):
        name, _, value = re.sub("[:=]", "\0", option, count=1).partition("\0")
        if name == "unit":
            mark = replace(mark, unit=int(value))
        elif name == "choices":
            pairs = (choice.partition("=") for choice in value.split("/"))
            mark = replace(mark, choices=tuple((shown, means) for shown, _, means in pairs))
        elif option in _FLAGS:
            flags.add(option)
        else:
            raise ValueError(f"{option} is no option of a place")
    return replace(mark, flags=frozenset(flags))


def lines(written: str, style: str = "body") -> tuple[Line, ...]:
    """A paragraph for each line; one that begins with ※ is guidance."""
    return tuple(
        line(part, "hint" if part.startswith("※") and style == "body" else style)
        for part in written.split("\n")
    )


def cell(written: str | Grid | Sequence[str | Grid]) -> Cell:
    """`#` a label, `^` centred, `[2r3]` over two columns and three rows."""
    parts = [written] if isinstance(written, str | Grid) else list(written)
    columns = rows = 1
    is_label, style = False, "body"
    if isinstance(parts[0], str):
        text = parts[0].strip(" ")
        if span := _CELL.match(text):
            columns, rows = int(span[1] or 1), int(span[2] or 1)
            text = text[span.end() :].strip(" ")
        if text.startswith("#"):
            is_label, style, text = True, "label", text[1:].strip(" ")
        elif text.startswith("^"):
            style, text = "centre", text[1:].strip(" ")
        parts[0] = text
    blocks: list[Line | Grid] = []
    for part in parts:
        blocks += [part] if isinstance(part, Grid) else lines(part, style)
    return Cell(tuple(blocks), columns, rows, is_label)


def grid(
    widths: str, *rows: str | Sequence[str | Grid | Sequence[str | Grid]], frame: str = "grid"
) -> Grid:
    """Rows as `"#기업명 || {name} || #대표자 || {representative}"`, or lists of cells."""
    made = tuple(
        tuple(cell(part) for part in (row.split(" || ") if isinstance(row, str) else row))
        for row in rows
    )
    shares = tuple(float(share) for share in widths.split())
    table = Grid(shares, made, frame)
    reach = {column + c.columns for _, column, c in table.placed()}
    if max(reach) != len(shares):
        raise ValueError(f"{len(shares)} widths, cells reach to {max(reach)}: {rows[0]}")
    return table


def title(text: str, under: str = "") -> Grid:
    blocks = [line(text, "title")]
    blocks += [line(part, "centre") for part in filter(None, under.split("\n"))]
    return Grid((100.0,), ((Cell(tuple(blocks)),),), "box")


def heading(text: str) -> Line:
    return line(text, "heading")


def has_guidance(cells: Sequence[Cell]) -> bool:
    """Whether one of them is a box for a text of some length."""
    return any(
        "guidance" in mark.flags
        for cell in cells
        for block in cell.blocks
        if isinstance(block, Line)
        for mark in block.marks
    )


@dataclass
class Truth:
    """Collects the places of a blank in reading order, with their addresses."""

    places: list[dict[str, Any]] = field(default_factory=list)
    tables: int = 0
    above: str = ""  # the last line outside tables: the label of a cell that has no other

    def of(self, blocks: Sequence[Block]) -> list[dict[str, Any]]:
        number = 0
        for block in blocks:
            if isinstance(block, Line):
                self._line(block, {"line": number}, block.text)
                number += bool(block.text.strip())
                self.above = block.text.strip() or self.above
            elif isinstance(block, Grid):
                self._grid(block)
        return self.places

    def _grid(self, table: Grid) -> None:
        number = self.tables
        self.tables += 1
        labels: dict[tuple[int, int], str] = {}
        for row, column, cell in table.placed():
            own = " ".join(b.text for b in cell.blocks if isinstance(b, Line)).strip()
            if cell.is_label:
                for r in range(cell.rows):
                    for c in range(cell.columns):
                        labels[row + r, column + c] = own
            left = next(
                (labels[row, c] for c in range(column - 1, -1, -1) if (row, c) in labels), ""
            )
            above = next(
                (labels[r, column] for r in range(row - 1, -1, -1) if (r, column) in labels), ""
            )
            label = " / ".join(filter(None, (left, above)))
            paragraph = 0
            for block in cell.blocks:
                if isinstance(block, Grid):
                    self._grid(block)
                    continue
                at = {"table": number, "row": row, "column": column, "paragraph": paragraph}
                self._line(block, at, label)
                paragraph += 1

    def _line(self, line: Line, at: dict[str, int], label: str) -> None:
        for n, mark in enumerate(line.marks):
            before = line.text[line.marks[n - 1].end if n else 0 : mark.start].strip(" :：/,·(")
            place: dict[str, Any] = {**at, "start": mark.start, "end": mark.end}
            after = line.text[mark.end :].split("  ")[0].strip()
            named = after if mark.option or mark.field == "consent" else before
            place["label"] = (named or label or self.above)[:80]
            place["field"] = None if mark.field == "-" else mark.field
            if mark.option:
                place["option"] = mark.option
            for name in ("placeholder", "guidance", "pattern", "optional"):
                if name in mark.flags:
                    place["optional" if name == "optional" else "printed_as"] = (
                        True if name == "optional" else name
                    )
            if mark.flags & {"control", "date", "legacy"}:
                place["printed_as"] = "placeholder"
            if mark.unit != 1:
                place["unit"] = mark.unit
            if mark.choices:
                place["choices"] = dict(mark.choices)
            place["printed"] = line.text[mark.start : mark.end]
            self.places.append(place)
