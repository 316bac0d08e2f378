"""The pieces of passages that can be quoted as an answer: sentences, rows, items, runs of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from assistant.figures import Figure, FigureKind, figures
from assistant.injected import is_instruction
from assistant.outline import Block, blocks, heading_text
from assistant.repair import repaired
from assistant.schema import Chunk, Document, Passage
from assistant.sentences import sentence_spans
from assistant.terms import Words, words

LEADS_IN = re.compile(
    r"[:：]$|다음|아래|as follows|the following|these (are|include)", re.IGNORECASE
)
_RELATIVE_DATE = re.compile(
    r"내년|다음\s?해|다음\s?달|올해|금년|상반기|하반기|[봄여름가을겨울]부터|올\s?봄|\bnext (year|month|spring)|\bthis (year|spring|summer|autumn|fall|winter)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[,·、;]|\band\b|(?<=[가-힣])(?:와|과|및)\s")
UnitKind = Literal["sentence", "item", "row", "line", "heading"]

_ITEM_MARK = re.compile(r"^(?:[-*+•·‣▪○ㅇ◦●※▶▷☞□■◆◇▣◈]|[①-⑳❶-❿])\s*")
_SENTENCE_END = re.compile(r"[.!?。][\"'”’)\]]*$|[다요]\.?$")


@dataclass(frozen=True)
class Unit:
    """`document.text[start:end]`: what one citation quotes."""

    document: Document
    chunk: Chunk
    kind: UnitKind
    start: int
    end: int
    text: str  # as shown in an answer: repaired, without marks
    context: str  # headings, header row and lead-in that it stands under
    group: int  # offset of the list, table or paragraph it belongs to
    parts: tuple[str, ...] = ()  # of several units joined: the text of each, a line each

    @property
    def quote(self) -> str:
        return self.document.text[self.start : self.end]

    @cached_property
    def words(self) -> Words:
        return words(self.text)

    @cached_property
    def context_words(self) -> Words:
        return words(self.context)

    @cached_property
    def listed(self) -> int:
        """How many things a sentence names one after the other."""
        return 1 + len(_SEPARATOR.findall(self.text))

    @cached_property
    def kinds(self) -> set[FigureKind]:
        """Kinds of its figures; "next year" is as much a date as "2027"."""
        kinds = {f.kind for f in self.figures if not self._names_its_year(f)}
        return kinds | {"date"} if _RELATIVE_DATE.search(self.text) else kinds

    def _names_its_year(self, figure: Figure) -> bool:
        """A year in a name, "2026년 글로벌 …", tells no date; "in 2026" does."""
        if figure.kind != "date" or not re.fullmatch(r"\d{4}", figure.value):
            return False
        before, after = self.text[: figure.start], self.text[figure.end :]
        return not (
            re.search(r"\b(in|since|from|by|until|during|of)\s$", before)
            or re.match(r"\s?(에|부터|까지|말|초|상반기|하반기|[,.)]|$)", after)
        )

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        number = re.match(r"\d{1,2}[.)]\s", self.text)  # of the item, not of anything it says
        return tuple(f for f in figures(self.text) if not number or f.start >= number.end())


def units_of(passages: Sequence[Passage]) -> list[Unit]:
    """Every unit of the passages, in the passages' order and then in the document's."""
    return [unit for p in passages for unit in _chunk_units(p.chunk, p.document)]


@lru_cache(maxsize=4096)
def _chunk_units(chunk: Chunk, document: Document) -> tuple[Unit, ...]:
    """Without what speaks to an assistant, and what stands under it: they are no facts."""
    text = document.text
    path = " > ".join(part for part in chunk.section if part != document.title)
    units: list[Unit] = []
    lead = ""
    group = -1
    header: list[str] = []
    previous: Block | None = None
    inside = [
        Block(b.kind, b.start + chunk.start, b.end + chunk.start, b.level)
        for b in blocks(chunk.text)
    ]
    for position, block in enumerate(inside):
        joined = (
            previous is not None
            and previous.kind == block.kind
            and "\n\n" not in text[previous.end : block.start]
        )
        if not joined and not (
            block.kind in ("row", "rule") and previous and previous.kind in ("row", "rule")
        ):
            group, header = _begun_before(text, block) if position == 0 else (block.start, [])
        if block.kind == "heading":
            shown = heading_text(text[block.start : block.end])
            units.append(
                Unit(document, chunk, "heading", block.start, block.end, shown, path, block.start)
            )
        elif block.kind == "row":
            is_header = position + 1 < len(inside) and inside[position + 1].kind == "rule"
            cells = _cells(text[block.start : block.end])
            if is_header or (header and cells[0] == header[0]):  # a header may have two rows
                header = cells
            elif any(cells):
                start, end = _without_pipes(text, block.start, block.end)
                shown = _row_text(cells, header)
                context = " > ".join(filter(None, [path, lead, " ".join(header)]))
                units.append(Unit(document, chunk, "row", start, end, shown, context, group))
        elif block.kind == "item":
            start = block.start + len(_mark(text[block.start : block.end]))
            shown = _shown(text[start : block.end])
            context = " > ".join(filter(None, [path, lead]))
            units.append(Unit(document, chunk, "item", start, block.end, shown, context, group))
        elif block.kind == "paragraph":
            spans = list(sentence_spans(text, block.start, block.end))
            for start, end in spans:
                shown = _shown(text[start:end])
                whole = len(spans) > 1 or _SENTENCE_END.search(shown)
                kind: UnitKind = "sentence" if whole else "line"
                of = block.start if len(spans) > 1 else group
                units.append(Unit(document, chunk, kind, start, end, shown, path, of))
            last = _shown(text[spans[-1][0] : spans[-1][1]]) if spans else ""
            lead = last if LEADS_IN.search(last) else ""
        previous = block
    above = {part for unit in units for part in unit.context.split(" > ")}
    to_assistants = {part for part in above if is_instruction(part)}
    return tuple(
        unit
        for unit in units
        if to_assistants.isdisjoint(unit.context.split(" > ")) and not _is_to_assistants(unit)
    )


def _is_to_assistants(unit: Unit) -> bool:
    """As it is shown, as it is written, and each cell of a row by itself."""
    cells = _cells(unit.quote) if unit.kind == "row" else []
    return any(map(is_instruction, dict.fromkeys((unit.text, unit.quote, *cells))))


def _begun_before(text: str, block: Block) -> tuple[int, list[str]]:
    """Where the table that a chunk begins in the middle of begins, and its header row."""
    start = block.start
    if block.kind == "row":
        while (line := text.rfind("\n", 0, start - 1) + 1) < start and text[line:start].startswith(
            "|"
        ):
            start = line
    first, _, rest = text[start:].partition("\n")
    ruled = start < block.start and set(rest.partition("\n")[0]) <= set("|-: ")
    return start, _cells(first) if ruled else []


def _mark(item: str) -> str:
    """The list mark in front of an item; a number stays, it may be the step's."""
    match = _ITEM_MARK.match(item)
    return match.group() if match else ""


def _shown(raw: str) -> str:
    return " ".join(repaired(raw).split())


def _cells(row: str) -> list[str]:
    return [_shown(cell) for cell in row.strip().strip("|").split("|")]


def _row_text(cells: list[str], header: list[str]) -> str:
    """A row in words: "label: value", or each cell after its column's name."""
    distinct = [c for i, c in enumerate(cells) if c and (i == 0 or c != cells[i - 1])]
    if len(distinct) <= 2:
        return ": ".join(distinct)
    named = [
        f"{header[i]} {cell}" if i < len(header) and header[i] and not figures(header[i]) else cell
        for i, cell in enumerate(cells)
        if i and cell and cell != cells[i - 1]
    ]
    return f"{cells[0]}: " + ", ".join(named) if cells[0] else ", ".join(named)


def _without_pipes(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "| \t":
        start += 1
    while end > start and text[end - 1] in "| \t":
        end -= 1
    return start, end


def joined(units: Sequence[Unit]) -> Unit:
    """Neighbouring units of one document as one, cited once: a list with its lead-in, a table."""
    first, last = units[0], units[-1]
    text = " / ".join(u.text for u in units)
    parts = tuple(u.text for u in units)
    return Unit(
        first.document,
        first.chunk,
        first.kind,
        first.start,
        last.end,
        text,
        first.context,
        first.group,
        parts,
    )
