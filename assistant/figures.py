"""Finds and reads figures in Korean and English: money, dates, counts, ages, contacts. Pure.

A figure is what an owner can be harmed by when it is wrong, so each is read into one value: 3억 원,
300,000,000원 and KRW 300 million are the same figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FigureKind = Literal[
    "money", "percent", "date", "time", "duration", "age", "count", "email", "url", "phone"
]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands at `text[start:end]`, and its value.

    value: money "KRW 300000000"; percent "20"; date "2026-04-06", "--04-06" or "---17" (what is not
    said is missing); time "13:30"; duration "P3Y"; age "39"; count "157"; contacts in lower case.
    """

    kind: FigureKind
    value: str
    start: int
    end: int


_WORDS = {
    **dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)),
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
}  # fmt: skip
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10, "열한": 11, "열두": 12,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
        "september sept sep,october oct,november nov,december dec".split(","),
        start=1,
    )
    for name in names.split()
}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "k": 10**3,
          "m": 10**6, "bn": 10**9, "mn": 10**6}  # fmt: skip
_KOREAN_LARGE = {"조": 10**12, "억": 10**8, "만": 10**4}
_KOREAN_SMALL = {"천": 1000, "백": 100, "십": 10}

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_KOREAN_NUMBER = rf"(?:{_NUMBER}\s?[조억만천백십]+\s?)*{_NUMBER}\s?[조억만천백십]*"
_WORD_NUMBER = "|".join(sorted(_WORDS, key=len, reverse=True))
_NATIVE_NUMBER = "|".join(sorted(_NATIVE, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SCALE = r"(?:thousand|million|billion|trillion|bn|mn)"
_CURRENCY = {"원": "KRW", "won": "KRW", "krw": "KRW", "₩": "KRW", "usd": "USD", "$": "USD", "us$": "USD",
             "달러": "USD", "dollars": "USD", "dollar": "USD", "eur": "EUR", "€": "EUR", "유로": "EUR",
             "euros": "EUR"}  # fmt: skip

_FORMS: list[tuple[FigureKind, str]] = [
    ("email", r"(?a:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
    ("url", r"(?:https?://|www\.)[^\s<>()\]|,가-힣]+(?a:[\w/])"),
    ("phone", r"(?<![\d-])(?:0\d{1,2}[-)]\s?\d{3,4}-\d{4}|1[3-9]\d{2}-\d{4}|\+82[-\s]?\d{1,2}[-\s]\d{3,4}[-\s]\d{4}|국번\s?없이\s?\d{3,4})(?!\d)"),
    ("percent", rf"(?P<n>{_NUMBER})\s?(?:%|퍼센트|프로(?![가-힣])|per\s?cent\b)"),
    ("percent", r"(?P<times>\d+|두|세|네)\s?배(?![가-힣]*(정|분|당))|\b(?P<fold>two|three|four|five|six|ten|\d+)-?\s?fold\b"),
    ("percent", r"(?P<half>절반|반반|\bhalf\b)"),
    ("money", rf"(?P<kn>{_KOREAN_NUMBER})\s?(?P<kc>원(?!장|[칙천형고안]|인(?!데|가|지|\s)|스톱)|달러|유로)"),
    ("money", rf"(?P<c>KRW|USD|EUR|US\$|[$₩€])\s?(?P<n>{_NUMBER})(?:\s?(?P<s>{_SCALE})\b)?"),
    ("money", rf"(?P<n>{_NUMBER})\s?(?:(?P<s>{_SCALE})\s)?(?:Korean\s|US\s)?(?P<c>won|dollars?|euros?|KRW|USD)\b"),
    ("age", rf"(?:aged?|ages)\s(?:of\s|limit\s(?:is\s|of\s))?(?P<n>{_NUMBER})|(?P<n2>{_NUMBER})[\s-]years?[\s-]old|만?\s?(?P<n3>\d{{1,3}})\s?(?:세|살)(?![가-힣]*기)"),
    ("age", r"(?P<n>\d{2})\s(?:and|or)\s(?:under|younger|below|over|older)\b"),
    ("date", r"(?P<y>(?:19|20)\d{2}|['’]\d{2})\s?[.년/-]\s?(?P<m>\d{1,2})\s?[.월/-]\s?(?P<d>\d{1,2})(?:일|(?!\d))"),
    ("date", r"(?:(?P<y>(?:19|20)\d{2})\s?년\s?)?(?P<m>1[0-2]|0?[1-9])\s?월(?:\s?(?P<d>[0-3]?\d)\s?일)?(?!간)"),
    ("date", rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<mn>{_MONTH})\b(?:,?\s(?P<y>(?:19|20)\d{{2}})\b)?"),
    ("date", r"(?<![\d.])(?P<m>1[0-2]|[1-9])\.\s?(?P<d>[0-3]?\d)\.(?=\s?[(~∼-])|(?<=[~∼-])\s?(?P<m2>1[0-2]|[1-9])\.\s?(?P<d2>[0-3]?\d)\.(?!\d)"),
    ("date", rf"\b(?P<mn>{_MONTH})\b\.?(?:\s(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,?\d))?(?:,?\s(?P<y>(?:19|20)\d{{2}})\b)?"),
    ("date", r"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?=[\s.,;)(]|$)(?!\s(?:century|anniversary|round|year))"),
    ("date", r"(?<![\d.월])\b(?P<d>[0-3]?\d)\s?일(?=[\s까부에은이자(,.~]|$)"),
    ("date", r"(?<![\d,.])(?P<y>(?:19|20)\d{2})(?:\s?년(?!\s?(?:간|차|이상|이하|동안))|(?![\d,]|\.\d))"),
    ("time", r"(?P<h>\d{1,2}):(?P<min>\d{2})\s?(?P<ap>[ap]\.?m\.?)?|(?:(?P<ap2>오전|오후)\s?)?(?P<h2>\d{1,2})\s?시(?:\s?(?P<min2>\d{1,2})\s?분)?(?![가-힣]*간|장|작|설|행|책)|\b(?P<h3>\d{1,2})\s?(?P<ap3>in the morning|in the afternoon|am\b|pm\b|o'clock)"),
    ("duration", rf"(?P<n>{_NUMBER})\s?(?P<u>년|개월|달|주|시간|일)(?:\s?(?:간|동안|차|이내|이상|이하|미만|초과|만기|짜리|부터|까지|으로|에서|\s|,|\)|$))"),
    ("duration", rf"\b(?P<w>{_WORD_NUMBER}|{_NUMBER})[\s-](?P<u>years?|months?|weeks?|days?|hours?)\b"),
    ("count", rf"(?P<n>{_NUMBER})\s?(?P<k>[천만백]*)\s?(?:여\s?)?(?:명|개사|개|곳|건|팀|차례|회(?!사|의|장|원|계)|종|가지|인(?=[\s을이의,.)]|$)|과제|기관|기업|학과|분야|단계|부문|트랙)"),
    ("count", rf"(?<![가-힣])(?P<w>{_NATIVE_NUMBER})\s?(?:명|개|곳|가지|기관|기업|단계|분과|트랙|차례|건|경로)"),
    ("count", rf"\b(?P<w>{_WORD_NUMBER})\b(?!-|\sof\sthe\b|\sanother)"),
    ("count", rf"(?<![\w.,-])(?P<n>{_NUMBER})(?![\w]|[.,]\d|-\d)"),
]  # fmt: skip
_PATTERNS = [(kind, re.compile(form, re.IGNORECASE)) for kind, form in _FORMS]


def figures(text: str) -> list[Figure]:
    """Every figure of `text` in order of place; where two readings overlap the more specific wins."""
    found: list[Figure] = []
    taken = bytearray(len(text))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.start(), match.end()
            while end > start and text[end - 1].isspace():
                end -= 1
            if any(taken[start:end]) or (value := _value(kind, match)) is None:
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(Figure(kind, value, start, end))
    return sorted(found, key=lambda figure: figure.start)


def figure_kinds(text: str) -> set[FigureKind]:
    return {figure.kind for figure in figures(text)}


def _value(kind: FigureKind, match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if kind in ("email", "url", "phone"):
        return match.group().lower()
    if kind == "money":
        return _money(part)
    if kind == "date":
        return _date(part)
    if kind == "time":
        return _time(part)
    if kind == "duration":
        amount = _WORDS.get((part.get("w") or "").lower()) or (part.get("w") or part.get("n"))
        unit = {"년": "Y", "개월": "M", "달": "M", "주": "W", "일": "D", "시간": "H"}.get(
            part["u"], part["u"][0].upper()
        )
        return f"P{amount}{unit}"
    if part.get("half"):
        return "50"
    if times := part.get("times") or part.get("fold"):
        return f"{100 * (_WORDS.get(times.lower()) or _NATIVE.get(times) or int(times))}"
    if word := part.get("w"):
        return str(_WORDS.get(word.lower()) or _NATIVE.get(word))
    number = next(iter(_given(part, "n", "n2", "n3")), None)
    if number is None:
        return None
    value = _plain(number)
    for letter in part.get("k") or "":
        value *= {"만": 10_000, "천": 1000, "백": 100}[letter]
    return f"{value:.10g}"


def _given(part: dict[str, str | None], *names: str) -> Iterator[str]:
    return (value for name in names if (value := part.get(name)))


def _plain(number: str) -> float:
    return float(number.replace(",", "").rstrip("."))


def _money(part: dict[str, str | None]) -> str | None:
    if written := part.get("kn"):
        amount, currency = korean_number(written), _CURRENCY[part["kc"] or "원"]
    else:
        amount = _plain(part["n"] or "0") * _LARGE.get((part.get("s") or "").lower(), 1)
        currency = _CURRENCY[(part["c"] or "").lower()]
    return f"{currency} {round(amount)}"


def korean_number(written: str) -> float:
    """The value of a Korean amount: "3억5천2백만" is 352,000,000, "1,434" is 1,434."""
    total = 0.0
    section = 0.0
    number: float | None = None
    for token in re.findall(rf"{_NUMBER}|[조억만천백십]", written):
        if token in _KOREAN_LARGE:
            section += number if number is not None else (0 if section else 1)
            total += section * _KOREAN_LARGE[token]
            section, number = 0.0, None
        elif token in _KOREAN_SMALL:
            section += (number if number is not None else 1) * _KOREAN_SMALL[token]
            number = None
        else:
            number = _plain(token)
    return total + section + (number or 0)


def _date(part: dict[str, str | None]) -> str | None:
    year = part.get("y") or ""
    if year[:1] in "'’" and year:
        year = "20" + year[1:]
    month = _MONTHS.get((part.get("mn") or "").lower()) or int(next(_given(part, "m", "m2"), "0"))
    day = int(next(_given(part, "d", "d2"), "0"))
    if month > 12 or day > 31:
        return None
    if part.get("mn", "") and (part.get("mn") or "").lower() == "may" and not day and not year:
        return None  # the verb
    value = f"{year or '-'}-{month:02d}" if month else (year or "--")
    return value + (f"-{day:02d}" if day else "")


def _time(part: dict[str, str | None]) -> str | None:
    hour = int(next(_given(part, "h", "h2", "h3")))
    minute = int(next(_given(part, "min", "min2"), "0"))
    half = (part.get("ap") or part.get("ap2") or part.get("ap3") or "").lower()
    if hour > 24 or minute > 59:
        return None
    if half[:1] == "p" or half in ("오후", "in the afternoon"):
        hour = hour % 12 + 12
    return f"{hour:02d}:{minute:02d}"
