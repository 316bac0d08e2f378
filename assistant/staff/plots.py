"""Counts as small drawings in the page itself: SVG without scripts, its figures in words too. Pure.

Colours are the page's: bars have the text's colour, thinned; classes `plot`, `bar` and `part` are
for a style sheet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

_WIDTH = 480  # all lengths in units of the drawing, which is as wide as its place
_ROW = 24
_LABEL = 170
_VALUE = 60
_LETTERS = 20  # of a label, a Hangul syllable counted as two
_HIGH = 120  # of the tallest column
_COLUMNS = 62  # days shown one by one; more are put together by weeks


@dataclass(frozen=True, slots=True)
class Column:
    label: str  # "2026-04-06"
    whole: int
    part: int  # of the whole, drawn darker


def bars(title: str, rows: Sequence[tuple[str, float]], unit: str = "", empty: str = "–") -> str:
    """A bar a row, as long as its value is of the largest. Values are not negative.

    unit: stands behind each value ("%", " s"). empty: shown in place of a drawing without rows.
    """
    if not rows:
        return _nothing(title, empty)
    room = _WIDTH - _LABEL - _VALUE
    largest = max(value for _, value in rows) or 1
    drawn = ""
    for n, (label, value) in enumerate(rows):
        top, long, said = n * _ROW, room * value / largest, _figure(value) + unit
        drawn += (
            f"<g><title>{_text(f'{label}: {said}')}</title>"
            f'<text x="{_LABEL - 8}" y="{top + 16}" text-anchor="end">{_text(_short(label))}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{top + 4}" width="{long:.1f}" height="16"/>'
            f'<text x="{_LABEL + long + 6:.1f}" y="{top + 16}">{_text(said)}</text></g>'
        )
    told = ", ".join(f"{label} {_figure(value)}{unit}" for label, value in rows)
    return _drawing(f"{title}: {told}", len(rows) * _ROW, drawn)


def columns(title: str, shown: Sequence[Column], whole: str, part: str, empty: str = "–") -> str:
    """A column each, from the left, and in it its part. The first, the last and the tallest are
    labelled; every one says its figures when it is pointed at.

    whole, part: what they are called ("asked", "answered").
    """
    if not shown:
        return _nothing(title, empty)
    tallest = max(shown, key=lambda one: one.whole)
    most = tallest.whole or 1
    step = (_WIDTH - 40) / len(shown)
    wide = min(step * 0.8, 40)
    foot = 20 + _HIGH
    drawn = (
        f'<text x="34" y="24" text-anchor="end">{most}</text>'
        f'<text x="34" y="{foot}" text-anchor="end">0</text>'
        f'<path class="axis" d="M40 {foot + 0.5}H{_WIDTH}" stroke="currentColor" fill="none"/>'
    )
    for n, one in enumerate(shown):
        left = 40 + n * step + (step - wide) / 2
        drawn += f"<g><title>{_text(_told(one, whole, part))}</title>"
        for name, value in (("bar", one.whole), ("part", one.part)):
            high = _HIGH * value / most
            drawn += (
                f'<rect class="{name}" x="{left:.1f}" y="{foot - high:.1f}" '
                f'width="{wide:.1f}" height="{high:.1f}"/>'
            )
        drawn += "</g>"
    drawn += f'<text x="40" y="{foot + 18}">{_text(shown[0].label)}</text>'
    if len(shown) > 1:
        drawn += (
            f'<text x="{_WIDTH}" y="{foot + 18}" text-anchor="end">{_text(shown[-1].label)}</text>'
        )
    drawn += (
        f'<text x="{_WIDTH / 2:g}" y="{foot + 18}" text-anchor="middle">'
        f'<tspan fill-opacity="0.35">■</tspan> {_text(whole)} ■ {_text(part)}</text>'
    )
    total = Column(
        f"{shown[0].label} – {shown[-1].label}" if len(shown) > 1 else shown[0].label,
        sum(one.whole for one in shown),
        sum(one.part for one in shown),
    )
    told = f"{title}: {_told(total, whole, part)}; max. {_told(tallest, whole, part)}"
    return _drawing(told, foot + 26, drawn)


def by_day(days: Sequence[tuple[date, int, int]]) -> list[Column]:
    """Columns of days (day, whole, part) in order; of weeks from Monday, named by it, where there
    are more than two months of them."""
    if len(days) <= _COLUMNS:
        return [Column(day.isoformat(), whole, part) for day, whole, part in days]
    weeks: dict[date, tuple[int, int]] = {}
    for day, whole, part in days:
        monday = date.fromordinal(day.toordinal() - day.weekday())
        before = weeks.get(monday, (0, 0))
        weeks[monday] = before[0] + whole, before[1] + part
    return [Column(monday.isoformat(), *counts) for monday, counts in weeks.items()]


def _told(one: Column, whole: str, part: str) -> str:
    return f"{one.label}: {whole} {one.whole}, {part} {one.part}"


def _drawing(told: str, high: float, drawn: str) -> str:
    return (
        f'<svg class="plot" role="img" aria-label="{_text(told)}" viewBox="0 0 {_WIDTH} {high:g}" '
        'width="100%" font-size="13" fill="currentColor" xmlns="http://www.w3.org/2000/svg">'
        "<g>" + drawn.replace('class="bar"', 'class="bar" fill-opacity="0.35"') + "</g></svg>"
    )


def _nothing(title: str, empty: str) -> str:
    return (
        f'<p class="plot" role="img" aria-label="{_text(f"{title}: {empty}")}">{_text(empty)}</p>'
    )


def _figure(value: float) -> str:
    """Whole numbers whole, others to two places: 3, 0.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _short(label: str) -> str:
    """What fits beside a bar."""
    room = _LETTERS
    for n, sign in enumerate(label):
        room -= 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if room < 0:
            return label[: max(0, n - 1)] + "…"
    return label


def _text(text: str) -> str:
    return escape("".join(sign for sign in text if sign.isprintable() or sign == " "))
