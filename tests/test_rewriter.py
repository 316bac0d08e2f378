"""Follow-ups are made whole from the conversation; what stands alone is left alone."""

from __future__ import annotations

import pytest

from assistant.rewriter import rewrite
from assistant.schema import ProgrammeNames, Query, Turn

GLOBAL = ProgrammeNames(
    "global-rnd", "global-rnd", "글로벌 협력 R&D 사업", "Global Collaborative R&D Program"
)
SAVINGS = ProgrammeNames(
    "savings", "kosme", "재직자 우대 저축공제", "Savings deduction", ("저축공제",)
)
KNOWN = (GLOBAL, SAVINGS)

AMOUNT_KO = "글로벌 협력 R&D 사업의 지원금은 최대 얼마인가요?"
AMOUNT_EN = "How much does the Global Collaborative R&D Program pay at most?"


def follow_up(question: str, *asked: str) -> Query:
    """`question` after `asked`, each of which got an answer without a programme's name."""
    history = [turn for a in asked for turn in (Turn("user", a), Turn("assistant", "… [1]"))]
    return rewrite(question, history, KNOWN)


@pytest.mark.parametrize(
    "question",
    [
        "신청 기간은 언제인가요?",
        "그럼 언제까지예요?",
        "When is the deadline?",
        "What about it?",
        "",
    ],
)
def test_without_a_history_a_question_is_searched_as_it_is(question: str) -> None:
    query = rewrite(question, [], KNOWN)
    assert (query.question, query.text, query.asked) == (question,) * 3
    assert (query.programmes, query.topic) == ((), "")


@pytest.mark.parametrize(
    "question",
    [
        "재직자 우대 저축공제는 매달 얼마까지 넣을 수 있나요?",
        "그럼 저축공제는 언제까지 가입해야 하나요?",
        "And when does the savings deduction close?",
        "해외 연구기관과 공동연구 협약을 맺은 중소기업의 인건비 정산 절차를 알려 주세요",
        "Which overseas laboratories have proposed technologies to Korean companies?",
    ],
)
def test_a_question_that_stands_alone_is_left_unchanged_by_the_history(question: str) -> None:
    query = follow_up(question, AMOUNT_KO)
    assert (query.text, query.asked, query.topic) == (question, question, "")
    assert "global-rnd" not in query.programmes


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        (AMOUNT_KO, "그럼 신청은 언제까지예요?"),
        (AMOUNT_KO, "그 사업의 신청 기간은?"),
        (AMOUNT_KO, "기간은?"),
        (AMOUNT_EN, "And when is the deadline?"),
        (AMOUNT_EN, "Who manages it?"),
        (AMOUNT_EN, "What about its duration?"),
    ],
)
def test_a_follow_up_is_about_the_programme_of_the_conversation(asked: str, question: str) -> None:
    query = follow_up(question, asked)
    assert query.programmes == ("global-rnd",)
    assert query.question == question
    assert question in query.text and asked in query.text
    assert query.asked.startswith(question)


def test_what_is_asked_of_a_follow_up_is_its_own_question() -> None:
    query = follow_up("그럼 신청은 언제까지예요?", AMOUNT_KO)
    assert "얼마" not in query.asked
    assert query.topic == AMOUNT_KO


@pytest.mark.parametrize(
    ("asked", "question", "kept"),
    [
        (AMOUNT_KO, "저축공제는요?", "얼마"),
        (AMOUNT_KO, "그럼 저축공제는?", "얼마"),
        (AMOUNT_EN, "What about the savings deduction?", "How much"),
        (AMOUNT_EN, "And the savings deduction?", "How much"),
    ],
)
def test_a_switch_asks_the_same_of_another_programme(asked: str, question: str, kept: str) -> None:
    query = follow_up(question, asked)
    assert query.programmes == ("savings",)
    assert kept in query.asked
    for text in (query.text, query.asked, query.topic):
        assert "글로벌" not in text and "Global" not in text


def test_a_follow_up_after_a_switch_is_about_the_new_programme_alone() -> None:
    query = follow_up("신청은 언제까지예요?", AMOUNT_KO, "저축공제는요?")
    assert query.programmes == ("savings",)


def test_follow_ups_of_follow_ups_reach_back_to_the_question_that_stood_alone() -> None:
    query = follow_up("그건 어디서 확인하나요?", AMOUNT_KO, "그럼 기간은?")
    assert query.programmes == ("global-rnd",)
    assert AMOUNT_KO in query.text and "기간" in query.text


def test_a_programme_that_only_the_answer_named_is_remembered() -> None:
    history = [
        Turn("user", "지원금이 가장 많은 사업은 무엇인가요?"),
        Turn("assistant", "글로벌 협력 R&D 사업은 최대 15억 원을 지원합니다. [1]"),
    ]
    assert rewrite("그럼 신청은 언제까지예요?", history, KNOWN).programmes == ("global-rnd",)


def test_a_follow_up_is_in_its_own_language() -> None:
    assert follow_up("And when is the deadline?", AMOUNT_KO).language == "en"
    assert follow_up("그럼 마감은요?", AMOUNT_EN).language == "ko"


def test_a_history_of_answers_alone_does_no_harm() -> None:
    assert rewrite("그럼 언제까지예요?", [Turn("assistant", "…")], KNOWN).question


def test_the_answer_before_helps_the_search_of_a_question_that_leans_on_it() -> None:
    history = [Turn("user", "저축공제의 가입기간은?"), Turn("assistant", "최소 3년입니다. [1]")]
    assert rewrite("그럼 금액은요?", history, KNOWN).answered == "최소 3년입니다. [1]"
    assert rewrite("공유센터 워크숍은 어느 호텔 홀에서 며칠에 열리나요?", history).answered == ""
