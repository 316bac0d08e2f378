"""What the checks say of an FAQ, each by its name, and what they leave alone."""

from __future__ import annotations

import pytest

from assistant.phrases import PHRASES
from assistant.schema import Citation, Language
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.faq_checks import BLOCKING, NAMES, blocking, problems
from assistant.staff.statements import unquoted

KO, EN = "export/notice.ko.md", "export/notice.en.md"
TEXTS = {
    KO: """# 수출 지원 공고

기업당 최대 3천만 원까지 지원합니다. 다만, 국세를 체납한 기업은 제외합니다.
신청 기간은 2026. 4. 6.부터 4. 24.까지입니다.
직원 12명이 상담합니다.
이 사업은 국내 최대 규모의 박람회입니다. 취업 매칭까지 돕습니다.

## 지원 제외 대상

- 휴업 중인 기업
- 임금을 체불한 기업

## 지원 규모

| 구분 | 금액 | 비고 |
| --- | --- | --- |
| 일반 | 500만 원 | 단, 자부담 20% |
| 특화 | 700만 원 | 모든 업종 |
""",
    EN: """# Notice

A company receives up to KRW 30 million, except firms that owe national tax.
Only companies with exports may apply for the voucher.
Staff of 12 give advice. The guide is up to date.
""",
}


def cited(n: int, quote: str, document: str = KO) -> Citation:
    return Citation(n, document, "export", "", "", None, quote)


def faq(answer: str, *quotes: str, language: Language = "ko", question: str = "") -> FaqContent:
    document = KO if language == "ko" else EN
    asked = question or {"ko": "얼마를 지원하나요?", "en": "How much is given?"}[language]
    citations = tuple(cited(n, quote, document) for n, quote in enumerate(quotes, 1))
    text = FaqText(asked, answer, citations)
    return FaqContent("export", **{language: text})


def found(content: FaqContent, before: FaqContent | None = None) -> list[tuple[str, str]]:
    return [(problem.kind, problem.detail) for problem in problems(content, TEXTS, before)]


def kinds(content: FaqContent, before: FaqContent | None = None) -> list[str]:
    return [kind for kind, _ in found(content, before)]


WHOLE = "기업당 최대 3천만 원까지 지원합니다. 다만, 국세를 체납한 기업은 제외합니다."


def test_an_answer_in_the_words_of_its_quote_has_no_problem() -> None:
    assert found(faq(f"{WHOLE} [1]", WHOLE)) == []


def test_the_same_amount_written_otherwise_is_quoted_and_another_is_not() -> None:
    # 30,000,000 = 3천만; 3억 = ten times that
    right = "기업당 최대 30,000,000원까지 지원합니다. 다만, 체납 기업은 제외합니다. [1]"
    assert found(faq(right, WHOLE)) == []
    wrong = faq(right.replace("30,000,000원", "3억 원"), WHOLE)
    assert ("figure_not_quoted", "3억 원") in found(wrong)
    assert [p.kind for p in blocking(problems(wrong, TEXTS))] == ["figure_not_quoted"]


@pytest.mark.parametrize(
    ("figure", "quote"),
    [
        ("2026년 4월 25일", "신청 기간은 2026. 4. 6.부터 4. 24.까지입니다."),
        ("13명", "직원 12명이 상담합니다."),
        ("30%", "단, 자부담 20%"),
    ],
)
def test_a_date_a_count_and_a_share_need_a_quote_too(figure: str, quote: str) -> None:
    assert ("figure_not_quoted", figure) in found(faq(f"{figure}입니다. [1]", quote))


def test_a_figure_counts_only_in_a_quote_that_the_answer_cites() -> None:
    content = faq(
        "직원 12명이 상담합니다. [1]", "취업 매칭까지 돕습니다.", "직원 12명이 상담합니다."
    )
    assert ("figure_not_quoted", "12명") in found(content)


def test_a_second_day_of_a_period_has_the_year_of_the_first() -> None:
    assert unquoted("2026년 4월 24일", ["2026. 4. 6.부터 4. 24.까지"]) == []


def test_a_date_may_say_less_than_its_quote_and_never_more() -> None:
    assert unquoted("4월 6일에 시작합니다", ["2026. 4. 6.부터"]) == []
    assert unquoted("2026년 4월 6일에 시작합니다", ["4월 6일부터"]) == ["2026년 4월 6일"]


def test_a_number_of_a_list_is_no_figure() -> None:
    assert unquoted("1. 신청합니다. [12]\n2) 평가합니다. [3]", []) == []


def test_a_figure_in_a_fixed_sentence_of_ours_is_checked_like_any_other() -> None:
    line = PHRASES["covers"]["ko"].format(what="지원금 5억 원")
    assert ("figure_not_quoted", "5억 원") in found(faq(f"{WHOLE} [1]\n{line}", WHOLE))


@pytest.mark.parametrize(
    ("answer", "quotes", "detail"),
    [
        ("직원 12명이 상담합니다. [1] [2]", ["직원 12명이 상담합니다."], "[2] ?"),
        ("직원 12명이 상담합니다. [1]", ["직원 12명이 상담했습니다."], f"[1] {KO}"),
    ],
)
def test_a_mark_and_a_quote_that_lead_nowhere_are_broken(
    answer: str, quotes: list[str], detail: str
) -> None:
    content = faq(answer, *quotes)
    assert any(k == "citation_broken" and d.startswith(detail) for k, d in found(content))
    assert "citation_broken" in {p.kind for p in blocking(problems(content, TEXTS))}


def test_a_source_that_is_not_cited_is_named_and_stops_nothing() -> None:
    content = faq(
        "직원 12명이 상담합니다. [1]", "직원 12명이 상담합니다.", "취업 매칭까지 돕습니다."
    )
    assert ("citation_unused", "[2] “취업 매칭까지 돕습니다.”") in found(content)
    assert blocking(problems(content, TEXTS)) == []


def test_any_one_company_is_no_figure_and_a_written_1_is() -> None:
    whole = "직원 12명이 상담합니다."
    assert found(faq(f"한 기업에 {whole} [1]", whole)) == []
    assert ("figure_not_quoted", "1개") in found(faq(f"기업 1개에 {whole} [1]", whole))


def test_a_source_whose_document_is_gone_is_broken() -> None:
    content = faq("직원 12명이 상담합니다. [1]", "직원 12명이 상담합니다.")
    assert [p.kind for p in problems(content, {})] == ["citation_broken"]


def test_no_answer_is_not_published_and_nothing_else_is_said_of_it() -> None:
    assert kinds(faq("", "직원 12명이 상담합니다.")) == ["no_answer"]
    assert "no_answer" in BLOCKING


def test_only_an_unproven_statement_keeps_an_faq_from_being_published() -> None:
    assert {"no_answer", "citation_broken", "figure_not_quoted"} == BLOCKING
    long = faq(
        "지금 접수 중입니다. " + "직원이 상담합니다. " * 60 + "[1]", "직원 12명이 상담합니다."
    )
    assert {"depends_on_today", "too_long"} <= set(kinds(long))
    assert blocking(problems(long, TEXTS)) == []


@pytest.mark.parametrize(
    ("answer", "quote", "word"),
    [
        # in the sentence behind the quote
        (
            "기업당 최대 3천만 원까지 지원합니다. [1]",
            "기업당 최대 3천만 원까지 지원합니다.",
            "제외",
        ),
        # in the quote, and edited out of the answer
        ("기업당 3천만 원을 지원합니다. [1]", "기업당 최대 3천만 원까지 지원합니다.", "최대 3"),
        # around a quote that leaves it out
        ("3천만 원을 지원합니다. [1]", "3천만 원", "최대 3"),
        # above a list
        ("휴업 중인 기업이 대상입니다. [1]", "휴업 중인 기업", "제외"),
        # in the next cell
        ("일반은 500만 원을 지원합니다. [1]", "일반 | 500만 원", "단"),
    ],
)
def test_a_condition_that_the_answer_leaves_out_is_named(
    answer: str, quote: str, word: str
) -> None:
    dropped = [detail for kind, detail in found(faq(answer, quote)) if kind == "condition_dropped"]
    assert any(detail.startswith(f"{word}: “") for detail in dropped)


@pytest.mark.parametrize(
    ("answer", "quote", "word"),
    [
        ("A company receives KRW 30 million. [1]", "A company receives up to KRW 30 million", "up to"),
        ("Any company receives up to KRW 30 million. [1]", "A company receives up to KRW 30 million", "except"),
        ("Companies with exports may apply for the voucher. [1]", "companies with exports may apply for the voucher", "Only"),
    ],
)  # fmt: skip
def test_in_english_too(answer: str, quote: str, word: str) -> None:
    content = faq(answer, quote, language="en")
    assert any(k == "condition_dropped" and d.startswith(word) for k, d in found(content))


@pytest.mark.parametrize(
    ("answer", "quote"),
    [
        (
            "특화는 700만 원입니다. [1]",
            "특화 | 700만 원 | 모든 업종",
        ),  # the row above has a proviso
        ("국내에서 가장 큰 박람회입니다. [1]", "이 사업은 국내 최대 규모의 박람회입니다."),
        ("취업도 돕습니다. [1]", "취업 매칭까지 돕습니다."),
        ("2026년 4월 24일에 마감합니다. [1]", "신청 기간은 2026. 4. 6.부터 4. 24.까지입니다."),
        ("휴업 중인 기업은 받지 못합니다. [1]", "휴업 중인 기업"),
        ("3천만 원을 넘지 않습니다. 체납 기업은 받지 못합니다. [1]", WHOLE),
    ],
)
def test_words_that_limit_nothing_or_are_said_otherwise_are_left_alone(
    answer: str, quote: str
) -> None:
    assert "condition_dropped" not in kinds(faq(answer, quote))


def test_what_an_edit_took_away_is_named_however_far_its_words_are_from_the_clause() -> None:
    before = faq("기업마다 최대 3천만 원까지 드립니다. [1]", "기업당 최대 3천만 원까지 지원합니다.")
    after = faq("비용을 대 드립니다. [1]", "기업당 최대 3천만 원까지 지원합니다.")
    dropped = [d for k, d in found(after, before) if k == "condition_dropped"]
    assert any(detail.startswith("최대 3") for detail in dropped)
    assert not any(d.startswith("최대 3") for k, d in found(after) if k == "condition_dropped")


def test_a_sentence_without_a_source_is_named_and_a_lead_in_is_none() -> None:
    content = faq(
        "지원 내용:\n- 직원 12명이 상담합니다. [1]\n누구나 환영합니다.", "직원 12명이 상담합니다."
    )
    assert found(content) == [("sentence_not_cited", "누구나 환영합니다")]


def test_a_sentence_in_the_other_language_is_named_and_a_name_is_not() -> None:
    mixed = faq("Staff of twelve people give advice. [1]", "직원 12명이 상담합니다.")
    assert "language_mixed" in kinds(mixed)
    named = faq(
        "직원 12명이 상담합니다. (Korea Export Support Center) [1]", "직원 12명이 상담합니다."
    )
    assert found(named) == []
    english = faq("직원이 상담합니다 [1]", "Staff of 12 give advice.", language="en")
    assert "language_mixed" in kinds(english)


def test_figures_that_only_one_language_has_are_named() -> None:
    ko = faq(f"{WHOLE} [1]", WHOLE).ko
    whole = "A company receives up to KRW 30 million, except firms that owe national tax."
    same = FaqText("How much?", f"{whole} [1]", (cited(1, whole, EN),))
    assert problems(FaqContent("export", ko, same), TEXTS) == []  # 3천만 = 30 million
    other = FaqText(
        "How many?", "Staff of 12 give advice. [1]", (cited(1, "Staff of 12 give advice.", EN),)
    )
    seen = problems(FaqContent("export", ko, other), TEXTS)
    assert {(p.language, p.detail) for p in seen} == {("ko", "3천만 원"), ("en", "12")}


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("지금 접수 중입니다. [1]", "ko"),
        ("마감까지 3일 남았습니다. [1]", "ko"),
        ("오늘 마감합니다. [1]", "ko"),
        ("Applications are open now. [1]", "en"),
        ("It is currently accepting applications. [1]", "en"),
    ],
)
def test_an_answer_that_is_true_on_some_days_only_is_named(answer: str, language: Language) -> None:
    assert "depends_on_today" in kinds(faq(answer, "x", language=language))


def test_what_a_document_says_of_its_own_day_does_not_depend_on_ours() -> None:
    texts = {KO: "현재 접수 중인 사업은 두 개입니다."}
    content = faq("현재 접수 중인 사업은 두 개입니다. [1]", "현재 접수 중인 사업은 두 개입니다.")
    assert problems(content, texts) == []


def test_every_kind_has_a_name_in_both_languages() -> None:
    assert all(set(names) == {"ko", "en"} for names in NAMES.values())
    (problem,) = problems(faq(""), TEXTS)
    assert problem.said("en").startswith(NAMES["no_answer"]["en"])
