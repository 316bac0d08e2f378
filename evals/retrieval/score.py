"""Measures of rankings, through ir-measures: the only module that names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ir_measures
from ir_measures import RR, R, nDCG

from evals.intervals import mean_interval, paired_difference
from evals.retrieval.cases import Qrels
from evals.retrieval.systems import Rankings

MEASURES = (R @ 1, R @ 5, R @ 10, nDCG @ 10, RR @ 10)
# (system, system that is to be better): told in pairs of queries
COMPARED = (
    ("random", "bm25"),
    ("random", "dense"),
    ("random", "hybrid"),
    ("bm25", "hybrid"),
    ("dense", "hybrid"),
    ("hybrid", "hybrid_history"),
    ("hybrid", "chat"),
)

Values = dict[str, dict[str, float]]  # measure -> query id -> value


def values_by_query(qrels: Qrels, rankings: Rankings) -> Values:
    """measure -> query id -> value, for every query of `qrels`; without results it is 0."""
    values = {str(measure): dict.fromkeys(qrels, 0.0) for measure in MEASURES}
    # Ranks stand in for scores: ir-measures would break ties of scores by passage id.
    run = {
        q: {passage: -float(rank) for rank, (passage, _) in enumerate(ranking)}
        for q, ranking in rankings.items()
        if ranking
    }
    for metric in ir_measures.iter_calc(MEASURES, qrels, run) if run else ():
        values[str(metric.measure)][metric.query_id] = metric.value
    return values


def summarise(values: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """measure -> mean over the queries with its 95 % bootstrap interval."""
    return {measure: mean_interval(list(by.values())) for measure, by in values.items()}


def difference(
    a: Mapping[str, Sequence[float]], b: Mapping[str, Sequence[float]]
) -> dict[str, Any]:
    """measure -> `b` less `a`, values of the same queries in the same order."""
    return {measure: paired_difference(a[measure], b[measure]) for measure in a}


def system_differences(values: Mapping[str, Values]) -> dict[str, Any]:
    """ "bm25 to hybrid" -> measure -> paired difference over the queries, for those of COMPARED."""
    columns = {
        system: {measure: list(by.values()) for measure, by in of.items()}
        for system, of in values.items()
    }
    return {
        f"{a} to {b}": difference(columns[a], columns[b])
        for a, b in COMPARED
        if a in columns and b in columns
    }


def pooled(parts: Mapping[str, Values]) -> Values:
    """Collections' values as if of one, each query named by its collection: every query counts
    once. `parts` is collection -> measure -> query id -> value."""
    together: Values = {}
    for name, values in parts.items():
        for measure, by in values.items():
            together.setdefault(measure, {}).update({f"{name}/{q}": v for q, v in by.items()})
    return together
