"""Word documents (DOCX), in body order, without what Word marks as deleted or hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document as open_docx
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from assistant.loaders.numbering import Counters, Level, item
from assistant.loaders.reading import Reading, joined, tidy, with_address
from assistant.loaders.table import Cell, grid_of, table_text

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_VAL = qn("w:val")
_SKIPPED = frozenset(
    map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr", "w:sectPr"))
)
_WRAPPERS = frozenset(
    map(qn, ("w:ins", "w:moveTo", "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml"))
)


def read(raw: bytes) -> Reading:
    document = open_docx(BytesIO(raw))
    body = _Body(document.part)
    return Reading(
        tidy(joined(body.blocks(document.element.body))), document.core_properties.title or None
    )


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    heading: int | None  # outline level from 1
    numbering: tuple[str, int] | None  # list id, level


@dataclass(slots=True)
class _Body:
    """Turns the body's XML elements into blocks; holds the styles and the running numbers."""

    part: Any  # docx.parts.document.DocumentPart
    styles: dict[str, Any] = field(init=False)
    lists: dict[str, list[Level]] = field(init=False)
    notes: dict[str, str] = field(init=False)
    counters: Counters = field(init=False)
    has_title: bool = field(init=False)
    boxes: list[str] = field(init=False)  # texts of text boxes met in the current paragraph
    noted: list[str] = field(init=False)  # footnotes met in the current paragraph

    def __post_init__(self) -> None:
        self.styles = {s.get(qn("w:styleId")): s for s in self.part.styles.element.style_lst}
        self.lists = _list_levels(_related(self.part, REL.NUMBERING))
        self.counters = Counters()
        self.boxes, self.noted = [], []
        self.notes = {}
        self.notes = self._footnotes()
        names = {p.get(_VAL) for p in self.part.element.body.iter(qn("w:pStyle"))}
        self.has_title = any(self._style(name).name == "title" for name in names)

    def blocks(self, parent: Any) -> Iterator[str]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
                boxes, self.boxes = self.boxes, []
                noted, self.noted = self.noted, []
                yield from boxes
                yield from noted
            elif child.tag == qn("w:tbl"):
                yield self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, p: Any) -> str:
        text = re.sub(r"[ \t]+", " ", self._text(p)).strip()
        style = self._style(_value(p, "w:pPr/w:pStyle"))
        heading = _outline(p.find(qn("w:pPr"))) or style.heading
        numbering = _numbering(p.find(qn("w:pPr"))) or style.numbering
        if not text:
            return ""
        label = ""
        if numbering and numbering[0] in self.lists:
            label = self.counters.label(numbering[0], numbering[1], self.lists[numbering[0]])
        if heading:
            deeper = int(self.has_title and style.name != "title")
            numbered = f"{label} " if label not in ("", "-") else ""
            return f"{'#' * min(heading + deeper, 6)} {numbered}{' '.join(text.split())}"
        depth = re.fullmatch(r"list (bullet|number)(?: (\d))?", style.name)
        if label or depth:
            level = max(numbering[1] if numbering else 0, int(depth[2] or 1) - 1 if depth else 0)
            return item(label or "-", level, text)
        return text

    def _text(self, element: Any) -> str:
        out = ""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == qn("w:t") or tag.endswith("}t"):  # also the letters of a formula
                out += child.text or ""
            elif tag in (qn("w:tab"), qn("w:ptab")):
                out += " "
            elif tag == qn("w:br"):
                out += "" if child.get(qn("w:type")) in ("page", "column") else "\n"
            elif tag == qn("w:cr"):
                out += "\n"
            elif tag == qn("w:noBreakHyphen"):
                out += "-"
            elif tag == qn("w:hyperlink"):
                out += self._link(child)
            elif tag == qn("w:footnoteReference"):
                if note := self.notes.get(child.get(qn("w:id")), ""):
                    self.noted.append(f"* {note}")
                    out += "*"
            elif tag == _ALTERNATE:  # the same drawing twice, for new and old programs
                if (choice := child.find(_CHOICE)) is not None:
                    out += self._text(choice)
            elif tag == qn("w:txbxContent"):
                boxes, self.boxes = self.boxes, []
                inner = joined(list(self.blocks(child)))
                self.boxes = [*boxes, inner]
            elif tag == qn("w:r") and _is_on(child.find(qn("w:rPr")), "w:vanish"):
                continue
            else:
                out += self._text(child)
        return out

    def _link(self, link: Any) -> str:
        text = self._text(link)
        relation = self.part.rels.get(link.get(qn("r:id")))
        address = relation.target_ref if relation is not None and relation.is_external else ""
        return with_address(text, address)

    def _table(self, table: Any) -> str:
        rows: list[list[Cell]] = []
        above: dict[int, tuple[int, int]] = {}  # column -> row and place of the cell that spans it
        for row in _through(table, "w:tr"):
            cells: list[Cell] = []
            column = int(_value(row, "w:trPr/w:gridBefore") or 0)
            if column:
                cells.append(Cell("", columns=column))
            for tc in _through(row, "w:tc"):
                width = int(_value(tc, "w:tcPr/w:gridSpan") or 1)
                merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(_VAL) != "restart" and column in above:
                    r, place = above[column]
                    first = rows[r][place]
                    rows[r][place] = Cell(first.text, len(rows) - r + 1, first.columns)
                else:
                    if merge is not None:
                        above[column] = (len(rows), len(cells))
                    else:
                        above.pop(column, None)
                    cells.append(Cell(joined(self.blocks(tc)), columns=width))
                column += width
            rows.append(cells)
        return table_text(grid_of(rows))

    def _style(self, style_id: str | None) -> _Style:
        """A style with what it takes from those it is based on."""
        name, heading, numbering = "", None, None
        seen: set[str | None] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id or ""]
            own_name = (_value(style, "w:name") or "").lower()
            name = name or own_name
            if heading is None and (match := re.fullmatch(r"(?:heading|제목) (\d)", own_name)):
                heading = int(match[1])
            if heading is None and own_name == "title":
                heading = 1
            heading = heading or _outline(style.find(qn("w:pPr")))
            numbering = numbering or _numbering(style.find(qn("w:pPr")))
            style_id = _value(style, "w:basedOn")
        return _Style(name, heading, numbering)

    def _footnotes(self) -> dict[str, str]:
        part = _related(self.part, REL.FOOTNOTES)
        if part is None:
            return {}
        notes = parse_xml(part.blob).findall(qn("w:footnote"))
        texts = {n.get(qn("w:id")): " ".join(self._text(n).split()) for n in notes}
        return {note_id: text for note_id, text in texts.items() if text}


def _through(parent: Any, tag: str) -> Iterator[Any]:
    """Children of a kind, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, tag)


def _related(part: Any, kind: str) -> Any:
    try:
        return part.part_related_by(kind)
    except KeyError:
        return None


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(map(qn, path.split("/"))))
    return None if found is None else found.get(_VAL)


def _is_on(properties: Any, tag: str) -> bool:
    found = None if properties is None else properties.find(qn(tag))
    return found is not None and found.get(_VAL) not in ("0", "false", "off")


def _outline(properties: Any) -> int | None:
    level = None if properties is None else _value(properties, "w:outlineLvl")
    return int(level) + 1 if level is not None and level.isdigit() and int(level) < 9 else None


def _numbering(properties: Any) -> tuple[str, int] | None:
    list_id = None if properties is None else _value(properties, "w:numPr/w:numId")
    if list_id is None:
        return None
    return list_id, int(_value(properties, "w:numPr/w:ilvl") or 0)


def _list_levels(part: Any) -> dict[str, list[Level]]:
    """Levels by list id. List "0" means none."""
    if part is None:
        return {}
    root = part.element
    drawn: dict[str, list[Level]] = {}
    for abstract in root.findall(qn("w:abstractNum")):
        drawn[abstract.get(qn("w:abstractNumId"))] = [
            Level(
                _value(level, "w:numFmt") or "decimal",
                _value(level, "w:lvlText") or "",
                int(_value(level, "w:start") or 1),
            )
            for level in abstract.findall(qn("w:lvl"))
        ]
    lists = {}
    for num in root.findall(qn("w:num")):
        levels = drawn.get(_value(num, "w:abstractNumId") or "", [])
        lists[num.get(qn("w:numId"))] = levels
    return lists
