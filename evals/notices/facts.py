"""Draws the facts that one notice states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from evals.notices.stock import Clause, Name, drawn, names, sections

TYPE_TABLE = ("amount", "self_rate", "months", "quota")  # the facts in a row of the table of types
_KINDS = {  # of the facts that tables state; of the others: facts.txt
    "amount": "amount", "self_rate": "self_funding", "months": "duration", "quota": "quota",
    "cost_share": "cost", "cost_sum": "cost", "window": "window", "deadline": "window",
    "briefing": "schedule", "copies": "papers", "score": "evaluation", "bonus": "evaluation",
    "schedule": "schedule", "contact": "contact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """An amount with its unit (facts.txt; "day", "moment", "period", "phone"), in no language."""

    unit: str
    amount: int = 0
    start: datetime | None = None
    end: datetime | None = None
    text: str = ""

    def figures(self) -> tuple[str, ...]:
        """Its figures as `assistant.figures` gives values; a bare number for shares and counts."""
        if self.unit == "won":
            return (f"KRW {self.amount}",)
        if self.unit in ("days", "months", "years", "hours"):
            return (f"P{self.amount}{self.unit[0].upper()}",)
        if self.unit == "phone":
            return (self.text,)
        if self.start is None:
            return (str(self.amount),)
        found = [self.start.date().isoformat()]
        if self.end is not None:
            found.append(self.end.date().isoformat())
        if self.unit != "day":
            found.append(f"{self.end or self.start:%H:%M}")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that one notice states."""

    key: str
    value: Value
    subject: Name | None = None  # which type, item, stage... it is about
    remark: Name | Value | None = None  # what stands beside it in a table

    @property
    def kind(self) -> str:
        return _KINDS.get(self.key) or drawn()[self.key].kind


def draw_facts(types: tuple[Name, ...], rng: Random) -> Iterator[Fact]:
    """Every fact, those of plain clauses first."""
    by_type = {
        part.key
        for section in sections("ko")
        if section.each_type
        for part in section.parts
        if isinstance(part, Clause)
    }
    for key, stock in drawn().items():
        subjects: tuple[Name | None, ...] = types if key in by_type else (None,)
        for subject, amount in zip(subjects, rng.sample(stock.values, len(subjects)), strict=True):
            yield Fact(key, Value(stock.unit, amount), subject)
    yield from _type_rows(types, rng)
    yield from _cost_rows(rng)
    yield from _points(rng)
    yield from _dates(rng)
    for paper in rng.sample(names("papers"), rng.randint(5, 7)):
        yield Fact(
            "copies",
            Value("copies", rng.choice((1, 1, 2, 3))),
            paper,
            rng.choice(names("remark_papers")),
        )
    area = f"0{rng.randint(91, 99)}"
    teams = rng.sample(names("departments"), 4)
    for task, team in zip(rng.sample(names("tasks"), rng.randint(2, 4)), teams, strict=False):
        phone = f"{area}-000-{rng.randint(1000, 9999)}"  # no such area code, no such exchange
        yield Fact("contact", Value("phone", text=phone), task, team)


def _type_rows(types: tuple[Name, ...], rng: Random) -> Iterator[Fact]:
    number = len(types)
    drawn_rows = (
        ("amount", "won", sorted(rng.sample(range(10, 301, 5), number)), 1_000_000),
        ("self_rate", "percent", rng.sample(range(10, 51, 5), number), 1),
        ("months", "months", rng.sample(range(3, 25), number), 1),
        ("quota", "firms", rng.sample(range(3, 41), number), 1),
    )
    for key, unit, amounts, times in drawn_rows:
        for subject, amount in zip(types, amounts, strict=True):
            yield Fact(key, Value(unit, amount * times), subject)


def _cost_rows(rng: Random) -> Iterator[Fact]:
    for item in rng.sample(names("cost_shares"), rng.randint(3, 5)):
        yield Fact(
            "cost_share",
            Value("percent", rng.randrange(5, 75, 5)),
            item,
            rng.choice(names("remark_cost")),
        )
    for item in rng.sample(names("cost_sums"), rng.randint(2, 4)):
        amount = rng.choice((20, 25, 30, 40, 50, 80, 120, 150, 200, 250, 300, 400)) * 1000
        yield Fact("cost_sum", Value("won", amount), item, rng.choice(names("remark_cost")))


def _points(rng: Random) -> Iterator[Fact]:
    criteria = rng.sample(names("criteria"), rng.choice((4, 5)))
    points = [10] * len(criteria)
    for _ in range((100 - sum(points)) // 5):
        points[rng.randrange(len(points))] += 5
    for criterion, point in zip(criteria, points, strict=True):
        least = Value("least", point * rng.choice((4, 5, 6)) // 10)
        yield Fact("score", Value("points", point), criterion, least)
    for category in rng.sample(names("bonuses"), rng.randint(3, 5)):
        yield Fact(
            "bonus", Value("points", rng.randint(1, 5)), category, rng.choice(names("remark_bonus"))
        )


def _dates(rng: Random) -> Iterator[Fact]:
    opens = _weekday(date(2026, 2, 2) + timedelta(rng.randrange(200)))
    closes = _weekday(opens + timedelta(rng.randint(12, 40)))
    hour = time(rng.choice((15, 16, 17, 18)))
    window = Value(
        "period", start=datetime.combine(opens, time(9)), end=datetime.combine(closes, hour)
    )
    yield Fact("window", window)
    yield Fact("deadline", Value("moment", start=window.end))
    briefing = datetime.combine(
        _weekday(opens + timedelta(rng.randint(2, 7))), time(rng.choice((10, 11, 14, 15, 16)))
    )
    yield Fact("briefing", Value("moment", start=briefing), remark=rng.choice(names("rooms")))
    day = closes
    for stage in names("stages"):
        day = _weekday(day + timedelta(rng.randint(5, 16) if stage.ko != "현장 모니터링" else 120))
        yield Fact(
            "schedule",
            Value("day", start=datetime.combine(day, time())),
            stage,
            rng.choice(names("remark_schedule")),
        )


def _weekday(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta({5: 2, 6: 1}.get(day.weekday(), 0))
