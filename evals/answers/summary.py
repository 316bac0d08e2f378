"""All results of a run in numbers, each with how sure it is. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from evals.answers.curve import Attempt, confidence, curve, named_confidence, separation
from evals.answers.score import METRICS, SHARES, Result
from evals.intervals import UNDEFINED, group_difference, mean_interval, percentile, rate, rate_of


def summarise(results: Sequence[Result]) -> dict[str, Any]:
    """What summary.json holds of one system's results; its keys are explained in README.md."""
    quotes = sum(len(r.answer.citations) for r in results)
    exact = sum(r.exact_citations for r in results)
    given = [r for r in results if r.gives_answer]
    metrics = measured(results)
    return {
        "pass_rate": _rate(results),
        "by_kind": _split(results, lambda r: r.case.kind),
        "by_language": _split(results, lambda r: r.case.lang),
        "by_status": _split(results, lambda r: r.case.status),
        "by_turn": _split(results, lambda r: str(r.case.turn)),
        "metrics": metrics,
        "metrics_by_language": {
            lang: measured([r for r in results if r.case.lang == lang]) for lang in ("ko", "en")
        },
        "language_parity": language_parity(results),
        "abstention": {
            "precision": metrics["declined_rightly"],
            "recall": metrics["declined"],
        },
        "curve": _curve(results),
        "figures": {
            "invented": sum(len(r.invented) for r in results),
            "answers_with_invented": sum(bool(r.invented) for r in results),
            "cases_with_expected": metrics["figures_given"]["n"],
        },
        "answer_statuses": _counts(str(r.answer.status) for r in results),
        "reasons": _counts(reason.split()[0] for r in results for reason in r.reasons),
        "citations": {
            "answers": len(given),
            "answers_with_citation": sum(bool(r.answer.citations) for r in given),
            "answers_without_citation_fault": sum(not has_citation_fault(r) for r in given),
            "quotes": quotes,
            "exact": exact,
            "exact_share": exact / quotes if quotes else UNDEFINED,
        },
        "latency_seconds": _latency(results),
    }


def measured(results: Sequence[Result]) -> dict[str, Any]:
    """Every metric over the cases in which it is defined: Wilson's interval for a rate, the
    bootstrap's for a mean of shares."""
    return {
        name: (mean_interval if name in SHARES else rate_of)(column(results, name))
        for name in METRICS
    }


def column(results: Iterable[Result], metric: str) -> list[float]:
    return [result.metrics[metric] for result in results]


def language_parity(results: Sequence[Result]) -> dict[str, Any]:
    """Korean less English, metric by metric: other cases, so not a paired difference."""
    english = [r for r in results if r.case.lang == "en"]
    korean = [r for r in results if r.case.lang == "ko"]
    return {name: group_difference(column(english, name), column(korean, name)) for name in METRICS}


def has_citation_fault(result: Result) -> bool:
    return any(reason.startswith("citation") for reason in result.reasons)


def _curve(results: Sequence[Result]) -> dict[str, Any]:
    attempts = [
        Attempt(
            confidence(r.case.question, r.answer) if r.gives_answer else UNDEFINED,
            r.case.status == "answered",
            r.passed,
        )
        for r in results
    ]
    return {
        "confidence": named_confidence([r.answer for r in results]),
        "separation": separation(attempts),
        "points": curve(attempts),
    }


def _latency(results: Sequence[Result]) -> dict[str, Any]:
    """Seconds: p50 and p95 of a reply by the clock, and of each stage as the answer tells it."""
    stages = dict.fromkeys(stage for r in results for stage in r.answer.seconds)
    by_stage = {
        stage: [r.answer.seconds[stage] for r in results if stage in r.answer.seconds]
        for stage in stages
    }
    return _percentiles([r.seconds for r in results]) | {
        "by_stage": {
            stage: {"n": len(seconds)} | _percentiles(seconds)
            for stage, seconds in by_stage.items()
        }
    }


def _percentiles(seconds: Sequence[float]) -> dict[str, Any]:
    return {"p50": percentile(seconds, 50), "p95": percentile(seconds, 95)}


def _rate(results: Sequence[Result]) -> dict[str, Any]:
    return rate(sum(result.passed for result in results), len(results))


def _split(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Any]:
    groups = sorted({key(result) for result in results})
    return {group: _rate([r for r in results if key(r) == group]) for group in groups}


def _counts(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))
