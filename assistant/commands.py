"""What the commands share: their options, days, and JSON."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import UsageError
from assistant.record import Record
from assistant.staff.audit import Audit
from assistant.staff.store import Store

Data = Annotated[Path, typer.Option("--data", help="Data directory of the library.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON alone.")]
Today = Annotated[str | None, typer.Option("--today", help="YYYY-MM-DD; today in Korea if absent.")]


def day_of(written: str | None) -> date | None:
    """UsageError: not a day."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise UsageError(f"--today {written!r} is not a date. Write it as YYYY-MM-DD.") from error


def sound_records(data: Path) -> list[Record]:
    """The library's records with their sound values alone. IndexMissingError: there is none."""
    from assistant.index import Index

    with Index.open(data) as index:
        return [record.sound() for record in index.records]


def record_of(records: Sequence[Record], programme: str) -> Record:
    """UsageError: there is no such programme."""
    for record in records:
        if record.id == programme:
            return record
    known = ", ".join(record.id for record in records) or "none"
    raise UsageError(f"There is no programme {programme!r}. The library has: {known}.")


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """To whoever typed the command, beside what it prints."""
    print(text, file=sys.stderr)


def noted(data: Path, action: str, target: str, outcome: str = "done", who: str = "") -> None:
    """Into the desk's audit; `who`: whoever typed the command, by itself."""
    who = who or getpass.getuser()
    Audit(Store(data)).note(f"command:{who}", "command", action, target, outcome)
