"""Search by words: BM25 over tokens that the caller made."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

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


def _idf(held: int, chunks: int) -> float:
    """Lucene's: of a token in `held` of `chunks` chunks; above 0."""
    return math.log(1 + (chunks - held + 0.5) / (held + 0.5))


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

        `documents`: only chunks of these, each token weighed by how rare it is among them: what all
        of them hold, as their title, does not tell one from another. `beside`: further tokens, whose
        scores count in part: (weight, tokens).
        """
        if self._scorer is None or not tokens or k < 1:
            return []
        if documents is not None:
            scores = self._scores_within(documents, [(1.0, tokens), *beside])
        else:
            scores = self._scorer.get_scores(list(tokens))
            for weight, others in beside:
                scores = scores + weight * self._scorer.get_scores(list(others))
        least = np.partition(scores, -k)[-k] if len(scores) > k else 0.0
        rows = np.flatnonzero((scores >= least) & (scores > 0))
        best = rows[np.argsort(-scores[rows], kind="stable")][:k]
        return [(self._chunk_ids[i], float(scores[i])) for i in best]

    def _scores_within(
        self, documents: Collection[str], weighed: Sequence[tuple[float, Sequence[str]]]
    ) -> npt.NDArray[np.float32]:
        """BM25 as if there were no other documents; 0 for their chunks."""
        assert self._scorer is not None
        columns, numbers = self._scorer.scores, self._scorer.vocab_dict
        starts, rows, values = columns["indptr"], columns["indices"], columns["data"]
        wanted = [self._numbers[d] for d in documents if d in self._numbers]
        inside = np.isin(self._document_of, wanted)
        among = int(inside.sum())
        weights: defaultdict[str, float] = defaultdict(float)
        for weight, tokens in weighed:
            for token in tokens:
                weights[token] += weight
        scores = np.zeros(self.size, np.float32)
        for token, weight in weights.items():
            if (number := numbers.get(token)) is None:
                continue
            held = slice(starts[number], starts[number + 1])
            kept = inside[rows[held]]
            rarity = _idf(int(kept.sum()), among) / _idf(held.stop - held.start, self.size)
            scores[rows[held][kept]] += weight * rarity * values[held][kept]
        return scores

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
