"""Writes a blank as HWPX or binary HWP 5, as Hancom Office would have saved it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from hwpx import HwpxDocument

from evals.drafts.blanks.layout import Blank, Block, Break, Cell, Grid, Line, Mark, has_guidance
from evals.drafts.blanks.packing import repacked

_WIDTH = 48190  # of the text, in hundredths of a point
_SECTION = "Contents/section0.xml"
_PREVIEW = "Preview/PrvText.txt"
_SIZES = {"title": 17, "heading": 12.5, "hint": 8.5, "small": 8.5}
_SIDES = {"title": "CENTER", "label": "CENTER", "centre": "CENTER", "right": "RIGHT"}
_FLOWS = ("Contents/header.xml", _SECTION)


def write_hwpx(blank: Blank, path: Path) -> None:
    """HWPX, or binary HWP by the suffix."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raw = _hwpx(blank)
        if path.suffix == ".hwp":
            HwpxDocument.open(io.BytesIO(raw)).save_to_path(str(path))
            return
    path.write_bytes(raw)


def _hwpx(blank: Blank) -> bytes:
    document = HwpxDocument.new()
    document.set_page_margins(left=5669, right=5669, top=4251, bottom=4251)
    writer = _Writer(document, blank)
    xml = "".join(writer.block(block, _WIDTH) for block in blank.blocks)
    raw = document.to_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        section = package.read(_SECTION).decode()
    section = section.replace("</hs:sec>", xml + "</hs:sec>")
    words = " ".join(re.findall(r"<hp:t>([^<]+)</hp:t>", section))[:1000]
    made = repacked(raw, replace={_SECTION: section.encode(), _PREVIEW: words.encode()})
    report = HwpxDocument.open(io.BytesIO(made)).validate()
    if not report.ok:
        raise ValueError(f"{blank.name}: {report}")
    return made


class _Writer:
    def __init__(self, document: HwpxDocument, blank: Blank) -> None:
        self.splits_words = blank.splits_words
        header = document.headers[0] if hasattr(document, "headers") else None
        assert header is not None
        style = document.ensure_run_style
        self.letters = {
            "body": style(size=10),
            "label": style(size=10, bold=blank.shades_labels),
            "centre": style(size=10),
            "right": style(size=10),
            "small": style(size=8.5),
            "title": style(size=17, bold=True),
            "heading": style(size=12.5, bold=True),
            "hint": style(size=8.5, italic=True, color="#2F5597"),
            "placeholder": style(size=10, color="#808080"),
            "field": style(size=10, italic=True, color="#C00000"),
        }
        self.shapes = {
            side: header.ensure_paragraph_format(alignment=side, line_spacing_percent=130)
            for side in ("LEFT", "CENTER", "RIGHT")
        }
        fill = document.ensure_border_fill
        self.fills = {
            "cell": fill(border_color="#595959", border_width="0.12 mm"),
            "label": fill(border_color="#595959", border_width="0.12 mm", fill_color="#E7ECF4"),
            "box": fill(border_color="#1F2A44", border_width="0.4 mm"),
            "none": fill(border_color="#FFFFFF", border_width="0.1 mm"),
        }
        if not blank.shades_labels:
            self.fills["label"] = self.fills["cell"]
        self.number = 1000
        self.breaks = False

    def next(self) -> int:
        self.number += 1
        return self.number

    def block(self, block: Block, width: int) -> str:
        if isinstance(block, Break):
            self.breaks = True
            return ""
        if isinstance(block, Line):
            return self.paragraph(block, width)
        return self.holder(self.table(block, width))

    def holder(self, table: str) -> str:
        return (
            f'<hp:p id="{self.next()}" paraPrIDRef="{self.shapes["LEFT"]}" styleIDRef="0" '
            f'pageBreak="{self.page_break()}" columnBreak="0" merged="0"><hp:run charPrIDRef='
            f'"{self.letters["body"]}">{table}<hp:t/></hp:run></hp:p>'
        )

    def page_break(self) -> int:
        breaks, self.breaks = self.breaks, False
        return int(breaks)

    def paragraph(self, line: Line, width: int) -> str:
        letters = self.letters[line.style]
        runs, end = "", 0
        for mark in line.marks:
            runs += self.run(line.text[end : mark.start], letters)
            runs += self.mark(mark, line.text[mark.start : mark.end], letters)
            end = mark.end
        runs += self.run(line.text[end:], letters)
        if not runs:
            runs = f'<hp:run charPrIDRef="{letters}"><hp:t/></hp:run>'
        high = round(100 * _SIZES.get(line.style, 10))
        return (
            f'<hp:p id="{self.next()}" paraPrIDRef="{self.shapes[_SIDES.get(line.style, "LEFT")]}" '
            f'styleIDRef="0" pageBreak="{self.page_break()}" columnBreak="0" merged="0">{runs}'
            f'<hp:linesegarray><hp:lineseg textpos="0" vertpos="0" vertsize="{high}" '
            f'textheight="{high}" baseline="{high * 85 // 100}" spacing="{high * 3 // 10}" '
            f'horzpos="0" horzsize="{width}" flags="393216"/></hp:linesegarray></hp:p>'
        )

    def run(self, text: str, letters: str) -> str:
        if not text:
            return ""
        parts = [text]
        if self.splits_words and len(text) > 2:
            parts = [text[: len(text) // 2], text[len(text) // 2 :]]
        return "".join(
            f'<hp:run charPrIDRef="{letters}"><hp:t>{escape(part)}</hp:t></hp:run>'
            for part in parts
        )

    def mark(self, mark: Mark, text: str, letters: str) -> str:
        if mark.flags & {"control", "date", "legacy"}:
            return self.field(text)
        if "placeholder" in mark.flags:
            return self.run(text, self.letters["placeholder"])
        if "guidance" in mark.flags:
            return self.run(text, self.letters["hint"])
        return self.run(text, letters)

    def field(self, text: str) -> str:
        number, prompt = self.next(), escape(text)
        letters = self.letters["field"]
        command = f"Clickhere:set:{len(text) + 35}:Direction:wstring:{len(text)}:{prompt} HelpState:wstring:0:  "
        return (
            f'<hp:run charPrIDRef="{letters}"><hp:ctrl><hp:fieldBegin id="{number}" type="CLICK_HERE" '
            f'name={quoteattr(text)} editable="1" dirty="0" zorder="-1" fieldid="627272811" metaTag="">'
            '<hp:parameters cnt="3" name=""><hp:integerParam name="Prop">9</hp:integerParam>'
            f'<hp:stringParam name="Command" xml:space="preserve">{command}</hp:stringParam>'
            f'<hp:stringParam name="Direction">{prompt}</hp:stringParam></hp:parameters>'
            f'</hp:fieldBegin></hp:ctrl></hp:run>{self.run(text, letters)}<hp:run charPrIDRef="{letters}">'
            f'<hp:ctrl><hp:fieldEnd beginIDRef="{number}" fieldid="627272811"/></hp:ctrl></hp:run>'
        )

    def table(self, grid: Grid, width: int) -> str:
        total = sum(grid.widths)
        widths = [round(width * share / total) for share in grid.widths]
        number, fill = self.next(), self.fills["none" if grid.frame == "none" else "cell"]
        rows = [""] * len(grid.rows)
        heights = [self.row_height(cells) for cells in grid.rows]
        for row, column, cell in grid.placed():
            wide = sum(widths[column : column + cell.columns])
            high = sum(heights[row : row + cell.rows])
            rows[row] += self.cell(cell, row, column, wide, high, grid.frame)
        height = sum(heights)
        return (
            f'<hp:tbl id="{number}" zOrder="0" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" '
            'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" pageBreak="CELL" repeatHeader="0" '
            f'rowCnt="{len(rows)}" colCnt="{len(widths)}" cellSpacing="0" borderFillIDRef="{fill}" '
            f'noAdjust="0"><hp:sz width="{sum(widths)}" widthRelTo="ABSOLUTE" height="{height}" '
            'heightRelTo="ABSOLUTE" protect="0"/><hp:pos treatAsChar="1" affectLSpacing="0" '
            'flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" vertRelTo="PARA" '
            'horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
            '<hp:outMargin left="0" right="0" top="140" bottom="140"/>'
            '<hp:inMargin left="425" right="425" top="141" bottom="141"/>'
            + "".join(f"<hp:tr>{row}</hp:tr>" for row in rows)
            + "</hp:tbl>"
        )

    def row_height(self, cells: tuple[Cell, ...]) -> int:
        least = 7500 if has_guidance(cells) else 2100
        return max([least, *(1500 * len(c.blocks) + 400 for c in cells if c.rows == 1)])

    def cell(self, cell: Cell, row: int, column: int, width: int, height: int, frame: str) -> str:
        fill = self.fills["label" if cell.is_label else {"grid": "cell"}.get(frame, frame)]
        inside = "".join(self.block(block, width - 850) for block in cell.blocks)
        return (
            f'<hp:tc name="" header="0" hasMargin="0" protect="0" editable="0" dirty="0" '
            f'borderFillIDRef="{fill}"><hp:subList id="" textDirection="HORIZONTAL" '
            'lineWrap="BREAK" vertAlign="CENTER" linkListIDRef="0" linkListNextIDRef="0" '
            f'textWidth="0" textHeight="0" hasTextRef="0" hasNumRef="0">{inside}</hp:subList>'
            f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="{cell.columns}" '
            f'rowSpan="{cell.rows}"/><hp:cellSz width="{width}" height="{height}"/>'
            '<hp:cellMargin left="425" right="425" top="141" bottom="141"/></hp:tc>'
        )
