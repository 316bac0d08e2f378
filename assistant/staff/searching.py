"""Filters as SQL, and rows of the log as questions."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.schema import KOREA, Citation
from assistant.staff.asked import Asked, Feedback, Filters
from assistant.staff.masking import masked

LAST_VERDICT = (
    "(SELECT verdict FROM feedback WHERE feedback.question_id = questions.question_id "
    "ORDER BY feedback_id DESC LIMIT 1)"
)


def midnight(day: date) -> str:
    """When a day begins in Korea, as the store writes it."""
    known = min(max(day, date(1970, 1, 1)), date(9998, 12, 31))  # others have no such hour in UTC
    begins = datetime.combine(known, time.min, KOREA)
    return begins.astimezone(UTC).isoformat(timespec="seconds")


def where(filters: Filters) -> tuple[str, list[Any]]:
    """The clause and its values."""
    terms: list[tuple[str, list[Any]]] = []
    if filters.since:
        terms.append(("asked_at >= ?", [midnight(filters.since)]))
    if filters.until:
        after = min(filters.until, date(9998, 12, 31)) + timedelta(days=1)
        terms.append(("asked_at < ?", [midnight(after)]))
    if filters.language:
        terms.append(("language = ?", [filters.language]))
    if filters.status:
        terms.append(("status = ?", [filters.status]))
    if filters.programme:
        inside = "EXISTS (SELECT 1 FROM json_each(programmes) WHERE value = ?)"
        terms.append((inside, [filters.programme]))
    if filters.verdict:
        terms.append((f"{LAST_VERDICT} = ?", [filters.verdict]))
    for word in masked(filters.words).split():
        literal = "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in word)
        terms.append(
            ("(question LIKE ? ESCAPE '\\' OR answer LIKE ? ESCAPE '\\')", [f"%{literal}%"] * 2)
        )
    clause = " AND ".join(term for term, _ in terms)
    return f"WHERE {clause}" if clause else "", [value for _, values in terms for value in values]


def read(db: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[Asked]:
    """What a query of the whole of `questions` finds, with its feedback."""
    rows = db.execute(sql, values).fetchall()
    given = defaultdict(list)
    for row in db.execute(
        "SELECT * FROM feedback WHERE question_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY feedback_id",
        (json.dumps([row["question_id"] for row in rows]),),
    ):
        given[row["question_id"]].append(Feedback(row["given_at"], row["verdict"], row["comment"]))
    return [_asked(row, given[row["question_id"]]) for row in rows]


def _asked(row: sqlite3.Row, feedback: Iterable[Feedback]) -> Asked:
    return Asked(
        row["question_id"],
        row["asked_at"],
        row["question"],
        row["language"],
        row["query"],
        row["status"],
        tuple(json.loads(row["programmes"])),
        tuple(json.loads(row["passages"])),
        row["answer"],
        tuple(Citation(**citation) for citation in json.loads(row["citations"])),
        row["seconds"],
        row["generation"],
        row["confidence"],
        row["faq_id"],
        tuple(feedback),
    )
