"""What is printed in a DOCX or HWPX, read without the assistant's own reader.

Only zipfile and ElementTree: nothing that the assistant writes with is believed here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

Key = tuple[int, int, int]  # table, row, column; BODY for what stands outside tables
BODY: Key = (-1, -1, -1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
_TABLE = "\0table "  # stands among the paragraphs where a table does
_HWPX_TEXT = re.compile(r"Contents/section\d+\.xml")


@dataclass(slots=True)
class Holder:
    """A cell, or all that stands outside tables: its own paragraphs, a mark where a table stands."""

    texts: list[str] = field(default_factory=list)
    elements: list[ET.Element | None] = field(default_factory=list)  # None: a table
    parents: list[ET.Element | None] = field(default_factory=list)

    def paragraph(self, number: int) -> int:
        """Where the paragraph of that number, tables left out, stands in `texts`."""
        return [n for n, text in enumerate(self.texts) if not is_table(text)][number]

    def line(self, number: int) -> int:
        """The same of the paragraphs that are not blank."""
        printed = (n for n, text in enumerate(self.texts) if text.strip() and not is_table(text))
        return list(printed)[number]


@dataclass(slots=True)
class Package:
    """A DOCX or HWPX: its parts, and the text of those that hold the document's."""

    parts: dict[str, bytes]
    trees: dict[str, ET.Element] = field(default_factory=dict)
    holders: dict[Key, Holder] = field(default_factory=dict)
    tables: int = 0

    @property
    def is_docx(self) -> bool:
        return "word/document.xml" in self.parts


def is_table(text: str) -> bool:
    return text.startswith(_TABLE)


def read(raw: bytes) -> Package:
    """ValueError, BadZipFile: it is none of both."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        package = Package({name: archive.read(name) for name in archive.namelist()})
    names = ["word/document.xml"] if package.is_docx else _sections(package.parts)
    if not names:
        raise ValueError("neither a DOCX nor an HWPX")
    package.holders[BODY] = Holder()
    for name in names:
        root = ET.fromstring(package.parts[name])
        package.trees[name] = root
        if package.is_docx:
            body = root.find(f"{W}body")
            _docx(package, root if body is None else body, BODY)
        else:
            _hwpx(package, root, BODY)
    return package


def _sections(parts: dict[str, bytes]) -> list[str]:
    names = (name for name in parts if _HWPX_TEXT.fullmatch(name))
    return sorted(names, key=lambda name: int("".join(filter(str.isdigit, name))))


def _docx(package: Package, parent: ET.Element, key: Key) -> None:
    holder = package.holders.setdefault(key, Holder())
    for element, above in _docx_blocks(parent):
        if element.tag == f"{W}p":
            holder.texts.append("".join(_docx_words(element)))
            holder.elements.append(element)
            holder.parents.append(above)
            continue
        number = _table(package, holder)
        for row, line in enumerate(_children(element, "tr")):
            before = line.find(f"{W}trPr/{W}gridBefore")
            column = int(before.get(f"{W}val", "0")) if before is not None else 0
            for cell in _children(line, "tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None or merge.get(f"{W}val") == "restart":
                    _docx(package, cell, (number, row, column))
                column += int(span.get(f"{W}val", "1")) if span is not None else 1


def _children(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                yield from _children(content, name)


def _docx_blocks(parent: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child, parent
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _docx_blocks(child)


def _docx_words(parent: ET.Element) -> Iterator[str]:
    for child in parent:
        name = child.tag.removeprefix(W)
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"
        elif name not in ("del", "pPr", "rPr", "pict", "drawing", "sdtPr"):
            yield from _docx_words(child)


def _hwpx(package: Package, parent: ET.Element, key: Key) -> None:
    holder = package.holders.setdefault(key, Holder())
    for paragraph in parent.findall(f"{HP}p"):
        tables = paragraph.findall(f"{HP}run/{HP}tbl")
        text = "".join(_hwpx_words(paragraph))
        if text or not tables:
            holder.texts.append(text)
            holder.elements.append(paragraph)
            holder.parents.append(parent)
        for table in tables:
            number = _table(package, holder)
            for cell in table.findall(f"{HP}tr/{HP}tc"):
                at = cell.find(f"{HP}cellAddr")
                inside = cell.find(f"{HP}subList")
                if at is None or inside is None:
                    continue
                row, column = int(at.get("rowAddr", 0)), int(at.get("colAddr", 0))
                _hwpx(package, inside, (number, row, column))


def _hwpx_words(paragraph: ET.Element) -> Iterator[str]:
    for text in paragraph.findall(f"{HP}run/{HP}t"):
        yield text.text or ""
        for child in text:
            yield {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " "}.get(
                child.tag.removeprefix(HP), ""
            )
            yield child.tail or ""


def _table(package: Package, holder: Holder) -> int:
    number = package.tables
    package.tables += 1
    holder.texts.append(f"{_TABLE}{number}")
    holder.elements.append(None)
    holder.parents.append(None)
    return number


def frame_differs(before: ET.Element, after: ET.Element) -> bool:
    """Whether anything but paragraphs is another: what must stay when text is written."""
    return not _same(before, after, is_frame=True)


def same(before: ET.Element, after: ET.Element) -> bool:
    return _same(before, after, is_frame=False)


def _same(a: ET.Element, b: ET.Element, is_frame: bool) -> bool:
    if a.tag != b.tag or a.attrib != b.attrib:
        return False
    if (a.text or "") != (b.text or "") or (a.tail or "") != (b.tail or ""):
        return False
    first, second = list(a), list(b)
    if is_frame:
        first, second = ([e for e in es if not _holds_text(e)] for es in (first, second))
    return len(first) == len(second) and all(
        _same(x, y, is_frame) for x, y in zip(first, second, strict=True)
    )


def _holds_text(element: ET.Element) -> bool:
    """A paragraph; in HWPX not one that holds a table."""
    if element.tag == f"{HP}p":
        return element.find(f"{HP}run/{HP}tbl") is None
    return element.tag == f"{W}p"


def same_setting(before: ET.Element, after: ET.Element) -> bool:
    """Whether two paragraphs are set alike, whatever their words."""
    if before.tag == f"{HP}p":
        return all(before.get(name) == after.get(name) for name in ("paraPrIDRef", "styleIDRef"))
    first, second = before.find(f"{W}pPr"), after.find(f"{W}pPr")
    if first is None or second is None:
        return first is second
    return same(first, second)


def keeps_line_layout(before: ET.Element, after: ET.Element) -> bool:
    """Whether the lines that Hancom Office kept for the words before are kept for those after."""
    first, second = before.find(f"{HP}linesegarray"), after.find(f"{HP}linesegarray")
    return first is not None and second is not None and same(first, second)
