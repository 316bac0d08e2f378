"""The desk's first page: what waits to be done."""

from __future__ import annotations

from datetime import timedelta

from assistant.staff.asked import Filters
from assistant.staff_web.visit import Reply, Visit, page
from assistant.status import day_in_korea, now_in_korea


def desk(visit: Visit) -> Reply:
    office = visit.office
    states = [faq.state for faq in office.faqs.every()]
    week = Filters(since=day_in_korea(now_in_korea()) - timedelta(days=6))
    summary = office.questions.summary(week)
    tiles = [
        ("questions", summary.asked, "/staff/questions", False),
        ("unanswered", summary.asked - summary.answered, "/staff/gaps", True),
        ("handovers", len(office.questions.handovers(True)), "/staff/handovers", True),
        ("draft", states.count("draft"), "/staff/faqs?state=draft", False),
        ("in_review", states.count("in_review"), "/staff/faqs?state=in_review", True),
        ("approved", states.count("approved"), "/staff/faqs?state=approved", True),
        ("suspect", states.count("suspect"), "/staff/faqs?state=suspect", True),
        ("published", states.count("published"), "/staff/faqs?state=published", False),
    ]
    return page(
        "home.html",
        tiles=tiles,
        chat_off=office.switch.message(visit.language),
        library_open=office.assistant is not None,
        model=office.assistant.model_state if office.assistant else None,
    )
