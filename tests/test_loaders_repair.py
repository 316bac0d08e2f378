"""Search sees words as they were meant, not as a page's width cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.repair import cuts_a_word, repaired


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("medium-\nsized", "medium-sized"),
        ("industry-\n  university", "industry-university"),
        ("2026 년", "2026년"),
        ("4 월 24 일까지", "4월 24일까지"),
        ("500 만 원", "500만 원"),
        ("1 억 5 천만 원", "1억 5천만 원"),
        ("제 2 조에 따라", "제2조에 따라"),
        ("3 개 기업", "3개 기업"),
        ("하며 , 신청 ) 끝", "하며, 신청) 끝"),
        ("four  science  and  technology", "four science and technology"),
        ("2026 인증 기업", "2026 인증 기업"),  # 인 is also a unit, but here begins a word
        ("1,500 Korean firms", "1,500 Korean firms"),
    ],
)
def test_breaks_and_spaces_of_layout_are_undone(stored: str, meant: str) -> None:
    assert repaired(stored) == meant


def test_a_hyphen_goes_only_where_the_whole_word_stands_elsewhere() -> None:
    assert repaired("technology and technol-\nogy") == "technology and technology"
    assert repaired("joint technol-\nogy") == "joint technol-ogy"


def test_a_korean_word_cut_by_the_edge_is_whole_again() -> None:
    # Both lines but the last are 49 columns or more wide: 24 syllables of two columns, and spaces.
    stored = (
        "전통시장 및 상점가 활성화를 위하여 지역 상인회와 상\n"
        "점가 상인에게 온라인 판로와 공동 마케팅 비용을 지원\n"
        "하며 신청은 4월에 받습니다."
    )
    assert "상인회와 상점가" in repaired(stored)
    assert "비용을 지원하며 신청은" in repaired(stored)


def test_a_line_that_ends_with_a_particle_ends_a_word() -> None:
    stored = (
        "본 사업은 해외 연구기관과 함께 기술개발을 하려는 기업을\n"
        "대상으로 하며 선정된 기업에는 3년간 최대 15억 원을 지원한다."
    )
    assert "기업을 대상으로" in repaired(stored)
    assert cuts_a_word("상", "점가") and not cuts_a_word("기업을", "대상으로")
    assert cuts_a_word("지원하", "는 과정") and not cuts_a_word("SME", "지원")


def test_english_lines_join_with_a_space_and_short_lines_stay() -> None:
    stored = (
        "To discover strategic technologies and joint R&D of innovative\n"
        "small firms, the center holds a workshop.\n"
        "\n"
        "Led by\nManaged by"
    )
    assert repaired(stored) == (
        "To discover strategic technologies and joint R&D of innovative "
        "small firms, the center holds a workshop.\n\nLed by\nManaged by"
    )


@pytest.mark.parametrize("start", ["- ", "2. ", "나. ", "② ", "○ ", "※ ", "| ", "## "])
def test_items_rows_and_headings_stay_on_their_own_lines(start: str) -> None:
    stored = f"A line that is long enough to have been wrapped by a page\n{start}the next thing"
    assert repaired(stored) == stored


@given(st.text(alphabet="가나다라 년월일원만\n-.,()15ab|#*", max_size=200))
def test_repair_only_moves_white_space_and_hyphens(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(c for c in of if not c.isspace() and c != "-")

    assert letters(repaired(text)) == letters(text)
