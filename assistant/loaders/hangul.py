"""Hangul word processor documents: HWPX and the binary HWP 5.

The parser never raises: what went wrong stands in its error list, and a protected or broken file
has simply no text. Here both become named errors.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dochan import Dochan  # type: ignore[import-untyped]

from assistant.errors import BrokenFileError, EncryptedFileError, FileLimitError
from assistant.loaders.numbering import Counters, Level, item
from assistant.loaders.reading import Reading, joined, tidy, with_address
from assistant.loaders.table import Cell, Grid, table_text

_PROTECTED = re.compile("암호|DRM")
_OVER_A_LIMIT = re.compile("exceeds? limit|limit exceeded|limit exhausted")
# Only a note that the picture of revisions may differ; the text is whole.
_HARMLESS = re.compile("revision partial|invalid table span")
_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]*\] ?")


def read(raw: bytes, path: Path) -> Reading:
    document = _parsed(path)
    lists = _Lists(raw, document)
    blocks: list[str] = []
    for section in document.sections:
        blocks += _blocks(section.elements, lists)
    text = tidy(joined(blocks))
    errors = [e for e in document.errors if e.startswith("ERR") and not _HARMLESS.search(e)]
    if any(_PROTECTED.search(error) for error in errors):
        raise EncryptedFileError(
            f"{path.name} is protected by a password or by rights management. "
            "Save a copy without protection and ingest that."
        )
    if any(_OVER_A_LIMIT.search(error) for error in errors):
        raise FileLimitError(
            f"{path.name} unpacks to or nests far more than a document does, so it was not read. "
            "Open it in Hangul, save it anew, and ingest that copy."
        )
    if errors:
        raise BrokenFileError(
            f"{path.name} is damaged: parts of it cannot be read. "
            "Open it in Hangul, save it anew, and ingest that copy."
        ) from ValueError("; ".join(errors)[:500])
    return Reading(text, _stated_title(raw))


def _parsed(path: Path) -> Any:
    """dochan's document, with tracked deletions taken out where it can do that."""
    try:
        return Dochan(str(path), revision_mode="final").doc
    except ValueError:  # a package it will not project: read it as it stands
        return Dochan(str(path)).doc


def _blocks(elements: Iterable[Any], lists: _Lists) -> Iterator[str]:
    for element in elements:
        kind = type(element).__name__
        if kind == "Paragraph":
            yield _paragraph(element, lists)
        elif kind == "Table":
            caption = joined(_blocks(element.caption, lists))
            table = table_text(_grid(element, lists))
            on_top = element.caption_side in ("TOP", "LEFT")
            yield from (caption, table) if on_top else (table, caption)
        elif kind == "Image":
            yield from _blocks(element.caption, lists)
        elif kind == "Equation":
            yield element.latex or element.script
        elif kind == "Footnote" and (note := joined(_blocks(element.paragraphs, lists)).split()):
            yield " ".join(["*", *note])


def _paragraph(paragraph: Any, lists: _Lists) -> str:
    text = _BOOKMARK.sub("", _text(paragraph.runs)).strip()
    if not text:
        return ""
    if paragraph.heading_level:
        return f"{'#' * min(paragraph.heading_level, 6)} {' '.join(text.split())}"
    label, level = lists.label(paragraph.para_shape_id)
    return item(label, level, text) if label else text


def _text(runs: list[Any]) -> str:
    out, at = "", 0
    while at < len(runs):
        run, link = runs[at], runs[at].link
        if run.equation is not None:
            out += run.equation.latex or run.equation.script
        elif run.note_ref or run.note_reference_type:
            out += "*"
        elif link:
            shown = ""
            while at < len(runs) and runs[at].link == link:
                shown += runs[at].text
                at += 1
            out += with_address(shown, link)
            continue
        else:
            out += run.text
        at += 1
    return out


def _grid(table: Any, lists: _Lists) -> Grid:
    """The parser leaves the places under a merged cell blank: fill them with that cell."""
    blank = Cell("")
    grid: Grid = [
        [
            blank if cell.is_merged_away else Cell(joined(_blocks(cell.paragraphs, lists)))
            for cell in row
        ]
        for row in table.rows
    ]
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if not cell.is_merged_away and (cell.row_span > 1 or cell.col_span > 1):
                for rr in range(r, min(r + cell.row_span, len(grid))):
                    for cc in range(c, min(c + cell.col_span, len(grid[rr]))):
                        grid[rr][cc] = grid[r][c]
    width = max(map(len, grid), default=0)
    return [row + [blank] * (width - len(row)) for row in grid]


class _Lists:
    """Bullets and numbers, which the parser leaves out of the text: by paragraph shape."""

    def __init__(self, raw: bytes, document: Any) -> None:
        self._shapes: dict[int, tuple[str, int, list[Level]]] = {}
        self._counters = Counters()
        if document.source_format == "hwp":
            for shape_id, shape in enumerate(document.para_shapes):
                if shape.heading_type == 3:
                    self._shapes[shape_id] = ("bullet", shape.heading_level, [])
                elif shape.heading_type == 2:
                    self._shapes[shape_id] = ("1", shape.heading_level, [])
        else:
            self._shapes = _hwpx_lists(raw)

    def label(self, shape_id: int) -> tuple[str, int]:
        """The label of a paragraph of this shape, and its level; "" where it is no list item."""
        if shape_id not in self._shapes:
            return "", 0
        list_id, level, levels = self._shapes[shape_id]
        if list_id == "bullet":
            return "-", level
        return self._counters.label(list_id, level, levels), level


def _hwpx_lists(raw: bytes) -> dict[int, tuple[str, int, list[Level]]]:
    header = _member(raw, "Contents/header.xml")
    if header is None:
        return {}
    root = ElementTree.fromstring(header)  # DOCTYPEs were refused when the archive was checked
    numberings = {}
    for numbering in root.iterfind(".//{*}numbering"):
        numberings[numbering.get("id", "")] = [
            Level(
                head.get("numFormat", "DIGIT").lower(),
                head.text or "^1.",
                int(head.get("start") or 1),
            )
            for head in numbering.iterfind("{*}paraHead")
        ]
    shapes: dict[int, tuple[str, int, list[Level]]] = {}
    for shape in root.iterfind(".//{*}paraPr"):
        heading = shape.find("{*}heading")
        if heading is None or heading.get("type") not in ("NUMBER", "BULLET"):
            continue
        list_id = heading.get("idRef", "")
        is_bullet = heading.get("type") == "BULLET"
        shapes[int(shape.get("id", -1))] = (
            "bullet" if is_bullet else list_id,
            int(heading.get("level") or 0),
            numberings.get(list_id, []),
        )
    return shapes


def _stated_title(raw: bytes) -> str | None:
    """HWPX states a title in its package description; for HWP the first heading has to do."""
    package = _member(raw, "Contents/content.hpf")
    if package is None:
        return None
    return ElementTree.fromstring(package).findtext(".//{*}title")


def _member(raw: bytes, path: str) -> bytes | None:
    if not raw.startswith(b"PK"):
        return None
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        for entry in archive.infolist():
            if entry.filename.replace("\\", "/") == path:
                return archive.read(entry)
    return None
