"""Which field a slot is, from its labels. A wrong field does harm and a blank one is asked for: what
is not said plainly is a question, and what is close but another's is nothing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.forms.candidates import candidates
from assistant.forms.fields import FIELDS, NARRATIVE
from assistant.forms.form import Form, Slot
from assistant.forms.match import NOTHING, Match
from assistant.forms.meanings import PERSONAL, Meaning, meaning, whose
from assistant.forms.neighbours import among_neighbours, without_bare_contact
from assistant.forms.surroundings import is_of_figures, is_of_other, is_understood
from assistant.schema import Language

__all__ = ["NOTHING", "Match", "field_of", "matches"]

_STRICT = frozenset({"sales", "exports", "employees", "budget", "budget_parts"})
_CHOSEN = frozenset({"size", "region", "industry", "project.field", "certifications"})
_UNBUDGETED = frozenset({"certifications", "overseas_partners", "prior_awards"}) | NARRATIVE
_IS_TITLE = re.compile(
    r"신청서|계획서|제안서|지원사업|공고|현황표|사업$|신청$|양식|서식|20\d\d년|프로그램|^application\b|\b(?:application form|form|programme?|call for|(?:business|project) plan)\b",
    re.I,
)
_PAST = re.compile(r"수혜|실적|이력|\b(?:history|received|previous|past)\b", re.IGNORECASE)
_WON = re.compile(r"원|krw|won|₩", re.I)
_DOLLAR = re.compile(r"달러|불|usd|us\$|\$", re.I)


def matches(form: Form) -> tuple[Match, ...]:
    """One a slot, in the order of the slots."""
    slots = without_bare_contact(form.slots)
    found = among_neighbours(slots, [field_of(slot, form.language) for slot in slots])
    undated = [one.field for one in found if one.field and _lacks_year(one)]
    return tuple(  # several figures of a year that is not said can only be mistaken for one another
        NOTHING if one.field and _lacks_year(one) and undated.count(one.field) > 1 else one
        for one in found
    )


def _lacks_year(match: Match) -> bool:
    return match.field is not None and FIELDS[match.field].is_yearly and match.year is None


def field_of(slot: Slot, form_language: Language) -> Match:
    if slot.kind not in ("text", "choice") or slot.row is not None:
        return NOTHING
    read = [meaning(label) for label in slot.labels]
    at = _asking(slot.labels, read)
    if at is None:
        return NOTHING
    asked = read[at]
    others = [
        (label, one)
        for n, (label, one) in enumerate(zip(slot.labels, read, strict=True))
        if n != at
    ]
    sections = [
        part
        for part in reversed(slot.section.split(" > "))
        if part and (not _IS_TITLE.search(part) or _PAST.search(part))
    ]
    if asked.attribute in ("months", "period") and any(one.is_blocked for _, one in others):
        return NOTHING
    years = {one.year for one in read if one.year is not None}
    year = years.pop() if len(years) == 1 else None
    fields = candidates(slot, asked, others, sections, form_language)
    if not fields or asked.is_other or is_of_other(slot, fields[0], others, sections):
        return NOTHING
    if fields[0] in _UNBUDGETED and is_of_figures(others, sections):
        return NOTHING
    if asked.attribute in _STRICT and not is_understood(asked, others, sections):
        return NOTHING
    yearly = FIELDS[fields[0]].is_yearly
    if years or (year is not None and not yearly and (year, fields[0]) != (0, "employees")):
        return NOTHING
    if not yearly and any(re.search(r"20\d\d\s?년?", label) for label, _ in others):
        return NOTHING
    language = asked.language or next((one.language for _, one in others if one.language), None)
    if language is not None:
        fields = _in_language(fields, language, form_language)
    if not fields or (slot.kind == "choice" and not _CHOSEN.issuperset(fields)):
        return NOTHING
    if not _fits_unit(fields[0], slot):
        return NOTHING
    return Match(fields, year if yearly else None, language is not None)


def _asking(labels: Sequence[str], read: list[Meaning]) -> int | None:
    """The label that says what is asked for: the nearest, but for a person's or a company's own name
    over what is asked of them ("대표자" beside "연락처"), and for years, totals and the like."""
    alone: int | None = None
    changed = False  # a label before it asks for something of theirs
    for at, one in enumerate(read):
        if not one.attribute and not one.is_plain and whose(labels[at]) == "contact":
            continue  # a row of that person
        if one.attribute == "name_of_person" and one.who is not None:
            if alone is None and not changed:
                alone = at  # "대표자" is the name of the representative, unless more is said
            continue
        if one.attribute in PERSONAL and one.who is None:
            return at
        if one.attribute:
            return at if alone is None else alone
        if not (one.is_plain or (one.language and not one.is_other)):
            return alone
        changed = changed or (one.is_plain and not one.language and not one.is_empty)
    return alone


def _in_language(
    fields: tuple[str, ...], language: Language, form_language: Language
) -> tuple[str, ...]:
    """A name in the language that is asked for; what is known in one language only is not given as
    if it were in another."""
    if fields[0] in ("name_ko", "name_en"):
        return (f"name_{language}",)
    return fields if language == form_language else ()


def _fits_unit(field: str, slot: Slot) -> bool:
    if field == "sales_krw" or field == "project.budget_krw":
        return not slot.unit or (bool(_WON.search(slot.unit)) and not _DOLLAR.search(slot.unit))
    if field == "exports_usd":
        return not slot.unit or bool(_DOLLAR.search(slot.unit))
    return True
