"""Values: what is wrong with one, how a form wants it, and what stands there afterwards."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import figures
from assistant.forms import docx as docx_form
from assistant.forms.checks import (
    fault,
    holds_identity,
    is_business_number,
    is_corporate_number,
    is_phone,
)
from assistant.forms.form import Cell, Edit, Option, Paragraph, Sheet, Slot, Table, paragraphs
from assistant.forms.patterns import phone_groups
from assistant.forms.reading_back import read_back
from assistant.forms.values import day, money_unit, said
from assistant.forms.writing import letters, written
from assistant.phrases import PHRASES

TODAY = date(2026, 11, 22)


def slot(printed: str = "", **parts: Any) -> Slot:
    return Slot("s1", parts.pop("kind", "text"), (), "", "p1", 0, len(printed), printed, **parts)


def text_of(field: str, value: object, printed: str = "", **parts: Any) -> str:
    language = parts.pop("language", "ko")
    return written(slot(printed, **parts), field, value, language, TODAY).text


def boxes(*texts: str, box: str = "□") -> tuple[Option, ...]:
    return tuple(Option(text, "p1", 4 * n, 4 * n + len(box), box) for n, text in enumerate(texts))


def chosen(field: str, value: object, *texts: str) -> list[str]:
    one = slot(kind="choice", options=boxes(*texts))
    edits = written(one, field, value, "ko", TODAY).edits
    return [option.text for option in one.options for edit in edits if edit.start == option.start]


# Checks


def test_a_business_number_has_its_check_digit() -> None:
    # 0,0,0,8,1,0,0,0,1 by 1,3,7,1,3,7,1,3,5: 8*1 + 1*3 + 1*5 = 16, tens of 1*5: 0; 10 - 6 = 4
    assert is_business_number("000-81-00014")
    assert fault("business_registration_number", "000-81-00014", TODAY) is None
    assert (
        fault("business_registration_number", "000-81-00015", TODAY) == "fault_business_number_sum"
    )
    assert fault("business_registration_number", "81-00014", TODAY) == "fault_business_number_form"
    assert (
        fault("business_registration_number", "000-00-00000", TODAY) == "fault_business_number_sum"
    )


def test_a_corporate_number_has_its_check_digit() -> None:
    # 0,0,0,0,1,1,0,0,0,0,0,1 by 1,2,1,2…: 1*1 + 1*2 + 1*2 = 5; 10 - 5 = 5
    assert is_corporate_number("000011-0000015")
    assert (
        fault("corporate_registration_number", "000011-0000016", TODAY)
        == "fault_corporate_number_sum"
    )


@given(st.integers(0, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_digit_changed_is_found(first: int, place: int, step: int) -> None:
    nine = f"{first:09d}"
    check = next(d for d in "0123456789" if is_business_number(nine + d) or nine == "0" * 9)
    changed = nine[:place] + str((int(nine[place]) + step) % 10) + nine[place + 1 :]
    if (
        place < 8
    ):  # weights 1, 3 and 7 have no factor in common with 10; the ninth counts 5 and a half
        assert not is_business_number(changed + check) or "0" * 9 in (nine, changed)


def test_resident_numbers_are_told_from_corporate_ones() -> None:
    chance = random.Random(7)
    missed = mistaken = 0
    for _ in range(1000):
        born = date(chance.randint(1935, 2010), chance.randint(1, 12), chance.randint(1, 28))
        seventh = chance.choice("12" if born.year < 2000 else "34")
        number = f"{born:%y%m%d}-{seventh}{chance.randrange(10**6):06d}"
        missed += not holds_identity(f"주민등록번호 {number}")
        office = chance.choice("1101 1201 1301 1341 1501 1701 1801 2001 2849".split())
        twelve = f"{office}{chance.choice(['11', '14', '21'])}{chance.randrange(900_000):06d}"
        last = (10 - sum((1 + i % 2) * int(d) for i, d in enumerate(twelve)) % 10) % 10
        mistaken += holds_identity(f"{twelve[:6]}-{twelve[6:]}{last}")
    assert missed <= 10  # of 1,000
    assert mistaken <= 10


@pytest.mark.parametrize(
    "text",
    ["900101-1234567", "９００１０１－１２３４５６７", "900101-1******", "9001011234567", "900101 – 1234567",
     "9001\u200b01-1234567", "운전면허 11-22-333333-44", "여권번호 M12345678"],
)  # fmt: skip
def test_no_way_of_writing_hides_an_identity_number(text: str) -> None:
    assert holds_identity(text)
    assert fault("project.need", f"대표자는 {text} 입니다", TODAY) == "fault_identity"


@pytest.mark.parametrize(
    "text",
    [
        "000-81-00014",
        "000011-0000015",
        "02-000-0000",
        "1,234,567,890,123원",
        "2026-11-22",
        "130111-0000012",
    ],
)
def test_other_numbers_are_no_identity(text: str) -> None:
    assert not holds_identity(text)


@pytest.mark.parametrize(
    "number",
    ["02-000-0000", "02)0000-0000", "(031) 000-0000", "010-0000-0000", "01000000000", "1588-0000",
     "+82-2-000-0000", "+82 10 0000 0000", "+82-(0)2-000-0000", "070-0000-0000", "0505-000-0000",
     "+1 555 010 0000", "02-000-0000 (내선 12)"],
)  # fmt: skip
def test_phones_are_phones(number: str) -> None:
    assert is_phone(number)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("phone", "123", "fault_phone"),
        ("contact.phone", "02-00-0000", "fault_phone"),
        ("email", "name@", "fault_email"),
        ("email", "a..b@example.com", "fault_email"),
        ("website", "www example", "fault_website"),
        ("founded", "2019-02-29", "fault_no_such_day"),
        ("founded", "2026-12", "fault_future"),
        ("founded", "어제", "fault_no_such_day"),
        ("sales_krw.2025", -1, "fault_money"),
        ("sales_krw.2025", 1.5, "fault_money"),
        ("sales_krw.2027", 1, "fault_future_year"),
        ("employees", True, "fault_count"),
        ("certifications", ["ISO 9001", " "], "fault_empty"),
    ],
)
def test_what_is_wrong_with_a_value_has_a_name_and_words(
    field: str, value: object, reason: str
) -> None:
    assert fault(field, value, TODAY) == reason
    assert set(PHRASES[reason]) == {"ko", "en"}


# Writing


@pytest.mark.parametrize(
    ("printed", "ko"),
    [
        ("", "2019. 3. 4."),
        ("    년   월   일", "2019년 3월 4일"),
        ("20   년    월    일", "2019년 3월 4일"),
        ("(      년    월    일)", "(2019년 3월 4일)"),
        ("20  .  .  .", "2019. 3. 4."),
        ("____년 __월", "2019년 3월"),
        ("YYYY-MM-DD", "2019-03-04"),
        ("DD/MM/YYYY", "04/03/2019"),
        ("    -   -   ", "2019-03-04"),
    ],
)
def test_a_day_stands_in_the_forms_own_marks(printed: str, ko: str) -> None:
    assert (
        text_of("founded", "2019-03-04", printed, printed_as="pattern" if printed else "nothing")
        == ko
    )


def test_a_day_that_is_known_in_part_stays_in_part() -> None:
    assert (
        text_of("founded", "2019-03", "    년   월   일", printed_as="pattern")
        == "2019년 3월    일"
    )
    assert text_of("founded", "2019", "YYYY-MM-DD", printed_as="placeholder") == "2019년"
    assert [day(d, "en") for d in ("2019-03-04", "2019-03", "2019")] == [
        "4 March 2019",
        "March 2019",
        "2019",
    ]


@given(st.dates(date(1950, 1, 1), TODAY), st.sampled_from(["ko", "en"]))
def test_a_written_day_reads_back_as_the_same_day(one: date, language: Any) -> None:
    (figure,) = [
        f for f in figures(f"설립일: {day(one.isoformat(), language)}") if f.kind == "date"
    ]
    assert figure.value == one.isoformat()


@pytest.mark.parametrize(
    ("unit", "text"),
    [("원", "1,234,500"), ("천원", "1,234.5"), ("백만원", "1.2345"), ("(단위: 억원)", "0.012345"),
     ("KRW million", "1.2345"), ("in millions of KRW", "1.2345"), ("", "1,234,500원")],
)  # fmt: skip
def test_money_is_told_in_the_unit_of_the_form_and_never_rounded(unit: str, text: str) -> None:
    assert text_of("sales_krw.2025", 1_234_500, unit=unit) == text


def test_money_of_another_currency_or_an_unknown_unit_is_not_written() -> None:
    for unit in ("천불", "USD", "개"):
        one = written(slot(unit=unit), "sales_krw.2025", 1_000, "ko", TODAY)
        assert (one.state, one.reason, one.edits) == ("blank", "unwritten_unit", ())
    assert text_of("exports_usd.2025", 250_500, unit="천불") == "250.5"


@given(
    st.integers(0, 10**14),
    st.sampled_from(["원", "천원", "만원", "백만원", "억원", "KRW thousand", "KRW billion"]),
)
def test_written_money_is_the_same_sum(amount: int, unit: str) -> None:
    scale = money_unit(unit)
    text = said("sales_krw.2025", amount, "ko", unit)
    assert scale is not None and text is not None
    assert Decimal(text.replace(",", "")) * scale[1] == amount


def test_a_unit_that_is_printed_stays_behind_its_value() -> None:
    assert text_of("employees", 12, "   명", printed_as="unit") == "12명"
    assert text_of("employees", 12, "persons", printed_as="unit", language="en") == "12 persons"
    assert (
        text_of("project.budget_krw", 200_000_000, "금        원", printed_as="pattern", unit="원")
        == "금 200,000,000원"
    )
    assert text_of("project.months", 24, unit="년") == "2"
    assert written(slot(unit="년"), "project.months", 18, "ko", TODAY).reason == "unwritten_unit"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("(   -   -   )", "(02-000-0000)"),
        ("(    )    -    ", "(02) 000-0000"),
        ("___-____-____", "02-000-0000"),
    ],
)
def test_a_phone_stands_in_its_blanks(printed: str, text: str) -> None:
    for number in ("02-000-0000", "+82-2-000-0000", "020000000"):
        assert text_of("phone", number, printed, printed_as="pattern") == text


@given(
    st.sampled_from(["02", "031", "010", "070", "0505"]),
    st.integers(100, 9999),
    st.integers(0, 9999),
)
def test_a_phones_groups_are_found_again(area: str, middle: int, last: int) -> None:
    number = f"{area}-{middle}-{last:04d}"
    assert phone_groups(number.replace("-", "")) == number
    assert phone_groups(f"+82-{number[1:]}") == number


def test_a_number_stands_one_digit_a_box() -> None:
    text = text_of(
        "business_registration_number", "000-81-00014", "□□□-□□-□□□□□", printed_as="pattern"
    )
    assert text == "000-81-00014"


def test_the_one_box_that_says_the_value_is_ticked() -> None:
    assert chosen("size", "small", "소상공인", "소기업", "중기업", "대기업") == ["소기업"]
    assert chosen("size", "micro", "중소기업", "중견기업", "대기업") == ["중소기업"]
    assert chosen("size", "medium", "Micro", "Small", "Medium", "Large") == ["Medium"]
    assert chosen("region", "경기도 수원시", "서울", "경기", "강원") == ["경기"]
    assert chosen("region", "경기", "수도권", "비수도권") == ["수도권"]
    assert chosen("industry", "제조업", "제조업", "비제조업") == ["제조업"]
    assert chosen("certifications", ["ISO 9001"], "유", "무") == ["유"]
    assert chosen(
        "certifications", ["ISO 9001", "벤처기업"], "벤처기업", "이노비즈", "ISO 9001"
    ) == ["벤처기업", "ISO 9001"]


@pytest.mark.parametrize(
    ("field", "value", "texts"),
    [
        ("size", "startup", ("중소기업", "대기업")),  # a start-up may be either
        ("size", "startup", ("예비창업자", "중소기업")),
        ("size", "small", ("중소기업(제조)", "중소기업(서비스)")),  # which?
        ("region", "제주", ("서울", "경기")),
        ("industry", "소프트웨어 개발업", ("제조업", "서비스업")),
        ("certifications", ["ISO 9001", "그 밖의 인증"], ("벤처기업", "ISO 9001")),
    ],
)  # fmt: skip
def test_no_box_is_ticked_where_none_or_two_would_do(
    field: str, value: object, texts: tuple[str, ...]
) -> None:
    one = written(slot(kind="choice", options=boxes(*texts)), field, value, "ko", TODAY)
    assert (one.state, one.reason, one.edits) == ("blank", "unwritten_choice", ())


def test_a_box_is_ticked_in_its_own_manner() -> None:
    for box, ticked in (("□", "■"), ("☐", "☑"), ("[ ]", "[√]"), ("( )", "(√)"), ("", "☑")):
        one = slot(kind="choice", options=boxes("소기업", "대기업", box=box))
        one = replace(
            one, options=tuple(replace(o, address=f"p{n}") for n, o in enumerate(one.options))
        )
        (edit,) = written(one, "size", "small", "ko", TODAY).edits
        assert edit.text == ticked


def test_an_entry_of_a_list_is_chosen_by_its_words() -> None:
    options = tuple(Option(text, "c1", 0, 0, "") for text in ("소기업", "중기업"))
    assert written(slot(kind="choice", options=options), "size", "medium", "ko", TODAY).edits == (
        Edit("c1", "중기업"),
    )


@pytest.mark.parametrize("kind", ["signature", "consent", "identity"])
def test_what_only_a_person_may_write_is_never_written(kind: str) -> None:
    one = written(slot(kind=kind), "representative", "홍가상", "ko", TODAY)
    assert (one.state, one.edits) == ("blank", ())
    assert one.reason in PHRASES


def test_a_faulty_value_is_not_written() -> None:
    assert written(slot(), "business_registration_number", "000-81-00015", "ko", TODAY).edits == ()
    assert written(slot(), "name_ko", "900101-1234567", "ko", TODAY).reason == "fault_identity"


def test_guidance_stays_and_the_value_is_a_paragraph_before_it() -> None:
    one = written(
        slot("※ 500자 이내로 작성", printed_as="guidance"), "project.need", "필요하다.", "ko", TODAY
    )
    assert one.edits == (Edit("p1", "필요하다.\n", 0, 0),)


def test_what_is_longer_than_its_room_is_written_whole_and_marked() -> None:
    # 가상정밀 4 + ㈜ 1 = 5 letters; "Gasang" counts 3
    assert (letters("㈜가상정밀"), letters("Gasang")) == (5, 3)
    one = written(slot(room=4), "name_ko", "㈜가상정밀", "ko", TODAY)
    assert (one.state, one.text) == ("overflow", "㈜가상정밀")
    assert written(slot(room=5), "name_ko", "㈜가상정밀", "ko", TODAY).state == "filled"


def test_a_line_stays_a_line() -> None:
    inline = replace(slot("____", printed_as="pattern"), start=5, end=9)
    assert written(inline, "project.goal", "하나\n둘", "ko", TODAY).text == "하나 둘"
    assert written(slot(), "project.goal", "하나\r\n둘\x07", "ko", TODAY).text == "하나\n둘"


# Reading back


def sheet(*texts: str, cell: str = "") -> Sheet:
    blocks = [Paragraph(f"p{n}", text) for n, text in enumerate(texts)]
    return Sheet("docx", (*blocks, Table("t", (Cell("c", 0, 0, (Paragraph("q", cell),)),))))


def test_what_stands_in_a_place_is_found_though_paragraphs_were_added() -> None:
    blank = sheet("회사명: ____ (인)", "필요성", cell="※ 안내")
    need, name, before = (
        Edit("p1", "첫째\n둘째", 3, 3),
        Edit("p0", "㈜가상정밀", 5, 9),
        Edit("q", "값\n", 0, 0),
    )
    filled = sheet("회사명: ㈜가상정밀 (인)", "필요성첫째", "둘째", cell="값\n※ 안내")
    result = read_back(blank, (need, name, before), filled)
    assert result.is_as_meant
    assert result.standing == {need: "첫째\n둘째", name: "㈜가상정밀", before: "값\n"}


def test_a_value_that_came_out_otherwise_is_shown_as_it_stands() -> None:
    edit = Edit("p0", "㈜가상정밀", 5, 9)
    result = read_back(sheet("회사명: ____ (인)"), (edit,), sheet("회사명: ㈜가상정 (인)"))
    assert result.standing == {edit: "㈜가상정"}
    assert not result.is_as_meant


def test_a_change_that_nobody_asked_for_is_a_stray() -> None:
    edit = Edit("p0", "㈜가상정밀", 5, 9)
    other = read_back(
        sheet("회사명: ____", "서약", cell="x"),
        (edit,),
        sheet("회사명: ㈜가상정밀", "서약함", cell="x"),
    )
    assert other.strays == ("p0",)
    assert other.standing == {edit: None}
    assert read_back(sheet("x", cell="가"), (), sheet("x", cell="나")).strays == ("q",)
    assert read_back(sheet("x"), (), Sheet("docx", (Paragraph("p0", "x"),))).strays == ("t",)


def test_a_filled_word_form_reads_back_as_it_was_meant(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("설립일:     년   월   일")
    table = document.add_table(2, 2)
    for place, text in (((0, 0), "기업명"), ((1, 0), "규모"), ((1, 1), "□ 소기업  □ 중기업")):
        table.cell(*place).text = text
    path = tmp_path / "form.docx"
    document.save(str(path))
    raw = path.read_bytes()
    blank = docx_form.read(raw, path.name)
    first, _, name, _, size = list(paragraphs(blank.blocks))[:5]
    assert (first.text, size.text) == ("설립일:     년   월   일", "□ 소기업  □ 중기업")
    start = first.text.index(":") + 1
    founded = Slot(
        "a", "text", (), "", first.address, start, len(first.text), first.text[start:], "pattern"
    )
    places = [size.text.index("□"), size.text.rindex("□")]
    options = tuple(
        Option(t, size.address, at, at + 1, "□")
        for t, at in zip(("소기업", "중기업"), places, strict=True)
    )
    slots = [
        (founded, "founded", "2019-03-04"),
        (Slot("b", "text", (), "", name.address), "name_ko", "㈜가상정밀\n(본사)"),
        (Slot("c", "choice", (), "", size.address, options=options), "size", "medium"),
    ]
    edits = [
        e for one, field, value in slots for e in written(one, field, value, "ko", TODAY).edits
    ]
    result = read_back(blank, edits, docx_form.read(docx_form.write(raw, edits), "filled.docx"))
    assert result.is_as_meant
    assert list(result.standing.values()) == ["2019년 3월 4일", "㈜가상정밀\n(본사)", "■"]
