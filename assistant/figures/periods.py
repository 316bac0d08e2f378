"""Reads from when until when: the dates that words such as 부터, 까지, from and until join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.figures.figure import Figure
from assistant.figures.reading import evened, figures


@dataclass(frozen=True, slots=True)
class Period:
    """A from-until expression as it stands at `text[start:end]`.

    Dates are as in `Figure.value`, "2026-04-06", "--04-06" or "---17": what is not said is left
    out, but a year or month that is said at one end holds for the other as well. An end that is
    not said is None. Times are "18:00", as told beside the date.
    """

    opens: str | None
    closes: str | None
    opens_time: str | None
    closes_time: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Moment:
    """A date with the time beside it."""

    date: str | None
    time: str | None
    start: int
    end: int


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DAY = r"(?:\s?\((?:[월화수목금토일](?:요일)?|mon|tue|wed|thu|fri|sat|sun)[a-z]*\))?"
_DAY_NAME = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
_ZONE = r"(?:\s?\(?(?:KST|한국\s?시간)\)?)?"

_DATE_TIME = _words(rf"{_DAY},?\s?(?:at\s)?")
_TIME_DATE = _words(rf"{_ZONE},?\s(?:on\s)?{_DAY_NAME}(?:the\s)?")
_JOINS = _words(
    rf"{_ZONE}{_DAY}\s?(?:부터|에\s?(?:시작|개시)(?:하여|해서?|하고|되어|돼)?)?,?\s?[~-]\s?(?:on\s)?"
    rf"|{_ZONE}{_DAY}\s?(?:부터|에\s?(?:시작|개시)(?:하여|해서?|하고|되어|돼)?),?\s"
    rf"|{_ZONE}{_DAY},?\s(?:to|until|till|through|up\sto)\s(?:and\sincluding\s)?(?:on\s)?{_DAY_NAME}(?:the\s)?"
    rf"|{_ZONE}{_DAY},?\s(?:and\s)?(?:[\w']+\s){{0,3}}?(?:runs?|clos(?:es?|ing)|ends?|ending|lasts?|continues?)"
    rf"(?:\s(?:through|until|till|to|on|at|by))?\s{_DAY_NAME}(?:the\s)?"
)
_AND = _words(rf"{_ZONE}{_DAY}\sand\s(?:the\s)?")
_BETWEEN = _words(r"\bbetween\s(?:the\s)?$")

_UNTIL_BEFORE = _words(
    rf"(?:~\s?|\b(?:until|till|by|through|(?:no|not)\slater\sthan|on\sor\sbefore|due(?:\s(?:on|by))?"
    rf"|(?:deadline|closing\sdate)(?:\sis|:)?(?:\son)?|(?:closes?|ends?)(?:\son)?)\s{_DAY_NAME}(?:the\s)?"
    r"|마감(?:일시?|기한)?\s?[:은]?\s)$"
)
_UNTIL_AFTER = _words(
    rf"{_ZONE}{_DAY}\s?(?:(?:소인|도착|접수)\s?분?\s?)?(?:까지|한(?![가-힣])|에?\s?마감|에?\s?종료)"
)
_FROM_BEFORE = _words(
    rf"\b(?:from|starting|beginning|opens?|begins?|starts?)\s(?:on\s)?{_DAY_NAME}(?:the\s)?$"
)
_FROM_AFTER = _words(rf"{_ZONE}{_DAY}\s?(?:부터|에?\s?(?:개시|시작)|~|onwards?\b)")


def periods(text: str) -> list[Period]:
    """Every from-until expression of `text` in order of place. A date by itself is none."""
    text = evened(text)
    return list(_periods(text, _moments(text)))


def _periods(text: str, moments: list[_Moment]) -> Iterator[Period]:
    position = 0
    while position < len(moments):
        first = moments[position]
        second = moments[position + 1] if position + 1 < len(moments) else None
        if second and _joined(text, first, second) and (first.date or second.date):
            opens, closes = _completed(first.date or second.date, second.date or first.date)
            after = _UNTIL_AFTER.match(text, second.end)
            end = after.end() if after else second.end
            yield Period(opens, closes, first.time, second.time, first.start, end)
            position += 2
            continue
        if first.date and len(first.date) > len("2026"):
            yield from _one_ended(text, first)
        position += 1


def _joined(text: str, first: _Moment, second: _Moment) -> bool:
    gap = text[first.end : second.start]
    return bool(
        _JOINS.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(text[: first.start]))
    )


def _one_ended(text: str, moment: _Moment) -> Iterator[Period]:
    before = text[max(0, moment.start - 40) : moment.start]
    if after := _UNTIL_AFTER.match(text, moment.end):
        yield Period(None, moment.date, None, moment.time, moment.start, after.end())
    elif after := _FROM_AFTER.match(text, moment.end):
        yield Period(moment.date, None, moment.time, None, moment.start, after.end())
    elif found := _UNTIL_BEFORE.search(before):
        start = moment.start - len(before) + found.start()
        yield Period(None, moment.date, None, moment.time, start, moment.end)
    elif found := _FROM_BEFORE.search(before):
        start = moment.start - len(before) + found.start()
        yield Period(moment.date, None, moment.time, None, start, moment.end)


def _moments(text: str) -> list[_Moment]:
    """The dates and times of `text`, those that stand together as one."""
    moments: list[_Moment] = []
    for figure in figures(text):
        if figure.kind not in ("date", "time"):
            continue
        last = moments[-1] if moments else None
        gap = text[last.end : figure.start] if last else ""
        if last and figure.kind == "time" and last.time is None and _DATE_TIME.fullmatch(gap):
            moments[-1] = replace(last, time=figure.value, end=figure.end)
        elif last and figure.kind == "date" and last.date is None and _TIME_DATE.fullmatch(gap):
            moments[-1] = replace(last, date=figure.value, end=figure.end)
        else:
            moments.append(_moment(figure))
    return moments


def _moment(figure: Figure) -> _Moment:
    date, time = (figure.value, None) if figure.kind == "date" else (None, figure.value)
    return _Moment(date, time, figure.start, figure.end)


def _completed(opens: str | None, closes: str | None) -> tuple[str | None, str | None]:
    """Both dates, each with the year and month that only the other says. What would close before
    it opens closes in the next month or year: 2025.12.20.~1.10. ends in 2026."""
    if opens is None or closes is None:
        return opens, closes
    year, month, day = _parts(opens)
    last_year, last_month, last_day = _parts(closes)
    turns_month = bool(day and last_day and last_day < day)
    if month and last_day and not last_month:
        last_month = month % 12 + 1 if turns_month else month
    if last_month and day and not month:
        month = (last_month - 2) % 12 + 1 if turns_month else last_month
    if month and last_month:
        turns_year = (last_month, last_day or 31) < (month, day or 1)
        last_year = last_year or (year + turns_year if year else 0)
        year = year or (last_year - turns_year if last_year else 0)
    return _written(year, month, day), _written(last_year, last_month, last_day)


def _parts(date: str) -> tuple[int, int, int]:
    """Year, month and day, 0 where it is not said."""
    found = re.fullmatch(r"(?P<y>\d{4})?-?(?:-(?P<m>\d\d))?(?:--?(?P<d>\d\d))?", date)
    assert found, date
    return int(found["y"] or 0), int(found["m"] or 0), int(found["d"] or 0)


def _written(year: int, month: int, day: int) -> str:
    if not month:
        return f"---{day:02d}" if day else f"{year:04d}"
    return f"{f'{year:04d}' if year else '-'}-{month:02d}" + (f"-{day:02d}" if day else "")
