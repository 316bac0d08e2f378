"""The facts of a document: every reading of it in turn, and what says the same only once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.company import years
from assistant.company.company_name import COMPANY_EN, COMPANY_KO, stem
from assistant.company.imprint import bare_contact, is_imprint, named_first
from assistant.company.labelled import CONTACT_FIELDS, NOW, WHOSE, of_line_below, of_pair
from assistant.company.labels import (
    is_of_contact,
    is_of_others,
    is_planned_section,
    is_under_others,
)
from assistant.company.once import once
from assistant.company.pairs import Pair, broken_off, of_imprint, of_line, of_table
from assistant.company.prose import of_sentence
from assistant.company.reading import Heading, Line, Table, Unit, units
from assistant.company.sections import of_sections
from assistant.company.stated import Stated, Words
from assistant.forms.checks import holds_identity
from assistant.schema import Document
from assistant.sentences import sentence_spans

_KIND_OF_PAPER = (
    r"(?:회사|기업)\s?(?:소개서?|개요|현황|안내)|(?:\d{4}년?\s?)?사업\s?계획서|IR\s?(?:자료|deck)?|소개서|브로슈어|카탈로그"
    r"|company (?:overview|profile|introduction|brochure)|business plan|(?:investor )?one-pager|investor (?:deck|relations)|brochure|about us|profile|overview"
)
_NUMBERED = re.compile(r"\.\d{4}$")
_TITLE_LINES = 3
_IMPRINT_LINES = 3
_LONG_LINE = 30  # characters; a shorter line was not broken off by the page's width


def facts(document: Document, today: date) -> list[Stated]:
    """In order of place. Two values of one field are both there: which holds is for its owner to
    say. A value that holds an identity number never is."""
    text = document.text
    found_units = units(text)
    found = list(_titled(found_units, text))
    aliases = [str(s.value) for s in found] + _aliases(found_units)
    aliases += _first_subject(found_units, text)
    found += _labelled(found_units, aliases, text, today)
    names = [str(s.value) for s in found if s.field in ("name_ko", "name_en")] + aliases
    found += _told(found_units, names, text, today)
    if not any(s.field in ("name_ko", "name_en") for s in found):
        found += _named(aliases, text)
    narrative = list(of_sections(found_units, text, document.format == "pdf"))
    is_plan = bool(
        re.search(r"계획서|신청서|과제|project|proposal|business plan", text, re.IGNORECASE)
    )
    found += [s for s in narrative if is_plan or not s.field.startswith("project.")]
    told = {s.field for s in narrative if s.field.startswith("project.")}
    found = [s for s in found if s.field not in told or s in narrative]  # a summary's are in brief
    clean = (s for s in found if not holds_identity(s.quote) and not holds_identity(str(s.value)))
    return sorted(once(clean), key=lambda s: (s.start, s.field))


def _titled(found: Sequence[Unit], text: str) -> Iterator[Stated]:
    """The company's name in the document's title."""
    for unit in found[:_TITLE_LINES]:
        if isinstance(unit, Table):
            return
        words = unit.words
        title = re.sub(r"^#+\s*", "", words.text)
        rest = re.sub(_KIND_OF_PAPER, "", title, flags=re.IGNORECASE).strip(" |-–—:[]")
        both = rf"({COMPANY_KO}|{COMPANY_EN})(?:\s?\(({COMPANY_KO}|{COMPANY_EN})\))?"
        if match := re.fullmatch(both, rest):
            for name in filter(None, match.groups()):
                field = "name_ko" if re.search("[가-힣]", name) else "name_en"
                yield Stated(field, name, name, words.start + words.text.index(name), "prose")
            return


def _aliases(found: Sequence[Unit]) -> list[str]:
    """A short title may be the company's name without its legal form."""
    first = found[0] if found else None
    if first is None or isinstance(first, Table):
        return []
    title = re.sub(r"^#+\s*", "", first.words.text)
    rest = re.sub(_KIND_OF_PAPER, "", title, flags=re.IGNORECASE).strip(" |-–—:()[]")
    return [rest] if 2 <= len(rest) <= 30 and len(rest.split()) <= 3 else []


def _named(names: Sequence[str], text: str) -> Iterator[Stated]:
    """The name of a company that only its sentences tell."""
    for name in names:
        if re.fullmatch(rf"{COMPANY_KO}|{COMPANY_EN}", name) and (at := text.find(name)) >= 0:
            field = "name_ko" if re.search("[가-힣]", name) else "name_en"
            yield Stated(field, name, name, at, "prose")


def _first_subject(found: Sequence[Unit], text: str) -> list[str]:
    """The first company that a line of its own sections begins with, if it is named again."""
    for unit in found:
        if isinstance(unit, Line) and not is_under_others(unit.section):
            match = re.match(
                rf"({COMPANY_KO}?)(?:\s?\([^)]*\))?(?:은|는)\s|({COMPANY_EN})(?:\s?\([^)]*\))?\s(?:is|was|has)\b",
                unit.words.text,
            )
            if match and stem(text).count(stem(match[1] or match[2])) > 1:
                return [match[1] or match[2]]
    return []


def _labelled(
    found: Sequence[Unit], names: Sequence[str], text: str, today: date
) -> Iterator[Stated]:
    seen: set[str] = set()  # fields that were stated above
    run, who, near = -1, "", ""
    reached = False  # the line above told how
    imprint = 0  # lines of it that may follow
    for at, unit in enumerate(found):
        section = unit.section
        if isinstance(unit, Heading):
            near, imprint = unit.words.text, 0
            follower = found[at + 1] if at + 1 < len(found) else None
            if isinstance(follower, Line) and not is_under_others(unit.section):
                yield from of_line_below(unit, follower, text, today)
            continue
        if isinstance(unit, Line):
            near = f"{near} {unit.words.text}"[-120:]
            pairs = of_line(unit.words, at)
            follower = found[at + 1] if at + 1 < len(found) else None
            if isinstance(follower, Line) and unit.words.text.endswith((":", "：")):
                pairs += broken_off(unit.words, follower.words, at)
            starts_run = unit.run != run
            if starts_run:
                run, who = unit.run, ""
            imprint = _IMPRINT_LINES if is_imprint(unit.words.text, names) else imprint - 1
            if imprint > 0:
                section = ()
                pairs = pairs if any(p.colon for p in pairs) else of_imprint(unit.words, at)
                yield from named_first(unit, text)
            elif is_under_others(unit.section):
                pairs = [pair for pair in pairs if pair.label.field == "overseas_partners"]
            for pair in pairs:
                group = "담당자" if is_of_contact(" ".join(section)) else who
                if pair.label.field == "contact.name":
                    who = "담당자" if starts_run or seen & {"phone", "email"} else WHOSE
                beside = any(p.label.field == "contact.name" for p in pairs if p.start < pair.start)
                for stated in of_pair(
                    pair, "담당자" if beside else group, section, text, today, pairs
                ):
                    seen.add(stated.field)
                    yield stated
            if not pairs and not is_under_others(unit.section):
                yield from bare_contact(unit, reached, text)
            reached = any(pair.label.field in ("phone", "address", "fax") for pair in pairs)
            continue
        if is_under_others((*unit.section, unit.caption)):
            continue
        if not is_planned_section((*unit.section, unit.caption)):
            yield from years.of_table(unit, near, today, text)
        rows: list[tuple[Pair, str]] = list(of_table(unit, at * 1000))
        has_years = sum(1 for row in unit.rows for c in row if re.match(r"20\d\d", c.text)) > 1
        for pair, group in rows:
            if is_of_others(group) or (has_years and pair.label.field in NOW):
                continue
            row = [p for p, _ in rows if p.row == pair.row]
            if pair.label.field == "born" and not any(p.label.field == "person_name" for p in row):
                row += [p for p, _ in rows if p.row == pair.row - 1]
            beside = any(p.label.field == "contact.name" for p in row if p.start < pair.start)
            of_person = any(p.label.field == "person" for p in row if p.start < pair.start)
            below = any(p.label.field == "contact.name" for p, _ in rows if p.row < pair.row)
            whose = below and not beside and not seen & {"contact.phone", "contact.email"}
            if (of_person or (whose and not group)) and pair.label.field in CONTACT_FIELDS:
                continue
            about = (
                "담당자" if beside or is_of_contact(" ".join((*section, unit.caption))) else group
            )
            for stated in of_pair(pair, about, section, text, today, row):
                seen.add(stated.field)
                yield stated


def _told(found: Sequence[Unit], names: Sequence[str], text: str, today: date) -> Iterator[Stated]:
    """Of sentences; a document that names the company only there names it first."""
    own = list(names)
    for start, end, section in _runs(found):
        if is_under_others(section) or is_planned_section(section):
            continue
        for first, last in sentence_spans(text, start, end):
            sentence = Words(first, last, text[first:last])
            for stated in of_sentence(sentence, own, today, text):
                if stated.field != "name":
                    yield stated
                elif not any(re.search(rf"{COMPANY_KO}|{COMPANY_EN}", n) for n in own):
                    name = str(stated.value)
                    own.append(name)
                    field = "name_ko" if re.search("[가-힣]", name) else "name_en"
                    yield Stated(field, name, stated.quote, stated.start, "prose")


def _runs(found: Sequence[Unit]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Paragraphs: lines of one run, each item by itself, without those that are labels and values."""
    start = end = run = -1
    section: tuple[str, ...] = ()
    is_long = False
    for unit in found:
        is_line = isinstance(unit, Line)
        joins = isinstance(unit, Line) and unit.run == run and not unit.is_item and is_long
        if not joins:
            if start >= 0:
                yield start, end, section
            start = run = -1
        if isinstance(unit, Line) and is_line and not _is_labelled(unit):
            if start < 0:
                start, run = unit.words.start, unit.run
                section = unit.section
            end, is_long = unit.words.end, len(unit.words.text) >= _LONG_LINE
    if start >= 0:
        yield start, end, section


def _is_labelled(line: Line) -> bool:
    return any(pair.colon for pair in of_line(line.words, 0)) and len(line.words.text) < 200
