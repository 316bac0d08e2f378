"""What a made-up notice states, as the values that a draft of its record should have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from evals.files import read_jsonl

FIELDS = (
    "name", "agency", "window", "budget", "amount", "rate", "duration", "scale", "benefit",
    "criterion", "exclusion", "paper", "channel", "contact",
)  # fmt: skip
Value = tuple[object, ...]

_TOPICS = {  # of the maker's facts
    "budget": "budget", "firms": "scale", "quota": "scale", "amount": "amount",
    "self_rate": "rate", "cash_share": "rate", "in_kind": "rate", "months": "duration",
    "mentoring": "benefit", "discount": "benefit",
}  # fmt: skip
_LIMITS = {
    "age_years": ("business_years", "at_most"),
    "staff": ("employees", "at_most"),
    "sales": ("sales_krw", "at_least"),
}
_ASKED = ("region_months", "experts")  # conditions that no typed rule can say
_EXCLUSIONS = ("debt_ratio", "erosion", "benefit_times", "past_sanction")
_REFUSES = re.compile(r"없|제외|탈락|않|cannot|not |exclu|reject|barred", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of truth.jsonl."""

    document_id: str
    path: Path
    row: dict[str, Any]


def read_notices(collection: Path) -> list[Notice]:
    """The notices of a folder that `python -m evals notices` made. UsageError: it is none."""
    file = collection / "truth.jsonl"
    if not file.is_file():
        raise UsageError(
            f"{file} is missing. Make the notices with: python -m evals notices --out {collection}"
        )
    return [
        Notice(row["document"], collection / "notices" / row["document"], row)
        for _, row in read_jsonl(file)
    ]


def stated(notice: Notice) -> set[tuple[str, Value]]:
    """(field, value) of everything that a draft should find."""
    row = notice.row
    lang: str = row["lang"]
    found: set[tuple[str, Value]] = {("name", (k, row["names"][k])) for k in ("ko", "en")}
    found |= {("agency", (k, row["agency"][k])) for k in {"ko", lang}}
    found |= set(_from_facts(row))
    found |= {("exclusion", (plain(words),)) for words in row["exclusions"]}
    if row["address"] in notice.path.read_text(encoding="utf-8"):
        found.add(("channel", (row["address"],)))
    return found


def allowed(notice: Notice) -> set[tuple[str, Value]]:
    """What a draft may find besides: true, and stated along with something else."""
    row = notice.row
    found: set[tuple[str, Value]] = set()
    for fact in row["facts"]:
        if fact["key"] == "mentoring_hours":
            found |= {("benefit", ("", figure)) for figure in ("1", number(fact["figures"][0]))}
        if fact["key"] not in (*_LIMITS, *_ASKED):
            continue
        words = plain(fact["evidence"])
        if row["region"] in words:
            found.add(("criterion", (words, "region", (row["region"],))))
        if row["industry"] in words:
            found.add(("criterion", (words, "industry", (row["industry"],))))
            found.add(("criterion", (words, "asked", _REFUSES.search(words) is not None)))
        if re.search(r"중소기업|SME", words):
            found.add(("criterion", (words, "size", ("micro", "small", "medium", "startup"))))
    return found


def _from_facts(row: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    for fact in row["facts"]:
        key, figures, words = fact["key"], fact["figures"], plain(fact["evidence"])
        if key in _TOPICS:
            yield _TOPICS[key], (fact["subject"], number(figures[0]))
        elif key in _LIMITS:
            yield "criterion", (words, *_LIMITS[key], number(figures[0]))
        elif key in _ASKED:
            yield "criterion", (words, "asked", _REFUSES.search(words) is not None)
        elif key == "window":
            yield "window", tuple(figures)
        elif key == "copies":
            yield "paper", (fact["subject"], int(figures[0]))
        elif key == "contact":
            yield "contact", tuple(figures)


def number(figure: str) -> str:
    """A figure's value without what its unit tells: "KRW 5" and "5" are one."""
    return figure.split()[-1]


def plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".")
