"""One programme's state, papers and steps, in a few lines with their clauses."""

from __future__ import annotations

from assistant.adviser.sheet import Sheet
from assistant.phrases import phrase
from assistant.record import Record
from assistant.schema import Answer, Language
from assistant.status import WindowStatus


def state_now(window: WindowStatus, language: Language) -> str:
    """Whether a window takes applications, in words without a figure."""
    if window.state == "open" and window.days_left in (0, 1):
        return phrase("closes_today" if window.days_left == 0 else "closes_tomorrow", language)
    if window.state == "open" and window.window.until_funds:
        return phrase("now_open_until_funds", language)
    return phrase(f"now_{window.state}", language)


def submit(sheet: Sheet, record: Record, language: Language) -> Answer:
    """The papers to hand in, or that the documents name none."""
    name = record.names[language]
    if not record.papers:
        sheet.say(phrase("papers_not_said", language, what=name))
        for contact in (*record.contacts, *record.channels)[:1]:
            sheet.quote(f"{phrase('ask_there', language)}:", contact)
        return sheet.answer("no_source")
    sheet.say(phrase("papers_of", language, what=name))
    for paper in record.papers:
        sheet.cite(f"- {paper.name[language]}", paper)
    return sheet.answer("answered")


def steps(sheet: Sheet, record: Record, language: Language) -> Answer | None:
    """All steps in order with who does each; None where the record has none."""
    if not record.steps:
        return None
    sheet.say(phrase("steps_of", language, what=record.names[language]))
    for fact in record.facts:
        if fact.topic == "procedure":
            sheet.quote("", fact)
    for step in record.steps:
        who = f" ({step.who[language]})" if step.who else ""
        sheet.cite(f"- {step.what[language]}{who}", step)
    return sheet.answer("answered")
