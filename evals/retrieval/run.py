"""Search every query of a collection with every system and score what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.config import settings
from assistant.embedder import Embedder
from assistant.rewriter import rewrite
from assistant.schema import Query
from evals.compare import RESULTS
from evals.files import json_line, write_json
from evals.intervals import RESAMPLES
from evals.retrieval.cases import Collection, read_collections
from evals.retrieval.notices import (
    Notices,
    by_document,
    holds_notices,
    rank_as_the_chat,
    read_notices,
)
from evals.retrieval.score import (
    Values,
    difference,
    pooled,
    summarise,
    system_differences,
    values_by_query,
)
from evals.retrieval.systems import (
    Rankings,
    index_words,
    rank_by_both,
    rank_by_chance,
    rank_by_known_words,
    rank_by_vectors,
    rank_by_words,
)
from evals.retrieval.vectors import Vectors, cached_vectors


def evaluate(
    folder: Path,
    out: Path,
    embedder: Embedder,
    cache: Path,
    depth: int,
    queries: str = "queries.jsonl",
) -> dict[str, Any]:
    """Score the collection(s) of a folder, write summary.json and results.jsonl (a row a query);
    return the summary.

    `depth` is the number of candidates that each search gives to the fusion. Of aligned pairs,
    "systems" pools both directions and "directions" has each by itself. Of notices, "systems" has
    the questions as written and "variants" the mistyped ones.
    """
    if holds_notices(folder):
        notices = read_notices(folder, embedder.count_tokens, settings().chunk_tokens)
        summary, rows = _score_notices(notices, embedder, cache, depth)
        collections = [notices.collection]
    else:
        collections = read_collections(folder, queries)
        summary, rows = _score_collections(collections, embedder, cache, depth)
    summary = {
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
        **summary,
    }
    write_json(out / "summary.json", summary)
    (out / RESULTS).write_text("".join(map(json_line, rows)), encoding="utf-8")
    return summary


def _score_collections(
    collections: Sequence[Collection],
    embedder: Embedder,
    cache: Path,
    depth: int,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    values: dict[str, dict[str, Values]] = {}  # collection -> system -> measure -> query
    for c in collections:
        vectors = cached_vectors(embedder, list(c.passages.values()), "passage", cache)
        rankings = rank_systems(c, vectors, embedder, cache, depth)
        values[c.name] = {s: values_by_query(c.qrels, ranked) for s, ranked in rankings.items()}
    systems = list(next(iter(values.values())))
    together = {s: pooled({name: by[s] for name, by in values.items()}) for s in systems}
    summary: dict[str, Any] = {
        "queries": sum(len(c.queries) for c in collections),
        "systems": {system: summarise(by) for system, by in together.items()},
        "differences": system_differences(together),
    }
    if len(collections) > 1:
        summary["directions"] = {
            c.name: {
                "queries": len(c.queries),
                "systems": {s: summarise(by) for s, by in values[c.name].items()},
            }
            for c in collections
        }
    return summary, _rows(together, {})


def _score_notices(
    notices: Notices, embedder: Embedder, cache: Path, depth: int
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    collection, variant_of = notices.collection, notices.variant_of
    vectors = cached_vectors(embedder, list(collection.passages.values()), "passage", cache)
    rankings = rank_systems(collection, vectors, embedder, cache, depth)
    rankings["chat"] = rank_as_the_chat(notices, vectors, embedder)
    passages = {s: values_by_query(collection.qrels, ranked) for s, ranked in rankings.items()}
    documents = {
        s: values_by_query(notices.document_qrels, by_document(ranked))
        for s, ranked in rankings.items()
    }
    asked = [q for q in collection.queries if q not in variant_of]
    summary = {
        "queries": len(asked),
        **_part(passages, asked),
        "documents": _part(documents, asked),
        "variants": {
            "queries": len(variant_of),
            **_part(passages, list(variant_of)),
            "differences_to_as_written": {
                s: difference(_of(by, variant_of.values()), _of(by, variant_of))
                for s, by in passages.items()
            },
        },
    }
    return summary, _rows(passages, notices.about)


def rank_systems(
    collection: Collection,
    vectors: Vectors,
    embedder: Embedder,
    cache: Path,
    depth: int,
) -> dict[str, Rankings]:
    """Every system's ranking for every query; `vectors` (n, d) are the passages'."""
    ids, queries = list(collection.passages), collection.queries
    index = index_words(collection.passages)

    def by_vectors(asked: dict[str, str]) -> Rankings:
        asked_vectors = cached_vectors(embedder, list(asked.values()), "query", cache)
        return rank_by_vectors(ids, vectors, list(asked), asked_vectors, depth)

    def by_both(asked: dict[str, Query], dense: Rankings) -> Rankings:
        return rank_by_both(asked, rank_by_known_words(index, asked, depth), dense)

    dense = by_vectors(queries)
    rankings = {
        "bm25": rank_by_words(index, queries, depth),
        "dense": dense,
        "hybrid": by_both({q: rewrite(text, ()) for q, text in queries.items()}, dense),
        "random": rank_by_chance(ids, list(queries), depth),
    }
    if collection.histories:
        standalone = {
            q: rewrite(text, collection.histories.get(q, ())) for q, text in queries.items()
        }
        texts = {q: query.text for q, query in standalone.items()}
        rankings["hybrid_history"] = by_both(standalone, by_vectors(texts))
    return rankings


def _part(values: Mapping[str, Values], queries: Sequence[str]) -> dict[str, Any]:
    """Systems and their differences over some of the queries."""
    part = {
        system: {measure: dict(zip(queries, vs, strict=True)) for measure, vs in of.items()}
        for system, by in values.items()
        for of in [_of(by, queries)]
    }
    return {
        "systems": {system: summarise(by) for system, by in part.items()},
        "differences": system_differences(part),
    }


def _of(values: Values, queries: Any) -> dict[str, list[float]]:
    """measure -> the values of `queries`, in their order; one may stand in it twice."""
    order = list(queries)
    return {measure: [by[q] for q in order] for measure, by in values.items()}


def _rows(
    values: Mapping[str, Values], about: Mapping[str, tuple[str, str]]
) -> list[dict[str, Any]]:
    """A row a query, in the form that `evals compare` reads."""
    first = next(iter(next(iter(values.values())).values()))
    rows = []
    for query in first:
        kind, lang = about.get(query, ("", ""))
        metrics = {f"{s} {m}": by[query] for s, of in values.items() for m, by in of.items()}
        rows.append({"id": query, "kind": kind, "lang": lang, "metrics": metrics})
    return rows
