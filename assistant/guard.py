"""What is not answered, and what is not shown. Deterministic; a refusal is an Answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.citations import resolved
from assistant.language import language_of
from assistant.phrases import phrase
from assistant.rule_breaking import breaks_rules
from assistant.schema import Answer, Document


class Guard:
    """Checks a question before the work and an answer after it."""

    def __init__(self, question_chars: int) -> None:
        self._question_chars = question_chars

    def check_question(self, question: str) -> Answer | None:
        """A refusal for what is not to be worked on, else None."""
        language = language_of(question)
        if not question.strip():
            return Answer("refused", phrase("refused_empty", language), language)
        if len(question) > self._question_chars:
            text = phrase("refused_long", language, limit=self._question_chars)
            return Answer("refused", text, language)
        if breaks_rules(question):
            return Answer("refused", phrase("refused_rules", language), language)
        return None

    def check_answer(self, answer: Answer, documents: Iterable[Document]) -> Answer:
        """The answer with what does not resolve in `documents` dropped; with nothing left it is a
        `no_source`."""
        checked = resolved(answer, {document.document_id: document for document in documents})
        if checked.citations or answer.status not in ("answered", "partial"):
            return checked
        return replace(
            checked, status="no_source", answer=phrase("no_source", answer.language), citations=()
        )
