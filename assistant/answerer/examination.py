"""The examination of a chat model that is to read: questions over fictional notices, of which it must
find the lines, or find that there are none. A model that fails leaves the choice to the rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answerer.reader import READING, chosen_by, shown_lines
from assistant.asking import ModelLike
from assistant.chunker import chunk_document
from assistant.errors import ModelUnavailableError
from assistant.schema import Document, Language, Passage, Query

_EXAM = Path(__file__).parent / "exam"
_CHUNK_CHARS = 900
_MOST_BESIDE = 5  # lines beside those that must be: who names a whole notice has found nothing
_ITS_OWN = ("empty", "too_long")  # of the reasons for no reply: the model's, not its server's
PASS_MARK = 0.85  # of the questions that the notices answer, and of those that they do not


@dataclass(frozen=True, slots=True)
class ExamQuestion:
    question_id: str
    language: Language
    question: str
    answers: str  # "full", "partial" or "none"
    must: tuple[str, ...]  # each in a line that has to be chosen
    never: tuple[str, ...]  # in no line that may be


@dataclass(frozen=True, slots=True)
class Marked:
    """How a model did in one question; `fault`: what was wrong, "" if nothing."""

    question: ExamQuestion
    fault: str


@dataclass(frozen=True, slots=True)
class Examination:
    """How a model did in all of them."""

    marked: tuple[Marked, ...]

    @property
    def has_passed(self) -> bool:
        return all(right >= PASS_MARK * of for right, of in (self.answered(), self.declined()))

    def answered(self) -> tuple[int, int]:
        """Right, and of how many, where the notices answer."""
        return self._right(lambda q: q.answers != "none")

    def declined(self) -> tuple[int, int]:
        """Right, and of how many, where they do not."""
        return self._right(lambda q: q.answers == "none")

    def _right(self, counts: Callable[[ExamQuestion], bool]) -> tuple[int, int]:
        own = [m for m in self.marked if counts(m.question)]
        return sum(not m.fault for m in own), len(own)


def exam_questions() -> list[ExamQuestion]:
    rows = (
        json.loads(line) for line in (_EXAM / "questions.jsonl").read_text("utf-8").splitlines()
    )
    return [
        ExamQuestion(
            row["id"],
            row["language"],
            row["question"],
            row["answers"],
            tuple(row["must"]),
            tuple(row["never"]),
        )
        for row in rows
    ]


def exam_passages(language: Language) -> list[Passage]:
    """All of the fictional notices in a language."""
    return [
        Passage(chunk, document, 1.0)
        for document in _notices()
        if document.language == language
        for chunk in chunk_document(document, len, _CHUNK_CHARS)
    ]


@lru_cache(maxsize=1)
def exam_mark() -> str:
    """Changes with the instruction, the notices, the questions and the marking: then who has passed is
    asked anew."""
    paths = [*_notice_paths(), _EXAM / "questions.jsonl"]
    written = [READING, f"{PASS_MARK} {_MOST_BESIDE}", *(path.read_text("utf-8") for path in paths)]
    return hashlib.sha256("\x1f".join(written).encode()).hexdigest()[:16]


def examine(model: ModelLike, each: Callable[[Marked], None] = lambda _: None) -> Examination:
    """Ask a model every question; `each` is told of each as it is marked. ModelUnavailableError: it
    cannot be asked. A reply that is empty or has no end is a wrong one."""
    marked = []
    for question in exam_questions():
        one = Marked(question, _fault(model, question))
        each(one)
        marked.append(one)
    return Examination(tuple(marked))


def _fault(model: ModelLike, question: ExamQuestion) -> str:
    shown = shown_lines(exam_passages(question.language))
    asked = question.question
    try:
        reading = chosen_by(model, Query(asked, asked, question.language, asked=asked), shown)
    except ModelUnavailableError as error:
        if error.reason not in _ITS_OWN:
            raise
        reading = None
    if reading is None:
        return "not in the asked form"
    if reading.level != question.answers:
        return f"said {reading.level}, and it is {question.answers}"
    if len(reading.lines) > len(question.must) + _MOST_BESIDE:
        return f"chose {len(reading.lines)} lines, where {len(question.must)} would do"
    chosen = [shown[n - 1].text for n in reading.lines]
    missed = [part for part in question.must if not any(part in line for line in chosen)]
    wrong = [part for part in question.never if any(part in line for line in chosen)]
    return "; ".join([*(f"missed: {x}" for x in missed), *(f"chose: {x}" for x in wrong)])


def _notice_paths() -> list[Path]:
    return sorted(_EXAM.glob("*.md"))


@lru_cache(maxsize=1)
def _notices() -> tuple[Document, ...]:
    found = []
    for path in _notice_paths():
        text = path.read_text("utf-8")
        title = text.partition("\n")[0].removeprefix("# ")
        language: Language = "ko" if path.suffixes[0] == ".ko" else "en"
        digest = hashlib.sha256(text.encode()).hexdigest()
        found.append(
            Document(path.name, title, language, "markdown", text, digest, path.name.split(".")[0])
        )
    return tuple(found)
