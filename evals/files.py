"""Reading and writing the small files of an evaluation."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from assistant.errors import UsageError
from assistant.schema import Turn


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of each line that is not blank; UsageError names the broken line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8. Save it as UTF-8.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number}: not JSON ({error.msg}). Fix that line.") from error
        if not isinstance(row, dict):
            raise UsageError(f"{path}:{number}: a JSON object is expected.")
        yield number, row


def read_turns(rows: Iterable[Sequence[str]]) -> tuple[Turn, ...]:
    """[["user", "…"], ["assistant", "…"]] as turns; ValueError for another role."""
    turns: list[Turn] = []
    for role, text in rows:
        if role not in ("user", "assistant"):
            raise ValueError(f"history role {role!r}")
        turns.append(Turn(cast(Literal["user", "assistant"], role), text))
    return tuple(turns)


def with_nulls(content: Any) -> Any:
    """The same with None for NaN: JSON has no NaN, and a null cannot be taken for a number."""
    if isinstance(content, float):
        return None if math.isnan(content) else content
    if isinstance(content, dict):
        return {key: with_nulls(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [with_nulls(value) for value in content]
    return content


def json_line(row: dict[str, Any]) -> str:
    """A row of a JSON Lines file, with its line end."""
    return json.dumps(with_nulls(row), ensure_ascii=False, allow_nan=False) + "\n"


def write_json(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(with_nulls(content), ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
