"""Writes a notice in its file's format, and says how each fact stands in the stored text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from evals.notices.facts import Fact
from evals.notices.notice import Line, Notice, Part
from evals.notices.writer import Writer


def file_text(notice: Notice) -> str:
    """The whole file."""
    writer = notice.writer
    blocks = _page(notice) if writer.format == "html" else _plain(notice)
    return "\n".join(blocks) + "\n"


def stored_lines(notice: Notice) -> list[str]:
    """Every line as the library will store it, without its mark."""
    return [
        *notice.opening,
        *(_words(line, notice.writer) for part in notice.parts for line in part.lines),
    ]


def evidence(notice: Notice) -> dict[Fact, str]:
    """The words that state each fact, as the library will store them."""
    return {
        fact: _words(line, notice.writer)
        for part in notice.parts
        for line in part.lines
        for fact in line.facts
    }


def _words(line: Line, writer: Writer) -> str:
    return line.cells[0] if len(line.cells) == 1 else _row(line.cells, writer)


def _row(cells: tuple[str, ...], writer: Writer) -> str:
    if writer.format == "txt" and not writer.bars:
        return "  ".join(cells)
    return f"| {' | '.join(cells)} |"


def _plain(notice: Notice) -> Iterator[str]:
    writer = notice.writer
    marks = {1: "## ", 2: "### "} if writer.format == "md" else {1: "", 2: ""}
    yield f"# {notice.title}" if writer.format == "md" else notice.title
    for paragraph in notice.opening:
        yield f"\n{paragraph}"
    for part in notice.parts:
        if part.heading:
            yield f"\n{marks[part.level]}{part.heading}"
        if part.lines:
            yield ""
        yield from _table(part, writer) if part.head else _items(part, writer)


def _table(part: Part, writer: Writer) -> Iterator[str]:
    yield _row(part.head, writer)
    if writer.format == "md" or writer.bars:
        yield f"|{' --- |' * len(part.head)}"
    yield from (_row(line.cells, writer) for line in part.lines)


def _items(part: Part, writer: Writer) -> Iterator[str]:
    if writer.prose:
        if part.lines:
            yield " ".join(_stopped(line.cells[0]) for line in part.lines)
        return
    for at, line in enumerate(part.lines):
        inner = at > 1 and at % 3 == 2  # now and then one stands below the one before it
        if at and not line.facts and writer.lang == "ko":
            yield f"※ {line.cells[0]}"  # a footnote
        else:
            yield f"{'  ' if inner else ''}{writer.marks[inner]} {line.cells[0]}"


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _page(notice: Notice) -> Iterator[str]:
    writer = notice.writer
    yield f'<!DOCTYPE html>\n<html lang="{writer.lang}">\n<head><meta charset="utf-8"><title>{escape(notice.title)}</title></head>'
    yield '<body>\n<div class="board_view">'
    yield f"<h1>{escape(notice.title)}</h1>"
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in notice.opening)
    for part in notice.parts:
        if part.heading:
            yield f"<h{part.level + 1}>{escape(part.heading)}</h{part.level + 1}>"
        if part.head:
            yield f"<table>\n<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in part.head)}</tr>"
            for line in part.lines:
                yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line.cells)}</tr>"
            yield "</table>"
        elif part.lines and writer.prose:
            yield f"<p>{escape(next(_items(part, writer)))}</p>"
        elif part.lines:
            items = "\n".join(f"<li>{escape(line.cells[0])}</li>" for line in part.lines)
            yield f"<ul>\n{items}\n</ul>"
    yield "</div>\n</body>\n</html>"
