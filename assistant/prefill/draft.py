"""A draft: the filled copy, and what became of each place of the form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from assistant.forms.fields import FIELDS, NARRATIVE, field_at
from assistant.forms.form import FormFormat
from assistant.phrases import phrase
from assistant.prefill.known import Origin
from assistant.record import Paper
from assistant.schema import Language

State = Literal["filled", "blank", "ambiguous", "overflow", "signature"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A place of the form, and what was written there or why nothing was."""

    slot_id: str
    label: str  # as printed; of a yearly figure with its year
    section: str
    field: str | None  # dotted; None: none that is known here
    value: str | None  # as it stands in the copy
    state: State
    origin: Origin | None = None
    quote: str | None = None
    document: str | None = None
    reason: str | None = None  # why it is blank or to be looked at: the name of a phrase
    candidates: tuple[str, ...] = ()  # fields that it may be
    hint: str = ""  # what the form itself asks for there
    unit: str = ""  # printed elsewhere on the form: "천원"

    def to_dict(self, language: Language) -> dict[str, Any]:
        """A row of the report."""
        return {
            "label": self.label,
            "section": self.section,
            "field": self.field,
            "value": self.value,
            "unit": self.unit or None,
            "state": self.state,
            "origin": self.origin,
            "quote": self.quote,
            "document": self.document,
            "reason": phrase(self.reason, language) if self.reason else None,
            "candidates": list(self.candidates),
        }


@dataclass(frozen=True, slots=True)
class Draft:
    raw: bytes
    format: FormFormat
    language: Language
    title: str
    fields: tuple[Filled, ...]  # in the form's order
    papers: tuple[Paper, ...] = ()  # to hand in with it, as the programme's record says

    def in_state(self, *states: State) -> list[Filled]:
        return [one for one in self.fields if one.state in states]

    def missing(self) -> list[str]:
        """Fields that the form asks for and nothing is known of, the most needed first: those that
        fill most places, narrative last."""
        waiting = Counter(
            one.field for one in self.fields if one.field and one.reason == "not_known"
        )
        order = [field_at(key) for key in FIELDS]
        return sorted(
            waiting,
            key=lambda field: (
                field in NARRATIVE,
                -waiting[field],
                order.index(field_at(field)),
            ),
        )

    def report(self) -> dict[str, Any]:
        """The shape of `prefill --report`."""
        return {
            "title": self.title,
            "language": self.language,
            "format": self.format,
            "fields": [one.to_dict(self.language) for one in self.fields],
            "missing": self.missing(),
            "papers": [
                {"name": paper.name[self.language], "quote": quote.text, "document": quote.document}
                for paper in self.papers
                for quote in paper.quoted(self.language)[:1]
            ],
        }
