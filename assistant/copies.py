"""SQLite files as wholes: copied while they are in use, put back, set aside when damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import UsageError


def check_free(path: Path) -> None:
    """UsageError: there is a file already."""
    if path.exists():
        raise UsageError(f"{path} exists already. Give the backup another name.")


def write_copy(db: sqlite3.Connection, path: Path) -> None:
    """Write a copy to `path`, whole and of one moment even while another process writes.
    UsageError: there is a file already, or no place for one."""
    check_free(path)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(unfinished)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        with open(unfinished, "rb") as written:
            os.fsync(written.fileno())
        os.replace(unfinished, path)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise UsageError(
            f"{path} cannot be written ({error}). Give a place with room for it."
        ) from error


def check_copy(path: Path, schemas: Collection[int]) -> None:
    """UsageError: `path` is not a sound copy of one of these schemas."""
    problem = "it is not there"
    try:
        if path.is_file():
            with closing(_opened(path)) as db:
                (verdict,) = db.execute("PRAGMA integrity_check(1)").fetchone()
                (found,) = db.execute("PRAGMA user_version").fetchone()
            if verdict == "ok" and found in schemas:
                return
            problem = f"it has schema {found}, not {max(schemas)}"
            if verdict != "ok":
                problem = f"it is damaged: {verdict}"
    except sqlite3.Error as error:
        problem = str(error)
    raise UsageError(
        f"{path} is no backup that this version can restore ({problem}). "
        "Nothing was changed. Give a file written by: python -m assistant backup"
    )


def replace_by(db: sqlite3.Connection, copy: Path) -> None:
    """Take over all that a sound copy holds, in place of what is here: whole, or not at all."""
    with closing(_opened(copy)) as source:
        source.backup(db)


def set_damaged_aside(path: Path) -> Path | None:
    """Where a database is damaged, rename its file and return its new name: a backup can then
    take its place, and nothing is thrown away. Call it under the writer lock."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as db:
            if db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",):
                return None
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
    aside = aside_name(path, "damaged")
    os.rename(path, aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def aside_name(path: Path, why: str) -> Path:
    return path.with_name(f"{why}-{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite")


def is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)  # the low byte is the error, the rest its kind
    return code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
