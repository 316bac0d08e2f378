"""How the share that is right grows when the less sure answers are withheld. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from assistant.schema import Answer
from assistant.terms import match, question_terms, words
from evals.intervals import ANECDOTAL, UNDEFINED, rate

PROXY = "share of the question's words that stand in the quotes, their titles or headings"


class Attempt(NamedTuple):
    confidence: float  # any scale, higher is surer; NaN: it declined, whatever the threshold
    answerable: bool
    correct: bool  # if it is answered


def confidence(question: str, answer: Answer) -> float:
    """The answer's own, where it gives one; else PROXY, 0..1, weighted as the assistant weighs
    words. Made from what `ask --json` shows, so it is the same for any system."""
    given = answer.to_dict().get("confidence")
    return float(given) if given is not None else _words_found(question, answer)


def named_confidence(answers: Sequence[Answer]) -> str:
    own = any(a.to_dict().get("confidence") is not None for a in answers)
    return "the answer's own" if own else PROXY


def curve(attempts: Sequence[Attempt]) -> list[dict[str, Any]]:
    """A point for each threshold at which something changes, from the strictest to none.

    answered: of the answerable, those answered at a confidence >= threshold; accuracy: of all that
    is then answered, what is right (an answer to what was to be declined is not); declined: of the
    unanswerable, those not answered. Each with n and interval.
    """
    answerable = sum(a.answerable for a in attempts)
    points = []
    for threshold in sorted({a.confidence for a in attempts if not math.isnan(a.confidence)})[::-1]:
        given = [a for a in attempts if a.confidence >= threshold]
        right_kind = sum(a.answerable for a in given)
        others = len(attempts) - answerable
        points.append(
            {
                "threshold": threshold,
                "answered": rate(right_kind, answerable),
                "accuracy": rate(sum(a.correct for a in given), len(given)),
                "declined": rate(others - (len(given) - right_kind), others),
            }
        )
    return points


def separation(attempts: Sequence[Attempt]) -> dict[str, Any]:
    """How often a right answer is surer than a wrong one, ties counting half (area under ROC);
    .5: the confidence says nothing. NaN without one of either."""
    given = [a for a in attempts if not math.isnan(a.confidence)]
    right = [a.confidence for a in given if a.correct]
    wrong = [a.confidence for a in given if not a.correct]
    surer = sum((r > w) + (r == w) / 2 for r in right for w in wrong)
    return {
        "right": len(right),
        "wrong": len(wrong),
        "value": surer / (len(right) * len(wrong)) if right and wrong else UNDEFINED,
        "anecdotal": min(len(right), len(wrong)) < ANECDOTAL,
    }


def _words_found(question: str, answer: Answer) -> float:
    terms = question_terms(question)
    asked = sum(term.weight for term in terms)
    if not asked:
        return 0.0
    cited = words("\n".join(f"{c.title}\n{c.section}\n{c.quote}" for c in answer.citations))
    return sum(term.weight * match(term, cited) for term in terms) / asked
