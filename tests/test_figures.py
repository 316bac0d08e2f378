"""Figures are what an owner is harmed by when they are wrong: each form is read into one value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Period, figure_kinds, figures, korean_number, periods
from assistant.figures.reading import FORMS, evened, held

READ = {
    # money: eok = 10^8, man = 10^4
    "434억 원": "money KRW 43400000000",
    "3억5천2백만 원": "money KRW 352000000",  # 3 * 10^8 + (5000 + 200) * 10^4
    "3억 5,200만원": "money KRW 352000000",
    "1조 2천억 원": "money KRW 1200000000000",
    "1.5조원": "money KRW 1500000000000",
    "1,234.5억 원": "money KRW 123450000000",
    "2만 5천 원": "money KRW 25000",
    "1천5백만원": "money KRW 15000000",
    "300,000,000원": "money KRW 300000000",
    "５０만원": "money KRW 500000",
    "３억 원": "money KRW 300000000",
    "950백만원": "money KRW 950000000",  # 950 * 10^6
    "85,000천원": "money KRW 85000000",
    "100여만 원": "money KRW 1000000",
    "1억여 원": "money KRW 100000000",
    "5억원대": "money KRW 500000000",
    "금 30,000,000원정": "money KRW 30000000",
    "1개사당 3천만원": "money KRW 30000000",
    "3천만원(VAT 별도)": "money KRW 30000000",
    "50만원 한도": "money KRW 500000",
    "매월 50만 원": "money KRW 500000",
    "1인당 120,000원 이내": "money KRW 120000",
    "천만 원": "money KRW 10000000",  # no digit at all
    "오천만 원": "money KRW 50000000",
    "일금 삼억이천오백만 원정": "money KRW 325000000",
    "백만 원 이하": "money KRW 1000000",
    "3천오백만 원": "money KRW 35000000",
    "최대 15억까지": "money KRW 1500000000",  # spoken without the currency
    "최대 3천만까지": "money KRW 30000000",
    "회사당 30억까지 준다면서요?": "money KRW 3000000000",
    "KRW 300 million": "money KRW 300000000",
    "KRW 1.5 billion": "money KRW 1500000000",
    "₩1.5bn": "money KRW 1500000000",
    "￦300,000": "money KRW 300000",
    "KRW 500K": "money KRW 500000",
    "₩3억": "money KRW 300000000",
    "1.5 billion won": "money KRW 1500000000",
    "500,000 won a month": "money KRW 500000",
    "50 million Korean won": "money KRW 50000000",
    "a 300-million-won grant": "money KRW 300000000",
    "₩30,000": "money KRW 30000",
    "half a million won": "money KRW 500000",
    "a million won": "money KRW 1000000",
    "three hundred million won": "money KRW 300000000",
    "fifty thousand won": "money KRW 50000",
    "2,860만 달러": "money USD 28600000",
    "100만불": "money USD 1000000",
    "USD 28.6 million": "money USD 28600000",
    "$28.6 million": "money USD 28600000",
    "$1.5m": "money USD 1500000",
    "US$ 5,000": "money USD 5000",
    "ten thousand dollars": "money USD 10000",
    "10만 유로": "money EUR 100000",
    "€50,000": "money EUR 50000",
    "5만 엔": "money JPY 50000",
    # percent, shares
    "20%": "percent 20",
    "２０％": "percent 20",
    "75.5 퍼센트": "percent 75.5",
    "20프로": "percent 20",
    "20 per cent": "percent 20",
    "20 percent": "percent 20",
    "twenty percent": "percent 20",
    "VAT 10%": "percent 10",
    "백분의 20": "percent 20",
    "100분의 20": "percent 20",
    "천분의 5": "percent 0.5",
    "3분의 2": "percent 66.67",
    "1/2 이상": "percent 50",
    "2/3 of the cost": "percent 66.67",
    "two thirds of the cost": "percent 66.67",
    "a quarter of the cost": "percent 25",
    "three quarters of the budget": "percent 75",
    "절반": "percent 50",
    "half of the cost": "percent 50",
    "5%p 인상": "percent 5p",
    "5 percentage points": "percent 5p",
    # multiples
    "두 배": "multiple 2",
    "4배 가까이 확대": "multiple 4",
    "1.5배": "multiple 1.5",
    "3배수 이내를 선발": "multiple 3",
    "a 10-fold increase": "multiple 10",
    "nearly fourfold": "multiple 4",
    "threefold": "multiple 3",
    "the budget doubled": "multiple 2",
    "up to 4 times the amount": "multiple 4",
    "twice the amount": "multiple 2",
    # dates: what is not said is missing
    "2026. 4. 6.": "date 2026-04-06",
    "2026.4.6": "date 2026-04-06",
    "2026-04-06": "date 2026-04-06",
    "2026/04/06": "date 2026-04-06",
    "2026–04–06": "date 2026-04-06",
    "２０２６．４．６．": "date 2026-04-06",
    "2026년 4월 6일": "date 2026-04-06",
    "2026년 4월 6일(월)": "date 2026-04-06",
    "'26. 4. 6.": "date 2026-04-06",
    "’26.4.6": "date 2026-04-06",
    "26.4.6.(월)": "date 2026-04-06",
    "26년 4월 6일": "date 2026-04-06",
    "April 6, 2026": "date 2026-04-06",
    "6th of April 2026": "date 2026-04-06",
    "Apr. 6": "date --04-06",
    "april 6": "date --04-06",
    "on May 6": "date --05-06",
    "4월 6일": "date --04-06",
    "4. 6.(월)": "date --04-06",
    "4.6(월)": "date --04-06",
    "4/6(월)": "date --04-06",
    "2026년 4월": "date 2026-04",
    "2026. 4.": "date 2026-04",
    "2026-04": "date 2026-04",
    "April 2026": "date 2026-04",
    "in 2027": "date 2027",
    "2027년": "date 2027",
    "'26년": "date 2026",
    "24년 매출액": "date 2024",
    "the 18th (Fri)": "date ---18",
    "until the 17th by email": "date ---17",
    "18일까지": "date ---18",
    "매월 25일": "date ---25",
    # times
    "from 1:30 pm": "time 13:30",
    "오후 1시 30분": "time 13:30",
    "13:30": "time 13:30",
    "18：00": "time 18:00",
    "12:30 pm": "time 12:30",
    "12 am": "time 00:00",
    "6 p.m.": "time 18:00",
    "오전 10시": "time 10:00",
    "오후 2시 반": "time 14:30",
    "18시까지": "time 18:00",
    "정오까지": "time 12:00",
    # durations
    "3년간": "duration P3Y",
    "3년의": "duration P3Y",
    "3개년": "duration P3Y",
    "창업 7년 이내": "duration P7Y",
    "over 7 years": "duration P7Y",
    "a firm at most 7 years old": "duration P7Y",
    "6개월 이내": "duration P6M",
    "8개월로": "duration P8M",
    "삼 개월": "duration P3M",
    "두 달": "duration P2M",
    "한 달 이내": "duration P1M",
    "반년": "duration P6M",
    "half a year": "duration P6M",
    "1년 반": "duration P1Y6M",
    "1.5년": "duration P1Y6M",
    "a year and a half": "duration P1Y6M",
    "3년 6개월": "duration P3Y6M",
    "3 years and 6 months": "duration P3Y6M",
    "two years and six months": "duration P2Y6M",
    "six-month": "duration P6M",
    "two quarters": "duration P6M",
    "2개 분기": "duration P6M",
    "two weeks": "duration P2W",
    "2주간": "duration P2W",
    "일주일": "duration P1W",
    "90 days": "duration P90D",
    "30일 이내": "duration P30D",
    "30일간": "duration P30D",
    "5일 안에": "duration P5D",
    "7일 전까지": "duration P7D",
    "최대 15일": "duration P15D",
    "2박 3일": "duration P3D",
    "열흘": "duration P10D",
    "5영업일": "duration P5BD",
    "영업일 기준 5일": "duration P5BD",
    "5 business days": "duration P5BD",
    "five working days": "duration P5BD",
    "24시간": "duration P24H",
    "3 hours": "duration P3H",
    "90분": "duration PT90M",
    "12분 동안": "duration PT12M",
    "1시간 30분": "duration PT90M",
    "15 minutes": "duration PT15M",
    "within seven (7) years": "duration P7Y",
    # ages
    "39세 이하": "age 39",
    "만 39세": "age 39",
    "39살": "age 39",
    "39 and under": "age 39",
    "under 40": "age 40",
    "founders under 40": "age 40",
    "39 years old": "age 39",
    "a 39-year-old founder": "age 39",
    "39 years of age": "age 39",
    "aged 39": "age 39",
    # counts
    "1,434명": "count 1434",
    "약 800명": "count 800",
    "30여 명": "count 30",
    "1만 5천 명": "count 15000",
    "오천 명": "count 5000",
    "두 기관": "count 2",
    "스무 개": "count 20",
    "서른다섯 명": "count 35",
    "three tracks": "count 3",
    "twenty-five labs": "count 25",
    "two hundred firms": "count 200",
    "4개 트랙": "count 4",
    "A형 1개": "count 1",
    "10개국": "count 10",
    "2개사": "count 2",
    "연 2회": "count 2",
    "총 5단계": "count 5",
    "12대 분야": "count 12",
    "100점": "count 100",
    "60점 이상": "count 60",
    "3쪽": "count 3",
    "10페이지 이내": "count 10",
    "2부": "count 2",
    "2000명": "count 2000",
    "2 copies": "count 2",
    "Copies: 2": "count 2",
    # contacts
    "RND@kitech.re.kr": "email rnd@kitech.re.kr",
    "https://www.smtech.go.kr": "url https://www.smtech.go.kr",
    "www.kosmes.or.kr": "url www.kosmes.or.kr",
    "042-388-0000": "phone 042-388-0000",
    "042) 388-0000": "phone 042-388-0000",
    "(02) 123-4567": "phone 02-123-4567",
    "02.123.4567": "phone 02-123-4567",
    "010-1234-5678": "phone 010-1234-5678",
    "+82-42-388-0000": "phone 042-388-0000",
    "042-388-0000 (내선 12)": "phone 042-388-0000 ext 12",
    "042-388-0000~8": "phone 042-388-0000",
    "042-388-0000, ext. 12": "phone 042-388-0000 ext 12",
    "070-1234-5678": "phone 070-1234-5678",
    "1811-3655": "phone 1811-3655",
    "1588-0000": "phone 1588-0000",
    "국번없이 1357": "phone 1357",
    "☎ 1357": "phone 1357",
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
    "five years to three years": ["duration P5Y", "duration P3Y"],
    "5년에서 3년으로": ["duration P5Y", "duration P3Y"],
    "3년(종전 5년)": ["duration P3Y", "duration P5Y"],
    "10:00~18:00": ["time 10:00", "time 18:00"],
    "5월 1일(금) 14:00, 3개사": ["date --05-01", "time 14:00", "count 3"],
    "국비 80%, 최대 3억 원": ["percent 80", "money KRW 300000000"],
    "157 new projects in 2026, with KRW 43.4 billion": [
        "count 157",
        "date 2026",
        "money KRW 43400000000",
    ],
    "만 19세 이상 39세 이하": ["age 19", "age 39"],
    "10% and 20%": ["percent 10", "percent 20"],
    "1인당 연 2회, 회당 50만 원": ["count 2", "money KRW 500000"],
    "3억 원 (약 20만 달러)": ["money KRW 300000000", "money USD 200000"],
    "공고 제2026-123호, 2026. 4. 6.": ["date 2026-04-06"],
    "주 5일, 1일 8시간": ["duration P5D", "duration P1D", "duration P8H"],
    # ranges
    "100만원~500만원": ["money KRW 1000000", "money KRW 5000000"],
    "1억~3억 원": ["money KRW 100000000", "money KRW 300000000"],
    "1~3억 원": ["money KRW 100000000", "money KRW 300000000"],
    "1억에서 3억 원": ["money KRW 100000000", "money KRW 300000000"],
    "50∼100만원": ["money KRW 500000", "money KRW 1000000"],
    "5천~1억 원": ["money KRW 50000000", "money KRW 100000000"],  # 5천 of 만
    "500~1,000원": ["money KRW 500", "money KRW 1000"],
    "KRW 300-500 million": ["money KRW 300000000", "money KRW 500000000"],
    "KRW 500,000 to KRW 2 million": ["money KRW 500000", "money KRW 2000000"],
    "between KRW 10 and 30 million": ["money KRW 10000000", "money KRW 30000000"],
    "100–300 million won": ["money KRW 100000000", "money KRW 300000000"],
    "$1-2 million": ["money USD 1000000", "money USD 2000000"],
    "18~39세": ["age 18", "age 39"],
    "만 19세～만 39세": ["age 19", "age 39"],
    "aged 19-39": ["age 19", "age 39"],
    "aged between 19 and 39": ["age 19", "age 39"],
    "between the ages of 19 and 39": ["age 19", "age 39"],
    "3~5개월": ["duration P3M", "duration P5M"],
    "3〜5년": ["duration P3Y", "duration P5Y"],
    "3 to 5 years": ["duration P3Y", "duration P5Y"],
    "three to five years": ["duration P3Y", "duration P5Y"],
    "between 3 and 6 months": ["duration P3M", "duration P6M"],
    "7~10일 이내": ["duration P7D", "duration P10D"],
    "10~20%": ["percent 10", "percent 20"],
    "10%~20%": ["percent 10", "percent 20"],
    "between 10 and 20 per cent": ["percent 10", "percent 20"],
    "2~3배": ["multiple 2", "multiple 3"],
    "3~5명": ["count 3", "count 5"],
    "3-5 companies": ["count 3", "count 5"],
    "4월 6~24일": ["date --04-06", "date --04-24"],
    "4월 6일 ~ 24일": ["date --04-06", "date --04-24"],
    "2026. 4. 6. ~ 4. 24.": ["date 2026-04-06", "date --04-24"],
    "2026.4.6~4.24": ["date 2026-04-06", "date --04-24"],
    "26.4.6.~5.7.": ["date 2026-04-06", "date --05-07"],
    "April 6-24, 2026": ["date 2026-04-06", "date 2026-04-24"],
    "6 to 24 April": ["date --04-06", "date --04-24"],
    "4/6~4/24": ["date --04-06", "date --04-24"],
    "12~13시": ["time 12:00", "time 13:00"],
    "2-4 pm": ["time 14:00", "time 16:00"],
    "3~6월": ["date --03", "date --06"],
    "2026년 3~6월": ["date 2026-03", "date 2026-06"],
    "2025~2026년": ["date 2025", "date 2026"],
}

NOT_FIGURES = """
제3조|제3조제2항|제3조의2제1항제4호|법률 제12345호|공고 제2026-123호|공고제2026-84호|고시 제2025-7호
제1분과|제2차 회의|제10회|제3장|제 5 기|2차 모집|1차 서류|1단계|3단계: 선발|2회차|1기|4차 산업혁명|3호점|1부: 개회식
제1부 행사|A4 용지|A형|COVID-19|3D|5G|4K|G20|K-9|R&D|R&D 3.0|Web 3.0|Industry 4.0|Version 1.2.3|v2.0|버전 2.0
192.168.0.1|ISO 9001|ISO/IEC 27001|ISO 9001:2015|KS Q 9001|KS A 9001-1|IEEE 802.11|RFC 2616|2026학년도
123-45-67890|사업자등록번호 123-45-67890|110111-1234567|900101-1234567|110-123-456789|제2024-12호|No. 2026-123
No. 5|Article 3|Section 2.1|Step 1|Phase 2|Annex 4|Table 1|Type 2|Round 2|Notice 2026-108|Chapter 7|붙임 1
별지 2|서식 3-1|별표 1의|그림 2|표 1|질문 3|유형 2|1인당|1개사당|1인 창조기업|1인 기업
대전광역시 유성구 가정로 152|세종시 한누리대로 301|(우) 34126|(04637)|152 Gajeong-ro|123-4, Teheran-ro
수백만 원|수천만 원|수십억 원|수억 원|몇백만 원|몇십만 원|수십 명|수백 개|몇 명|여러 곳|서너 명|두세 곳|대여섯 명|한두 명
several million won|hundreds of millions of won|a few hundred people|several hundred firms|dozens of firms|tens of thousands
(단위: 백만원)|(단위 : 천원)|단위: 억원|지원한도(백만원)|금액(천원)|천원의 아침밥|만원버스|회원|위원장|대학원|병원|원칙
지원|월요일|25시|백신|그중 일부|이만 마칩니다|두 배우자|세 배경|네 배역|3배정|1:1|1:1 매칭|10:1|1/2|24/7|3/4
3세대|21세기|2세 경영|60년대|3년생|may apply|the march of progress|the second half|first half|half-day
the 4th Industrial Revolution|the 21st century|the 10th anniversary|the 3rd round|one-stop|no one|another one of the
17시·도|80:20|a 50-50 split|TRL 4~7단계|서울특별시 강남구 테헤란로 123, 5층|6.25전쟁|14세기|30대 청년|3.3㎡당|3시군|인구 15억
"""

MISTAKABLE = {  # what they look like they are not; what they are
    "30일 이내에 제출": ["duration P30D"],  # not the 30th
    "5일간 진행": ["duration P5D"],
    "2000개사": ["count 2000"],  # not the year 2000
    "1588-0000": ["phone 1588-0000"],  # not 1588 and 0
    "과제 157개": ["count 157"],  # not 제157
    "대표 3명": ["count 3"],  # not 표 3
    "서식 3종": ["count 3"],
    "3개월": ["duration P3M"],  # not 3개
    "6억 원 규모": ["money KRW 600000000"],
    "7 years old": ["duration P7Y"],  # no founder is as young
    "under 40 employees": ["count 40"],
    "3 times a year": ["count 3"],
    "half a million won": ["money KRW 500000"],  # not one half
    "half a year": ["duration P6M"],
    "three quarters": ["duration P9M"],
    "4차 산업혁명 분야 3개": ["count 3"],
    "1단계 50만원": ["money KRW 500000"],
    "2인 1조": ["count 2"],
    "10억 명": ["count 1000000000"],
    "제3조에 따라 10일 이내": ["duration P10D"],
    "법인등기부등본 1부": ["count 1"],
    "within 30 days of the notice": ["duration P30D"],
    "1) 최대 3천만원": ["money KRW 30000000"],  # the number of an item
    "코드 30-12개월": ["duration P12M"],  # no range from 30 to 12
    "10억 달러": ["money USD 1000000000"],
}


def read(text: str) -> list[str]:
    return [f"{figure.kind} {figure.value}" for figure in figures(text)]


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_figure_is_read_into_its_value(text: str, value: str) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(("text", "values"), SEVERAL.items())
def test_every_figure_of_a_text_is_read_in_order(text: str, values: list[str]) -> None:
    assert read(text) == values


@pytest.mark.parametrize("text", NOT_FIGURES.strip().replace("\n", "|").split("|"))
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert read(text) == []
    assert read(f"({text}) 안내") == []


@pytest.mark.parametrize(("text", "values"), MISTAKABLE.items())
def test_a_figure_is_not_taken_for_another(text: str, values: list[str]) -> None:
    assert read(text) == values


def test_enough_forms_are_read_and_enough_are_left() -> None:
    assert len(READ) + len(SEVERAL) >= 150
    assert len(NOT_FIGURES.strip().replace("\n", "|").split("|")) >= 100


def test_no_form_is_passed_over_where_it_matches() -> None:
    """A form is tried only on a text that holds one of its signs."""
    texts = [evened(t) for t in (*READ, *SEVERAL, *MISTAKABLE, *PERIODS, *NOT_FIGURES.split("|"))]
    for form in FORMS:
        for text in texts:
            assert form in held(text) or not form.pattern.search(text), (form.pattern, text)


def test_the_same_amount_is_the_same_figure_in_either_language() -> None:
    for written in ("3억 원", "3억원", "300,000,000원", "KRW 300 million", "300 million won"):
        assert read(written) == ["money KRW 300000000"]


def test_a_figure_tells_where_it_stands() -> None:
    text = "지원금은 최대 15억 원이며 4월 6일부터 신청한다."
    assert [text[f.start : f.end] for f in figures(text)] == ["15억 원", "4월 6일"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("만 18~39세", ["18", "39세"]),
        ("1억 원 ～ 3억 원", ["1억 원", "3억 원"]),
        ("KRW 300-500 million", ["KRW 300", "500 million"]),
        ("4월 6~24일", ["4월 6", "24일"]),
        ("five years to three years", ["five years", "three years"]),
    ],
)
def test_each_end_of_a_range_has_its_own_place(text: str, places: list[str]) -> None:
    assert [text[f.start : f.end] for f in figures(text)] == places


def test_a_sentence_has_the_kinds_of_its_figures() -> None:
    assert figure_kinds("만 39세 이하, 매월 50만 원, 문의 1811-3655") == {"age", "money", "phone"}
    assert figure_kinds("중소기업을 지원합니다.") == set()


PERIODS = {  # opens, closes, and their times
    "2026.4.6.~4.24.": ("2026-04-06", "2026-04-24", None, None),
    "2026.4.6~4.24": ("2026-04-06", "2026-04-24", None, None),
    "2026. 4. 6. ~ 24.": ("2026-04-06", "2026-04-24", None, None),
    "２０２６．４．６．～４．２４．": ("2026-04-06", "2026-04-24", None, None),
    "26.4.6.~5.7.": ("2026-04-06", "2026-05-07", None, None),
    "'26.4.6 ~ '26.4.24": ("2026-04-06", "2026-04-24", None, None),
    "2026-04-06 ~ 2026-04-24": ("2026-04-06", "2026-04-24", None, None),
    "2026-04-06 – 2026-04-24": ("2026-04-06", "2026-04-24", None, None),
    "2025.12.20.~1.10.": ("2025-12-20", "2026-01-10", None, None),
    "2025. 12. 20.(토) ~ 2026. 1. 10.(토)": ("2025-12-20", "2026-01-10", None, None),
    "4월 6일부터 4월 24일까지": ("--04-06", "--04-24", None, None),
    "4월 6일(월)부터 4월 24일(금)까지": ("--04-06", "--04-24", None, None),
    "2026년 6월 8일(월)부터 6월 26일(금) 18시까지": ("2026-06-08", "2026-06-26", None, "18:00"),
    "2026. 4. 6.(월) 09:00 ~ 4. 24.(금) 18:00": ("2026-04-06", "2026-04-24", "09:00", "18:00"),
    "4. 6.(월) 10시 ~ 4. 24.(금), 17시까지": ("--04-06", "--04-24", "10:00", "17:00"),
    "4월 6~24일": ("--04-06", "--04-24", None, None),
    "4월 6일 ~ 24일": ("--04-06", "--04-24", None, None),
    "4월 20일부터 3일까지": ("--04-20", "--05-03", None, None),
    "4/6(월)~4/24(금)": ("--04-06", "--04-24", None, None),
    "4월 6일에 시작하여 4월 24일에 마감": ("--04-06", "--04-24", None, None),
    "2024년부터 2026년까지": ("2024", "2026", None, None),
    "2026년 3월 ~ 5월": ("2026-03", "2026-05", None, None),
    "5월 1일(금) 14:00~16:00": ("--05-01", "--05-01", "14:00", "16:00"),
    "April 6 to April 24, 2026": ("2026-04-06", "2026-04-24", None, None),
    "December 20 to January 10, 2026": ("2025-12-20", "2026-01-10", None, None),
    "from December 20, 2025 until January 10": ("2025-12-20", "2026-01-10", None, None),
    "April 6-24, 2026": ("2026-04-06", "2026-04-24", None, None),
    "6 to 24 April 2026": ("2026-04-06", "2026-04-24", None, None),
    "from the 6th to the 24th of April": ("--04-06", "--04-24", None, None),
    "between April 6 and April 24": ("--04-06", "--04-24", None, None),
    "from April 6 and run through April 24": ("--04-06", "--04-24", None, None),
    "open on April 6 and run through April 24 via the portal": ("--04-06", "--04-24", None, None),
    "open on 6 April 2026 and close on 24 April 2026 at 18:00": (
        "2026-04-06",
        "2026-04-24",
        None,
        "18:00",
    ),
    "from 2026-03-09 to 2026-04-03, 16:00": ("2026-03-09", "2026-04-03", None, "16:00"),
    "from 9:00 am on April 6 to 6:00 pm on April 24": ("--04-06", "--04-24", "09:00", "18:00"),
    "~ 4. 24.(금) 18:00까지": (None, "--04-24", None, "18:00"),
    "17일까지": (None, "---17", None, None),
    "2026년 4월까지": (None, "2026-04", None, None),
    "4월 24일 18시 도착분까지": (None, "--04-24", None, "18:00"),
    "2026.9.30.한": (None, "2026-09-30", None, None),
    "마감: 4월 24일(금) 18:00": (None, "--04-24", None, "18:00"),
    "until the 17th": (None, "---17", None, None),
    "no later than April 24": (None, "--04-24", None, None),
    "by 6 p.m. on Friday, April 24, 2026": (None, "2026-04-24", None, "18:00"),
    "4월 6일부터": ("--04-06", None, None, None),
    "2026. 4. 6.(월) ~ 예산 소진 시까지": ("2026-04-06", None, None, None),
    "from April 6": ("--04-06", None, None, None),
    "opens on 6 April 2026": ("2026-04-06", None, None, None),
}

NO_PERIODS = [
    "4월 6일",
    "2026. 4. 6.(월) 14:00",
    "공고일: 2026년 4월 6일",
    "April 6, 2026",
    "On the 3rd, KOSME announced",
    "4월 6일, 4월 24일",
    "April 6 and April 24",
    "평일 09:00~18:00",
    "30일 이내",
    "협약일부터 6개월까지",
    "100만원부터 300만원까지",
    "18~39세",
    "2026년 지원사업",
    "by 2030",
    "상시 접수",
]


@pytest.mark.parametrize(("text", "ends"), PERIODS.items())
def test_a_period_is_read_with_the_year_that_is_said_once(
    text: str, ends: tuple[str | None, str | None, str | None, str | None]
) -> None:
    assert [(p.opens, p.closes, p.opens_time, p.closes_time) for p in periods(text)] == [ends]
    assert [(p.opens, p.closes) for p in periods(f"접수: {text}. 문의 1357")] == [ends[:2]]


@pytest.mark.parametrize("text", NO_PERIODS)
def test_dates_that_no_word_joins_are_no_period(text: str) -> None:
    assert periods(text) == []


def test_each_round_is_a_period_of_its_own() -> None:
    text = "1차: 2026. 4. 6. ~ 4. 24. 18:00, 2차: 5월 4일부터 5월 22일까지 (예산 2억 원)"
    found = periods(text)
    assert [text[p.start : p.end] for p in found] == [
        "2026. 4. 6. ~ 4. 24. 18:00",
        "5월 4일부터 5월 22일까지",
    ]
    assert found[1] == Period("--05-04", "--05-22", None, None, found[1].start, found[1].end)


def test_a_year_is_not_taken_from_elsewhere_in_the_text() -> None:
    assert [p.opens for p in periods("2026년 예산은 4월 6일부터 집행한다.")] == ["--04-06"]
    assert [p.closes for p in periods("The 2026 programme is open until April 24.")] == ["--04-24"]


# Formats and back.


def money_forms(won: int) -> list[str]:
    eok, man = divmod(won // 10_000, 10_000)
    forms = [f"{won:,}원", f"{won}원", f"KRW {won:,}", f"₩{won:,}", f"{won:,} won"]
    if won % 10_000 == 0:
        forms.append(
            (f"{eok}억 " if eok else "") + (f"{man:,}만 " if man or not eok else "") + "원"
        )
        forms.append((f"{eok}억" if eok else "") + (f"{man}만" if man or not eok else "") + "원")
    if won % 1_000_000 == 0:
        forms += [f"{won // 10**6:,}백만원", f"KRW {won // 10**6} million"]
        forms.append(f"{won // 10**6:,} million won")
    return forms


@given(st.integers(1, 10**12) | st.integers(1, 10**8).map(lambda man: man * 10_000))
def test_a_sum_reads_back_from_each_way_to_write_it(won: int) -> None:
    for written in money_forms(won):
        assert read(written) == [f"money KRW {won}"], written


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_both_ends_of_a_range_of_sums_read_back(first: int, other: int) -> None:
    low, high = min(first, other), max(first, other) + 1
    values = [f"money KRW {low * 10_000}", f"money KRW {high * 10_000}"]
    assert read(f"{low}만원~{high}만원") == read(f"{low}~{high}만원") == values
    assert read(f"KRW {low * 10_000:,} to KRW {high * 10_000:,}") == values


MONTHS = (
    "January February March April May June July August September October November December".split()
)


def date_forms(day: date, year: bool = True) -> list[str]:
    month, weekday = MONTHS[day.month - 1], "월화수목금토일"[day.weekday()]
    korean = f"{day.month}월 {day.day}일"
    dotted = f"{day.month}. {day.day}.({weekday})"
    if not year:
        return [korean, f"{korean}({weekday})", dotted, f"{month} {day.day}", f"{day.day} {month}"]
    return [
        f"{day.year}년 {korean}",
        f"{day.year}. {dotted}",
        f"{day.year}.{day.month}.{day.day}.",
        f"{day:%Y.%m.%d}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"'{day:%y}.{day.month}.{day.day}.",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
    ]


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_date_reads_back_from_each_way_to_write_it(day: date) -> None:
    for written in date_forms(day):
        assert read(written) == [f"date {day.isoformat()}"], written
    for written in date_forms(day, year=False):
        assert read(written) == [f"date --{day:%m-%d}"], written


@given(DAYS.filter(lambda day: (day.month, day.day) != (2, 29)), st.integers(1, 330))
def test_a_period_reads_back_where_its_year_is_said_once(opens: date, length: int) -> None:
    """Less than a year: the second date is the next of its name after the first."""
    closes = date.fromordinal(min(opens.toordinal() + length, date(2099, 12, 31).toordinal()))
    ends = [(opens.isoformat(), closes.isoformat())]
    for first in (0, 1, 2, 4):  # with 년, dots or dashes
        for written in date_forms(closes, year=False)[:3]:
            text = f"{date_forms(opens)[first]} ~ {written}"
            assert [(p.opens, p.closes) for p in periods(text)] == ends, text
    for first, last in ((date_forms(opens), date_forms(closes, year=False)),
                        (date_forms(opens, year=False), date_forms(closes))):  # fmt: skip
        text = f"from {first[3 if len(first) == 5 else 7]} to {last[3 if len(last) == 5 else 7]}"
        assert [(p.opens, p.closes) for p in periods(text)] == ends, text
    text = f"{date_forms(opens)[0]}부터 {date_forms(closes)[0]} 18시까지"
    assert [(p.opens, p.closes, p.closes_time) for p in periods(text)] == [(*ends[0], "18:00")]


@given(st.integers(1, 999))
def test_a_share_reads_back(tenths: int) -> None:
    share = f"{tenths / 10:g}"
    for written in (f"{share}%", f"{share} %", f"{share}퍼센트", f"{share} percent"):
        assert read(written) == [f"percent {share}"], written


@given(st.integers(1, 99), st.integers(1, 11))
def test_a_duration_reads_back(number: int, months: int) -> None:
    s = "s" if number > 1 else ""
    forms = {
        "Y": [f"{number}년 이내", f"{number}년간", f"{number} year{s}"],
        "M": [f"{number}개월", f"{number}개월 동안", f"{number} month{s}", f"{number}-month"],
        "W": [f"{number}주간", f"{number} week{s}"],
        "D": [f"{number}일 이내", f"{number}일간", f"{number}일 전까지", f"{number} day{s}"],
        "BD": [f"{number}영업일", f"{number} business day{s}", f"{number} working day{s}"],
        "H": [f"{number}시간", f"{number} hour{s}"],
    }
    for unit, writings in forms.items():
        for written in writings:
            assert read(written) == [f"duration P{number}{unit}"], written
    assert read(f"{number}분") == read(f"{number} minute{s}") == [f"duration PT{number}M"]
    both = [f"duration P{number}Y{months}M"]
    assert read(f"{number}년 {months}개월") == both
    assert read(f"{number} year{s} and {months} months") == both


@given(st.integers(15, 98))
def test_an_age_reads_back(age: int) -> None:
    for written in (f"만 {age}세", f"{age}세 이하", f"{age}살", f"aged {age}", f"{age} years old"):
        assert read(written) == [f"age {age}"], written
    assert read(f"{age}~{age + 1}세") == [f"age {age}", f"age {age + 1}"]


@given(st.integers(1, 10**6))
def test_a_count_reads_back(number: int) -> None:
    forms = [f"{number:,}명", f"{number}개사", f"{number:,} 개", f"{number}건", f"{number}점"]
    for written in (*forms, f"{number:,} companies", f"약 {number}곳"):
        assert read(written) == [f"count {number}"], written


@given(
    eok=st.integers(0, 9999),
    man=st.integers(0, 9999),
)
def test_an_amount_in_eok_and_man_is_their_sum(eok: int, man: int) -> None:
    written = f"{eok}억 {man}만 원" if eok else f"{man}만 원"
    assert read(written) == [f"money KRW {eok * 10**8 + man * 10**4}"]
    assert korean_number(written.removesuffix(" 원")) == eok * 10**8 + man * 10**4


@given(
    st.text(
        alphabet="0123456789,.년월일원억만천%~- ():시세명개배분주 aprilmKRWUSD$the'수", max_size=60
    )
)
def test_any_text_gives_figures_in_order_that_do_not_overlap(text: str) -> None:
    found = figures(text)
    assert all(0 <= f.start < f.end <= len(text) and f.value for f in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    spoken = periods(text)
    assert all(0 <= p.start < p.end <= len(text) and (p.opens or p.closes) for p in spoken)
    assert all(a.end <= b.start for a, b in zip(spoken, spoken[1:], strict=False))
