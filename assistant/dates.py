"""Days that are given in part: "2026-04", "--04-06" (its year is not said), "---17". Pure."""

from __future__ import annotations

import calendar
from datetime import date


def day_span(written: str, year: int | None = None) -> tuple[date, date] | None:
    """The first and the last day that it can be; `year` is that of a day given without one. None:
    the year or the month is not known, or there is no such day."""
    if written.startswith("---") or (written.startswith("-") and year is None):
        return None
    whole = f"{year}{written[1:]}" if written.startswith("-") else written
    parts = [int(part) for part in whole.split("-")]
    try:
        first = date(*(*parts, 1, 1)[:3])
    except ValueError:
        return None
    if len(parts) == 3:
        return first, first
    last_month = 12 if len(parts) == 1 else first.month
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def full_years(since: date, today: date) -> tuple[int, int]:
    """Full years since a day, and the days since the last full one. A day of 29 February comes
    round on 1 March where a year has none."""

    def anniversary(year: int) -> date:
        try:
            return since.replace(year=year)
        except ValueError:
            return date(year, 3, 1)

    years = today.year - since.year - (anniversary(today.year) > today)
    return years, (today - anniversary(since.year + years)).days
