"""What sentences say of the company itself: founded when, how many people, led by whom, where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.company.company_name import COMPANY_EN, COMPANY_KO, stem
from assistant.company.labels import is_of_others, is_planned
from assistant.company.people import contact, person
from assistant.company.stated import Stated, Value, Words
from assistant.company.values import address
from assistant.company.years import of_words
from assistant.figures import figures
from assistant.regions import province

_WE = re.compile(
    r"당사|폐사|자사|우리\s?(?:회사|는|가)|저희|본사(?=는|가)|(?:^|[.,]\s)회사는|\b(?:we|our|the company|us)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(rf"{COMPANY_KO}|{COMPANY_EN}")
_NO_SUBJECT = re.compile(
    r"^(?:['’]?\d{2,4}년|현재|지난해|작년|총|문의|연락|담당|대표이사|대표\s|임직원|직원|(?:Founded|Established|Incorporated|Headquartered|Based|Today|Currently|As of|In 20\d\d|With|Sales|Revenue|Exports|Turnover|Annual)\b|\d+ (?:people|employees)\b|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}, (?:founder and )?CEO\b)"
)
_FOUNDED = re.compile(r"(?:에\s?)?\s?(?:설립|창립|창업|문을\s?열|법인을?\s?설립)", re.IGNORECASE)
_FOUNDED_EN = re.compile(
    r"\b(?:was |were )?(?:founded|established|incorporated|set up|started)\b(?:\s(?:in|on))?(?: [A-Z][a-z]+,? (?:Korea )?in)?\s*$",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"연구소|지사|공장|법인(?!을?\s?(?:설립|전환|으로))|자회사|센터|사무소|재단|해외법인|branch|subsidiary|laborator|factory|institute|office in|centre|center",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?:임직원|종업원|직원|근로자|구성원)(?:은|이|는|\s?수는|\s?수가|\s)?\s?(?:모두\s|총\s|현재\s)?(?P<a>\d[\d,]*)\s?명"
    r"|(?P<b>\d[\d,]*)\s?명의\s?(?:임직원|종업원|직원|근로자|구성원)"
    r"|\b(?:employs?|employing|team of|staff of|workforce of|has grown to|with)\s(?P<c>\d[\d,]*)\s?(?:people|employees|staff|persons|members|full-time)"
    r"|^(?:(?:Today|Currently|Now|At present),?\s)?(?:our |the )?(?P<e>\d[\d,]*)\s(?:people|employees|staff)\b"
    r"|\b(?:has|have)\s(?P<d>\d[\d,]*)\s(?:employees|staff|people|full-time employees)",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"(?:대표이사|대표)(?:인|는|은)?\s?(?P<a>[가-힣]{2,4}?)(?=입니다|이다|은\s|는\s|이\s|가\s|\(|\)|,|\.?$|이며|의\s|을\s)"
    r"|(?<![가-힣])(?P<b>[가-힣]{3})\s?대표(?:이사)?(?:는|가|입니다)"
    r"|\b(?:our |the |its )?(?:CEO|chief executive|representative director|president)(?: is|,|:)?\s(?P<c>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})"
    r"|(?P<d>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}), (?:our |the |its )?(?:founder and )?CEO\b|\bled by (?:CEO )?(?P<e>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})"
)
_MOST_CHARS = 600  # of a sentence
_ASK = re.compile(
    r"^(?:사업\s?)?(?:문의|연락|담당)(?:처|자)?(?:는|은)\s|^(?:For (?:more|further) information|For enquiries|Please contact),?\s(?:please )?(?:contact )?"
)
_SEAT_KO = re.compile(
    r"(?:본사는|본사가|본사를|당사는|본점은)\s(?P<where>[가-힣][가-힣\d\s,.()-]{6,80}?)에\s?(?:있|위치|두고|자리|소재)"
)
_SEAT_EN = re.compile(
    r"\b(?:headquartered|based|located|head ?office is|headquarters (?:is|are)|office is)\s(?:located )?(?:in|at)\s(?P<where>[A-Z0-9][^.;]{2,100}?)(?=[.;]|,?\s(?:and|where|with|which|since)\s|$)"
)


def of_sentence(sentence: Words, names: Sequence[str], today: date, text: str) -> Iterator[Stated]:
    """`names`: the company's own, as far as they are known. A sentence about anybody else gives
    nothing, and so does one that does not tell about whom it is."""
    words = " ".join(sentence.text.split())
    if len(words) > _MOST_CHARS or is_of_others(words) or not _is_about_us(words, names):
        return
    joined = sentence.text.replace("\n", " ")  # a sum may be broken off in its middle
    yield from of_words(Words(sentence.start, sentence.end, joined), today, text)
    found: list[tuple[str, Value]] = []
    if day := _founded(words, today):
        found.append(("founded", day))
        found += [("name", name) for name in _subject(words)]
    coming = any(int(year) > today.year for year in re.findall(r"20\d\d", words))
    if not coming and not is_planned(words) and (number := _people(words)):
        found.append(("employees", number))
    if leader := _leader(words):
        found.append(("representative", leader))
    found += _seat(words)
    if ask := _ASK.search(words):
        found += contact(words[ask.end() :]).items()
    for field, value in found:
        yield Stated(field, value, text[sentence.start : sentence.end], sentence.start, "prose")


def _is_about_us(words: str, names: Sequence[str]) -> bool:
    own = {stem(name) for name in names if len(stem(name)) > 1}
    joined = re.sub(r"[\s.,]", "", words).casefold()
    others = [
        m[0] for m in _COMPANY.finditer(words) if own and not any(o in stem(m[0]) for o in own)
    ]
    if others:
        return False
    if _WE.search(words) or any(name in joined for name in own) or _NO_SUBJECT.match(words):
        return True
    return bool(_subject(words))


def _subject(words: str) -> list[str]:
    """A company that a sentence begins with."""
    match = re.match(
        rf"(?P<ko>{COMPANY_KO}?)(?:\s?\([^)]*\))?(?:은|는|이|가)\s|(?P<en>{COMPANY_EN})(?:\s?\([^)]*\))?\s(?:was|is|were|has)\b",
        words,
    )
    name = match and (match["ko"] or match["en"])
    return [name] if name and re.search(COMPANY_KO + "|" + COMPANY_EN, name) else []


def _founded(words: str, today: date) -> str | None:
    found = set()
    for figure in figures(words):
        if figure.kind != "date" or figure.value[0] == "-":
            continue
        after, before = words[figure.end : figure.end + 24], words[: figure.start]
        korean = re.match(r"\s?(?:에\s)?(?:[가-힣]{2,8}(?:에서|로|으로)\s)?(?:에\s?)?", after)
        rest = after[korean.end() :] if korean else after
        is_korean = _FOUNDED.match(rest) and not re.match(
            r"\s?(?:된|한)\s?[가-힣]*(?:연구소|공장|지사)", rest[2:]
        )
        if is_korean or _FOUNDED_EN.search(before) or re.match(r"\s?(?:설립|창립|창업)", after):
            if not _NOT_OURS.search(before) and not _NOT_OURS.search(after[:12]):
                found.add(figure.value)
    if len(found) != 1:
        return None
    (value,) = found
    return value if int(value[:4]) <= today.year else None


def _people(words: str) -> int | None:
    numbers = set()
    for match in _PEOPLE.finditer(words):
        written = next(group for group in match.groups() if group)
        start = match.start() + match[0].index(written)
        if re.search(
            r"(?:약|about|around|over|more than|nearly|some|최대|than)\s?$", words[:start]
        ):
            return None
        if re.match(r"\s?(?:여\s?명|\+|명\s?(?:이상|내외|미만))", words[start + len(written) :]):
            return None
        numbers.add(int(written.replace(",", "")))
    return numbers.pop() if len(numbers) == 1 else None


def _leader(words: str) -> str | None:
    names = set()
    for match in _LEADER.finditer(words):
        written = next(group for group in match.groups() if group)
        if name := person(re.sub(r"(?<=[가-힣]{3})입$", "", written)):
            names.add(name)
    return names.pop() if len(names) == 1 else None


def _seat(words: str) -> list[tuple[str, Value]]:
    match = _SEAT_KO.search(words) or _SEAT_EN.search(words)
    if match is None or re.search(
        r"공장|연구소|factory|laborator", words[: match.start("where")], re.IGNORECASE
    ):
        return []
    where = match["where"].strip(" ,")
    found: list[tuple[str, Value]] = []
    if whole := address(where):
        if re.search(r"\d", whole):
            found.append(("address", whole))
    if here := province(where):
        found.append(("region", here))
    return found
