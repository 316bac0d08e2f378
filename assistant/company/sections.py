"""What stands under a heading: the owner's own paragraphs, and lists of what the company has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.company.labels import is_of_partners_abroad, is_under_others, label_of
from assistant.company.lists import is_held, items
from assistant.company.reading import Heading, Line, Table, Unit
from assistant.company.stated import Stated, Words
from assistant.company.unsaid import is_guidance
from assistant.outline import blocks
from assistant.sentences import sentence_spans

_NARRATIVE = ("project.need", "project.goal", "project.plan", "project.effect")
_LISTS = ("certifications", "prior_awards", "overseas_partners")
_CERTIFICATE = re.compile(
    r"ISO|IATF|벤처|이노비즈|메인비즈|inno-?biz|main-?biz|인증|확인서|확인|부설\s?연구소|전담\s?부서|HACCP|GMP|\bKC\b|\bCE\b|FDA|venture|certif|\bNET\b|\bNEP\b|\bGS\b|뿌리기업|accredit",
    re.IGNORECASE,
)
_AWARD = re.compile(
    r"상$|상\s?[(（]|대상|표창|포상|훈장|수상|우수상|award|prize|citation|medal|commendation|winner",
    re.IGNORECASE,
)
_MIXED_CERTIFICATES = re.compile(r"인증|certif", re.IGNORECASE)
_MIXED_AWARDS = re.compile(r"수상|포상|award|prize", re.IGNORECASE)
_NAME_COLUMN = re.compile(
    r"(?:인증|수상|상|기관|파트너|업체|회사|기업)?(?:서|의)?\s?(?:명칭?|내용|내역|종류|구분)|인증|수상|포상명|기관|name|certificate|certification|award|partner|institution|company|title",
    re.IGNORECASE,
)
_PARTNER_LABEL = re.compile(
    r"(?:기관|회사|기업|업체|파트너|협력사)\s?명|institution(?: name)?|(?:partner|company|organi[sz]ation)(?: name)?|name",
    re.IGNORECASE,
)
_LIMIT = 1500  # characters of a narrative
_LEAST = 8


def of_sections(units: Sequence[Unit], text: str, is_pdf: bool) -> Iterator[Stated]:
    for at, unit in enumerate(units):
        if not isinstance(unit, Heading):
            continue
        body = _body(units, at)
        field = _topic(unit.section[-1])
        if field in _NARRATIVE and not is_under_others(unit.section[:-1]):
            yield from _narrative(field, body, text, is_pdf)
        elif is_of_partners_abroad(unit.section[-1]):
            yield from _partners(body, text)
        elif not is_under_others(unit.section):
            yield from _listed(unit.section[-1], field, _own_body(units, at), text)


def _topic(heading: str) -> str:
    label = label_of(re.sub(r"\s*[(（][^)）]*[)）]$", "", heading))
    return label.field if label else ""


def _body(units: Sequence[Unit], at: int) -> list[Unit]:
    """What stands below a heading, in its subsections too."""
    heading = units[at]
    assert isinstance(heading, Heading)
    body: list[Unit] = []
    for unit in units[at + 1 :]:
        if isinstance(unit, Heading) and unit.depth <= heading.depth:
            break
        body.append(unit)
    return body


def _own_body(units: Sequence[Unit], at: int) -> list[Unit]:
    body: list[Unit] = []
    for unit in units[at + 1 :]:
        if isinstance(unit, Heading):
            break
        body.append(unit)
    return body


def _narrative(field: str, body: Sequence[Unit], text: str, is_pdf: bool) -> Iterator[Stated]:
    """All of the words up to the first table, whole sentences of at most 1,500 characters."""
    if any(isinstance(u, Heading) and _topic(u.section[-1]) in _NARRATIVE for u in body):
        return  # its own parts say which is which
    lines: list[Words] = []
    for unit in body:
        if isinstance(unit, Table):
            break
        if is_guidance(text[_line_start(text, unit.words.start) : unit.words.end]):
            if lines:
                break
            continue
        if lines or not isinstance(unit, Heading):
            lines.append(unit.words)
    while lines and _is_heading_of(body, lines[-1]):
        lines.pop()
    if not lines or all(_is_heading_of(body, line) for line in lines):
        return
    start, end = _line_start(text, lines[0].start), lines[-1].end
    if end - start > _LIMIT:
        ends = [last for _, last in sentence_spans(text, start, end) if last - start <= _LIMIT]
        if not ends:
            return
        end = ends[-1]
    quote = text[start:end]
    if len(quote) < _LEAST:
        return
    yield Stated(field, _unwrapped(quote) if is_pdf else quote, quote, start)


def _is_heading_of(body: Sequence[Unit], words: Words) -> bool:
    return any(isinstance(unit, Heading) and unit.words is words for unit in body)


def _line_start(text: str, at: int) -> int:
    start = text.rfind("\n", 0, at) + 1
    return start + len(text[start:at]) - len(text[start:at].lstrip())


def _unwrapped(quote: str) -> str:
    """Without the line breaks that only the width of a page made."""
    return "\n".join(" ".join(quote[b.start : b.end].split("\n")) for b in blocks(quote))


def _listed(heading: str, field: str, body: Sequence[Unit], text: str) -> Iterator[Stated]:
    wanted = _lists_in(heading, field)
    if not wanted:
        return
    found = [words for words in _items(body, text) if is_held(words.text)]
    for name in wanted:
        mine = found
        if field not in _LISTS:  # several kinds under one heading
            fits, other = (_CERTIFICATE, _AWARD) if name == "certifications" else (_AWARD, None)
            mine = [
                w for w in found if fits.search(w.text) and not (other and other.search(w.text))
            ]
        yield from _as_one(name, mine, text)


def _lists_in(heading: str, field: str) -> list[str]:
    if field in _LISTS:
        return [field]
    if len(heading) > 40:
        return []
    names = {"certifications": _MIXED_CERTIFICATES, "prior_awards": _MIXED_AWARDS}
    return [name for name, pattern in names.items() if pattern.search(heading)]


def _as_one(field: str, found: Sequence[Words], text: str) -> Iterator[Stated]:
    values: list[str] = []
    for words in found:
        if words.text and words.text not in values and len(words.text) <= 120:
            values.append(words.text)
    if values and len(values) <= 30:
        start, end = found[0].start, found[-1].end
        yield Stated(field, tuple(values), text[start:end], start)


def _items(body: Sequence[Unit], text: str) -> Iterator[Words]:
    """Items of lists, the cells of a table's column of names, the parts of a line."""
    several = sum(1 for unit in body if isinstance(unit, Line)) > 1
    for unit in body:
        if isinstance(unit, Table):
            yield from _column(unit)
        elif isinstance(unit, Line) and not re.search(
            r"(?:다|요|까)\.?$|[a-z]\.$", unit.words.text
        ):
            if is_guidance(unit.words.text):
                continue
            if label_of(re.split(r"\s?[:：]", unit.words.text)[0]) is not None:
                continue
            listed = (unit.words.text,) if unit.is_item or several else items(unit.words.text) or ()
            for item in listed:
                at = unit.words.text.find(item)
                if at >= 0:
                    yield Words(unit.words.start + at, unit.words.start + at + len(item), item)


def _column(table: Table) -> Iterator[Words]:
    heads = [n for n, cell in enumerate(table.rows[0]) if _NAME_COLUMN.fullmatch(cell.text)]
    if not heads or len(table.rows) < 2:
        return
    for row in table.rows[1:]:
        if heads[0] < len(row):
            rest = " ".join(cell.text for n, cell in enumerate(row) if n != heads[0])
            if is_held(rest):
                yield row[heads[0]]


def _partners(body: Sequence[Unit], text: str) -> Iterator[Stated]:
    """Names alone: whatever else is told of partners is theirs."""
    for unit in body:
        if isinstance(unit, Table):
            named = [
                row[1]
                for row in unit.rows
                if len(row) > 1 and _PARTNER_LABEL.fullmatch(row[0].text) and len(row) in (2, 4)
            ]
            if named:
                yield from _as_one("overseas_partners", named[:1], text)
            else:
                yield from _as_one("overseas_partners", list(_column(unit)), text)
            return
    named = []
    for unit in body:
        if isinstance(unit, Line) and not re.search(r"[:：]|다\.?$|[a-z]\.$", unit.words.text):
            named += list(_items([unit], text))
        elif isinstance(unit, Line):
            head, colon, rest = re.split(r"(\s?[:：]\s?)", unit.words.text + " :: ", maxsplit=1)[:3]
            if colon and _PARTNER_LABEL.fullmatch(head.strip()):
                at = unit.words.text.find(rest.removesuffix(" :: ").strip())
                name = rest.removesuffix(" :: ").strip()
                named.append(Words(unit.words.start + at, unit.words.start + at + len(name), name))
    yield from _as_one("overseas_partners", [w for w in named if is_held(w.text)], text)
