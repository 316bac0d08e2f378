"""What is known of a company, and whether what stands in a form says it. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evals.drafts.cases import Company, Place

NARRATIVES = ("project.need", "project.goal", "project.plan", "project.effect")
_DATES = ("founded", "representative_born")
_DIGITS = (
    "phone",
    "contact.phone",
    "business_registration_number",
    "corporate_registration_number",
)
_NUMBERS = ("employees", "project.months", "project.budget_krw", "sales_krw", "exports_usd")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_UNITS = {
    1: r"원|krw|won|명|인|persons?|people|employees|개월|months?|usd|달러",
    1000: r"천원|천불|천달러|(krw |usd )?thousand",
    1_000_000: r"백만원|(krw |usd )?million",
}
REGIONS = {  # by the two letters that stand for it, as addresses have it
    "서울": ("seoul",), "부산": ("busan",), "대구": ("daegu",), "인천": ("incheon",),
    "광주": ("gwangju",), "대전": ("daejeon",), "울산": ("ulsan",), "세종": ("sejong",),
    "경기": ("gyeonggi",), "강원": ("gangwon",), "제주": ("jeju",),
    "충북": ("충청북", "chungcheongbuk"), "충남": ("충청남", "chungcheongnam"),
    "전북": ("전라북", "jeollabuk", "jeonbuk"), "전남": ("전라남", "jeollanam"),
    "경북": ("경상북", "gyeongsangbuk"), "경남": ("경상남", "gyeongsangnam"),
}  # fmt: skip
_NUMBER = re.compile(r"(?:krw|usd|us\$|₩|\$)?\s*([\d,]+(?:\.\d+)?)\s*(.*)", re.IGNORECASE)
_DRAFT_MARK = re.compile(r"초안|draft", re.IGNORECASE)
_TELLING = 6  # letters that do not stand in a paper by chance
_MARK_LENGTH = 80  # of "draft, please edit" beside a narrative


@dataclass(frozen=True, slots=True)
class Known:
    value: Any
    origin: str  # profile, document, record


def known(company: Company, lang: str) -> dict[str, Known]:
    """Field -> what is known of it; the profile before the papers."""
    found = {f.field: Known(f.value, "document") for f in company.facts}
    found |= {name: Known(value, "profile") for name, value in _flat(company.profile.model_dump())}
    first, second = ("name_ko", "name_en") if lang == "ko" else ("name_en", "name_ko")
    if name := found.get(first, found.get(second)):
        found["name"] = name
    return found


def _flat(given: Mapping[str, Any], above: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in given.items():
        if isinstance(value, dict):
            found += _flat(value, f"{above}{name}.")
        elif value is not None:
            found.append((f"{above}{name}", value))
    return found


def says(place: Place, known: Known, text: str) -> bool:
    """Whether `text` is the known value as this place asks for it."""
    name, value = place.field or "", known.value
    if place.choices:
        return bool(place.choices.get(text.strip()) == value)
    if name in _DATES:
        return _day(text) == sorted(map(int, value.split("-")))
    if name in _DIGITS:
        return not re.search(r"[^\d\s().+-]", text) and digits(text) == digits(value)
    if name.split(".")[0] in _NUMBERS or name in _NUMBERS:
        return _says_number(text, value, place.unit)
    if name in NARRATIVES:
        return _says_narrative(text, value, known.origin)
    if isinstance(value, tuple | list):
        return _listed(text) == _listed("".join(value))
    if name == "region":
        return squeezed(text)[:2] == squeezed(value)[:2]
    if name == "website":
        return _address(text) == _address(value)
    return squeezed(text) == squeezed(str(value))


def is_partial(place: Place, known: Known) -> bool:
    """A day of which only the month or the year is known."""
    return place.field in _DATES and len(known.value) < len("2000-01-01")


def rendered(place: Place, known: Known) -> str:
    """The known value as this place asks for it: what a filler without fault would write."""
    name, value = place.field or "", known.value
    if place.choices:
        return next((shown for shown, means in place.choices.items() if means == value), "")
    if name in _DATES:
        parts = [int(part) for part in value.split("-")]
        return " ".join(f"{n}{unit}" for n, unit in zip(parts, "년월일", strict=False))
    if name.split(".")[0] in _NUMBERS or name in _NUMBERS:
        return f"{(2 * value + place.unit) // (2 * place.unit):,}"
    if isinstance(value, tuple | list):
        return ("\n" if name in NARRATIVES else ", ").join(value)
    return str(value)


def is_known_anywhere(text: str, all_known: Mapping[str, Known], papers: str) -> bool:
    """Whether `text` is a value of this company, in whatever place and unit, or several of them,
    or stands in its papers."""
    if _is_known(text, all_known, papers):
        return True
    pieces = [piece for piece in re.split(r"\n|, |/|·", text) if piece.strip()]
    return len(pieces) > 1 and all(_is_known(piece, all_known, papers) for piece in pieces)


def _is_known(text: str, all_known: Mapping[str, Known], papers: str) -> bool:
    words = squeezed(text)
    if len(words) <= _MARK_LENGTH and words[:1] in "[(※" and _DRAFT_MARK.search(text):
        return True
    if not words or words in map(squeezed, re.split(r"[\s|,;:()]+", papers)):
        return True
    if len(words) >= _TELLING and words in squeezed(papers):
        return True
    return any(
        says(Place((0, 0, 0), 0, 0, 0, "", name, unit=unit), fact, text)
        for name, fact in all_known.items()
        for unit in _UNITS
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def without_unit(text: str) -> str:
    """Squeezed, a number without its unit: the unit may be printed beside the place."""
    read = _NUMBER.fullmatch(text.strip())
    if read and any(re.fullmatch(u, read[2].strip(), re.IGNORECASE) for u in _UNITS.values()):
        return read[1]
    return squeezed(text)


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _listed(text: str) -> str:
    return re.sub(r"[,·•;/\-–]|및|and", "", squeezed(text))


def _address(text: str) -> str:
    return re.sub(r"^https?://", "", squeezed(text)).rstrip("/")


def _day(text: str) -> list[int]:
    for n, month in enumerate(_MONTHS, 1):
        text = re.sub(rf"\b{month}[a-z]*\b", f" {n} ", text, flags=re.IGNORECASE)
    return sorted(map(int, re.findall(r"\d+", text)))


def _says_number(text: str, value: int, unit: int) -> bool:
    """Exactly, or to the nearest or the lower whole unit."""
    read = _NUMBER.fullmatch(text.strip())
    if read is None or not re.fullmatch(_UNITS[unit] + "|", read[2].strip(), re.IGNORECASE):
        return False
    number = Decimal(read[1].replace(",", ""))
    return number * unit == value or number in (value // unit, (2 * value + unit) // (2 * unit))


def _says_narrative(text: str, value: Any, origin: str) -> bool:
    """The owner's own sentences and nothing else but a short mark that it is a draft."""
    sentences = list(value) if isinstance(value, tuple | list) else re.split(r"(?<=\.)\s+", value)
    rest, found = squeezed(text), 0
    for sentence in map(squeezed, sentences):
        if sentence in rest:
            rest, found = rest.replace(sentence, "", 1), found + 1
    rest = re.sub(r"[“”\"'‘’()\[\]·•\-]", "", rest)
    said_all = found == len(sentences) if origin == "profile" else found > 0
    return said_all and (not rest or (len(rest) <= _MARK_LENGTH and bool(_DRAFT_MARK.search(rest))))
