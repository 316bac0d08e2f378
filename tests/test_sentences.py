"""Where a sentence ends, in Korean and English: a quote that is cut short can say the opposite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import sentence_spans

ONE_SENTENCE = [
    "접수는 2026. 4. 6.(월)부터 2026. 4. 24.(금)까지입니다.",
    "접수는 2026. 4. 6. 시작됩니다.",
    "Dr. Kim and Prof. Lee spoke.",
    "They left at 3 p.m. on Friday.",
    "It runs e.g. in Seoul, i.e. the capital.",
    "Use form No. 5 vs. No. 6.",
    "The U.S. Department said so.",
    "We met J. Smith.",
    "KRW 1.5 billion is given.",
    "Samsung Co., Ltd. joined.",
    "Apply at www.smtech.go.kr.",
    '그는 "지원한다."고 말했다.',
    "(단, 예외가 있다.)",
    "1. 신청서를 낸다.",
    "마침표 없는 줄",
]

SEVERAL = {
    "신청합니다. 심사합니다. 선정합니다.": ["신청합니다.", "심사합니다.", "선정합니다."],
    "지원합니다! 가능한가요? 네.": ["지원합니다!", "가능한가요?", "네."],
    "까지입니다. 이후에는 받지 않습니다.": ["까지입니다.", "이후에는 받지 않습니다."],
    "지원금은 최대 5억 원. 기간은 3년.": ["지원금은 최대 5억 원.", "기간은 3년."],
    "1. 신청서를 낸다. 2. 심사한다.": ["1. 신청서를 낸다.", "2. 심사한다."],
    "It began in 2026. Companies may apply.": ["It began in 2026.", "Companies may apply."],
    "He said “apply now.” Then he left.": ["He said “apply now.”", "Then he left."],
    "제2조에 따른다. (단, 예외가 있다.) 끝.": ["제2조에 따른다.", "(단, 예외가 있다.)", "끝."],
    "  앞뒤 공백.  둘째.  ": ["앞뒤 공백.", "둘째."],
    "첫 줄이다.\n둘째 줄이다.": ["첫 줄이다.", "둘째 줄이다."],
}


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items())
def test_sentences_are_told_apart(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_white_space_alone_holds_no_sentence() -> None:
    assert sentences("") == sentences(" \n ") == []


def test_only_the_asked_part_is_read_and_offsets_are_those_of_the_whole_text() -> None:
    text = "앞 문장. 안의 문장. 또 하나. 뒤 문장."
    start, end = text.index("안의"), text.index(" 뒤")
    assert [text[a:b] for a, b in sentence_spans(text, start, end)] == ["안의 문장.", "또 하나."]


@given(st.text(alphabet='가나다 abAB.?!。\n"”)12', max_size=80))
def test_sentences_hold_every_sign_of_a_text_once_and_in_order(text: str) -> None:
    spans = list(sentence_spans(text, 0, len(text)))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
