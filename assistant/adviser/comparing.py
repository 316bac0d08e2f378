"""Programmes side by side: for each, what its record says of the terms that owners compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.adviser.sheet import Sheet
from assistant.phrases import phrase
from assistant.programme_text import criterion_rows
from assistant.record import Record, Sourced
from assistant.schema import Answer, Language
from assistant.status import Moment, programme_status

_GAINS = 3  # facts in a cell
TERMS = ("amount", "window", "who", "how", "papers")  # the rows of a comparison


def compared(record: Record, term: str, language: Language) -> Iterator[tuple[str, Sourced]]:
    """What stands in one row of a comparison, with the values behind it."""
    if term == "amount":
        yield from ((fact.text[language], fact) for fact in record.gains()[:_GAINS])
    elif term == "window":
        yield from ((window.text[language], window) for window in record.windows)
    elif term == "who":
        yield from criterion_rows(record, language)
    elif term == "how":
        yield from ((channel.text[language], channel) for channel in record.channels)
    else:
        yield from ((paper.name[language], paper) for paper in record.papers)


def says_something(record: Record, language: Language) -> bool:
    """Whether a record has any of what is compared."""
    return any(True for term in TERMS for _ in compared(record, term, language))


def compare(sheet: Sheet, records: Sequence[Record], language: Language, at: Moment) -> Answer:
    for record in records:
        state = phrase(f"status_{programme_status(record, at).state}", language)
        sheet.say(f"{record.names[language]} ({state})")
        for term in TERMS:
            label = phrase(f"row_{term}", language)
            cells = list(compared(record, term, language))
            if cells:
                said = "; ".join(words for words, _ in cells)
                sheet.cite(f"- {label}: {said}", *(value for _, value in cells))
            else:
                unsaid = "not_said" if record.complete else "not_recorded"
                sheet.say(f"- {label}: {phrase(unsaid, language)}")
    return sheet.answer("answered")
