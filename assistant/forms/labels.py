"""Which field a slot is, from its labels. A wrong field does harm and a blank one is asked for: what
is not said plainly is a question, and what is close but another's is nothing. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.forms.fields import FIELDS, NARRATIVE, company_names
from assistant.forms.form import Form, Slot
from assistant.forms.meanings import PERSONAL, Meaning, Who, is_other, meaning, whose
from assistant.schema import Language

_FIELDS: dict[str, tuple[str, ...]] = {
    "founded": ("founded",),
    "brn": ("business_registration_number",),
    "crn": ("corporate_registration_number",),
    "address": ("address",),
    "region": ("region",),
    "website": ("website",),
    "industry": ("industry",),
    "industry_code": ("industry_code",),
    "industry_both": ("industry", "industry_code"),
    "size": ("size",),
    "type": ("size",),
    "employees": ("employees",),
    "sales": ("sales_krw",),
    "exports": ("exports_usd",),
    "certifications": ("certifications",),
    "partners": ("overseas_partners",),
    "awards": ("prior_awards",),
    "title_of_project": ("project.title",),
    "title_of_work": ("programme.name", "project.title"),
    "programme": ("programme.name",),
    "agency": ("programme.agency",),
    "field_of_project": ("project.field",),
    "need": ("project.need",),
    "goal": ("project.goal",),
    "plan": ("project.plan",),
    "effect": ("project.effect",),
    "goal_and_plan": ("project.goal", "project.plan"),
    "budget": ("project.budget_krw",),
    "budget_parts": ("project.budget_krw",),
    "months": ("project.months",),
    "contact_alone": ("contact.name", "contact.phone"),
    "reach_email": ("email", "contact.email"),
}
_STRICT = frozenset({"sales", "exports", "employees", "budget", "budget_parts"})
_CHOSEN = frozenset({"size", "region", "industry", "project.field", "certifications"})
_SIZES = re.compile(
    r"소상공인|소기업|중기업|중견|대기업|창업|스타트업|중소|\b(?:micro|small|medium|large|start-?up)",
    re.I,
)
_NO_SIZE = re.compile(
    r"법인|개인|비영리|\b(?:corporation|sole|incorporated|ltd|non-?profit)\b", re.I
)
_IS_TITLE = re.compile(
    r"신청서|계획서|제안서|지원사업|공고|현황표|사업$|신청$|양식|서식|20\d\d년|프로그램|^application\b|\b(?:application form|form|programme?|call for|(?:business|project) plan)\b",
    re.I,
)
_FORECASTS = re.compile(
    r"향후|예상|계획|목표|추정|전망|\b(?:forecast|plan|target|expected|projected|future)", re.I
)
_PROJECT = re.compile(
    r"\bproject|\bproposal|\bresearch|과제|프로젝트|사업비|사업\s?개요", re.IGNORECASE
)
_WON = re.compile(r"원|krw|won|₩", re.I)
_DOLLAR = re.compile(r"달러|불|usd|us\$|\$", re.I)


@dataclass(frozen=True, slots=True)
class Match:
    """One field: it is that. Several: the owner is asked which. None: no field of ours."""

    fields: tuple[str, ...] = ()
    year: int | None = None  # of a yearly figure: 2024; 0, -1, -2 counted from the year of writing

    @property
    def field(self) -> str | None:
        """The only one, without its year."""
        return self.fields[0] if len(self.fields) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.fields) > 1


NOTHING = Match()


def matches(form: Form) -> tuple[Match, ...]:
    """One a slot, in the order of the slots."""
    found = [field_of(slot, form.language) for slot in form.slots]
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
    at = _asking(read)
    if at is None:
        return NOTHING
    asked = read[at]
    others = [
        (label, one)
        for n, (label, one) in enumerate(zip(slot.labels, read, strict=True))
        if n != at
    ]
    sections = [
        part for part in reversed(slot.section.split(" > ")) if part and not _IS_TITLE.search(part)
    ]
    if asked.attribute == "months" and any(one.is_blocked for _, one in others):
        return NOTHING
    years = {one.year for one in read if one.year is not None}
    year = years.pop() if len(years) == 1 else None
    fields = _fields(slot, asked, others, sections, form_language)
    if not fields:
        return NOTHING
    narrative = fields[0] in NARRATIVE
    around = [label for label, _ in others] + ([] if narrative else sections)
    if asked.is_other or any(is_other(text) for text in around):
        return NOTHING
    if asked.attribute in _STRICT and not _is_understood(asked, others, sections):
        return NOTHING
    yearly = FIELDS[fields[0]].is_yearly
    if years or (year is not None and not yearly):
        return NOTHING
    if not yearly and any(re.search(r"20\d\d\s?년?", label) for label, _ in others):
        return NOTHING
    language = asked.language or next((one.language for _, one in others if one.language), None)
    if language is not None:
        fields = _in_language(fields, language, form_language)
    if not fields or (slot.kind == "choice" and not _CHOSEN.issuperset(fields)):
        return NOTHING
    return Match(fields, year if yearly else None) if _fits_unit(fields[0], slot) else NOTHING


def _asking(read: list[Meaning]) -> int | None:
    """The label that says what is asked for: the nearest, but for a person's or a company's own name
    over what is asked of them ("대표자" beside "연락처"), and for years, totals and the like."""
    alone: int | None = None
    changed = False  # a label before it asks for something of theirs
    for at, one in enumerate(read):
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


def _fields(
    slot: Slot,
    asked: Meaning,
    others: list[tuple[str, Meaning]],
    sections: list[str],
    language: Language,
) -> tuple[str, ...]:
    named = next((who for label, one in others if (who := one.who or whose(label))), None)
    headed = next((who for part in sections if (who := whose(part))), None)
    who = asked.who or named or headed
    name = company_names(language)[0]
    match asked.attribute:
        case "company":
            return (name,) if who != "contact" else ()
        case "reach_email" if who == "contact":
            return ("contact.email",)
        case "lead":
            if language == "en":
                return (name, "representative")
            return (name, "programme.agency")
        case "name_of_person" if asked.who is None and who == "company" and language == "en":
            if named == "company" or asked.language:
                return (name,)
            return (name, "representative", "contact.name")
        case "title" | "title_of_work" if language == "en" and who != "contact":
            around = [*(label for label, _ in others), *sections]
            return ("project.title",) if any(_PROJECT.search(text) for text in around) else ()
        case attribute if attribute in PERSONAL:
            clash = asked.who == "company" and named in ("contact", "representative")
            unknown = who is None and any(
                not (said := meaning(text)).is_plain and not said.attribute
                for text in [label for label, _ in others] + sections[:1]
            )
            if who == "applicant" and language == "en" and attribute in ("phone", "email"):
                who = "company"  # who applies there is a company
            return _of_person(attribute, "several" if clash or unknown else who)
        case "address" | "region" | "website" if who in ("representative", "contact", "several"):
            return ()
        case "type" if not _lists_sizes(slot):
            return ()
        case "size" if slot.kind == "choice" and not _lists_sizes(slot):
            return ()
        case "budget_parts" if not any(one.is_total for _, one in others):
            return ()
        case "months" if slot.printed_as == "pattern" or re.search(
            r"[년월]|\.\s*\.|YY", slot.printed
        ):
            return ()
        case "plan" if who == "company" and re.search(r"사업\s*내용", " ".join(slot.labels)):
            return ()
        case "employees" if any(one.year not in (None, 0) for _, one in others) or asked.year:
            return ()
    return _FIELDS.get(asked.attribute, ())


def _of_person(attribute: str, who: Who | None) -> tuple[str, ...]:
    contact, company = who == "contact", who in ("company", None)
    match attribute:
        case "name_of_person":
            if contact or who == "representative":
                return ("contact.name",) if contact else ("representative",)
            return ("representative", "contact.name")
        case "title":
            return ("contact.title",) if contact else ()
        case "born":
            return ("representative_born",) if who == "representative" else ()
        case "mobile":
            return ("contact.phone",) if contact or company else ()
        case "reach":
            if contact or who == "company":
                return ("contact.phone",) if contact else ("phone",)
            return ("phone", "contact.phone")
        case "phone" | "email":
            if contact or company:
                return (f"contact.{attribute}",) if contact else (attribute,)
            return (attribute, f"contact.{attribute}")
    return ()


def _lists_sizes(slot: Slot) -> bool:
    texts = [option.text for option in slot.options]
    return sum(bool(_SIZES.search(text)) for text in texts) >= 2 and not any(
        _NO_SIZE.search(text) for text in texts
    )


def _is_understood(asked: Meaning, others: list[tuple[str, Meaning]], sections: list[str]) -> bool:
    """Whether every word around a figure is one that leaves it what it is."""
    if asked.is_blocked and asked.attribute != "budget":
        return False
    if asked.attribute in ("sales", "exports", "employees") and any(
        _FORECASTS.search(part) for part in sections
    ):
        return False
    for label, one in others:
        if one.is_blocked:
            return False
        if one.is_plain or (one.year is not None and not one.attribute and not one.is_blocked):
            continue
        of_project = asked.attribute in ("budget", "budget_parts") and _PROJECT.search(label)
        if one.attribute in ("company", asked.attribute) or of_project or whose(label):
            continue
        return False
    return True


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
