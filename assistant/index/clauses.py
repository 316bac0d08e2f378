"""The clauses that records quote, found by the meaning of the values that stand on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.index.dense import Vectors
from assistant.record import Record
from assistant.schema import Clause

_Span = tuple[int, int, str]  # start, end, whose value stands on it


class Clauses:
    def __init__(self, records: Sequence[Record], vectors: Vectors) -> None:
        """`vectors`: (n, d), a row for each text of `Record.search_texts`, record by record."""
        self._vectors = vectors
        # by document: a question must not cost more for every record there is
        self._rows: defaultdict[str, defaultdict[_Span, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        texts = ((r.id, value) for r in records for value, _, _ in r.search_texts())
        for row, (programme, value) in enumerate(texts):
            for quote in value.quotes if value.sound else ():
                if quote.start is not None:
                    span = (quote.start, quote.start + len(quote.text), programme)
                    self._rows[quote.document][span].append(row)

    def near(self, vector: Vectors, document_id: str) -> list[Clause]:
        """The clauses of a document; each as near as the nearest text of a value on it."""
        return [
            Clause(*span, cosine=float((self._vectors[rows] @ vector).max()))
            for span, rows in self._rows.get(document_id, {}).items()
        ]
