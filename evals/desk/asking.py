"""Fills a question log as a month of visitors would, and rates some of the answers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.schema import Answer
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store
from evals.answers.score import ABSTAINS, ANSWERS
from evals.desk.questions import Simulated

_FIRST = datetime(2026, 11, 2, tzinfo=UTC)  # fixed: the same log on any day
_EVERY = timedelta(minutes=97)
_TELLS = 0.5  # of the readers of an answer that is none
_OUT_OF_DATE = 3  # right answers that a reader calls out of date

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Logged:
    """A simulated question and what became of it."""

    asked: Simulated
    question_id: int
    answer: Answer

    @property
    def declined(self) -> bool:
        return self.answer.status in ABSTAINS

    @property
    def right(self) -> bool:
        """As an answer: it holds what was asked."""
        return self.asked.answerable and not self.asked.missing_in(self.answer.answer)


def fill_log(
    data_dir: Path,
    questions: Sequence[Simulated],
    ask: Ask,
    generation: str,
    seed: int,
    tell: Callable[[int, int], None],
) -> tuple[Store, list[Logged]]:
    """Ask every question and write it down in a fresh desk of `data_dir`, then rate: half of the
    wrong answers "wrong", three right ones "out_of_date"."""
    clock = [_FIRST]
    store = Store(data_dir, lambda: clock[0])
    store.path.unlink(missing_ok=True)
    log, logged = QuestionLog(store), []
    for number, question in enumerate(questions, start=1):
        answer = ask(question.question)
        logged.append(Logged(question, log.add(question.question, answer, generation), answer))
        clock[0] += _EVERY
        tell(number, len(questions))
    draw = random.Random(seed)
    given = [one for one in logged if one.answer.status in ANSWERS]
    for one in given:
        if not one.right and draw.random() < _TELLS:
            log.rate(one.question_id, "wrong")
    right = [one for one in given if one.right]
    for one in draw.sample(right, min(_OUT_OF_DATE, len(right))):
        log.rate(one.question_id, "out_of_date")
    return store, logged
