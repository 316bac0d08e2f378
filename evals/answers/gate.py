"""The gate: a change may not make the answers worse than the committed baseline. Pure, but for
reading and writing that baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.errors import UsageError
from evals.answers.score import Result
from evals.answers.summary import has_citation_fault
from evals.compare import Row, points
from evals.files import json_line
from evals.intervals import UNDEFINED, paired_difference

MOST_LOST = 0.03  # of the pass rate: how far down the interval of the difference may reach


def save_baseline(path: Path, results: Sequence[Result]) -> None:
    """A line a case: its id, its kind and language, whether it passed. Read by `read_run`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        json_line(
            {"id": r.case.case_id, "kind": r.case.kind, "lang": r.case.lang, "passed": r.passed}
        )
        for r in results
    )
    path.write_text("".join(lines), encoding="utf-8")


def gate_faults(results: Sequence[Result], baseline: Mapping[str, Row]) -> list[str]:
    """Why these results may not go in; empty: they may. UsageError: no case is in the baseline."""
    known = [r for r in results if r.case.case_id in baseline]
    if not known:
        raise UsageError("The baseline has none of these cases. Save a new one: --save-baseline.")
    before = [baseline[r.case.case_id].metrics.get("passed", UNDEFINED) for r in known]
    change = paired_difference(before, [float(r.passed) for r in known])
    faults = []
    if not change["low"] >= -MOST_LOST:  # NaN, of a single case, is no assurance
        lost = [r.case.case_id for r, b in zip(known, before, strict=True) if b and not r.passed]
        faults.append(
            f"pass rate against the baseline, points: {points(change)}; it may not reach "
            f"below {-100 * MOST_LOST:.0f}. Lost: {', '.join(lost)}"
        )
    faults += [f"{r.case.case_id}: invented {figure}" for r in results for figure in r.invented]
    faults += [
        f"{r.case.case_id}: {reason}"
        for r in results
        if has_citation_fault(r)
        for reason in r.reasons
        if reason.startswith("citation")
    ]
    if gone := sorted(set(baseline) - {r.case.case_id for r in results}):
        faults.append(f"not asked, but in the baseline: {', '.join(gone)}")
    return faults
