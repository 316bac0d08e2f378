"""Which programmes fit a company: by whether they are open, what it asks for, and its verdicts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.adviser.sheet import Sheet
from assistant.adviser.telling import state_now
from assistant.eligibility import Judgement, judge
from assistant.phrases import phrase
from assistant.profile import Profile
from assistant.ranking import lexical_tokens
from assistant.record import Record
from assistant.schema import Answer, Query
from assistant.status import STATES, Moment, ProgrammeStatus, day_in_korea, programme_status
from assistant.terms import translations

_NAMED = 6  # programmes that one answer recommends
_MEANT = 0.5  # of the best programme's share of the asked words: from there it is meant too
_OVERALL = ("eligible", "unknown", "not_eligible")


@dataclass(frozen=True, slots=True)
class Candidate:
    record: Record
    status: ProgrammeStatus
    judgement: Judgement
    nearness: float  # of its record's words to the question's, 0 to 1: 1 is the nearest

    @property
    def is_out(self) -> bool:
        return self.status.state == "closed" or self.judgement.overall == "not_eligible"


def fitting(
    sheet: Sheet, records: Sequence[Record], profile: Profile, query: Query, at: Moment
) -> Answer | None:
    """A closed programme, or one that the company is not eligible for, is named as that and never
    recommended. None: no record has conditions to hold against the company."""
    language = query.language
    found = _candidates(records, profile, query, at)
    if not found:
        return None
    fits = sorted((c for c in found if not c.is_out), key=_order)
    is_open = any(c.status.state == "open" for c in fits)
    sheet.keep_room(last := phrase("fitting_more", language))
    sheet.say(phrase("fitting_open" if is_open else "fitting_none_open", language))
    for candidate in fits[:_NAMED]:
        record = candidate.record
        state = phrase(f"status_{candidate.status.state}", language)
        verdict = phrase(f"fits_{candidate.judgement.overall}", language)
        criteria = [c for terms in record.all_terms() for c in terms.criteria]
        sheet.quote(f"- {record.names[language]} ({state} · {verdict}):", criteria[0])
    for candidate in found:
        name = candidate.record.names[language]
        failed = [v.criterion for v in candidate.judgement.criteria if v.verdict == "not_met"]
        if failed:
            sheet.quote(f"- {name}: {phrase('overall_not_eligible', language)} —", failed[0])
        elif candidate.status.state == "closed" and (window := candidate.status.current):
            sheet.cite(f"- {name}: {state_now(window, language)}", window.window)
    sheet.say(last)
    return sheet.answer("answered")


def _candidates(
    records: Sequence[Record], profile: Profile, query: Query, at: Moment
) -> list[Candidate]:
    able = [r for r in records if r.applies and any(t.criteria for t in r.all_terms())]
    nearness = _nearness(query.question, able)
    return [
        Candidate(
            record,
            programme_status(record, at),
            judge(record, profile, day_in_korea(at)),
            nearness[record.id],
        )
        for record in able
    ]


def _order(candidate: Candidate) -> tuple[int, bool, int, float]:
    return (
        STATES.index(candidate.status.state),
        candidate.nearness < _MEANT,
        _OVERALL.index(candidate.judgement.overall),
        -candidate.nearness,
    )


def _nearness(question: str, records: Sequence[Record]) -> dict[str, float]:
    """The question's words that a record holds, each by how few records do; words that half of
    the records hold tell nothing."""
    asked = set(lexical_tokens(f"{question} {translations(question)}"))
    held = {
        r.id: asked & set(lexical_tokens(" ".join(text for _, _, text in r.search_texts())))
        for r in records
    }
    holders = Counter(token for tokens in held.values() for token in tokens)
    rarity = {t: math.log(len(records) / (2 * n)) for t, n in holders.items()}
    points = {key: sum(max(0.0, rarity[t]) for t in tokens) for key, tokens in held.items()}
    best = max(points.values(), default=0.0)
    return {key: value / best if best else 0.0 for key, value in points.items()}
