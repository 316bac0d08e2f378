"""Boxes that belong together: one choice. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.forms.boxes import Box, Boxes
from assistant.forms.form import Control, Option, Paragraph, Slot
from assistant.forms.places import Places, one_line
from assistant.forms.printed import BLANK
from assistant.forms.sensitive import kind_of_boxes


@dataclass(slots=True)
class _Choice:
    """Boxes that belong together, while their lines are read."""

    labels: tuple[str, ...]
    before: str
    options: list[Option]
    is_single: bool  # lines of one box each, which others may follow


@dataclass(slots=True)
class Choices:
    places: Places
    _open: _Choice | None = None

    def of_controls(
        self,
        line: str,
        offset: int,
        ticks: Sequence[Control],
        labels: tuple[str, ...],
        is_cell: bool,
    ) -> None:
        """Check box controls with the words between them."""
        spans = [(tick.start - offset, tick.end - offset) for tick in ticks]
        before = line[: spans[0][0]].strip(BLANK)
        trailing = (
            bool(before) and not line[spans[-1][1] :].strip(BLANK) and before[-1] not in ":："
        )
        found, previous = [], 0
        for at, (start, end) in enumerate(spans):
            following = spans[at + 1][0] if at + 1 < len(spans) else len(line)
            text = line[previous:start] if trailing else line[end:following]
            found.append(
                Box(start, end, "", re.sub(r"\s+", " ", text).strip(" ,/·") or ticks[at].name)
            )
            previous = end
        label = "" if trailing else before.strip(" :：")
        options = [
            Option(box.text, tick.address, tick.start, tick.end, "")
            for box, tick in zip(found, ticks, strict=True)
        ]
        self._group(label, options, labels, is_cell)

    def of_boxes(
        self,
        paragraph: Paragraph,
        found: Boxes,
        offset: int,
        labels: tuple[str, ...],
        is_cell: bool,
    ) -> None:
        options = [
            Option(box.text, paragraph.address, offset + box.start, offset + box.end, box.box)
            for box in found.boxes
        ]
        self._group(found.label, options, labels, is_cell)

    def of_cells(self, options: list[Option], labels: tuple[str, ...]) -> None:
        """Boxes that stand in cells of their own: a choice that no other box belongs to."""
        self.close()
        self._open = _Choice(labels, self.places.before, options, is_single=False)
        self.close()

    def _group(
        self, label: str, options: list[Option], labels: tuple[str, ...], is_cell: bool
    ) -> None:
        single = len(options) == 1
        if not label and self._open is not None and (is_cell or (single and self._open.is_single)):
            self._open.options += options
            return
        self.close()
        own = (label,) if label else ()
        if not own and not is_cell and not labels and self.places.before:
            own = (one_line(self.places.before)[:120],)
        self._open = _Choice((*own, *labels), self.places.before, options, single)

    def close(self) -> None:
        """What was read of a choice is all of it."""
        choice, self._open = self._open, None
        if choice is None:
            return
        options = tuple(
            option
            if option.text
            else replace(option, text=choice.labels[0] if choice.labels else "")
            for option in choice.options
        )
        kind = kind_of_boxes(choice.labels, [option.text for option in options], choice.before)
        first = options[0]
        self.places.add(
            Slot(
                "",
                kind,
                choice.labels,
                self.places.section,
                first.address,
                first.start,
                first.end,
                first.box,
                options=options,
            )
        )
