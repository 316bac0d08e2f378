"""Is an answer right, and is what it states in its sources? Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.citations import marks
from assistant.schema import Answer, Status
from evals.answers.cases import Case
from evals.answers.statements import figure_recall, invented_figures, unsupported
from evals.intervals import UNDEFINED

ABSTAINS: frozenset[Status] = frozenset({"no_source", "off_topic", "needs_detail", "refused"})
ANSWERS: frozenset[Status] = frozenset({"answered", "partial"})
LONG_KINDS = frozenset({"list", "procedure", "comparison"})
LISTS = frozenset({"list", "procedure", "papers"})  # kinds whose `all` names the members

# Each is 0 to 1, higher is better; undefined where its question does not arise.
METRICS = {
    "passed": "the case passes",
    "status": "answers what is to be answered, declines what is to be declined",
    "answered": "of what is to be answered: answers",
    "declined": "of what is to be declined: declines (abstention recall)",
    "declined_rightly": "of what it declines: was to be declined (abstention precision)",
    "required": "of what is to be answered: every required pattern is in the answer",
    "forbidden": "of cases with forbidden patterns: none is in the answer",
    "length": "within the length limit",
    "figures_given": "of cases with expected figures: the share that the answer states",
    "figures_quoted": "of answers: every figure is in a cited quote, none is invented",
    "citations_resolve": "of answers: cites, and each [n] has a citation and each citation an [n]",
    "citations_exact": "of answers that cite: every quote stands in its document, word for word",
    "supported": "of answers: every sentence cites, and the quotes hold its figures and most words",
    "complete": "of lists, procedures and papers: the share of the required patterns in the answer",
}
SHARES = frozenset({"figures_given", "complete"})  # of the rest, each value is 0 or 1

StoredText = Callable[[str], str | None]  # document id -> its stored text; None: no such document


@dataclass(frozen=True, slots=True)
class Result:
    """One case, the answer it got and what was wrong with it."""

    case: Case
    answer: Answer
    reasons: tuple[str, ...]  # empty: it passed
    exact_citations: int  # of answer.citations, those whose quote stands in their document
    seconds: float  # wall clock of the reply
    metrics: Mapping[str, float] = field(default_factory=dict)  # each of METRICS; NaN: undefined
    invented: tuple[str, ...] = ()  # figures that are in none of the quotes
    unsupported: tuple[str, ...] = ()  # sentences that their quotes do not hold

    @property
    def passed(self) -> bool:
        return not self.reasons

    @property
    def gives_answer(self) -> bool:
        return self.answer.status in ANSWERS

    def to_dict(self) -> dict[str, Any]:
        """A row of results.jsonl."""
        return {
            "id": self.case.case_id,
            "case": self.case.given,
            "answer": self.answer.to_dict(),
            "passed": self.passed,
            "reasons": list(self.reasons),
            "metrics": dict(self.metrics),
            "invented_figures": list(self.invented),
            "unsupported": list(self.unsupported),
            "turn": self.case.turn,
            "seconds": round(self.seconds, 4),
        }


def judge(case: Case, answer: Answer, stored_text: StoredText, seconds: float = 0.0) -> Result:
    """Hold an answer against its case (status, patterns, length) and against its sources."""
    exact = sum(_stands(c.quote, stored_text(c.document)) for c in answer.citations)
    reasons = (
        *status_faults(case, answer),
        *text_faults(case, answer.answer),
        *citation_faults(answer, stored_text),
    )
    invented, alone = invented_figures(answer), unsupported(answer)
    metrics = {
        "passed": float(not reasons),
        **_against_the_case(case, answer),
        **_against_the_sources(answer, exact, invented, alone),
    }
    return Result(
        case,
        answer,
        reasons,
        exact,
        seconds,
        {name: metrics[name] for name in METRICS},
        tuple(invented),
        tuple(alone),
    )


def length_limit(kind: str) -> int:
    """Characters that an answer to a case of this kind may have."""
    return 1200 if kind in LONG_KINDS else 600


def status_faults(case: Case, answer: Answer) -> list[str]:
    right = ANSWERS if case.status == "answered" else ABSTAINS
    if answer.status in right:
        return []
    why = f" ({answer.answer})" if answer.status == "error" else ""
    return [f"status {answer.status}: not {case.status}{why}"]


def text_faults(case: Case, text: str) -> list[str]:
    faults = [f"missing {p}" for p in case.all if not _found(p, text)]
    faults += [f"forbidden {p}" for p in case.none if _found(p, text)]
    if len(text) > (limit := length_limit(case.kind)):
        faults.append(f"length {len(text)}: over {limit}")
    return faults


def citation_faults(answer: Answer, stored_text: StoredText) -> list[str]:
    """Quotes that do not stand in their document, and markers and citations without each other."""
    marked = marks(answer.answer)
    numbers = [citation.n for citation in answer.citations]
    faults = [f"citation {n} is given twice" for n in sorted(set(numbers)) if numbers.count(n) > 1]
    for citation in answer.citations:
        text = stored_text(citation.document)
        if text is None:
            faults.append(f"citation {citation.n}: no document {citation.document}")
        elif not _stands(citation.quote, text):
            faults.append(f"citation {citation.n}: its quote is not in {citation.document}")
    faults += [f"citation [{n}] is marked but not given" for n in sorted(marked - set(numbers))]
    faults += [f"citation {n} is given but not marked" for n in sorted(set(numbers) - marked)]
    return faults


def _against_the_case(case: Case, answer: Answer) -> dict[str, float]:
    answerable, text = case.status == "answered", answer.answer
    answers, declines = answer.status in ANSWERS, answer.status in ABSTAINS
    # What a refusal happens to mention (headings, a contact) is no answer.
    found = sum(_found(p, text) for p in case.all) / len(case.all) if case.all else UNDEFINED
    found = found if answers else 0.0 * found
    recall = figure_recall(case.figures, answer) if case.figures else UNDEFINED
    return {
        "status": float(answers if answerable else declines),
        "answered": _where(answerable, answers),
        "declined": _where(not answerable, declines),
        "declined_rightly": _where(declines, not answerable),
        "required": _where(answerable and bool(case.all), found == 1.0),
        "forbidden": _where(bool(case.none), not any(_found(p, text) for p in case.none)),
        "length": float(len(text) <= length_limit(case.kind)),
        "figures_given": _where(answerable, recall if answers else 0.0 * recall),
        "complete": _where(answerable and case.kind in LISTS, found),
    }


def _against_the_sources(
    answer: Answer, exact: int, invented: list[str], alone: list[str]
) -> dict[str, float]:
    answers = answer.status in ANSWERS
    numbers = [citation.n for citation in answer.citations]
    resolve = bool(numbers) and sorted(numbers) == sorted(marks(answer.answer))
    return {
        "figures_quoted": _where(answers, not invented),
        "citations_resolve": _where(answers, resolve),
        "citations_exact": _where(answers and bool(numbers), exact == len(numbers)),
        "supported": _where(answers, not alone),
    }


def _where(arises: bool, value: float) -> float:
    return float(value) if arises else UNDEFINED


def _found(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.IGNORECASE))


def _stands(quote: str, text: str | None) -> bool:
    return text is not None and bool(quote.strip()) and quote in text
