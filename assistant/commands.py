"""What the commands share: their options, days, and JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import UsageError

Data = Annotated[Path, typer.Option("--data", help="Data directory of the library.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON alone.")]
Today = Annotated[str | None, typer.Option("--today", help="YYYY-MM-DD; today in Korea if absent.")]


def day_of(written: str | None) -> date | None:
    """UsageError: not a day."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise UsageError(f"--today {written!r} is not a date. Write it as YYYY-MM-DD.") from error


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
