"""What is masked before it is written down, and what is not."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_numbers import Kind, corporate_digits, planted, resident_digits

from assistant.staff.masking import masked


def left_over(text: str) -> str:
    """The digits that can still be read in a text."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def test_of_a_thousand_resident_numbers_in_sentences_99_of_100_are_masked() -> None:
    chance = random.Random(2026)
    made = [planted("resident", chance) for _ in range(1000)]
    missed = [one.text for one in made if one.digits[6:] in left_over(masked(one.text))]
    assert len(missed) <= 10, missed  # of 1,000


@pytest.mark.parametrize("kind", ["corporate", "business"])
def test_of_a_thousand_companies_numbers_at_most_one_of_100_is_mistaken(kind: Kind) -> None:
    chance = random.Random(2026)
    made = [planted(kind, chance) for _ in range(1000)]
    mistaken = [one.text for one in made if masked(one.text) != one.text]
    assert len(mistaken) <= 10, mistaken  # of 1,000


@pytest.mark.parametrize(
    "sentence",
    [
        "법인등록번호 {corporate}, 대표자 주민등록번호 {resident}",
        "법인번호와 주민번호는 각각 {corporate}, {resident}입니다",
        "{corporate}(법인번호), {resident}(주민번호)",
        "| 법인등록번호 | {corporate} |\n| 주민등록번호 | {resident} |",
        "Corporate no. {corporate}; resident no. {resident}",
        "{resident} {corporate}",
        "{corporate} / {resident}",
    ],
)
def test_both_kinds_in_one_sentence_are_told_apart(sentence: str) -> None:
    chance = random.Random(7)
    missed = mistaken = 0
    for _ in range(500):
        corporate, resident = (
            f"{digits[:6]}-{digits[6:]}"
            for digits in (corporate_digits(chance), resident_digits(chance))
        )
        shown = masked(sentence.format(corporate=corporate, resident=resident))
        missed += resident in shown
        mistaken += corporate not in shown
    assert missed <= 5  # of 500
    assert mistaken <= 5


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("주민번호는900101-1234567입니다", "주민번호는[주민등록번호]입니다"),
        ("９００１０１－１２３４５６７ 맞나요", "[주민등록번호] 맞나요"),
        ("9001011234567번", "[주민등록번호]번"),
        ("900101 1234567", "[주민등록번호]"),
        ("900101ㅡ1234567", "[주민등록번호]"),
        ("900101다시1234567", "[주민등록번호]"),
        ("900101\n-1234567", "[주민등록번호]"),
        ("9001\u200b01-1234567", "[주민등록번호]"),
        ("9\ufe0f\u20e30\ufe0f\u20e30101-1234567", "[주민등록번호]"),
        ("id900101-1234567abc", "id[주민등록번호]abc"),
        ("1234900101-1234567", "1234[주민등록번호]"),
        ("19900101-1234567", "[주민등록번호]"),
        ("90.01.01-1234567", "[주민등록번호]"),
        ("900101-1******", "[주민등록번호]"),
        ("9 0 0 1 0 1 - 1 2 3 4 5 6 7", "[주민등록번호]"),
        ("880101-9123456", "[주민등록번호]"),  # of the 1800s
        ("900101-5123456", "[외국인등록번호]"),
        ("주민등록번호 901301-123456", "주민등록번호 [주민등록번호]"),  # no such day, a digit short
        ("뒷자리는 1234567", "뒷자리는 [주민등록번호]"),
        (unicodedata.normalize("NFD", "주민번호") + " 901301-1234567", "주민번호 [주민등록번호]"),
        ("카드 4000-0000-0000-0002", "카드 [카드번호]"),
        ("4000000000000002", "[카드번호]"),  # Luhn: 4 * 2 + 2 = 10
        ("여권 M00000000", "여권 [여권번호]"),
        ("M000A0000이에요", "[여권번호]이에요"),
        ("passport no. AB0000000", "passport no. [여권번호]"),
        ("면허 11-00-000000-00", "면허 [운전면허번호]"),
        ("010-0000-0000으로", "[휴대전화]으로"),
        ("(010)0000-0000", "[휴대전화]"),
        ("０１０ ００００ ００００", "[휴대전화]"),
        ("+82 10-0000-0000", "[휴대전화]"),
        ("메일은someone.a@example.com으로", "메일은[이메일]으로"),
        ("someone＠example.co.kr", "[이메일]"),
    ],
)
def test_no_way_of_writing_hides_a_persons_number(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "법인등록번호 000011-0000015",
        "법인등록번호는 110111-3456789예요",  # could be of a child born in 2011; the words say what it is
        "110111-0000002",  # 1*1 + 1*2 + 0 + 1*2 + 1*1 + 1*2 = 8; 10 - 8 = 2
        "사업자등록번호 000-81-00014",
        "사업자번호 1200000000",
        "문의 042-000-0000, 1588-0000, 02)000-0000",
        "1,234,567,890,123원",
        "1205300000000원",
        "260101 3000000",
        "최대 3천만 원, 2026. 4. 6.부터 2026. 4. 24.까지, 100만~500만 원",
        "20260101-20260331",
        "2023-2024-2025-2026",
        "공고 20260101123000",
        "RS-2024-00000000 과제",
        "특허 10-2020-0000000호",
        "ISO 9001:2015, S2024001",
        "주민센터에서 발급한 서류 13자리 번호",
    ],
)
def test_what_is_nobodys_number_stays(text: str) -> None:
    assert masked(text) == text


def test_a_notices_own_contacts_stay_where_they_were_published() -> None:
    notice = "문의: help@example.or.kr, 010-0000-0000"
    said = "담당자는 help@example.or.kr 또는 010-0000-0000, 제 것은 me@example.com 입니다."
    shown = masked(said, published=notice)
    assert shown == said.replace("me@example.com", "[이메일]")
    assert masked("900101-1234567", published="900101-1234567") == "[주민등록번호]"


@given(st.text(alphabet="0123456789- @.a주민번호법인\n", max_size=60))
def test_masking_again_changes_nothing(text: str) -> None:
    once = masked(text)
    assert masked(once) == once
