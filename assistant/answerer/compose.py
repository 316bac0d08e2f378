"""Puts quoted units into a short reply, each with its citation number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answerer.evidence import Unit
from assistant.answerer.selection import Finding
from assistant.config import settings
from assistant.phrases import phrase
from assistant.schema import Answer, Citation, Language, Passage, Query, Status


def compose(query: Query, findings: Sequence[Finding], passages: Sequence[Passage]) -> Answer:
    """The answer of those `findings` that have units; at least one has."""
    ids = tuple(p.chunk.chunk_id for p in passages)
    found = [f for f in findings if f.units]
    status: Status = "answered" if len(found) == len(findings) else "partial"
    long = any(f.inquiry.shape == "comparison" or f.is_list for f in found)
    limit = settings().list_answer_chars if long else settings().answer_chars
    head = _head(query, found)
    missing = [f.inquiry.text for f in findings if not f.units]
    tail = [phrase("part_missing", query.language, what="; ".join(missing))] if missing else []
    room = limit - sum(len(line) + 1 for line in [*head, *tail])
    answering = _once(u for f in found for u in f.units)
    lines, citations = _cited(answering, room)
    room = settings().answer_chars - sum(len(line) + 1 for line in [*head, *lines])
    if not missing:
        more, others = _beside(found, answering, query.language, room, len(citations))
        lines, citations = lines + more, citations + others
    sure = round(min(f.margin for f in found), 3)
    text = "\n".join([*head, *lines, *tail])
    return Answer(status, text, query.language, tuple(citations), ids, confidence=sure)


def _beside(
    found: Sequence[Finding], shown: Sequence[Unit], language: Language, room: int, cited: int
) -> tuple[list[str], list[Citation]]:
    """The next best clauses under a line that says what they are, as many as fit whole."""
    head = phrase("beside", language)
    room -= len(head) + 1
    lines: list[str] = []
    citations: list[Citation] = []
    for unit in _once((*shown, *(u for f in found for u in f.beside)))[len(shown) :]:
        n = cited + len(citations) + 1
        own = [f"- {part} [{n}]" for part in unit.parts or (unit.text,)]
        if (size := sum(len(line) + 1 for line in own)) <= room:
            room -= size
            lines += own
            citations.append(citation(unit, n))
    return ([head, *lines] if lines else []), citations


def _head(query: Query, found: Sequence[Finding]) -> list[str]:
    units = [u for f in found for u in f.units]
    head = []
    if all(u.document.language != query.language for u in units):
        head.append(phrase("other_language", query.language))
    if any(f.inquiry.shape == "yes_no" and _contradicts(f) for f in found):
        head.append(phrase("differs", query.language))
    return head


def _contradicts(finding: Finding) -> bool:
    """The question states a figure, and the quotes have only others of its kind."""
    said = {(f.kind, f.value) for u in finding.units for f in u.figures}
    kinds = {kind for kind, _ in said}
    return any(c.kind in kinds and (c.kind, c.value) not in said for c in finding.inquiry.claimed)


def _once(units: Iterable[Unit]) -> list[Unit]:
    """Units in order, without those that stand inside another or say the same."""
    kept: list[Unit] = []
    for unit in units:
        within = any(
            unit.text == k.text
            or (k.document is unit.document and k.start <= unit.start and unit.end <= k.end)
            for k in kept
        )
        if not within:
            kept.append(unit)
    return kept


def _cited(units: Sequence[Unit], room: int) -> tuple[list[str], list[Citation]]:
    """Lines of an answer and their citations; a line that does not fit is left out whole."""
    lines: list[str] = []
    citations: list[Citation] = []
    for unit in units:
        n = len(citations) + 1
        fitting: list[str] = []
        for part in unit.parts or (unit.text,):
            line = f"{_as_line(part, unit, many=len(units) > 1)} [{n}]"
            if len(line) + 1 > room and not lines and not fitting:
                line = _shortened(line, room, n)
            if len(line) + 1 <= room:
                fitting.append(line)
                room -= len(line) + 1
        if fitting:
            lines += fitting
            citations.append(citation(unit, n))
    return lines, citations


def _as_line(part: str, unit: Unit, many: bool) -> str:
    if re.match(r"\d{1,2}[.)]\s", part) or (
        part.endswith((":", "다.", ".")) and unit.kind != "item"
    ):
        return part
    listed = len(unit.parts) > 1 or (many and unit.kind in ("item", "row", "line"))
    return f"- {part}" if listed else part


def _shortened(line: str, room: int, n: int) -> str:
    mark = f" … [{n}]"
    return line[: room - len(mark) - 1].rstrip() + mark


def citation(unit: Unit, n: int) -> Citation:
    document = unit.document
    return Citation(
        n=n,
        document=document.document_id,
        programme=document.programme,
        title=document.title,
        section=" > ".join(unit.chunk.section),
        page=unit.chunk.page,
        quote=unit.quote,
        url=document.url,
    )
