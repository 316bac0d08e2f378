"""The worst cases of a run, each whole: question, answer, quotes and passages side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import pairwise

from evals.answers.score import Result

PassageText = Callable[[str], str | None]  # chunk id -> its words; None: not known

WORST = 20  # cases shown


def worst_first(results: Sequence[Result]) -> list[Result]:
    """Invented figures before broken citations, these before other failures, then what is
    lowest in the measures; in case order where that is the same."""

    def order(result: Result) -> tuple[float, ...]:
        known = [value for value in result.metrics.values() if not math.isnan(value)]
        broken = sum(reason.startswith("citation") for reason in result.reasons)
        mean = sum(known) / len(known) if known else 1.0
        return (-len(result.invented), -broken, result.passed, mean)

    return sorted(results, key=order)


def worst_cases(results: Sequence[Result], passage_text: PassageText) -> str:
    """Their HTML; all that came from a case, an answer or a document is escaped."""
    return "".join(_article(r, passage_text) for r in worst_first(results)[:WORST])


def _article(result: Result, passage_text: PassageText) -> str:
    case, answer = result.case, result.answer
    faults = [*result.reasons, *(f"invented {f}" for f in result.invented)]
    faults += [f"unsupported: {sentence}" for sentence in result.unsupported]
    turns = "".join(f"<p><small>{t.role}</small> {escape(t.text)}</p>" for t in case.history)
    quotes = "".join(
        f"<blockquote>[{c.n}] {escape(c.quote)}</blockquote>"
        f"<small>{escape(c.document)} {escape(c.section)}</small>"
        for c in answer.citations
    )
    passages = "".join(
        _passage(rank, chunk_id, passage_text(chunk_id), result)
        for rank, chunk_id in enumerate(answer.passages, start=1)
    )
    return (
        f"<article class='{'passed' if result.passed else 'failed'}'>"
        f"<h3>{'Passed' if result.passed else 'Failed'}: {escape(case.case_id)}</h3>"
        f"<ul class='bad'>{items(faults)}</ul><div lang='{case.lang}'>{turns}"
        f"<p><strong>{escape(case.question)}</strong></p><div class='sides'><div>"
        f"<small>{answer.status}, {escape(case.kind)}, {result.seconds:.2f} s</small>"
        f"<pre>{escape(answer.answer)}</pre>{quotes or '<p class=note>No quotes.</p>'}</div>"
        f"<div><small>Passages, best first; quotes marked</small>"
        f"{passages or '<p class=note>None.</p>'}</div></div></div></article>"
    )


def _passage(rank: int, chunk_id: str, text: str | None, result: Result) -> str:
    if text is None:
        return f"<p><small>{rank}. {escape(chunk_id)}</small></p>"
    document = chunk_id.rpartition("#")[0]
    quotes = [c.quote for c in result.answer.citations if c.document == document]
    shown = _marked(text, quotes)
    quoted = " open" if "<mark>" in shown else ""
    return (
        f"<details{quoted}><summary><small>{rank}. {escape(document)}</small></summary>"
        f"<pre>{shown}</pre></details>"
    )


def _marked(text: str, quotes: Iterable[str]) -> str:
    """The text escaped, with the quotes that stand in it marked."""
    places = [(text.find(quote), len(quote)) for quote in quotes if quote]
    edges = {0, len(text)}
    spans = [(at, at + size) for at, size in places if at >= 0]
    edges.update(edge for span in spans for edge in span)
    pieces = []
    for start, end in pairwise(sorted(edges)):
        piece = escape(text[start:end])
        marked = any(s <= start and end <= e for s, e in spans)
        pieces.append(f"<mark>{piece}</mark>" if marked else piece)
    return "".join(pieces)


def items(lines: Iterable[str]) -> str:
    """Lines of a list, escaped."""
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
