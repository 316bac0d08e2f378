"""Search by words: BM25 over tokens that the caller made."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

BM25 = {"method": "lucene", "k1": 0.4, "b": 0.4}


def preload() -> None:
    """Import now what the first use would."""
    import bm25s  # noqa: F401


def build_lexical(folder: Path, tokens: Sequence[list[str]]) -> None:
    """Write a BM25 index of `tokens`, a list a chunk, into `folder`; nothing when all are empty."""
    import bm25s

    folder.mkdir(parents=True)
    if any(tokens):  # bm25s cannot index an empty vocabulary
        scorer = bm25s.BM25(method=str(BM25["method"]), k1=BM25["k1"], b=BM25["b"])
        scorer.index(list(tokens), show_progress=False)
        scorer.save(folder, show_progress=False)


class LexicalIndex:
    """BM25 scores in memory. Safe for threads: searching changes nothing."""

    def __init__(self, folder: Path, chunk_ids: Sequence[str], document_ids: Sequence[str]) -> None:
        """`chunk_ids` and `document_ids` name chunk i and its document, in the order indexed."""
        import bm25s

        self._chunk_ids = chunk_ids
        self._numbers = {d: n for n, d in enumerate(dict.fromkeys(document_ids))}
        self._document_of = np.array([self._numbers[d] for d in document_ids], dtype=np.int64)
        self._scorer = bm25s.BM25.load(folder) if any(folder.iterdir()) else None
        self.size = 0 if self._scorer is None else int(self._scorer.scores["num_docs"])

    def search(
        self,
        tokens: Sequence[str],
        k: int,
        documents: Collection[str] | None = None,
        beside: Sequence[tuple[float, Sequence[str]]] = (),
    ) -> list[tuple[str, float]]:
        """The k best chunks as (chunk id, BM25 score > 0), best first, ties in index order.

        `beside`: further tokens, whose scores count in part: (weight, tokens).
        """
        if self._scorer is None or not tokens or k < 1:
            return []
        scores = self._scorer.get_scores(list(tokens))
        for weight, others in beside:
            scores = scores + weight * self._scorer.get_scores(list(others))
        if documents is not None:
            wanted = [self._numbers[d] for d in documents if d in self._numbers]
            scores = scores * np.isin(self._document_of, wanted)
        least = np.partition(scores, -k)[-k] if len(scores) > k else 0.0
        rows = np.flatnonzero((scores >= least) & (scores > 0))
        best = rows[np.argsort(-scores[rows], kind="stable")][:k]
        return [(self._chunk_ids[i], float(scores[i])) for i in best]

    def telling(self, tokens: Sequence[str], most: int) -> list[str]:
        """The `most` tokens that tell most of what a text is about, by tf * idf; none unknown."""
        if self._scorer is None:
            return []
        starts, number = self._scorer.scores["indptr"], self._scorer.vocab_dict
        times = Counter(token for token in tokens if token in number)

        def weight(token: str) -> float:
            found = int(starts[number[token] + 1] - starts[number[token]])
            return times[token] * math.log((self.size + 1) / (found + 0.5))

        return sorted(times, key=weight, reverse=True)[:most]
