"""Figures are what an owner is harmed by when they are wrong: each form is read into one value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import figure_kinds, figures, korean_number

READ = {
    # money: eok = 10^8, man = 10^4
    "434억 원": "money KRW 43400000000",
    "3억5천2백만 원": "money KRW 352000000",  # 3 * 10^8 + (5000 + 200) * 10^4
    "3억 5,200만원": "money KRW 352000000",
    "1조 2천억 원": "money KRW 1200000000000",
    "1,234.5억 원": "money KRW 123450000000",
    "2만 5천 원": "money KRW 25000",
    "1천5백만원": "money KRW 15000000",
    "300,000,000원": "money KRW 300000000",
    "KRW 300 million": "money KRW 300000000",
    "KRW 1.5 billion": "money KRW 1500000000",
    "1.5 billion won": "money KRW 1500000000",
    "₩30,000": "money KRW 30000",
    "2,860만 달러": "money USD 28600000",
    "USD 28.6 million": "money USD 28600000",
    "$28.6 million": "money USD 28600000",
    "US$ 5,000": "money USD 5000",
    "10만 유로": "money EUR 100000",
    # percent
    "20%": "percent 20",
    "75.5 퍼센트": "percent 75.5",
    "20 per cent": "percent 20",
    "두 배": "percent 200",
    "a 10-fold increase": "percent 1000",
    "절반": "percent 50",
    # dates: what is not said is missing
    "2026. 4. 6.": "date 2026-04-06",
    "2026-04-06": "date 2026-04-06",
    "2026년 4월 6일": "date 2026-04-06",
    "'26. 4. 6.": "date 2026-04-06",
    "April 6, 2026": "date 2026-04-06",
    "2026년 4월": "date 2026-04",
    "in 2027": "date 2027",
    "the 18th (Fri)": "date ---18",
    "18일까지": "date ---18",
    # times
    "from 1:30 pm": "time 13:30",
    "오후 1시 30분": "time 13:30",
    "13:30": "time 13:30",
    "12:30 pm": "time 12:30",
    "오전 10시": "time 10:00",
    # durations
    "3년간": "duration P3Y",
    "6개월 이내": "duration P6M",
    "six-month": "duration P6M",
    "two weeks": "duration P2W",
    "90 days": "duration P90D",
    "24시간": "duration P24H",
    # ages
    "39세 이하": "age 39",
    "만 39세": "age 39",
    "39 and under": "age 39",
    "39 years old": "age 39",
    # counts
    "1,434명": "count 1434",
    "30여 명": "count 30",
    "두 기관": "count 2",
    "three tracks": "count 3",
    "4개 트랙": "count 4",
    # contacts
    "RND@kitech.re.kr": "email rnd@kitech.re.kr",
    "https://www.smtech.go.kr": "url https://www.smtech.go.kr",
    "www.kosmes.or.kr": "url www.kosmes.or.kr",
    "042-388-0000": "phone 042-388-0000",
    "1811-3655": "phone 1811-3655",
    "국번없이 1357": "phone 국번없이 1357",
}

SEVERAL = {
    "12만3천4백56원": ["money KRW 123456"],
    "4. 6.(월)~4. 24.(금)": ["date --04-06", "date --04-24"],
    "6 April 2026": ["date 2026-04-06"],
    "www.smtech.go.kr에서": ["url www.smtech.go.kr"],
    "rnd@kitech.re.kr로": ["email rnd@kitech.re.kr"],
    "4월 6일부터 4월 24일까지": ["date --04-06", "date --04-24"],
    "4월 6일(월) ~ 4월 24일(금)": ["date --04-06", "date --04-24"],
    "Apr. 6 to Apr. 24": ["date --04-06", "date --04-24"],
    "100만원~500만원": ["money KRW 1000000", "money KRW 5000000"],
    "five years to three years": ["duration P5Y", "duration P3Y"],
    "5년에서 3년으로": ["duration P5Y", "duration P3Y"],
    "10:00~18:00": ["time 10:00", "time 18:00"],
    "5월 1일(금) 14:00, 3개사": ["date --05-01", "time 14:00", "count 3"],
    "국비 80%, 최대 3억 원": ["percent 80", "money KRW 300000000"],
}

NOT_FIGURES = [
    "제3조",
    "A4 용지",
    "COVID-19",
    "3D",
    "R&D",
    "Version 1.2.3",
    "may apply",
    "지원",
    "회원",
    "위원장",
    "대학원",
    "병원",
    "원칙",
    "천원의 아침밥",
    "만원버스",
    "월요일",
    "25시",
    "백신",
    "그중 일부",
    "이만 마칩니다",
]

UNREAD = {
    "천만 원": ["money KRW 10000000"],  # no digit at all
    "최대 15억까지": ["money KRW 1500000000"],  # spoken without the currency
    "KRW 300-500 million": ["money KRW 300000000", "money KRW 500000000"],  # KRW 300
    "1억~3억 원": ["money KRW 100000000", "money KRW 300000000"],  # the first lacks its unit
    "18~39세": ["age 18", "age 39"],
    "3~5개월": ["duration P3M", "duration P5M"],
    "10~20%": ["percent 10", "percent 20"],
    "4월 6~24일": ["date --04-06", "date --04-24"],
}


def read(text: str) -> list[str]:
    return [f"{figure.kind} {figure.value}" for figure in figures(text)]


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_figure_is_read_into_its_value(text: str, value: str) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(("text", "values"), SEVERAL.items())
def test_every_figure_of_a_text_is_read_in_order(text: str, values: list[str]) -> None:
    assert read(text) == values


@pytest.mark.parametrize("text", NOT_FIGURES)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param(
            text, values, marks=pytest.mark.xfail(strict=True, reason="not read, or read wrongly")
        )
        for text, values in UNREAD.items()
    ],
)
def test_a_form_that_is_not_read_yet(text: str, values: list[str]) -> None:
    assert read(text) == values


def test_the_same_amount_is_the_same_figure_in_either_language() -> None:
    for written in ("3억 원", "3억원", "300,000,000원", "KRW 300 million", "300 million won"):
        assert read(written) == ["money KRW 300000000"]


def test_a_figure_tells_where_it_stands() -> None:
    text = "지원금은 최대 15억 원이며 4월 6일부터 신청한다."
    assert [text[f.start : f.end] for f in figures(text)] == ["15억 원", "4월 6일"]


def test_a_sentence_has_the_kinds_of_its_figures() -> None:
    assert figure_kinds("만 39세 이하, 매월 50만 원, 문의 1811-3655") == {"age", "money", "phone"}
    assert figure_kinds("중소기업을 지원합니다.") == set()


@given(
    eok=st.integers(0, 9999),
    man=st.integers(0, 9999),
)
def test_an_amount_in_eok_and_man_is_their_sum(eok: int, man: int) -> None:
    written = f"{eok}억 {man}만 원" if eok else f"{man}만 원"
    assert read(written) == [f"money KRW {eok * 10**8 + man * 10**4}"]
    assert korean_number(written.removesuffix(" 원")) == eok * 10**8 + man * 10**4


@given(st.text(alphabet="0123456789,.년월일원억만천%~- ():시세명개 aprilmKRWUSD$", max_size=60))
def test_any_text_gives_figures_in_order_that_do_not_overlap(text: str) -> None:
    found = figures(text)
    assert all(0 <= f.start < f.end <= len(text) and f.value for f in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
