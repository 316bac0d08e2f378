"""The table of concepts, and the words that a question is read into."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import assistant.terms
from assistant.terms import (
    Term,
    match,
    mended,
    other_names,
    question_terms,
    says_little,
    speaks_of_another,
    words,
)

TABLE = Path(assistant.terms.__file__).with_name("terms.txt")
ROWS = [
    line
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def concepts(question: str) -> set[str]:
    return {name for term in question_terms(question) for name in term.concepts}


def literals(question: str) -> list[str]:
    return [term.word for term in question_terms(question) if not term.concepts]


def held(question: str, text: str) -> bool:
    """Whether `text` holds the only, or the first, content word of `question`."""
    return match(question_terms(question)[0], words(text)) == 1.0


# -- the table


def test_each_row_has_a_name_and_forms_in_both_languages() -> None:
    def is_row(row: str) -> bool:
        found = re.fullmatch(r"[*!]?[a-z_0-9]+ = ([^|]+) \| ([^|]+)", row)
        return (
            found is not None
            and bool(re.search(r"[가-힣]", found[1]))
            and not re.search(r"[가-힣]", found[2])
            and all(phrase.strip() for phrase in found[2].split(","))
        )

    assert [row for row in ROWS if not is_row(row)] == []


def test_each_concept_stands_once() -> None:
    names = Counter(row.split(" = ")[0].lstrip("*!") for row in ROWS)
    assert [name for name, times in names.items() if times > 1] == []


def test_no_korean_form_stands_in_more_than_three_concepts() -> None:
    forms = Counter(f for row in ROWS for f in row.split(" = ")[1].split(" | ")[0].split())
    assert [form for form, times in forms.items() if times > 3] == []


def test_one_syllable_is_a_form_only_where_no_longer_word_holds_it_by_chance() -> None:
    forms = {f for row in ROWS for f in row.split(" = ")[1].split(" | ")[0].split()}
    # 명 counts people beside a number; 돕, 팀 and 첫 hardly occur inside other words
    assert {form for form in forms if len(form) == 1} <= {"명", "돕", "팀", "첫"}


# -- a word in one language finds the other's


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("예산이 얼마예요?", "The total budget is KRW 3 billion."),
        ("budget", "올해 예산은 30억 원입니다."),
        ("기숙사", "Accommodation is provided."),
        ("통역", "An interpreter will be present."),
        ("참가비", "Admission is free of charge."),
        ("이의신청", "Applicants may file an appeal."),
        ("중도해지", "Members who withdraw early lose it."),
        ("뽑히면", "The selected firms are listed."),
        ("back out", "협약을 철회하려면 통보해야 합니다."),
        ("chip in", "기업이 기여금을 냅니다."),
        ("담보", "No collateral is asked for."),
        ("dress code", "복장은 자유입니다."),
        ("대표이사", "The founder must be 39 or younger."),
        ("fraunhofer", "독일 프라운호퍼와 함께합니다."),
    ],
)
def test_a_question_finds_the_words_of_a_notice(question: str, text: str) -> None:
    assert held(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("참가비", "연구비용은 따로 정합니다."),  # a fee is no research cost
        ("장관", "소관 부처는 과학기술정보통신부입니다."),  # minister, ministry
        ("이자", "관심 있는 기업은 Interested companies may call."),  # interest rate, interested
        ("학기예요", "과학기술원이 운영합니다."),  # 과[학기]술
        ("성과급", "구성과 운영을 정합니다."),  # 구[성과]
        ("average", "The program is meant for SMEs."),  # mean, meant
        ("notify", "Company information is kept."),  # informed, information
        ("intern position", "An international event."),  # the stem of both is intern
        ("severance pay", "It has several tracks."),  # the stem of both is sever
        ("secondment", "The second round opens in May."),  # and here it is second
        ("succession", "It shares cases of success."),
        ("rolling", "The agency will roll out three tracks."),
        ("orientation", "It is oriented towards exports."),
        ("대기자", "대기업은 지원할 수 없습니다."),  # 대기업, a large company
        ("중도해지", "경쟁이 치열해지면서 중소기업이 어렵습니다."),  # 치열[해지]면서
        ("연기하", "출연기관이 수행합니다."),  # 출[연기]관
    ],
)
def test_a_word_is_not_found_inside_another_by_chance(question: str, text: str) -> None:
    assert not held(question, text)


# -- how a question is read


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("연구원을 데려오려면 절차가 어떻게 되죠?", {"researcher", "employ", "procedure"}),
        ("탈락하면 이의신청할 수 있나요?", {"fail", "appeal"}),
        ("갚아야 하나요?", {"repay"}),
        ("담보나 보증이 필요한가요?", {"collateral", "guarantee"}),
        ("행사장에 주차할 수 있나요?", {"place", "parking"}),
        ("Can we back out without a penalty?", {"withdraw", "penalty"}),
        (
            "When does the second round kick off and wrap up?",
            {"round_two", "open_start", "terminate"},
        ),
        ("Is there a waiting list?", {"waiting"}),
        ("Who heads up the sharing center?", {"lead", "share", "center"}),
        ("What's the pot of money?", {"budget"}),
    ],
)
def test_content_words_become_concepts_and_function_words_nothing(
    question: str, expected: set[str]
) -> None:
    assert expected <= concepts(question)
    assert literals(question) == []


@pytest.mark.parametrize("ending", ["이", "을", "은", "에서", "까지", "이나", "이에요", "인가요"])
def test_particles_and_endings_are_dropped(ending: str) -> None:
    assert concepts("예산" + ending) == {"budget"}
    assert literals("예산" + ending) == []


def test_a_question_of_function_words_has_no_terms() -> None:
    assert question_terms("그럼 그건 어떻게 되나요?") == []
    assert question_terms("And what about it, please?") == []


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("지원자금", "fund"),  # not 지원자 + 금
        ("창업자금", "fund"),  # not 창업자 + 금
        ("지원자격", "eligible"),
        ("회의장", "place"),  # not 의장
        ("대기업", "large_company"),  # not 대기
        ("이사업", "programme"),  # not 이사
        ("소비자", "customer"),  # not 비자
        ("등록금", "tuition"),
    ],
)
def test_the_longest_known_word_is_read(word: str, concept: str) -> None:
    [term] = question_terms(f"{word}은요?")
    assert concept in term.concepts


def test_an_unknown_word_stays_a_literal_of_less_weight() -> None:
    [term] = question_terms("블록체인은요?")
    assert term.concepts == ()
    assert term.weight < question_terms("비자는요?")[0].weight


def test_a_word_common_in_every_notice_weighs_less_than_an_attribute() -> None:
    support, parking = question_terms("지원 주차")
    assert support.weight < parking.weight
    assert parking.attribute and not support.attribute


def test_a_long_form_is_found_written_with_and_without_spaces() -> None:
    [term] = question_terms("사업계획서")
    assert match(term, words("사업 계획서를 제출합니다.")) == 1.0


# -- alternatives


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("2차 접수는 언제까지?", "1차 접수는 4월 24일까지입니다.", True),
        ("1차 접수는 언제까지?", "1차 접수는 4월 24일까지입니다.", False),
        ("2차 접수는 언제까지?", "1차와 2차 모두 온라인으로 받습니다.", False),
        ("작년에는 몇 개였나요?", "This year, 157 projects are supported.", True),
        ("Who chaired the second subcommittee?", "제1분과는 산업 전략을 다뤘습니다.", True),
        ("예산은?", "1차 접수는 4월 24일까지입니다.", False),
    ],
)
def test_a_text_on_another_round_year_or_number_is_told(
    question: str, text: str, another: bool
) -> None:
    assert speaks_of_another(question_terms(question), words(text)) is another


def test_the_concepts_that_the_code_names_are_in_the_table() -> None:
    named = set(assistant.terms._SORTS) | {
        name for group in assistant.terms._ALTERNATIVES for name in group
    }
    named -= {"condition"}  # a sort of its own only where a table has it
    for name in named | {"hold", "lead", "manage", "deadline", "window", "amount", "total"}:
        assert match(Term(name, (name,)), words("")) == 0.0  # a KeyError where it is missing


def test_the_other_names_of_what_is_asked_are_of_both_languages_and_of_no_common_word() -> None:
    of_korean, of_english = other_names("이의제기 방법"), other_names("How do I file an appeal?")
    for found in (of_korean, of_english):
        assert "이의신청" in found and "objection" in found
    assert other_names("사업 내용") == ""  # both stand in every notice


def test_words_of_any_question_and_the_commonest_of_the_field_say_little() -> None:
    assert [
        w
        for w in "which companies may apply for the voucher programme".split()
        if not says_little(w)
    ] == [
        "apply",
        "voucher",
    ]


# -- mistyped words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wen does teh first round close", "when does the first round close"),
        ("the globl colaborative progam", "the global collaborative program"),
        ("deducton per month", "deduction per month"),
    ],
)
def test_a_mistyped_english_word_is_put_right(typed: str, meant: str) -> None:
    assert mended(typed, []) == meant


@pytest.mark.parametrize(
    "question",
    [
        "a recipe for braised chicken",  # raised: another first letter
        "How much is the Globl grant?",  # a name that a notice has
        "does UNIST take part",
        "지원금은 얼마예요?",
    ],
)
def test_a_word_that_may_be_meant_as_it_is_stays(question: str) -> None:
    assert mended(question, [words("The Globl grant is new. UNIST takes part.")]) == question


def test_a_question_word_written_with_its_particle_is_no_content() -> None:
    assert literals("저축공제 한달에 얼마까지 넣어요") == []
    assert literals("중소기업은 몇 개사예요?") == []
