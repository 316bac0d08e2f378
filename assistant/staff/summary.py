"""What the log of questions comes to: counts, shares and days. Pure."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from assistant.schema import KOREA

ANSWERED = ("answered", "partial")
_BOUNDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # seconds

_Key = TypeVar("_Key", str, int)


@dataclass(frozen=True, slots=True)
class Day:
    day: date  # in Korea
    asked: int
    answered: int  # in part, too


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts are of questions, the most frequent first."""

    asked: int
    answered: int  # in part, too
    declined: dict[str, int]  # by status: why not
    languages: dict[str, int]
    programmes: dict[str, int]  # by id; a question may name several, or none
    verdicts: dict[str, int]  # the last of each question that has one
    faqs: dict[int, int]  # answered by each FAQ, by its id
    by_day: tuple[Day, ...]  # from the first day to the last, none left out
    p50: float | None  # seconds to an answer, of those that were looked for; None: none was
    p95: float | None
    latency: tuple[tuple[float, int], ...]  # (at most so many seconds, questions); inf is the last

    @property
    def share(self) -> float | None:
        """Of the questions that were answered; None without a question."""
        return self.answered / self.asked if self.asked else None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; the last bound of the latencies is null."""
        return asdict(self) | {
            "share": self.share,
            "by_day": [
                {"day": d.day.isoformat(), "asked": d.asked, "answered": d.answered}
                for d in self.by_day
            ],
            "latency": [
                {"seconds": bound if math.isfinite(bound) else None, "questions": count}
                for bound, count in self.latency
            ],
        }


def summary(rows: Sequence[Mapping[str, Any]]) -> Summary:
    """Of rows of the log: asked_at, language, status, programmes (JSON), seconds, faq_id and
    verdict (None without feedback)."""
    answered = [row for row in rows if row["status"] in ANSWERED]
    seconds = sorted(row["seconds"] for row in rows if row["seconds"] > 0)
    return Summary(
        asked=len(rows),
        answered=len(answered),
        declined=_counted(row["status"] for row in rows if row["status"] not in ANSWERED),
        languages=_counted(row["language"] for row in rows),
        programmes=_counted(
            programme for row in rows for programme in set(json.loads(row["programmes"]))
        ),
        verdicts=_counted(row["verdict"] for row in rows if row["verdict"]),
        faqs=_counted(row["faq_id"] for row in rows if row["faq_id"] is not None),
        by_day=_by_day(rows),
        p50=percentile(seconds, 50),
        p95=percentile(seconds, 95),
        latency=_latency(seconds),
    )


def percentile(ascending: Sequence[float], percent: int) -> float | None:
    """The smallest value that `percent` of 100 values do not exceed (nearest rank); None of none."""
    if not ascending:
        return None
    return ascending[max(0, math.ceil(len(ascending) * percent / 100) - 1)]


def _counted(values: Iterable[_Key]) -> dict[_Key, int]:
    return dict(sorted(Counter(values).items(), key=lambda one: (-one[1], one[0])))


def _by_day(rows: Sequence[Mapping[str, Any]]) -> tuple[Day, ...]:
    asked: Counter[date] = Counter()
    answered: Counter[date] = Counter()
    for row in rows:
        day = datetime.fromisoformat(row["asked_at"]).astimezone(KOREA).date()
        asked[day] += 1
        answered[day] += row["status"] in ANSWERED
    if not asked:
        return ()
    first, last = min(asked), max(asked)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(Day(day, asked[day], answered[day]) for day in days)


def _latency(seconds: Sequence[float]) -> tuple[tuple[float, int], ...]:
    if not seconds:
        return ()
    counts = Counter(
        next((bound for bound in _BOUNDS if taken <= bound), math.inf) for taken in seconds
    )
    return tuple((bound, counts[bound]) for bound in (*_BOUNDS, math.inf))
