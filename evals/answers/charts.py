"""Small pictures of a report: inline SVG, nothing loaded from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_LEFT, _TOP, _WIDTH, _HEIGHT = 38, 12, 300, 190  # of the plot, in the picture's units


def bar(rate: Mapping[str, Any]) -> str:
    """A bar of `value`, 0..1, with a line over its interval; empty where it is undefined."""
    value, low, high = (rate[key] for key in ("value", "low", "high"))
    if not _known(value):
        return "<svg class='bar' viewBox='0 0 100 10' aria-hidden='true'></svg>"
    line = ""
    if _known(low) and _known(high):
        line = f"<path d='M{100 * low:.1f} 5H{100 * high:.1f}' class='whisker'/>"
    return (
        "<svg class='bar' viewBox='0 0 100 10' preserveAspectRatio='none' aria-hidden='true'>"
        "<rect width='100' height='10' class='ground'/>"
        f"<rect width='{100 * value:.1f}' height='10' class='share'/>{line}</svg>"
    )


def curve_picture(points: Sequence[Mapping[str, Any]]) -> str:
    """Accuracy over the share of answerable questions that are answered, both 0..1."""
    seen = [(p["answered"]["value"], p["accuracy"]) for p in points]
    places = [(x, rate) for x, rate in seen if _known(x) and _known(rate["value"])]
    if len(places) < 2:
        return "<p>Too few answers for a curve.</p>"
    band = [_at(x, rate["high"]) for x, rate in places]
    band += [_at(x, rate["low"]) for x, rate in reversed(places)]
    line = " ".join(_at(x, rate["value"]) for x, rate in places)
    right, bottom = _LEFT + _WIDTH, _TOP + _HEIGHT
    grid = "".join(
        f"<path d='M{_LEFT} {y}H{right}' class='grid'/>"
        f"<text x='{_LEFT - 5}' y='{y + 4}' text-anchor='end'>{mark:.2g}</text>"
        f"<text x='{_LEFT + mark * _WIDTH:.0f}' y='{bottom + 16}' text-anchor='middle'>{mark:.2g}</text>"
        for mark in (0, 0.25, 0.5, 0.75, 1)
        for y in [_TOP + (1 - mark) * _HEIGHT]
    )
    return (
        f"<svg class='curve' viewBox='0 0 {right + 14} {bottom + 40}' role='img' "
        f"aria-label='{escape('Accuracy of the answers over the share that is answered')}'>{grid}"
        f"<polygon points='{' '.join(band)}' class='band'/><polyline points='{line}' class='line'/>"
        f"<text x='{_LEFT + _WIDTH / 2:.0f}' y='{bottom + 34}' text-anchor='middle'>"
        "share of answerable questions answered</text></svg>"
    )


def _at(x: float, y: float) -> str:
    return f"{_LEFT + x * _WIDTH:.1f},{_TOP + (1 - y) * _HEIGHT:.1f}"


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)
