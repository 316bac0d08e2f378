"""Forms of durations."""

from __future__ import annotations

import re

from assistant.figures.figure import Form, form, lower_end, range_form
from assistant.figures.numbers import (
    FIRST,
    NATIVE,
    NUMBER,
    WORD_NUMBER,
    any_number,
    korean_number,
    plain,
    shortest,
)

_UNITS = {
    "년": "Y", "개년": "Y", "해": "Y", "개월": "M", "달": "M", "주": "W", "주일": "W", "일": "D",
    "시간": "H", "분": "T", "개 분기": "Q", "개분기": "Q",
}  # fmt: skip
_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "열흘": 10, "보름": 15}
_SINO = "[일이삼사오육칠팔구십]"
_WORKING = r"영업일|근무일|업무일"
_ENDS = r"[^가-힣]|$"
_SPAN = r"이내|이상|이하|미만|초과|간|동안|안|내(?=\s|에|로|$)|짜리|씩|만기|후|뒤|전"
_FOR = r"(?:\s?(?:간|동안|이내)(?![가-힣]*사))?"
_DAY_SPAN = r"\s?(?:이내|이상|이하|미만|초과|간(?![가-힣])|동안|안(?:에|\s|으로|$)|내(?:\s|에|로|$)|만에|씩|짜리|전(?:까지|에|\s|$)|후|뒤|연속|과정|코스)"
_AT_MOST = r"(?:(?<=최대\s)|(?<=최소\s)|(?<=최장\s)|(?<=총\s)|(?<=약\s)|(?<=[매연]\s)|(?<=(?<![가-힣])주\s)|(?<=매주\s)|(?<=연간\s)|(?<=기한\s))"


def _duration(amount: float, unit: str) -> str:
    """Half a year is six months, a quarter three; minutes stand after a T."""
    if unit == "T":
        return f"PT{shortest(amount)}M"
    if unit == "Q":
        return f"P{shortest(3 * amount)}M"
    if unit == "Y" and amount % 1 == 0.5:
        return f"P{int(amount)}Y6M" if amount > 1 else "P6M"
    return f"P{shortest(amount)}{unit}"


def _korean(match: re.Match[str]) -> tuple[str | None, str | None]:
    unit = _UNITS[re.sub(r"\s+", " ", match["u"])]
    low = match["low"] and _duration(plain(match["low"]), unit)
    return low, _duration(plain(match["high"]), unit)


def _years_and_months(match: re.Match[str]) -> str:
    years, months = (match["y"], match["m"]) if match["y"] else (match["ey"], match["em"])
    return f"P{shortest(any_number(years.lower()))}Y" + (
        f"{shortest(any_number(months.lower()))}M" if months else "6M"
    )


def _english(match: re.Match[str]) -> tuple[str | None, str | None]:
    letter = match["u"][0].upper()
    unit = "BD" if match["working"] else "T" if match["u"].lower().startswith("mi") else letter
    low = match["low"] and _duration(any_number(match["low"].lower()), unit)
    return low, _duration(any_number(match["high"].lower()), unit)


# 30일 이내 is no 30th; before the days of a month
DAYS: list[Form] = [
    range_form(
        "duration",
        lower_end(NUMBER, r"\s?일?") + rf"{FIRST}(?P<high>{NUMBER})\s?(?:{_WORKING})",
        lambda m: (
            m["low"] and f"P{shortest(plain(m['low']))}BD",
            f"P{shortest(plain(m['high']))}BD",
        ),
        signs="영업일 근무일 업무일",
    ),
    form(
        "duration",
        rf"(?:{_WORKING})(?:\s?기준)?(?:\s?으로)?\s(?P<n>\d{{1,3}})\s?일",
        lambda m: f"P{m['n']}BD",
        signs="영업일 근무일 업무일",
    ),
    form(
        "duration",
        r"(?<!\d)\d{1,2}박\s?(?P<n>\d{1,2})일",
        lambda m: f"P{m['n']}D",
        signs="박",
    ),
    range_form(
        "duration",
        r"(?<![월.]\s)(?<![월.\d])"
        + lower_end(NUMBER, r"\s?일?")
        + rf"{FIRST}(?P<high>{NUMBER})\s?(?P<u>일)(?={_DAY_SPAN}){_FOR}",
        _korean,
        signs="일",
    ),
    form(
        "duration",
        rf"{_AT_MOST}(?P<n>\d{{1,3}})\s?일(?![가-힣]*차)",
        lambda m: f"P{m['n']}D",
        signs="일",
    ),
    form(
        "duration",
        r"(?<![\d월]\s)(?<![\d월.])(?<!\d)1일(?=\s?(?:\d|최대|평균|한도))",
        lambda _: "P1D",
        signs="1일",
    ),
]

DURATIONS: list[Form] = [
    form(
        "duration",
        rf"{FIRST}(?P<y>\d{{1,2}})\s?년\s?(?:(?P<m>\d{{1,2}})\s?개월|반(?=[^가-힣]|간|이상|이내|까지|의|이|을|$))"
        rf"|\b(?P<ey>{NUMBER}|{WORD_NUMBER})\syears?(?:\sand)?\s(?P<em>{NUMBER}|{WORD_NUMBER})\smonths?\b",
        _years_and_months,
        digits=False,
        signs="년 year",
    ),
    form(
        "duration",
        r"\b(?P<ey>a|one|two|three|four|five)\s(?:years?\sand\sa\shalf|and\sa\shalf\syears)\b",
        lambda m: f"P{max(1, round(any_number(m['ey'].lower())))}Y6M",
        digits=False,
        signs="half",
    ),
    form(
        "duration",
        r"(?<![가-힣])반\s?년(?=[^가-힣]|간|동안|이|을|에|$)|\bhalf(?:\sa\s|[\s-])years?\b",
        lambda _: "P6M",
        digits=False,
        signs="반 half",
    ),
    form(
        "duration",
        r"(?<!\d)(?P<h>\d{1,2})\s?시간\s?(?:(?P<m>\d{1,2})\s?분|반(?![가-힣]))",
        lambda m: f"PT{60 * int(m['h']) + int(m['m'] or 30)}M",
        signs="시간",
    ),
    range_form(
        "duration",
        lower_end(NUMBER, r"\s?(?:년|개월|달|주|시간|분|일)?")
        + rf"{FIRST}(?P<high>{NUMBER})\s?(?P<u>개년|개월(?!째)|개\s?분기|년(?!도|생|대|산|식|제|월|\s?\d{{1,2}}월)|달(?={_ENDS}|{_SPAN}|에|의|이|까지|부터)|주(?={_ENDS}|{_SPAN}|까지|의\s)|주일|시간(?!표|제|대)|분(?={_ENDS}|{_SPAN}|이(?!상한)|을|까지|의(?=\s[가-힣]))|일(?={_ENDS}|{_SPAN}|부터|까지|으로|에서)){_FOR}",
        _korean,
        signs="년 달 주 일 분 시간 개월",
    ),
    form(
        "duration",
        rf"(?<![가-힣])(?:(?P<n>{_SINO}{{1,2}})\s?(?P<u>개월)|(?P<n2>{_SINO})\s?(?P<u2>년)(?=\s?(?:간|동안|이내|이상|안에))|(?P<n3>한(?=\s?달(?:\s?(?:간|동안|이내|이상|안|전|후|뒤|까지|만에)|이|을|의)|\s?주)|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열)\s?(?P<u3>달|주)(?={_ENDS}|\s?(?:{_SPAN})|에|의|이|까지|부터))",
        lambda m: _duration(
            NATIVE[m["n3"]] if m["n3"] else korean_number(m["n"] or m["n2"]),
            _UNITS[m["u"] or m["u2"] or m["u3"]],
        ),
        digits=False,
        signs="개월 년 달 주",
    ),
    form(
        "duration",
        r"(?<![가-힣])(?:(?P<days>이틀|사흘|나흘|열흘|보름)(?=[^가-힣]|간|이내|동안|안|전|후|뒤|을|까지|$)|일주일)",
        lambda m: f"P{_DAYS[m['days']]}D" if m["days"] else "P1W",
        digits=False,
        signs="이틀 사흘 나흘 열흘 보름 일주일",
    ),
    range_form(
        "duration",
        lower_end(
            f"(?:{NUMBER}|{WORD_NUMBER})", r"(?:[\s-](?:years?|months?|weeks?|days?|hours?))?"
        )
        + rf"\b(?P<high>{NUMBER}|{WORD_NUMBER})(?:\s\(\d{{1,3}}\))?[\s-](?:(?P<working>business|working)[\s-]|calendar\s|consecutive\s)?(?P<u>years?|months?|weeks?|days?|hours?|minutes?|quarters?)\b",
        _english,
        signs="year month week day hour minute quarter",
        digits=False,
    ),
]
