"""Questions that owners sent on to the agency."""

from __future__ import annotations

from assistant.staff.asked import Handover
from assistant.staff.handover import handover_packet
from assistant.staff_web.visit import Download, Reply, Visit, go, missing, page


def listed(visit: Visit) -> Reply:
    every = visit.asked.get("show") == "all"
    return page(
        "handovers.html",
        rows=visit.office.questions.handovers(not every),
        every=every,
        done=visit.asked.get("done", ""),
    )


def one(visit: Visit) -> Reply:
    found = _found(visit)
    if found is None:
        return missing()
    return page(
        "handover.html",
        handover=found,
        one=found.asked,
        sources=visit.office.sources(found.asked.citations, visit.language),
    )


def packet(visit: Visit) -> Reply:
    """What goes to the agency: a page of its own."""
    found = _found(visit)
    if found is None:
        return missing()
    content = handover_packet(found.asked, visit.language, found.comment)
    name = f"handover-{found.handover_id}.html"
    return Reply(download=Download(content, "text/html; charset=utf-8", name))


def settle(visit: Visit) -> Reply:
    if _found(visit) is None:
        return missing()
    visit.office.questions.settle(visit.numbers["handover"], visit.who)
    return go("/staff/handovers?done=settled")


def _found(visit: Visit) -> Handover | None:
    number = visit.numbers["handover"]
    every = visit.office.questions.handovers(False)
    return next((one for one in every if one.handover_id == number), None)
