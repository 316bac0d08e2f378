"""A run's measures, with their intervals. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evals.drafts.score import Scored
from evals.intervals import UNDEFINED, mean_interval, paired_difference, rate

# In what each loser can only be worse.
WORSE_IN = {
    "beside_words": ("precision", "untouched"),
    "blank": ("recall",),
    "random_place": ("precision", "recall", "untouched"),
    "made_up": ("precision", "untouched"),
}


def summary(scored: Sequence[Scored]) -> dict[str, Any]:
    """Values pooled, with 95 % Wilson intervals. `by_draft` is the mean of the drafts' own, with
    the bootstrap's interval over them: values of one draft stand or fall together."""
    return {
        **_measures(scored),
        "by_draft": {
            name: mean_interval([measure(s) for s in scored]) for name, measure in SHARES.items()
        },
        "counts": _counts(scored),
        "by_form": _by(scored, lambda s: f"{s.form.name} ({s.form.file})"),
        "by_language": _by(scored, lambda s: s.form.lang),
        "by_format": _by(scored, lambda s: s.form.path.suffix[1:]),
        "by_kind": _by(scored, lambda s: s.form.kind),
        "by_company": _by(scored, lambda s: s.company),
    }


def _measures(scored: Sequence[Scored]) -> dict[str, Any]:
    right = sum(len(s.right) for s in scored)
    written = sum(s.precision[1] for s in scored)
    known = sum(s.recall[1] for s in scored)
    reported = sum(s.reported for s in scored)
    unread = sum(len(s.unread) for s in scored)
    quotes = sum(s.quotes for s in scored)
    facts = _facts(scored)
    return {
        "precision": rate(right, written),
        "recall": rate(right, known),
        "read_back": rate(max(0, reported - unread), reported),
        "quotes": rate(quotes - sum(len(s.unquoted) for s in scored), quotes),
        "facts": rate(sum(facts.values()), len(facts)),
    }


def _facts(scored: Sequence[Scored]) -> dict[tuple[str, str], bool]:
    """(company, field) that only its papers tell -> whether any form has it rightly."""
    found: dict[tuple[str, str], bool] = {}
    for s in scored:
        for name, is_right in s.facts.items():
            found[s.company, name] = found.get((s.company, name), False) or is_right
    return found


def _counts(scored: Sequence[Scored]) -> dict[str, int]:
    """What has no share: all but the first ought to be 0."""
    return {
        "drafts": len(scored),
        "errors": sum(bool(s.error) for s in scored),
        "invented_values": sum(len(s.invented) for s in scored),
        "sensitive_touched": sum(len(s.sensitive) for s in scored),
        "changed_outside": sum(len(s.changed) for s in scored),
        "unlike_the_report": sum(len(s.unread) for s in scored),
        "wrong_quotes": sum(len(s.unquoted) for s in scored),
    }


def _by(scored: Sequence[Scored], name: Callable[[Scored], str]) -> dict[str, Any]:
    groups: dict[str, list[Scored]] = {}
    for s in scored:
        groups.setdefault(name(s), []).append(s)
    return {key: {**_measures(g), "counts": _counts(g)} for key, g in groups.items()}


def _share(part: int, of: int) -> float:
    return part / of if of else UNDEFINED


SHARES: dict[str, Callable[[Scored], float]] = {
    "precision": lambda s: _share(*s.precision),
    "recall": lambda s: _share(*s.recall),
    "untouched": lambda s: float(not (s.sensitive or s.changed or s.invented)),
}


def summary_of_losers(
    scored: Sequence[Scored], losers: Mapping[str, Sequence[Scored]]
) -> dict[str, Any]:
    """Each loser less this run, paired by draft; and whether it is told apart from it in all that
    it can only be worse in: the whole interval lies below 0."""
    systems: dict[str, Any] = {}
    not_told: list[str] = []
    for loser, drafts in losers.items():
        differences = {
            name: paired_difference([share(s) for s in scored], [share(s) for s in drafts])
            for name, share in SHARES.items()
        }
        systems[loser] = {**_measures(drafts), "counts": _counts(drafts), "less": differences}
        not_told += [
            f"{loser} is not told apart by {name}"
            for name in WORSE_IN[loser]
            if not differences[name]["high"] < 0
        ]
    return {"all_told_apart": not not_told, "not_told_apart": not_told, "systems": systems}
