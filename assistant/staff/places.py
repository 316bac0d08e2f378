"""Where words stand in a document: the headings above them, and the citation of them. Pure."""

from __future__ import annotations

from bisect import bisect_right

from assistant.outline import blocks, heading_text
from assistant.schema import Citation, Document


def headings_above(text: str, start: int) -> list[str]:
    """Those that `text[start]` stands under, outermost first."""
    path: list[tuple[int, str]] = []
    for block in blocks(text):
        if block.start > start:
            break
        if block.kind == "heading":
            path = [one for one in path if one[0] < block.level]
            path.append((block.level, heading_text(text[block.start : block.end])))
    return [words for _, words in path]


def citation_at(n: int, document: Document, start: int, quote: str) -> Citation:
    """Of the words that stand at `start` of a document."""
    return Citation(
        n=n,
        document=document.document_id,
        programme=document.programme,
        title=document.title,
        section=" > ".join(headings_above(document.text, start)),
        page=bisect_right(document.pages, start) or None,
        quote=quote,
        url=document.url,
    )
