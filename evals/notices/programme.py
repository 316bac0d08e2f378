"""Draws made-up programmes: what they are called and who runs them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from assistant.errors import UsageError
from evals.notices.facts import Fact, draw_facts
from evals.notices.stock import Name, Split, half, names


@dataclass(frozen=True, slots=True)
class Programme:
    programme_id: str
    year: int
    name: Name
    short: Name
    region: Name
    industry: Name
    purpose: Name
    agency: Name
    system: Name
    address: str  # of the system
    types: tuple[Name, ...]
    facts: tuple[Fact, ...]

    def about(self, *keys: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.key in keys]


def programmes(number: int, split: Split, rng: Random) -> list[Programme]:
    """Different programmes: no two have region and purpose in common, nor a short name.

    UsageError: more than the stock of names can tell apart.
    """
    pairs = list(itertools.product(half(names("regions"), split), names("purposes")))
    if number > len(pairs):
        raise UsageError(f"{number} notices are too many. Ask for {len(pairs)} at most.")
    brands = list(itertools.product(half(names("brands"), split), names("brand_ends")))
    rng.shuffle(brands)
    return [
        _programme(region, purpose, brands, rng) for region, purpose in rng.sample(pairs, number)
    ]


def _programme(
    region: Name, purpose: Name, brands: list[tuple[Name, Name]], rng: Random
) -> Programme:
    year = 2026
    industry, form = rng.choice(names("industries")), rng.choice(names("forms"))
    stem = Name(region.ko[:-1], region.en.split()[0])
    called = Name(
        f"{industry.ko} {purpose.ko} {form.ko}", f"{industry.en.title()} {purpose.en} {form.en}"
    )
    if brands and rng.random() < 0.5:
        first, second = brands.pop()
        short = Name(first.ko + second.ko, first.en + second.en.lower())
        name = Name(f"{year}년 「{short.ko}」 {called.ko}", f"{year} {short.en} {called.en}")
    else:
        short = Name(f"{region.ko} {purpose.ko}", f"{stem.en} {purpose.en}")
        name = Name(f"{year}년 {region.ko} {called.ko}", f"{year} {region.en} {called.en}")
    office = rng.choice(names("agencies")[:2] if stem.en < "M" else names("agencies")[2:])
    system = rng.choice(names("systems"))
    types = tuple(_types(rng))
    return Programme(
        programme_id=f"{stem.en}-{purpose.en}".lower().replace(" ", "-"),
        year=year,
        name=name,
        short=short,
        region=region,
        industry=industry,
        purpose=purpose,
        agency=Name(stem.ko + office.ko, f"{stem.en} {office.en}"),
        system=Name(f"{stem.ko} {system.ko}", f"{stem.en} {system.en}"),
        address=f"www.{stem.en.lower()}.example",
        types=types,
        facts=tuple(draw_facts(types, rng)),
    )


def _types(rng: Random) -> Iterator[Name]:
    row = rng.choice(names("types"))
    both = list(zip(row.ko.split(", "), row.en.split(", "), strict=True))
    yield from (Name(*pair) for pair in both[: rng.choice((2, 3, 3))])
