"""A blank form and a company that exists nowhere, for the tests of drafts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx

from assistant.profile import Profile
from assistant.schema import BlankForm

TITLE = "가상 수출 첫걸음 사업 참가신청서"
NAME = "주식회사 가상나래"
BRN = "999-86-00311"  # 9*1+9*3+9*7+8*1+6*3+0*7+0*1+3*3+1*5 = 139, + 5//10 = 139; (10-9) % 10 = 1
PROFILE = Profile.model_validate(
    {
        "name_ko": NAME,
        "representative": "김가상",
        "business_registration_number": BRN,
        "founded": "2019-03-04",
        "employees": 12,
        "size": "small",
        "sales_krw": {2024: 1_250_000_000, 2025: 1_234_500_000},
        "contact": {"name": "이예시", "phone": "02-000-0011"},
    }
)
# (label, what is printed beside it)
ROWS = (
    ("기업명", ""),
    ("사업자등록번호", ""),
    ("대표자 성명", ""),
    ("주민등록번호", ""),
    ("설립일", "    년   월   일"),
    ("상시근로자 수", "명"),
    ("기업규모", "□ 소상공인  □ 소기업  □ 중기업"),
    ("본사 주소", ""),
    ("이메일", ""),
)
PLAN = """# 가상나래 사업계획서

| 항목 | 내용 |
| --- | --- |
| 회사명 | 주식회사 가상나래 |
| 본사 주소 | 대전광역시 유성구 가상로 1 |
| 대표 이메일 | hello@naru.example.kr |

## 과제의 필요성

해외 바이어가 요구하는 인증을 아직 받지 못해 수출 상담이 계약으로 이어지지 않습니다.
"""
ADDRESS = "대전광역시 유성구 가상로 1"
NEED = "해외 바이어가 요구하는 인증을 아직 받지 못해 수출 상담이 계약으로 이어지지 않습니다."


def blank_form() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, level=0)
    document.add_heading("1. 신청기업", level=1)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, printed in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, printed
    document.add_heading("2. 담당자", level=1)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("성명", "", "전화번호", ""), strict=True):
        cell.text = text
    document.add_heading("3. 매출액 (단위: 백만원)", level=1)
    table = document.add_table(rows=2, cols=3, style="Table Grid")
    for row, texts in zip(
        table.rows, (("구분", "2024년", "2025년"), ("매출액", "", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_heading("4. 과제의 필요성", level=1)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text = "과제의 필요성"
    document.add_paragraph("개인정보 수집·이용에 동의합니다.  □ 동의함  □ 동의하지 않음")
    document.add_paragraph("위와 같이 신청합니다.")
    document.add_paragraph("20   년   월   일")
    document.add_paragraph("신청인             (인)")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


FORM = BlankForm("export/forms/application.ko.docx", "export", blank_form())


def write_form(folder: Path) -> Path:
    path = folder / "application.ko.docx"
    path.write_bytes(FORM.raw)
    return path


def write_plan(folder: Path) -> Path:
    path = folder / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path
