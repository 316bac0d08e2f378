"""Lists of questions as staff keep them: a text with one a line, or the CSV of a spreadsheet. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from assistant.language import language_of

Asked = tuple[str, str | None]  # a question, and the same in the other language

_CHARS = 1000  # kept of a question
_QUESTION = {"question", "questions", "질문", "문의", "ko", "korean", "한국어", "국문"}
_OTHER = {"other", "en", "english", "영어", "영문"}


def questions_in(raw: bytes, is_table: bool) -> list[Asked]:
    """The questions, each once. Of a table: its column of that name, or its first; and beside it the
    column of the other language, or the next one where that is in the other language."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp949", errors="replace")  # what Korean spreadsheets write
    if not is_table:
        return listed((line, "") for line in text.splitlines())
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    heads = [cell.strip().casefold() for cell in rows[0]] if rows else []
    named = next((n for n, head in enumerate(heads) if head in _QUESTION), None)
    other = next((n for n, head in enumerate(heads) if head in _OTHER), None)
    first = named or 0
    beside = first + 1 if other is None else other
    has_heads = named is not None or other == 0
    return listed(
        (row[first], row[beside] if len(row) > beside != first else "")
        for row in rows[has_heads:]
        if len(row) > first
    )


def listed(pairs: Iterable[tuple[str, str]]) -> list[Asked]:
    """Each question once, on one line, with its other language's where that is one."""
    found: dict[str, str | None] = {}
    for question, other in pairs:
        one, same = (" ".join(text.split())[:_CHARS] for text in (question, other))
        if one:
            is_other = bool(same) and language_of(same) != language_of(one)
            found.setdefault(one, same if is_other else None)
    return list(found.items())
