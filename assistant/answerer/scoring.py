"""How well a unit answers an inquiry. The weights are few, named, and in one place.

score = COVERAGE * (share of the asked words it holds) + MEANING * (cosine, stretched to 0..1)
      + KIND * (holds the asked kind of figure) + RANK / (passage's place from 1).
Set on evals/cases/programmes.jsonl; evals/README.md has what they reach.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answerer.evidence import Unit
from assistant.answerer.inquiry import Inquiry
from assistant.figures import FigureKind
from assistant.outline import Block, blocks
from assistant.schema import Document
from assistant.terms import Term, match, words

COVERAGE, MEANING, KIND, RANK = 0.55, 0.30, 0.10, 0.05
COSINE_FLOOR, COSINE_SPAN = 0.76, 0.14  # the model's cosines of unrelated and of matching texts
# Worth of a word that is not in the unit but around it. Below HELD it counts as missing.
HEADING, BEFORE, TITLE, TOPIC, EARLIER, ELSEWHERE, HELD = 0.9, 0.7, 0.8, 0.7, 0.45, 0.25, 0.5
_BESIDE = 28  # characters between a number and the noun that it counts
TOPIC_SHARE = 0.25  # of a document's paragraphs: a word in so many is what the document is about

# A word that asks for a figure is answered by the figure: "마감" by a date, "age limit" by an age.
_ANSWERED_BY: dict[str, set[FigureKind]] = {
    "deadline": {"date"},
    "window": {"date", "duration"},
    "open_start": {"date"},
    "age": {"age"},
    "amount": {"money", "percent"},
    "maximum": {"money", "age", "duration"},
    "minimum": {"money", "age", "duration"},
    "fund": {"money"},
    "rate": {"percent"},
    "duration": {"duration"},
    "email": {"email"},
    "phone": {"phone"},
    "contact": {"email", "phone", "url"},
    "address": {"email", "url"},
    "portal": {"url"},
    "total": {"count", "money"},
}


@dataclass(frozen=True, slots=True)
class Scored:
    unit: Unit
    score: float
    coverage: float  # 0..1
    meaning: float  # 0..1
    missing: tuple[Term, ...]  # asked words found neither in the unit nor around it
    absent: float  # weight of the asked words that its document does not hold at all


def score_unit(inquiry: Inquiry, unit: Unit, setting: Setting, place: int, cosine: float) -> Scored:
    """`place`: of the unit's chunk among the passages, from 1."""
    kinds = unit.kinds
    total = found = absent = 0.0
    missing = []
    for term in inquiry.terms:
        worth = 1.0 if _answered(term, kinds) else setting.worth(term, unit)
        total += term.weight
        found += term.weight * worth
        if worth < HELD and term.weight >= 0.5:
            missing.append(term)
            absent += term.weight if worth == 0.0 else 0.0
    for term in inquiry.topic:
        total += 0.5 * term.weight
        found += 0.5 * term.weight * setting.worth(term, unit)
    coverage = found / total if total else 0.0
    meaning = min(1.0, max(0.0, (cosine - COSINE_FLOOR) / COSINE_SPAN))
    kind = _right_kind(inquiry, unit, kinds)
    score = COVERAGE * coverage + MEANING * meaning + KIND * kind + RANK / place
    return Scored(unit, score, coverage, meaning, tuple(missing), absent)


class Setting:
    """What stands around a unit: its headings, the sentences before it, its document."""

    def __init__(self, units: Sequence[Unit], names: Mapping[str, str]) -> None:
        """`names`: what the programme of a folder is called, for folders that hold one."""
        self._names = names
        self._order = {unit: at for at, unit in enumerate(units)}
        self._units = units

    def worth(self, term: Term, unit: Unit) -> float:
        """How much of `term` is in the unit or around it, 0..1."""
        return max(
            match(term, unit.words),
            HEADING * match(term, unit.context_words),
            self._before(term, unit),
            self._document(term, unit.document),
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

    def _document(self, term: Term, document: Document) -> float:
        title = words(f"{document.title} {self._names.get(document.programme or '', '')}")
        if held := match(term, title):
            return TITLE * held
        share = _share(term, document.text)
        return TOPIC if share >= TOPIC_SHARE else ELSEWHERE if share else 0.0


@lru_cache(maxsize=20_000)
def _share(term: Term, text: str) -> float:
    """Share of a document's paragraphs that hold a word."""
    paragraphs = [text[b.start : b.end] for b in _paragraphs(text)]
    return sum(match(term, words(p)) >= HELD for p in paragraphs) / len(paragraphs)


@lru_cache(maxsize=256)
def _paragraphs(text: str) -> list[Block]:
    return [b for b in blocks(text) if b.kind != "rule"]


def _answered(term: Term, kinds: set[FigureKind]) -> bool:
    return any(_ANSWERED_BY.get(name, set()) & kinds for name in term.concepts)


def _right_kind(inquiry: Inquiry, unit: Unit, kinds: set[FigureKind]) -> float:
    """1 for the asked kind of figure, said of what is counted; 0 without it."""
    if not inquiry.kinds:
        return float(inquiry.cue is None or bool(inquiry.cue.search(unit.text)))
    if not inquiry.kinds & kinds:
        return 0.0
    return 1.0 if not inquiry.counted or _is_counted(inquiry, unit) else 0.4


def _is_counted(inquiry: Inquiry, unit: Unit) -> bool:
    """Whether a number stands beside what the question counts."""
    for figure in unit.figures:
        if figure.kind == "count":
            start, end = max(0, figure.start - _BESIDE), figure.end + _BESIDE
            near = words(unit.text[start:end])
            if any(match(term, near) >= HELD for term in inquiry.counted):
                return True
    return False
