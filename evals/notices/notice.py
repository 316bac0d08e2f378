"""Puts a notice together: its sections, clauses and tables, and where each fact stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from evals.notices.facts import TYPE_TABLE, Fact, Value
from evals.notices.programme import Programme
from evals.notices.stock import Clause, Name, Section, Table, clauses, drawn, most, names, sections
from evals.notices.writer import Writer

_LEFT_OUT = 0.25  # of the sections that notices often do without
_UNSAID = 0.12  # of the facts
_MOVES = (("apply", "support"), ("contact", "papers"), ("faq", "penalty"), ("agreement", "cost"))
_HEADS = {
    "types": (("유형", "지원한도", "자부담 비율", "협약기간", "선정규모"),
              ("Type", "Maximum grant", "Own contribution", "Duration", "Companies")),
    "cost": (("비목", "한도", "비고"), ("Item", "Limit", "Remarks")),
    "briefing": (("일시", "장소"), ("Date and time", "Place")),
    "window": (("구분", "일시"), ("Item", "Date")),
    "papers": (("서류명", "부수", "비고"), ("Document", "Copies", "Remarks")),
    "score": (("평가항목", "배점", "과락 기준"), ("Criterion", "Points", "Threshold")),
    "bonus": (("가점 항목", "점수", "확인 방법"), ("Category", "Points", "Evidence")),
    "schedule": (("단계", "예정일", "비고"), ("Step", "Date", "Remarks")),
    "contact": (("문의 내용", "담당 부서", "전화"), ("Subject", "Department", "Phone")),
}  # fmt: skip
_ROWS = {"cost": ("cost_share", "cost_sum"), "papers": ("copies",)}  # others: a table's own name
_ALPHABETS = {  # of numberings, by their first
    "Ⅰ.": "Ⅰ Ⅱ Ⅲ Ⅳ Ⅴ Ⅵ Ⅶ Ⅷ Ⅸ Ⅹ Ⅺ Ⅻ ⅩⅢ ⅩⅣ ⅩⅤ ⅩⅥ".split(),
    "I.": "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split(),
    "가.": "가나다라마바사아자차",
    "(a)": "abcdefghij",
}
_FICTIONAL = {
    "ko": "시험용 가상 공고: 이 공고의 기관, 지역, 사업, 금액은 모두 지어낸 것이며 실제 지원사업이 아닙니다.",
    "en": "Fictional notice for testing: its agency, region, programme and amounts are all made up.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An item or, with several cells, a row; and the facts that it states."""

    cells: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(slots=True)
class Part:
    """A heading with what stands below it. Tables follow the items."""

    level: int
    heading: str
    lines: list[Line] = field(default_factory=list)
    head: tuple[str, ...] = ()  # of the rows that `lines` has


@dataclass(frozen=True, slots=True)
class Notice:
    programme: Programme
    writer: Writer
    title: str
    opening: tuple[str, ...]  # paragraphs
    parts: tuple[Part, ...]


def compose(programme: Programme, writer: Writer, rng: Random) -> Notice:
    lang = writer.lang
    suffix = rng.choice(
        (" 참여기업 모집 공고", " 시행 공고", " 공고", " 지원기업 모집공고")
        if lang == "ko"
        else (": Call for Applications", ": Notice", " – Call for Companies")
    )
    return Notice(
        programme,
        writer,
        programme.name[lang] + suffix,
        tuple(_opening(programme, writer, rng)),
        tuple(_parts(programme, writer, rng)),
    )


def _opening(programme: Programme, writer: Writer, rng: Random) -> Iterator[str]:
    yield _FICTIONAL[writer.lang]
    opens = programme.about("window")[0].value.start
    assert opens is not None
    day, number = writer.day(opens - timedelta(rng.randint(3, 12))), rng.randint(11, 399)
    if writer.lang == "ko":
        yield f"{programme.agency.ko} 공고 제{programme.year}-{number}호"
        yield programme.name.en
        yield (
            f"{programme.region.ko} {programme.industry.ko} 기업의 {programme.purpose.ko} 지원을 위하여 "
            f"{programme.name.ko}을 다음과 같이 공고합니다."
        )
        yield f"{day} {programme.agency.ko}장"
    else:
        yield f"{programme.agency.en} ({programme.agency.ko}), {programme.region.en} ({programme.region.ko})"
        yield f"Notice {programme.year}-{number} of {day}: {programme.name.ko}"


def _parts(programme: Programme, writer: Writer, rng: Random) -> Iterator[Part]:
    number = {1: 0, 2: 0}
    for section in _in_order(writer, rng):
        for subject in programme.types if section.each_type else (None,):
            words = _words(programme, writer, subject)
            heading = rng.choice(most(section.headings, writer.split))
            number[section.level] += 1
            if section.level == 1:
                number[2] = 0
            yield from _part(section, heading, words, subject, number, programme, writer, rng)


def _in_order(writer: Writer, rng: Random) -> list[Section]:
    """The sections that this notice has, whole groups moved about."""
    groups: list[list[Section]] = []
    for section in sections(writer.lang):
        left_out = section.optional and rng.random() < _LEFT_OUT
        if section.level == 1:
            groups.append([])
            kept = not left_out
        if kept and not left_out:
            groups[-1].append(section)
    groups = [group for group in groups if group]
    for moved, before in _MOVES:
        places = {group[0].name: at for at, group in enumerate(groups)}
        if moved in places and before in places and rng.random() < 0.35:
            group = groups.pop(places[moved])
            groups.insert(next(at for at, g in enumerate(groups) if g[0].name == before), group)
    return [section for group in groups for section in group]


def _part(
    section: Section,
    heading: str,
    words: Mapping[str, str],
    subject: Name | None,
    number: Mapping[int, int],
    programme: Programme,
    writer: Writer,
    rng: Random,
) -> Iterator[Part]:
    part = Part(
        section.level, _numbered(writer.says(heading, words), section.level, number, writer)
    )
    rows: list[Line] = []
    for piece in section.parts:
        if isinstance(piece, Table):
            found = _rows(piece.name, programme, writer, rng)
            if piece.name == "annex" or not _tabled(piece.name, writer):
                part.lines += found
            else:
                rows, part.head = found, _head(piece.name, writer)
        elif not piece.key or _stated_here(piece, writer):
            part.lines += _clause(piece, words, subject, programme, writer, rng)
    head, part.head = part.head, ()
    if section.level == 1 or part.lines or rows:
        yield part
    if rows:
        yield Part(0, "", rows, head)


def _stated_here(clause: Clause, writer: Writer) -> bool:
    return clause.key in drawn() or (clause.key in TYPE_TABLE and not writer.tables)


def _tabled(name: str, writer: Writer) -> bool:
    return writer.tables or name == "types"


def _clause(
    clause: Clause,
    words: Mapping[str, str],
    subject: Name | None,
    programme: Programme,
    writer: Writer,
    rng: Random,
) -> Iterator[Line]:
    wording = rng.choice(most(clause.wordings, writer.split))
    if not clause.key:
        yield Line((writer.says(wording, words),))
        return
    fact = next(fact for fact in programme.about(clause.key) if fact.subject == subject)
    if rng.random() < _UNSAID:
        return
    rest = Value(fact.value.unit, 100 - fact.value.amount)
    values = {"v": writer.value(fact.value), "rest": f"{rest.amount}%"}
    yield Line((writer.says(wording, {**words, **values}),), (fact,))


def _rows(name: str, programme: Programme, writer: Writer, rng: Random) -> list[Line]:
    """A table's rows, or the items that stand for it."""
    lang = writer.lang
    if name == "annex":
        forms = rng.sample(names("annexes"), rng.randint(3, 6))
        count = "1부" if lang == "ko" else "1 copy"
        return [
            Line((f"{_annex(at, writer)} {form[lang]} {count}",))
            for at, form in enumerate(forms, 1)
        ]
    if name == "types":
        return _type_rows(programme, writer) if writer.tables else []
    facts = programme.about(*_ROWS.get(name, (name,)))
    if not writer.tables:
        return [_item(fact, programme, writer, rng) for fact in facts]
    if name == "window":
        label = rng.choice(
            ("신청기간", "접수기간", "모집기간") if lang == "ko" else ("Application period",)
        )
        return [Line((label, writer.value(facts[0].value)), (*facts, *programme.about("deadline")))]
    return [Line(_cells(fact, writer), (fact,)) for fact in facts]


def _type_rows(programme: Programme, writer: Writer) -> list[Line]:
    rows = []
    for subject in programme.types:
        facts = tuple(fact for fact in programme.about(*TYPE_TABLE) if fact.subject == subject)
        rows.append(
            Line((subject[writer.lang], *(writer.cell(fact.value) for fact in facts)), facts)
        )
    return rows


def _item(fact: Fact, programme: Programme, writer: Writer, rng: Random) -> Line:
    wording = rng.choice(most(clauses(writer.lang)[fact.key].wordings, writer.split))
    words = _words(programme, writer, fact.subject) | {"v": writer.value(fact.value)}
    facts = (fact, *programme.about("deadline")) if fact.key == "window" else (fact,)
    return Line((writer.says(wording, words | {"w": _remark(fact, writer)}),), facts)


def _cells(fact: Fact, writer: Writer) -> tuple[str, ...]:
    value, remark = (
        writer.cell(fact.value) if fact.key in TYPE_TABLE else writer.value(fact.value),
        _remark(fact, writer),
    )
    if fact.key == "cost_share":
        value = (
            f"총사업비의 {value} 이내"
            if writer.lang == "ko"
            else f"up to {value} of the total cost"
        )
    subject = (fact.subject[writer.lang],) if fact.subject else ()
    return (*subject, remark, value) if fact.key == "contact" else (*subject, value, remark)


def _remark(fact: Fact, writer: Writer) -> str:
    if isinstance(fact.remark, Value):
        return writer.value(fact.remark)
    return fact.remark[writer.lang] if fact.remark else ""


def _head(name: str, writer: Writer) -> tuple[str, ...]:
    head = _HEADS[name][0 if writer.lang == "ko" else 1]
    if name == "types" and writer.unit_above:
        return (head[0], f"{head[1]}({writer.money})", *head[2:])
    return head


def _words(programme: Programme, writer: Writer, subject: Name | None) -> dict[str, str]:
    """What stands for the placeholders of wordings and headings."""
    lang = writer.lang
    named = {
        "agency": programme.agency, "system": programme.system, "short": programme.short,
        "region": programme.region, "industry": programme.industry, "purpose": programme.purpose,
    }  # fmt: skip
    words = {word: name[lang] for word, name in named.items()} | {"url": programme.address}
    return words | ({"t": subject[lang]} if subject else {})


def _annex(at: int, writer: Writer) -> str:
    return f"{'붙임' if writer.lang == 'ko' else 'Annex'} {at}."


def _numbered(heading: str, level: int, number: Mapping[int, int], writer: Writer) -> str:
    if heading.startswith("Q."):
        return heading
    style, at = writer.numbers[level - 1], number[level]
    if style in _ALPHABETS:
        mark = style.replace(_ALPHABETS[style][0], _ALPHABETS[style][at - 1])
    else:
        mark = {"1.": f"{at}.", "(1)": f"({at})", "1-1.": f"{number[1]}-{at}."}.get(style, style)
    return f"{mark} {heading}".strip()
