"""Edits, sorted out: each with its paragraph, and those of a paragraph from its end to its start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from assistant.forms.form import Edit
from assistant.forms.part import holdable

Held = TypeVar("Held")


def by_paragraph(
    edits: Sequence[Edit], owners: Mapping[str, str], lengths: Mapping[str, int]
) -> Iterator[tuple[str, list[Edit]]]:
    """`owners`: control -> its paragraph. `lengths`: of every paragraph's text. ValueError: no such
    place."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        address = owners.get(edit.address, edit.address)
        if address not in lengths:
            raise ValueError(f"no paragraph or control {edit.address!r} in this form")
        found[address].append(edit)
    yield from found.items()


def from_the_back(
    address: str,
    length: int,
    edits: Sequence[Edit],
    meant: Callable[[Edit], Held | None],
    span: Callable[[Held], tuple[int, int]],
) -> list[tuple[int, int, str, Held | None]]:
    """Start, end, text and control of each edit of a paragraph. `meant`: the control that an edit is
    of, or None; `span`: where that stands. ValueError: letters that are not there, or twice edited."""
    ranged = []
    for edit in edits:
        held = meant(edit)
        start, end = (edit.start, edit.end) if held is None else span(held)
        if not 0 <= start <= end <= length:
            raise ValueError(f"{address!r} has no letters {start} to {end}")
        ranged.append((start, end, holdable(edit.text), held))
    ranged.sort(key=lambda one: one[:2])
    for (_, end, _, _), (start, _, _, _) in zip(ranged, ranged[1:], strict=False):
        if start < end:
            raise ValueError(f"two edits of the same letters of {address!r}")
    return ranged[::-1]
