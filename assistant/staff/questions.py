"""What was asked and what was answered, how readers found it, and what they sent to the agency.

Personal numbers are masked here, on the way into the file, so that no caller can forget it.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, get_args

from assistant.errors import QuestionMissingError, UsageError
from assistant.schema import KOREA, Answer, Citation
from assistant.staff import spreadsheet
from assistant.staff.asked import EVERY, Asked, Feedback, Filters, Handover, Verdict
from assistant.staff.masking import masked
from assistant.staff.searching import LAST_VERDICT, midnight, read, where
from assistant.staff.store import Store
from assistant.staff.summary import Summary, summary

__all__ = ["EVERY", "Asked", "Feedback", "Filters", "Handover", "QuestionLog", "Verdict"]

_LONGEST = 4000  # characters kept of a question, a query or a comment
_COLUMNS = (
    "question_id", "asked_at", "language", "question", "query", "status", "programmes", "answer",
    "documents", "seconds", "generation", "faq", "verdict", "comments",
)  # fmt: skip


class QuestionLog:
    """The questions of a desk. Safe for threads and processes, as its store is.

    StorageError: the desk's file cannot be read or written. QuestionMissingError: no such question.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, question: str, answer: Answer, generation: str) -> int:
        """Write down a question with its answer; its id."""
        quotes = "\n".join(citation.quote for citation in answer.citations)
        row = {
            "asked_at": self._store.now(),
            "question": _kept(question),
            "language": answer.language,
            "query": _kept(answer.query),
            "status": answer.status,
            "programmes": json.dumps(answer.programmes),
            "passages": json.dumps(answer.passages, ensure_ascii=False),
            "answer": masked(_encodable(answer.answer), published=quotes),
            "citations": json.dumps(
                [asdict(_masked(citation)) for citation in answer.citations], ensure_ascii=False
            ),
            "seconds": answer.seconds.get("total", 0.0),
            "generation": generation,
            "confidence": answer.confidence,
            "faq_id": answer.faq,
        }
        with self._store.writing() as db:
            return _inserted(db, "questions", row)

    def rate(self, question_id: int, verdict: Verdict, comment: str = "") -> None:
        """UsageError: there is no such verdict."""
        if verdict not in get_args(Verdict):
            known = ", ".join(get_args(Verdict))
            raise UsageError(f"There is no verdict {verdict!r}. Give one of: {known}.")
        row = {
            "question_id": question_id,
            "given_at": self._store.now(),
            "verdict": verdict,
            "comment": _kept(comment),
        }
        with self._store.writing() as db:
            _need(db, question_id)
            _inserted(db, "feedback", row)

    def hand_over(self, question_id: int, comment: str = "") -> int:
        """Send a question to the agency; the handover's id."""
        row = {
            "question_id": question_id,
            "sent_at": self._store.now(),
            "comment": _kept(comment),
        }
        with self._store.writing() as db:
            _need(db, question_id)
            return _inserted(db, "handovers", row)

    def settle(self, handover_id: int, who: str) -> None:
        """Mark a handover done. Who did it first stays; QuestionMissingError: no such handover."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE handovers SET done_at = ?, done_by = ? "
                "WHERE handover_id = ? AND done_at IS NULL",
                (self._store.now(), who, handover_id),
            )
            if not db.execute(
                "SELECT 1 FROM handovers WHERE handover_id = ?", (handover_id,)
            ).fetchone():
                raise QuestionMissingError(
                    f"There is no handover {handover_id}. List those that there are."
                )

    def handovers(self, open_only: bool = True) -> list[Handover]:
        """Oldest first: the one that has waited longest is answered next."""
        if not self._store.exists:
            return []
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT * FROM handovers WHERE NOT ? OR done_at IS NULL ORDER BY handover_id",
                (open_only,),
            ).fetchall()
            found = read(
                db,
                "SELECT * FROM questions WHERE question_id IN (SELECT value FROM json_each(?))",
                [json.dumps([row["question_id"] for row in rows])],
            )
        asked = {one.question_id: one for one in found}
        return [
            Handover(
                row["handover_id"],
                asked[row["question_id"]],
                row["sent_at"],
                row["comment"],
                row["done_at"],
                row["done_by"],
            )
            for row in rows
        ]

    def asked(
        self, filters: Filters = EVERY, limit: int | None = None, offset: int = 0
    ) -> list[Asked]:
        """Newest first; all of them without a limit."""
        if not self._store.exists:
            return []
        clause, values = where(filters)
        with self._store.reading() as db:
            return read(
                db,
                f"SELECT * FROM questions {clause} ORDER BY question_id DESC LIMIT ? OFFSET ?",
                [*values, -1 if limit is None else limit, offset],
            )

    def one(self, question_id: int) -> Asked | None:
        if not self._store.exists:
            return None
        with self._store.reading() as db:
            found = read(db, "SELECT * FROM questions WHERE question_id = ?", [question_id])
        return found[0] if found else None

    def count(self, filters: Filters = EVERY) -> int:
        if not self._store.exists:
            return 0
        clause, values = where(filters)
        with self._store.reading() as db:
            (found,) = db.execute(f"SELECT count(*) FROM questions {clause}", values).fetchone()
        return int(found)

    def summary(self, filters: Filters = EVERY) -> Summary:
        if not self._store.exists:
            return summary([])
        clause, values = where(filters)
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT asked_at, language, status, programmes, seconds, faq_id, "
                f"{LAST_VERDICT} AS verdict FROM questions {clause}",
                values,
            ).fetchall()
        return summary([dict(row) for row in rows])

    def csv(self, filters: Filters = EVERY) -> str:
        """A row a question, newest first. For a spreadsheet encode it as "utf-8-sig"."""
        rows = (
            (
                one.question_id,
                datetime.fromisoformat(one.asked_at).astimezone(KOREA).isoformat(sep=" "),
                one.language,
                one.question,
                one.query,
                one.status,
                " ".join(one.programmes),
                one.answer,
                " ".join(dict.fromkeys(citation.document for citation in one.citations)),
                one.seconds,
                one.generation,
                one.faq,
                one.verdict,
                "\n".join(feedback.comment for feedback in one.feedback if feedback.comment),
            )
            for one in self.asked(filters)
        )
        return spreadsheet.csv(_COLUMNS, rows)

    def forget(self, before: date) -> int:
        """Delete the questions asked before a day in Korea, with their feedback and handovers; how
        many. Their bytes are overwritten; vectors, which tell of their questions, are made anew."""
        if not self._store.exists:
            return 0
        with self._store.writing() as db:
            deleted = db.execute(
                "DELETE FROM questions WHERE asked_at < ?", (midnight(before),)
            ).rowcount
            if deleted:
                db.execute("DELETE FROM vectors")
        return deleted


def _kept(text: str) -> str:
    """Masked, and no longer than is kept. What is cut ends in a letter: no piece of a number."""
    if len(text) <= _LONGEST:
        return masked(_encodable(text))
    end = _LONGEST
    while end and not text[end - 1].isalpha():
        end -= 1
    return masked(_encodable(text[:end])) + " …"


def _encodable(text: str) -> str:
    """Halves of signs that JSON can carry and no file, as "?"."""
    return text.encode(errors="replace").decode()


def _masked(citation: Citation) -> Citation:
    """Without numbers of persons; the contacts that a notice gives stay."""
    return replace(
        citation,
        title=masked(citation.title, published=citation.title),
        section=masked(citation.section, published=citation.section),
        quote=masked(citation.quote, published=citation.quote),
    )


def _inserted(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    """The new row's id."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    done = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
    return int(done.lastrowid or 0)


def _need(db: sqlite3.Connection, question_id: int) -> None:
    if not db.execute("SELECT 1 FROM questions WHERE question_id = ?", (question_id,)).fetchone():
        raise QuestionMissingError(
            f"There is no question {question_id} in the log: it was deleted, or never asked."
        )
