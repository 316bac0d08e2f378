"""A fact, and a place in a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at `[start:end]` of a document's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of the profile that a document states."""

    field: str  # dotted: "name_ko", "sales_krw.2025", "contact.phone"
    value: Value  # as the profile has it: a day in ISO, whole won or dollars
    quote: str  # exactly `text[start:start + len(quote)]` of the document
    start: int
    told: Literal["label", "prose"] = "label"  # beside a label or in a table, or in a sentence
