"""Forms of money."""

from __future__ import annotations

import re

from assistant.figures.figure import TO, Form, form, lower_end, not_figure, range_form
from assistant.figures.numbers import (
    FIRST,
    HANGUL_NUMBER,
    KOREAN_NUMBER,
    NUMBER,
    SCALE,
    SCALES,
    WORD_NUMBER,
    english_number,
    korean_number,
    low_amount,
    plain,
)

_CURRENCY = {
    "원": "KRW", "won": "KRW", "krw": "KRW", "₩": "KRW", "usd": "USD", "$": "USD", "us$": "USD",
    "달러": "USD", "불": "USD", "dollars": "USD", "dollar": "USD", "eur": "EUR", "€": "EUR",
    "유로": "EUR", "euros": "EUR", "euro": "EUR", "jpy": "JPY", "엔": "JPY", "¥": "JPY",
    "yen": "JPY", "cny": "CNY", "위안": "CNY", "yuan": "CNY", "gbp": "GBP", "£": "GBP",
}  # fmt: skip
_WON = r"원(?!장|[칙천형고안]|인(?!데|가|지|\s)|스톱)"
_AFTER_WON = (
    r"원(?=정|[^가-힣]|을|은|이(?!상한)|의(?=\s)|에|까지|씩|짜리|이상|이하|미만|초과|한도|$)"
)
_AFTER_EOK = r"(?=\s?(?:까지|이상|이하|미만|이내|초과|정도|한도|씩|규모|대)|[을를은이]\s|이(?:라|에|야|고|며|다)|[\s,.)~?!]*$)"
_SIGN = r"(?P<c>KRW|USD|EUR|JPY|CNY|GBP|US\$|[$₩€£¥])"
_SIGN_AGAIN = _SIGN.replace("?P<c>", "?:")
_NAME = r"(?:Korean\s|US\s|U\.S\.\s)?(?P<c>won|dollars?|euros?|yen|yuan|KRW|USD|EUR|JPY|CNY|GBP)\b"
_SCALED = (
    rf"(?:\s?(?P<s>{SCALE})\b|(?P<short>bn|mn|tn|[kmb])(?![A-Za-z])|(?P<ku>\s?[조억만천백십]+))?"
)


def _money(currency: str, amount: float) -> str:
    return f"{_CURRENCY[currency.lower()]} {round(amount)}"


def _korean_money(match: re.Match[str]) -> tuple[str | None, str | None]:
    currency = match["kc"] or "원"
    low = match["low"] and _money(currency, low_amount(match["low"], match["high"]))
    return low, _money(currency, korean_number(match["high"]))


def _hangul_money(match: re.Match[str]) -> str | None:
    if match["hangul"] in ("만", "천", "백", "십") or _names_a_unit(match):
        return None
    return _money("원", korean_number(match["hangul"]))


def _names_a_unit(match: re.Match[str]) -> bool:
    """(단위: 백만원), 지원한도(천원): what the numbers of a table are told in."""
    before = match.string[: match.start()].rstrip()
    bracketed = before.endswith(("(", "[")) and match.string[match.end() :].lstrip()[:1] in (
        ")",
        "]",
    )
    return bool(re.search(r"단위\s?:?$", before.rstrip("("))) or (
        bracketed and match["hangul"] in ("백만", "십만", "천만", "십억", "백억", "억")
    )


def _scaled(match: re.Match[str], number: str) -> float:
    if units := match.groupdict().get("ku"):
        return korean_number(number + units)
    scale = match["s"] or match.groupdict().get("short") or ""
    return plain(number) * SCALES.get(scale.lower(), 1)


def _english_money(match: re.Match[str]) -> tuple[str | None, str | None]:
    """The 300 of KRW 300-500 million is in millions too, unless that would be above the other end."""
    high = _scaled(match, match["high"])
    low = None
    if match["low"]:
        amount = plain(match["low"])
        if own := match.groupdict().get("ls"):
            amount *= SCALES[own.lower()]
        elif _scaled(match, match["low"]) < high:
            amount = _scaled(match, match["low"])
        low = _money(match["c"], amount)
    return low, _money(match["c"], high)


MONEY: list[Form] = [
    # 수백만 원, 몇천만 원, several million won: no exact sum
    not_figure(
        r"(?:수|몇)\s?[십백천만억조]+\s?(?:원|달러|명|개|곳|건|%)",
        r"(?:수|몇)십?[만억조]\s?(?:원|달러|명|개|곳|건)",
        signs="수 몇",
        digits=False,
    ),
    range_form(
        "money",
        lower_end(KOREAN_NUMBER, rf"(?:\s?{_WON})?", rf"(?:\s?에서\s|부터\s|{TO})")
        + rf"{FIRST}(?P<high>{KOREAN_NUMBER})\s?(?P<kc>{_WON}|달러|불(?=[^가-힣]|의|을|이|$)|유로|엔(?![가-힣])|위안(?!부))",
        _korean_money,
        signs="원 달러 불 유로 엔 위안",
    ),
    form(
        "money",
        rf"(?P<hangul>{HANGUL_NUMBER})\s?{_AFTER_WON}",
        _hangul_money,
        digits=False,
        signs="원",
    ),
    range_form(  # spoken without the currency
        "money",
        r"(?<!인구\s)(?<!인구\s약\s)(?<!회원\s)"
        + lower_end(KOREAN_NUMBER)
        + rf"{FIRST}(?P<high>{NUMBER}\s?(?:조\s?{NUMBER}\s?)?억(?:\s?{NUMBER}\s?[천백만]+)?){_AFTER_EOK}(?P<kc>)",
        _korean_money,
        signs="억",
    ),
    range_form(
        "money",
        r"(?<=최대\s)(?P<low>)(?P<high>\d[\d,]*\s?[천백십]?만)(?=\s?(?:까지|한도|씩)|[\s.?!]*$)(?P<kc>)",
        _korean_money,
        signs="만",
    ),
    range_form(
        "money",
        rf"(?P<between>(?<=between\s))?(?P<low_end>{_SIGN}\s?(?:(?P<low>{NUMBER})(?:\s?(?P<ls>{SCALE})\b)?)?)(?(low)(?(between)(?:\sand\s|{TO})|{TO})(?:{_SIGN_AGAIN}\s?)?)(?P<high>{NUMBER}){_SCALED}",
        _english_money,
        signs="krw usd eur jpy cny gbp $ ₩ € £ ¥",
    ),
    range_form(
        "money",
        lower_end(NUMBER, rf"(?:\s(?P<ls>{SCALE}))?(?:\swon|\sdollars)?")
        + rf"{FIRST}(?P<high>{NUMBER})(?:[\s-]?(?P<s>{SCALE})[\s-])?\s?{_NAME}",
        _english_money,
        signs="won dollar euro yen yuan krw usd eur jpy cny gbp",
    ),
    form(
        "money",
        rf"\b(?P<part>half\sa\s|a\squarter\sof\sa\s)(?P<s>{SCALE})\s{_NAME}",
        lambda m: _money(m["c"], (0.5 if m["part"][0] in "hH" else 0.25) * SCALES[m["s"].lower()]),
        digits=False,
        signs="half quarter",
    ),
    form(
        "money",
        rf"(?<!several\s)(?<!few\s)\b(?P<w>{WORD_NUMBER}|a\s(?:thousand|million|billion))\s{_NAME}",
        lambda m: _money(m["c"], english_number(m["w"])),
        digits=False,
        signs="won dollar euro yen yuan krw usd eur jpy cny gbp",
    ),
]
