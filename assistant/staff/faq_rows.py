"""FAQs as the desk's file holds them: revisions and events, and what follows from these."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby

from assistant.errors import FaqMissingError
from assistant.staff.faq import Event, Faq, FaqContent, ServedFaq


def read_faq(db: sqlite3.Connection, faq_id: int) -> Faq:
    found = read_faqs(db, faq_id)
    if not found:
        raise missing_faq(faq_id)
    return found[0]


def read_faqs(db: sqlite3.Connection, faq_id: int | None = None) -> list[Faq]:
    """One or all, by id."""
    newest = db.execute(
        "SELECT faq_id, max(revision) AS revision, author, content FROM faq_revisions "
        "WHERE ?1 IS NULL OR faq_id = ?1 GROUP BY faq_id ORDER BY faq_id",
        (faq_id,),
    ).fetchall()  # SQLite gives the other columns of the row that has the maximum
    events = [
        Event(**row)
        for row in db.execute(
            "SELECT event_id, faq_id, revision, at, who, action, state, why FROM faq_events "
            "WHERE ?1 IS NULL OR faq_id = ?1 ORDER BY faq_id, event_id",
            (faq_id,),
        )
    ]
    history = {key: tuple(of_one) for key, of_one in groupby(events, lambda event: event.faq_id)}
    return [
        Faq(
            row["faq_id"],
            row["revision"],
            FaqContent.of(json.loads(row["content"])),
            row["author"],
            history[row["faq_id"]][-1].state,
            history[row["faq_id"]],
            _served(history[row["faq_id"]]),
        )
        for row in newest
    ]


def _served(events: Sequence[Event]) -> int | None:
    """The revision that was published last, unless it was withdrawn or its own quotes failed."""
    served = None
    for event in events:
        if event.action == "publish":
            served = event.revision
        elif event.action == "withdraw" or (event.action, event.revision) == ("suspect", served):
            served = None
    return served


def as_served(db: sqlite3.Connection, faq: Faq) -> ServedFaq:
    assert faq.served is not None
    (row,) = db.execute(
        "SELECT content FROM faq_revisions WHERE faq_id = ? AND revision = ?",
        (faq.faq_id, faq.served),
    ).fetchone()
    published = [event.at for event in faq.events if event.action == "publish"]
    return ServedFaq(faq.faq_id, faq.served, FaqContent.of(json.loads(row)), published[-1])


def missing_faq(faq_id: int) -> FaqMissingError:
    return FaqMissingError(
        f"There is no FAQ {faq_id}. See which there are: python -m assistant faq list"
    )
