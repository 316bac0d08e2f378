"""Is an answer right, and are its citations? Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.schema import Answer, Status
from evals.answers.cases import Case
from evals.intervals import percentile, rate

ABSTAINS: frozenset[Status] = frozenset({"no_source", "off_topic", "needs_detail", "refused"})
ANSWERS: frozenset[Status] = frozenset({"answered", "partial"})
LONG_KINDS = frozenset({"list", "procedure", "comparison"})

StoredText = Callable[[str], str | None]  # document id -> its stored text; None: no such document


@dataclass(frozen=True, slots=True)
class Result:
    """One case, the answer it got and what was wrong with it."""

    case: Case
    answer: Answer
    reasons: tuple[str, ...]  # empty: it passed
    exact_citations: int  # of answer.citations, those whose quote stands in their document
    seconds: float  # wall clock of the reply

    @property
    def passed(self) -> bool:
        return not self.reasons

    def to_dict(self) -> dict[str, Any]:
        """A row of results.jsonl."""
        return {
            "id": self.case.case_id,
            "case": self.case.given,
            "answer": self.answer.to_dict(),
            "passed": self.passed,
            "reasons": list(self.reasons),
        }


def judge(case: Case, answer: Answer, stored_text: StoredText, seconds: float = 0.0) -> Result:
    """Hold an answer against its case: status, patterns, length, citations."""
    exact = sum(_stands(c.quote, stored_text(c.document)) for c in answer.citations)
    reasons = (
        *status_faults(case, answer),
        *text_faults(case, answer.answer),
        *citation_faults(answer, stored_text),
    )
    return Result(case, answer, reasons, exact, seconds)


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
    faults = [f"missing {p}" for p in case.all if not re.search(p, text, re.IGNORECASE)]
    faults += [f"forbidden {p}" for p in case.none if re.search(p, text, re.IGNORECASE)]
    if len(text) > (limit := length_limit(case.kind)):
        faults.append(f"length {len(text)}: over {limit}")
    return faults


def citation_faults(answer: Answer, stored_text: StoredText) -> list[str]:
    """Quotes that do not stand in their document, and markers and citations without each other."""
    markers = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    numbers = [citation.n for citation in answer.citations]
    faults = [f"citation {n} is given twice" for n in sorted(set(numbers)) if numbers.count(n) > 1]
    for citation in answer.citations:
        text = stored_text(citation.document)
        if text is None:
            faults.append(f"citation {citation.n}: no document {citation.document}")
        elif not _stands(citation.quote, text):
            faults.append(f"citation {citation.n}: its quote is not in {citation.document}")
    faults += [f"citation [{n}] is marked but not given" for n in sorted(markers - set(numbers))]
    faults += [f"citation {n} is given but not marked" for n in sorted(set(numbers) - markers)]
    return faults


def _stands(quote: str, text: str | None) -> bool:
    return text is not None and bool(quote.strip()) and quote in text


def summarise(results: Sequence[Result]) -> dict[str, Any]:
    """Pass rates overall and by kind, language and status; reasons; citations; latency."""
    seconds = [result.seconds for result in results]
    given = [r for r in results if r.answer.status in ANSWERS]
    quotes = sum(len(r.answer.citations) for r in results)
    return {
        "pass_rate": _rate(results),
        "by_kind": _split(results, lambda r: r.case.kind),
        "by_language": _split(results, lambda r: r.case.lang),
        "by_status": _split(results, lambda r: r.case.status),
        "answer_statuses": _counts(str(r.answer.status) for r in results),
        "reasons": _counts(reason.split()[0] for r in results for reason in r.reasons),
        "citations": {
            "answers": len(given),
            "answers_with_citation": sum(bool(r.answer.citations) for r in given),
            "answers_without_citation_fault": sum(not _citation_fault(r) for r in given),
            "quotes": quotes,
            "exact": (exact := sum(r.exact_citations for r in results)),
            "exact_share": exact / quotes if quotes else None,
        },
        "latency_seconds": {"p50": percentile(seconds, 50), "p95": percentile(seconds, 95)},
    }


def _citation_fault(result: Result) -> bool:
    return any(reason.startswith("citation") for reason in result.reasons)


def _rate(results: Sequence[Result]) -> dict[str, Any]:
    return rate(sum(result.passed for result in results), len(results))


def _split(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Any]:
    groups = sorted({key(result) for result in results})
    return {group: _rate([r for r in results if key(r) == group]) for group in groups}


def _counts(words: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))
