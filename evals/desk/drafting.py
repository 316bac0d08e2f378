"""Whether FAQ drafts could be approved as they are: a reader's criteria, tried by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.record import Record
from assistant.schema import Answer, Document
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.faq_checks import blocking, problems
from assistant.staff.faq_drafting import draft
from evals.answers.score import citation_faults, length_limit
from evals.answers.statements import invented_figures, stated_figures
from evals.desk.asking import Ask
from evals.desk.questions import Simulated
from evals.intervals import rate


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft and what a reviewer would send it back for."""

    asked: Simulated
    content: FaqContent
    faults: tuple[str, ...]  # empty: it would be approved as it is
    warnings: tuple[str, ...]  # what staff are told when they save it
    figures: int  # that its answers state
    invented: tuple[str, ...]  # of them, those in none of its quotes


def drafted(
    question: Simulated, ask: Ask, records: Sequence[Record], documents: Mapping[str, Document]
) -> Drafted:
    content = draft(question.question, ask, records, documents)
    texts = dict(content.texts())
    faults, invented, figures = [], [], 0
    if not (own := texts.get(question.language)) or not own.answer:
        faults.append(f"no answer in {question.language}: {'; '.join(content.missing)}")
    for language, text in texts.items():
        answer = Answer("answered", text.answer, language, text.citations)
        made_up = invented_figures(answer)
        figures += len(stated_figures(answer))
        invented += made_up
        faults += [f"{language}: {fault}" for fault in _faults(question, text, answer, documents)]
        faults += [f"{language}: {figure} is in no quote" for figure in made_up]
    stored = {document_id: document.text for document_id, document in documents.items()}
    warned = problems(content, stored, None)
    faults += [f"{p.language}: {p.kind} ({p.detail})" for p in blocking(warned)]
    warnings = tuple(f"{p.language}: {p.kind} ({p.detail})" for p in warned)
    return Drafted(question, content, tuple(faults), warnings, figures, tuple(invented))


def _faults(
    question: Simulated, text: FaqText, answer: Answer, documents: Mapping[str, Document]
) -> list[str]:
    faults = [f"missing {p}" for p in question.missing_in(text.answer)]
    if len(text.answer) > (limit := length_limit(question.kind)):
        faults.append(f"length {len(text.answer)}: over {limit}")

    def stored(document_id: str) -> str | None:
        return documents[document_id].text if document_id in documents else None

    return faults + citation_faults(answer, stored)


def draft_scores(all_drafted: Sequence[Drafted]) -> dict[str, Any]:
    figures = sum(d.figures for d in all_drafted)
    invented = sum(len(d.invented) for d in all_drafted)
    both = sum(d.content.ko is not None and d.content.en is not None for d in all_drafted)
    return {
        "figures_in_quotes": rate(figures - invented, figures),
        "approved": rate(sum(not d.faults for d in all_drafted), len(all_drafted)),
        "in_both_languages": rate(both, len(all_drafted)),
        "without_warnings": rate(sum(not d.warnings for d in all_drafted), len(all_drafted)),
    }
