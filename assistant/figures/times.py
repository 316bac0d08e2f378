"""Forms of times of day."""

from __future__ import annotations

import re

from assistant.figures.figure import Form, form, range_form


def _time(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if match.group() in ("정오", "자정") or match.group().lower() in ("noon", "midnight"):
        return "12:00" if match.group().lower() in ("정오", "noon") else "24:00"
    hour = int(part["h"] or part["h2"] or part["h3"])
    minute = int(part["min"] or part["min2"] or 30 * bool(part["half"]))
    half = (part["ap"] or part["ap2"] or part["ap3"] or "").lower().replace("o'clock", "")
    return _clock(hour, minute, half)


def _clock(hour: int, minute: int, half: str) -> str | None:
    if hour > 24 or minute > 59:
        return None
    if half[:1] == "p" or half in ("오후", "in the afternoon"):
        hour = hour % 12 + 12
    elif half and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def _hours(match: re.Match[str]) -> tuple[str | None, str | None]:
    """2~4시, 2-4 pm: two times of one half of the day."""
    half = (match["ap"] or match["ap2"] or "").lower()
    return _clock(int(match["low"]), 0, half), _clock(int(match["high"]), 0, half)


TIMES: list[Form] = [
    range_form(
        "time",
        r"(?:(?P<ap>오전|오후)\s?)?(?<![\d:.])(?P<low>\d{1,2})(?:\s?~\s?|-|\sto\s)(?P<high>\d{1,2})\s?(?:(?P<ap2>[ap]\.?m\b\.?)|시(?![간도군장작설행책]))",
        _hours,
        signs="시 am pm a.m p.m",
    ),
    form(
        "time",
        r"(?<![\d:])(?P<h>\d{1,2}):(?P<min>\d{2})(?!\d)\s?(?:(?P<ap>[ap]\.?m\b\.?)|시(?![가-힣]))?|(?:(?P<ap2>오전|오후)\s?)?(?<!\d)(?P<h2>\d{1,2})\s?시(?:\s?(?P<min2>\d{1,2})\s?분|\s?(?P<half>반)(?![가-힣]))?(?![가-힣]*간|\s?[·ㆍ]|도(?![가-힣])|군|장|작|설|행|책)|\b(?P<h3>\d{1,2})\s?(?P<ap3>in the morning|in the afternoon|[ap]\.m\.|am\b|pm\b|o'clock)",
        _time,
        signs=": 시 morning afternoon a.m p.m am pm o'clock",
    ),
    form(
        "time",
        r"(?<![가-힣])(?:정오|자정)|\b(?:noon|midnight)\b",
        _time,
        digits=False,
        signs="정오 자정 noon midnight",
    ),
]
