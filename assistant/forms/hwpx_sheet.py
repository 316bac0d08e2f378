"""The blocks of a HWPX: paragraphs, tables and text boxes, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.forms.form import Block, Cell, Control, Paragraph, Table
from assistant.forms.hwpx_line import TICKED, Held, Line, child, local, shown
from assistant.forms.hwpx_looks import Looks

_MM = 25.4 / 7200  # of a HWPUNIT
_MOST = 1000  # places that a cell covers; more is an attack
_PROMPT = re.compile(r"(?:^|[\s:])Direction:wstring:(\d{1,4}):")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands, and where its own controls do."""

    line: Line
    was_deleted: bool  # a deletion began before it
    controls: dict[str, Held]
    row: Any  # hp:tr; None outside of tables


@dataclass(slots=True)
class Section:
    """Reads blocks, and keeps the elements behind their addresses."""

    name: str  # "section0"
    root: Any
    looks: Looks
    places: dict[str, Place] = field(default_factory=dict)  # by address of the paragraph
    owners: dict[str, str] = field(default_factory=dict)  # control -> its paragraph
    _names: dict[Any, str] = field(init=False)
    _is_deleted: bool = False
    _rows: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        letters = {"p": "p", "tbl": "t", "tc": "c", "fieldBegin": "f"}
        letters |= dict.fromkeys(("checkBtn", "radioBtn", "edit", "comboBox"), "o")
        self._names = {}
        counts = dict.fromkeys("ptcfo", 0)
        for element in self.root.iter():
            if (letter := letters.get(local(element))) is not None:
                self._names[element] = f"{self.name}/{letter}{counts[letter]}"
                counts[letter] += 1

    def blocks(self) -> Iterator[Block]:
        yield from self._inner(self.root)

    def _inner(self, parent: Any) -> Iterator[Block]:
        for paragraph in [] if parent is None else parent.iterfind("{*}p"):
            yield from self._paragraph(paragraph)

    def _paragraph(self, p: Any) -> Iterator[Block]:
        was_deleted = self._is_deleted
        line = Line(p, was_deleted)
        self._is_deleted = line.is_deleted
        address = self._names[p]
        controls = {self._names[held.node]: held for held in line.held}
        self.owners |= dict.fromkeys(controls, address)
        self.places[address] = Place(
            line, was_deleted, controls, self._rows[-1] if self._rows else None
        )
        own: Paragraph | None = self._own(p, line, address)
        before = [thing for at, thing in line.objects if at == 0]
        after = [thing for at, thing in line.objects if at > 0]
        if not line.text and not controls and line.objects:  # it is there only to hold a table
            own = None
        for thing in before:
            yield from self._object(thing)
        if own is not None:
            yield own
        for thing in after:
            yield from self._object(thing)

    def _own(self, p: Any, line: Line, address: str) -> Paragraph:
        is_heading = self.looks.is_heading(p)
        looks = [
            (self.looks.look(piece.run.get("charPrIDRef", "")), len(piece.text))
            for piece in line.pieces
            if piece.text.strip()
        ]
        sizes = [look.point for look, length in looks for _ in range(length)]
        if not sizes:
            runs = p.findall("{*}run")
            sizes = [self.looks.look(runs[-1].get("charPrIDRef", "")).point if runs else None]
        return Paragraph(
            address,
            line.text,
            is_hint=bool(looks) and not is_heading and all(look.is_hint for look, _ in looks),
            is_heading=bool(looks) and (is_heading or all(look.is_bold for look, _ in looks)),
            point=max(set(sizes), key=sizes.count),
            controls=tuple(
                _control(held, name, line.text[held.start : held.end])
                for name, held in self.places[address].controls.items()
            ),
        )

    def _object(self, thing: Any) -> Iterator[Block]:
        if local(thing) != "tbl":
            yield from self._inner(child(thing, "subList"))
            return
        caption = child(thing, "caption")
        is_above = caption is not None and caption.get("side") in ("TOP", "LEFT")
        if is_above:
            yield from self._inner(child(caption, "subList"))
        yield self._table(thing)
        if caption is not None and not is_above:
            yield from self._inner(child(caption, "subList"))

    def _table(self, table: Any) -> Table:
        cells = []
        for n, row in enumerate(table.iterfind("{*}tr")):
            self._rows.append(row)
            cells += [self._cell(tc, n, m) for m, tc in enumerate(row.iterfind("{*}tc"))]
            self._rows.pop()
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return Table(self._names[table], tuple(cells))

    def _cell(self, tc: Any, row: int, column: int) -> Cell:
        address = self._names[tc]
        place, span, size = (child(tc, name) for name in ("cellAddr", "cellSpan", "cellSz"))
        blocks = tuple(self._inner(child(tc, "subList")))
        width, height = _number(size, "width", 0), _number(size, "height", 0)
        return Cell(
            address,
            _number(place, "rowAddr", row),
            _number(place, "colAddr", column),
            blocks or (Paragraph(f"{address}/none", ""),),
            row_span=min(max(_number(span, "rowSpan", 1), 1), _MOST),
            column_span=min(max(_number(span, "colSpan", 1), 1), _MOST),
            is_shaded=self.looks.is_shaded(tc.get("borderFillIDRef")),
            width_mm=round(width * _MM, 1) if width else None,
            height_mm=round(height * _MM, 1) if height else None,
        )


def _number(element: Any, name: str, otherwise: int) -> int:
    text = "" if element is None else element.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _control(held: Held, address: str, here: str) -> Control:
    node = held.node
    kind = local(node)
    name = node.get("name", "")
    if kind in ("checkBtn", "radioBtn"):
        named = node.get("caption") or name
        return Control(address, held.start, held.end, named, "check", (), here != TICKED)
    if kind == "comboBox":
        items = tuple(
            item.get("displayText") or item.get("value", "")
            for item in node.iterfind("{*}listItem")
        )
        return Control(address, held.start, held.end, name, "choice", items, not shown(node))
    if kind == "edit":
        return Control(address, held.start, held.end, name, "text", (), not here.strip())
    prompt = _prompt(node)
    is_hint = (
        not here.strip() or here.strip() == prompt or (not prompt and node.get("dirty") != "1")
    )
    return Control(address, held.start, held.end, name or prompt, "text", (), is_hint)


def _prompt(field_begin: Any) -> str:
    """What a click-here field shows while nothing is written in it."""
    given = {p.get("name"): p.text or "" for p in field_begin.iter() if local(p) == "stringParam"}
    if given.get("Direction"):
        return given["Direction"].strip()
    command = given.get("Command") or field_begin.get("command", "")
    found = _PROMPT.search(command)
    return command[found.end() : found.end() + int(found[1])].strip() if found else ""
