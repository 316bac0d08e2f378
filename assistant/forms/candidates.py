"""Which fields a label asks for, by what it says and of whom. Pure."""

from __future__ import annotations

import re

from assistant.forms.fields import company_names
from assistant.forms.form import Slot
from assistant.forms.meanings import PERSONAL, Meaning, Who, meaning, whose
from assistant.forms.surroundings import PROJECT
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
    "period": ("project.months",),
    "registration": ("business_registration_number", "corporate_registration_number"),
    "partner_alone": ("overseas_partners",),
    "contact_alone": ("contact.name", "contact.phone"),
    "reach_email": ("email", "contact.email"),
}
_SIZES = re.compile(
    r"소상공인|소기업|중기업|중견|대기업|창업|스타트업|중소|\b(?:micro|small|medium|large|start-?up)",
    re.I,
)
_NO_SIZE = re.compile(
    r"법인|개인|비영리|\b(?:corporation|sole|incorporated|ltd|non-?profit)\b", re.I
)
_MONTHS = re.compile(r"개월|months?", re.IGNORECASE)
_ABROAD = re.compile(r"해외|국외|글로벌|\b(?:overseas|foreign|international|global)\b", re.I)


def candidates(
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
        case "title_of_work" if who in ("contact", "representative") and language == "en":
            return ("contact.title",) if who == "contact" else ()
        case "title_of_work" if language == "en":
            around = [*(label for label, _ in others), *sections]
            return ("project.title",) if any(PROJECT.search(text) for text in around) else ()
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
            r"년|(?<!개)월|\.\s*\.|YY", slot.printed
        ):
            return ()
        case "period":
            around = [*(label for label, one in others if not one.is_plain), *sections]
            measured = _MONTHS.fullmatch(slot.unit.strip(" ()"))
            if not measured or not all(PROJECT.search(text) for text in around):
                return ()
        case "registration":
            return _numbered(slot.printed)
        case "partner_alone":
            around = [*(label for label, _ in others), *sections]
            if not any(_ABROAD.search(text) for text in around):
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


def _numbered(printed: str) -> tuple[str, ...]:
    """A registration number by its printed groups: 000-00-00000 is the business's."""
    both = _FIELDS["registration"]
    groups = len(re.findall(r"[-–]", printed)) + 1
    return both[:1] if groups == 3 else both[1:] if groups == 2 else both


def _lists_sizes(slot: Slot) -> bool:
    texts = [option.text for option in slot.options]
    return sum(bool(_SIZES.search(text)) for text in texts) >= 2 and not any(
        _NO_SIZE.search(text) for text in texts
    )
