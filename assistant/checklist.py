"""A programme's application checklist as a Word document, to print and tick off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document as new_docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.programme_text import (
    Row,
    agency_name,
    channel_rows,
    criterion_rows,
    fact_rows,
    paper_rows,
    status_reason,
    status_text,
    step_rows,
)
from assistant.record import Record, Sourced
from assistant.schema import KOREA, Document, Language
from assistant.status import programme_status
from assistant.wording import WORDING

_FONT = "맑은 고딕"  # on every Windows since Vista; elsewhere the reader's own takes its place
_BOX = "☐ "
_WIDTHS = (Cm(11.5), Cm(5.5))
_SMALL = Pt(9)
_SOFT = RGBColor(0x55, 0x61, 0x5D)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def checklist(
    record: Record, documents: Mapping[str, Document], at: datetime, language: Language
) -> bytes:
    """The DOCX file. documents: by id, for their titles. at: when it is printed."""
    words = WORDING[language]
    day = at.astimezone(KOREA).date().isoformat()
    status = programme_status(record, at)
    sheet = _Sheet(documents, language, record.complete)
    sheet.title(f"{words.sheet_title}: {record.names[language]}")
    sheet.line(agency_name(record, language))
    sheet.line(words.sheet_printed.format(day=day))
    sheet.line(words.sheet_note, strong=True)
    facts = record.gains()
    has_money = any(fact.is_money for fact in facts)

    sheet.heading(words.sheet_status)
    sheet.line(status_text(status, language), strong=True)
    if reason := status_reason(status, language):
        sheet.line(reason)
    sheet.heading(words.windows)
    sheet.table(
        [
            (
                f"{one.window.name[language]}: {one.window.text[language]} "
                f"({status_text(one, language)})",
                one.window,
            )
            for one in status.windows
        ]
    )
    gain = words.amount if has_money else words.benefit
    sheet.heading(gain)
    sheet.table(fact_rows(facts, language, gain))
    sheet.heading(words.who)
    sheet.table(criterion_rows(record, language, words.sheet_excluded), _BOX)
    for track in record.tracks:
        sheet.heading(words.sheet_track.format(track=track.names[language]), level=2)
        sheet.table(criterion_rows(track, language, words.sheet_excluded), _BOX)
    sheet.heading(words.papers)
    sheet.table(paper_rows(record, language), _BOX)
    sheet.heading(words.steps)
    steps = step_rows(record, language)
    sheet.table([(f"{n}. {step}", value) for n, (step, value) in enumerate(steps, start=1)], _BOX)
    sheet.heading(words.how)
    sheet.table(channel_rows(record.channels, language))
    sheet.heading(words.contact)
    sheet.table(channel_rows(record.contacts, language))
    return sheet.saved(at)


class _Sheet:
    """The document while it is written."""

    def __init__(
        self, documents: Mapping[str, Document], language: Language, complete: bool
    ) -> None:
        """`complete`: what the record lacks, its documents lack."""
        self._documents = documents
        self._complete = complete
        self._language = language
        self._words = WORDING[language]
        self._docx: Any = new_docx()
        for style in ("Normal", "Title", "Heading 1", "Heading 2"):
            self._set_font(self._docx.styles[style])
        self._docx.styles["Normal"].font.size = Pt(10.5)
        section = self._docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)

    @staticmethod
    def _set_font(style: Any) -> None:
        """Also for Hangul, which Word takes from an attribute of its own."""
        style.font.name = _FONT
        style.font.color.rgb = RGBColor(0x1C, 0x24, 0x22)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win
        fonts.set(qn("w:eastAsia"), _FONT)

    def title(self, text: str) -> None:
        self._docx.add_heading(_clean(text), 0).style.font.size = Pt(19)

    def heading(self, text: str, level: int = 1) -> None:
        added = self._docx.add_heading(_clean(text), level)
        added.style.font.size = Pt(13 if level == 1 else 11)
        added.style.paragraph_format.space_before = Pt(12 if level == 1 else 8)
        added.style.paragraph_format.space_after = Pt(4)

    def line(self, text: str, strong: bool = False) -> None:
        if text:
            paragraph = self._docx.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(4)
            paragraph.add_run(_clean(text)).bold = strong

    def table(self, rows: Sequence[Row], box: str = "") -> None:
        """Each row with the documents that it stands on; a sentence where there is none."""
        if not rows:
            words = self._words
            self.line(words.sheet_not_said if self._complete else words.sheet_not_recorded)
            return
        table = self._docx.add_table(rows=1, cols=2, style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, _WIDTHS, strict=True):
            column.width = width
        borders = _element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(_element(f"w:{side}", val="single", sz="4", color="B9C3BF"))
        table._tbl.tblPr.append(borders)
        header = table.rows[0]
        self._fill(header, self._words.sheet_item, self._words.sheet_source, small=True)
        header._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # again on each page
        for cell in header.cells:
            cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", fill="F1F3EF"))
        for text, value in rows:
            self._fill(table.add_row(), box + text, self._sources(value))

    def _fill(self, row: Any, text: str, source: str, small: bool = False) -> None:
        for cell, said, width in zip(row.cells, (text, source), _WIDTHS, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(2)
            paragraph.paragraph_format.space_after = Pt(2)
            font = paragraph.add_run(_clean(said)).font
            if small or said is source:
                font.size, font.color.rgb = _SMALL, _SOFT
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))

    def _sources(self, value: Sourced) -> str:
        ids = dict.fromkeys(quote.document for quote in value.quoted(self._language))
        found = self._documents
        return " / ".join(found[key].title if key in found else key for key in ids)

    def saved(self, at: datetime) -> bytes:
        properties = self._docx.core_properties
        properties.title, properties.author, properties.comments = self._words.sheet_title, "", ""
        properties.created = properties.modified = at
        properties.language = "ko-KR" if self._language == "ko" else "en-US"
        written = BytesIO()
        self._docx.save(written)
        return written.getvalue()


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _clean(text: str) -> str:
    """Without the characters that XML has no place for."""
    return _NOT_XML.sub("", text)
