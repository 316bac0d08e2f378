"""Slots within lines of text: blanks, controls and boxes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.forms.blanks import Blank, blanks
from assistant.forms.boxes import boxes
from assistant.forms.choices import Choices
from assistant.forms.form import Block, Cell, Control, Option, Paragraph, Slot, Table
from assistant.forms.places import Places, room_in
from assistant.forms.printed import BLANK, is_blank, unit_alone
from assistant.forms.sensitive import SEAL, kind_of_text


@dataclass(slots=True)
class Lines:
    places: Places
    choices: Choices

    def read(
        self,
        paragraph: Paragraph,
        labels: tuple[str, ...],
        is_cell: bool,
        cell: Cell | None = None,
        row: int | None = None,
    ) -> None:
        """Slots of a paragraph's lines; `labels` are those of its cell."""
        offset = 0
        checks = [control for control in paragraph.controls if control.kind == "check"]
        for line in paragraph.text.split("\n"):
            end = offset + len(line)
            here = [c for c in paragraph.controls if offset <= c.start and c.end <= end]
            ticks = [control for control in here if control in checks]
            if ticks:
                self.choices.of_controls(line, offset, ticks, labels, is_cell)
            elif (found := boxes(line, is_cell)) is not None:
                self.choices.of_boxes(paragraph, found, offset, labels, is_cell)
            elif line.strip(BLANK):
                self._close_unless(is_cell)
            taken = [(c.start - offset, c.end - offset) for c in here]
            if not ticks and (here or boxes(line, is_cell) is None):
                places: list[tuple[int, Blank | Control]] = [
                    (c.start - offset, c) for c in here if c.kind != "check"
                ]
                places += [(b.start, b) for b in blanks(line, is_cell, taken)]
                for _, place in sorted(places, key=lambda pair: pair[0]):
                    if isinstance(place, Control):
                        self._control(place, line, offset, labels, taken, row)
                    else:
                        self._blank(paragraph, place, line, offset, labels, is_cell, cell, row)
            offset = end + 1
        for control in paragraph.controls:
            if control.kind != "check" and "\n" in paragraph.text[control.start : control.end]:
                self._control(control, paragraph.text, 0, labels, [], row)

    def _blank(
        self,
        paragraph: Paragraph,
        blank: Blank,
        line: str,
        offset: int,
        labels: tuple[str, ...],
        is_cell: bool,
        cell: Cell | None,
        row: int | None,
    ) -> None:
        own = (blank.label,) if blank.label else ()
        alone = not line[: blank.start].strip(BLANK) and not line[blank.end :].strip(BLANK)
        all_labels = (*own, *labels) if is_cell or own else labels
        printed = line[blank.start : blank.end]
        if not all_labels and not blank.is_sealed and blank.printed_as != "pattern":
            return
        kind = kind_of_text((*all_labels, self.places.inside), printed)
        if blank.is_sealed or (
            blank.printed_as == "pattern" and not all_labels and _is_day(printed)
        ):
            kind = "signature"
        elif not all_labels:
            return
        if kind == "text" and blank.printed_as == "pattern" and not own and _is_day(printed):
            if cell is not None and cell.text.strip() != line.strip() and SEAL.search(cell.text):
                kind = "signature"
        self.places.add(
            Slot(
                "",
                kind,
                all_labels,
                self.places.section,
                paragraph.address,
                offset + blank.start,
                offset + blank.end,
                printed,
                blank.printed_as,
                blank.unit or self.places.unit(own or labels),
                room=room_in(cell, paragraph.point) if cell is not None and alone else None,
                row=row,
            ),
            new_line=offset == 0 and not line[: blank.start].strip(BLANK + blank.label + ":："),
            line=cell.row if cell is not None else None,
        )

    def _control(
        self,
        control: Control,
        line: str,
        offset: int,
        labels: tuple[str, ...],
        taken: Sequence[tuple[int, int]],
        row: int | None,
    ) -> None:
        start, end = control.start - offset, control.end - offset
        printed = line[start:end]
        if not is_blank(printed) and not control.is_hint:
            return  # written already
        floor = max([0, *(b for _, b in taken if b <= start)])
        before = re.sub(r"\s+", " ", line[floor:start]).strip(" :：()[]·,;-")[-60:]
        shown = _control_name(control.name) or _control_name(printed)
        all_labels = tuple(dict.fromkeys(filter(None, (before, *labels, shown))))
        signed = bool(SEAL.match(line[end:].strip(BLANK)))
        kind = "signature" if signed else kind_of_text((*all_labels, self.places.inside), printed)
        options = tuple(
            Option(choice, control.address, control.start, control.end, "")
            for choice in control.choices
        )
        if options and kind == "text":
            kind = "choice"
        self.places.add(
            Slot(
                "",
                kind,
                all_labels,
                self.places.section,
                control.address,
                control.start,
                control.end,
                printed,
                "nothing" if is_blank(printed) else "placeholder",
                self.places.unit(all_labels) or unit_alone(line[end:]),
                options,
                row=row,
            )
        )

    def _close_unless(self, is_cell: bool) -> None:
        if not is_cell:
            self.choices.close()


def has_places(paragraph: Paragraph, following: Block | None) -> bool:
    text = paragraph.text
    if is_blank(text) or re.match(r"\s{0,10}[※☞]", text):
        return False
    for line in text.split("\n"):
        if boxes(line, is_cell=False) is not None:
            return True
        found = blanks(line)
        if found and not all(blank.after_colon for blank in found):
            return True
        if found and not isinstance(following, Table):
            if len(found) > 1 or found[0].end > found[0].start + 1 or not _goes_on(following):
                return True
    return False


def _goes_on(following: Block | None) -> bool:
    """What follows a line that ends in a colon says what it announces."""
    if not isinstance(following, Paragraph):
        return False
    return bool(re.match(r"\s{0,10}(?:[-·•∙○◦*▪‣]|\(?1[.)]|①|가[.)])\s?\S", following.text))


def _is_day(printed: str) -> bool:
    return bool(re.search(r"년|월|YY|DD|[./].*[./]", printed, re.IGNORECASE))


def _control_name(name: str) -> str:
    """What a control asks for: "회사명을 입력하세요" asks for "회사명"."""
    name = re.sub(r"\s+", " ", name.replace("_", " ")).strip(" <>[]()「」{}")
    name = re.sub(
        r"(?:을|를)?\s?(?:여기에\s?)?(?:입력|기재|선택|작성|클릭|기입)\s?(?:하|해|란|바|$).*$",
        "",
        name,
    )
    name = re.sub(
        r"^(?:please )?(?:enter|type|insert|select|choose|click|tap)(?: or tap)?\s(?:here to enter |the |your |an? )?",
        "",
        name,
        flags=re.I,
    )
    return (
        ""
        if re.fullmatch(
            r"(?:(?:an?|the|one)\s)?(?:text|here|item|one|date|option|enter|pick a date|이곳|여기|텍스트|입력|to enter text|"
            r"here to enter text)\.?|(?:text|check|dropdown|list|field|텍스트|필드|누름틀)\s?\d*|[\W\d]*",
            name,
            re.I,
        )
        else name
    )
