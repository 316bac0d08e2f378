"""What is not answered, and what is not shown. Deterministic; a refusal is an Answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.citations import resolved
from assistant.language import language_of
from assistant.phrases import phrase
from assistant.schema import Answer, Document

_BREAKS_RULES = re.compile(
    r"(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instruction|rule|prompt|guideline|polic|restriction)"
    r"|\b(system|initial|hidden|secret)\s+(prompt|instruction|message)|\bjailbreak|\bdeveloper mode\b|\bDAN mode\b"
    r"|\b(reveal|print|show|repeat|output)\b.{0,30}\byour\s+(\w+\s+)?(prompt|instructions|rules)\b"
    r"|\b(pretend|act as if|act as|you are now|role-?play as)\b.{0,40}\b(no (rules|restrictions|limits)|unrestricted|evil|hacker|without (rules|restrictions))"
    r"|(지시|명령|규칙|프롬프트|지침|설정)(사항)?(을|를|은|는)?\s?.{0,12}(무시|잊어|잊고|우회)|(시스템|숨겨진|초기)\s?(프롬프트|지시|메시지|지침)|탈옥|제한\s?없(이|는)\s?(답|모드|ai|AI)",
    re.IGNORECASE,
)


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
        if _BREAKS_RULES.search(question):
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
