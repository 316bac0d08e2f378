"""An answer being written: lines, and the quotes that they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.index import Index
from assistant.record import Quote, Sourced
from assistant.schema import Answer, Citation, Language, Status


class Sheet:
    def __init__(self, language: Language, index: Index, limit: int) -> None:
        """`limit`: characters. What does not fit whole is left out, from the end."""
        self._language = language
        self._index = index
        self._limit = limit
        self._room_kept = 0
        self._lines: list[str] = []
        self._citations: list[Citation] = []
        self._passages: dict[str, None] = {}
        self._written: set[Quote] = set()  # whose words stand in a line

    def keep_room(self, last: str) -> None:
        """Leave room for a last line."""
        self._room_kept = len(last) + 1

    def say(self, line: str) -> bool:
        """A line of our own, that states nothing of a programme; False: there is no room."""
        if len(line) + 1 == self._room_kept:
            self._room_kept = 0
        return bool(line) and self._add(line, [])

    def quote(self, before: str, value: Sourced) -> bool:
        """`before` “the value's words in the answer's language” [n]; words that were quoted above
        are not written again."""
        (quote, *_) = value.quoted(self._language)
        words = "" if quote in self._written else f" “{' '.join(quote.text.split())}”"
        if not self._add(f"{before}{words}".strip(), [quote]):
            return False
        self._written.add(quote)
        return True

    def cite(self, line: str, *values: Sourced) -> bool:
        """A line with the numbers of what it stands on behind it."""
        quotes = [q for value in values for q in value.quoted(self._language)[:1]]
        return self._add(line, list(dict.fromkeys(quotes)))

    def answer(self, status: Status) -> Answer:
        text = "\n".join(self._lines)
        citations, passages = tuple(self._citations), tuple(self._passages)
        return Answer(status, text, self._language, citations, passages)

    def _number(self, quote: Quote) -> int | None:
        """Of the citation that has these words already."""
        words = (quote.document, quote.text)
        return next((c.n for c in self._citations if (c.document, c.quote) == words), None)

    def _add(self, line: str, quotes: Sequence[Quote]) -> bool:
        fresh = [quote for quote in quotes if self._number(quote) is None]
        first = len(self._citations) + 1
        numbers = [self._number(q) or first + fresh.index(q) for q in quotes]
        written = line + "".join(f" [{n}]" for n in numbers)
        if sum(len(one) + 1 for one in self._lines) + len(written) > self._limit - self._room_kept:
            return False
        self._lines.append(written)
        for quote in fresh:
            document, chunk = self._index.passage_at(quote.document, quote.start or 0)
            if chunk is not None:
                self._passages[chunk.chunk_id] = None
            self._citations.append(
                Citation(
                    n=len(self._citations) + 1,
                    document=document.document_id,
                    programme=document.programme,
                    title=document.title,
                    section=" > ".join(chunk.section) if chunk else "",
                    page=chunk.page if chunk else None,
                    quote=quote.text,
                    url=document.url,
                )
            )
        return True
