"""The language of a text: a question is answered in its own."""

from __future__ import annotations

import pytest

from assistant.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "신청 기간은 언제인가요?",
        "KOSME의 지원 내용은?",
        "MIT ILP 트랙 신청하려면?",
        "Global R&D 사업 예산",
        "R&D는?",
        "2026년",
    ],
)
def test_korean_with_english_names_is_korean(text: str) -> None:
    assert language_of(text) == "ko"


@pytest.mark.parametrize(
    "text",
    [
        "When does the application period end?",
        "Tell me about the 저축공제 program",
        "Who may apply",
        "budget of 글로벌 R&D for companies with partners",
    ],
)
def test_english_with_korean_names_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["What is 청년창업사관학교?", "Who runs 중소기업 계약학과?"])
def test_a_short_english_question_about_a_long_korean_name_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "   ", "?!", "12345"])
def test_a_text_without_letters_has_a_language_all_the_same(text: str) -> None:
    assert language_of(text) in ("ko", "en")
