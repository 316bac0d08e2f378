"""Names of programmes in questions: found however they are written, and taken out."""

from __future__ import annotations

import pytest

from assistant.names import named_in, without_names
from assistant.schema import ProgrammeNames

GLOBAL = ProgrammeNames(
    "global-rnd",
    "global-rnd",
    "2026년 글로벌 협력 R&D 사업",
    "2026 Global Collaborative R&D Program",
    ("글로벌 협력 R&D", "Global R&D Program"),
)
ILP = ProgrammeNames("global-rnd/mit-ilp", "global-rnd", "MIT 트랙", "MIT ILP track", ("ILP",))
SAVINGS = ProgrammeNames(
    "kosme-savings-deduction", "kosme", "재직자 우대 저축공제", "Savings deduction", ("저축공제",)
)
KNOWN = (GLOBAL, ILP, SAVINGS)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("글로벌 협력 R&D 사업의 예산은?", ("global-rnd",)),
        ("글로벌협력R&D 예산은?", ("global-rnd",)),
        ("저축 공제에 가입하려면?", ("kosme-savings-deduction",)),
        ("How do I join the savings deduction?", ("kosme-savings-deduction",)),
        ("global r&d program deadline", ("global-rnd",)),
        ("ILP 신청 방법은?", ("global-rnd/mit-ilp",)),
        ("신청 기간은 언제인가요?", ()),
        ("What is the budget?", ()),
        ("", ()),
    ],
)
def test_a_programme_is_found_by_any_of_its_names(question: str, named: tuple[str, ...]) -> None:
    assert named_in(question, KNOWN) == named


def test_every_named_programme_is_found_the_longest_name_first() -> None:
    question = "저축공제와 글로벌 협력 R&D를 비교해 주세요"
    assert named_in(question, KNOWN) == ("global-rnd", "kosme-savings-deduction")


def test_an_english_name_inside_a_longer_word_is_none() -> None:
    assert named_in("the Philpot company", KNOWN) == ()
    assert named_in("savings and deductions of tax", KNOWN) == ()


def test_names_are_taken_out_with_or_without_their_spaces() -> None:
    assert without_names("글로벌협력 R&D의 예산은?", KNOWN) == "의 예산은?"
    assert without_names("What does the SAVINGS DEDUCTION pay?", KNOWN) == "What does the pay?"
    assert without_names("신청 기간은?", KNOWN) == "신청 기간은?"
