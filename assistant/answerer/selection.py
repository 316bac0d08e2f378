"""Decides what to quote for one inquiry, or that the documents do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answerer.evidence import Unit
from assistant.answerer.inquiry import Inquiry
from assistant.answerer.scoring import Scored
from assistant.schema import Query
from assistant.terms import match

# An answer needs coverage + MEANING_HELP * meaning - ABSENT_COST * absent >= ENOUGH.
MEANING_HELP, ABSENT_COST, ENOUGH = 0.35, 0.15, 0.80
LANGUAGE_MARGIN = 0.15  # a quote in the question's language may score this much less
SECOND_MARGIN = 0.12  # a further quote may score this much less than the first
MOST = 4  # quotes of a fact or comparison


@dataclass(frozen=True, slots=True)
class Finding:
    """The units that answer one inquiry, in the order to show them; none: not in the documents."""

    inquiry: Inquiry
    units: tuple[Unit, ...]
    nearest: Unit | None = None  # best of what was not good enough


def select(query: Query, inquiry: Inquiry, scored: Sequence[Scored], units: Sequence[Unit]) -> Finding:
    able = [s for s in scored if _answers(inquiry, s)]
    if not able:
        return Finding(inquiry, (), scored[0].unit if scored else None)
    able = _in_language(query, able)
    chosen = _cover(inquiry, able)
    if inquiry.shape in ("list", "procedure") or _leads_in(chosen[0]):
        if whole := _whole(chosen[0], units):
            return Finding(inquiry, whole)
    return Finding(inquiry, chosen)


def _answers(inquiry: Inquiry, s: Scored) -> bool:
    if inquiry.kinds and not inquiry.kinds & s.unit.kinds:
        return False
    if inquiry.exact and "date" in inquiry.kinds and not _has_day(s.unit):
        return False
    return s.coverage + MEANING_HELP * s.meaning - ABSENT_COST * s.absent >= ENOUGH


def _has_day(unit: Unit) -> bool:
    return any(f.kind == "date" and f.value.count("-") >= 2 and len(f.value) >= 5 for f in unit.figures)


def _in_language(query: Query, able: Sequence[Scored]) -> list[Scored]:
    own = [s for s in able if s.unit.document.language == query.language]
    if own and own[0].score >= able[0].score - LANGUAGE_MARGIN:
        return own
    return list(able)


_LEADS_IN = re.compile(r"[:：]$|다음|아래|as follows|the following|these (are|include)", re.IGNORECASE)


def _leads_in(unit: Unit) -> bool:
    return unit.kind in ("sentence", "line") and bool(_LEADS_IN.search(unit.text))


def _whole(unit: Unit, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The whole list or table that a unit is part of or leads in to; () if there is none."""
    own = [u for u in units if u.document is unit.document and u.kind != "heading"]
    at = next((i for i, u in enumerate(own) if u.start == unit.start), None)
    if at is None:
        return ()
    if unit.kind in ("item", "row"):
        return tuple(u for u in own if u.group == unit.group and u.kind == unit.kind)
    following = own[at + 1] if at + 1 < len(own) else None
    if following is None or following.kind not in ("item", "row"):
        return ()
    if following.chunk is not unit.chunk and following.start - unit.end > 4:
        return ()
    return (unit, *(u for u in own if u.group == following.group and u.kind == following.kind))


def _cover(inquiry: Inquiry, able: Sequence[Scored]) -> tuple[Unit, ...]:
    """The best unit, and others while each adds an asked word that none before it holds."""
    chosen: list[Scored] = []
    open_terms = [t for t in inquiry.terms if t.weight >= 0.5]
    limit = MOST if inquiry.shape == "comparison" else 2
    for s in able:
        if len(chosen) == limit:
            break
        if chosen and (s.score < chosen[0].score - SECOND_MARGIN or _overlaps(s.unit, chosen)):
            continue
        added = [t for t in open_terms if match(t, s.unit.words) >= 0.5]
        if not chosen or added:
            chosen.append(s)
            open_terms = [t for t in open_terms if t not in added]
    return tuple(s.unit for s in chosen)


def _overlaps(unit: Unit, chosen: Sequence[Scored]) -> bool:
    return any(
        unit.text == c.unit.text
        or (unit.document is c.unit.document and unit.start < c.unit.end and c.unit.start < unit.end)
        for c in chosen
    )
