"""The row below an answer: what its reader says of it, and what is said back."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from assistant.conversations import Desk
from assistant.errors import StorageError
from assistant.schema import Language
from assistant.server import handed_over_html, notice_html
from assistant.staff.questions import Verdict
from assistant.wording import WORDING

__all__ = ["Feedback", "Said", "Verdict"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    html: str
    noted: bool  # else it may be tried again


class Feedback:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rate(
        self, question_id: int | None, verdict: Verdict, comment: str, language: Language
    ) -> Said:
        words = WORDING[language]
        try:
            if question_id is not None:
                self._desk.rate(question_id, verdict, comment)
        except StorageError:
            log.exception("A verdict could not be noted")
            return Said(notice_html(words.not_noted), noted=False)
        return Said(notice_html(words.rated, "thanks"), noted=True)

    def hand_over(self, question_id: int | None, language: Language) -> Said:
        try:
            token = None if question_id is None else self._desk.hand_over(question_id, "")
        except StorageError:
            log.exception("A question could not be handed over")
            token = None
        if token is None:
            return Said(notice_html(WORDING[language].not_noted), noted=False)
        return Said(handed_over_html(token, language), noted=True)
