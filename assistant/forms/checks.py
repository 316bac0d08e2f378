"""What is wrong with a value, by the field it is for; and numbers that are never used. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from assistant.dates import day_span

_BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_OLDEST = 1920  # no owner was born before: "110111-1…" is a corporate number
_SIX_SEVEN = re.compile(r"(?<!\d)(?<!\d-)(\d{6})\s?[-–—−]?\s?([1-8])([\d*xX●○#]{6})(?!\d)")
_LICENCE = re.compile(r"(?<!\d)(?<!\d-)\d{2}-\d{2}-\d{6}-\d{2}(?!\d)")
_PASSPORT = re.compile(r"(?:여권|passport)[^\n]{0,30}?\b[A-Z]\d{3}[A-Z\d]\d{4}\b", re.IGNORECASE)
_REGISTRY = re.compile(  # offices and kinds of company that together look like a day of birth
    r"(?:1[1-9]|2[0-2])(?:0[1-4]|1[0-2])(?:1[1-5]|2[12]|31)"
)
_EXTENSION = re.compile(
    r"\s?\(?(?:내선|교환|ext\.?|extension)\s?(?:번호\s?)?:?\s?\d{1,5}\)?$", re.I
)
_PHONE = re.compile(
    r"0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|1[016-9]|70|80|50\d)\d{7,8}|1[5-9]\d{6}|\+(?!82)[1-9]\d{6,14}"
)
_EMAIL = re.compile(r"(?a:[\w.+%-]+@(?:[\w](?:[\w-]*[\w])?\.)+[A-Za-z]{2,})")
_WEB = re.compile(
    r"(?:https?://)?(?:[\w가-힣](?:[\w가-힣-]*[\w가-힣])?\.)+[A-Za-z가-힣]{2,}(?::\d{2,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MOST_LETTERS = 254  # of an e-mail address


def is_business_number(number: str) -> bool:
    """Whether ten digits end in their check digit: (10 - sum % 10) % 10, where the sum is that of
    the first nine by 1, 3, 7, 1, 3, 7, 1, 3, 5, and of the tens of the ninth by 5."""
    digits = [int(d) for d in re.sub(r"\D", "", number)]
    if len(digits) != 10 or not any(digits):
        return False
    total = (
        sum(w * d for w, d in zip(_BUSINESS_WEIGHTS, digits, strict=False)) + digits[8] * 5 // 10
    )
    return digits[9] == (10 - total % 10) % 10


def is_corporate_number(number: str) -> bool:
    """Whether thirteen digits end in their check digit: (10 - sum % 10) % 10, where the sum is that
    of the first twelve by 1 and 2 in turn."""
    digits = [int(d) for d in re.sub(r"\D", "", number)]
    if len(digits) != 13 or not any(digits):
        return False
    total = sum((1 + i % 2) * d for i, d in enumerate(digits[:12]))
    return digits[12] == (10 - total % 10) % 10


def holds_identity(text: str) -> bool:
    """Whether a text holds a resident or foreigner's registration number, masked or not, or the
    number of a driving licence or a passport.

    A corporate number has the same form: one is told by its registry and check digit. Resident
    numbers given out since 2020 have no check digit, so theirs is not looked at.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    if _LICENCE.search(plain) or _PASSPORT.search(plain):
        return True
    return any(_is_resident(*match.groups()) for match in _SIX_SEVEN.finditer(plain))


def _is_resident(born: str, seventh: str, rest: str) -> bool:
    year = (1900 if seventh in "1256" else 2000) + int(born[:2])
    try:
        date(year, int(born[2:4]), int(born[4:]))
    except ValueError:
        return False
    if year < _OLDEST and rest.isdigit():
        return False
    return not (_REGISTRY.fullmatch(born) and is_corporate_number(born + seventh + rest))


def fault(field: str, value: object, today: date) -> str | None:
    """The name of the phrase that says what is wrong with a field's value; None: nothing is.

    `field` is a dotted key, "contact.phone" or "sales_krw.2025".
    """
    if isinstance(value, list | tuple):
        return next((f for one in value if (f := fault(field, one, today))), None)
    if isinstance(value, str):
        if not value.strip():
            return "fault_empty"
        if holds_identity(value):
            return "fault_identity"
        if field == "name_en" and re.search("[가-힣]", value):
            return "fault_not_english"
        if field.endswith(("name", "name_ko", "name_en", "representative")):
            if not any(map(str.isalpha, value)):
                return "fault_name"
    key, _, last = field.rpartition(".")
    if key in ("sales_krw", "exports_usd"):
        if not last.isdigit() or int(last) > today.year:
            return "fault_future_year"
        return None if _is_whole(value) else "fault_money"
    match last:
        case "budget_krw":
            return None if _is_whole(value) else "fault_money"
        case "employees" | "months":
            return None if _is_whole(value) else "fault_count"
        case "founded" | "representative_born":
            return _day_fault(str(value), today)
        case "business_registration_number":
            return _number_fault(str(value), r"\d{3}-?\d{2}-?\d{5}", "business_number")
        case "corporate_registration_number":
            return _number_fault(str(value), r"\d{6}-?\d{7}", "corporate_number")
        case "phone":
            return None if is_phone(str(value)) else "fault_phone"
        case "email":
            fits = _EMAIL.fullmatch(str(value).strip()) and len(str(value)) <= _MOST_LETTERS
            return None if fits and ".." not in str(value) else "fault_email"
        case "website":
            return None if _WEB.fullmatch(str(value).strip()) else "fault_website"
    return None


def is_phone(written: str) -> bool:
    """Of Korea, or of another country with its code."""
    number = _EXTENSION.sub("", unicodedata.normalize("NFKC", written).strip())
    number = re.sub(r"^\(?\+82\)?[-.\s]*(?:\(?0\)?)?", "0", number)
    if re.search(r"[^\d\s().+-]", number):
        return False
    bare = re.sub(r"[\s().-]", "", number)
    if re.fullmatch(r"01[5-9]\d{6}", bare):  # +82-1588-0000
        bare = bare[1:]
    return bool(_PHONE.fullmatch(bare))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _day_fault(written: str, today: date) -> str | None:
    span = day_span(written) if _ISO.fullmatch(written) else None
    if span is None:
        return "fault_no_such_day"
    return "fault_future" if span[0] > today else None


def _number_fault(written: str, form: str, name: str) -> str | None:
    if not re.fullmatch(form, written.strip()):
        return f"fault_{name}_form"
    fits = is_business_number if name == "business_number" else is_corporate_number
    return None if fits(written) else f"fault_{name}_sum"
