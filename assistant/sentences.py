"""Finds sentence ends in Korean and English prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?。][\"'”’)\]」』]*(?=\s)|[.!?。][\"'”’)\]」』]*$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|No|Nos|vs|etc|approx|Co|Ltd|Inc|Corp|St|Jr|Sr|Fig|Art|e\.g|i\.e|cf|a\.m|p\.m"
    r"|[A-Z])|(?:^|\s)\d{1,4})\.$"
)

_TAIL = 16  # characters; no abbreviation or number above is longer
_WORD = re.compile(r"\S")


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences in `text[start:end]`, without the white space around them.

    A full stop ends no sentence after an abbreviation, an initial, or a number that goes on
    ("2026. 4. 6.").
    """
    begin = start
    for match in _END.finditer(text, start, end):
        # The last word tells; all of the sentence, at each of its full stops, would cost its square.
        tail = text[max(begin, match.end() - _TAIL) : match.end()]
        if match.end() < end and _ABBREVIATION.search(tail):
            following = _WORD.search(text, match.end(), end)
            if following and not _starts_sentence(tail, following[0]):
                continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _starts_sentence(tail: str, following: str) -> bool:
    """After 'in 2026.' a capital letter begins a sentence; after 'Dr.' or '4.' it does not."""
    return bool(re.search(r"\s\d{3,4}\.$", tail)) and following.isupper()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
