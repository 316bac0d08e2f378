"""Cuts a document into chunks along its own structure. Pure: no I/O, no model.

A section that fits is one chunk. A section that does not is cut at its paragraphs, lists and tables,
each a chunk, so that an edit in one leaves the others' chunks (and vectors) as they are; only what
is too long by itself is cut further, between sentences, items or rows.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.outline import Block, blocks, heading_text
from assistant.repair import repaired
from assistant.schema import Chunk, Document
from assistant.sentences import sentence_spans

CountTokens = Callable[[str], int]
Fits = Callable[[str], bool]
Span = tuple[int, int]

_CELL_MARK = re.compile(r"(?<![ \t])[ \t]+\|[ \t]*|\|[ \t]*")  # looks at each blank once
_TOKEN_CHARS = 32  # no text has so many to a token: what is longer is not worth counting

_LEAD_IN = re.compile(r"[:：]$|다음과 같(다|습니다)\.?$|as follows[.:]?$|아래와 같(다|습니다)\.?$")


@dataclass(slots=True)
class _Section:
    path: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)


def chunk_document(document: Document, count_tokens: CountTokens, max_tokens: int) -> list[Chunk]:
    """The document's chunks in order; together they hold every block of its text."""
    text = document.text
    longest = _TOKEN_CHARS * max_tokens

    def fits(piece: str) -> bool:
        return len(piece) <= longest and count_tokens(piece) <= max_tokens

    chunks: list[Chunk] = []
    seen: Counter[str] = Counter()
    for section in _sections(text):
        for start, end in _pieces(text, section.blocks, fits, longest):
            body = text[start:end]
            digest = hashlib.sha256("\x1f".join((*section.path, body)).encode()).hexdigest()[:12]
            seen[digest] += 1
            chunks.append(
                Chunk(
                    chunk_id=f"{document.document_id}#{digest}-{seen[digest]}",
                    document_id=document.document_id,
                    section=section.path,
                    start=start,
                    text=body,
                    page=bisect_right(document.pages, start) or None,
                )
            )
    return chunks


def search_text(chunk: Chunk, document: Document) -> str:
    """What is embedded and indexed for a chunk: its title and headings, then its words, repaired."""
    path = [part for part in chunk.section if part != document.title]
    body = [
        line for line in chunk.text.split("\n") if not re.match(r"\s*(#{1,6}\s|\|?\s*:?-{3})", line)
    ]
    plain = _CELL_MARK.sub(" ", "\n".join(body))
    return "\n".join(
        [document.title, *([" > ".join(path)] if path else []), repaired(plain).strip()]
    )


def _sections(text: str) -> Iterator[_Section]:
    """Each heading with the blocks below it, up to the next heading.

    A heading with nothing but a smaller heading below it goes with that: a chunk of its own, short
    and full of the title's words, would stand before the passages that answer.
    """
    open_headings: list[tuple[int, str]] = []
    section = _Section(())
    for block in blocks(text):
        if block.kind != "heading":
            section.blocks.append(block)
            continue
        above: list[Block] = []
        if _is_bare(section) and section.blocks[-1].level < block.level:
            above = section.blocks
        elif section.blocks:
            yield section
        while open_headings and open_headings[-1][0] >= block.level:
            open_headings.pop()
        open_headings.append((block.level, heading_text(text[block.start : block.end])))
        section = _Section(tuple(name for _, name in open_headings), [*above, block])
    if section.blocks:
        yield section


def _is_bare(section: _Section) -> bool:
    return bool(section.blocks) and all(block.kind == "heading" for block in section.blocks)


def _pieces(text: str, section: Sequence[Block], fits: Fits, longest: int) -> Iterator[Span]:
    whole = (section[0].start, section[-1].end)
    if fits(text[whole[0] : whole[1]]):
        yield whole
        return
    for group in _groups(text, section):
        start, end = group[0].start, group[-1].end
        if fits(text[start:end]):
            yield start, end
        else:
            yield from _pack(text, list(_atoms(text, group, longest)), fits)


def _groups(text: str, section: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that belong together: a table, a list with its lead-in, a paragraph with its heading."""
    group: list[Block] = []
    for block in section:
        if group and not _belongs(text, group[-1], block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _belongs(text: str, previous: Block, block: Block) -> bool:
    if previous.kind == "heading":
        return True
    if {previous.kind, block.kind} <= {"row", "rule"} or (previous.kind, block.kind) == (
        "item",
    ) * 2:
        return True
    if previous.kind != "paragraph":
        return False
    words = text[previous.start : previous.end]
    if block.kind == "paragraph":  # lines of one block that no width broke: a scraped table, a list
        return "\n\n" not in text[previous.end : block.start] and "\n" not in words
    return bool(_LEAD_IN.search(words)) or "\n\n" not in text[previous.end : block.start]


def _atoms(text: str, group: Sequence[Block], longest: int) -> Iterator[Span]:
    """What is not cut: a row, an item, a sentence, of at most `longest` characters."""
    for block in group:
        spans: Iterable[Span] = [(block.start, block.end)]
        if block.kind == "paragraph":
            spans = sentence_spans(text, block.start, block.end)
        for start, end in spans:
            while end - start > longest:
                cut = text.rfind(" ", start, start + longest)
                cut = cut if cut > start else start + longest
                yield start, cut
                start = end - len(text[cut:end].lstrip())
            yield start, end


def _pack(text: str, atoms: Sequence[Span], fits: Fits) -> Iterator[Span]:
    """As many atoms at a time as fit, at least one."""
    at = 0
    while at < len(atoms):
        start = atoms[at][0]

        def is_past(atom: Span, start: int = start) -> bool:
            return not fits(text[start : atom[1]])

        step = 1  # doubled, then halved: counting after every atom would cost its square
        while at + step < len(atoms) and not is_past(atoms[at + step]):
            step *= 2
        most = min(at + step, len(atoms))
        past = bisect_left(atoms, True, at + step // 2 + 1, most, key=is_past)
        yield start, atoms[past - 1][1]
        at = past
