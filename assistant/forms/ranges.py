"""Edits, sorted out: each with its paragraph, and those of a paragraph from its end to its start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from assistant.forms.form import Edit
from assistant.forms.part import holdable


class Span(Protocol):
    """A control's letters in its paragraph's text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Held = TypeVar("Held", bound=Span)


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
    controls: Mapping[str, Held],
) -> list[tuple[int, int, str, Held | None]]:
    """Start, end, text and control of each edit of a paragraph. `controls`: the paragraph's own, by
    address. ValueError: letters that are not there, or twice edited."""
    ranged = []
    for edit in edits:
        held = _meant(edit, address, controls)
        start, end = (edit.start, edit.end) if held is None else (held.start, held.end)
        if not 0 <= start <= end <= length:
            raise ValueError(f"{address!r} has no letters {start} to {end}")
        ranged.append((start, end, holdable(edit.text), held))
    ranged.sort(key=lambda one: one[:2])
    for (_, end, _, _), (start, _, _, _) in zip(ranged, ranged[1:], strict=False):
        if start < end:
            raise ValueError(f"two edits of the same letters of {address!r}")
    return ranged[::-1]


def _meant(edit: Edit, address: str, controls: Mapping[str, Held]) -> Held | None:
    """The control that an edit is of: also one all of whose letters are named by their paragraph."""
    if edit.address != address:
        return controls[edit.address]
    for held in controls.values():
        if (held.start, held.end) == (edit.start, edit.end) and held.start < held.end:
            return held
    return None
