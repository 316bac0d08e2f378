"""Questions with what a right answer must and must not say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from assistant.errors import UsageError
from assistant.schema import Language, Turn
from evals.files import read_jsonl, read_turns


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a case file."""

    case_id: str
    lang: Language
    kind: str  # free, but "list", "procedure" and "comparison" may be answered at more length
    question: str
    history: tuple[Turn, ...]  # oldest first
    today: date | None  # None: today in Korea
    all: tuple[str, ...]  # patterns that must all be found in the answer, case ignored
    none: tuple[str, ...]  # patterns of which none may be found
    status: Literal["answered", "abstain"]
    src: str | None
    given: dict[str, Any]  # the line as it was read, for the results
    figures: tuple[str, ...] | None = None  # values that a right answer states; None: not said

    @property
    def turn(self) -> int:
        """Which of the user's turns the question is, from 1."""
        return 1 + sum(turn.role == "user" for turn in self.history)


def read_cases(path: Path) -> list[Case]:
    """Every case of a JSON Lines file in its order; UsageError names the line that is wrong."""
    cases: list[Case] = []
    for number, row in read_jsonl(path):
        try:
            cases.append(_case(row))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise UsageError(
                f"{path}:{number}: not a case ({type(error).__name__}: {error}). "
                "Its shape is in evals/cases/README.md."
            ) from error
    if len({case.case_id for case in cases}) < len(cases):
        raise UsageError(f"{path}: two cases have one id. Give each its own.")
    return cases


def _case(row: dict[str, Any]) -> Case:
    lang, status = row["lang"], row["status"]
    if lang not in ("ko", "en") or status not in ("answered", "abstain"):
        raise ValueError(f"lang {lang!r}, status {status!r}")
    for pattern in (must := _texts(row, "all")) + (must_not := _texts(row, "none")):
        re.compile(pattern)
    return Case(
        case_id=str(row["id"]),
        lang=cast(Language, lang),
        kind=str(row.get("kind") or ""),
        question=str(row["question"]),
        history=read_turns(row.get("history") or []),
        today=date.fromisoformat(row["today"]) if row.get("today") else None,
        all=must,
        none=must_not,
        status=status,
        src=row.get("src"),
        given=row,
        figures=_texts(row, "figures") if row.get("figures") is not None else None,
    )


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    texts = row.get(key) or []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{key!r} must be a list of strings")
    return tuple(texts)
