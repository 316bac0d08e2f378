"""Forms of ages and counts."""

from __future__ import annotations

import re

from assistant.figures.figure import TO, Form, both_ends, form, lower_end, range_form
from assistant.figures.numbers import (
    FIRST,
    HANGUL_NUMBER,
    KOREAN_NUMBER,
    NATIVE_NUMBER,
    NUMBER,
    SCALES,
    WORD_NUMBER,
    any_number,
    english_number,
    korean_number,
    low_amount,
    plain,
    shortest,
)

_PEOPLE = r"(?<=founders\s)|(?<=aged\s)|(?<=entrepreneurs\s)|(?<=people\s)|(?<=owners\s)|(?<=representatives\s)|(?<=applicants\s)|(?<=anyone\s)|(?<=those\s)|(?<=are\s)|(?<=is\s)|(?<=be\s)|(?<=who\sare\s)|^"
_YEARS_OLD = r"(?:세|살)(?=[^가-힣]|이상|이하|미만|초과|까지|부터|의|인|로|를|가|는|은|에(?!게)|이|도|와|과|면|여야|$)(?!\s?경영)"

AGES: list[Form] = [
    range_form(
        "age",
        lower_end(r"\d{1,2}", r"\s?(?:세|살)?", rf"{TO}(?:만\s?)?")
        + rf"(?<!\d)(?P<high>(?:만\s?)?\d{{1,3}})\s?{_YEARS_OLD}",
        both_ends,
        signs="세 살",
    ),
    range_form(
        "age",
        r"\b(?:aged|ages?)\s(?:of\s|between\s|from\s|limit\s(?:is\s|of\s)|under\s|over\s|below\s)?(?:(?P<low>\d{1,2})(?:\s?~\s?|-|\sto\s|\sand\s))?(?P<high>\d{1,3})(?![\d,]|\.\d|\s?%)",
        both_ends,
        signs="age",
    ),
    range_form(  # a firm is as old, a founder is not
        "age",
        lower_end(r"\d{2}")
        + r"(?<!\d)(?P<high>1[5-9]|[2-9]\d)[\s-]years?(?:[\s-]old\b|\sof\sage\b)",
        both_ends,
        signs="old of",
    ),
    form(
        "age",
        r"(?<![\d,.])(?P<n>\d{2})\s(?:and|or)\s(?:under|younger|below|over|older)\b",
        lambda m: m["n"],
        signs="under younger below over older",
    ),
    form(
        "age",
        rf"(?:{_PEOPLE})(?:under|below|over|above)[\s-](?:the\sage\sof\s)?(?P<n>[1-6]\d)s?(?![\d,%]|\.\d)(?=\s?(?:[,.;:)?!]|$|\b(?:and|or|at|who|on|as)\b))|\bunder-(?P<n2>[1-6]\d)s?\b",
        lambda m: m["n"] or m["n2"],
        signs="under below over above",
    ),
]

_COUNTERS = (
    r"명(?!칭|목|예|확)|개사|개소|개국|개(?!월|년|사)|\s개(?!월|년|인|발|선|최|편|요|정|설|방|학|통|업|시|별|혁)"
    r"|곳|건(?!강|물|설|축)|팀|차례|회(?!사|의|장|원|계|차|기|관)|종(?!료|합|사|로|결|전|목|속|이)|가지"
    r"|인(?=[\s을이의,.()]|$)|과제|기관|기업(?!은행)|학과|분야|단계|부문|트랙|업체|군데"
    r"|점(?!검|포|수|심|주|유|차|자)|쪽|페이지|매(?=[\s,.)을를]|이내|이하|$)|부(?=[\s,.)을를씩]|$)|건"
)
_MAJOR = r"대(?=\s?(?:분야|전략|과제|핵심|중점|신산업|산업|추진|영역|유망|주력))"
_NOT_ONE = (
    r"(?<!no\s)(?<!any\s)(?<!every\s)(?<!each\s)(?<!this\s)(?<!that\s)(?<!several\s)(?<!few\s)"
)


def _korean_count(match: re.Match[str]) -> tuple[str | None, str | None]:
    low = match["low"] and shortest(low_amount(match["low"], match["high"]))
    return low, shortest(korean_number(match["high"]))


def _rising(match: re.Match[str]) -> tuple[str | None, str | None]:
    """3-5 companies, not a 50-50 split."""
    return both_ends(match) if int(match["low"]) < int(match["high"]) else (None, None)


COUNTS: list[Form] = [
    range_form(
        "count",
        lower_end(KOREAN_NUMBER, r"(?:\s?(?:명|개|곳|건|회|점|쪽|부))?")
        + rf"{FIRST}(?P<high>{KOREAN_NUMBER})\s?(?:여\s?)?(?:{_COUNTERS}|{_MAJOR})",
        _korean_count,
    ),
    form(
        "count",
        rf"(?<![가-힣])(?P<n>{NATIVE_NUMBER})\s?(?:여\s)?(?:명|개(?!월|년)|곳|가지|기관|기업|단계|분과|트랙|차례|건|경로|군데|분야|과제|사람|팀|부문|업체)",
        lambda m: shortest(any_number(m["n"])),
        digits=False,
        signs="명 개 곳 가지 기관 기업 단계 분과 트랙 차례 건 경로 군데 분야 과제 사람 팀 부문 업체",
    ),
    form(
        "count",
        rf"(?P<n>{HANGUL_NUMBER})\s?(?:명|곳|건|개(?![가-힣])|팀)",
        lambda m: shortest(korean_number(m["n"])) if len(m["n"]) > 1 or " " in m.group() else None,
        digits=False,
        signs="십 백 천 만 억 조",
    ),
    form(
        "count",
        rf"{_NOT_ONE}\b(?P<w>{WORD_NUMBER})\b(?!-|\sof\sthe\b|\sanother|\s(?:thirds?|quarters?))",
        lambda m: shortest(english_number(m["w"])),
        digits=False,
        signs="one two three four five six seven eight nine ten eleven twelve teen twenty thirty forty fifty sixty seventy eighty ninety hundred",
    ),
    range_form(
        "count",
        r"(?<![\w.,~-])(?:(?P<low>[1-9]\d{0,3})-)(?P<high>[1-9]\d{0,3})(?=\s[A-Za-z])(?!\s?[ap]m)",
        _rising,
        signs="-",
    ),
    form(
        "count",
        rf"(?<![\w.,-])(?!0\d)(?P<n>{NUMBER})(?:\s(?P<s>thousand|million|billion)\b)?(?![\w㎡㎥℃°]|[.,]\d|-\d)",
        lambda m: shortest(plain(m["n"]) * SCALES.get((m["s"] or "").lower(), 1)),
    ),
]
