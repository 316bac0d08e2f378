"""What a chat model chose, kept in a file: a run with it can be repeated without it, and by anyone.

A row a question: the lines it chose by their documents and words, so that a reading still holds when
other lines are shown beside them or in another order.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from assistant.answerer import Choose, Reading
from assistant.answerer.evidence import Unit
from assistant.answerer.reader import Level
from assistant.errors import UsageError
from assistant.schema import Query
from evals.files import json_line, read_jsonl


def recording(choose: Choose, path: Path) -> Choose:
    """`choose`, with each of its choices added to the file at `path`, which is begun anew."""
    lock = threading.Lock()
    path.write_text("", encoding="utf-8")

    def choosing(query: Query, shown: Sequence[Unit]) -> Reading | None:
        reading = choose(query, shown)
        if reading is not None:
            lines = [(shown[n - 1].document.document_id, shown[n - 1].text) for n in reading.lines]
            row = {"question": query.question, "in_full": query.text, "answers": reading.level}
            with lock, path.open("a", encoding="utf-8") as rows:
                rows.write(json_line({**row, "lines": lines}))
        return reading

    return choosing


def recorded(path: Path) -> Choose:
    """The choices that a file holds; none for a question that it lacks, or whose lines are no longer
    all shown. UsageError: it is no such file."""
    held = {}
    for number, row in read_jsonl(path):
        try:
            held[row["question"], row["in_full"]] = _lines(row), cast(Level, row["answers"])
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"{path}:{number}: not a recorded reading ({error}).") from error

    def choosing(query: Query, shown: Sequence[Unit]) -> Reading | None:
        found = held.get((query.question, query.text))
        if found is None:
            return None
        lines, level = found
        at = {(u.document.document_id, u.text): n for n, u in enumerate(shown, start=1)}
        if not all(line in at for line in lines):
            return None
        return Reading(tuple(at[line] for line in lines), level)

    return choosing


def _lines(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(document), str(text)) for document, text in row["lines"]]
