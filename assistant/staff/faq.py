"""What an FAQ is: its texts, its states and what may be done in each. Nouns alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from assistant.schema import Citation, Language

State = Literal["draft", "in_review", "approved", "published", "suspect", "withdrawn"]
Action = Literal[
    "create", "revise", "submit", "approve", "send_back", "publish", "suspect", "withdraw"
]


@dataclass(frozen=True, slots=True)
class FaqText:
    """An FAQ in one language."""

    question: str
    answer: str  # with [n], the citations' numbers
    citations: tuple[Citation, ...]
    wordings: tuple[str, ...] = ()  # other ways in which it is asked

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        citations = tuple(Citation(**citation) for citation in row["citations"])
        wordings = tuple(row.get("wordings", ()))
        return cls(row["question"], row["answer"], citations, wordings)


@dataclass(frozen=True, slots=True)
class FaqContent:
    """What is written, reviewed and published as one."""

    programme: str | None = None  # id
    ko: FaqText | None = None
    en: FaqText | None = None
    missing: tuple[str, ...] = ()  # what the documents do not say, or a person has yet to write
    origin: str = "staff"  # "gap", "list", "notice" or "staff"

    def texts(self) -> Iterator[tuple[Language, FaqText]]:
        if self.ko is not None:
            yield "ko", self.ko
        if self.en is not None:
            yield "en", self.en

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """From what `to_dict` gave, also after JSON."""
        ko, en = (FaqText.of(row[key]) if row.get(key) else None for key in ("ko", "en"))
        return cls(row.get("programme"), ko, en, tuple(row.get("missing", ())), row["origin"])


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to an FAQ. Never changed afterwards."""

    event_id: int
    faq_id: int
    revision: int
    at: str  # UTC, ISO
    who: str  # an account, or "ingest"
    action: Action
    state: State  # after it
    why: str


@dataclass(frozen=True, slots=True)
class Faq:
    faq_id: int
    revision: int  # the newest
    content: FaqContent  # of the newest revision
    author: str  # of the newest revision
    state: State
    events: tuple[Event, ...]  # oldest first
    served: int | None  # the revision that answers are given from, if one is


@dataclass(frozen=True, slots=True)
class ServedFaq:
    """A published FAQ, as the chat answers from it."""

    faq_id: int
    revision: int
    content: FaqContent
    published_at: str  # UTC, ISO
