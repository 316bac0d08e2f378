"""Search every query of a collection with every system and score what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.embedder import Embedder
from assistant.retriever import query_tokens
from assistant.schema import Turn
from evals.files import write_json
from evals.intervals import RESAMPLES
from evals.retrieval.cases import Collection, read_collections
from evals.retrieval.score import pooled, summarise, values_by_query
from evals.retrieval.systems import (
    Rankings,
    index_words,
    rank_by_both,
    rank_by_chance,
    rank_by_vectors,
    rank_by_words,
)
from evals.retrieval.vectors import cached_vectors

Rewrite = Callable[[str, Sequence[Turn]], str]  # (question, earlier turns) -> standalone query
Values = dict[str, dict[str, dict[str, float]]]  # system -> measure -> query id -> value


def evaluate(
    folder: Path,
    out: Path,
    embedder: Embedder,
    rewrite: Rewrite,
    cache: Path,
    depth: int,
    queries: str = "queries.jsonl",
) -> dict[str, Any]:
    """Score the collection(s) of a folder and write summary.json; returns it.

    `depth` is the number of candidates that each search gives to the fusion. Of aligned pairs,
    "systems" pools both directions and "directions" has each by itself.
    """
    collections = read_collections(folder, queries)
    values = {c.name: score_systems(c, embedder, rewrite, cache, depth) for c in collections}
    systems = list(next(iter(values.values())))
    summary: dict[str, Any] = {
        "collection": {
            "name": folder.name,
            "passages": sum(len(c.passages) for c in collections),
            "queries_without_relevant_passage": sum(c.unjudged for c in collections),
            "query_file": queries if (folder / queries).is_file() else None,
        },
        "settings": {
            "embedder": embedder.fingerprint,
            "candidates": depth,
            "bootstrap_resamples": RESAMPLES,
        },
        "queries": sum(len(c.queries) for c in collections),
        "systems": {
            system: summarise(pooled({name: by[system] for name, by in values.items()}))
            for system in systems
        },
    }
    if len(collections) > 1:
        summary["directions"] = {
            c.name: {
                "queries": len(c.queries),
                "systems": {s: summarise(by) for s, by in values[c.name].items()},
            }
            for c in collections
        }
    write_json(out / "summary.json", summary)
    return summary


def score_systems(
    collection: Collection, embedder: Embedder, rewrite: Rewrite, cache: Path, depth: int
) -> Values:
    """Every system's measures for every query of one collection."""
    ids, queries = list(collection.passages), collection.queries
    vectors = cached_vectors(embedder, list(collection.passages.values()), "passage", cache)
    index = index_words(collection.passages)

    def by_vectors(asked: dict[str, str]) -> Rankings:
        asked_vectors = cached_vectors(embedder, list(asked.values()), "query", cache)
        return rank_by_vectors(ids, vectors, list(asked), asked_vectors, depth)

    def by_both(asked: dict[str, str], dense: Rankings) -> Rankings:
        return rank_by_both(asked, rank_by_words(index, asked, depth, query_tokens), dense)

    dense = by_vectors(queries)
    rankings = {
        "bm25": rank_by_words(index, queries, depth),
        "dense": dense,
        "hybrid": by_both(queries, dense),
        "random": rank_by_chance(ids, list(queries), depth),
    }
    if collection.histories:
        standalone = {
            q: rewrite(text, collection.histories.get(q, ())) for q, text in queries.items()
        }
        rankings["hybrid_history"] = by_both(standalone, by_vectors(standalone))
    return {s: values_by_query(collection.qrels, ranking) for s, ranking in rankings.items()}
