"""Two runs, case by case: what got better, what got worse, and whether that could be chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from evals.files import read_jsonl
from evals.intervals import UNDEFINED, paired_difference

RESULTS = "results.jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """What a run says of one case or query."""

    case_id: str
    metrics: dict[str, float]  # NaN: undefined
    kind: str = ""
    lang: str = ""
    case: Any = None  # as it was given; None where the file does not tell


def read_run(path: Path) -> dict[str, Row]:
    """The rows of a run's folder, of its results.jsonl, or of a saved baseline, by id.

    UsageError: there are none.
    """
    file = path / RESULTS if path.is_dir() else path
    rows: dict[str, Row] = {}
    for number, row in read_jsonl(file):
        try:
            metrics = row.get("metrics") or {"passed": float(row["passed"])}
            case = row.get("case")
            about = case or row
            rows[str(row["id"])] = Row(
                str(row["id"]),
                {name: UNDEFINED if v is None else float(v) for name, v in metrics.items()},
                str(about.get("kind") or ""),
                str(about.get("lang") or ""),
                case,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UsageError(f"{file}:{number}: not a row of {RESULTS} ({error!r}).") from error
    if not rows:
        raise UsageError(f"{file} has no rows. Give the folder of a finished run.")
    return rows


def compare(a: Mapping[str, Row], b: Mapping[str, Row]) -> dict[str, Any]:
    """B less A over the cases that both have, unchanged: overall, by kind, by language, and the
    cases that flipped."""
    both = [i for i in a if i in b and _is_same(a[i], b[i])]
    pairs = [(a[i], b[i]) for i in both]
    return {
        "cases": {
            "both": len(both),
            "changed": [i for i in a if i in b and not _is_same(a[i], b[i])],
            "only_a": [i for i in a if i not in b],
            "only_b": [i for i in b if i not in a],
        },
        "differences": _differences(pairs),
        "by_kind": _by(pairs, lambda row: row.kind),
        "by_language": _by(pairs, lambda row: row.lang),
        "flipped": {
            "gained": [y.case_id for x, y in pairs if _passed(x) == 0 and _passed(y) == 1],
            "lost": [y.case_id for x, y in pairs if _passed(x) == 1 and _passed(y) == 0],
        },
    }


def table(compared: Mapping[str, Any]) -> str:
    """For people: one line a difference that there is, then the cases that flipped."""
    cases = compared["cases"]
    lines = [
        f"{cases['both']} cases in both; {len(cases['only_a'])} only in A, "
        f"{len(cases['only_b'])} only in B, {len(cases['changed'])} changed",
        f"{'B - A, points':34} {'n':>5}  difference [95 % interval]",
    ]
    lines += _lines("", compared["differences"])
    for split in ("by_kind", "by_language"):
        for group, differences in compared[split].items():
            lines += _lines(f"{group}: ", {k: v for k, v in differences.items() if k == "passed"})
    for word, ids in compared["flipped"].items():
        lines.append(f"{word} {len(ids)}" + "".join(f"\n  {i}" for i in ids))
    return "\n".join(lines)


def points(difference: Mapping[str, Any]) -> str:
    """A difference in percentage points with its interval, for people."""
    value, low, high = (100 * difference[key] for key in ("value", "low", "high"))
    if math.isnan(value):
        return "undefined"
    return f"{value:+.1f}" + ("" if math.isnan(low) else f" [{low:+.1f} to {high:+.1f}]")


def _lines(label: str, differences: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    for name, d in differences.items():
        if d["n"]:
            few = "  anecdotal" if d["anecdotal"] else ""
            yield f"{label + name:34} {d['n']:>5}  {points(d)}{few}"


def _differences(pairs: Sequence[tuple[Row, Row]]) -> dict[str, Any]:
    names = dict.fromkeys(n for x, y in pairs for n in x.metrics if n in y.metrics)
    return {
        name: paired_difference(
            [x.metrics.get(name, UNDEFINED) for x, _ in pairs],
            [y.metrics.get(name, UNDEFINED) for _, y in pairs],
        )
        for name in names
    }


def _by(pairs: Sequence[tuple[Row, Row]], key: Callable[[Row], str]) -> dict[str, Any]:
    groups = sorted({key(y) for _, y in pairs} - {""})
    return {g: _differences([pair for pair in pairs if key(pair[1]) == g]) for g in groups}


def _is_same(x: Row, y: Row) -> bool:
    return x.case is None or y.case is None or bool(x.case == y.case)


def _passed(row: Row) -> float:
    return row.metrics.get("passed", UNDEFINED)
