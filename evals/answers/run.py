"""Ask every case and keep what came back."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import DocumentMissingError, GiljabiError
from assistant.schema import Answer, Document, Turn
from evals.answers.cases import Case, read_cases
from evals.answers.report import report_html
from evals.answers.score import Result, StoredText, judge, summarise
from evals.files import write_json
from evals.progress import progress


class Assistant(Protocol):
    """What is evaluated."""

    def reply(
        self, question: str, history: Sequence[Turn] = (), today: date | None = None
    ) -> Answer: ...
    def document(self, document_id: str) -> Document: ...


def evaluate(assistant: Assistant, cases_file: Path, out: Path) -> dict[str, Any]:
    """Ask the cases, write results.jsonl as they come, then summary.json and report.html.

    Returns the summary. An error that an operator must act on (a broken case file, no index, no
    model) is raised; any other error in a reply is that case's failure.
    """
    cases = read_cases(cases_file)
    tell = progress("answers")
    results: list[Result] = []
    out.mkdir(parents=True, exist_ok=True)
    with (out / "results.jsonl").open("w", encoding="utf-8") as rows:
        for result in ask_cases(assistant, cases):
            rows.write(json.dumps(result.to_dict(), ensure_ascii=False) + "\n")
            rows.flush()
            results.append(result)
            tell(len(results), len(cases))
    summary = {
        "cases": {
            "file": cases_file.name,
            "sha256": hashlib.sha256(cases_file.read_bytes()).hexdigest(),
            "n": len(cases),
        },
        **summarise(results),
    }
    write_json(out / "summary.json", summary)
    (out / "report.html").write_text(report_html(summary, results), encoding="utf-8")
    return summary


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


def _reply(reply: Callable[..., Answer], case: Case) -> Answer:
    try:
        return reply(case.question, case.history, today=case.today)
    except GiljabiError:
        raise  # an operator must act: no index, no model
    except Exception as error:  # noqa: BLE001 - a crash is what an evaluation is there to find
        return Answer("error", f"{type(error).__name__}: {error}", case.lang)
