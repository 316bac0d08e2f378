"""Measures of rankings, through ir-measures: the only module that names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ir_measures
from ir_measures import RR, R, nDCG

from evals.intervals import mean_interval
from evals.retrieval.cases import Qrels
from evals.retrieval.systems import Rankings

MEASURES = (R @ 1, R @ 5, R @ 10, nDCG @ 10, RR @ 10)


def values_by_query(qrels: Qrels, rankings: Rankings) -> dict[str, dict[str, float]]:
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


def pooled(
    parts: Mapping[str, Mapping[str, Mapping[str, float]]],
) -> dict[str, dict[str, float]]:
    """Collections' values as if of one, each query named by its collection: every query counts
    once. `parts` is collection -> measure -> query id -> value."""
    together: dict[str, dict[str, float]] = {}
    for name, values in parts.items():
        for measure, by in values.items():
            together.setdefault(measure, {}).update({f"{name}/{q}": v for q, v in by.items()})
    return together
