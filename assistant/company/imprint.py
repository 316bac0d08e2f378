"""How a page's imprint and its list of contacts name the company and how to reach it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.company.company_name import COMPANY_EN, COMPANY_KO, stem
from assistant.company.people import contact
from assistant.company.reading import Line
from assistant.company.stated import Stated
from assistant.company.values import email, phone, read, website
from assistant.figures import figures
from assistant.regions import province


def is_imprint(line: str, names: Sequence[str]) -> bool:
    """The first of a page's last lines, under whatever heading: the company's name and number; how
    to reach it follows."""
    own = [stem(name) for name in names if len(stem(name)) > 1]
    has_number = re.search(r"(?<!\d)\d{3}-\d{2}-\d{5}(?!\d)", line)
    return bool(has_number) and any(name in stem(line) for name in own)


def named_first(line: Line, text: str) -> Iterator[Stated]:
    """The name that an imprint begins with, before its labels; an address without one."""
    words = line.words.text
    name = re.match(rf"(?:{COMPANY_KO}|{COMPANY_EN})(?=\s|[|/,]|$)", words)
    if name:
        field = "name_ko" if re.search("[가-힣]", name[0]) else "name_en"
        yield Stated(field, name[0], name[0], line.words.start)
    first = re.split(r"\s*\|\s*|\s{2,}|\s(?=T(?:el)?\b|전화|F(?:ax)?\b|E-?\b|대표)", words)[
        0
    ].strip()
    where = read("address", first) if re.search(r"\d", first) and ":" not in first else None
    if where and (here := province(first)):
        yield Stated("address", where, first, line.words.start)
        yield Stated("region", here, first, line.words.start)


def bare_contact(line: Line, reached: bool, text: str) -> Iterator[Stated]:
    """An e-mail or web address or a phone alone on its line, below a heading about contacts or a line
    with another; a person with theirs."""
    section = line.section[-1] if line.section else ""
    is_told = re.search(r"문의|연락|contact|오시는|고객센터|get in touch", section, re.IGNORECASE)
    if not is_told and not reached:
        return
    words = line.words
    if is_told and len(whom := contact(words.text)) > 1:
        for field, told in whom.items():
            yield Stated(field, told, words.text, words.start)
        return
    pieces = re.split(r"\s*[|/·]\s*|\s{2,}", words.text)
    if not all(_is_only_contact(piece) for piece in pieces):
        return
    found = (
        ("phone", phone(words.text)),
        ("email", email(words.text)),
        ("website", website(words.text)),
    )
    for field, value in found:
        if value:
            yield Stated(field, value, words.text, words.start)


def _is_only_contact(words: str) -> bool:
    kinds = [f for f in figures(words) if f.kind in ("phone", "email", "url")]
    return len(kinds) == 1 and kinds[0].end - kinds[0].start >= len(words.strip()) - 2
