"""Whether what stands around a label changes what it asks for. Pure."""

from __future__ import annotations

import re

from assistant.forms.fields import NARRATIVE
from assistant.forms.form import Slot
from assistant.forms.meanings import Meaning, is_other, names_applicant, whose

_FORECASTS = re.compile(
    r"향후|예상|계획|목표|추정|전망|\b(?:forecast|plan|target|expected|projected|future)", re.I
)
_PARTNER = re.compile(
    r"(?:해외|국외)?\s?(?:거래처|협력\s?\S{0,4}|파트너사?|바이어)|\b(?:overseas|foreign|international|partner\w*|collaborat\w+|buyers?)\b",
    re.IGNORECASE,
)
_BUDGETED = re.compile(
    r"예산|사업비|개발비|연구비|비목|소요\s?(?:자금|비용)|경비|집행|\bbudget|\bcosts?\b|\bexpen[ds]",
    re.IGNORECASE,
)
_OF_PARTY = re.compile(
    r"(?:기관|기업|업체|대학|partner|institution|organi[sz]ation|company)\s?(?:\d{1,2}|[A-Z①-⑨])?\s?"
    r"(?:(?:일반)?\s?현황|정보|개요|소개|information|details|profile)?\W*$",
    re.IGNORECASE,
)
_APPLIED = re.compile(r"신청|희망|\bappl(?:y|ied|ication)|\brequested\b", re.IGNORECASE)
PROJECT = re.compile(
    r"\bproject|\bproposal|\bresearch|과제|프로젝트|사업비|사업\s?개요", re.IGNORECASE
)


def is_of_other(
    slot: Slot, field: str, others: list[tuple[str, Meaning]], sections: list[str]
) -> bool:
    """Whether a label or a heading around it speaks of somebody else than the applicant."""
    by_contact = any(whose(label) == "contact" for label in slot.labels)
    around = [label for label, _ in others]
    if field not in NARRATIVE:
        for at, part in enumerate(sections):
            if names_applicant(part) and any(whose(inner) for inner in sections[:at]):
                continue  # "Applicant and partner", and a nearer heading that says which
            if field == "project.title" and _APPLIED.search(part):
                continue
            around.append(part)
    else:  # "Objectives" of a partner, not a heading that speaks of partners
        around += [part for part in sections if _OF_PARTY.search(part)]
    if field == "overseas_partners":
        around = [_PARTNER.sub(" ", text) for text in around]
    return any(is_other(text, by_contact) for text in around)


def is_of_figures(others: list[tuple[str, Meaning]], sections: list[str]) -> bool:
    """In a table of costs or of a figure by year, where words are only the name of an item."""
    counted = any(
        one.is_blocked or one.is_total or (one.year is not None and not one.attribute)
        for _, one in others
    )
    return counted or any(_BUDGETED.search(part) for part in sections[:2])


def is_understood(asked: Meaning, others: list[tuple[str, Meaning]], sections: list[str]) -> bool:
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
        of_project = asked.attribute in ("budget", "budget_parts") and PROJECT.search(label)
        if one.attribute in ("company", asked.attribute) or of_project or whose(label):
            continue
        return False
    return True
