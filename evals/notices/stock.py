"""Reads the stock of names, values, wordings and questions that notices are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

Lang = Literal["ko", "en"]
Split = Literal["a", "b"]
T = TypeVar("T")

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, and how an owner would describe it where that differs."""

    ko: str
    en: str
    described_ko: str = ""
    described_en: str = ""

    def __getitem__(self, lang: Lang) -> str:
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a fact is drawn from."""

    kind: str  # of question
    unit: str
    values: tuple[int, ...]


@dataclass(slots=True)
class Clause:
    key: str  # of the fact it states, "" if none
    wordings: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    name: str


@dataclass(slots=True)
class Section:
    name: str
    level: int  # 1 or 2
    headings: list[str]
    optional: bool
    each_type: bool  # written once for every type of support
    parts: list[Clause | Table] = field(default_factory=list)


@cache
def sections(lang: Lang) -> tuple[Section, ...]:
    """The sections of a notice, in their usual order."""
    found: list[Section] = []
    clause = Clause("")
    for line in _lines(f"stock.{lang}.txt"):
        sign, _, rest = line.partition(" ")
        if sign.startswith("="):
            name, *headings = (part.strip() for part in rest.split("|"))
            level = sign.count("=")
            found.append(Section(name, level, headings, "?" in sign, "*" in sign))
        elif sign == ">":
            clause = Clause(rest.strip("."))
            found[-1].parts.append(clause)
        elif sign == "@":
            found[-1].parts.append(Table(rest))
        elif sign == "?":
            clause.questions.append(rest)
        else:
            clause.wordings.append(line)
    return tuple(found)


@cache
def clauses(lang: Lang) -> dict[str, Clause]:
    """The clauses that state a fact, by its key."""
    parts = (part for section in sections(lang) for part in section.parts)
    return {part.key: part for part in parts if isinstance(part, Clause) and part.key}


@cache
def drawn() -> dict[str, Drawn]:
    """What the facts of plain clauses are drawn from, by key."""
    rows = (line.split() for line in _lines("facts.txt"))
    return {key: Drawn(kind, unit, tuple(map(int, v))) for key, kind, unit, *v in rows}


@cache
def names(which: str) -> tuple[Name, ...]:
    found: dict[str, list[Name]] = {}
    for line in _lines("names.txt"):
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), [])
        else:
            rows.append(Name(*(part.strip() for part in line.split("|"))))
    return tuple(found[which])


def half(stock: Sequence[T], split: Split) -> Sequence[T]:
    """Every other one: the splits share none."""
    return stock[0 if split == "a" else 1 :: 2]


def most(stock: Sequence[str], split: Split) -> Sequence[str]:
    """All but one: another one for each split, in no order, so that neither has the plainer ones."""
    if len(stock) < 2:
        return stock
    first = sum(map(ord, "".join(stock))) % len(stock)
    left_out = first if split == "a" else first - 1
    return [one for at, one in enumerate(stock) if at != left_out % len(stock)]


def _lines(file: str) -> Iterator[str]:
    for line in (_HERE / file).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
