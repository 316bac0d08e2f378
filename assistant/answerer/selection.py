"""Decides what to quote for one inquiry, or that the documents do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answerer.evidence import LEADS_IN, Unit, joined
from assistant.answerer.inquiry import MUCH, Inquiry
from assistant.answerer.scoring import HELD, Scored, Setting, names_own_year, speaks_of_counted
from assistant.figures import FigureKind
from assistant.schema import Document, Language
from assistant.terms import match, speaks_of_another

# An answer holds enough of the focus, helped by its meaning, hurt by words its document lacks.
MEANING_HELP, ABSENT_COST, CLAIM_COST = 0.5, 0.50, 0.10
ENOUGH = {"fact": 0.60, "list": 0.60, "procedure": 0.55, "comparison": 0.45, "yes_no": 0.55}
FOREIGN = 0.03  # more, of a quote in the other language: its words match by translation alone
SCOPE_ENOUGH = 0.5
LANGUAGE_MARGIN = 0.15  # a quote in the question's language may score this much less
CUE_MARGIN = 0.05  # what looks like a name, where "who" is asked, may score this much less
SECOND_MARGIN = 0.15  # a further quote may score this much less than the first
ALSO_MARGIN = 0.40  # the same where it holds a figure that is asked beside the first
SECTION_CHARS = 420  # a fact that asks for no figure may take its whole section up to this length
HOLDS_BEST = 0.08  # for the group that the best single unit is in
TOPIC_ABOVE = 0.4  # of a topic word in a heading, against one that is asked
LISTED, STEPS = 0.08, 0.16  # for a list, and for numbered steps where a procedure is asked
TABLE_ROWS, TABLE_CHARS = 4, 320  # of a table that is shown whole for one of its rows
LIST_CHARS = 1050
PROSE_CHARS = 540  # of a section without a list
MOST = {"comparison": 4}  # quotes of separate places; else 2
BESIDE_MARGIN, BESIDE_MOST = 0.15, 3  # of what is shown after the answer: below the best score


# What each programme has its own of.
_OWN: frozenset[FigureKind] = frozenset({"money", "percent", "date", "time", "duration"})


@dataclass(frozen=True, slots=True)
class Finding:
    """The units that answer one inquiry, in the order to show them; none: not in the documents."""

    inquiry: Inquiry
    units: tuple[Unit, ...]
    beside: tuple[Unit, ...] = ()  # the next best, best first: shown after them while there is room
    sources: frozenset[str] = frozenset()  # programmes, or documents without one, that could answer
    margin: float = 0.0  # how far the best unit is above what is enough

    @property
    def is_list(self) -> bool:
        return any(len(u.parts) > 2 for u in self.units)


def select(
    inquiry: Inquiry,
    language: Language,
    scored: Sequence[Scored],
    units: Sequence[Unit],
    setting: Setting,
) -> Finding:
    """`scored`: candidates, best first; `units`: all units of the passages, in their order."""
    able = [s for s in scored if is_enough(inquiry, language, s, setting)]
    if not able:
        return Finding(inquiry, ())
    sources = frozenset(s.unit.document.programme or s.unit.document.document_id for s in able)
    able = _in_language(language, able)
    if inquiry.cue is not None:
        cued = [s for s in able if inquiry.cue.search(s.unit.text)]
        if cued and cued[0].score >= able[0].score - CUE_MARGIN:
            able = cued
    able += _beside(inquiry, able, scored, setting)
    margin = confidence(inquiry, able[0]) - _enough(inquiry, language, able[0])
    chosen = _chosen(inquiry, able, units, setting)
    return Finding(
        inquiry, chosen, _next_best(inquiry, chosen, scored, units, setting), sources, margin
    )


def _next_best(
    inquiry: Inquiry,
    chosen: Sequence[Unit],
    scored: Sequence[Scored],
    units: Sequence[Unit],
    setting: Setting,
) -> tuple[Unit, ...]:
    """What the records say that is nearest to the question; the rest of the chosen sentence's
    paragraph, where its exceptions are; and what scores next in its language: the clause itself
    where another was taken for it. Not what is said of another round or track."""
    language = chosen[0].document.language
    least = max(s.score for s in scored) - BESIDE_MARGIN
    found: list[Unit] = []
    for unit in (*setting.recorded(language, units), *_rest_of_paragraph(chosen, units)):
        if len(found) < BESIDE_MOST and not any(_same(unit, u) for u in (*chosen, *found)):
            found.append(unit)
    for s in scored:
        if len(found) >= BESIDE_MOST or s.score < least:
            break
        if s.unit.document.language != language or speaks_of_another(inquiry.terms, s.unit.words):
            continue
        if not any(_same(s.unit, u) for u in (*chosen, *found)):
            found.append(_with_list(s.unit, units))
    return tuple(found)


def _rest_of_paragraph(chosen: Sequence[Unit], units: Sequence[Unit]) -> list[Unit]:
    first = chosen[0]
    return [
        u
        for u in units
        if (u.document is first.document and u.group == first.group and u.kind == first.kind)
        and u.kind == "sentence"
        and not any(_same(u, c) for c in chosen)
    ][:BESIDE_MOST]


def _same(unit: Unit, other: Unit) -> bool:
    return unit.text == other.text or (
        unit.document is other.document and unit.start < other.end and other.start < unit.end
    )


def _chosen(
    inquiry: Inquiry, able: Sequence[Scored], units: Sequence[Unit], setting: Setting
) -> tuple[Unit, ...]:
    if inquiry.shape in ("list", "procedure"):
        return _best_group(inquiry, able, units, setting)
    chosen = tuple(_with_list(u, units) for u in _cover(inquiry, able, setting))
    if len(chosen) > 1:
        return chosen
    if chosen[0].kind == "row":
        return _with_table(chosen[0], units)
    if inquiry.shape == "comparison" or (inquiry.shape == "fact" and not inquiry.kinds):
        return _with_section(chosen[0], units)
    return chosen


def _beside(
    inquiry: Inquiry, able: Sequence[Scored], scored: Sequence[Scored], setting: Setting
) -> list[Scored]:
    """The best unit that holds a figure asked beside the first: where to apply, next to when."""
    wanted = inquiry.also - {kind for s in able[:1] for kind in s.unit.kinds}
    other = replace(inquiry, kinds=frozenset(wanted), counted=(), exact=False, year=False)
    language = able[0].unit.document.language
    if not wanted:
        return []
    found = [
        s
        for s in scored
        if s.unit.document.language == language and is_enough(other, language, s, setting)
    ]
    return [s for s in found if s not in able][:1]


def is_enough(inquiry: Inquiry, language: Language, s: Scored, setting: Setting) -> bool:
    """`language`: the question's."""
    if inquiry.kinds and not inquiry.kinds & s.unit.kinds:
        return False
    if inquiry.counted and not speaks_of_counted(inquiry, s.unit):
        return False
    if inquiry.exact and "date" in inquiry.kinds and not _has_day(s.unit):
        return False
    if inquiry.year and not any(
        re.match(r"\d{4}", f.value) for f in s.unit.figures if f.kind == "date"
    ):
        return False
    if inquiry.must_hold is not None and not inquiry.must_hold.search(s.unit.text):
        return False
    asked = {name for term in inquiry.terms for name in term.concepts}
    if "previous_year" in asked and "year_this" not in asked and names_own_year(s.unit):
        return False
    if s.lacks and inquiry.shape == "yes_no" and not inquiry.tagged:
        return False
    if speaks_of_another(inquiry.terms, s.unit.words):
        return False
    if s.scope < SCOPE_ENOUGH or confidence(inquiry, s) < _enough(inquiry, language, s):
        return False
    return not _asks_of_another(inquiry, s.unit.document, setting)  # last: it costs the most


def _asks_of_another(inquiry: Inquiry, document: Document, setting: Setting) -> bool:
    """Whether a figure is asked that each programme has its own of, with a word that another document
    is about and `document` does not hold."""
    if inquiry.shape == "comparison" or not _OWN >= inquiry.kinds > frozenset():
        return False
    return any(
        term.concepts and term.weight >= MUCH and setting.is_elsewhere(term, document)
        for term in inquiry.terms
    )


def _enough(inquiry: Inquiry, language: Language, s: Scored) -> float:
    foreign = s.unit.document.language != language
    return ENOUGH[inquiry.shape] + (FOREIGN if foreign else 0)


def confidence(inquiry: Inquiry, s: Scored) -> float:
    cost = CLAIM_COST if inquiry.tagged else ABSENT_COST
    return s.focus + MEANING_HELP * s.meaning - cost * s.absent


def _has_day(unit: Unit) -> bool:
    return any(
        f.kind == "date" and f.value[-3:-2] == "-" and len(f.value) >= 5 for f in unit.figures
    )


def _in_language(language: Language, able: Sequence[Scored]) -> list[Scored]:
    own = [s for s in able if s.unit.document.language == language]
    if own and own[0].score >= able[0].score - LANGUAGE_MARGIN:
        return own
    return list(able)


def _leads_in(unit: Unit) -> bool:
    return unit.kind in ("sentence", "line") and bool(LEADS_IN.search(unit.text))


def _with_list(unit: Unit, units: Sequence[Unit]) -> Unit:
    """A lead-in with the list that it leads in to; any other unit as it is."""
    rest = _led_in(unit, units) if _leads_in(unit) else ()
    return joined(_fitting([unit, *rest])) if rest else unit


def _led_in(unit: Unit, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The list or table that follows a unit; () if there is none."""
    own = [u for u in units if u.document is unit.document and u.kind != "heading"]
    following = min((u for u in own if u.start >= unit.end), key=lambda u: u.start, default=None)
    if following is None or following.kind not in ("item", "row"):
        return ()
    if following.start - unit.end > 4 and following.chunk is not unit.chunk:
        return ()
    return tuple(u for u in own if u.group == following.group and u.kind == following.kind)


def _best_group(
    inquiry: Inquiry, able: Sequence[Scored], units: Sequence[Unit], setting: Setting
) -> tuple[Unit, ...]:
    """The list, table or section that answers best as a whole, else the best units by themselves."""
    by_unit = {_place(s.unit): s for s in able}
    best: tuple[float, tuple[Unit, ...]] = (0.0, ())
    for group in _groups(units, inquiry.shape == "list"):
        members = [s for u in group if (s := by_unit.get(_place(u))) is not None]
        if not members:
            continue
        value = max(s.score for s in members) + _group_worth(inquiry, group, setting)
        value += HOLDS_BEST if able[0] in members else 0.0
        if value > best[0]:
            best = (value, group)
    if not (group := best[1]) or best[0] < able[0].score:
        chosen = _cover(inquiry, able, setting)
        return _with_section(chosen[0], units, PROSE_CHARS) if len(chosen) == 1 else chosen
    best_member = max((s for u in group if (s := by_unit.get(_place(u)))), key=lambda s: s.score)
    return (joined(_fitting(group, best_member.unit)),)


def _group_worth(inquiry: Inquiry, group: Sequence[Unit], setting: Setting) -> float:
    """What a group adds to its best member: asked words under its heading, and in all its members."""
    topic = {t: setting.is_topic(t, group[0].document) for t in inquiry.terms}
    above = {t: t.weight * (TOPIC_ABOVE if topic[t] else 1.0) for t in inquiry.terms}
    focus = [t for t in inquiry.terms if not topic[t]]
    heading = sum(by * match(t, group[0].context_words) for t, by in above.items())
    anywhere = sum(t.weight * max(match(t, u.words) for u in group) for t in focus)
    heading /= sum(above.values()) or 1.0
    anywhere /= sum(t.weight for t in focus) or 1.0
    listed = LISTED if any(u.kind in ("item", "row") for u in group) else 0.0
    if inquiry.shape == "procedure" and any(re.match(r"\d+[.)]", u.text) for u in group):
        listed = STEPS
    as_many = 0.35 if _members(group) in inquiry.counts else 0.0
    return 0.35 * heading + 0.15 * anywhere + listed + as_many + 0.02 * min(len(group), 6)


def _members(group: Sequence[Unit]) -> str:
    return str(sum(u.kind in ("item", "row") for u in group))


def _groups(units: Sequence[Unit], sentences: bool) -> list[tuple[Unit, ...]]:
    """Lists and tables with their lead-in; sections; `sentences` that list things by themselves."""
    found: list[tuple[Unit, ...]] = []
    by_section: dict[tuple[str, tuple[str, ...], str], list[Unit]] = {}
    lists: dict[tuple[str, int, str], list[Unit]] = {}
    previous: Unit | None = None
    leads: dict[tuple[str, int, str], Unit] = {}
    for unit in units:
        if unit.kind in ("item", "row"):
            key: tuple[str, int, str] = (unit.document.document_id, unit.group, unit.kind)
            if key not in lists and previous is not None and previous.kind in ("sentence", "line"):
                if previous.document is unit.document and 0 <= unit.start - previous.end <= 200:
                    leads[key] = previous
            lists.setdefault(key, []).append(unit)
        if unit.kind != "heading":
            section = (unit.document.document_id, unit.chunk.section, unit.chunk.chunk_id)
            by_section.setdefault(section, []).append(unit)
        previous = unit
    for of, members in lists.items():
        found.append((*([leads[of]] if of in leads else []), *members))
    found += [tuple(members) for members in by_section.values()]
    if sentences:
        found += [(u,) for members in by_section.values() for u in members if u.listed > 2]
    return found


def _place(unit: Unit) -> tuple[str, int]:
    return unit.document.document_id, unit.start


def _fitting(group: Sequence[Unit], best: Unit | None = None) -> list[Unit]:
    """As many of the group's first units as a list answer can hold; of prose that does not fit, those
    from the best on."""
    kept: list[Unit] = []
    listed = any(u.kind in ("item", "row") for u in group)
    room = LIST_CHARS if listed else PROSE_CHARS
    if best in group and not listed and sum(map(_line_chars, group)) > room:
        group = group[group.index(best) :]
    for unit in group:
        room -= _line_chars(unit)
        if room < 0 and kept:
            break
        kept.append(unit)
    return kept


def _line_chars(unit: Unit) -> int:
    """Of its line in an answer: "- ", its words, " [12]" and the line's end."""
    return len(unit.text) + 8


def _with_section(unit: Unit, units: Sequence[Unit], most: int = SECTION_CHARS) -> tuple[Unit, ...]:
    """A sentence with the others of its short section: they complete what it says."""
    if unit.kind != "sentence" or unit.parts:
        return (unit,)
    section = [u for u in units if u.chunk is unit.chunk and u.kind == "sentence"]
    if sum(len(u.text) for u in section) > most:
        return (unit,)
    if any(
        a.group != b.group and b.start - a.end > 3
        for a, b in zip(section, section[1:], strict=False)
    ):
        return (unit,)
    return tuple(section)


def _with_table(unit: Unit, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """A row with the others of its small table: what stands beside it tells it apart."""
    table = [
        u
        for u in units
        if u.group == unit.group and u.document is unit.document and u.kind == "row"
    ]
    if len(table) > TABLE_ROWS or sum(len(u.text) for u in table) > TABLE_CHARS:
        return (unit,)
    return (joined(table),)


def _cover(inquiry: Inquiry, able: Sequence[Scored], setting: Setting) -> tuple[Unit, ...]:
    """The best unit, and others while each adds an asked word or figure that none before it holds."""
    chosen: list[Scored] = []
    compares = inquiry.shape == "comparison"
    open_terms = [t for t in inquiry.terms if compares or t.weight >= MUCH]
    open_kinds = set(inquiry.also)
    for s in able:
        if len(chosen) == MOST.get(inquiry.shape, 2):
            break
        if chosen and _overlaps(s.unit, chosen):
            continue
        added = [
            t
            for t in open_terms
            if match(t, s.unit.words) >= HELD
            or (
                compares
                and (setting.is_topic(t, s.unit.document) or match(t, s.unit.context_words) >= HELD)
            )
        ]
        kinds = open_kinds & s.unit.kinds
        margin = ALSO_MARGIN if kinds or compares else SECOND_MARGIN
        if not chosen or ((added or kinds) and s.score >= chosen[0].score - margin):
            chosen.append(s)
            open_terms = [t for t in open_terms if t not in added]
            open_kinds -= kinds
    return tuple(s.unit for s in chosen)


def _overlaps(unit: Unit, chosen: Sequence[Scored]) -> bool:
    return any(_same(unit, c.unit) for c in chosen)
