"""What a company's own document states of it, and nothing of anybody else."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from company_documents import DOCUMENTS, LEAFLET_KO, PLAN_EN, PLAN_KO, CompanyDocument
from company_files import made

from assistant.company import Stated, facts
from assistant.loaders import load_document
from assistant.profile import Profile
from assistant.schema import Document

TODAY = date(2026, 11, 22)


def document(text: str) -> Document:
    return Document("plan", "plan", "ko", "markdown", text, "0")


def found(text: str) -> dict[str, Any]:
    """Field -> value; a list of values where the document states several."""
    values: dict[str, Any] = {}
    for stated in facts(document(text), TODAY):
        assert text[stated.start : stated.start + len(stated.quote)] == stated.quote
        if stated.field in values:
            before = values[stated.field]
            values[stated.field] = [
                *(before if isinstance(before, list) else [before]),
                stated.value,
            ]
        else:
            values[stated.field] = stated.value
    return values


@pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.name)
def test_every_fact_of_a_document_is_found_and_nothing_else(one: CompanyDocument) -> None:
    assert found(one.text) == one.facts


@pytest.mark.parametrize("suffix", [".docx", ".hwpx", ".pdf"])
@pytest.mark.parametrize("one", [PLAN_KO, PLAN_EN, LEAFLET_KO], ids=lambda one: one.name)
def test_the_same_facts_are_found_in_the_files_that_offices_send(
    one: CompanyDocument, suffix: str, tmp_path: Path
) -> None:
    path = made(one.text, tmp_path / f"{one.name}{suffix}")
    loaded = load_document(path, path.name)
    stated = facts(loaded, TODAY)
    for fact in stated:
        assert loaded.text[fact.start : fact.start + len(fact.quote)] == fact.quote
    values = {fact.field: _on_one_line(fact.value) for fact in stated}
    right = {
        field for field, value in one.facts.items() if values.get(field) == _on_one_line(value)
    }
    assert {f: values[f] for f in values.keys() - right} == {}, "wrong"
    assert len(right) >= 0.9 * len(one.facts), one.facts.keys() - right


def _on_one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.name)
def test_the_facts_make_a_profile(one: CompanyDocument) -> None:
    profile: dict[str, Any] = {}
    for stated in facts(document(one.text), TODAY):
        *above, last = stated.field.split(".")
        part = profile.setdefault(above[0], {}) if above else profile
        part[last] = stated.value
    Profile.model_validate(profile)


@pytest.mark.parametrize(
    "line",
    [
        "협력사 대표: 김다른, 전화: 02-000-0009, 임직원: 300명",
        "참여기관: ㈜다른테크 (대표 김다른, 2001년 설립, 직원 300명, 매출 500억 원)",
        "고객사 ㈜다른테크는 2001년에 설립되었고 임직원이 300명입니다.",
        "경쟁사인 ㈜다른테크는 2025년 매출 500억 원을 기록했습니다.",
        "Our customer, Other Tech Inc., was founded in 2001 and has 300 employees.",
        "Our subsidiary in Hanoi employs 60 people.",
        "Jane Doe, CEO of Other Tech Inc., is pleased.",
        "기업부설연구소는 2019년 5월에 설립되었다.",
        "목표 매출액(2027년): 100억원",
        "2027년까지 직원 40명으로 확대",
        "2026년 매출 전망: 40억원",
        "We plan to hire 20 people in 2027.",
        "We expect revenue of KRW 14 billion in 2026.",
        "당사는 2025년 투자 80억 원을 유치했다.",
        "2025년 영업이익은 4억 원이었다.",
        "당사 임직원은 약 30명이다.",
        "매출: 12억원",  # of which year?
        "팩스: 02-000-0002",
        "대표자: ",
        "사업자등록번호: 미정",
    ],
)
def test_what_is_of_others_planned_or_not_exact_is_no_fact(line: str) -> None:
    assert found(f"# 회사 소개\n\n회사명: ㈜가상정밀\n\n{line}\n") == {"name_ko": "㈜가상정밀"}


@pytest.mark.parametrize(
    "heading", ["협력사 현황", "참여기관", "Customers", "Our partners", "경쟁사"]
)
def test_a_section_about_others_gives_nothing(heading: str) -> None:
    text = f"## {heading}\n\n회사명: ㈜다른테크\n\n| 대표자 | 김다른 | 전화 | 02-000-0009 |\n"
    assert found(text) == {}


def test_two_values_of_one_field_are_both_there() -> None:
    text = "회사명: ㈜가상정밀\n설립일: 2015. 3. 2.\n\n당사는 2016년 3월에 설립되었다.\n"
    assert found(text)["founded"] == ["2015-03-02", "2016-03"]


def test_values_that_say_the_same_are_there_once_the_fuller_of_them() -> None:
    text = (
        "회사명: ㈜가상정밀\n설립연도: 2015\n전화: 02-000-0001\n\n| 연도 | 매출액(백만원) |\n"
        "| --- | --- |\n| 2025 | 5,230 |\n\n당사는 2015년 3월에 설립되었다. 2025년 매출 52억 원을 올렸다.\n"
        "TEL: +82-2-000-0001\n"
    )
    values = found(text)
    assert values["founded"] == "2015-03"
    assert values["sales_krw.2025"] == 5_230_000_000  # 52억 is the same, cut
    assert values["phone"] == "02-000-0001"


@pytest.mark.parametrize("number", ["900101-1234567", "900101-1******", "9001011234567"])
def test_no_resident_number_is_in_any_fact(number: str) -> None:
    text = f"| 대표자 | 홍가상 | 생년월일 | {number} |\n| --- | --- | --- | --- |\n| 전화 | 02-000-0001 | 비고 | {number} |\n"
    assert not any(
        number in s.quote or number in str(s.value) for s in facts(document(text), TODAY)
    )


def test_sums_keep_the_unit_of_their_table_and_none_is_guessed() -> None:
    row = "| 구분 | 2024년 | 2025년 |\n| --- | --- | --- |\n| 매출액 | 1,200 | 1,234.5 |\n"
    assert found(f"(단위: 백만원)\n\n{row}")["sales_krw.2025"] == 1_234_500_000
    assert found(f"(단위: 천원)\n\n{row}")["sales_krw.2025"] == 1_234_500
    assert found(row) == {}
    assert found(f"(단위: 천불)\n\n{row}") == {}  # sales are told in won


def test_a_phone_below_a_person_is_not_the_companys_where_that_is_not_clear() -> None:
    text = "회사명: ㈜가상정밀\n대표자: 홍가상\n담당자: 이모의 과장\n전화: 010-0000-0003\n"
    assert "phone" not in found(text)


@pytest.mark.parametrize(
    "guidance",
    [
        "※ 개발하려는 기술의 배경을 적습니다.",
        "단계별 방법을 적어 주세요.",
        "(e.g. state of the art)",
        "Describe the need.",
    ],
)
def test_a_forms_guidance_is_not_the_owners_words(guidance: str) -> None:
    text = f"# 사업계획서\n\n## 필요성\n\n{guidance}\n\n| 보유 인증 | 예) 벤처기업확인, ISO 9001 |\n| --- | --- |\n| 회사명 | 주식회사 ○○○ |\n"
    assert found(text) == {}
    own = text.replace(guidance, f"인력이 매우 적습니다.\n\n{guidance}")
    assert found(own) == {"project.need": "인력이 매우 적습니다."}


def test_narratives_are_whole_sentences_of_the_owner_and_bounded() -> None:
    sentence = "기존 장비는 오차가 커서 불량이 잦다. "
    text = f"# 사업계획서\n\n## 개발 필요성\n\n{sentence * 200}\n\n## 개발 목표\n\n오차를 절반으로 줄인다.\n"
    values = found(text)
    assert len(values["project.need"]) <= 1500
    assert values["project.need"].endswith("잦다.")
    assert values["project.goal"] == "오차를 절반으로 줄인다."


def test_a_long_or_odd_document_takes_no_long_time() -> None:
    begin = time.process_time()
    texts = [
        "| a | b |\n" * 20_000,
        "가" * 200_000,
        "회사명: " * 20_000,
        "(" * 100_000,
        "㈜" * 100_000,
        "A " * 100_000,
        "2025년 매출 " * 20_000,
        "| 매출액 " * 20_000,
    ]
    for text in texts:
        facts(document(text), TODAY)
    assert time.process_time() - begin < 120  # a slow machine's; it is the squares that this finds


def test_a_stated_fact_says_whether_a_label_or_a_sentence_told_it() -> None:
    told = {
        s.field: s.told
        for s in facts(
            document("주소: 서울특별시 가상구 모의로 1\n\n당사는 2015년 3월에 설립되었다.\n"), TODAY
        )
    }
    assert (told["address"], told["founded"]) == ("label", "prose")
    assert isinstance(facts(document("주소: 서울특별시 가상구 모의로 1\n"), TODAY)[0], Stated)
