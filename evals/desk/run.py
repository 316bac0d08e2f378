"""Fills question logs, looks for the gaps in them, drafts FAQs, and holds each to its bar."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.chat import Assistant
from assistant.embedder import Embedder
from assistant.index import Index
from assistant.staff.gaps import Gap, gaps, is_open
from assistant.staff.question_vectors import QuestionVectors
from assistant.staff.questions import QuestionLog
from evals.desk.asking import Logged, fill_log
from evals.desk.drafting import draft_scores, drafted
from evals.desk.questions import (
    Simulated,
    Wordings,
    answerable_questions,
    must_not_cover,
    simulated_questions,
)
from evals.desk.report import report_html
from evals.desk.score import gap_scores
from evals.files import write_json
from evals.progress import progress

TOPICS_FOUND, PURITY, QUOTED, APPROVED = 11, 0.9, 1.0, 0.9  # the bars: so much, or more
DRAFTS = 50


@dataclass(frozen=True, slots=True)
class Month:
    """A log of one set of wordings and the gaps found in it."""

    wordings: Wordings
    logged: tuple[Logged, ...]
    gaps: tuple[Gap, ...]
    open: int  # questions that were grouped

    @property
    def labels(self) -> dict[int, str]:
        return {one.question_id: one.asked.label for one in self.logged}

    def scores(self) -> dict[str, Any]:
        topics = frozenset(one.asked.label for one in self.logged if not one.asked.answerable)
        declined = [one.declined for one in self.logged if one.asked.answerable]
        answered = [not one.declined for one in self.logged if not one.asked.answerable]
        return {
            "questions": len(self.logged),
            "open": self.open,
            "answerable_declined": sum(declined),
            "unanswerable_answered": sum(answered),
            **gap_scores([gap.question_ids for gap in self.gaps], self.labels, topics),
        }


def evaluate(
    assistant: Assistant,
    embedder: Embedder,
    data: Path,
    out: Path,
    seed: int,
    sets: Sequence[Wordings],
) -> dict[str, Any]:
    """Write `out`/summary.json, gaps.json and report.html; return the summary. UsageError: the
    library `data` covers a topic that it is not to cover."""
    documents = {document.document_id: document for document in assistant.documents()}
    for wordings in sets:
        must_not_cover(documents.values(), wordings)
    months = [_month(assistant, embedder, out, seed, wordings) for wordings in sets]
    tell, drafts = progress("Drafting"), []
    for question in _to_draft(seed):
        drafts.append(drafted(question, assistant.reply, assistant.records(), documents))
        tell(len(drafts), DRAFTS)
    found: dict[str, Any] = {
        "seed": seed,
        "gaps": {month.wordings: month.scores() for month in months},
        "drafts": draft_scores(drafts),
    }
    found["faults"] = list(_faults(found))
    write_json(out / "summary.json", found)
    write_json(out / "gaps.json", {m.wordings: [asdict(gap) for gap in m.gaps] for m in months})
    with Index.open(data) as index:
        page = report_html(found, months, drafts, lambda chunk_id: index.chunk(chunk_id).text)
    (out / "report.html").write_text(page, encoding="utf-8")
    return found


def _month(
    assistant: Assistant, embedder: Embedder, out: Path, seed: int, wordings: Wordings
) -> Month:
    folder = out / f"log-{wordings}"
    shutil.rmtree(folder, ignore_errors=True)
    questions = simulated_questions(seed, wordings)
    tell = progress(f"Asking {wordings}")
    store, logged = fill_log(folder, questions, assistant.reply, assistant.generation, seed, tell)
    asked = QuestionLog(store).asked()
    found = gaps(asked, QuestionVectors(store, embedder))
    return Month(wordings, tuple(logged), tuple(found), sum(map(is_open, asked)))


def _to_draft(seed: int) -> list[Simulated]:
    """One question of each fact, and some more: 50."""
    draw = random.Random(seed)
    every = answerable_questions(seed)
    draw.shuffle(every)
    first = list({question.label: question for question in every}.values())
    more = [question for question in every if question not in first]
    return [*first, *more][:DRAFTS]


def _faults(found: dict[str, Any]) -> Iterator[str]:
    """The bars that are not reached, each with its figure."""
    for wordings, scores in found["gaps"].items():
        if scores["found"] < TOPICS_FOUND:
            yield f"{wordings}: {scores['found']} topics found, not {TOPICS_FOUND}"
        if not scores["purity"]["value"] >= PURITY:  # an undefined one is not reached
            yield f"{wordings}: purity {scores['purity']['value']:.3f}, not {PURITY}"
    for name, bar in (("figures_in_quotes", QUOTED), ("approved", APPROVED)):
        if not found["drafts"][name]["value"] >= bar:
            yield f"drafts: {name} {found['drafts'][name]['value']:.3f}, not {bar}"


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """The run in a few lines, for people."""
    for wordings, s in found["gaps"].items():
        purity = s["purity"]
        yield (
            f"gaps {wordings}: {s['found']} of {s['topics']} topics, purity {purity['value']:.3f} "
            f"[{purity['low']:.3f}-{purity['high']:.3f}] of {purity['n']} questions, "
            f"{s['groups']} groups of {s['open']} open questions"
        )
    for name, share in found["drafts"].items():
        yield (
            f"drafts: {name.replace('_', ' ')} {share['value']:.3f} {share['passed']}/{share['n']}"
        )
    yield from found["faults"]
