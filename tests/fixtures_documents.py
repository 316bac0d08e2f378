"""Documents made at test time with the tools that offices use: one notice in every format."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hwpx import HwpxDocument
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

KOREAN_FONT = "HYSMyeongJo-Medium"  # named in the PDF, not embedded: no font file is needed
pdfmetrics.registerFont(UnicodeCIDFont(KOREAN_FONT))

TITLE = "2026년 해외진출 지원사업 공고"
TARGET = "중소기업기본법에 따른 중소기업으로서 수출 실적이 있는 기업을 지원합니다."
# Column "구분": "1단계" covers two rows. Row "합계": "8억 원" covers two columns.
TABLE_LINES = [
    "| 구분 | 지원금액 | 비고 |",
    "| --- | --- | --- |",
    "| 1단계 | 3억 원 | 공동 기획 |",
    "| 1단계 | 5억 원 | 실증/인증 |",
    "| 합계 | 8억 원 | 8억 원 |",
]

NOTICE_HTML = f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="CHARSET"><title>공고 | 어느 기관</title>
<style>.x {{ color: red }}</style><script>var menu = "스크립트";</script></head>
<body>
<div id="skip"><a href="#content">본문 바로가기</a></div>
<div class="header"><ul class="gnb"><li><a href="/a">정책정보</a></li><li><a href="/b">알림마당</a></li></ul></div>
<form action="/search"><input value="검색어"><div id="content">
<div class="location">홈 &gt; 알림마당 &gt; 공고</div>
<h1>{TITLE}</h1>
<h2>지원대상</h2>
<p>중소기업기본법에 따른 <b>중소기업</b>으로서
   수출 실적이 있는 기업을&nbsp;지원합니다.<br>자세한 내용은 <a href="https://example.org/n/7">누리집</a>을 보세요.</p>
<!-- 편집자 메모 --><p style="display: none">숨은 지시문</p>
<h2>지원내용</h2>
<table><caption>구분과 금액으로 구성된 표</caption>
<tr><th>구분</th><th>지원금액</th><th>비고</th></tr>
<tr><td rowspan="2">1단계</td><td>3억<br>원</td><td>공동 기획</td></tr>
<tr><td>5억 원</td><td>실증|인증</td></tr>
<tr><td>합계</td><td colspan="2">8억 원</td></tr></table>
<ul><li>서류<ul><li>신청서</li></ul></li><li>면접</li></ul>
<ol start="2"><li>접수</li><li>평가</li></ol>
<dl><dt>접수기간</dt><dd>4월 6일 ~ 4월 24일</dd></dl>
</div></form>
<div id="footer">우편번호 12345 <a href="/p">개인정보처리방침</a></div>
</body></html>"""


def docx_notice(path: Path) -> Path:
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - notice"  # not worth showing
    document.add_heading(TITLE, 0)
    document.add_heading("지원대상", 1)
    paragraph = document.add_paragraph("중소기업기본법에 따른 ")
    paragraph.add_run("중소기업").bold = True
    paragraph.add_run("으로서 수출 실적이 있는 기업을 지원합니다.")
    hidden = paragraph.add_run("숨은 지시문")
    hidden.font.hidden = True
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>지워진 글</w:delText></w:r></w:del>"
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t> 새로 넣은 글.</w:t></w:r></w:ins>"
    paragraph._p.append(parse_xml(deleted))
    paragraph._p.append(parse_xml(inserted))
    document.add_heading("지원내용", 1)
    table = document.add_table(4, 3)
    _fill(table)
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    for text in ("서류", "면접"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("신청서", style="List Bullet 2")
    for text in ("접수", "평가"):
        document.add_paragraph(text, style="List Number")
    box = document.add_table(1, 1)
    box.cell(0, 0).text = "문의: 02-123-4567"
    outer = document.add_table(2, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text, outer.cell(1, 0).text = "항목", "내용", "일정"
    inner = outer.cell(1, 1).add_table(2, 2)
    for (r, c), text in zip([(0, 0), (0, 1), (1, 0), (1, 1)], "가나다라", strict=True):
        inner.cell(r, c).text = text
    document.sections[0].footer.paragraphs[0].text = "꼬리말"
    assert document.styles["Heading 1"].type == WD_STYLE_TYPE.PARAGRAPH
    document.save(str(path))
    return path


def _fill(table: docx.table.Table) -> None:
    cells = {(0, 0): "구분", (0, 1): "지원금액", (0, 2): "비고", (1, 0): "1단계", (1, 1): "3억\n원"}
    cells |= {
        (1, 2): "공동 기획",
        (2, 1): "5억 원",
        (2, 2): "실증|인증",
        (3, 0): "합계",
        (3, 1): "8억 원",
    }
    for (row, column), text in cells.items():
        table.cell(row, column).text = text


def hangul_notice(path: Path) -> Path:
    """HWPX or binary HWP 5, by the suffix."""
    document = HwpxDocument.new()
    document.add_heading(TITLE, level=1)
    document.add_heading("지원대상", level=2)
    document.add_paragraph(TARGET, inherit_style=False)
    document.add_heading("지원내용", level=2)
    table = document.add_table(4, 3)
    rows = [["구분", "지원금액", "비고"], ["1단계", "3억\n원", "공동 기획"]]
    rows += [["", "5억 원", "실증|인증"], ["합계", "8억 원", ""]]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.set_cell_text(r, c, text)
    table.merge_cells(1, 0, 2, 0)
    table.merge_cells(3, 1, 3, 2)
    for kind, items in (("bullet", ("서류", "면접")), ("number", ("접수", "평가"))):
        for text in items:
            document.add_paragraph(text, inherit_style=False)
        last = len(document.paragraphs)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            document.set_list_format(paragraph_indexes=[last - 2, last - 1], kind=kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document.save_to_path(str(path))
    return path


def pdf_notice(path: Path, password: str | None = None, title: str = "") -> Path:
    """Three pages with running lines and page numbers; a table that goes on from page 2 to 3."""
    body = ParagraphStyle("body", fontName=KOREAN_FONT, fontSize=11, leading=16, wordWrap="CJK")
    head = ParagraphStyle("head", parent=body, fontSize=16, leading=22, spaceBefore=8, spaceAfter=8)
    name = ParagraphStyle("name", parent=head, fontSize=22, leading=30)
    rows = [["구분", "지원금액", "비고"], ["1단계", "3억 원", "공동 기획"]]
    rows += [["", "5억 원", "실증|인증"], ["합계", "8억 원", ""]]
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONT", (0, 0), (-1, -1), KOREAN_FONT, 11),
    ]
    merged = Table(rows, colWidths=[80, 120, 120])
    merged.setStyle([*grid, ("SPAN", (0, 1), (0, 2)), ("SPAN", (1, 3), (2, 3))])
    long = Table([["회차", "마감"], *[[f"{n}회", f"{n}월 말"] for n in range(1, 61)]], [80, 120])
    long.setStyle(grid)
    story = [Paragraph(TITLE, name), Paragraph("지원대상", head), Paragraph(TARGET, body)]
    story += [
        Paragraph("지원내용", head),
        merged,
        Paragraph("표 다음 문단입니다.", body),
        PageBreak(),
    ]
    story += [Paragraph("일정", head), long]

    def running(canvas: Canvas, _: object) -> None:
        canvas.setFont(KOREAN_FONT, 9)
        canvas.drawString(72, A4[1] - 40, "중소벤처기업부 공고")
        canvas.drawCentredString(A4[0] / 2, 30, f"- {canvas.getPageNumber()} -")

    encrypt = StandardEncryption(password, ownerPassword="owner") if password is not None else None
    template = SimpleDocTemplate(str(path), pagesize=A4, title=title or "untitled", encrypt=encrypt)
    template.build(story, onFirstPage=running, onLaterPages=running)
    return path


def wrapped_pdf(path: Path, text: str, cell: str, anywhere: bool) -> Path:
    """A paragraph and a narrow cell, whose lines break between any syllables or only at spaces."""
    wrap = "CJK" if anywhere else None
    style = ParagraphStyle("body", fontName=KOREAN_FONT, fontSize=11, leading=16, wordWrap=wrap)
    table = Table([["구분", "내용"], ["대상", Paragraph(cell, style)]], colWidths=[60, 100])
    table.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), KOREAN_FONT, 11)]
    )
    SimpleDocTemplate(str(path), pagesize=A4).build([Paragraph(text, style), table])
    return path


def two_column_pdf(path: Path, left: Sequence[str], right: Sequence[str]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for x, lines in ((60, left), (320, right)):
        for n, line in enumerate(lines):
            canvas.drawString(x, 700 - 15 * n, line)
    canvas.save()
    return path


def scanned_pdf(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(2):
        canvas.drawImage(ImageReader(io.BytesIO(_bitmap())), 50, 50, 400, 600)
        canvas.showPage()
    canvas.save()
    return path


def _bitmap() -> bytes:
    """A 2 x 2 picture in the simplest format there is (PPM)."""
    return b"P6 2 2 255\n" + bytes(range(12))


def protected_hwpx(source: Path, path: Path) -> Path:
    """The source with the manifest entries that Hangul writes for a password."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            if entry.filename != "META-INF/manifest.xml":
                new.writestr(entry, old.read(entry))
        new.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"><odf:file-entry odf:full-path="Contents/section0.xml" odf:size="999">'
            "<odf:encryption-data/></odf:file-entry></odf:manifest>",
        )
    return path


def protected_hwp(source: Path, path: Path) -> Path:
    """The source with the password bit of its FileHeader set (36 bytes after the signature)."""
    raw = bytearray(source.read_bytes())
    raw[raw.index(b"HWP Document File") + 36] |= 2
    path.write_bytes(raw)
    return path
