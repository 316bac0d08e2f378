"""The clauses that records quote, found by the meaning of the values that stand on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.index.dense import Vectors
from assistant.record import Record
from assistant.schema import Clause


class Clauses:
    def __init__(self, records: Sequence[Record], vectors: Vectors) -> None:
        """`vectors`: (n, d), a row for each text of `Record.search_texts`, record by record."""
        self._vectors = vectors
        self._spans: dict[tuple[str, int, int, str], list[int]] = defaultdict(list)  # -> its rows
        texts = ((r.id, value) for r in records for value, _, _ in r.search_texts())
        for row, (programme, value) in enumerate(texts):
            for quote in value.quotes if value.sound else ():
                if quote.start is not None:
                    end = quote.start + len(quote.text)
                    self._spans[quote.document, quote.start, end, programme].append(row)

    def near(self, vector: Vectors) -> dict[str, list[Clause]]:
        """Document id -> its clauses; each as near as the nearest text of a value on it."""
        cosines = self._vectors @ vector
        found: dict[str, list[Clause]] = defaultdict(list)
        for (document, start, end, programme), rows in self._spans.items():
            clause = Clause(start, end, programme, float(cosines[rows].max()))
            found[document].append(clause)
        return found
