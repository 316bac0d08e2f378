"""The desk's file: questions, FAQs and who did what, in one SQLite file beside the library.

Beside it and not in it: a question is written down while documents are ingested, and an ingest
holds the library's one right to write for minutes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.copies import aside_name, check_copy, replace_by, set_damaged_aside, write_copy
from assistant.errors import StorageError, UsageError

STORE = "desk.sqlite"
_SCHEMA_VERSION = 1
_BUSY_SECONDS = 10  # a writer waits for another
_SCHEMA = (
    """CREATE TABLE questions (
        question_id INTEGER PRIMARY KEY AUTOINCREMENT,
        asked_at TEXT NOT NULL,
        question TEXT NOT NULL,
        language TEXT NOT NULL,
        query TEXT NOT NULL,
        status TEXT NOT NULL,
        programmes TEXT NOT NULL,
        passages TEXT NOT NULL,
        answer TEXT NOT NULL,
        citations TEXT NOT NULL,
        seconds REAL NOT NULL,
        generation TEXT NOT NULL,
        confidence REAL,
        faq_id INTEGER)""",
    "CREATE INDEX questions_by_day ON questions (asked_at)",
    """CREATE TABLE feedback (
        feedback_id INTEGER PRIMARY KEY AUTOINCREMENT,
        question_id INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,
        given_at TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('helpful', 'wrong', 'out_of_date')),
        comment TEXT NOT NULL)""",
    "CREATE INDEX feedback_by_question ON feedback (question_id)",
    """CREATE TABLE handovers (
        handover_id INTEGER PRIMARY KEY AUTOINCREMENT,
        question_id INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,
        sent_at TEXT NOT NULL,
        comment TEXT NOT NULL,
        done_at TEXT,
        done_by TEXT)""",
    "CREATE INDEX handovers_by_question ON handovers (question_id)",
    "CREATE TABLE faqs (faq_id INTEGER PRIMARY KEY AUTOINCREMENT)",
    """CREATE TABLE faq_revisions (
        faq_id INTEGER NOT NULL REFERENCES faqs,
        revision INTEGER NOT NULL,
        written_at TEXT NOT NULL,
        author TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (faq_id, revision))""",
    """CREATE TABLE faq_events (
        event_id INTEGER PRIMARY KEY AUTOINCREMENT,
        faq_id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        action TEXT NOT NULL,
        state TEXT NOT NULL,
        why TEXT NOT NULL,
        FOREIGN KEY (faq_id, revision) REFERENCES faq_revisions)""",
    "CREATE INDEX events_by_faq ON faq_events (faq_id, event_id)",
    # Where each quote stands: moved along when its document changes elsewhere.
    """CREATE TABLE faq_quotes (
        faq_id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        language TEXT NOT NULL,
        n INTEGER NOT NULL,
        document TEXT NOT NULL,
        text_hash TEXT NOT NULL REFERENCES quoted_texts,
        start INTEGER NOT NULL,
        length INTEGER NOT NULL,
        PRIMARY KEY (faq_id, revision, language, n))""",
    "CREATE TABLE quoted_texts (text_hash TEXT PRIMARY KEY, text TEXT NOT NULL)",
    """CREATE TABLE vectors (
        model TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (model, text_hash))""",
    """CREATE TABLE audit (
        audit_id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        role TEXT NOT NULL,
        action TEXT NOT NULL,
        target TEXT NOT NULL,
        outcome TEXT NOT NULL)""",
    "CREATE TABLE switches (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # What was decided stays as it was decided, whoever writes to this file.
    *(
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in ("faq_revisions", "faq_events", "audit")
        for verb in ("UPDATE", "DELETE")
    ),
    """CREATE TRIGGER published_is_approved BEFORE INSERT ON faq_events
        WHEN NEW.action = 'publish' AND NOT EXISTS (
            SELECT 1 FROM faq_events WHERE faq_id = NEW.faq_id AND revision = NEW.revision
            AND action = 'approve')
        BEGIN SELECT RAISE(ABORT, 'published without an approval'); END""",
)


def backup_beside(library: Path) -> Path:
    """Where the desk's backup stands that goes with a library's."""
    return library.with_name(f"{library.name}-{STORE}")


def check_backup(path: Path) -> None:
    """UsageError: `path` is not a sound backup of a desk of this version."""
    check_copy(path, (_SCHEMA_VERSION,))


class Store:
    """Opens the file anew for each piece of work: any thread and any process may."""

    def __init__(self, data_dir: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self.path = data_dir / STORE
        self._now = now

    def now(self) -> str:
        """UTC, to the second, in ISO form: sorts as text."""
        return self._now().astimezone(UTC).isoformat(timespec="seconds")

    @property
    def exists(self) -> bool:
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Rows as sqlite3.Row, all of one moment. StorageError: the file cannot be read."""
        with self._opened() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of what happens inside, or none of it. StorageError: it cannot be written."""
        with self._opened() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def back_up(self, path: Path) -> None:
        """Write a copy to `path`, whole and of one moment. UsageError: there is a file already, or
        no place for one."""
        with self._opened() as db:
            write_copy(db, path)

    def replace_by(self, backup: Path) -> Path | None:
        """Take over all that a sound backup holds: whole, or not at all. Return where that is kept
        which was here before. UsageError: there is no room for it."""
        kept = set_damaged_aside(self.path)
        if self.exists:
            kept = aside_name(self.path, "before")
            self.back_up(kept)
        with self._opened() as db:
            replace_by(db, backup)
            self._bring_up_to_date(db)
        return kept

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self.path, isolation_level=None, timeout=_BUSY_SECONDS)
            try:
                db.row_factory = sqlite3.Row
                _write_ahead(db)
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA secure_delete = ON")
                db.execute("PRAGMA foreign_keys = ON")
                self._bring_up_to_date(db)
                yield db
            finally:
                db.close()
        except (OSError, sqlite3.Error) as error:
            raise StorageError(
                f"{self.path} cannot be read or written ({error}). What was stored before stays. "
                "Make room, look at the disk's health, or put a backup in its place."
            ) from error

    def _bring_up_to_date(self, db: sqlite3.Connection) -> None:
        (found,) = db.execute("PRAGMA user_version").fetchone()
        if found == _SCHEMA_VERSION:
            return
        if found > _SCHEMA_VERSION:
            raise UsageError(
                f"{self.path} has schema {found}; this version reads schema {_SCHEMA_VERSION}. "
                "Use the version that wrote it.",
                "refused_version",
                file=self.path.name,
            )
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:  # nobody else was faster
            for statement in _SCHEMA:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        db.execute("COMMIT")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Into WAL mode. Of a new file only one connection can do that, and SQLite lets the others fail
    where it would else let them wait."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
