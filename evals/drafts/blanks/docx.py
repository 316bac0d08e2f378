"""Writes a blank as a DOCX, as Word would have saved it."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from evals.drafts.blanks.layout import Blank, Block, Break, Cell, Grid, Line, Mark, has_guidance
from evals.drafts.blanks.packing import repacked

_FONT = "맑은 고딕"
_WIDTH = 9980  # of the text, in twentieths of a point
_STYLES = {  # half points, further run properties, alignment, space before and after
    "body": (20, "", "left", 30, 30),
    "label": (20, "<w:b/>", "center", 0, 0),
    "centre": (20, "", "center", 0, 0),
    "right": (20, "", "right", 40, 40),
    "small": (17, "", "left", 0, 0),
    "title": (34, "<w:b/>", "center", 60, 60),
    "heading": (25, "<w:b/>", "left", 200, 80),
    "hint": (17, '<w:i/><w:color w:val="2F5597"/>', "left", 60, 20),
}
_GREY = '<w:color w:val="808080"/>'
_BLUE = '<w:i/><w:color w:val="2F5597"/>'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def write_docx(blank: Blank, path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = blank.title
    document.core_properties.author = "Giljabi"
    document.core_properties.created = document.core_properties.modified = datetime(2026, 11, 1)
    document.core_properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(18), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name = _FONT if blank.lang == "ko" else "Arial"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    body = document.element.body
    writer = _Writer(blank)
    for xml in writer.blocks(blank.blocks, _WIDTH):
        body.insert(len(body) - 1, parse_xml(xml))
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(repacked(stream.getvalue(), drop=("docProps/thumbnail.jpeg",)))


class _Writer:
    def __init__(self, blank: Blank) -> None:
        self.splits_words = blank.splits_words
        self.shade = ""
        if blank.shades_labels:
            self.shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7ECF4"/>'
        self.controls = 0

    def blocks(self, blocks: tuple[Block, ...], width: int) -> list[str]:
        made: list[str] = []
        for n, block in enumerate(blocks):
            if isinstance(block, Line):
                made.append(self.paragraph(block))
            elif isinstance(block, Break):
                made.append(f'<w:p {nsdecls("w")}><w:r><w:br w:type="page"/></w:r></w:p>')
            else:
                made.append(self.table(block, width))
                following = blocks[n + 1] if n + 1 < len(blocks) else None
                if not isinstance(following, Line):  # tables that touch would become one
                    made.append(
                        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:after="0" w:line="120" '
                        'w:lineRule="exact"/></w:pPr></w:p>'
                    )
        return made

    def paragraph(self, line: Line) -> str:
        size, more, side, before, after = _STYLES[line.style]
        if line.style == "label" and not self.shade:
            more = ""
        look = f'{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        keep = "<w:keepNext/>" if line.style == "heading" else ""
        runs, end = "", 0
        for mark in line.marks:
            runs += self.run(line.text[end : mark.start], look)
            runs += self.mark(mark, line.text[mark.start : mark.end], size, look)
            end = mark.end
        runs += self.run(line.text[end:], look)
        return (
            f'<w:p {nsdecls("w")} {_W14}><w:pPr>{keep}<w:spacing w:before="{before}" '
            f'w:after="{after}"/><w:jc w:val="{side}"/><w:rPr>{look}</w:rPr></w:pPr>{runs}</w:p>'
        )

    def run(self, text: str, look: str) -> str:
        if not text:
            return ""
        parts = [text]
        if self.splits_words and len(text) > 2:
            cut = len(text) // 2
            parts = [text[:cut], text[cut:]]
        return "".join(
            f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in parts
        )

    def mark(self, mark: Mark, text: str, size: int, look: str) -> str:
        grey = f'{_GREY}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        if mark.flags & {"control", "date", "check"} or mark.choices:
            return self.control(mark, text, look if "check" in mark.flags else grey)
        if "legacy" in mark.flags:
            self.controls += 1
            return (
                f'<w:r><w:rPr>{look}</w:rPr><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val='
                f'"Text{self.controls}"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput/></w:ffData>'
                '</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText>'
                f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.run(text, look)}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if "placeholder" in mark.flags:
            return self.run(text, grey)
        if "guidance" in mark.flags:
            return self.run(text, f'{_BLUE}<w:sz w:val="17"/><w:szCs w:val="17"/>')
        return self.run(text, look)

    def control(self, mark: Mark, text: str, look: str) -> str:
        self.controls += 1
        what = "<w:text/>"
        shown = "<w:showingPlcHdr/>"
        if mark.choices:
            items = "".join(
                f"<w:listItem w:displayText={quoteattr(shown)} w:value={quoteattr(shown)}/>"
                for shown, _ in mark.choices
            )
            what = f"<w:dropDownList>{items}</w:dropDownList>"
        elif "date" in mark.flags:
            what = '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="ko-KR"/></w:date>'
        elif "check" in mark.flags:
            shown = ""
            what = (
                '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" '
                'w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
                "</w14:checkbox>"
            )
        title = f"<w:alias w:val={quoteattr(text)}/>" if not mark.flags & {"check"} else ""
        return (
            f'<w:sdt><w:sdtPr>{title}<w:id w:val="{7000 + self.controls}"/>{shown}{what}</w:sdtPr>'
            f"<w:sdtContent>{self.run(text, look)}</w:sdtContent></w:sdt>"
        )

    def table(self, grid: Grid, width: int) -> str:
        total = sum(grid.widths)
        widths = [round(width * share / total) for share in grid.widths]
        heavy = 'w:val="single" w:sz="12" w:space="0" w:color="1F2A44"'
        light = 'w:val="single" w:sz="4" w:space="0" w:color="595959"'
        none = 'w:val="nil"'
        outer, inner = {"grid": (heavy, light), "box": (heavy, none), "none": (none, none)}[
            grid.frame
        ]
        borders = "".join(f"<w:{s} {outer}/>" for s in ("top", "left", "bottom", "right"))
        borders += "".join(f"<w:{s} {inner}/>" for s in ("insideH", "insideV"))
        columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        return (
            f'<w:tbl {nsdecls("w")} {_W14}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{self.rows(grid, widths)}</w:tbl>"
        )

    def rows(self, grid: Grid, widths: list[int]) -> str:
        placed = {(row, column): cell for row, column, cell in grid.placed()}
        below = {
            (row + r, column): cell
            for (row, column), cell in placed.items()
            for r in range(1, cell.rows)
        }
        made = ""
        for row in range(len(grid.rows)):
            cells = ""
            column = 0
            while column < len(widths):
                cell = placed.get((row, column)) or below[row, column]
                cells += self.cell(
                    cell, sum(widths[column : column + cell.columns]), (row, column) in below
                )
                column += cell.columns
            height = 1500 if has_guidance(grid.rows[row]) else 420
            made += (
                f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/></w:trPr>{cells}</w:tr>'
            )
        return made

    def cell(self, cell: Cell, width: int, covered: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        merge = ""
        if cell.rows > 1:
            merge = "<w:vMerge/>" if covered else '<w:vMerge w:val="restart"/>'
        shade = self.shade if cell.is_label else ""
        inside = f"<w:p {nsdecls('w')}/>"
        if not covered:
            inside = "".join(self.blocks(cell.blocks, width - 200))
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}'
            f'<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
        )
