"""The hand of one writer: how a notice's amounts, dates, sentences and layout look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

from evals.notices.facts import Value
from evals.notices.korean import ended, with_particles
from evals.notices.stock import Lang, Split

Format = Literal["md", "txt", "html"]
_COUNTED = {
    "times": "회", "people": "명", "firms": "개사", "pages": "쪽", "points": "점", "minutes": "분",
    "megabytes": "MB", "fold": "배", "copies": "부", "days": "일", "months": "개월", "years": "년",
    "hours": "시간",
}  # fmt: skip
_UNITS = {"백만원": 1_000_000, "천원": 1000, "만원": 10_000}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Writer:
    lang: Lang
    split: Split
    format: Format
    register: int  # of Korean sentences: 0 합니다, 1 함, 2 한다
    money: str
    dates: str
    tables: bool  # or lists
    unit_above: bool  # the unit of money stands in a table's head alone
    prose: bool  # clauses run on in paragraphs
    marks: tuple[str, str]  # of items, outer and inner
    numbers: tuple[str, str]  # of headings: a kind of numbering (layout.py)
    bars: bool  # between a table's cells, where the format is plain text

    def says(self, template: str, words: Mapping[str, str]) -> str:
        """A wording of the stock as a sentence."""
        if self.lang == "en":
            return template.format(**words)
        return ended(with_particles(template, words), self.register)

    def value(self, value: Value) -> str:
        if value.unit == "phone":
            return value.text
        if value.unit == "won":
            return self._won(value.amount)
        if value.unit == "percent":
            return f"{value.amount}%"
        if value.start is not None:
            return self._moment(value)
        if value.unit == "least":
            return f"과락 {value.amount}점" if self.lang == "ko" else f"minimum {value.amount}"
        if self.lang == "ko":
            return f"{value.amount}{_COUNTED[value.unit]}"
        if value.unit in ("days", "months", "years", "hours"):
            return f"{value.amount} {value.unit if value.amount > 1 else value.unit[:-1]}"
        if value.unit == "copies":
            return f"{value.amount} {'copies' if value.amount > 1 else 'copy'}"
        return str(value.amount)

    def cell(self, value: Value) -> str:
        """As `value`, without the unit where that stands above."""
        if value.unit == "won" and self.unit_above:
            return f"{value.amount // _UNITS[self.money]:,}"
        return self.value(value)

    def _won(self, won: int) -> str:
        if self.lang == "en":
            if self.money == "figures" or won < 1_000_000:
                return f"KRW {won:,}"
            large = f"{won / 1_000_000:g} million" if won < 10**9 else f"{won / 10**9:g} billion"
            return f"KRW {large}" if self.money == "KRW" else f"{large} won"
        if self.money == "억원" and won >= 10**8:
            return f"{won / 10**8:g}억원"
        unit = _UNITS.get(self.money, 10_000)
        if self.money == "원" or won % unit:  # 25,000 has no short form in 만원
            return f"{won:,}원"
        if self.money in _UNITS:
            return f"{won // unit:,}{self.money}"
        eok, man = divmod(won // 10_000, 10_000)
        rest = f"{man // 1000}천만원" if man % 1000 == 0 else f"{man:,}만원"
        return (f"{eok}억" + (f" {rest}" if man else "원")) if eok else rest

    def _moment(self, value: Value) -> str:
        assert value.start is not None
        first = self.day(value.start)
        if value.unit == "day":
            return first
        if value.end is None:
            return f"{first} {self._hour(value.start)}"
        last = self.day(value.end, year=self.dates in ("short", "dash") or self.lang == "en")
        hour = self._hour(value.end)
        if self.lang == "en":
            return f"from {first} to {last}, {hour}"
        if self.dates == "words":
            return f"{first}부터 {last} {hour}까지"
        return f"{first} ~ {last} {hour}" + ("까지" if self.register else "")

    def day(self, day: datetime, year: bool = True) -> str:
        if self.dates == "dash":
            return f"{day:%Y-%m-%d}"
        if self.lang == "en":
            month = _MONTHS[day.month - 1]
            british = self.dates == "british"
            return f"{day.day} {month} {day.year}" if british else f"{month} {day.day}, {day.year}"
        weekday = "월화수목금토일"[day.weekday()]
        if self.dates == "words":
            return (f"{day.year}년 " if year else "") + f"{day.month}월 {day.day}일({weekday})"
        if self.dates == "short":
            return f"'{day:%y}.{day.month}.{day.day}.({weekday})"
        return (f"{day.year}. " if year else "") + f"{day.month}. {day.day}.({weekday})"

    def _hour(self, moment: datetime) -> str:
        if self.lang == "ko" and self.dates == "words":
            return f"{moment.hour}시"
        return f"{moment:%H:%M}"


def draw_writer(lang: Lang, split: Split, rng: Random) -> Writer:
    written: Format = rng.choices(("md", "txt", "html"), (55, 30, 15))[0]
    korean = lang == "ko"
    money = rng.choice(
        "백만원 천원 만원 억원 원 한글".split() if korean else ("KRW", "won", "figures")
    )
    tables = rng.random() < 0.7
    prose = rng.random() < 0.2
    return Writer(
        lang=lang,
        split=split,
        format=written,
        register=rng.choice((0, 2)) if prose else rng.choice((0, 1, 1, 2)),
        money=money,
        dates=rng.choice(
            "dots dots words short dash".split() if korean else ("british", "american", "dash")
        ),
        tables=tables,
        unit_above=tables and money in ("백만원", "천원") and rng.random() < 0.4,
        prose=prose,
        marks=rng.choice(
            (("ㅇ", "-"), ("○", "-"), ("-", "·"), ("•", "-"))
            if korean
            else (("-", "*"), ("•", "-"))
        ),
        numbers=rng.choice(
            (("1.", "가."), ("1.", "□"), ("Ⅰ.", "1."), ("1.", "1-1."), ("■", "(1)"), ("1.", ""))
            if korean
            else (("1.", "1-1."), ("", ""), ("I.", "(a)"), ("1.", ""))
        ),
        bars=rng.random() < 0.5,
    )
