"""Personal numbers out of a text before it is written down. Pure.

What is looked for is read as a person reads it: full-width digits are digits, every kind of dash is
a dash, and what cannot be seen is not there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from assistant.forms.checks import is_corporate_number

RESIDENT = "[주민등록번호]"
FOREIGNER = "[외국인등록번호]"
CARD = "[카드번호]"
LICENCE = "[운전면허번호]"
PASSPORT = "[여권번호]"
MOBILE = "[휴대전화]"
EMAIL = "[이메일]"

_DASHES = "-−ㅡㅣ─━ーｰ_~∼〜"  # beside those that Unicode calls dashes
_BLANKS = "\u115f\u1160\u2800\u3164"  # letters and signs that show nothing
_BETWEEN = r"(?:\s{0,3}(?:[-./·|:,]{1,2}|다시|대시|dash)\s{0,3}| {0,3})"  # the two halves
_THIRTEEN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 900101-1234567, 19900101-1234567, 900101-1******, whatever stands before it
        rf"(?:(?<!\d)(?:18|19|20))?(?P<front>\d{{6}})(?P<between>{_BETWEEN})(?<!\d)"
        r"(?P<back>[1-8][*x●○•#]{6}|\d{7})(?!\d)",
        r"(?<!\d)(?P<front>\d{6})(?P<between>)(?P<back>[1-8][*x●○•#]{6}|\d{7})(?!\d)",
        r"(?<!\d)(?:18|19|20)(?P<front>\d{6})(?P<between>)(?P<back>[1-8]\d{6})(?!\d)",
        # 900101 1 234567, 900101-123-4567
        rf"(?<!\d)(?<!\d[ -])(?P<front>\d{{6}})(?P<between>{_BETWEEN})(?P<back>\d(?:[ -]?\d){{6}})(?![ -]?\d)",
        # 90.01.01-1234567, 90 01 01 1234567
        rf"(?<!\d)(?:18|19|20)?(?P<front>\d\d(?P<s>[-. /])\d\d(?P=s)\d\d)(?P<between>{_BETWEEN})(?P<back>\d{{7}})(?!\d)",
        # 9 0 0 1 0 1 - 1 2 3 4 5 6 7, a digit a cell
        r"(?<!\d)(?<!\d )(?P<front>\d(?:[ .|,·-]{1,3}\d){5})(?P<between>[ .|,·-]{1,5})(?P<back>\d(?:[ .|,·-]{1,3}\d){6})(?! ?\d)",
    )
)
# Said to be one: its day or its length may be wrong, or its second half stand alone.
_SAID = re.compile(
    r"(?:주민\s?(?:등록)?\s?번호|외국인\s?등록\s?번호|거소\s?신고\s?번호|\brrn\b"
    r"|(?:resident|alien|foreigner)(?:'s)? (?:registration|id)(?: card)?(?: (?:no\.?|number))?)"
    r"(?P<gap>[^\d\n]{0,12}?)(?P<number>(?:\d[ -]?){11,13}\d(?!\d)|\d{6} ?- ?[1-8](?!\d))"
    r"|(?:뒷\s?자리|뒤\s?(?:7|일곱)\s?자리|뒷\s?번호|last (?:seven|7) digits)[^\d\n]{0,12}(?P<half>[1-8]\d{6})(?!\d)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"아니|아닌|말고|대신|각각|법인|사업자|not |instead|corporate|business", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?P<resident>주민(?!\s?(?:센터|자치|세\b))|외국인\s?등록|거소\s?신고|\bresident\b|\balien\b|\bforeigner|\brrn\b)"
    r"|(?P<corporate>법인\s?(?:등록)?\s?번호|법인\s?등기|등기\s?번호"
    r"|corporat(?:e|ion)(?:'s)? (?:registration|reg\.?|id|no\.?|number)|company registration)"
    r"|(?P<company>법인|\bcorporat(?:e|ion)\b|\bcompany\b)",
    re.IGNORECASE,
)
_TOLD_APART = re.compile(r"각각|차례|순서|respectively|in (?:that|this) order", re.IGNORECASE)
# A registry's number and a kind of company that together look like a day of birth: 1911 to 1922,
# or 2011 to 2022.
_REGISTRY = re.compile(r"(?:1[1-9]|2[0-3])(?:0[1-4]|1[0-2])(?:1[1-5]|2[12]|31)")
_WON = re.compile(r" ?(?:원(?!래|장|서|본|주)|won\b|krw\b)", re.IGNORECASE)
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)

_CARD = re.compile(
    r"(?<!\d)(?<!\d-)(?:(?P<written>\d{4}([ .-]{1,3})\d{4}\2\d{4}\2\d{4}|3[47]\d\d[ -]\d{6}[ -]\d{5})|"
    r"(?P<bare>\d{15,16}|\d{4}(?:[ -]?\d{4}){3}))(?!-?\d)"
)
_CARD_WORD = re.compile(r"카드|\bcard", re.IGNORECASE)
_LICENCE = re.compile(
    r"(?<!\d)(?<!\d-)(?:[12]\d|서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)"
    r"[- ]?(?:\d\d[- ]\d{6}[- ]\d\d)(?!\d)(?!-\d)"
    r"|(?:면허|licen[cs]e)[^\d\n]{0,24}(?P<said>(?:\d\d[- ]?){2}\d{6}[- ]?\d\d)(?!\d)",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?<![a-z\d])[msrgod](?:\d{3}[a-z]\d{4}|\d{8})(?![a-z\d])"
    r"|(?:여권|passport)[^\n]{0,30}?(?<![a-z\d])(?P<said>(?=[a-z]{0,3}\d)[a-z\d]{0,3}\d{3}[a-z\d]\d{2,5})(?![a-z\d])",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"(?<!\d)(?<!\d-)(?:\(?\+ ?82\)?[-. ]*(?:\(0\)|0)?|82[-. ]+0?|\(?0)1[016789][-. )/·]{0,3}"
    r"\d{3,4}[-. /·]{0,3}\d{4}(?!\d)(?!-\d)"
)
_EMAIL = re.compile(
    r"(?<![a-z0-9_.+%'-])(?a:[\w.+%'-]*\w[+-]?) ?@ ?(?a:\w[\w-]*(?:\.\w[\w-]*)*\.[a-z]{2,})",
    re.IGNORECASE,
)

Span = tuple[int, int, str]  # from, to, and what stands there instead


def masked(text: str, published: str = "") -> str:
    """The text with its personal numbers and addresses replaced by the names of their kinds.

    Corporate (13 digits) and business (10) registration numbers stay, as do landlines, sums and
    days. What may be a resident's number or a company's is a company's if the words before it say
    so, or its registry and check digit do; in doubt it is masked.
    published: e-mail addresses and mobile numbers that stand in it stay: a notice's own contacts.
    """
    text = unicodedata.normalize("NFC", text)
    plain, places = _as_read(text)
    if "@" not in plain and sum(map(str.isdigit, plain)) < 7:
        return text
    known = re.sub(r"[\s-]", "", _as_read(published)[0]).casefold() if published else ""
    taken: list[Span] = []
    for span in (*_residents(plain), *_cards(plain), *_papers(plain), *_contacts(plain, known)):
        if all(span[1] <= start or end <= span[0] for start, end, _ in taken):
            taken.append(span)
    pieces, done = [], 0
    for start, end, name in sorted(taken):
        pieces += [text[done : places[start]], name]
        done = places[end - 1] + 1
    return "".join(pieces) + text[done:]


def _as_read(text: str) -> tuple[str, list[int]]:
    """The text as it is read, and where each of its characters stands in `text`."""
    plain, places = [], []
    for place, sign in enumerate(text):
        for read in _read_as(sign):
            plain.append(read)
            places.append(place)
    return "".join(plain), places


@lru_cache(maxsize=20_000)
def _read_as(sign: str) -> str:
    if sign in _DASHES:
        return "-"
    if sign in _BLANKS:
        return " "
    read = ""
    for part in unicodedata.normalize("NFKC", sign):
        kind = unicodedata.category(part)
        if kind == "Nd":
            read += str(unicodedata.decimal(part))
        elif kind == "Pd":
            read += "-"
        elif kind == "Zs":
            read += " "
        elif kind not in ("Cf", "Mn", "Me") and not (kind == "Cc" and not part.isspace()):
            read += part
    return read


def _residents(plain: str) -> Iterator[Span]:
    for form in _THIRTEEN:
        for found in form.finditer(plain):
            if _is_resident(found, plain):
                yield found.start(), found.end(), _kind(found["back"])
    for found in _SAID.finditer(plain):
        group = "half" if found["half"] else "number"
        if group == "number" and _OTHER.search(found["gap"]):
            continue
        digits = re.sub(r"\D", "", found[group])
        if len(digits) == 13 and _REGISTRY.match(digits) and _of_company(plain, *found.span(group)):
            continue
        yield *found.span(group), _kind(digits[-7:])


def _kind(back: str) -> str:
    return FOREIGNER if back[0] in "5678" else RESIDENT


def _is_resident(found: re.Match[str], plain: str) -> bool:
    front, back = re.sub(r"\D", "", found["front"]), re.sub(r"[^\d*x●○•#]", "", found["back"])
    if not _is_day(front, back[0]):
        return False
    if not back.isdigit():
        return True
    label = _label(plain, *found.span())
    if label == "resident":
        return True
    if "-" not in found["between"]:
        sum_of_money = _WON.match(plain, found.end()) or plain[: found.start()].endswith("₩")
        if sum_of_money or (found["between"] and back.endswith("0000")):
            return False  # "260101 3000000": a day and a sum
    number = front + back
    corporate = is_corporate_number(number)
    if _REGISTRY.fullmatch(front):
        return not (corporate or label)
    return not (corporate and label == "corporate" and not _is_resident_number(number))


def _is_day(front: str, seventh: str) -> bool:
    century = {"9": 1800, "0": 1800, "3": 2000, "4": 2000, "7": 2000, "8": 2000}.get(seventh, 1900)
    try:
        date(century + int(front[:2]), int(front[2:4]), int(front[4:]))
    except ValueError:
        return False
    return True


def _is_resident_number(number: str) -> bool:
    """Whether its check digit fits. It need not since October 2020: what fits is one, what does not
    may be. (11 - sum % 11) % 10, and for a foreigner (13 - sum % 11) % 10."""
    total = sum(w * int(d) for w, d in zip(_RESIDENT_WEIGHTS, number, strict=False))
    return int(number[12]) == ((13 if number[6] in "5678" else 11) - total % 11) % 10


def _of_company(plain: str, start: int, end: int) -> bool:
    return _label(plain, start, end) in ("corporate", "company")


def _label(plain: str, start: int, end: int) -> str | None:
    """What the words nearest before the number call it, else those after it: "resident",
    "corporate" (by the number's full name) or "company". None where they say both or nothing."""
    *others, before = re.split(r"\d{7}", plain[max(0, start - 64) : start])
    if others:
        before = re.sub(r"^ ?\([^)]*\)", "", before)  # says what the number before it is
    after = re.split(r"[\d,;\n]|\. ", plain[end : end + 64])[0]
    said = [found.lastgroup for found in _LABEL.finditer(before)]
    then = found.lastgroup if (found := _LABEL.search(after)) else None
    if not said:
        return then
    in_turn = "resident" in said and len(set(said)) > 1 and _TOLD_APART.search(before)
    both = then == "resident" and said[-1] != "resident"
    return None if in_turn or both else said[-1]


def _cards(plain: str) -> Iterator[Span]:
    for found in _CARD.finditer(plain):
        number = re.sub(r"\D", "", found[0])
        said = _CARD_WORD.search(plain, max(0, found.start() - 24), found.end() + 12)
        issued = number[0] in "34569"  # "2023-2024-2025-2026" are years
        if said or (issued and (found["written"] or _fits_luhn(number))):
            yield *found.span(), CARD


def _fits_luhn(number: str) -> bool:
    """Every second digit from the right doubled, its digits added: a multiple of 10 (ISO/IEC 7812)."""
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(number)))
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _papers(plain: str) -> Iterator[Span]:
    for form, name in ((_LICENCE, LICENCE), (_PASSPORT, PASSPORT)):
        for found in form.finditer(plain):
            yield *found.span("said" if found["said"] else 0), name


def _contacts(plain: str, known: str) -> Iterator[Span]:
    for form, name in ((_MOBILE, MOBILE), (_EMAIL, EMAIL)):
        for found in form.finditer(plain):
            if not known or re.sub(r"[\s-]", "", found[0]).casefold() not in known:
                yield *found.span(), name
