"""Slots within tables. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.forms.blanks import blanks
from assistant.forms.box_cells import box_groups, row_label
from assistant.forms.boxes import boxes
from assistant.forms.cells import Kind, kind_of
from assistant.forms.choices import Choices
from assistant.forms.form import Block, Cell, Option, Paragraph, Table, paragraphs
from assistant.forms.grid import Grid, is_corner
from assistant.forms.headings import NARRATIVE, is_heading
from assistant.forms.lines import Lines
from assistant.forms.naming import Named, named
from assistant.forms.places import Places, one_line
from assistant.forms.printed import (
    BLANK,
    asks_deletion,
    asks_to_write,
    corner_units,
    heads_a_note,
    is_blank,
    is_bullet,
    is_example,
    is_for_office,
    is_guidance,
    is_room,
    unit_alone,
)
from assistant.forms.sensitive import SEAL

CURRENCY = re.compile(r"KRW|USD|US\$|[₩￦$]")


@dataclass(slots=True)
class Tables:
    places: Places
    choices: Choices
    lines: Lines
    walk: Callable[[Sequence[Block], tuple[str, ...]], None]  # reads the blocks within a cell

    def read(self, table: Table, outer: tuple[str, ...], units: tuple[str, ...]) -> None:
        if not table.cells or is_for_office(self.places.before):
            return
        grid = Grid(table)
        kinds = {cell.address: kind_of(cell) for cell in table.cells}
        corners = {
            cell.address: True
            for cell in table.cells
            if cell.column == 0
            and kinds[cell.address] == "blank"
            and is_corner(grid, cell, lambda other: kinds[other.address] == "text")
        }
        kept_units, kept_before = self.places.units, self.places.before
        kept_inside, self.places.inside = self.places.inside, ""
        self.places.units = units
        for cell in table.cells:
            kind = kinds[cell.address]
            if (kind == "text" and "단위" in cell.text) or "nit:" in cell.text:
                self.places.units = corner_units(cell.text) or self.places.units
            self._give_role(grid, cell, kinds, corners)
        self.places.person.forget()
        captions = (one_line(self.places.before),) if 0 < len(self.places.before) <= 80 else ()
        names = {name.cell.address: name for name in named(grid, corners)}
        grouped = {cell.address for cells in self._choices_of_cells(grid, names) for cell in cells}
        for cell in table.cells:
            if cell.address in grouped:
                continue
            name = names.get(cell.address)
            if name is None:
                if grid.is_wide(cell) and grid.is_label(cell):
                    self.places.before = cell.text.strip()
                    self._heading_with_room(grid, cell, outer)
                continue
            labels = (*name.labels, *outer)
            self.places.inside = name.heading
            if not labels and name.heading and (grid.is_wide(cell)):
                labels = (name.heading,)
            if not labels and (grid.is_wide(cell) or kinds[cell.address] in ("nested", "lines")):
                labels = captions if kinds[cell.address] not in ("nested", "lines") else ()
            self._cell(grid, name, labels, kinds[cell.address], kinds)
            self.choices.close()
        self.places.units, self.places.before = kept_units, kept_before
        self.places.inside = kept_inside

    def _give_role(
        self, grid: Grid, cell: Cell, kinds: dict[str, Kind], corners: dict[str, bool]
    ) -> None:
        kind = kinds[cell.address]
        left, above, right = grid.left(cell), grid.above(cell), grid.right(cell)
        beside = grid.is_label(left) and left is not None and kinds[left.address] == "text"
        role: Literal["label", "write", "nothing"] = "write"
        if cell.address in corners:
            role = "nothing"
        elif kind == "text":
            role = "label"
        elif kind == "hint":
            sure = is_example(cell.text) or is_bullet(cell.text)
            under = grid.is_label(above) and above is not None and not heads_a_note(above.text)
            asked = asks_to_write(cell.text) or _deleted(cell)
            only = len(grid.table.cells) == 1
            told = NARRATIVE.search(self.places.before) or NARRATIVE.search(cell.text)
            asked = asked or (only and bool(told) and not heads_a_note(cell.text[:30]))
            if (cell.is_shaded and not sure) or not (
                beside
                or sure
                or (only and asked)
                or (under and (asked or (not grid.is_wide(cell) and not is_guidance(cell.text))))
            ):
                role = "label"
        elif kind == "boxes":
            found = [
                b
                for p in paragraphs(cell.blocks)
                for b in [boxes(p.text.split("\n")[0], True)]
                if b
            ]
            one = len(found) == 1 and len(found[0].boxes) == 1 and found[0].boxes[0].box in "□■▢◻▣"
            worded = one and bool(found[0].boxes[0].text)
            heading = one and worded and not beside and not grid.is_written(left)
            if heading and (above is None or not grid.is_label(above) or grid.is_wide(cell)):
                role = "label"
        elif kind == "unit" and _is_header(grid, cell, kinds):
            role = "label"
        elif kind == "lines" and right is not None and kinds[right.address] != "text":
            found_blanks = [b for p in paragraphs(cell.blocks) for b in blanks(p.text, True)]
            unlike = kinds[right.address] in ("blank", "hint", "unit", "boxes", "control")
            if unlike and len(found_blanks) == 1:
                blank = found_blanks[0]
                bare = blank.start == blank.end == len(cell.text) and bool(blank.label)
                if (not beside and (blank.after_colon or SEAL.search(cell.text))) or bare:
                    role = "label"
        grid.roles[cell.address] = role

    def _choices_of_cells(self, grid: Grid, names: Mapping[str, Named]) -> list[list[Cell]]:
        """Choices whose boxes stand alone, each in a cell, under or beside the words they tick."""
        groups = box_groups(grid)
        for group in groups:
            first = group[0][0]
            name = names.get(first.address)
            said = [text for _, text in group]
            over = name.heading if name and name.heading not in said else ""
            heads = tuple(
                filter(None, (row_label(grid, group), over, one_line(self.places.before)))
            )
            options = []
            for cell, text in group:
                paragraph = next(p for p in paragraphs(cell.blocks) if not is_blank(p.text))
                lead = len(paragraph.text) - len(paragraph.text.lstrip(BLANK))
                box = paragraph.text.strip(BLANK)
                options.append(Option(text, paragraph.address, lead, lead + len(box), box))
            self.choices.of_cells(options, heads[:1])
        return [[cell for cell, _ in group] for group in groups]

    def _cell(
        self,
        grid: Grid,
        name: Named,
        labels: tuple[str, ...],
        kind: Kind,
        kinds: dict[str, Kind],
    ) -> None:
        cell = name.cell
        own = [block for block in cell.blocks if isinstance(block, Paragraph)]
        if kind == "nested":
            before, self.places.before = self.places.before, ""
            self.walk(cell.blocks, labels)
            self.places.before = before
        elif kind in ("boxes", "control") or (kind == "lines" and not self._is_one_hint(own)):
            for paragraph in own:
                self.lines.read(paragraph, labels, is_cell=True, cell=cell, row=name.row)
        elif (kind == "unit" and self._lend(grid, name, kinds)) or not labels:
            return
        elif kind == "unit":
            paragraph = next(p for p in own if not is_blank(p.text))
            lead = len(paragraph.text) - len(paragraph.text.lstrip(BLANK))
            unit = unit_alone(cell.text)
            if lead < 2 and CURRENCY.fullmatch(unit):  # printed before the sum
                at, end = lead + len(unit), len(paragraph.text)
                span = (min(at + 1, end), end)
                self.places.text(cell, paragraph, labels, span, "nothing", unit, name.row)
                return
            self.places.text(cell, paragraph, labels, (0, lead), "unit", unit, name.row)
        else:
            left = grid.left(cell)
            repeats = (
                kind == "blank"
                and name.row is None
                and left is not None
                and grid.is_written(left)
                and bool(self.places.slots)
                and self.places.slots[-1].labels == labels
            )
            if not repeats:
                self.places.room(own, labels, cell, name.row)

    def _lend(self, grid: Grid, name: Named, kinds: dict[str, Kind]) -> bool:
        """Gives a unit that stands in a cell of its own to the slot in the cell before it."""
        left = grid.left(name.cell)
        if left is None or kinds[left.address] != "blank" or not grid.is_written(left):
            return False
        if name.row is not None or not name.is_named_above or not self.places.slots:
            return False
        last = self.places.slots[-1]
        if last.address != next(paragraphs(left.blocks)).address:
            return False
        if SEAL.search(name.cell.text):  # "(인)" reads as a unit, too
            self.places.slots[-1] = replace(last, kind="signature")
        else:
            self.places.slots[-1] = replace(last, unit=unit_alone(name.cell.text))
        return True

    def _is_one_hint(self, own: list[Paragraph]) -> bool:
        """All that is printed is an example, dotted or dashed as it may be."""
        text = "\n".join(p.text for p in own)
        return is_example(text) and not any(b.label for p in own for b in blanks(p.text, True))

    def _heading_with_room(self, grid: Grid, cell: Cell, outer: tuple[str, ...]) -> None:
        """A wide cell that is headed by its own first line, with room below it."""
        own = [block for block in cell.blocks if isinstance(block, Paragraph)]
        if len(own) != len(cell.blocks) or len(own) < 2:
            return
        at = next((n for n, p in enumerate(own) if not is_blank(p.text)), None)
        if at is None or len(own[at].text) > 80:
            return
        rest = own[at + 1 :]
        if rest and all(is_blank(p.text) or is_room(p) for p in rest):
            if NARRATIVE.search(own[at].text) or is_heading(own[at].text, own[at].is_heading):
                below = grid.below(cell)
                if below is None or not grid.is_written(below) or not grid.is_wide(below):
                    self.places.room(rest, (one_line(own[at].text), *outer), cell, None)


def _is_header(grid: Grid, cell: Cell, kinds: Mapping[str, Kind]) -> bool:
    """A unit that heads a column: under a header, over places to write, in a row without any."""
    above, below = grid.above(cell), grid.below(cell)
    row = [other for other in grid.rows[cell.row] if other.row == cell.row]
    if below is None or kinds[below.address] in ("text", "unit") or not grid.is_label(above):
        return False
    if any(kinds[other.address] not in ("text", "unit") for other in row):
        return False
    if any(other.is_shaded for other in grid.table.cells):
        return cell.is_shaded
    return sum(kinds[other.address] == "unit" for other in row) > 1


def _deleted(cell: Cell) -> bool:
    return asks_deletion(cell.text)
