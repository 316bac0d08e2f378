"""A question as it was logged, and what readers said of its answer. Nouns alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from assistant.schema import KOREA, Citation, Language, Status

Verdict = Literal["helpful", "wrong", "out_of_date"]


@dataclass(frozen=True, slots=True)
class Feedback:
    given_at: str  # UTC, ISO
    verdict: Verdict
    comment: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was logged, with the very answer and sources that were shown."""

    question_id: int
    asked_at: str  # UTC, ISO
    question: str
    language: Language
    query: str  # what was searched
    status: Status
    programmes: tuple[str, ...]  # ids
    passages: tuple[str, ...]  # chunk ids, best first
    answer: str
    citations: tuple[Citation, ...]
    seconds: float  # 0 where nothing was looked for
    generation: str  # of the index that it was answered from
    confidence: float | None
    faq: int | None  # the FAQ that was the answer
    feedback: tuple[Feedback, ...] = ()  # oldest first

    @property
    def verdict(self) -> Verdict | None:
        """The last word on it: who rates again has changed their mind."""
        return self.feedback[-1].verdict if self.feedback else None

    @property
    def day(self) -> date:
        """In Korea."""
        return datetime.fromisoformat(self.asked_at).astimezone(KOREA).date()

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"verdict": self.verdict}


@dataclass(frozen=True, slots=True)
class Handover:
    """A question that was sent to the agency."""

    handover_id: int
    asked: Asked
    sent_at: str  # UTC, ISO
    comment: str
    done_at: str | None
    done_by: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which questions: those that fit every field given."""

    since: date | None = None  # in Korea, both days included
    until: date | None = None
    language: Language | None = None
    status: Status | None = None
    programme: str | None = None  # id
    verdict: Verdict | None = None  # the last one given
    words: str = ""  # each stands in the question or the answer


EVERY = Filters()
