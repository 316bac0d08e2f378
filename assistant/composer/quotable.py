"""What an answer may be composed from: clauses that it quotes, and those that stand beside them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.citations import MARK, marks
from assistant.injected import is_instruction
from assistant.outline import blocks
from assistant.schema import Answer, Citation, Language, Passage
from assistant.sentences import sentence_spans
from assistant.staff.statements import answering

Role = Literal["answering", "beside", "further"]

_FURTHER, _FURTHER_CHARS = 8, 1500  # clauses, and characters of all of them
_LIST_MARK = re.compile(r"^\s*(?:[-*+•·‣▪○ㅇ◦●※▶▷☞□■]\s*|\(?\d{1,2}[.)]\s+(?!\d)|[①-⑳]\s*)")
_LEADS_IN = re.compile(
    r"[:：]\W*$|다음|아래|같(?:다|습니다)\.?$|as follows|the following|\bare\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What one sentence may stand on: a sentence, row or item of a quote, or a list as a whole."""

    text: str
    above: tuple[str, ...]  # what it stands under, nearest first: lead-in, headings, title
    parts: tuple[str, ...] = ()  # of a list as a whole: its items


@dataclass(frozen=True, slots=True)
class Quotable:
    """A quote that the model may cite, by `citation.n`."""

    citation: Citation
    role: Role
    document_text: str  # the quote is exactly in it
    language: Language  # of the document
    lines: tuple[str, ...] = ()  # as the extractive answer shows it, without its marks

    def as_shown(self, text: str) -> str:
        """A sentence with the list mark of the line that it is."""
        same = (x for x in self.lines if bare(x) == text and x.startswith("- "))
        return next(same, text)

    def grounds(self) -> Iterator[Ground]:
        pieces = [bare(line) for line in self.lines] + list(_pieces(self.citation.quote))
        above = (*reversed(self.citation.section.split(" > ")), self.citation.title)
        first = pieces[0] if pieces else ""
        for piece in dict.fromkeys(pieces):
            leads = first != piece and _LEADS_IN.search(first)
            yield Ground(piece, (first, *above) if leads else above)
        for run in (self.lines, tuple(_pieces(self.citation.quote))):
            if len(run) > 1:
                items = tuple(map(bare, run[1:] if _LEADS_IN.search(run[0]) else run))
                yield Ground(" / ".join(map(bare, run)), above, items)


def quotables(answer: Answer, passages: Sequence[Passage]) -> tuple[Quotable, ...]:
    """The citations of an extractive answer under their own numbers, then what else its chunks say
    around them. What speaks to an assistant is not among them."""
    documents = {p.document.document_id: p.document for p in passages}
    answers = marks(answering(answer.answer))
    cited = [
        Quotable(
            citation,
            "answering" if citation.n in answers else "beside",
            document.text,
            document.language,
            tuple(MARK.sub("", x) for x in answer.answer.split("\n") if citation.n in marks(x)),
        )
        for citation in answer.citations
        if (document := documents.get(citation.document)) is not None
    ]
    further = _around(cited, passages)
    return tuple(q for q in (*cited, *further) if not _speaks_to_an_assistant(q))


def bare(line: str) -> str:
    """A line without marks of a list or a citation, on one line."""
    return " ".join(MARK.sub("", line.removeprefix(list_mark(line))).split())


def list_mark(line: str) -> str:
    """With the spaces around it; "" where a line has none."""
    found = _LIST_MARK.match(line)
    return found[0] if found else ""


def _speaks_to_an_assistant(quotable: Quotable) -> bool:
    citation = quotable.citation
    pieces = _pieces(citation.quote)
    return any(map(is_instruction, (citation.quote, citation.title, citation.section, *pieces)))


def _around(cited: Sequence[Quotable], passages: Sequence[Passage]) -> Iterator[Quotable]:
    """Clauses of the chunks that hold a cited quote: there its exceptions stand."""
    number = max((q.citation.n for q in cited), default=0)
    left, room = _FURTHER, _FURTHER_CHARS
    for passage in passages:
        chunk, document = passage.chunk, passage.document
        inside = [
            q
            for q in cited
            if q.citation.document == document.document_id and q.citation.quote[:40] in chunk.text
        ]
        if not inside:
            continue
        for start, end in spans(chunk.text):
            quote = chunk.text[start:end]
            known = any(quote in q.citation.quote or q.citation.quote in quote for q in cited)
            if known or len(quote) > room or not left:
                continue
            left, room, number = left - 1, room - len(quote), number + 1
            citation = replace(
                inside[0].citation,
                n=number,
                section=" > ".join(chunk.section),
                page=chunk.page,
                quote=quote,
            )
            yield Quotable(citation, "further", document.text, document.language)


def _pieces(quote: str) -> Iterator[str]:
    for start, end in spans(quote):
        if piece := bare(quote[start:end].strip("| \n")):
            yield piece


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where its pieces stand: sentences of paragraphs, and rows and items as they are."""
    found = blocks(text)
    for block, following in zip(found, [*found[1:], None], strict=True):
        if block.kind in ("heading", "rule") or (following and following.kind == "rule"):
            continue
        if block.kind == "paragraph" and "|" not in text[block.start : block.end]:
            yield from sentence_spans(text, block.start, block.end)
        elif block.kind == "paragraph":  # a row whose first pipe stands before the quote
            yield from _lines(text, block.start, block.end)
        else:
            yield block.start, block.end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1
