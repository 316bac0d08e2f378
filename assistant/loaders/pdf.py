"""PDF: lines as they stand, ruled tables as rows, headings told by their size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from assistant.errors import ScannedFileError
from assistant.loaders.glyphs import (
    Glyph,
    Line,
    is_hangul,
    lines_of,
    narrow_space,
    pages_of,
    within,
)
from assistant.loaders.reading import Reading, clean
from assistant.loaders.ruling import Box, RuledTable, ruled_tables
from assistant.loaders.table import Cell, Grid, cell_text, table_text
from assistant.repair import cuts_a_word

_SCANNED = 20  # letters and digits a page, on average: fewer beside pictures is a scan
_LARGER = 1.12  # of the body's size: a heading
_HEADING_CHARS = 100
_HEADINGS_SHARE = 0.35  # of all characters; on slides everything is large
_EDGE = 0.12  # of the page's height, where running heads and page numbers stand
_REPEATED = 0.4  # of the pages
_APART = 1.2  # of the usual line pitch: a new paragraph

# Marks for a break between two syllables, until the whole document tells what such a break means:
_FULL, _SHORT = "\ue000", "\ue001"  # the line was full; the next syllable would have fitted

_PAGE_NUMBER = re.compile(
    r"[-–—‐\s]*(page|p\.|쪽)?\s*\d{1,4}\s*((/|of|중)\s*\d{1,4})?\s*(쪽|page|페이지)?[-–—‐\s]*",
    re.IGNORECASE,
)
_MARKER = re.compile(r"([①-⑳ⅠⅡⅢⅣⅤⅥⅦ□○●■◆▶◇※•\-]|\d{1,2}[.)]|[가-힣A-Za-z][.)]|제\s?\d+\s?[조장절])")
_BULLET = re.compile(r"•\s*")
_SENTENCE_END = re.compile(r"[.!?。:][\"'”’)」]?$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A line, or a table as a whole."""

    text: str
    line: Line | None = None  # None for a table
    level: int = 0  # of a heading
    table: RuledTable | None = None
    grid: Grid = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Page:
    blocks: list[_Block]
    bottom: float
    height: float


def read(raw: bytes, name: str) -> Reading:
    pages, title = pages_of(raw, name)
    letters = sum(g.char.isalnum() for page in pages for g in page.glyphs)
    if letters < _SCANNED * len(pages) and any(page.has_picture for page in pages):
        raise ScannedFileError(
            f"{name} holds pictures of pages without a text layer. "
            "Run text recognition (OCR) over it, or ingest the original document."
        )
    ruled = [i for i, page in enumerate(pages) if page.may_have_tables]
    tables = ruled_tables(raw, ruled) if ruled else {}
    read_pages = [
        _Page(_page_blocks(page.glyphs, tables.get(i, [])), page.bottom, page.height)
        for i, page in enumerate(pages)
    ]
    breaks_words = _breaks_words(read_pages)
    told = _with_headers(_without_running_lines(_with_headings(read_pages)))
    text, starts = _assembled(told, breaks_words)
    return Reading(text, title, starts)


def _page_blocks(glyphs: list[Glyph], tables: Sequence[RuledTable]) -> list[_Block]:
    """A page's lines with each table in the place of its first character."""
    narrow = narrow_space(glyphs)
    placed: list[tuple[int, RuledTable, Grid]] = []
    inside = [False] * len(glyphs)
    for table in tables:
        flags = within(glyphs, table.box.holds)
        grid = _grid(table, [g for g, flag in zip(glyphs, flags, strict=True) if flag], narrow)
        if grid is not None and any(flags):
            placed.append((flags.index(True), table, grid))
            inside = [a or b for a, b in zip(inside, flags, strict=True)]
    blocks: list[_Block] = []
    at = 0
    for first, table, grid in sorted(placed, key=lambda p: p[0]):
        blocks += _outside(glyphs[at:first], inside[at:first], narrow)
        blocks.append(_Block(table_text(grid), table=table, grid=grid))
        at = first
    return blocks + _outside(glyphs[at:], inside[at:], narrow)


def _with_headers(pages: list[_Page]) -> list[_Page]:
    """A table that goes on from the page before is given its header row again, where it has none,
    so that its rows can be read alone."""
    out: list[_Page] = []
    before: _Block | None = None
    for page in pages:
        blocks = list(page.blocks)
        first = blocks[0] if blocks else None
        if before and before.table and first and first.table:
            header = before.grid[0]
            told = [c.text for c in header] == [c.text for c in first.grid[0]]
            if not told and _same_columns(before.table, first.table):
                grid = [header, *first.grid]
                blocks[0] = replace(first, text=table_text(grid), grid=grid)
        before = blocks[-1] if blocks else None
        out.append(replace(page, blocks=blocks))
    return out


def _outside(glyphs: list[Glyph], inside: list[bool], narrow: float) -> list[_Block]:
    kept = [
        Glyph("\n", None, 0) if flag else glyph for glyph, flag in zip(glyphs, inside, strict=True)
    ]
    return [_Block(line.text, line) for line in lines_of(kept, narrow)]


def _same_columns(before: RuledTable, table: RuledTable) -> bool:
    return len(before.lefts) == len(table.lefts) and all(
        abs(a - b) < 4 for a, b in zip(before.lefts, table.lefts, strict=True)
    )


def _grid(table: RuledTable, glyphs: list[Glyph], narrow: float) -> Grid | None:
    """The table's cells with their text; None where the rules only frame text."""
    height = max(rows.stop for _, rows, _ in table.cells)
    width = max(columns.stop for _, _, columns in table.cells)
    grid: Grid = [[Cell("")] * width for _ in range(height)]
    for box, rows, columns in table.cells:
        flags = within(glyphs, box.holds)
        lines = lines_of([g for g, flag in zip(glyphs, flags, strict=True) if flag], narrow)
        cell = Cell(cell_text(_one_line(lines, box)))
        for r in rows:
            for c in columns:
                grid[r][c] = cell
    filled = {cell for row in grid for cell in row if cell.text}
    return grid if len(filled) > 2 else None


def _one_line(lines: list[Line], box: Box) -> str:
    """A cell's lines as one, with a mark at each break between Hangul syllables."""
    if not lines:
        return ""
    text = lines[0].text
    edge = box.right - max(min(line.box.left for line in lines) - box.left, 0)
    for before, line in pairwise(lines):
        text += _break(before, line, edge) + line.text
    return text


def _break(before: Line, line: Line, edge: float) -> str:
    if re.search(r"[A-Za-z]-$", before.text) and re.match("[A-Za-z]", line.text):
        return ""
    if not (is_hangul(before.text[-1]) and is_hangul(line.text[0])):
        return " "
    return _FULL if edge - before.box.right < before.size * 1.1 else _SHORT


def _breaks_words(pages: list[_Page]) -> bool:
    """Whether this document's lines break between any two syllables, or only between words.

    In the first case every line that ends in Hangul is full; in the second only some are, by chance.
    """
    marks: Counter[str] = Counter()
    for page in pages:
        edge = max((b.line.box.right for b in page.blocks if b.line), default=0.0)
        for a, b in pairwise(block.line for block in page.blocks):
            goes_on = a and b and 0 < a.baseline - b.baseline < 2 * b.size and len(a.text) > 20
            if a and b and goes_on and not _SENTENCE_END.search(a.text):
                marks[_break(a, b, edge)] += 1
        marks.update(c for block in page.blocks if block.table for c in block.text)
    return marks[_FULL] >= 4 and marks[_FULL] >= 9 * marks[_SHORT]


def _resolved(text: str, breaks_words: bool) -> str:
    """Text with its marked breaks closed up inside words, and made spaces elsewhere."""
    out, *parts = re.split(f"([{_FULL}{_SHORT}])", text)
    for mark, part in zip(parts[::2], parts[1::2], strict=True):
        whole = mark == _FULL and breaks_words and cuts_a_word(out, part)
        out += part if whole else f" {part}"
    return out


def _without_running_lines(pages: list[_Page]) -> list[_Page]:
    """Pages without the lines that stand at the top or bottom of many of them, and page numbers."""

    def key(block: _Block, page: _Page) -> tuple[str, int] | None:
        if block.line is None or page.height <= 0:
            return None
        middle = (block.line.box.bottom + block.line.box.top) / 2
        share = (middle - page.bottom) / page.height
        if _EDGE < share < 1 - _EDGE:
            return None
        # Headings count up too ("Part 2" on top of a page), running lines count pages.
        words = re.sub(r"\s", "", block.text)
        return words if block.level else re.sub(r"\d+", "#", words), round(share * 100)

    seen = Counter(k for page in pages for k in {key(b, page) for b in page.blocks} if k)
    least = max(2, round(_REPEATED * len(pages)))

    def runs(block: _Block, page: _Page) -> bool:
        k = key(block, page)
        return k is not None and (seen[k] >= least or bool(_PAGE_NUMBER.fullmatch(block.text)))

    return [replace(p, blocks=[b for b in p.blocks if not runs(b, p)]) for p in pages]


def _with_headings(pages: list[_Page]) -> list[_Page]:
    """Lines clearly larger than the body become headings, the largest the outermost."""
    lines = [b.line for page in pages for b in page.blocks if b.line is not None]
    if not lines:
        return pages
    body = median(size for line in lines for size in [line.size] * len(line.text))
    large = [ln for ln in lines if ln.size >= body * _LARGER and len(ln.text) <= _HEADING_CHARS]
    levels: list[float] = []
    total, used = sum(len(ln.text) for ln in lines), 0
    for line in sorted(large, key=lambda ln: -ln.size):
        used += len(line.text)
        if used > total * _HEADINGS_SHARE and levels:
            break
        if not levels or line.size < levels[-1] * 0.94:
            levels.append(line.size)

    def level(line: Line | None) -> int:
        if line is None or line not in large or not any(c.isalnum() for c in line.text):
            return 0
        fitting = [i for i, size in enumerate(levels) if line.size >= size * 0.94]
        return min(fitting[0] + 1, 4) if fitting else 0

    return [
        replace(page, blocks=_merged([replace(b, level=level(b.line)) for b in page.blocks]))
        for page in pages
    ]


def _merged(blocks: list[_Block]) -> list[_Block]:
    """A heading over several lines is one heading."""
    edge = max((b.line.box.right for b in blocks if b.line), default=0.0)
    out: list[_Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if last and last.line and block.line and 0 < block.level == last.level:
            close = 0 < last.line.baseline - block.line.baseline < 2.2 * block.line.size
            if close and not _MARKER.match(block.text):
                mark = _break(last.line, block.line, edge)
                out[-1] = replace(last, text=last.text + mark + block.text, line=block.line)
                continue
        out.append(block)
    return out


def _assembled(pages: list[_Page], breaks_words: bool) -> tuple[str, tuple[int, ...]]:
    pitches = [
        a.line.baseline - b.line.baseline
        for page in pages
        for a, b in pairwise(page.blocks)
        if a.line and b.line and not a.level and not b.level
    ]
    down = sorted(p for p in pitches if p > 1) or [0.0]
    usual = down[len(down) // 4]  # of lines in a paragraph: in a list of one-liners not the median
    text = ""
    starts: list[int] = []
    last: _Block | None = None
    for page in pages:
        starts.append(len(text))
        for n, block in enumerate(page.blocks):
            shown = _shown(block, breaks_words)
            if not shown:
                continue
            if last is not None:
                text += _separator(last, block, usual, new_page=n == 0)
            if n == 0:
                starts[-1] = len(text)
            text += shown
            last = block
    return text, tuple(starts)


def _shown(block: _Block, breaks_words: bool) -> str:
    text = clean(_resolved(block.text, breaks_words)).strip()
    if block.level:
        return f"{'#' * block.level} {' '.join(text.split())}" if text else ""
    return _BULLET.sub("- ", text, count=1) if text.startswith("•") else text


def _separator(last: _Block, block: _Block, usual: float, new_page: bool) -> str:
    if last.line is None or block.line is None or last.level or block.level:
        return "\n\n"
    if new_page:
        ended = _SENTENCE_END.search(last.text) or _MARKER.match(block.text)
        return "\n\n" if ended else "\n"
    pitch = last.line.baseline - block.line.baseline
    return "\n\n" if pitch > usual * _APART else "\n"
