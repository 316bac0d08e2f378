"""Do the measures tell a run from the losers (`losers.py`)? Pure functions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from evals.answers.score import Result
from evals.answers.summary import column
from evals.intervals import paired_difference

# The metrics that each can only be worse in: what it lacks is what they measure.
_WITHOUT_PASSAGES = (
    "passed", "status", "answered", "declined_rightly", "required", "figures_given", "complete",
)  # fmt: skip
AFFECTED = {
    "random_retrieval": _WITHOUT_PASSAGES,
    "single_passage": _WITHOUT_PASSAGES,
    "no_evidence": (
        "passed", "status", "declined", "required", "figures_given", "figures_quoted",
        "citations_resolve", "supported", "complete",
    ),
}  # fmt: skip


def told_apart(results: Sequence[Result], losers: Mapping[str, Sequence[Result]]) -> dict[str, Any]:
    """Loser -> metric it can only be worse in -> its paired difference to the run; `told_apart`
    where the whole interval is below 0. `all_told_apart` leaves out what is undefined in either:
    no case asks for it, or one of them never declines."""
    compared = {
        name: {metric: _difference(results, rows, metric) for metric in AFFECTED[name]}
        for name, rows in losers.items()
    }
    return {"all_told_apart": not not_told_apart({"systems": compared}), "systems": compared}


def _difference(ours: Sequence[Result], loser: Sequence[Result], metric: str) -> dict[str, Any]:
    difference = paired_difference(column(ours, metric), column(loser, metric))
    return difference | {"told_apart": bool(difference["high"] < 0)}  # NaN is not below 0


def not_told_apart(compared: Mapping[str, Any]) -> list[str]:
    """What to say of each measure that is defined and does not tell a loser apart."""
    return [
        f"{metric} does not tell {name} apart: too few cases ({d['n']}), or nothing lost by it"
        for name, metrics in compared["systems"].items()
        for metric, d in metrics.items()
        if not math.isnan(d["value"]) and not d["told_apart"]
    ]
