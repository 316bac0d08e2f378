"""Where one writes in a form, by where things stand on it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from docx import Document
from docx.table import Table as DocxTable
from processor_time import seconds_of

from assistant.forms import docx
from assistant.forms.form import (
    Block,
    Cell,
    Control,
    Form,
    Paragraph,
    Sheet,
    Slot,
    Table,
    paragraphs,
)
from assistant.forms.labels import matches
from assistant.forms.layout import read_form, slots


def table(
    *rows: str, name: str = "t", shaded: bool = False, mm: tuple[float, float] | None = None
) -> Table:
    """Rows of cells between "|". "<" continues the cell to its left, "^" the one above; "~" stands
    for three blanks, "/" between blanks for a new paragraph, "{…}" for letters styled as a hint."""
    grid = [[part.strip() for part in row.split("|")] for row in rows]
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            columns = rows_down = 1
            while c + columns < len(row) and row[c + columns] == "<":
                columns += 1
            while r + rows_down < len(grid) and grid[r + rows_down][c] == "^":
                rows_down += 1
            parts = text.replace("~", "   ").split(" / ")
            blocks = tuple(
                Paragraph(f"{name}.{r}.{c}.{n}", part.strip("{}"), is_hint=part.startswith("{"))
                for n, part in enumerate(parts)
            )
            cells.append(
                Cell(
                    f"{name}.{r}.{c}",
                    r,
                    c,
                    blocks,
                    rows_down,
                    columns,
                    is_shaded=shaded and bool(text) and c % 2 == 0,
                    width_mm=mm[0] if mm else None,
                    height_mm=mm[1] if mm else None,
                )
            )
    return Table(name, tuple(cells))


def lines(*texts: str, heading: bool = False) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(f"p.{text[:12]}.{n}", text, is_heading=heading) for n, text in enumerate(texts)
    )


def read(*blocks: Block) -> tuple[Slot, ...]:
    found = slots(Sheet("docx", tuple(blocks)))
    hold_together(Sheet("docx", tuple(blocks)), found)
    return found


def hold_together(sheet: Sheet, found: Sequence[Slot]) -> None:
    """No two slots share an id or a letter, and none lies on a word that is its label."""
    assert len({slot.slot_id for slot in found}) == len(found)
    texts = {p.address: p.text for p in paragraphs(sheet.blocks)}
    taken: dict[str, list[tuple[int, int]]] = {}
    for slot in found:
        spans = [(o.address, o.start, o.end) for o in slot.options] or [
            (slot.address, slot.start, slot.end)
        ]
        for address, start, end in spans:
            for a, b in taken.get(address, []):
                assert end <= a or b <= start, slot
                assert (start, end) != (a, b), slot
            taken.setdefault(address, []).append((start, end))
            if address in texts and not slot.options:
                assert 0 <= start <= end <= len(texts[address])
                covered = texts[address][start:end].strip()
                if covered and slot.printed_as in ("nothing", "unit"):
                    assert not any(c.isalnum() for c in covered.replace("_", "")), slot
    assert [s.slot_id for s in slots(sheet)] == [s.slot_id for s in found]


def labels(*blocks: Block) -> list[str]:
    return [" < ".join(slot.labels) for slot in read(*blocks)]


def test_a_value_stands_right_of_its_label_and_several_pairs_stand_in_a_row() -> None:
    assert labels(table("기업명 | | 대표자 | ", "주소 | | < | <")) == ["기업명", "대표자", "주소"]


def test_a_merged_label_groups_the_labels_beside_it() -> None:
    found = labels(
        table(
            "신청기업 | 기업명 |  | 설립일 | ",
            "^ | 주소 |  | < | <",
            "대표자 | 성명 |  | 담당자 | ",
            "실무자 | 성명 |  | 연락처 | ",
        )
    )
    assert found == [
        "기업명 < 신청기업",
        "설립일 < 신청기업",
        "주소 < 신청기업",
        "성명 < 대표자",
        "담당자 < 대표자",
        "성명 < 실무자",
        "연락처 < 실무자",
    ]


def test_two_groups_in_one_row_keep_to_their_own_labels() -> None:
    found = labels(
        table(
            "대표자 | 성명 |  | 담당자 | 성명 | ",
            "^ | 연락처 |  | ^ | 연락처 | ",
        )
    )
    assert found == [
        "성명 < 대표자",
        "성명 < 담당자",
        "연락처 < 대표자",
        "연락처 < 담당자",
    ]


def test_what_follows_a_contact_person_in_a_row_or_below_is_of_that_person() -> None:
    found = labels(table("담당자 |  | 연락처 | ", "대표자 |  | 전화 | "))
    assert found == ["담당자", "연락처 < 담당자", "대표자", "전화"]
    below = labels(table("담당자 성명 | ", "직위 | ", "이메일 | ", "주소 | ", "전화 | "))
    assert below == ["담당자 성명", "직위 < 담당자 성명", "이메일 < 담당자 성명", "주소", "전화"]


def test_a_table_of_years_has_its_row_and_its_column_as_labels_and_the_unit_of_its_corner() -> None:
    found = read(
        *lines("(단위: 백만원)"),
        table("구분 | 2023년 | 2024년", "매출액 |  | ", "상시근로자 | ~명 | ~명"),
    )
    assert [(slot.labels, slot.unit, slot.printed_as) for slot in found] == [
        (("매출액", "2023년"), "백만원", "nothing"),
        (("매출액", "2024년"), "백만원", "nothing"),
        (("상시근로자", "2023년"), "명", "unit"),
        (("상시근로자", "2024년"), "명", "unit"),
    ]


def test_headers_of_two_levels_are_both_labels() -> None:
    found = labels(
        table("구분 | 매출액 | < | 수출액 | <", "^ | 2023 | 2024 | 2023 | 2024", "실적 | | | | ")
    )
    assert found == [
        "실적 < 2023 < 매출액",
        "실적 < 2024 < 매출액",
        "실적 < 2023 < 수출액",
        "실적 < 2024 < 수출액",
    ]


def test_an_empty_corner_and_a_row_heading_without_words_are_not_written_in() -> None:
    assert labels(table(" | 2023 | 2024", "매출액 |  | ")) == ["매출액 < 2023", "매출액 < 2024"]


def test_rows_alike_are_a_list_and_a_single_row_below_labels_is_not() -> None:
    rows = read(table("연번 | 성명 | 직위", "1 |  | ", "2 |  | "))
    assert [(slot.labels, slot.row) for slot in rows] == [
        (("성명",), 0),
        (("직위",), 0),
        (("성명",), 1),
        (("직위",), 1),
    ]
    one = read(table("기업명 | 대표자", " | "))
    assert [(slot.labels, slot.row) for slot in one] == [(("기업명",), None), (("대표자",), None)]


def test_a_header_over_labels_alone_does_not_reach_below_another_layout() -> None:
    found = labels(table("기업명 | 대표자 | 설립일 | 전화", " | | | ", "주소 | | 이메일 | "))
    assert found == ["기업명", "대표자", "설립일", "전화", "주소", "이메일"]


def test_a_printed_value_is_neither_written_in_nor_a_group() -> None:
    shaded = table(
        "지원사업명 | 2026년 수출지원사업 | 신청번호 | ", "기업명 |  | < | <", shaded=True
    )
    assert labels(shaded) == ["신청번호", "기업명"]


def test_a_heading_across_a_table_is_the_section_of_what_stands_below_it() -> None:
    rows = ("1. 공동기관 현황 | <", "기업명 | ", "2. 신청기업 현황 | <", "기업명 | ")
    found = read(*lines("Ⅰ. 일반"), table(*rows))
    assert [(slot.labels, slot.section) for slot in found] == [
        (("기업명",), "Ⅰ. 일반 > 1. 공동기관 현황"),
        (("기업명",), "Ⅰ. 일반 > 2. 신청기업 현황"),
    ]


def test_a_nested_table_keeps_the_labels_of_its_cell() -> None:
    inner = table("성명 | ", "전화 | ", name="inner")
    outer = Table(
        "outer",
        (
            Cell("o.0", 0, 0, (Paragraph("o.0.p", "담당자"),)),
            Cell("o.1", 0, 1, (Paragraph("o.1.p", ""), inner, Paragraph("o.1.q", ""))),
        ),
    )
    assert labels(outer) == ["성명 < 담당자", "전화 < 담당자"]


def test_a_box_of_one_cell_is_named_by_the_line_above_it() -> None:
    found = read(*lines("2. 개발의 필요성"), table("※ 개발 배경을 중심으로 기술"))
    assert [(slot.labels, slot.printed_as) for slot in found] == [
        (("2. 개발의 필요성",), "guidance")
    ]


@pytest.mark.parametrize(
    ("printed", "how", "span"),
    [
        ("○○○", "placeholder", (0, 3)),
        ("예) 홍길동", "placeholder", (0, 6)),
        ("(기업명을 기재)", "placeholder", (0, 9)),
        ("<회사 이름을 입력>", "placeholder", (0, 11)),
        ("여기에 입력하세요", "placeholder", (0, 9)),
        ("Enter the company name", "placeholder", (0, 22)),
        ("Click or tap here to enter text.", "placeholder", (0, 32)),
        ("{사업자등록증의 상호}", "placeholder", (0, 10)),
        ("e.g. Hangang Robotics", "placeholder", (0, 21)),
        ("※ 사업자등록증과 같게", "guidance", (0, 0)),
        ("개발하려는 기술의 필요성을 기술", "guidance", (0, 0)),
        ("Describe the need in up to 200 words.", "guidance", (0, 0)),
        ("※ 작성 후 삭제: 배경을 적음", "placeholder", (0, 16)),
        ("Delete this text before submitting.", "placeholder", (0, 35)),
        ("~~년~월~일", "pattern", (0, 15)),
        ("20~.~.~.", "pattern", (0, 14)),
        ("(~-~-~)", "pattern", (0, 13)),
        ("~~@", "pattern", (0, 7)),
        ("YYYY-MM-DD", "pattern", (0, 10)),
        ("~백만원", "unit", (0, 3)),
        ("(명)", "unit", (0, 0)),
        ("~~-~~", "pattern", (0, 13)),
        ("__ / __ / ____", "pattern", (0, 14)),
        ("%", "unit", (0, 0)),
    ],
)
def test_what_is_printed_in_a_cell_is_replaced_kept_or_completed(
    printed: str, how: str, span: tuple[int, int]
) -> None:
    cell = table("항목 | x").cells[1]
    text = printed.replace("~", "   ").strip("{}")
    paragraph = Paragraph("v", text, is_hint=printed.startswith("{"))
    shown = Table("t", (table("항목 | x").cells[0], Cell(cell.address, 0, 1, (paragraph,))))
    (slot,) = read(shown)
    wanted = (0, len(text)) if how in ("placeholder", "pattern") else span
    assert (slot.printed_as, slot.start, slot.end) == (how, *wanted)


def test_all_of_a_placeholder_goes_and_guidance_beside_it_stays() -> None:
    (slot,) = read(table("필요성 | {배경을 적으세요} / {작성 후 삭제}"))
    assert slot.printed_as == "placeholder"
    assert slot.rest == (("t.0.1.1", 7),)
    (asked,) = read(table("필요성 | ※ 배경을 기술 / ※ 작성 후 삭제"))
    assert (asked.printed_as, asked.rest) == ("placeholder", (("t.0.1.1", 9),))
    (plain,) = read(table("필요성 | 개발 배경을 기술 / 작성 후 삭제"))
    assert (plain.printed_as, plain.rest) == ("placeholder", (("t.0.1.1", 7),))
    (kept,) = read(table("필요성 | 예) 국산화 필요 / ※ 200자 이내로 작성"))
    assert (kept.printed, kept.rest) == ("예) 국산화 필요", ())


def test_a_form_that_says_that_its_guidance_goes_has_it_replaced() -> None:
    (slot,) = read(*lines("※ 파란색 안내문은 삭제하고 제출"), table("필요성 | ※ 배경을 기술"))
    assert slot.printed_as == "placeholder"


def test_notes_and_instructions_across_a_table_are_no_places() -> None:
    assert labels(table("기업명 | ", "※ 모든 항목을 빠짐없이 기재 | <")) == ["기업명"]
    assert labels(table("유의사항", "허위로 작성하면 선정이 취소됩니다.")) == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("기업명: ________", [("기업명", 5, 13)]),
        ("전화:      팩스:      ", [("전화", 4, 8), ("팩스", 13, 18)]),
        ("대표자 성명 ........................", [("대표자 성명", 7, 31)]),
        ("이메일 (                )", [("이메일", 5, 21)]),
        ("Name: ____________  Title: ____________", [("Name", 6, 18), ("Title", 27, 39)]),
        ("설립일: 20   .   .   .", [("설립일", 5, 19)]),
        ("총사업비: 금            원", [("총사업비", 7, 19)]),
        ("문의: 02-123-4567, 담당 홍길동", []),
        ("접수 시간: 09:00 ~ 18:00", []),
        ("신청 방법: 전자우편 제출", []),
        ("다음과 같이 신청합니다:", []),
        ("※ 기업명: ", []),
    ],
)
def test_blanks_of_a_line_have_the_words_before_them(
    line: str, wanted: list[tuple[str, int, int]]
) -> None:
    found = read(*lines(line, "끝."))
    assert [(slot.label, slot.start, slot.end) for slot in found] == wanted


def test_lines_within_a_cell_keep_the_label_of_the_cell() -> None:
    assert labels(table("기업명 | (국문) / (영문)")) == ["국문 < 기업명", "영문 < 기업명"]
    assert labels(table("연락처 | 전화:~~ 팩스:~~")) == ["전화 < 연락처", "팩스 < 연락처"]


def test_boxes_in_a_cell_are_one_choice_with_the_label_of_its_row() -> None:
    (slot,) = read(table("기업규모 | □ 소기업  □ 중기업 / □ 중견기업"))
    assert (slot.kind, slot.labels) == ("choice", ("기업규모",))
    assert [option.text for option in slot.options] == ["소기업", "중기업", "중견기업"]
    assert {option.box for option in slot.options} == {"□"}


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("[ ] 예  [ ] 아니오", ["예", "아니오"]),
        ("예 ( )  아니오 ( )", ["예", "아니오"]),
        ("○ 법인  ○ 개인", ["법인", "개인"]),
        ("☐ Micro ☐ Small ☐ Medium", ["Micro", "Small", "Medium"]),
        ("( ) 해당 ( ) 비해당", ["해당", "비해당"]),
        ("□법인 □개인 □기타(        )", ["법인", "개인", "기타( )"]),
    ],
)
def test_boxes_of_every_shape_are_read_with_their_words(line: str, texts: list[str]) -> None:
    (slot,) = read(table(f"구분 | {line}"))
    assert [option.text for option in slot.options] == texts


def test_bullets_are_no_boxes() -> None:
    assert labels(*lines("□ 사업 개요", "○ 사업명을 정확히 쓸 것")) == []


def test_signatures_seals_and_the_day_of_signing_are_never_text() -> None:
    found = read(
        *lines(
            "위와 같이 신청합니다.",
            "2026년    월    일",
            "신청인:              (서명 또는 인)",
            "대표자 ______________ (인)",
        )
    )
    assert [slot.kind for slot in found] == ["signature"] * 3
    inside = read(table("위와 같이 신청합니다. / 20  년   월   일 / 신청인 ~~ (인)"))
    assert [slot.kind for slot in inside] == ["signature"] * 2
    assert [slot.kind for slot in read(table("대표자 (인) | "))] == ["signature"]
    assert [slot.kind for slot in read(table("대표자 | ~~(인)"))] == ["signature"]
    assert [slot.kind for slot in read(table("Signature | "))] == ["signature"]
    assert [slot.kind for slot in read(table("부서명 | ", "법인감사 | ", "재직인원 | "))] == [
        "text"
    ] * 3


def test_consent_is_told_from_a_choice() -> None:
    consent = [
        read(*lines("개인정보 수집·이용에 동의하십니까?", "□ 예  □ 아니오")),
        read(table("개인정보 동의 | □ 동의함 □ 동의하지 않음")),
        read(*lines("☐ I agree to the terms.")),
        read(*lines("위 내용을 확인하였으며 서약합니다. □")),
    ]
    assert [[slot.kind for slot in found] for found in consent] == [["consent"]] * 4
    assert [slot.kind for slot in read(table("벤처기업 | □ 예 □ 아니오"))] == ["choice"]


@pytest.mark.parametrize(
    "label",
    ["주민등록번호", "대표자 주민번호", "외국인등록번호", "여권번호", "계좌번호", "통장 사본 계좌", "예금주",
     "Resident registration number", "Passport no.", "Bank account", "Account holder"],
)  # fmt: skip
def test_numbers_of_persons_and_accounts_are_never_text(label: str) -> None:
    assert [slot.kind for slot in read(table(f"{label} | "))] == ["identity"]


def test_controls_are_places_with_the_labels_around_them_and_their_own_name() -> None:
    named = Paragraph("a", "입력", controls=(Control("c1", 0, 2, "회사명을 입력하세요"),))
    free = Paragraph("b", "Name: text", controls=(Control("c2", 6, 10, "name"),))
    written = Paragraph("d", "한강", controls=(Control("c3", 0, 2, is_hint=False),))
    cells = (
        Cell("x", 0, 0, (Paragraph("l", "기업명"),)),
        Cell("y", 0, 1, (named,)),
        Cell("z", 1, 0, (Paragraph("m", "대표자"),)),
        Cell("w", 1, 1, (written,)),
    )
    found = read(Table("t", cells), free)
    assert [(slot.address, slot.labels) for slot in found] == [
        ("c1", ("기업명", "회사명")),
        ("c2", ("Name", "name")),
    ]


def test_check_box_controls_of_a_line_are_one_choice() -> None:
    ticks = tuple(Control(f"k{n}", at, at + 1, kind="check") for n, at in enumerate((0, 6)))
    cells = (
        Cell("x", 0, 0, (Paragraph("l", "기업규모"),)),
        Cell("y", 0, 1, (Paragraph("v", "☐ 소기업 ☐ 중기업", controls=ticks),)),
    )
    (slot,) = read(Table("t", cells))
    assert [(o.text, o.address, o.box) for o in slot.options] == [
        ("소기업", "k0", ""),
        ("중기업", "k1", ""),
    ]


def test_the_room_is_counted_in_letters_of_the_printed_size() -> None:
    # 10 pt = 3.53 mm; (53.6 - 3.6) / 3.53 = 14 letters; 12 / (3.53 * 1.6) = 2 lines
    found = read(table("기업명 | ", mm=(53.6, 12.0)))
    assert [slot.room for slot in found] == [28]
    assert [slot.room for slot in read(table("기업명 | "))] == [None]


def test_the_title_and_the_language_of_a_form() -> None:
    form = read_form(
        Sheet("docx", (*lines("[별지 제1호 서식]", "수출지원사업 참가 신청서"), table("기업명 | ")))
    )
    assert (form.language, form.title) == ("ko", "수출지원사업 참가 신청서")
    english = read_form(Sheet("docx", (*lines("APPLICATION FORM"), table("Name of company | "))))
    assert (english.language, english.title) == ("en", "APPLICATION FORM")


def test_headings_are_kept_from_the_outermost() -> None:
    (slot,) = read(*lines("2. 공동연구기관 현황", "가. 일반현황"), table("기업명 | "))
    assert slot.section == "2. 공동연구기관 현황 > 가. 일반현황"


def test_room_under_a_heading_is_a_place_only_where_something_is_asked_for() -> None:
    asked = read(*lines("1. 개발의 필요성", " ○ ", "2. 추진 계획", "", "3. 제출 서류", "", "4. 끝"))
    assert [slot.label for slot in asked] == ["1. 개발의 필요성", "2. 추진 계획"]


def test_two_thousand_places_are_read_in_time_that_grows_with_their_number() -> None:
    def seconds(rows: int) -> float:
        big = Sheet("docx", (table(*["기업명 |  | 대표자 | "] * rows),))
        assert len(slots(big)) == 2 * rows
        return seconds_of(lambda: slots(big))

    assert seconds(1000) < 12 * seconds(250)  # 4 times as many; 16 were a square


def test_long_runs_of_blanks_and_dots_are_read_in_time_that_grows_with_their_length() -> None:
    def seconds(length: int) -> float:
        line = (
            "성명" + " " * length + "년" + "." * length + "_" * length + "(" * length + ":" * length
        )
        sheet = Sheet(
            "docx", (Paragraph("p", line), table("기업명 | x"), Paragraph("q", line[::-1]))
        )
        return seconds_of(lambda: slots(sheet))

    assert seconds(8000) < 12 * max(seconds(2000), 0.02)


def test_lines_of_signs_without_end_are_read_as_prose() -> None:
    for sign in ("□", "/ ", "(  )", "○", " : ", "__ "):
        line = sign * (200_000 // len(sign))
        assert read(Paragraph("p", line), table("기업명 | ", name="u"))[0].label == "기업명"


# A form as ministries print them, with fifty tables and more


def filled(
    document: object, rows: list[list[str]], merges: Sequence[tuple[int, int, int, int]] = ()
) -> DocxTable:
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)))  # type: ignore[attr-defined]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            made.cell(r, c).text = text
    for top, left, bottom, right in merges:
        text = made.cell(top, left).text
        made.cell(top, left).merge(made.cell(bottom, right)).text = text
    return made


def ministry_form() -> Form:
    document = Document()
    document.add_paragraph("[별지 제1호 서식]")
    document.add_heading("기술개발사업 신청서", 0)
    document.add_heading("1. 신청기업 현황", 1)
    filled(
        document,
        [
            ["신청기업", "기업명", "", "대표자", ""],
            ["", "사업자등록번호", "(   -    -     )", "설립일", "    년   월   일"],
            ["", "주소", "", "", ""],
            ["담당자", "성명", "", "직위", ""],
            ["", "전화", "", "이메일", "          @"],
        ],
        [(0, 0, 2, 0), (3, 0, 4, 0), (2, 2, 2, 4)],
    )
    document.add_paragraph("(단위: 백만원)")
    filled(document, [["구분", "2023년", "2024년", "2025년"], ["매출액", "", "", ""]])
    for n in range(1, 26):
        document.add_heading(f"{n + 1}. 참여기업 {n}", 1)
        filled(document, [["기업명", "", "대표자", ""], ["사업자등록번호", "", "전화", ""]])
        filled(document, [["연번", "성명", "직위"], ["1", "", ""], ["2", "", ""], ["3", "", ""]])
    document.add_heading("27. 개발의 필요성", 1)
    box = filled(document, [["※ 개발 배경과 필요성을 구체적으로 기술"]])
    box.cell(0, 0).add_table(2, 2).cell(0, 0).text = "비교 대상"
    document.add_paragraph("2026년    월    일")
    document.add_paragraph("신청인:             (인)")
    raw = io.BytesIO()
    document.save(raw)
    return read_form(docx.read(raw.getvalue(), "form.docx"))


def test_a_ministry_form_of_fifty_tables_gives_the_applicants_fields_once() -> None:
    form = ministry_form()
    hold_together(form.sheet, form.slots)
    found = [(match.field, match.year) for match in matches(form) if match.field]
    # 8 of the first table and 3 years; nothing of 25 other companies with 4 places each
    assert found == [
        ("name_ko", None),
        ("representative", None),
        ("business_registration_number", None),
        ("founded", None),
        ("address", None),
        ("contact.name", None),
        ("contact.title", None),
        ("contact.phone", None),
        ("contact.email", None),
        ("sales_krw", 2023),
        ("sales_krw", 2024),
        ("sales_krw", 2025),
    ]
    assert len([slot for slot in form.slots if slot.row is not None]) == 25 * 3 * 2
    assert [slot.kind for slot in form.slots[-2:]] == ["signature", "signature"]


def fields(*blocks: Block, language: str = "ko") -> list[str]:
    """What the slots of a form are, blank ones too."""
    form = read_form(
        Sheet("docx", (*lines("지원사업 신청서" if language == "ko" else "Form"), *blocks))
    )
    return [
        " or ".join(match.fields) + (f" {match.year}" if match.year is not None else "")
        for match in matches(form)
    ]


def spans(*blocks: Block) -> list[tuple[int, int, str]]:
    return [(slot.start, slot.end, slot.unit) for slot in read(*blocks)]


def test_a_sum_stands_behind_a_currency_that_is_printed_before_it() -> None:
    assert spans(table("Total budget | KRW")) == [(3, 3, "KRW")]
    assert spans(table("Total budget | KRW~~")) == [(4, 9, "KRW")]  # KRW, blank, blanks to the end
    assert spans(table("Total budget | KRW~~~thousand")) == [(4, 11, "KRW thousand")]
    (slot,) = read(*lines("Sales in 2025: KRW ________ million"))
    assert (slot.label, slot.unit, slot.start) == ("Sales in 2025", "KRW million", 19)
    assert spans(table("총사업비 | ~원")) == [(0, 3, "원")]


def test_units_below_a_header_head_the_columns() -> None:
    found = labels(
        table("Year | Sales | < | Exports", "^ | KRW thousand | Growth (%) | USD", "2024 | | | ")
    )
    assert found[0] == "2024 < KRW thousand < Sales" and found[2] == "2024 < USD < Exports"
    assert len(found) == 3


def test_a_year_to_complete_is_no_ordinal() -> None:
    rows = ("연도 | 매출액(천원)", "2024 | ", "2025 | ", "20 | ")
    assert fields(table(*rows)) == ["sales_krw 2024", "sales_krw 2025", ""]


def test_boxes_in_cells_of_their_own_are_one_choice() -> None:
    under = read(*lines("라. 기업 유형", heading=True), table("소기업 | 중기업", "□ | □"))
    beside = read(*lines("라. 기업 유형", heading=True), table("소기업 | □", "중기업 | □"))
    for found in (under, beside):
        (slot,) = found
        assert slot.labels == ("라. 기업 유형",)
        assert [option.text for option in slot.options] == ["소기업", "중기업"]


def test_brackets_below_a_label_explain_it() -> None:
    rows = ("구분 | 성명 | 직위", "대표 참가자 / (담당자) | | ", "동반 참가자 | | ")
    assert fields(table(*rows)) == ["contact.name", "contact.title", "", ""]


def test_guidance_alone_under_a_heading_of_a_narrative_is_a_place() -> None:
    heading, box = lines("2. Goals", heading=True), table("{※ Include goals that can be measured.}")
    assert fields(*heading, box, language="en") == ["project.goal"]
    told = fields(*lines("2. 실현 가능성", heading=True), table("{※ 개발 방안과 추진 계획}"))
    assert told == ["project.plan"]  # only its guidance says which
    assert (
        fields(*lines("작성 요령", heading=True), table("{※ 유의사항: 계획과 목표는 한 쪽 이내}"))
        == []
    )


def test_guidance_that_is_not_to_be_deleted_stays() -> None:
    box = table("{※ Describe the need for the project.}")
    kept = read(*lines("※ Do not delete the blue guidance."), *lines("1. Need", heading=True), box)
    gone = read(*lines("※ Delete the blue guidance."), *lines("1. Need", heading=True), box)
    assert [slot.printed_as for slot in kept] == ["guidance"]
    assert [slot.printed_as for slot in gone] == ["placeholder"]


def test_what_a_label_with_a_colon_asks_for_stands_in_the_hint_below() -> None:
    (slot,) = read(*lines("Goal of the project:", "(Write the goal of the project here)"))
    assert (slot.label, slot.printed_as, slot.end) == ("Goal of the project", "placeholder", 36)
    headed = (
        *lines("○ 개발 목표", heading=True),
        *lines("(이곳에 개발 목표를 적어 주십시오)", "일자: ____"),
    )
    assert labels(*headed)[0] == "○ 개발 목표"


def test_contact_over_no_name_is_the_companys() -> None:
    general = table("Contact | Phone | ", "^ | E-mail | ", "^ | Homepage | ")
    person = table("Contact | Name | ", "^ | E-mail | ")
    assert fields(general, language="en") == ["phone", "email", "website"]
    assert fields(person, language="en") == ["contact.name", "contact.email"]


def test_a_sum_at_the_end_of_a_row_is_of_what_heads_the_row() -> None:
    found = labels(table("연구개발비 | 정부지원~~ | 합계 | ", shaded=False))
    assert found == ["합계 < 연구개발비"]


def test_a_code_beside_the_industry_is_the_industrys_and_a_plan_among_narratives_the_projects() -> (
    None
):
    assert fields(table("업종 | | 분류코드 | ")) == ["industry", "industry_code"]
    assert fields(table("기술명 | | 분류코드 | ")) == ["", ""]
    rows = ("목표 | ", "세부 계획 | ", "기대효과 | ")
    assert fields(table(*rows)) == ["project.goal", "project.plan", "project.effect"]
    assert fields(table("비고 | ", "세부 계획 | ")) == ["", ""]


def test_a_name_in_a_language_after_the_companys_is_the_companys() -> None:
    table_ = table(
        "Lead organization | | Business registration No. | ", "Name in Korean | | CEO | "
    )
    assert fields(table_, language="en")[2] == "name_ko"
    assert fields(*lines("회사명: (국문) ______ (영문) ______")) == ["name_ko", "name_en"]
    after = lines("Company: ______ (Korean) ______ (English)")
    assert fields(*after, language="en") == ["name_ko", "name_en"]


def test_a_line_says_its_label_once_for_several_years() -> None:
    found = fields(*lines("매출액(백만원): 2023년 ____ 2024년 ____"))
    assert found == ["sales_krw 2023", "sales_krw 2024"]


def test_bullets_of_labels_are_no_boxes_and_letters_set_apart_one_word() -> None:
    assert labels(*lines("○ 기업명 :          ○ 대표자 :          ")) == ["기업명", "대표자"]
    assert labels(*lines("주      소 :                 ")) == ["주소"]
    assert [s.kind for s in read(*lines("□ 소기업  □ 중기업  □ 기타: "))] == ["choice"]


def test_what_is_kept_for_the_office_is_no_place() -> None:
    office = table("접수번호 | | 담당자 | ")
    assert fields(*lines("※ 기관 기재란"), office) == []
    assert fields(*lines("For office use only"), table("Contact person | "), language="en") == []


def test_a_seal_in_a_cell_of_its_own_makes_the_cell_before_it_a_signature() -> None:
    assert [slot.kind for slot in read(table("대표자 | | (인)"))] == ["signature"]


def test_how_to_reach_somebody_else_belongs_to_them() -> None:
    found = fields(
        table("Name of referee | | Organization | ", "Phone | | E-mail | "), language="en"
    )
    assert found == ["", "", "", ""]
