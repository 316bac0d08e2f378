"""A company's document as offices send it: light Markdown made into DOCX, HWPX and PDF."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from fixtures_documents import KOREAN_FONT
from hwpx import HwpxDocument
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

Part = tuple[int, str] | list[list[str]]  # a heading's level (0: a paragraph) and text; or a table


def parts(text: str) -> Iterator[Part]:
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            if not re.fullmatch(r"[\s|:-]+", line):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            level = len(line) - len(line.lstrip("#"))
            yield level, line.lstrip("#").strip()


def made(text: str, path: Path) -> Path:
    {".docx": _docx, ".hwpx": _hwpx, ".pdf": _pdf}[path.suffix](text, path)
    return path


def _docx(text: str, path: Path) -> None:
    document = docx.Document()
    for part in parts(text):
        if isinstance(part, tuple):
            level, words = part
            document.add_heading(words, level) if level else document.add_paragraph(words)
            continue
        table = document.add_table(len(part), len(part[0]))
        for r, row in enumerate(part):
            for c, words in enumerate(row):
                table.cell(r, c).text = words
    document.save(str(path))


def _hwpx(text: str, path: Path) -> None:
    document = HwpxDocument.new()
    for part in parts(text):
        if isinstance(part, tuple):
            level, words = part
            if level:
                document.add_heading(words, level=level)
            else:
                document.add_paragraph(words, inherit_style=False)
            continue
        table = document.add_table(len(part), len(part[0]))
        for r, row in enumerate(part):
            for c, words in enumerate(row):
                table.set_cell_text(r, c, words)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document.save_to_path(str(path))


def _pdf(text: str, path: Path) -> None:
    body = ParagraphStyle("body", fontName=KOREAN_FONT, fontSize=10, leading=15, wordWrap="CJK")
    story: list[Flowable] = []
    for part in parts(text):
        if isinstance(part, tuple):
            level, words = part
            style = ParagraphStyle(
                f"h{level}", parent=body, fontSize=18 - 2 * level, leading=26, spaceBefore=8
            )
            story += [Paragraph(escape(words), style if level else body), Spacer(1, 4)]
            continue
        longest = [max(len(row[c]) for row in part if c < len(row)) for c in range(len(part[0]))]
        widths = [470 * (4 + n) / sum(4 + n for n in longest) for n in longest]
        cells = [[Paragraph(escape(words), body) for words in row] for row in part]
        table = Table(cells, colWidths=widths)
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
        story += [table, Spacer(1, 8)]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
