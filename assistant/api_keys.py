"""Who may use the API: keys in a file, of which only the hashes are kept.

The file is written by a command and read anew whenever it has changed: a key that is taken out of
it stops at the next request.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path
from typing import Any

from assistant.errors import ApiKeyError
from assistant.private_file import PrivateFile, row_name

API_KEYS = "api_keys.json"
PREFIX = "giljabi-"  # a key that was left lying somewhere is known for what it is


@dataclass(frozen=True, slots=True)
class ApiKey:
    name: str  # of the site or the bot that has it
    key_hash: str  # SHA-256, hex: 256 random bits cannot be guessed, so a fast hash will do
    made: str  # UTC, ISO


class ApiKeys:
    """The keys of a data directory. Any thread and any process may use them."""

    def __init__(
        self, data_dir: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        lost = "No key works until it is put back from a copy, or deleted and the keys made anew."
        self._file = PrivateFile(data_dir / API_KEYS, _api_key, lost)
        self._now = now

    @property
    def path(self) -> Path:
        return self._file.path

    def every(self) -> list[ApiKey]:
        """By name. StorageError: the file cannot be read."""
        return [key for _, key in sorted(self._file.rows().items())]

    def find(self, written: str) -> ApiKey | None:
        """Whose key this is. Every key is compared, each in a time that tells nothing of it."""
        given, found = _hash(written), None
        for key in self._file.rows().values():
            if compare_digest(key.key_hash, given):
                found = key
        return found

    def add(self, name: str) -> str:
        """The new key, which nobody can read again. ApiKeyError: not a name, or one that is taken."""
        name = key_name(name)
        written = PREFIX + secrets.token_urlsafe(32)
        with self._file.changing() as keys:
            if name in keys:
                raise ApiKeyError(f"There is a key {name!r} already. Give it another name.")
            made = self._now().astimezone(UTC).isoformat(timespec="seconds")
            keys[name] = ApiKey(name, _hash(written), made)
        return written

    def remove(self, name: str) -> None:
        """ApiKeyError: there is no such key."""
        name = key_name(name)
        with self._file.changing() as keys:
            if name not in keys:
                known = ", ".join(sorted(keys)) or "none"
                raise ApiKeyError(f"There is no key {name!r}. There are: {known}.")
            del keys[name]


def key_name(written: str) -> str:
    """The one form of a name. ApiKeyError: not a name."""
    name = row_name(written)
    if name is None:
        raise ApiKeyError(
            f"{written[:60]!r} cannot be a key's name. Use 2 to 60 letters, digits, '.', '-', '_' "
            "or '@'."
        )
    return name


def _hash(written: str) -> str:
    return hashlib.sha256(written.encode(errors="replace")).hexdigest()


def _api_key(stored: dict[str, Any]) -> ApiKey:
    """ValueError, KeyError, TypeError: not what was written."""
    key = ApiKey(**stored)
    if len(bytes.fromhex(key.key_hash)) != hashlib.sha256().digest_size:
        raise ValueError(key.name)
    return key
