"""The nouns of forms: what is printed in a file, where an applicant writes, and what is written there.

    file ── docx | hwpx | hwp ──> Sheet ── layout ──> slots ── labels ──> fields
    slots + values ── writing ──> edits ── docx | hwpx ──> the filled copy

A format's module knows a file's XML and nothing of forms; everything else knows only what is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FormFormat = Literal["docx", "hwpx"]


@dataclass(frozen=True, slots=True)
class Control:
    """A content control, click-here field or form field within a paragraph."""

    address: str  # unique in its sheet
    start: int  # of the paragraph's text; start == end where it shows nothing
    end: int
    name: str = ""  # its title, tag or instruction ("회사명을 입력하세요")
    kind: Literal["text", "check", "choice", "date"] = "text"
    choices: tuple[str, ...] = ()  # of a drop-down list
    is_hint: bool = True  # what it shows is a placeholder, not something written


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is seen: a tab is one tab, a line break one newline."""

    address: str  # unique in its sheet; given back in an edit
    text: str
    is_hint: bool = False  # all of its letters are grey, blue or slanted, as guidance is printed
    is_heading: bool = False  # bold, or of a heading style, all of it
    point: float | None = None  # size of its letters
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, at its upper left corner where it covers several places."""

    address: str
    row: int
    column: int
    blocks: tuple[Block, ...]  # at least one paragraph
    row_span: int = 1
    column_span: int = 1
    is_shaded: bool = False
    width_mm: float | None = None
    height_mm: float | None = None

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in paragraphs(self.blocks))


@dataclass(frozen=True, slots=True)
class Table:
    address: str
    cells: tuple[Cell, ...]  # by row, then by column


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed in a file, in reading order."""

    format: FormFormat
    blocks: tuple[Block, ...]


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Those of nested tables too, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from paragraphs(cell.blocks)


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of `paragraph.text[start:end]`, in the letters that stand at `start`.

    A newline begins another paragraph like this one. Of a control: its address, and all of its text;
    of a check box control, "☑" or "☐".
    """

    address: str
    text: str
    start: int = 0
    end: int = 0


SlotKind = Literal[
    "text",  # words, a figure, a date
    "choice",  # boxes to tick
    "signature",  # a name with a seal, a signature, the day of signing: never written
    "consent",  # boxes by which somebody agrees or vows: never ticked
    "identity",  # a resident registration number, a passport, a bank account: never written
]

PrintedAs = Literal[
    "nothing",
    "placeholder",  # "○○○", "예) 홍길동", "here": the value takes its place
    "guidance",  # it stays, and the value is a paragraph of its own before it
    "unit",  # "원", "명", "%": the value stands before it
    "pattern",  # "    년   월   일", "(   -   -   )": the value takes its place
]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice beside a box."""

    text: str
    address: str  # of the paragraph or the control that holds the box
    start: int  # of the box in the paragraph's text
    end: int
    box: str  # as printed: "□", "[ ]", "( )"; "" of a control


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to write in."""

    slot_id: str  # unique in its form, the same at every reading of the same file
    kind: SlotKind
    labels: tuple[str, ...]  # printed, nearest first: of its row or line, its column, its group
    section: str  # the heading above it; "" without
    address: str  # of the paragraph or control where the value goes
    start: int = 0  # of the printed text that the value replaces
    end: int = 0
    printed: str = ""  # what stands there
    printed_as: PrintedAs = "nothing"
    unit: str = ""  # "천원", "명", "백만원": in its label, its table's corner or beside it
    options: tuple[Option, ...] = ()
    room: int | None = None  # Hangul letters that fit (a Latin one is half); None: not known
    row: int | None = None  # from 0, where it stands in a list of rows alike
    rest: tuple[
        tuple[str, int], ...
    ] = ()  # more of a placeholder: address and letters, to be emptied

    @property
    def label(self) -> str:
        return self.labels[0] if self.labels else ""


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form as it was read."""

    sheet: Sheet
    language: Literal["ko", "en"]
    title: str
    slots: tuple[Slot, ...]
