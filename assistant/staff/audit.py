"""What staff did and tried to do: written once, never changed."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.staff.store import Store


@dataclass(frozen=True, slots=True)
class Entry:
    audit_id: int
    at: str  # UTC, ISO
    who: str  # an account; "" where a sign-in named none; "command:<user>" from the command line
    role: str
    action: str
    target: str
    outcome: str


class Audit:
    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, who: str, role: str, action: str, target: str, outcome: str) -> None:
        with self._store.writing() as db:
            db.execute(
                "INSERT INTO audit (at, who, role, action, target, outcome) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (self._store.now(), who, role, action, target[:300], outcome[:300]),
            )

    def entries(
        self, limit: int = 100, offset: int = 0, who: str = "", action: str = ""
    ) -> list[Entry]:
        """Newest first; of one account or of one action, if named."""
        if not self._store.exists:
            return []
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT * FROM audit WHERE (?1 = '' OR who = ?1) AND (?2 = '' OR action = ?2) "
                "ORDER BY audit_id DESC LIMIT ?3 OFFSET ?4",
                (who, action, limit, offset),
            ).fetchall()
        return [Entry(**dict(row)) for row in rows]

    def count(self, who: str = "", action: str = "") -> int:
        if not self._store.exists:
            return 0
        with self._store.reading() as db:
            (found,) = db.execute(
                "SELECT count(*) FROM audit WHERE (?1 = '' OR who = ?1) "
                "AND (?2 = '' OR action = ?2)",
                (who, action),
            ).fetchone()
        return int(found)
