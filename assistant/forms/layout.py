"""Where an applicant writes in a form, by where things stand on it. Pure.

What is printed in a place and what stands around it say whether one writes there, what, and how; no
field is known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.forms.blanks import blanks
from assistant.forms.choices import Choices
from assistant.forms.form import Block, Form, Paragraph, Sheet, Slot, Table, paragraphs
from assistant.forms.headings import NARRATIVE, is_heading
from assistant.forms.lines import Lines, has_places
from assistant.forms.places import Places, one_line
from assistant.forms.printed import (
    asks_to_write,
    corner_units,
    forbids_deletion,
    heads_a_note,
    is_blank,
    is_example,
    is_guidance,
    is_room,
)
from assistant.forms.tables import Tables

_TITLE = re.compile(
    r"(?:신청서|계획서|제안서|지원서|현황표?|개요서?|요약서|보고서|동의서|서식)\s*(?:\(.{0,30}\))?$|application|proposal|\bplan\b|\bform\b|overview|profile|summary",
    re.I,
)
_NO_TITLE = re.compile(  # the number of a form, or a mark that it is none of the agency's
    r"^[\W_]*(?:예시|샘플|견본|작성\s?예|examples?\b|samples?\b).*$|^\W{0,2}(?:붙임|별지|별첨|서식|양식|첨부|제\s?\d|annex|appendix|attachment|form\s+(?:no\.?\s*)?\d)[^가-힣]{0,12}(?:서식|호|양식)?\W{0,3}$",
    re.I,
)
_DELETES_ALL = re.compile(
    r"(?:안내|작성\s?요령|파란|청색|푸른|회색|기울임|예시|문구|글씨|글자|지침|guidance|instruction|blue|grey|gray|italic)"
    r"[^\n]{0,40}(?:삭제|지우|지운|delet|remov)|(?:delet|remov)\w*[^\n]{0,40}(?:guidance|instruction|blue|grey|gray|italic)",
    re.IGNORECASE,
)


def read_form(sheet: Sheet, title: str | None = None) -> Form:
    """`title`: where the form is known by one; otherwise what it is headed by."""
    printed = [p.text for p in paragraphs(sheet.blocks) if not is_blank(p.text)]
    text = "\n".join(printed)
    hangul, latin = len(re.findall(r"[가-힣]", text)), len(re.findall(r"[A-Za-z]", text))
    return Form(
        sheet,
        "ko" if hangul * 3 >= latin and hangul else "en",
        title or _title(sheet),
        slots(sheet),
    )


def slots(sheet: Sheet) -> tuple[Slot, ...]:
    """The places to write in, in reading order. None holds another, none lies on a label."""
    said = [line for p in paragraphs(sheet.blocks) for line in p.text.split("\n")]
    deletes = any(_DELETES_ALL.search(line) and not forbids_deletion(line) for line in said)
    places = Places(deletes_all=deletes)
    _Reader(_title(sheet), places).walk(sheet.blocks)
    return tuple(places.slots)


def _title(sheet: Sheet) -> str:
    first = [p for p, _ in zip(paragraphs(sheet.blocks), range(40), strict=False)]
    lines = [(p, re.sub(r"\s+", " ", p.text).strip()) for p in first if not is_blank(p.text)]
    lines = [(p, line) for p, line in lines if len(line) <= 100 and not _NO_TITLE.match(line)]
    for wanted in (
        lambda p, line: (
            bool(_TITLE.search(re.sub(r"(?<=[가-힣]) (?=[가-힣])", "", line))) and ":" not in line
        ),
        lambda p, line: p.is_heading,
    ):
        for p, line in lines:
            if wanted(p, line) and not is_heading(line, is_bold=False):
                return line
    return lines[0][1] if lines else ""


@dataclass(slots=True)
class _Reader:
    """Reads running text, and has tables read."""

    title: str
    places: Places
    choices: Choices = field(init=False)
    lines: Lines = field(init=False)
    tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        self.choices = Choices(self.places)
        self.lines = Lines(self.places, self.choices)
        self.tables = Tables(self.places, self.choices, self.lines, self.walk)

    def walk(self, blocks: Sequence[Block], outer: tuple[str, ...] = ()) -> None:
        """`outer`: labels of the cell that these stand in."""
        opened: Paragraph | None = None  # a heading with nothing written under it so far
        under: list[Paragraph] = []
        units: tuple[str, ...] = ()
        announced: Block | None = None  # what a line that ends in a colon speaks of
        for at, block in enumerate(blocks):
            if block is announced:
                continue
            if isinstance(block, Table):
                self.choices.close()
                opened, under = None, []
                self.tables.read(block, outer, units)
                units = ()
                continue
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            text = block.text
            if not is_blank(text):
                units = corner_units(text) if len(text) < 60 else ()
            if isinstance(following, Paragraph) and _announces(block, following):
                self.choices.close()
                opened, under, announced = None, [], following
                label = re.sub(r"\s*[:：]$", "", one_line(text))
                self.places.room([following], (label, *outer), None, None)
                self.places.before = text.strip()
                continue
            if block.controls or has_places(block, following):
                if any(is_example(p.text) for p in under):
                    self._room_under(opened, under, outer)
                opened, under = None, []
                self.lines.read(block, outer, is_cell=False)
                self.places.before = text.strip() or self.places.before
                continue
            if is_blank(text) or is_room(block):
                under.append(block)
                if not is_blank(text):
                    self.choices.close()
                    self.places.before = text.strip()
                continue
            self.choices.close()
            if is_heading(text, block.is_heading) or _is_caption(block, following):
                self._room_under(opened, under, outer)
                opened, under = block, []
                if one_line(text) != self.title or is_heading(text, is_bold=False):
                    self.places.headings.enter(text, block.is_heading)
                self.places.person.forget()
            else:
                opened, under = None, []
            self.places.before = text.strip()
        self._room_under(opened, under, outer)
        self.choices.close()

    def _room_under(
        self, heading: Paragraph | None, under: list[Paragraph], outer: tuple[str, ...]
    ) -> None:
        """The room that a heading leaves for a narrative."""
        if heading is None or not under or heads_a_note(heading.text):
            return
        asked = any(
            not is_blank(p.text) and (not is_guidance(p.text) or asks_to_write(p.text))
            for p in under
        )
        if not asked and not NARRATIVE.search(heading.text):
            return
        self.places.room(under, (one_line(heading.text), *outer), None, None)


def _announces(paragraph: Paragraph, following: Paragraph) -> bool:
    """A label with its colon, and the place for what it asks for in the paragraph below."""
    text = paragraph.text.strip()
    if not re.fullmatch(r"[^\n:：]{1,40}[:：]", text) or paragraph.controls or following.controls:
        return False
    return is_example(following.text) and not blanks(following.text)


def _is_caption(paragraph: Paragraph, following: Block | None) -> bool:
    """A few words right above a table or a line to fill, which they head."""
    text = paragraph.text.strip()
    if (
        len(text) > 40
        or corner_units(text)
        or re.search(r"(?:[다요.,;:?!]|귀하|귀중)$|^[※*☞(-]", text)
    ):
        return False
    return isinstance(following, Table) or (following is not None and has_places(following, None))
