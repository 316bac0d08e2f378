"""The value that stands beside a label, as the profile has it; None where it is none of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.company.labels import label_of
from assistant.company.lists import items
from assistant.company.people import person
from assistant.company.stated import Value
from assistant.company.unsaid import is_guidance, is_nothing
from assistant.figures import Figure, figures
from assistant.forms.checks import holds_identity
from assistant.regions import province

_ABOUT = re.compile(
    r"(?:약|대략|거의|최소|최대|여|이상|이하|미만|초과|내외|안팎|규모\s?예상|about|around|some|approximately|approx\.?|nearly|almost|over|more than|at least|up to|under|less than|fewer than|circa|~)\s*$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(
    r"^\s*(?:여\s?(?:명|원|개|억|만)|이상|이하|미만|초과|내외|안팎|가량|정도|\+|or more|or so)",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w-])(?:KSIC[\s:-]*)?(?P<code>[A-U]\d{2,5}|\d{5})(?![\w-])")
_POSTCODE = re.compile(r"^(?:\(?(?:우(?:편번호)?)?\s?:?\s?\)?\s?\(?\d{5}\)?|\(우\)\s?\d{5})[\s,]+")
_ADDRESS_KO = re.compile(r"(?:시|군|구|도)\s.*(?:로|길|동|읍|면|리|가)(?:\s|\d|$|,)")
_ADDRESS_EN = re.compile(
    r"\b[\w-]+-(?:ro|gil|daero|gu|si|dong|do)\b|\b(?:Street|St|Road|Rd|Avenue|Ave|Korea)\b",
    re.IGNORECASE,
)
_MORE_PLACES = re.compile(
    r"\s*[/;]\s*(?:공장|연구소|지사|지점|사무소|Factory|Branch|R&D|Lab)|\s+(?:공장|연구소|지사)\s?[:：]|\s*[(（]?\s?(?:우편번호|우)\s?[:：]?\s?\d{5}\s?[)）]?$"
)
_TICK = re.compile(r"[■☑✔√●◉✓☒]|\[\s?[vV√xX]\s?\]|\(\s?[vV√○]\s?\)")
_UNTICK = re.compile(r"[□☐○◯]|\[\s*\]|\(\s*\)")
_SIZES = (
    ("micro", re.compile(r"소상공인|\bmicro", re.IGNORECASE)),
    (
        "medium",
        re.compile(
            r"(?<!대)중기업|(?<!and )(?<!or )(?<!small-)(?<!& )(?<!/)\bmedium", re.IGNORECASE
        ),
    ),
    (
        "small",
        re.compile(r"(?<!중)(?<!중·)소기업|\bsmall(?![ -]?(?:and|or|to|&|/))(?!\w)", re.IGNORECASE),
    ),
    ("large", re.compile(r"대기업|\blarge\b", re.IGNORECASE)),
    (
        "startup",
        re.compile(
            r"(?<!예비)(?<!예비 )창업\s?(?:초기\s?)?기업|스타트업|\bstart-?up\b", re.IGNORECASE
        ),
    ),
)
_ENDING = re.compile(
    r"\.(?:com|net|org|kr|io|ai|biz|info|dev|app|shop|co|jp|cn|de|eu)$", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[A-Za-z]{2,}(?:/[^\s|,)]*)?")


def read(field: str, text: str) -> Value | None:
    """The value of a field in the words beside its label; sums by year are read elsewhere."""
    words = " ".join(text.split())
    if (
        is_guidance(words)
        or is_nothing(words)
        or holds_identity(words)
        or (label_of(words) is not None and field not in _LISTS)
    ):
        return None
    reader = _READERS.get(field.split(".")[-1])
    return reader(words) if reader else None


def phone(words: str) -> str | None:
    for figure in figures(words):
        if figure.kind == "phone" and not re.search(
            r"팩스|fax|\bF\b", words[: figure.start], re.IGNORECASE
        ):
            written = words[figure.start : figure.end]
            plain = re.fullmatch(r"[\d-]+|\+82[\d -]+", written)
            return written if plain else figure.value.split(" ext ")[0]
    return None


def email(words: str) -> str | None:
    words = _unbroken(words) if words.count("@") == 1 else words
    return next((words[f.start : f.end] for f in figures(words) if f.kind == "email"), None)


def _unbroken(words: str) -> str:
    """An address that a narrow cell broke in two, and nothing else: "www.exam ple.com"."""
    joined = words.replace(" ", "")
    whole = re.fullmatch(r"(?:https?://|www\.)?[\w.+@/-]+\.[A-Za-z]{2,}/?", joined)
    parts = words.split()
    if (
        whole
        and len(parts) == 2
        and (not _ENDING.search(parts[0]) or (len(parts[1]) <= 3 and _ENDING.search(joined)))
    ):
        return joined if joined.count("www.") < 2 else words
    return words


def website(words: str) -> str | None:
    if "@" in words:
        return None
    words = _unbroken(words)
    found = next((words[f.start : f.end] for f in figures(words) if f.kind == "url"), None)
    if found is None and (match := _DOMAIN.search(words)):
        found = match[0]
    return found.rstrip("/.") if found else None


def address(words: str) -> str | None:
    words = _POSTCODE.sub("", words)
    if more := _MORE_PLACES.search(words):
        words = words[: more.start()]
    words = re.sub(r"(?<=[가-힣]) (?=(?:구|시|군|동|로|길|읍|면|리|도)(?:[\s,]|$))", "", words)
    words = re.sub(
        r"^(?:본사|본점|Head office|HQ)\s?[:：)]\s?", "", words, flags=re.IGNORECASE
    ).strip(" ,.;|")
    is_korean = bool(re.search("[가-힣]", words))
    fits = _ADDRESS_KO.search(words) if is_korean else _ADDRESS_EN.search(words) and "," in words
    return words if fits and 6 <= len(words) <= 200 else None


def size(words: str) -> str | None:
    if _TICK.search(words):
        ticked = re.findall(
            rf"(?:{_TICK.pattern})\s?(.*?)(?=\s*(?:{_TICK.pattern}|{_UNTICK.pattern})|$)", words
        )
        words = " / ".join(ticked)
    elif _UNTICK.search(words):
        return None
    found = [name for name, pattern in _SIZES if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def people(words: str) -> int | None:
    """Only an exact number that stands first: "12명(연구원 5명)", not "정규직 10명, 계약직 2명"."""
    match = re.match(
        r"(?:총|현재|상시|전체|total(?: of)?|we are)?\s?:?\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\s?(?:명|인|people|persons?|employees|staff|members|full-time.*)?(?P<rest>.*)$",
        words,
        re.IGNORECASE,
    )
    if match is None or re.match(
        r"\s?(?:[.\d~+%-]|여\s?명|이상|내외|or more|to \d|년|억|만)", match["rest"]
    ):
        return None
    if re.search(r"예정|목표|계획|예상|target|plan", words[: match.start("rest")], re.IGNORECASE):
        return None
    if re.match(
        r"\s?[(（,]?\s?(?:예정|목표|예상|계획|planned|target|expected)",
        match["rest"],
        re.IGNORECASE,
    ):
        return None
    return int(match["n"].replace(",", ""))


def months(words: str) -> int | None:
    found = {m for f in figures(words) if f.kind == "duration" and (m := _in_months(f))}
    if not found and (match := re.fullmatch(r"(\d{1,3})", words)):
        return int(match[1])
    return found.pop() if len(found) == 1 else None


def _in_months(figure: Figure) -> int | None:
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", figure.value)
    return int(match[1] or 0) * 12 + int(match[2] or 0) if match and match.group() != "P" else None


def day(words: str) -> str | None:
    """The first day that is given with its year."""
    for figure in figures(words):
        if figure.kind == "date" and figure.value[0] != "-":
            before = words[: figure.start]
            return figure.value if len(before) <= 12 and not re.search(r"\d", before) else None
    return None


def won(words: str) -> int | None:
    """A sum that stands first."""
    for figure in figures(words):
        if figure.kind == "money":
            before = words[: figure.start]
            fits = figure.value.startswith("KRW ") and not re.search(r"\d", before)
            exact = not is_about(words, figure)
            return int(figure.value.split()[1]) if fits and exact and len(before) <= 8 else None
    return None


def is_about(text: str, figure: Figure) -> bool:
    """Whether a figure is no exact one: 약 10억 원, over 30 people."""
    return bool(
        _ABOUT.search(text[: figure.start])
        or _ABOUT_AFTER.match(text[figure.end :])
        or re.search(r"\d여|여\s?\S$|수\s?[십백천억]|몇", text[figure.start : figure.end])
    )


def _numbered(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(rf"(?<![\d-]){pattern}(?![\d-])")

    def number(words: str) -> str | None:
        found = {"-".join(match.groups()) for match in compiled.finditer(words)}
        return found.pop() if len(found) == 1 else None

    return number


def _region(words: str) -> str | None:
    return province(words) if len(words) <= 40 else None


def _industry(words: str) -> str | None:
    bare = re.sub(r"\s*[(（\[]?\s*" + _CODE.pattern + r"\s*[)）\]]?\s*", "", words).strip(" ,/:-")
    bare = re.sub(r"(?<=[가-힣]) (?=(?:업|조업|스업|비스업|매업|설업)(?:[\s,]|$))", "", bare)
    return bare if 2 <= len(bare) <= 100 and re.search("[가-힣A-Za-z]{2}", bare) else None


def industry_code(words: str) -> str | None:
    codes = {match["code"] for match in _CODE.finditer(words)}
    return codes.pop() if len(codes) == 1 else None


def _title(words: str) -> str | None:
    return words if len(words) <= 40 and not re.search(r"\d|@", words) else None


def _short(words: str) -> str | None:
    return words if 2 <= len(words) <= 200 else None


def _long(words: str) -> str | None:
    return words if 8 <= len(words) <= 1500 else None


business_number = _numbered(r"(\d{3})[-\s]?(\d{2})[-\s]?(\d{5})")
corporate_number = _numbered(r"(\d{6})[-\s]?(\d{7})")
_LISTS = ("certifications", "prior_awards", "overseas_partners")
_READERS: dict[str, Callable[[str], Value | None]] = {
    "representative": person,
    "representative_born": day,
    "business_registration_number": business_number,
    "corporate_registration_number": corporate_number,
    "founded": day,
    "address": address,
    "region": _region,
    "phone": phone,
    "email": email,
    "website": website,
    "industry": _industry,
    "industry_code": industry_code,
    "size": size,
    "employees": people,
    "certifications": items,
    "overseas_partners": items,
    "prior_awards": items,
    "name": person,  # of the contact
    "title": _short,
    "field": _short,
    "need": _long,
    "goal": _long,
    "plan": _long,
    "effect": _long,
    "budget_krw": won,
    "months": months,
}
