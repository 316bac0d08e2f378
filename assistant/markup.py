"""Text as HTML that holds no markup of its own, and the addresses of documents. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote as url_quote
from urllib.parse import urlencode

from assistant.schema import Citation, Document, Language


def literal(text: str) -> str:
    """Text that neither HTML nor Markdown can read as markup: ASCII punctuation as entities.

    `~`, `*`, `_`, `$` and `<` stay themselves on the screen; "100~500만 원" is not struck through.
    """
    return re.sub(r"[!-/:-@\[-`{-~]", lambda found: f"&#{ord(found[0])};", text)


def plain_lines(markdown: str) -> list[str]:
    """A quote's lines as they are read aloud: no `#`, no pipes, no dashes of a table's rule."""
    lines = []
    for line in markdown.splitlines():
        if re.fullmatch(r"[\s|:-]*", line):
            continue
        line = re.sub(r"^\s*(#{1,6}\s+|[-*]\s+)", "", line.strip())
        lines.append(re.sub(r"\s*(?<!\\)\|\s*", " · ", line.strip("| ")).replace("\\|", "|"))
    return lines


def document_address(
    document_id: str, language: Language, span: tuple[int, int] | None = None
) -> str:
    """The document's page in this language, opened at the characters of `span`, if any."""
    address = f"/documents/{url_quote(document_id)}?" + urlencode({"lang": language})
    return f"{address}&start={span[0]}&end={span[1]}#quote" if span else address


def document_link(citation: Citation, document: Document | None, language: Language) -> str:
    """The document's page, opened at the quoted words where they are found in it."""
    start = document.text.find(citation.quote) if document is not None else -1
    found = start >= 0 and citation.quote
    span = (start, start + len(citation.quote)) if found else None
    return document_address(citation.document, language, span)
