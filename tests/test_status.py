"""A window is open when it says so, to the minute in Korea; where it does not say, nobody guesses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.record import Bilingual, Quote, Record, Track, Window
from assistant.schema import KOREA
from assistant.status import programme_status, window_status

QUOTES = (Quote(document="p/notice.md", text="신청기간", start=0),)
WORDS = Bilingual(ko="1차", en="First round")


def window(**fields: object) -> Window:
    return Window(**{"round": "first", "name": WORDS, "text": WORDS, "quotes": QUOTES} | fields)


def record(*windows: Window) -> Record:
    return Record(id="p", names=Bilingual(ko="가상 사업", en="Made-up"), windows=windows)


def seoul(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=KOREA)


WHOLE = window(opens="2026-04-06", closes="2026-04-24")
TIMED = window(opens="2026-04-06", opens_time="09:00", closes="2026-04-24", closes_time="18:00")
YEAR_APART = window(opens="--04-06", closes="--04-24", year=2026)
YEARLESS = window(opens="--04-06", closes="--04-24")
LATER_IN_APRIL = window(opens="--04", year=2026)
UNTIL_THE_17TH = window(closes="---17")
TO_APRIL = window(opens="2026-04-06", closes="2026-04")
OPENS_ONLY = window(opens="2026-04-06")
CLOSES_ONLY = window(closes="2026-04-24")
NEW_YEAR = window(opens="--12-20", closes="--01-10", year=2026)
MIDNIGHT = window(opens="2026-04-06", closes="2026-04-24", closes_time="24:00")
ONE_DAY = window(opens="2026-04-06", closes="2026-04-06", opens_time="10:00", closes_time="12:00")
NEXT_YEAR = window(opens="2027", closes="2027")

CASES = [
    # a window of whole days is open from the first minute of its first to the last of its last
    (WHOLE, date(2026, 4, 5), "upcoming"),
    (WHOLE, date(2026, 4, 6), "open"),
    (WHOLE, date(2026, 4, 24), "open"),
    (WHOLE, date(2026, 4, 25), "closed"),
    (WHOLE, date(2025, 4, 10), "upcoming"),
    (WHOLE, date(2027, 4, 10), "closed"),
    (WHOLE, seoul(5, 23, 59), "upcoming"),
    (WHOLE, seoul(6, 0), "open"),
    (WHOLE, seoul(24, 23, 59), "open"),
    (WHOLE, seoul(25, 0), "closed"),
    # with hours, a moment is told apart; a day is open if a minute of it is
    (TIMED, seoul(6, 8, 59), "upcoming"),
    (TIMED, seoul(6, 9), "open"),
    (TIMED, seoul(24, 17, 59), "open"),
    (TIMED, seoul(24, 18), "closed"),
    (TIMED, date(2026, 4, 6), "open"),
    (TIMED, date(2026, 4, 24), "open"),
    (TIMED, date(2026, 4, 25), "closed"),
    (MIDNIGHT, seoul(24, 23, 59), "open"),
    (MIDNIGHT, seoul(25, 0), "closed"),
    (ONE_DAY, seoul(6, 9, 59), "upcoming"),
    (ONE_DAY, seoul(6, 10), "open"),
    (ONE_DAY, seoul(6, 12), "closed"),
    (ONE_DAY, date(2026, 4, 6), "open"),
    # wherever it is asked, Korea's clock counts: 15:00 UTC is midnight there
    (WHOLE, datetime(2026, 4, 5, 14, 59, tzinfo=UTC), "upcoming"),
    (WHOLE, datetime(2026, 4, 5, 15, 0, tzinfo=UTC), "open"),
    (WHOLE, datetime(2026, 4, 24, 14, 59, tzinfo=UTC), "open"),
    (WHOLE, datetime(2026, 4, 24, 15, 0, tzinfo=UTC), "closed"),
    (TIMED, datetime(2026, 4, 24, 8, 59, tzinfo=UTC), "open"),
    (TIMED, datetime(2026, 4, 24, 9, 0, tzinfo=UTC), "closed"),
    (TIMED, datetime(2026, 4, 24, 4, 59, tzinfo=timezone(timedelta(hours=-4))), "open"),
    (TIMED, datetime(2026, 4, 24, 5, 0, tzinfo=timezone(timedelta(hours=-4))), "closed"),
    # a year that the source says elsewhere
    (YEAR_APART, date(2026, 4, 5), "upcoming"),
    (YEAR_APART, date(2026, 4, 6), "open"),
    (YEAR_APART, date(2026, 4, 24), "open"),
    (YEAR_APART, date(2026, 4, 25), "closed"),
    (YEAR_APART, date(2025, 4, 10), "upcoming"),
    # over the new year
    (NEW_YEAR, date(2026, 12, 19), "upcoming"),
    (NEW_YEAR, date(2026, 12, 20), "open"),
    (NEW_YEAR, date(2027, 1, 10), "open"),
    (NEW_YEAR, date(2027, 1, 11), "closed"),
    (NEW_YEAR, date(2026, 1, 5), "upcoming"),
    # a year that nobody says stays missing
    (YEARLESS, date(2026, 4, 10), "unknown"),
    (YEARLESS, date(2030, 1, 1), "unknown"),
    (UNTIL_THE_17TH, date(2026, 4, 10), "unknown"),
    (UNTIL_THE_17TH, date(2026, 4, 18), "unknown"),
    # "later in April": not before April, and nobody says when it ends
    (LATER_IN_APRIL, date(2026, 3, 31), "upcoming"),
    (LATER_IN_APRIL, date(2026, 4, 1), "unknown"),
    (LATER_IN_APRIL, date(2026, 4, 30), "unknown"),
    (LATER_IN_APRIL, date(2026, 5, 1), "unknown"),
    (LATER_IN_APRIL, date(2027, 5, 1), "unknown"),
    # "to April": its last day is not said, so all of April is uncertain
    (TO_APRIL, date(2026, 4, 5), "upcoming"),
    (TO_APRIL, date(2026, 4, 6), "open"),
    (TO_APRIL, date(2026, 4, 15), "unknown"),
    (TO_APRIL, date(2026, 5, 1), "closed"),
    (OPENS_ONLY, date(2026, 4, 5), "upcoming"),
    (OPENS_ONLY, date(2026, 4, 6), "unknown"),
    (OPENS_ONLY, date(2026, 12, 1), "unknown"),
    (CLOSES_ONLY, date(2026, 4, 1), "open"),
    (CLOSES_ONLY, date(2026, 4, 24), "open"),
    (CLOSES_ONLY, date(2026, 4, 25), "closed"),
    (NEXT_YEAR, date(2026, 12, 31), "upcoming"),
    (NEXT_YEAR, date(2027, 6, 1), "unknown"),
    (NEXT_YEAR, date(2028, 1, 1), "closed"),
    (window(), date(2026, 4, 10), "unknown"),
    # there is no such day
    (window(opens="2026-02-30", closes="2026-03-10"), date(2026, 3, 1), "unknown"),
    (window(opens="--02-29", closes="--03-10", year=2026), date(2026, 3, 11), "closed"),
    (window(opens="--02-29", closes="--03-10", year=2024), date(2024, 2, 28), "upcoming"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "at", "state"), CASES)
def test_a_window_is_told_to_the_day_and_the_minute(
    of: Window, at: date | datetime, state: str
) -> None:
    assert len(CASES) >= 60
    assert window_status(of, at).state == state


def test_to_april_is_open_only_before_april_could_end_it() -> None:
    # it may close on any day of April: 1 April is the earliest, so from its end on nothing is sure
    of = window(opens="2026-03-06", closes="2026-04")
    assert [window_status(of, date(2026, m, d)).state for m, d in ((3, 31), (4, 1), (4, 2))] == [
        "open",
        "open",
        "unknown",
    ]


def test_the_days_left_are_those_to_the_last_day() -> None:
    # 24 - 10 = 14; none are left on the last day; none are counted before it opens or after
    assert [window_status(WHOLE, date(2026, 4, day)).days_left for day in (5, 10, 23, 24, 25)] == [
        None,
        14,
        1,
        0,
        None,
    ]
    assert window_status(TIMED, seoul(24, 9)).days_left == 0
    assert window_status(TIMED, datetime(2026, 4, 23, 15, 30, tzinfo=UTC)).days_left == 0


def test_rounds_are_told_apart_and_the_programme_is_as_open_as_the_best_of_them() -> None:
    second = window(round="second", opens="2026-06-01", closes="2026-06-10")
    both = record(WHOLE, second)
    days = [
        date(2026, 4, 1),
        date(2026, 4, 10),
        date(2026, 5, 1),
        date(2026, 6, 1),
        date(2026, 7, 1),
    ]
    states = [programme_status(both, day) for day in days]
    assert [s.state for s in states] == ["upcoming", "open", "upcoming", "open", "closed"]
    assert [s.current.window.round for s in states if s.current] == [
        "first",
        "first",
        "second",
        "second",
        "first",
    ]


def test_a_track_is_as_open_as_the_rounds_that_are_said_to_take_it() -> None:
    general = window(year=2026, opens="--04-06", closes="--04-24")
    named = window(round="second", year=2026, opens="--05-06", closes="--05-24", tracks=("bridge",))
    tracks = tuple(Track(id=name, names=WORDS) for name in ("bridge", "other"))
    both = Record(id="p", names=WORDS, windows=(general, named), tracks=tracks)
    at = date(2026, 4, 10)
    states = {t: programme_status(both.for_track(t), at).state for t in (None, "bridge", "other")}
    assert states == {None: "open", "bridge": "upcoming", "other": "open"}


def test_a_round_that_is_uncertain_keeps_a_programme_from_being_closed() -> None:
    later = window(round="second", opens="--04", year=2026)
    assert programme_status(record(WHOLE, later), date(2026, 11, 22)).state == "unknown"


def test_a_programme_without_windows_is_unknown() -> None:
    assert programme_status(record(), date(2026, 4, 10)).state == "unknown"


def test_a_window_whose_words_are_gone_from_its_document_decides_nothing() -> None:
    gone = WHOLE.model_copy(update={"quotes": (Quote(document="p/notice.md", text="없는 말"),)})
    status = programme_status(record(gone), date(2026, 4, 10))
    assert (status.state, status.windows) == ("unknown", ())


DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@given(DAYS, st.integers(0, 400), DAYS)
def test_a_window_goes_from_upcoming_to_open_to_closed(opens: date, length: int, at: date) -> None:
    closes = opens + timedelta(days=length)
    found = window_status(window(opens=opens.isoformat(), closes=closes.isoformat()), at).state
    assert found == ("upcoming" if at < opens else "closed" if at > closes else "open")


@given(DAYS, st.integers(0, 400), st.datetimes(datetime(2020, 1, 1), datetime(2032, 12, 31)))
def test_a_moment_is_never_said_otherwise_than_its_day(
    opens: date, length: int, at: datetime
) -> None:
    """Of a window of whole days, every minute of a day has the day's state."""
    of = window(opens=opens.isoformat(), closes=(opens + timedelta(days=length)).isoformat())
    moment = at.replace(tzinfo=KOREA)
    assert window_status(of, moment).state == window_status(of, moment.date()).state
