"""The facts of a document: every reading of it in turn, and what says the same only once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.company import years
from assistant.company.labels import (
    is_of_contact,
    is_of_others,
    is_planned,
    is_planned_section,
    is_under_others,
    label_of,
)
from assistant.company.pairs import Pair, broken_off, of_imprint, of_line, of_table
from assistant.company.prose import of_sentence
from assistant.company.reading import Heading, Line, Table, Unit, units
from assistant.company.sections import of_sections
from assistant.company.stated import Stated, Value, Words
from assistant.company.values import (
    COMPANY_EN,
    COMPANY_KO,
    company_names,
    contact,
    corporate_number,
    email,
    industry_code,
    person,
    phone,
    read,
    stem,
    website,
)
from assistant.dates import day_span
from assistant.figures import figures
from assistant.forms.checks import holds_identity
from assistant.regions import province
from assistant.schema import Document
from assistant.sentences import sentence_spans

_KIND_OF_PAPER = (
    r"(?:회사|기업)\s?(?:소개서?|개요|현황|안내)|(?:\d{4}년?\s?)?사업\s?계획서|IR\s?(?:자료|deck)?|소개서|브로슈어|카탈로그"
    r"|company (?:overview|profile|introduction|brochure)|business plan|(?:investor )?one-pager|investor (?:deck|relations)|brochure|about us|profile|overview"
)
_NOW = ("sales_krw", "exports_usd", "employees")  # a plan's are not the company's
_NUMBERED = re.compile(r"\.\d{4}$")
_CONTACT_FIELDS = {"phone": "contact.phone", "email": "contact.email", "mobile": "contact.phone"}
_TITLE_LINES = 3
_IMPRINT_LINES = 3
_WHOSE = "?"  # below a person in a list that began with the company: its phone, or theirs
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
    return sorted(_once(clean), key=lambda s: (s.start, s.field))


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
                yield from _below(unit, follower, text, today)
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
            imprint = _IMPRINT_LINES if _is_imprint(unit.words.text, names) else imprint - 1
            if imprint > 0:
                section = ()
                pairs = pairs if any(p.colon for p in pairs) else of_imprint(unit.words, at)
                yield from _named_first(unit, text)
            elif is_under_others(unit.section):
                pairs = [pair for pair in pairs if pair.label.field == "overseas_partners"]
            for pair in pairs:
                group = "담당자" if is_of_contact(" ".join(section)) else who
                if pair.label.field == "contact.name":
                    who = "담당자" if starts_run or seen & {"phone", "email"} else _WHOSE
                beside = any(p.label.field == "contact.name" for p in pairs if p.start < pair.start)
                for stated in _of_pair(
                    pair, "담당자" if beside else group, section, text, today, pairs
                ):
                    seen.add(stated.field)
                    yield stated
            if not pairs and not is_under_others(unit.section):
                yield from _bare(unit, reached, text)
            reached = any(pair.label.field in ("phone", "address", "fax") for pair in pairs)
            continue
        if is_under_others((*unit.section, unit.caption)):
            continue
        if not is_planned_section((*unit.section, unit.caption)):
            yield from years.of_table(unit, near, today, text)
        rows: list[tuple[Pair, str]] = list(of_table(unit, at * 1000))
        has_years = sum(1 for row in unit.rows for c in row if re.match(r"20\d\d", c.text)) > 1
        for pair, group in rows:
            if is_of_others(group) or (has_years and pair.label.field in _NOW):
                continue
            row = [p for p, _ in rows if p.row == pair.row]
            if pair.label.field == "born" and not any(p.label.field == "person_name" for p in row):
                row += [p for p, _ in rows if p.row == pair.row - 1]
            beside = any(p.label.field == "contact.name" for p in row if p.start < pair.start)
            of_person = any(p.label.field == "person" for p in row if p.start < pair.start)
            below = any(p.label.field == "contact.name" for p, _ in rows if p.row < pair.row)
            whose = below and not beside and not seen & {"contact.phone", "contact.email"}
            if (of_person or (whose and not group)) and pair.label.field in _CONTACT_FIELDS:
                continue
            about = (
                "담당자" if beside or is_of_contact(" ".join((*section, unit.caption))) else group
            )
            for stated in _of_pair(pair, about, section, text, today, row):
                seen.add(stated.field)
                yield stated


def _is_imprint(line: str, names: Sequence[str]) -> bool:
    """The first of a page's last lines, under whatever heading: the company's name and number; how
    to reach it follows."""
    own = [stem(name) for name in names if len(stem(name)) > 1]
    has_number = re.search(r"(?<!\d)\d{3}-\d{2}-\d{5}(?!\d)", line)
    return bool(has_number) and any(name in stem(line) for name in own)


def _named_first(line: Line, text: str) -> Iterator[Stated]:
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


def _of_pair(
    pair: Pair, group: str, section: tuple[str, ...], text: str, today: date, row: Sequence[Pair]
) -> Iterator[Stated]:
    """What a label and its value state, in a row with others, in a group such as "담당자"."""
    field, words = pair.label.field, pair.value.text
    if not field or is_planned(pair.label.note) or (field in _NOW and is_planned_section(section)):
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
    if group == _WHOSE and field in _CONTACT_FIELDS:
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
    if field in _CONTACT_FIELDS and of_contact:
        field = _CONTACT_FIELDS[field]
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


def _below(heading: Heading, follower: Line, text: str, today: date) -> Iterator[Stated]:
    """A label on a line of its own, and its value on the next."""
    label = label_of(heading.section[-1])
    if label is not None and label.field in ("project.title", "project.field"):
        alone = follower.section == heading.section and not of_line(follower.words, 0)
        if alone and len(follower.words.text) <= 100:
            pair = Pair(label, follower.words, heading.words.start, follower.words.end, -1)
            yield from _of_pair(pair, "", (), text, today, ())
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
        yield from _of_pair(pair, "", (), text, today, ())


def _bare(line: Line, reached: bool, text: str) -> Iterator[Stated]:
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


def _once(found: Iterable[Stated]) -> list[Stated]:
    """Each field's values once: of two that say the same the fuller, of a label before a sentence's."""
    by_field: defaultdict[str, list[Stated]] = defaultdict(list)
    for stated in sorted(found, key=lambda s: (s.told == "prose", s.start)):
        kept = by_field[stated.field]
        same = next((n for n, one in enumerate(kept) if _is_same(one, stated)), None)
        if same is None:
            kept.append(stated)
        elif _is_fuller(stated, kept[same]):
            kept[same] = stated
    return [stated for kept in by_field.values() for stated in kept]


def _is_same(one: Stated, other: Stated) -> bool:
    a, b = one.value, other.value
    if isinstance(a, int) and isinstance(b, int):
        return a == b or (one.told != other.told and _is_rounded(a, b))
    if isinstance(a, tuple) and isinstance(b, tuple):
        return set(a) <= set(b) or set(b) <= set(a)
    x, y = str(a), str(b)
    match one.field.split(".")[-1]:
        case "name_ko" | "name_en":
            return stem(x) == stem(y)
        case "phone":
            return _digits(x) == _digits(y)
        case "founded" | "representative_born":
            return x.startswith(y) or y.startswith(x)
        case "website":
            return _web(x) == _web(y)
        case "address" | "need" | "goal" | "plan" | "effect" | "industry":
            return _even(x) in _even(y) or _even(y) in _even(x)
    return _even(x) == _even(y)


def _is_rounded(a: int, b: int) -> bool:
    """Whether the sum with fewer figures is the other one, rounded or cut."""
    low, high = sorted((a, b), key=lambda n: len(str(n).rstrip("0")))
    step = 10 ** (len(str(low)) - len(str(low).rstrip("0")))
    return step > 1 and len(str(low)) - len(str(step)) >= 1 and abs(high - low) < step


def _is_fuller(other: Stated, one: Stated) -> bool:
    if isinstance(one.value, int) or one.field in ("phone", "contact.phone", "website"):
        return False
    return len(other.value) > len(one.value) if isinstance(other.value, str | tuple) else False


def _digits(number: str) -> str:
    return re.sub(r"\D", "", re.sub(r"^\+82[-\s]?\(?0?\)?", "0", number))


def _web(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.|/$", "", address.casefold())


def _even(words: str) -> str:
    return re.sub(r"[\s.,()-]", "", words).casefold()
