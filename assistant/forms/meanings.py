"""What one printed label says: what it asks for, of whom, of which year. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Literal

from assistant.forms import labels_en, labels_ko
from assistant.forms.printed import unit_alone
from assistant.schema import Language

Who = Literal["company", "representative", "contact", "applicant", "several"]

PERSONAL = ("name_of_person", "phone", "reach", "mobile", "email", "title", "born")
_KO = {name: re.compile(pattern) for name, pattern in labels_ko.ATTRIBUTES.items()}
_EN = {name: re.compile(pattern) for name, pattern in labels_en.ATTRIBUTES.items()}
_KO_PERSONS = {who: re.compile(f"({p})의?(.*)") for who, p in labels_ko.PERSONS.items()}
_EN_PERSONS = {
    who: (re.compile(rf"{p}(?: s)?(?: (.+))?"), re.compile(rf"(.+?) of (?:the )?{p}"))
    for who, p in labels_en.PERSONS.items()
}
_NUMBERING = re.compile(
    r"^(?:Q\s?\d{1,2}[.):]?\s)?[\s□■○◯ㅇ◦●▶◆❍▷◈▣*·•\-–※☞]*(?:(?:\d{1,2}(?:[-.]\d{1,2}){0,2}[.)]?(?=\s|[가-힣A-Za-z])(?!\d?년)|[가-하][.)]|[(]\d{1,2}[)]|[(][가-하][)]|[①-⑳❶-❿]|[Ⅰ-Ⅻ]\s?[.)]?|[A-Ha-h][.)])\s*){0,2}"
)
_AND = re.compile(r"(?<=[가-힣])(?<![성효결])[과와]\s+(?=[가-힣])")
_BRACKETS = re.compile(
    r"[(\[<{「『【〔（]([^()\[\]<>{}「」『』【】〔〕（）]{1,60})[)\]>}」』】〕）]"
)
_ADDS_NOTHING = (labels_ko.BARE, labels_ko.GENERIC, labels_ko.YEARLY, labels_ko.TOTAL)
_YEAR = re.compile(
    r"(?:FY\s?)?(?<!\d)(20\d\d)(?!\d)\s?(?:년도?|年)?|(?:['’‘`])(\d\d)(?!\d)\s?(?:년도?)?|(?<![\d\w])(2\d)년도?"
)
_MOBILE = re.compile(r"휴대|핸드폰|\bH\.?P\b|mobile|\bcell", re.IGNORECASE)
_COMPANY_KO = re.compile(r"기업|업체|회사|기관|법인|사업자|사업체|단체")
_COMPANY_EN = re.compile(
    r"\b(?:company|firm|business|enterprise|organi[sz]ation|corporate|corporation|institution)\b"
)
_OF_COMPANY_EN = re.compile(
    rf"{_COMPANY_EN.pattern}|(?:main|general|central|head office|switchboard)\b"
)
_REPRESENTATIVE = re.compile(
    r"대표자|대표이사|^대표$|\bceo\b|\brepresentatives?\b|\bchief executive\b|\bpresident\b", re.I
)
_CONTACT = re.compile(
    r"담당|실무|\bcontact\b|\bin charge\b|\b(?:person|staff|officer) responsible\b|\bresponsible person\b",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"(?:참가|참석|동반|참여)\s?(?:자|인원|인력)|\b(?:main |accompanying )?(?:participants?|attendees?)\b",
    re.I,
)
_FILLS_IN = re.compile(
    r"신청|지원자|응답자|작성자|\b(?:applicants?|respondents?|lead|applying)\b", re.IGNORECASE
)
_APPLICANT = re.compile(r"신청인|신청자|지원자|\bapplicant\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    attribute: str = ""  # a key of ATTRIBUTES; "" where it asks for none
    who: Who | None = None  # that the label itself names
    language: Language | None = None  # "(영문)"
    year: int | None = None  # 2024; 0, -1, -2 counted from the year of writing
    is_plain: bool = False  # a year, a total, "내용": it adds nothing that changes what is asked
    is_total: bool = False
    is_empty: bool = False  # "내용", "Details": the head of a column to write in
    is_other: bool = False  # speaks of somebody or something other than the applicant
    is_blocked: bool = False  # of a figure that is none of ours: a forecast, a share, a part


@lru_cache(maxsize=4096)
def meaning(label: str) -> Meaning:
    label = label[:200]
    if unit_alone(label):
        return Meaning(is_plain=True)
    return _korean(label) if re.search(r"[가-힣]", label) else _english(label)


def whose(text: str) -> Who | None:
    """Whom a group or a heading is about."""
    compact = re.sub(r"\s+", "", text) if re.search(r"[가-힣]", text) else text.lower()
    persons = [
        who
        for who, pattern in (("representative", _REPRESENTATIVE), ("contact", _CONTACT))
        if pattern.search(compact)
    ]
    if len(persons) > 1:
        return "several"
    if persons:
        return persons[0]  # type: ignore[return-value]
    if _COMPANY_KO.search(compact) or _COMPANY_EN.search(compact):
        return "company"
    return "applicant" if _APPLICANT.search(compact) else None


def is_other(text: str, of_contact: bool = False) -> bool:
    """Whether a heading or a group is about somebody else. `of_contact`: what stands in it is said
    to be the contact person's, whom "participants" may include."""
    if of_contact:
        text = _TAKES_PART.sub(" ", text)
    if labels_ko.OTHER.search(re.sub(r"\s+", "", text)):
        return True
    return bool(labels_en.OTHER.search(_lower(text)))


def names_applicant(text: str) -> bool:
    """Whether a heading about several names the applicant too: "Applicant and partner company"."""
    parts = re.split(r"(?<=[가-힣])(?:과|와)\s|\s및\s|[·/,&]|\s(?:and|or)\s", text)
    return len(parts) > 1 and any(_FILLS_IN.search(part) and not is_other(part) for part in parts)


def _opened(label: str) -> tuple[str, str]:
    """A label without its number and brackets, and what stood in the brackets."""
    text = re.split(r"\n?\s*[※☞]", label)[0] or label
    text = _NUMBERING.sub("", text, count=1)
    text = unicodedata.normalize("NFKC", text)
    aside = " ".join(part for part in _BRACKETS.findall(text) if not unit_alone(part))
    bare = _BRACKETS.sub(" ", text)
    return (bare, aside) if bare.strip(" *:：.,-·") else (aside, "")


def _years(text: str) -> tuple[list[int], str]:
    found = [int(a) if a else 2000 + int(b or c) for a, b, c in _YEAR.findall(text)]
    return found, _YEAR.sub(" ", text)


def _language(text: str) -> Language | None:
    text = re.sub(r"(?<=[가-힣])\s+(?=[가-힣])", "", text)
    if re.search(r"영문|영어|\benglish\b", text, re.I):
        return "en"
    return "ko" if re.search(r"국문|한글|한국어|\bkorean\b|\bhangul\b", text, re.I) else None


def _korean(label: str) -> Meaning:
    bare, aside = _opened(label)
    bare = _AND.sub("및", bare)
    years, bare = _years(bare)
    more, aside = _years(aside)
    language = _language(aside) or _language(bare)
    bare = re.sub(r"국\s*문|영\s*문|한\s*글", " ", bare)
    joined = re.sub(r"\s+", "", f"{bare}{aside}")
    year = {*years, *more}.pop() if len({*years, *more}) == 1 else None
    relative = _relative(joined, labels_ko)
    spaced, bare = bare, _without_relative(re.sub(r"\s+", "", bare), labels_ko)
    compact = _compact(bare)
    compact = re.sub(r"^(?:필수|선택)|(?:필수|기재|입력)$", "", compact)
    attribute, who = ("", None) if labels_ko.BARE.fullmatch(compact) else _asked_ko(compact)
    plain = not attribute and (
        not compact
        or any(
            pattern.fullmatch(re.sub(r"^(?:최근|과거)?\d개?년간?", "", compact))
            for pattern in _ADDS_NOTHING
        )
    )
    if not attribute and not plain:
        attribute = _bilingual(spaced)
    if not attribute and not plain:
        attribute, who = _alike([_asked_ko(_compact(part)) for part in re.split(r"[/·,]", spaced)])
    if attribute == "industry" and "코드" in aside:
        attribute = "industry_both"
    if attribute == "address" and re.search(r"시\W?도|광역", aside):
        attribute = "region"
    if attribute in ("phone", "reach") and _MOBILE.search(aside):
        attribute = "mobile"
    return Meaning(
        attribute,
        who,
        language,
        year if year is not None else relative,
        plain or (not compact and bool(language)),
        bool(labels_ko.TOTAL.fullmatch(compact)),
        bool(labels_ko.BARE.fullmatch(compact)),
        bool(labels_ko.OTHER.search(joined))
        and attribute not in ("partners", "partner_alone", "industry", "awards"),
        len({*years, *more}) > 1
        or bool(labels_ko.BLOCKS.search(joined))
        or (bool(attribute) and bool(labels_ko.SPANS.search(joined))),
    )


def _asked_ko(compact: str) -> tuple[str, Who | None]:
    if labels_ko.COMPANY_ALONE.fullmatch(compact):
        for name in ("email", "website"):
            if re.search("메일|우편" if name == "email" else "홈페이지", compact):
                return name, "company"
        return "phone", "company"
    for who, pattern in _KO_PERSONS.items():
        match = pattern.fullmatch(compact)
        if match is None:
            continue
        rest = match.group(2)
        if rest in ("", "명", "및성명", "성명및"):
            return "name_of_person", who  # type: ignore[return-value]
        for name in PERSONAL:
            if _KO[name].fullmatch(rest):
                return name, who  # type: ignore[return-value]
    for name, pattern in _KO.items():
        if pattern.fullmatch(compact):
            return name, None
    return "", None


def _alike(asked: list[tuple[str, Who | None]]) -> tuple[str, Who | None]:
    """What "CEO / Representative" asks for; nothing where its parts ask for different things."""
    return asked[0] if len(set(asked)) == 1 else ("", None)


def _compact(text: str) -> str:
    return re.sub(r"[^가-힣A-Za-z0-9]", "", text).upper()


def _bilingual(bare: str) -> str:
    """Of "기업명 Company name": what both languages say."""
    hangul = re.sub(r"[^가-힣]", "", bare)
    latin = _lower(re.sub(r"[가-힣]", " ", bare))
    if len(latin) < 3 or not hangul:
        return ""
    attribute, who = _asked_ko(hangul)
    other, same = _asked_en(latin)
    return attribute if attribute == other and who == same and who is None else ""


def _english(label: str) -> Meaning:
    bare, aside = _opened(label)
    years, bare = _years(bare)
    more, aside = _years(aside)
    text, beside = _lower(bare), _lower(aside)
    language = _language(beside) or _language(text)
    text = re.sub(r"\b(?:in )?(?:english|korean)\b", " ", text)
    joined = f"{text} {beside}"
    relative = _relative(joined, labels_en)
    text = _without_relative(text, labels_en)
    if years:
        text = re.sub(r"^(?:fy|year|for|in)\b|\b(?:fy|in|for)$", " ", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(
        r"\b(?:krw|usd|us|won|million|thousand|in|required|optional|mandatory|if any)\b\s*$",
        "",
        text,
    ).strip()
    attribute, who = _asked_en(text)
    parts = [_lower(part) for part in re.split(r"[/,]", bare)]
    if len(parts) > 1 and all(parts) and all(_asked_en(part)[0] for part in parts):
        attribute, who = _alike([_asked_en(part) for part in parts])
    plain = not attribute and (
        not text or bool(labels_en.TOTAL.fullmatch(text)) or bool(labels_en.GENERIC.fullmatch(text))
    )
    if attribute == "industry" and "code" in beside:
        attribute = "industry_both"
    if text == "location" and re.search(r"\bhq\b|\bhead", beside):
        attribute, plain = "address", False
    if attribute == "phone" and _MOBILE.search(beside):
        attribute = "mobile"
    several = {*years, *more}
    return Meaning(
        attribute,
        who,
        language,
        several.pop() if len(several) == 1 else relative,
        plain,
        bool(labels_en.TOTAL.fullmatch(text)),
        bool(
            re.fullmatch(r"(?:details?|contents?|information|answer|response|value|entry)?", text)
        ),
        bool(labels_en.OTHER.search(joined))
        and attribute not in ("partners", "partner_alone", "phone", "website", "title"),
        len({*years, *more}) > 1 or bool(labels_en.BLOCKS.search(joined)),
    )


def _asked_en(text: str) -> tuple[str, Who | None]:
    if text == "contact":
        return "contact_alone", None
    if re.fullmatch(r"contact e ?mail(?: address)?", text):
        return "reach_email", None
    if not re.fullmatch(_EN["reach"], text):
        for who, (before, after) in _EN_PERSONS.items():
            match = before.fullmatch(text) or after.fullmatch(text)
            if match is None:
                continue
            rest = match.group(1)
            if not rest:
                if who == "applicant":
                    break
                return "name_of_person", who  # type: ignore[return-value]
            for name in PERSONAL:
                if _EN[name].fullmatch(rest) or (name, rest) == ("title", "title"):
                    return name, who  # type: ignore[return-value]
    for name, pattern in _EN.items():
        if pattern.fullmatch(text):
            of_company = name in ("phone", "email") and _OF_COMPANY_EN.match(text)
            return name, "company" if of_company else None
    return "", None


def _lower(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", unicodedata.normalize("NFKC", text).lower()).strip()


def _relative(text: str, words: ModuleType) -> int | None:
    if words.YEAR_BEFORE.search(text):
        return -2
    if words.LAST_YEAR.search(text):
        return -1
    return 0 if words.THIS_YEAR.search(text) else None


def _without_relative(text: str, words: ModuleType) -> str:
    for pattern in (words.YEAR_BEFORE, words.LAST_YEAR, words.THIS_YEAR):
        text = pattern.sub("", text)
    return str(text)
