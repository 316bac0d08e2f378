"""The blocks of a Word document: paragraphs, tables and what holds text within them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.forms.docx_controls import control_of
from assistant.forms.docx_line import Held, Line, OpenField
from assistant.forms.docx_styles import Look, Styles, W, number, value
from assistant.forms.form import Block, Cell, Control, Paragraph, Table

_WRAPPERS = frozenset(
    W + name for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml")
)
_MM = 25.4 / 1440  # of a twip
_MOST = 1000  # columns that a cell covers; more is an attack


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands, and where its own controls do."""

    line: Line
    opened: tuple[OpenField, ...]  # fields that began before it
    controls: dict[str, Held]


@dataclass(slots=True)
class Body:
    """Reads blocks, and keeps the elements behind their addresses."""

    root: Any  # of word/document.xml
    styles: Styles
    places: dict[str, Place] = field(default_factory=dict)  # by address of the paragraph
    owners: dict[str, str] = field(default_factory=dict)  # control -> its paragraph
    _names: dict[Any, str] = field(init=False)
    _fields: list[OpenField] = field(default_factory=list)
    _around: list[Any] = field(default_factory=list)  # controls that hold the next paragraph

    def __post_init__(self) -> None:
        letters = {"p": "p", "tbl": "t", "tc": "c", "sdt": "s", "fldChar": "f"}
        self._names = {}
        for tag, letter in letters.items():
            for n, element in enumerate(self.root.iter(W + tag)):
                self._names[element] = f"{letter}{n}"

    def blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield self._table(child)
            elif child.tag == f"{W}sdt":
                self._around += [child] if _is_one_field(child) else []
                yield from self.blocks(child)
                self._around = []
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def hidden(self, paragraph: Any, run: Any) -> bool:
        return self._look(paragraph, run).is_hidden

    def _look(self, paragraph: Any, run: Any) -> Look:
        return self.styles.look(paragraph, None if run is None else run.find(f"{W}rPr"))

    def _paragraph(self, p: Any) -> Iterator[Block]:
        opened = tuple(self._fields)
        line = Line(p, self.hidden, list(opened))
        self._fields = line.fields
        around, self._around = self._around, []
        held = [Held(sdt, 0, len(line.text)) for sdt in around] + line.held
        address = self._names[p]
        controls: dict[str, Held] = {}
        found: list[Control] = []
        for one in held:
            if (control := control_of(one, self._names[one.node], line.text)) is not None:
                found.append(control)
                controls[control.address] = one
                self.owners[control.address] = address
        self.places[address] = Place(line, opened, controls)
        is_heading = self.styles.is_heading(p)
        looks = [(piece, self._look(p, piece.run)) for piece in line.pieces if piece.text.strip()]
        sizes = [look.point for piece, look in looks for _ in piece.text]
        mark = self.styles.look(p, p.find(f"{W}pPr/{W}rPr"))
        yield Paragraph(
            address,
            line.text,
            is_hint=bool(looks) and not is_heading and all(look.is_hint for _, look in looks),
            is_heading=bool(looks) and (is_heading or all(look.is_bold for _, look in looks)),
            point=max(set(sizes), key=sizes.count) if sizes else mark.point,
            controls=tuple(found),
        )
        for box in line.boxes:
            yield from self.blocks(box)

    def _table(self, tbl: Any) -> Table:
        grid = [
            number(column.get(f"{W}w")) or 0 for column in tbl.findall(f"{W}tblGrid/{W}gridCol")
        ]
        cells: list[_Open] = []
        above: dict[int, _Open] = {}  # column -> the cell that reaches down there
        row = 0
        for tr in _through(tbl, "tr"):
            if tr.find(f"{W}trPr/{W}del") is not None:
                continue
            height = number(value_of(tr, "trPr/trHeight", "val")) or 0
            column = min(number(value(tr, "trPr/gridBefore")) or 0, _MOST)
            left: _Open | None = None
            for tc in _through(tr, "tc"):
                span = min(max(number(value(tc, "tcPr/gridSpan")) or 1, 1), _MOST)
                merge = tc.find(f"{W}tcPr/{W}vMerge")
                beside = tc.find(f"{W}tcPr/{W}hMerge")
                starts = merge is not None and merge.get(f"{W}val") == "restart"
                if left is not None and beside is not None and beside.get(f"{W}val") != "restart":
                    left.columns += span
                elif merge is not None and not starts and column in above:
                    left = above[column]
                    left.reach(row, height)
                else:
                    left = _Open(tc, row, column, span, height)
                    cells.append(left)
                    if starts:
                        above[column] = left
                    else:
                        above.pop(column, None)
                column += span
            row += 1
        return Table(self._names[tbl], tuple(self._cell(opened, grid) for opened in cells))

    def _cell(self, opened: _Open, grid: list[int]) -> Cell:
        tc = opened.tc
        address = self._names[tc]
        self._around += opened.controls()
        blocks = tuple(self.blocks(tc))
        self._around = []
        own = value_of(tc, "tcPr/tcW", "type") in (None, "dxa") and opened.columns == (
            number(value(tc, "tcPr/gridSpan")) or 1
        )
        width = number(value_of(tc, "tcPr/tcW", "w")) if own else None
        width = width or sum(grid[opened.column : opened.column + opened.columns])
        fill = (value_of(tc, "tcPr/shd", "fill") or "auto").upper()
        pattern = value_of(tc, "tcPr/shd", "val") or "clear"
        return Cell(
            address,
            opened.row,
            opened.column,
            blocks or (Paragraph(f"{address}/none", ""),),
            row_span=opened.rows,
            column_span=opened.columns,
            is_shaded=fill not in ("AUTO", "FFFFFF") or pattern not in ("clear", "nil"),
            width_mm=round(width * _MM, 1) if width > 0 else None,
            height_mm=round(opened.height * _MM, 1) if opened.height > 0 else None,
        )


@dataclass(slots=True)
class _Open:
    """A cell, while it is not known how far down it reaches."""

    tc: Any
    row: int
    column: int
    columns: int
    height: int  # twips
    rows: int = 1

    def reach(self, row: int, height: int) -> None:
        if row >= self.row + self.rows:
            self.rows, self.height = row - self.row + 1, self.height + height

    def controls(self) -> list[Any]:
        """The content control around the cell, where there is one."""
        content = self.tc.getparent()
        sdt = content.getparent() if content.tag == f"{W}sdtContent" else None
        return [sdt] if sdt is not None and _is_one_field(sdt) else []


def _through(parent: Any, name: str) -> Iterator[Any]:
    """Children of a kind, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, name)


def value_of(element: Any, path: str, attribute: str) -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


def _is_one_field(sdt: Any) -> bool:
    """Whether a control around whole paragraphs or a cell is one place to write in."""
    content = sdt.find(f"{W}sdtContent")
    if content is None or any(True for _ in content.iter(f"{W}sdt", f"{W}tbl")):
        return False
    paragraphs = sum(1 for _ in content.iter(f"{W}p"))
    shows_hint = sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    return paragraphs == 1 or (paragraphs > 1 and shows_hint)
