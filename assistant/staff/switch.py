"""The chat taken off line by staff, with what it says meanwhile."""

from __future__ import annotations

import json

from assistant.schema import Language
from assistant.staff.store import Store

_CHAT = "chat_off"


class ChatSwitch:
    def __init__(self, store: Store) -> None:
        self._store = store

    def message(self, language: Language) -> str | None:
        """What is said in place of answers; None while the chat is on."""
        if not self._store.exists:
            return None
        with self._store.reading() as db:
            row = db.execute("SELECT value FROM switches WHERE name = ?", (_CHAT,)).fetchone()
        return None if row is None else str(json.loads(row["value"])[language])

    def turn_off(self, ko: str, en: str, who: str) -> None:
        value = {"ko": ko, "en": en, "who": who, "since": self._store.now()}
        with self._store.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO switches VALUES (?, ?)",
                (_CHAT, json.dumps(value, ensure_ascii=False)),
            )

    def turn_on(self) -> None:
        with self._store.writing() as db:
            db.execute("DELETE FROM switches WHERE name = ?", (_CHAT,))
