"""How well a unit answers an inquiry. The weights are few, named, and in one place.

The asked words fall in two for each document: those that the whole document is about (its title, or
a quarter of its paragraphs, holds them) say where to look; the rest, the focus, is what is asked. A
document on a workshop answers "the workshop's fee" only where it says "fee".

score = FOCUS * (share of the focus that the unit holds) + SCOPE * (the same of the other words)
      + MEANING * (cosine of its passage, stretched to 0..1) + KIND * (holds the asked kind of figure)
      + RANK / (passage's place from 1) + DOCUMENT * (its document's part of the passages, by place).
Set on evals/cases/programmes.jsonl; evals/README.md has what they reach.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answerer.evidence import Unit
from assistant.answerer.inquiry import Inquiry
from assistant.figures import FigureKind
from assistant.outline import Block, blocks
from assistant.schema import Document, Language, Passage
from assistant.terms import Term, match, words

FOCUS, SCOPE, MEANING, KIND, RANK = 0.40, 0.20, 0.20, 0.15, 0.05
# The model's cosines of passages that have nothing to do with a question, and what is above them.
COSINE_FLOOR, COSINE_SPAN = 0.80, 0.08
VALUE_COSINE = 0.02  # how much nearer a record's value, one line, is than a passage that says it
# Worth of a word that is not in the unit but around it. Below HELD it counts as missing.
DOCUMENT = 0.10
ANCHOR = 0.1  # for a figure that the question states, or as many things named as it asks for
HEADING, BEFORE, EARLIER, ELSEWHERE, HELD = 0.9, 0.7, 0.45, 0.25, 0.5
TOPIC = 0.6  # of a word that the whole document is about
PRIOR = 0.6  # weight of the scope in the focus: a question with little focus is about its scope
UNSURE = 0.4  # of a word that names no attribute: its absence may only be another way to say it
TOPIC_CHARS, TOPIC_TIMES = 300, 3  # or it is in the beginning, and comes again
TOPIC_SHARE = 0.25  # of a document's paragraphs: a word in so many is what the document is about
_BESIDE = 28  # characters between a number and the noun that it counts

# A word that asks for a figure is answered by the figure: "마감" by a date, "age limit" by an age.
_ANSWERED_BY: dict[str, set[FigureKind]] = {
    "deadline": {"date"},
    "window": {"date", "duration"},
    "open_start": {"date", "time"},
    "age": {"age"},
    "amount": {"money", "percent"},
    "maximum": {"money", "age", "duration"},
    "minimum": {"money", "age", "duration"},
    "fund": {"money"},
    "rate": {"percent"},
    "duration": {"duration"},
    "mandatory_period": {"duration"},
    "time_unit": {"duration", "date"},
    "email": {"email"},
    "phone": {"phone"},
    "contact": {"email", "phone", "url"},
    "address": {"email", "url"},
    "portal": {"url"},
    "total": {"count", "money"},
    "number": {"count"},
    "date_of": {"date"},
    "time_of_day": {"time"},
    "headcount": {"count"},
    "recruit_count": {"count"},
}


@dataclass(frozen=True, slots=True)
class Scored:
    unit: Unit
    score: float
    focus: float  # share of the focus words held, 0..1; 1 when every asked word is scope
    scope: float  # share of the question's own scope words held, 0..1
    meaning: float  # 0..1
    absent: float  # weight of the focus words that the document does not hold at all
    lacks: bool  # one of them names an attribute: a fee, a visa


def score_unit(inquiry: Inquiry, unit: Unit, setting: Setting) -> Scored:
    focus = _Share()
    scope = _Share()
    absent = 0.0
    lacks = False
    for term in inquiry.terms:
        if _answered(term, unit.kinds):
            focus.add(term.weight, 1.0)
        elif setting.is_topic(term, unit.document):
            scope.add(term.weight, max(TOPIC, setting.worth(term, unit)))
        else:
            worth = setting.worth(term, unit)
            focus.add(term.weight, worth)
            if worth == 0.0:
                absent += term.weight if term.attribute else UNSURE * term.weight
                lacks = lacks or term.attribute
    asked_scope = scope.value
    for term in inquiry.topic:
        worth = TOPIC if setting.is_topic(term, unit.document) else setting.worth(term, unit)
        scope.add(0.5 * term.weight, worth)
    if scope.total:
        focus.add(PRIOR, min(1.0, scope.value / TOPIC))
    meaning = min(1.0, max(0.0, (setting.cosine(unit) - COSINE_FLOOR) / COSINE_SPAN))
    kind = _right_kind(inquiry, unit)
    anchored = any((f.kind, f.value) in inquiry.anchors for f in unit.figures)
    enumerates = inquiry.shape == "list" and any(int(n) <= unit.listed for n in inquiry.counts)
    score = (
        FOCUS * focus.value
        + SCOPE * scope.value
        + MEANING * meaning
        + KIND * kind
        + RANK / setting.place(unit)
        + DOCUMENT * setting.part(unit.document)
        + ANCHOR * (anchored + enumerates)
    )
    return Scored(unit, score, focus.value, asked_scope, meaning, absent, lacks)


class _Share:
    """A weighted share, 1 of nothing."""

    def __init__(self) -> None:
        self.total = self.held = 0.0

    def add(self, weight: float, worth: float) -> None:
        self.total += weight
        self.held += weight * worth

    @property
    def value(self) -> float:
        return self.held / self.total if self.total else 1.0


class Setting:
    """What stands around a unit: its headings, the sentences before it, its document."""

    def __init__(
        self, units: Sequence[Unit], passages: Sequence[Passage], names: Mapping[str, str]
    ) -> None:
        """`names`: what the programme of a folder is called, for folders that hold one."""
        self._places: dict[str, int] = {}
        self._passages = {p.chunk.chunk_id: p for p in passages}
        parts: dict[str, float] = defaultdict(float)
        for place, passage in enumerate(passages, start=1):
            self._places.setdefault(passage.chunk.chunk_id, place)
            parts[passage.document.document_id] += 1 / place
        self._parts = {document: part / sum(parts.values()) for document, part in parts.items()}
        self._names = names
        self._documents = list({p.document.document_id: p.document for p in passages}.values())
        self._order = {unit: at for at, unit in enumerate(units)}
        self._units = units

    def place(self, unit: Unit) -> int:
        """Of the unit's chunk among the passages, from 1."""
        return self._places[unit.chunk.chunk_id]

    def cosine(self, unit: Unit) -> float:
        """Of the meaning of the unit's passage with the question's, or of a record's value that
        stands on the unit: that is shorter, so it comes nearer to any question."""
        passage = self._passages[unit.chunk.chunk_id]
        on_it = (c.cosine for c in passage.clauses if c.touches(unit.start, unit.end))
        stated = max(on_it, default=0.0)
        return max(passage.cosine, stated - VALUE_COSINE)

    def recorded(self, language: Language, units: Sequence[Unit]) -> list[Unit]:
        """Those of `units` that the value of a record stands on that is nearest to the question, of
        the passages in a language."""
        spoken = [p for p in self._passages.values() if p.document.language == language]
        clauses = [(clause.cosine, clause, p) for p in spoken for clause in p.clauses]
        if not clauses:
            return []
        _, nearest, passage = max(clauses, key=lambda found: found[0])
        own = [u for u in units if u.chunk.chunk_id == passage.chunk.chunk_id]
        return [u for u in own if u.kind != "heading" and nearest.touches(u.start, u.end)]

    def part(self, document: Document) -> float:
        """Of the passages, those of one document, each counted 1 / place; all parts make 1."""
        return self._parts[document.document_id]

    def worth(self, term: Term, unit: Unit) -> float:
        """How much of `term` is in the unit or around it, 0..1; 0 if nowhere in its document."""
        this_year = "year_this" in term.concepts and names_own_year(unit)
        inside = 1.0 if this_year else match(term, unit.words)
        above = match(term, unit.context_words)
        return max(
            inside + 0.1 * min(inside, above),
            HEADING * above,
            self._before(term, unit),
            ELSEWHERE if _share(term, unit.document.text) else 0.0,
        )

    def is_topic(self, term: Term, document: Document) -> bool:
        """Whether the whole document is about it."""
        title = words(f"{document.title} {self._names.get(document.programme or '', '')}")
        return match(term, title) >= HELD or _is_topic(term, document.text)

    def is_elsewhere(self, term: Term, document: Document) -> bool:
        """Whether another document in its language is about it, and this one does not hold it."""
        return not is_in(term, document) and any(
            other.language == document.language and self.is_topic(term, other)
            for other in self._documents
        )

    def _before(self, term: Term, unit: Unit) -> float:
        """In the sentences before it: what "it" and "the program" refer to."""
        if unit.kind != "sentence":
            return 0.0
        at = self._order[unit]
        best = 0.0
        for other in self._units[max(0, at - 3) : at]:
            if other.document is unit.document and other.kind != "heading":
                by = BEFORE if other.group == unit.group else EARLIER
                best = max(best, by * match(term, other.words))
        return best


def names_own_year(unit: Unit) -> bool:
    """Whether it names the year of its document's title: in a notice, that is "this year"."""
    year = re.search(r"\b20\d\d", unit.document.title)
    return year is not None and year.group() in unit.text


def is_in(term: Term, document: Document) -> bool:
    """Whether a document holds a word at all."""
    return _share(term, document.text) > 0


@lru_cache(maxsize=20_000)
def _share(term: Term, text: str) -> float:
    """Share of a document's paragraphs that hold a word."""
    paragraphs = _paragraphs(text)
    return sum(match(term, words(p)) >= HELD for p in paragraphs) / max(1, len(paragraphs))


@lru_cache(maxsize=20_000)
def _is_topic(term: Term, text: str) -> bool:
    share = _share(term, text)
    if share >= TOPIC_SHARE:
        return True
    again = share * len(_paragraphs(text)) >= TOPIC_TIMES
    return again and match(term, words(text[:TOPIC_CHARS])) >= HELD


@lru_cache(maxsize=256)
def _paragraphs(text: str) -> list[str]:
    found: list[Block] = [b for b in blocks(text) if b.kind != "rule"]
    return [text[b.start : b.end] for b in found]


def _answered(term: Term, kinds: set[FigureKind]) -> bool:
    return any(_ANSWERED_BY.get(name, set()) & kinds for name in term.concepts)


def _right_kind(inquiry: Inquiry, unit: Unit) -> float:
    """1 for the asked kind of figure, said of what is counted; 0 without it."""
    if not inquiry.kinds:
        return float(inquiry.cue is None or bool(inquiry.cue.search(unit.text)))
    if not inquiry.kinds & unit.kinds:
        return 0.0
    if inquiry.counted and not _is_counted(inquiry, unit):
        return 0.4
    if inquiry.span and not any(
        f.kind == "duration" and f.value.endswith(inquiry.span) for f in unit.figures
    ):
        return 0.6
    counts = [unit.text[f.start : f.end] for f in unit.figures if f.kind == "count"]
    if inquiry.classifier and not any(inquiry.classifier in c for c in counts):
        return 0.6
    return 1.0


def speaks_of_counted(inquiry: Inquiry, unit: Unit) -> bool:
    """Whether the unit, or what it stands under, names what the question counts."""
    return any(
        match(t, unit.words) >= HELD or match(t, unit.context_words) >= HELD
        for t in inquiry.counted
    )


def _is_counted(inquiry: Inquiry, unit: Unit) -> bool:
    """Whether a number stands beside what the question counts."""
    for figure in unit.figures:
        if figure.kind == "count":
            start, end = max(0, figure.start - _BESIDE), figure.end + _BESIDE
            near = words(unit.text[start:end])
            if any(match(term, near) >= HELD for term in inquiry.counted):
                return True
    return False
