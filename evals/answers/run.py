"""Ask every case and keep what came back."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import DocumentMissingError, GiljabiError
from assistant.schema import Answer, Document, Turn
from evals.answers.cases import Case, read_cases
from evals.answers.report import report_html
from evals.answers.score import Result, StoredText, judge
from evals.answers.summary import measured, summarise
from evals.answers.telling import told_apart
from evals.answers.worst import PassageText
from evals.compare import RESULTS, compare, read_run
from evals.files import json_line, write_json
from evals.progress import progress


class Assistant(Protocol):
    """What is evaluated."""

    def reply(
        self, question: str, history: Sequence[Turn] = (), today: date | None = None
    ) -> Answer: ...
    def document(self, document_id: str) -> Document: ...


def evaluate(
    assistant: Assistant,
    cases_file: Path,
    out: Path,
    losers: Mapping[str, Assistant] | None = None,
    baseline: Path | None = None,
    passage_text: PassageText = lambda chunk_id: None,
) -> tuple[dict[str, Any], list[Result]]:
    """Ask the cases, write results.jsonl as they come, then losers.jsonl, summary.json and
    report.html; return the summary and the results.

    `losers` are asked the same; `baseline` is an earlier run, or a saved baseline, to compare
    with; `passage_text` gives the words of a chunk id, for the report. An error that an operator
    must act on (a broken case file, no index, no model) is raised; any other error in a reply is
    that case's failure.
    """
    cases = read_cases(cases_file)
    earlier = read_run(baseline) if baseline else None  # now: `out` may be the same folder
    results = _asked(assistant, cases, out / RESULTS, "answers")
    summary = {
        "cases": {
            "file": cases_file.name,
            "sha256": hashlib.sha256(cases_file.read_bytes()).hexdigest(),
            "n": len(cases),
        },
        **summarise(results),
    }
    if losers:
        summary["losers"] = _lose(losers, cases, out / "losers.jsonl", results)
    else:
        (out / "losers.jsonl").unlink(missing_ok=True)  # of an earlier run
    if baseline and earlier:
        now = read_run(out / RESULTS)
        summary["baseline"] = {"run": baseline.name, **compare(earlier, now)}
    write_json(out / "summary.json", summary)
    page = report_html(summary, results, passage_text)
    (out / "report.html").write_text(page, encoding="utf-8")
    return summary, results


def ask_cases(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Result]:
    """Each case's result, in case order."""
    texts = stored_texts(assistant)
    for case in cases:
        start = time.perf_counter()
        answer = _reply(assistant.reply, case)
        yield judge(case, answer, texts, time.perf_counter() - start)


def stored_texts(assistant: Assistant) -> StoredText:
    """Look up documents' stored texts, each once; None for an id that the library lacks."""

    @cache
    def text(document_id: str) -> str | None:
        try:
            return assistant.document(document_id).text
        except DocumentMissingError:
            return None

    return text


def _asked(
    assistant: Assistant, cases: Sequence[Case], path: Path, label: str, **also: str
) -> list[Result]:
    """Ask the cases; a row each in the file at `path` as it comes, begun anew or (with `also`,
    keys that every row gets) gone on with."""
    tell, results = progress(label), []
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if also else "w", encoding="utf-8") as rows:
        for result in ask_cases(assistant, cases):
            rows.write(json_line(also | result.to_dict()))
            rows.flush()
            results.append(result)
            tell(len(results), len(cases))
    return results


def _lose(
    losers: Mapping[str, Assistant], cases: Sequence[Case], path: Path, results: Sequence[Result]
) -> dict[str, Any]:
    path.unlink(missing_ok=True)
    rows = {
        name: _asked(loser, cases, path, f"loser, {name}:", system=name)
        for name, loser in losers.items()
    }
    metrics = {name: measured(of_loser) for name, of_loser in rows.items()}
    return told_apart(results, rows) | {"metrics": metrics}


def _reply(reply: Callable[..., Answer], case: Case) -> Answer:
    try:
        return reply(case.question, case.history, today=case.today)
    except GiljabiError:
        raise  # an operator must act: no index, no model
    except Exception as error:  # noqa: BLE001 - a crash is what an evaluation is there to find
        return Answer("error", f"{type(error).__name__}: {error}", case.lang)
