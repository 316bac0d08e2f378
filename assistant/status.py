"""Whether a programme takes applications now: worked out from its windows when it is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from assistant.dates import day_span
from assistant.record import Record, Window
from assistant.schema import KOREA

State = Literal["upcoming", "open", "closed", "unknown"]
STATES: tuple[State, ...] = ("open", "upcoming", "unknown", "closed")  # the best of several first
Moment = date | datetime  # a date stands for its whole day in Korea

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WindowStatus:
    window: Window
    state: State
    opens: date | None  # the day itself, where the source gives it whole
    closes: date | None
    days_left: int | None  # to the last day of an open window; 0 on that day


@dataclass(frozen=True, slots=True)
class ProgrammeStatus:
    state: State
    windows: tuple[WindowStatus, ...]  # in the record's order

    @property
    def current(self) -> WindowStatus | None:
        """The window that the programme's state is that of: the first of those to close."""
        same = [window for window in self.windows if window.state == self.state]
        return min(same, key=lambda w: (w.closes or date.max, w.opens or date.max), default=None)


def now_in_korea() -> datetime:
    return datetime.now(KOREA)


def day_in_korea(at: Moment) -> date:
    return at.astimezone(KOREA).date() if isinstance(at, datetime) else at


def programme_status(record: Record, at: Moment) -> ProgrammeStatus:
    """Open if a window is, else upcoming if one is, else unknown if one is; closed if all are."""
    windows = tuple(window_status(window, at) for window in record.windows if window.sound)
    found = {window.state for window in windows}
    return ProgrammeStatus(next((s for s in STATES if s in found), "unknown"), windows)


def window_status(window: Window, at: Moment) -> WindowStatus:
    """A state is given only where it holds whatever the source leaves out of a date.

    Without an hour a window opens and closes with the day, in Korean time. One of which only the
    end is said counts as open until then.
    """
    opens = day_span(window.opens, window.year) if window.opens else None
    closes = day_span(window.closes, window.year) if window.closes else None
    if opens and closes and window.closes and window.year and closes[1] < opens[0]:
        closes = day_span(window.closes, window.year + 1)  # from December into January
    begins, ends = _day(at) if not isinstance(at, datetime) else (_local(at), _local(at))
    state: State = "unknown"
    if closes and _end(closes[1], window.closes_time) <= begins:
        state = "closed"
    elif opens and _is_before(opens[0], window.opens_time, begins, ends):
        state = "upcoming"
    elif closes and _end(_earliest(closes, opens), window.closes_time) > begins:
        opened = opens and not _is_before(opens[1], window.opens_time, begins, ends)
        state = "open" if opened or window.opens is None else "unknown"
    closing = closes[0] if closes and closes[0] == closes[1] else None
    return WindowStatus(
        window,
        state,
        opens[0] if opens and opens[0] == opens[1] else None,
        closing,
        (closing - day_in_korea(at)).days if state == "open" and closing else None,
    )


def _earliest(closes: tuple[date, date], opens: tuple[date, date] | None) -> date:
    """The first day on which it may close: not before it opens."""
    return max(closes[0], opens[0]) if opens else closes[0]


def _local(at: datetime) -> datetime:
    return at.astimezone(KOREA).replace(tzinfo=None)


def _day(day: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time())
    return begins, begins + _DAY


def _end(day: date, clock: str | None) -> datetime:
    return _at(day, clock) if clock else datetime.combine(day, time()) + _DAY


def _is_before(day: date, clock: str | None, begins: datetime, ends: datetime) -> bool:
    """Whether [begins, ends) is over before the opening; of a moment, whether it comes before."""
    opening = _at(day, clock)
    return begins < opening and ends <= opening


def _at(day: date, clock: str | None) -> datetime:
    hours, minutes = map(int, (clock or "00:00").split(":"))
    return datetime.combine(day, time()) + timedelta(hours=hours, minutes=minutes)
