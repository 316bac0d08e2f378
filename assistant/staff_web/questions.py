"""What was asked, and what it was answered."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from assistant.schema import Status
from assistant.staff.asked import Filters
from assistant.staff.plots import bars, columns
from assistant.staff.plots import by_day as plots_by_day
from assistant.staff.summary import Summary
from assistant.staff_web.visit import Download, Reply, Visit, go, missing, page, refused

ON_A_PAGE = 50
_MOST_BARS = 12
VERDICTS = ("helpful", "wrong", "out_of_date")
STATUSES: tuple[str, ...] = get_args(Status)


def chosen(asked: Mapping[str, str]) -> Filters:
    """What the query names; what is no value of a filter filters nothing."""

    def day(name: str) -> date | None:
        try:
            return date.fromisoformat(asked.get(name, ""))
        except ValueError:
            return None

    def among(name: str, known: tuple[str, ...]) -> Any:
        return asked[name] if asked.get(name) in known else None

    return Filters(
        since=day("since"),
        until=day("until"),
        language=among("language", ("ko", "en")),
        status=among("status", STATUSES),
        programme=asked.get("programme") or None,
        verdict=among("verdict", VERDICTS),
        words=asked.get("words", "").strip()[:200],
    )


def _kept(asked: Mapping[str, str]) -> dict[str, str]:
    """The filters' part of a query."""
    names = ("since", "until", "language", "status", "programme", "verdict", "words")
    return {name: asked.get(name, "") for name in names}


def listed(visit: Visit) -> Reply:
    filters, number = chosen(visit.asked), visit.page_number()
    log = visit.office.questions
    count = log.count(filters)
    return page(
        "questions.html",
        rows=log.asked(filters, ON_A_PAGE, (number - 1) * ON_A_PAGE),
        count=count,
        page=number,
        pages=-(-count // ON_A_PAGE),
        asked=_kept(visit.asked),
        programmes=visit.office.programmes(visit.language),
        statuses=STATUSES,
        verdicts=VERDICTS,
        done=visit.asked.get("done", ""),
        forgotten=visit.asked.get("n", ""),
    )


def one(visit: Visit) -> Reply:
    found = visit.office.questions.one(visit.numbers["question"])
    if found is None:
        return missing()
    return page(
        "question.html",
        one=found,
        sources=visit.office.sources(found.citations, visit.language),
        programmes=dict(visit.office.programmes(visit.language)),
    )


def csv(visit: Visit) -> Reply:
    content = visit.office.questions.csv(chosen(visit.asked))
    return Reply(
        download=Download("\ufeff" + content, "text/csv; charset=utf-8", "questions.csv"),
        target=" ".join(f"{k}={v}" for k, v in _kept(visit.asked).items() if v),
    )


def summed_up(visit: Visit) -> Reply:
    summary = visit.office.questions.summary(chosen(visit.asked))
    return page(
        "summary.html",
        summary=summary,
        drawings=_drawings(visit, summary),
        asked=_kept(visit.asked),
        programmes=visit.office.programmes(visit.language),
        statuses=STATUSES,
        verdicts=VERDICTS,
    )


def _drawings(visit: Visit, summary: Summary) -> list[tuple[str, str]]:
    """(heading, drawing). The drawings escape what they are given."""
    say, names = visit.say, dict(visit.office.programmes(visit.language))
    days = [(day.day, day.asked, day.answered) for day in summary.by_day]
    latency = [
        (say("within", seconds=f"{bound:g}") if math.isfinite(bound) else say("longer"), count)
        for bound, count in summary.latency
    ]
    programmes = [(names.get(p, p), n) for p, n in summary.programmes.items()][:_MOST_BARS]
    rows = {
        "plot_declined": [(say(f"status_{s}"), n) for s, n in summary.declined.items()],
        "plot_languages": [(say(f"language_{c}"), n) for c, n in summary.languages.items()],
        "plot_programmes": programmes,
        "plot_verdicts": [(say(f"verdict_{v}"), n) for v, n in summary.verdicts.items()],
        "plot_faqs": [(f"FAQ {faq}", n) for faq, n in summary.faqs.items()][:_MOST_BARS],
        "plot_latency": latency,
    }
    by_day = columns(
        say("plot_by_day"), plots_by_day(days), say("asked"), say("answered"), say("nothing")
    )
    return [(say("plot_by_day"), by_day)] + [
        (say(key), bars(say(key), counted, empty=say("nothing"))) for key, counted in rows.items()
    ]


def forget(visit: Visit) -> Reply:
    written = visit.form.one("before")
    try:
        before = date.fromisoformat(written)
    except ValueError:
        return refused(visit, "refused_day", given=written[:40])
    if not visit.form.one("sure"):
        return refused(visit, "refused_unsure", target=written)
    count = visit.office.questions.forget(before)
    visit.office.vectors().forget()  # they tell of their questions
    return go(
        f"/staff/administration?done=forgotten&n={count}", f"before {before}", f"done: {count}"
    )
