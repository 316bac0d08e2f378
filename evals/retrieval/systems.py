"""The searches that are compared: words, vectors, both fused as the chat does, and chance."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.index.lexical import LexicalIndex, build_lexical
from assistant.ranking import fuse, lexical_tokens
from assistant.retriever import history_tokens, query_tokens
from assistant.schema import Query
from evals.intervals import SEED

Ranking = list[tuple[str, float]]  # (passage id, score), best first
Rankings = dict[str, Ranking]  # by query id
Vectors = npt.NDArray[np.float32]


def index_words(passages: Mapping[str, str]) -> LexicalIndex:
    """The chat's own BM25 index, over passages as they are."""
    ids = list(passages)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "bm25"
        build_lexical(place, [lexical_tokens(text) for text in passages.values()])
        return LexicalIndex(place, ids, ids)


def rank_by_words(index: LexicalIndex, queries: Mapping[str, str], depth: int) -> Rankings:
    """BM25 of each query's own words."""
    return {q: index.search(lexical_tokens(text), depth) for q, text in queries.items()}


def rank_by_known_words(index: LexicalIndex, queries: Mapping[str, Query], depth: int) -> Rankings:
    """BM25 as the chat asks for it: with the other language's words and the conversation's."""
    return {
        q: index.search(
            query_tokens(query.question),
            depth,
            beside=history_tokens(query, index.telling),
        )
        for q, query in queries.items()
    }


def rank_by_vectors(
    passage_ids: list[str], passages: Vectors, query_ids: list[str], queries: Vectors, depth: int
) -> Rankings:
    """Exact cosine: the vectors are normalised, so a dot product. Ties in passage order."""
    rankings: Rankings = {}
    for query_id, vector in zip(query_ids, queries, strict=True):
        scores = passages @ vector
        best = np.argsort(-scores, kind="stable")[:depth]
        rankings[query_id] = [(passage_ids[i], float(scores[i])) for i in best]
    return rankings


def rank_by_both(queries: Mapping[str, Query], words: Rankings, vectors: Rankings) -> Rankings:
    """The chat's own fusion of the two."""
    return {q: fuse(query.question, words[q], vectors[q]) for q, query in queries.items()}


def rank_by_chance(passage_ids: list[str], query_ids: list[str], depth: int) -> Rankings:
    """The floor: passages drawn without looking; the same draw at each run."""
    draw = np.random.default_rng(SEED)
    size = min(depth, len(passage_ids))
    return {
        q: [(passage_ids[i], -float(r)) for r, i in enumerate(_draw(draw, len(passage_ids), size))]
        for q in query_ids
    }


def _draw(draw: np.random.Generator, n: int, size: int) -> npt.NDArray[np.int64]:
    return draw.choice(n, size, replace=False)
