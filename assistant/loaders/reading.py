"""What every format module gives back, and the cleaning that all stored text goes through."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import FileLimitError


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file, in the stored form that `schema.Document` describes."""

    text: str
    title: str | None = None  # as the file states it, unchecked; None where it states none
    pages: tuple[int, ...] = ()  # offset in `text` of each page's start; () without pages


_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Symbol fonts put their bullets into the private use area.
_SYMBOL_BULLET = re.compile("[\uf0b7\uf0a7\uf0a8\uf06c\uf06e\uf09f\uf0d8\uf0fc\uf076\uf02d]")
# Not seen by a reader, so it must not be seen by the search or a model either: controls, soft
# hyphens, zero-width and direction marks, Hangul fillers, variation selectors, tag characters,
# private use, lone surrogates and noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_ITEM = re.compile(r" *(-|[^\s.)]{1,4}[.)]|[①-⑳]) [^\n]*")


def clean(text: str) -> str:
    """NFC, one kind of line end and of space, nothing invisible. Line breaks stay where they are."""
    text = _SPACE.sub(" ", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SYMBOL_BULLET.sub("•", text)))


def tidy(text: str) -> str:
    """`clean`, and one space between words, one blank line between paragraphs.

    The indent of a list item stays: it says how deep the item is.
    """
    lines = []
    for line in clean(text).split("\n"):
        body = " ".join(line.split())
        indent = len(line) - len(line.lstrip(" "))
        nested = indent and _ITEM.match(body)
        lines.append(" " * (indent // 2 * 2 if nested else 0) + body)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def joined(blocks: Iterable[str]) -> str:
    """Blocks with a blank line between them; neighbouring list items without one."""
    text, item_before = "", False
    for block in blocks:
        if not block.strip():
            continue
        is_item = _ITEM.fullmatch(block) is not None
        if text:
            text += "\n" if is_item and item_before else "\n\n"
        text += block
        item_before = is_item
    return text


def with_address(text: str, address: str) -> str:
    """A link's text, with its address in parentheses where the text does not show it."""
    shown = address.removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    shown = shown.rstrip("/")
    if not re.match(r"(https?://|mailto:)", address) or not text.strip() or shown in text:
        return text
    return f"{text} ({address.removeprefix('mailto:')})"


def too_deep(name: str) -> FileLimitError:
    return FileLimitError(
        f"{name} nests its parts in one another deeper than a document does, so it was not read. "
        "Save the document anew in its own program and ingest that copy."
    )
