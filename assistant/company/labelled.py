"""What a label and the value beside or below it state. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.company import years
from assistant.company.company_name import COMPANY_EN, COMPANY_KO, company_names
from assistant.company.labels import is_of_contact, is_planned, is_planned_section, label_of
from assistant.company.pairs import Pair, of_line
from assistant.company.people import contact, person
from assistant.company.reading import Heading, Line
from assistant.company.stated import Stated, Value, Words
from assistant.company.values import corporate_number, industry_code, read
from assistant.dates import day_span
from assistant.regions import province

NOW = ("sales_krw", "exports_usd", "employees")  # a plan's are not the company's
CONTACT_FIELDS = {"phone": "contact.phone", "email": "contact.email", "mobile": "contact.phone"}
WHOSE = "?"  # below a person in a list that began with the company: its phone, or theirs


def of_pair(
    pair: Pair, group: str, section: tuple[str, ...], text: str, today: date, row: Sequence[Pair]
) -> Iterator[Stated]:
    """What a label and its value state, in a row with others, in a group such as "담당자"."""
    field, words = pair.label.field, pair.value.text
    if not field or is_planned(pair.label.note) or (field in NOW and is_planned_section(section)):
        return
    if not pair.colon and not _tells_itself(field, words):
        return
    quote, start = text[pair.start : pair.end], pair.start
    for name, value in _values(pair, field, words, group, today, row):
        yield Stated(name, value, quote, start)
    if field in years.BY_YEAR:
        whole = Words(pair.start, pair.end, quote)
        yield from _sums(pair, whole, today, text)


def _values(
    pair: Pair, field: str, words: str, group: str, today: date, row: Sequence[Pair]
) -> Iterator[tuple[str, Value]]:
    of_contact = is_of_contact(group)
    if group == WHOSE and field in CONTACT_FIELDS:
        return
    if field in ("name", "name_ko", "name_en"):
        names = company_names(words)
        if field != "name" and len(names) == 1:
            names = {field: next(iter(names.values()))}
        yield from names.items()
        return
    if field == "institution":
        if re.fullmatch(rf"{COMPANY_KO}|{COMPANY_EN}", words):
            yield from company_names(words).items()
        return
    if field == "contact.name" or (field == "person_name" and of_contact):
        yield from contact(words).items()
        return
    if field == "title" or field == "contact.title":
        if (
            (of_contact or field == "contact.title")
            and len(words) <= 40
            and not re.search(r"\d|@", words)
        ):
            if label_of(words) is None or (
                person(words) is None and not re.fullmatch(r"성명|이름|연락처|전화.*|이메일", words)
            ):
                yield "contact.title", words
        return
    if field in CONTACT_FIELDS and of_contact:
        field = CONTACT_FIELDS[field]
    if field == "registration":
        field = "corporate" if corporate_number(words) else "business"
        field += "_registration_number"
    if field == "born":
        if not any(p.label.field == "representative" for p in row):
            return
        field = "representative_born"
    if field == "industry" and (code := industry_code(words)):
        yield "industry_code", code
    value = read(field, words)
    if value is None:
        return
    if field in ("founded", "representative_born") and not _is_past(str(value), today):
        return
    yield field, value
    if field == "address" and (here := province(str(value))):
        yield "region", here


def _is_past(day: str, today: date) -> bool:
    span = day_span(day)
    return span is not None and span[0] <= today


def _tells_itself(field: str, words: str) -> bool:
    """Whether what follows a label without a colon is its value and nothing else."""
    if field in ("name", "name_ko", "name_en"):
        return bool(re.fullmatch(rf"{COMPANY_KO}|{COMPANY_EN}", words))
    if field == "contact.name":
        return bool(contact(words)) and len(words) <= 80
    if re.search(r"(?:다|요)\.?$|[a-z]{3}\.$", words):
        return False
    value = read(field, words)
    if value is None:
        return False
    if field in (
        "phone",
        "email",
        "website",
        "business_registration_number",
        "corporate_registration_number",
    ):
        return len(words) <= len(str(value)) + 25
    if field in ("founded", "employees"):
        return len(words) <= 20
    return True


def _sums(pair: Pair, whole: Words, today: date, text: str) -> Iterator[Stated]:
    """Of sales beside a label: with years of their own, or that of the label."""
    label, value = pair.label, pair.value
    found = list(years.of_words(value, today, text, label))
    if not found and not is_planned(value.text):
        year = next(iter(re.findall(r"20\d\d", label.note)), None)
        noted = re.fullmatch(
            r"(.*?)\s?[(（]\s?(20\d\d)\s?년?(?:도|\s?말|\s?기준|\s?결산)?\s?[)）]", value.text
        )
        written = noted[1] if noted else value.text
        year = noted[2] if noted else year
        if year and int(year) < today.year:
            unit = years.unit_in(f"({label.note})")
            amount = years.amount_of(written, unit, years.BY_YEAR[label.field])
            if amount is not None:
                yield Stated(f"{label.field}.{year}", amount, whole.text, whole.start)
    for stated in found:
        yield Stated(stated.field, stated.value, whole.text, whole.start)


def of_line_below(heading: Heading, follower: Line, text: str, today: date) -> Iterator[Stated]:
    """A label on a line of its own, and its value on the next."""
    label = label_of(heading.section[-1])
    if label is not None and label.field in ("project.title", "project.field"):
        alone = follower.section == heading.section and not of_line(follower.words, 0)
        if alone and len(follower.words.text) <= 100:
            pair = Pair(label, follower.words, heading.words.start, follower.words.end, -1)
            yield from of_pair(pair, "", (), text, today, ())
        return
    typed = (
        "phone",
        "email",
        "website",
        "address",
        "founded",
        "employees",
        "business_registration_number",
        "representative",
    )
    if label is None or label.field not in typed:
        return
    if _tells_itself(label.field, follower.words.text):
        pair = Pair(label, follower.words, heading.words.start, follower.words.end, -1)
        yield from of_pair(pair, "", (), text, today, ())
