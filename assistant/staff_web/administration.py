"""The chat's switch, the accounts, how long questions are kept, and the audit."""

from __future__ import annotations

from datetime import timedelta

from assistant.schema import Language
from assistant.staff.asked import Filters
from assistant.staff_web.visit import Reply, Visit, go, page, refused
from assistant.status import day_in_korea, now_in_korea

ON_A_PAGE = 100
_DAYS_KEPT = 365


def overview(visit: Visit) -> Reply:
    office = visit.office
    messages: dict[Language, str | None] = {
        "ko": office.switch.message("ko"),
        "en": office.switch.message("en"),
    }
    return page(
        "administration.html",
        off=messages["ko"] is not None,
        messages=messages,
        accounts=office.accounts.every(),
        questions=office.questions.count(Filters()),
        before=(day_in_korea(now_in_korea()) - timedelta(days=_DAYS_KEPT)).isoformat(),
        done=visit.asked.get("done", ""),
        n=visit.asked.get("n", "")[:9],
    )


def audit(visit: Visit) -> Reply:
    number = visit.page_number()
    who, action = visit.asked.get("who", "")[:80], visit.asked.get("action", "")[:80]
    count = visit.office.audit.count(who, action)
    return page(
        "audit.html",
        rows=visit.office.audit.entries(ON_A_PAGE, (number - 1) * ON_A_PAGE, who, action),
        count=count,
        page=number,
        pages=-(-count // ON_A_PAGE),
        asked={"who": who, "action": action},
    )


def chat_off(visit: Visit) -> Reply:
    ko, en = visit.form.one("ko", 500), visit.form.one("en", 500)
    if not ko or not en:
        return refused(visit, "refused_message")
    visit.office.switch.turn_off(ko, en, visit.who)
    return go("/staff/administration?done=chat_off")


def chat_on(visit: Visit) -> Reply:
    visit.office.switch.turn_on()
    return go("/staff/administration?done=chat_on")
