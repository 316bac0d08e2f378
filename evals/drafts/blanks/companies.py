"""The papers of the made-up companies: business plans and overviews, with what is not theirs in them.

Partner companies, planned figures, advisers and parts of the staff stand beside the facts.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from evals.drafts.blanks.docx import write_docx
from evals.drafts.blanks.hwpx import write_hwpx
from evals.drafts.blanks.layout import (
    Blank,
    Block,
    Break,
    Grid,
    Line,
    grid,
    heading,
    line,
    lines,
    title,
)

_FONT = "HYSMyeongJo-Medium"  # named in the PDF, not embedded
_FICTION = "가상의 기업 / Fictional company"


def make(folder: Path) -> None:
    for name, file, lang, text, blocks in (
        ("nuri-bio", "business-plan.ko.docx", "ko", "사업계획서", _nuri()),
        ("daon-robotics", "overview.ko.hwpx", "ko", "기업 개요", _daon_overview()),
        ("daon-robotics", "business-plan.ko.pdf", "ko", "사업계획서", _daon_plan()),
        ("solbit-energy", "business-plan.en.docx", "en", "Business Plan", _solbit_plan()),
        ("solbit-energy", "overview.en.pdf", "en", "Company Overview", _solbit_overview()),
        ("greenwave", "business-plan.en.hwpx", "en", "Business Plan", _greenwave()),
    ):
        path = folder / name / "documents" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        paper = Blank(file, lang, text, tuple(blocks), (path.suffix[1:],))
        {".docx": write_docx, ".hwpx": write_hwpx, ".pdf": _write_pdf}[path.suffix](paper, path)
        print(file, path.stat().st_size)


def _write_pdf(paper: Blank, path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    template = SimpleDocTemplate(str(path), pagesize=A4, title=paper.title, invariant=1)
    template.build([flow for block in paper.blocks for flow in _flows(block)])


def _flows(block: Block) -> list[Flowable]:
    if isinstance(block, Line):
        return [_paragraph(block)]
    if isinstance(block, Break):
        return [Spacer(1, 20)]
    total = sum(block.widths)
    rows: list[list[str | list[Paragraph]]] = [[""] * len(block.widths) for _ in block.rows]
    look = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for row, column, cell in block.placed():
        rows[row][column] = [_paragraph(b) for b in cell.blocks if isinstance(b, Line)]
        look.append(("SPAN", (column, row), (column + cell.columns - 1, row + cell.rows - 1)))
    table = Table(rows, [450 * w / total for w in block.widths])
    table.setStyle(look)
    return [table, Spacer(1, 8)]


def _paragraph(block: Line) -> Paragraph:
    size = {"title": 18, "heading": 13}.get(block.style, 10)
    style = ParagraphStyle(
        block.style, fontName=_FONT, fontSize=size, leading=size * 1.5, wordWrap="CJK",
        spaceBefore=8 if size > 10 else 0, alignment=1 if block.style in ("title", "label") else 0,
    )  # fmt: skip
    return Paragraph(block.text.replace("&", "&amp;").replace("<", "&lt;"), style)


def _texts(text: str) -> tuple[Line, ...]:
    return lines(text)


def _sales(head: str, *rows: str) -> Grid:
    return grid(" ".join(["20"] * (head.count(" || ") + 1)), head, *rows)


def _nuri() -> list[Block]:
    return [
        title("사업계획서", _FICTION),
        heading("1. 기업 현황"),
        grid(
            "20 30 20 30",
            "#기업명 || (주)누리바이오랩 || #대표자 || 서다온",
            "#설립일 || 2018년 5월 14일 || #법인등록번호 || 110111-9000087",
            "#본사 주소 || [3]대전광역시 유성구 가상과학로 31, 207호",
            "#업종 || 의약품 연구개발업 || #상시근로자 수 || 23명",
            "#대표전화 || 042-000-2100 || #홈페이지 || www.nuribiolab.example.kr",
            "#대표 이메일 || contact@nuribiolab.example.kr || #업종코드 || M70113",
        ),
        line("연구소는 충청북도 청주시 가상오송로 9에 따로 있으며, 연구원 12명이 근무합니다."),
        heading("2. 담당자"),
        grid(
            "20 30 20 30",
            "#성명 || 최이든 || #직위 || 부장",
            "#휴대전화 || 010-0000-2188 || #이메일 || eden.choi@nuribiolab.example.kr",
        ),
        heading("3. 매출 현황과 계획"),
        line("(단위: 천원)", "right"),
        _sales(
            "#구분 || #2023년 || #2024년 || #2025년 || #2026년(계획) || #2027년(계획)",
            "#매출액 || 1,284,000 || 1,560,500 || 2,048,300 || 3,500,000 || 6,000,000",
        ),
        heading("4. 협력기업"),
        grid(
            "20 30 20 30",
            "#협력기업명 || 가온메디칼(주) || #대표자 || 이가온",
            "#전화 || 043-000-9999 || #직원 수 || 120명",
        ),
        line("자문위원은 한빛대학교 유한결 교수입니다."),
        heading("5. 인증과 수상"),
        line("보유 인증: 벤처기업확인, 기업부설연구소 인정"),
        line("수상 이력: 2024년 바이오 창업경진대회 우수상"),
        heading("6. 과제 개요"),
        grid(
            "20 30 20 30",
            "#과제명 || [3]혈액 한 방울로 하는 신장 질환 조기 진단 키트",
            "#기술분야 || 체외진단 || #사업기간 || 18개월",
            "#총사업비 || [3]3억 2천만 원",
        ),
        heading("7. 개발의 필요성"),
        *_texts(
            "신장 질환은 증상이 나타난 뒤에는 되돌리기 어렵습니다.\n"
            "현재의 검사는 병원에서 혈액 5 mL를 뽑아야 하고 결과까지 이틀이 걸립니다."
        ),
        heading("8. 개발목표"),
        *_texts("혈액 20 μL로 15분 안에 결과를 내는 진단 키트를 개발합니다."),
        heading("9. 추진계획"),
        *_texts(
            "1차 연도에는 항체를 선별하고 시제품을 만듭니다.\n"
            "2차 연도에는 병원 두 곳에서 임상 성능을 평가합니다."
        ),
        heading("10. 기대효과"),
        *_texts("환자는 동네 의원에서 검사를 받고, 건강보험의 투석 비용이 줄어듭니다."),
    ]


def _daon_overview() -> list[Block]:
    return [
        title("기업 개요", _FICTION),
        heading("일반 현황"),
        line("회사명: 다온로보틱스 주식회사 (영문: Daon Robotics Co., Ltd.)"),
        line("대표이사: 민태오"),
        line("사업자등록번호: 999-86-00311"),
        line("법인등록번호: 110111-9000152"),
        line("설립일: 2009. 9. 21."),
        line("본사 소재지: 경상남도 창원시 성산구 가상공단로 150"),
        line("공장 소재지: 경상남도 함안군 가상면 들판길 8"),
        line("대표전화: 055-000-4400, 팩스: 055-000-4401"),
        line("대표 이메일: info@daonrobotics.example.kr"),
        line("홈페이지: https://daonrobotics.example.kr"),
        line("주업종: 산업용 로봇 제조업"),
        line("상시근로자 수: 142명 (2027년까지 200명으로 늘릴 계획)"),
        heading("재무 현황"),
        line("(단위: 백만원)", "right"),
        grid(
            "25 25 25 25",
            "#연도 || #매출액 || #영업이익 || #수출액(천달러)",
            "^2023 || 24,150 || 1,310 || 3,200",
            "^2024 || 27,480 || 1,655 || 3,950",
            "^2025 || 31,720 || 2,040 || 5,105",
        ),
        heading("주요 고객사"),
        grid(
            "30 30 40",
            "#고객사 || #대표자 || #거래액(백만원)",
            "^한들중공업(주) || 배한들 || 8,200",
            "^미래정밀(주) || 장미래 || 3,100",
        ),
    ]


def _daon_plan() -> list[Block]:
    return [
        title("사업계획서", _FICTION),
        heading("1. 과제 개요"),
        line("과제명: 소형 조선 블록 용접 협동로봇"),
        line("기술분야: 로봇"),
        line("수행기간: 36개월"),
        line("총 사업비: 1,250,000,000원"),
        line(
            "실무 담당자: 양가을 과장 (전화 055-000-4432, 이메일 gaeul.yang@daonrobotics.example.kr)"
        ),
        line("참여기관: 바른용접기술(주) (대표 정바른, 직원 18명, 2015년 설립)"),
        heading("2. 개발의 필요성"),
        *_texts(
            "조선소의 용접 인력은 고령화로 해마다 줄고 있습니다.\n좁은 블록 안에는 기존 로봇이 들어가지 못합니다."
        ),
        heading("3. 개발목표"),
        *_texts("무게 18 kg 이하, 용접 속도 분당 30 cm의 협동로봇을 개발합니다."),
        heading("4. 추진계획"),
        *_texts(
            "첫해에 구동부를 만들고, 둘째 해에 제어기를 완성하며, 셋째 해에 조선소에서 실증합니다."
        ),
        heading("5. 기대효과"),
        *_texts("블록당 용접 시간을 40% 줄이고 안전사고를 예방합니다."),
        heading("6. 매출 계획"),
        line("2026년 350억 원, 2027년 420억 원을 목표로 합니다."),
    ]


def _solbit_plan() -> list[Block]:
    return [
        title("Business Plan", _FICTION),
        heading("1. Project"),
        grid(
            "25 75",
            "#Project title || Second-life battery storage for small factories",
            "#Technology field || Energy storage",
            "#Project period || 30 months",
            "#Total budget || KRW 760 million",
        ),
        heading("2. Contact person"),
        grid(
            "25 75",
            "#Name || Mina Park",
            "#Phone || 010-0000-5566",
            "#E-mail || mina.park@solbit.example.com",
        ),
        heading("3. Need for the development"),
        *_texts(
            "Small factories pay peak tariffs because they cannot afford new storage.\n"
            "Used vehicle batteries keep most of their capacity but are scrapped."
        ),
        heading("4. Goals"),
        *_texts(
            "A 200 kWh storage unit at half the price of a new one, with ten years of service."
        ),
        heading("5. Plan of work"),
        *_texts("We grade used cells in the first year and run two factory pilots in the second."),
        heading("6. Expected effects"),
        *_texts("Pilot factories cut their electricity bills by 18%."),
        heading("7. Planned sales"),
        _sales(
            "#Item || #2026 (planned) || #2027 (planned)",
            "#Sales (KRW million) || 9,800 || 14,500",
        ),
        heading("8. Partner company"),
        line(
            "Company: Hanbyeol Recycling Co., Ltd. CEO: Dohyun Seo. Employees: 64. Founded: 2011-04-01."
        ),
    ]


def _solbit_overview() -> list[Block]:
    return [
        title("Company Overview", _FICTION),
        line("Company name: Solbit Energy Inc. (Korean name: 주식회사 솔빛에너지)"),
        line("CEO: Jaeha Noh"),
        line("Business registration number: 999-88-00479"),
        line("Corporate registration number: 110111-9000227"),
        line("Date of establishment: 21 August 2019"),
        line("Address: 12F, 88 Gasang-ro, Buk-gu, Gwangju, Republic of Korea"),
        line("Telephone: 062-000-7700"),
        line("E-mail: hello@solbit.example.com"),
        line("Website: www.solbit.example.com"),
        line("Industry: Manufacture of batteries and accumulators"),
        line("Number of employees: 46"),
        heading("Sales and exports"),
        grid(
            "34 33 33",
            "#Year || #Sales (KRW million) || #Exports (USD)",
            "^2023 || 5,120 || 210,000",
            "^2024 || 6,340 || 385,000",
            "^2025 || 7,905 || 512,000",
        ),
        line("Certifications: ISO 14001, KC safety certification"),
        line("Overseas partner: Alpenstrom AG, Switzerland"),
        line("Outside director: Professor Sungmin Ha, Gasang University"),
    ]


def _greenwave() -> list[Block]:
    return [
        title("Business Plan", _FICTION),
        heading("1. Company"),
        grid(
            "22 28 22 28",
            "#Company || Greenwave Co., Ltd. || #Representative || Yuna Cho",
            "#Corporate registration number || 110111-9000508 || #Industry || Water treatment equipment",
            "#Address || [3]5 Gasang-daero, Gangseo-gu, Busan",
            "#Phone || 051-000-8800 || #Website || www.greenwave.example.com",
        ),
        heading("2. Sales"),
        grid(
            "25 25 25 25",
            "#Item || #2023 || #2024 || #2025",
            "#Sales (KRW thousand) || 3,215,000 || 3,870,400 || 4,402,000",
            "#Order backlog (KRW thousand) || 900,000 || 1,150,000 || 1,400,000",
        ),
        heading("3. Project"),
        line("Project title: Compact ballast water treatment for coastal ships"),
        line("Duration: 24 months"),
        line("Total budget: KRW 540,000,000"),
        line(
            "Contact: Haneul Im, Senior Engineer (phone 051-000-8821, e-mail haneul.im@greenwave.example.com)"
        ),
        line("Partner: Dolphin Marine Ltd. (CEO Ian Ross, phone 000-0000-0001)"),
        heading("4. Need for the development"),
        *_texts("Coastal ships have no room for the treatment units that ocean ships carry."),
        heading("5. Goals"),
        *_texts("A unit of 1.5 cubic meters that treats 100 cubic meters an hour."),
        heading("6. Plan of work"),
        *_texts("The filter is built in the first year and tested at sea in the second."),
        heading("7. Expected effects"),
        *_texts("Coastal ship owners meet the discharge rules without giving up cargo space."),
    ]
