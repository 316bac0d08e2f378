"""Values as a form's reader expects them: days, sums in the form's unit, counts, lists. Pure.

Nothing is rounded and nothing added: 1,234,500 won are 1.2345 in millions, a month stays a month.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from assistant.figures import korean_number
from assistant.forms.fields import FieldKind, field_at
from assistant.schema import Language

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SIZES: dict[str, dict[Language, str]] = {
    "micro": {"ko": "소상공인", "en": "Micro business"},
    "small": {"ko": "소기업", "en": "Small enterprise"},
    "medium": {"ko": "중기업", "en": "Medium enterprise"},
    "startup": {"ko": "창업기업", "en": "Start-up"},
    "large": {"ko": "대기업", "en": "Large enterprise"},
}
_WON = re.compile(r"원|won|krw|₩", re.IGNORECASE)
_DOLLAR = re.compile(r"불|달러|usd|us\$|\$|dollars?", re.IGNORECASE)
_ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9}
_PEOPLE = re.compile(r"(?:총\s?)?(?:명|인|people|persons?|employees|staff)", re.IGNORECASE)
_SPAN = {"개월": 1, "월": 1, "months": 1, "month": 1, "년": 12, "years": 12, "year": 12}


def kind_of(field: str) -> FieldKind:
    """Of a dotted field: "sales_krw.2025", "contact.phone"."""
    known = field_at(field)
    return known.kind if known else "text"


def said(field: str, value: object, language: Language, unit: str) -> str | None:
    """A value as text. `unit` is the form's own, which is printed beside the text; where it has none
    ("") the text says its unit itself. None: the value cannot be told in that unit."""
    match kind_of(field):
        case "date":
            return day(str(value), language)
        case "money_krw" | "money_usd" as currency:
            return _money(value, "KRW" if currency == "money_krw" else "USD", language, unit)
        case "count":
            return _people(value, language, unit)
        case "months":
            return _months(value, language, unit)
        case "words":
            return ", ".join(map(plain, value)) if isinstance(value, list | tuple) else plain(value)
        case "choice":
            return SIZES[str(value)][language] if value in SIZES else plain(value)
    return plain(value)


def plain(value: object) -> str:
    """Text without what a file cannot hold: control characters but the newline."""
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", str(value)).replace("\t", " ")
    return "".join(
        c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs")
    ).strip()


def day(written: str, language: Language) -> str:
    """2019-03-04 as "2019. 3. 4." or "4 March 2019"; a month or a year stays one."""
    parts = [int(part) for part in written.split("-")]
    if language == "ko":
        return f"{parts[0]}년" if len(parts) == 1 else " ".join(f"{part}." for part in parts)
    words = [str(parts[0]), *(MONTHS[month - 1] for month in parts[1:2]), *map(str, parts[2:])]
    return " ".join(reversed(words))


def grouped(amount: Decimal) -> str:
    """1234500 as "1,234,500", 1.23450 as "1.2345"."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_unit(unit: str) -> tuple[str, int] | None:
    """The currency and the scale of a printed unit: 천원 is ("KRW", 1000), US$ million ("USD", 10**6)."""
    words = re.sub(r"\b(?:units?|in|of)\b|단위", "", unit, flags=re.IGNORECASE)
    bare = re.sub(r"[\s()\[\]:：.]|,(?!\d)", "", words)
    won, dollar = _WON.search(bare), _DOLLAR.search(bare)
    if bool(won) == bool(dollar) and bare not in ("억", "백만", "천", "만", "천만"):
        return None
    currency = "USD" if dollar else "KRW"
    scale = (_DOLLAR if dollar else _WON).sub("", bare).casefold()
    if not scale:
        return currency, 1
    if re.fullmatch(r"1?[십백천]?[만억조]?", scale):
        return currency, round(korean_number(scale.removeprefix("1")))
    if re.fullmatch(r"1(?:0|,000)*", scale):
        return currency, int(scale.replace(",", ""))
    for name, times in _ENGLISH_SCALES.items():
        if scale.rstrip("s") == name:
            return currency, times
    return (currency, _SHORT_SCALES[scale]) if scale in _SHORT_SCALES else None


def _money(value: object, currency: str, language: Language, unit: str) -> str | None:
    if not isinstance(value, int):
        return None
    if not unit:
        number = grouped(Decimal(value))
        ending = {"KRW": "원", "USD": "달러"}[currency]
        return f"{number}{ending}" if language == "ko" else f"{currency} {number}"
    found = money_unit(unit)
    if found is None or found[0] != currency:
        return None
    return grouped(Decimal(value) / found[1])


def _people(value: object, language: Language, unit: str) -> str | None:
    if not isinstance(value, int):
        return None
    if not unit:
        return f"{value:,}명" if language == "ko" else f"{value:,}"
    return f"{value:,}" if _PEOPLE.fullmatch(unit.strip(" ()")) else None


def _months(value: object, language: Language, unit: str) -> str | None:
    if not isinstance(value, int):
        return None
    if not unit:
        return f"{value}개월" if language == "ko" else f"{value} month{'s' * (value != 1)}"
    months = _SPAN.get(unit.strip(" ()").casefold())
    return None if months is None or value % months else str(value // months)
