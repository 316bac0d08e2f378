"""The slots that were found so far, and what every one of them needs. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.forms.form import Cell, Paragraph, PrintedAs, Slot
from assistant.forms.headings import Headings
from assistant.forms.people import Person
from assistant.forms.printed import (
    BLANK,
    asks_deletion,
    corner_units,
    hint,
    is_blank,
    is_bullet,
    unit_alone,
    unit_for,
    unit_in_label,
)
from assistant.forms.sensitive import kind_of_text

_MARGINS_MM = 3.6  # of a cell, left and right together
_POINT_MM = 25.4 / 72
_LINE = 1.6  # height of a line, in letters
_LETTERS = 10.0  # points, where a form does not say


@dataclass(slots=True)
class Places:
    deletes_all: bool  # the form says that its guidance is to be deleted
    slots: list[Slot] = field(default_factory=list)
    headings: Headings = field(default_factory=Headings)
    before: str = ""  # the last thing printed outside a table
    units: tuple[str, ...] = ()  # of the table that is read
    inside: str = ""  # the heading within the table that is read
    person: Person = field(default_factory=Person)
    _ids: set[str] = field(default_factory=set)

    @property
    def section(self) -> str:
        return " > ".join(filter(None, (self.headings.path, self.inside)))

    def add(self, slot: Slot, new_line: bool = False, line: int | None = None) -> None:
        slot_id = f"{slot.address}:{slot.start}"
        if slot_id in self._ids:
            return
        self._ids.add(slot_id)
        implied = self.person.of(slot.labels, line, new_line)
        labels = (*slot.labels, implied) if implied and implied not in slot.labels else slot.labels
        self.slots.append(replace(slot, slot_id=slot_id, labels=labels))

    def unit(self, labels: Sequence[str]) -> str:
        for label in labels[:2]:
            if unit := unit_in_label(label) or unit_alone(label):
                return unit
        for label in labels:
            if units := corner_units(label):
                return unit_for(labels, units)
        return unit_for(labels, self.units)

    def room(
        self,
        own: list[Paragraph],
        labels: tuple[str, ...],
        cell: Cell | None,
        row: int | None,
    ) -> None:
        """A slot in paragraphs that hold nothing but hints, bullets or blanks."""
        printed = [p for p in own if not is_blank(p.text)]
        if not printed:
            self.text(cell, own[0], labels, (0, len(own[0].text)), "nothing", "", row)
            return
        deletes = self.deletes_all or any(asks_deletion(p.text) for p in printed)
        read = [(p, hint(p.text, p.is_hint, deletes)) for p in printed]
        replaced = [p for p, how in read if how == "placeholder"]
        if replaced:
            first, *others = replaced
            rest = tuple((p.address, len(p.text)) for p in others)
            self.text(cell, first, labels, (0, len(first.text)), "placeholder", "", row, rest)
            return
        bullet = next((p for p, how in read if how is None and is_bullet(p.text)), None)
        if bullet is not None:
            at = len(bullet.text)
            self.text(cell, bullet, labels, (at, at), "nothing", "", row)
            return
        guided = next((p for p, how in read if how == "guidance"), printed[0])
        self.text(cell, guided, labels, (0, 0), "guidance", "", row)

    def text(
        self,
        cell: Cell | None,
        paragraph: Paragraph,
        labels: tuple[str, ...],
        span: tuple[int, int],
        printed_as: PrintedAs,
        unit: str,
        row: int | None,
        rest: tuple[tuple[str, int], ...] = (),
    ) -> None:
        shown = cell.text.strip(BLANK + "\n") if printed_as == "unit" and cell else paragraph.text
        if printed_as in ("unit", "nothing"):
            shown = shown.strip(BLANK)
        self.add(
            Slot(
                "",
                kind_of_text((*labels, self.inside), shown),
                labels,
                self.section,
                paragraph.address,
                *span,
                shown,
                printed_as,
                unit or self.unit(labels),
                room=room_in(cell, paragraph.point),
                row=row,
                rest=rest,
            ),
            new_line=cell is not None and cell.column == 0,
            line=cell.row if cell is not None else None,
        )


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def room_in(cell: Cell | None, point: float | None) -> int | None:
    """Hangul letters that fit into a cell: as wide as high, lines 1.6 letters apart."""
    if cell is None or cell.width_mm is None or cell.height_mm is None:
        return None
    letter = (point or _LETTERS) * _POINT_MM
    across = int(max(cell.width_mm - _MARGINS_MM, letter) / letter)
    return across * max(1, int(cell.height_mm / (letter * _LINE)))
