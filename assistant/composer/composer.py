"""Composes answers with a chat model: the order of the checks, and what stands where a check fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.asking import ModelLike, asked, replied
from assistant.citations import MARK, marks
from assistant.composer.checks import covers, ground_of
from assistant.composer.following import checked_question
from assistant.composer.prompt import composing, rewriting
from assistant.composer.quotable import Quotable, bare
from assistant.composer.reading import (
    Completeness,
    Said,
    said,
    sentences_of,
)
from assistant.config import settings
from assistant.errors import ModelUnavailableError
from assistant.names import named_in
from assistant.phrases import PHRASES
from assistant.schema import Answer, ProgrammeNames, Query, Turn
from assistant.staff.statements import is_fixed

log = logging.getLogger(__name__)

_FURTHER = 3  # lines of quotes that the extractive answer does not show
_TURNS = 6  # of the history that a follow-up may look back at
_REWRITTEN_CHARS = 2000  # that a model may say to a rewriting


class Composer:
    """Says what extractive answers quote in a model's words. Safe for threads if the model is.

    names: of the programmes, so that none is said to be another.
    """

    def __init__(self, model: ModelLike, names: Sequence[ProgrammeNames] = ()) -> None:
        self._model = model
        self._names = names

    def composed(self, query: Query, answer: Answer, quotes: Sequence[Quotable]) -> Answer:
        """The answer in the model's words where they stand, else as it is. `sentences` at once."""
        *_, last = self.sentences(query, answer, quotes)
        return last

    def sentences(
        self, query: Query, answer: Answer, quotes: Sequence[Quotable]
    ) -> Iterator[Answer]:
        """The answer as it grows, each time with one more sentence that is checked; the last is the
        whole. At least one; closing the iterator closes the model's.

        quotes: `quotables(answer, passages)`. Only an extractive answer is composed, from quotes in
        the question's language: a translation cannot be checked. Whatever the model does, the last
        answer is the extractive one, or says its first quote in full, with quotes word for word, and
        its status is no better than it was.
        """
        if not _is_composable(query, answer, quotes):
            yield answer
            return
        draft = _Draft(query, answer, quotes, self._names)
        complete: Completeness | None = None
        try:
            with asked(self._model, composing(query, quotes)) as pieces:
                for one in said(pieces):
                    if isinstance(one, str):
                        complete = one
                    elif draft.add(one):
                        yield draft.so_far()
        except (
            ModelUnavailableError
        ) as error:  # what has been said is checked; the rest is not awaited
            log.warning("The model's answer ends early: %s", error)
        yield draft.whole(complete)

    def rewritten(self, query: Query, history: Sequence[Turn]) -> Query:
        """A follow-up's query as the model makes it whole; as it is where what the model made of it
        is not used. ModelUnavailableError: it said nothing, or broke off.

        Used only if each figure, name and other word of it stands in the conversation, it asks in the
        question's language, holds on to what was asked, and names no other programme than the one
        that the conversation is about.
        """
        lately = list(history)[-_TURNS:]
        messages = rewriting(query.question, lately, query.language)
        row = replied(self._model, messages, _REWRITTEN_CHARS)
        found = row.get("question") if row else None
        if not isinstance(found, str):
            return query
        whole = checked_question(found, query.question, lately)
        named = named_in(whole or "", self._names)
        if whole is None or (query.programmes and not set(named) <= set(query.programmes)):
            return query
        return replace(
            query,
            text=whole,
            programmes=query.programmes or named,
            # a question that says by itself what it asks for is read as it was put
            asked=whole if query.asked != query.question else query.asked,
        )


def _is_composable(query: Query, answer: Answer, quotes: Sequence[Quotable]) -> bool:
    cited = [q for q in quotes if q.role == "answering"]
    return (
        answer.status in ("answered", "partial")
        and answer.faq is None
        and answer.language == query.language
        and bool(cited)
        and cited[0].citation.n == _first_number(answer)
        and all(q.language == query.language for q in quotes)
    )


def _first_number(answer: Answer) -> int:
    found = MARK.search(answer.answer)
    return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str  # as shown, without its mark
    n: int  # of the quote that it stands on, as the model knows it


@dataclass(slots=True)
class _Draft:
    """The checked lines of an answer, and what the extractive answer says around them."""

    query: Query
    answer: Answer
    quotes: Sequence[Quotable]
    names: Sequence[ProgrammeNames]
    lines: list[_Line] = field(default_factory=list)
    own: int = 0  # lines in the model's words
    further: int = 0  # lines of quotes that the extractive answer does not show

    def add(self, one: Said) -> bool:
        """Take what passes; what does not is said in the words of the extractive answer. Whether
        there is more to show."""
        before = len(self.lines)
        numbered = {q.citation.n: q for q in self.quotes}
        cited = [numbered[n] for n in one.quotes if n in numbered]
        for text in sentences_of(one.text):
            found = ground_of(text, self.query.language, cited, self.quotes, self.names)
            if found is not None:
                self.own += self._take(_Line(found.as_shown(text), found.citation.n))
            else:
                for quotable in cited:
                    self._quote(quotable)
        return len(self.lines) > before

    def so_far(self) -> Answer:
        """Without the assistant's last lines: what is said next goes on where this one ends."""
        return self._answer(self.lines, self.answer.status, is_whole=False)

    def whole(self, complete: Completeness | None) -> Answer:
        """The answer with what the extractive one says besides; or that one, where the model says that
        the quotes do not answer, nothing of its own stands, what was said first is lost, or a line
        would be for want of room."""
        text = "\n".join(line.text for line in self.lines)
        first = [x for x in self._extractive("answering") if x.n == _first_number(self.answer)]
        if not self.own or complete == "none" or not all(covers(text, x.text) for x in first):
            return self.answer
        for line in self._extractive("answering"):
            if not covers(text, line.text):
                self._take(line)
        lines = [*self.lines, *self._beside("\n".join(line.text for line in self.lines))]
        text = "\n".join(line.text for line in lines)
        if not all(covers(text, bare(x)) for q in self.quotes for x in q.lines):
            return self.answer
        lowered = complete == "partial" and self.answer.status == "answered"
        return self._answer(lines, "partial" if lowered else self.answer.status)

    def _take(self, line: _Line) -> bool:
        """Whether there was room: what the extractive answer shows comes before what it does not."""
        role = next(q.role for q in self.quotes if q.citation.n == line.n)
        taken = [*self.lines, line]
        same = (other.text for other in self.lines if other.n == line.n)
        if any(covers(other, line.text) and covers(line.text, other) for other in same):
            return False
        if role == "further":
            self.further += 1
        text = "\n".join(one.text for one in taken)
        due = {"answering": (), "beside": ("answering",), "further": ("answering", "beside")}[role]
        left = [x for other in due for x in self._extractive(other) if not covers(text, x.text)]
        heading = _Line(PHRASES["beside"][self.query.language], 0)  # what is left may come under it
        due_lines = [heading, *left] if left else []
        if self.further > _FURTHER or self._length([*taken, *due_lines]) > self._limit:
            return False
        self.lines.append(line)
        return True

    def _quote(self, quotable: Quotable) -> None:
        if quotable.role == "answering":
            for text in quotable.lines:
                self._take(_Line(text, quotable.citation.n))

    def _beside(self, text: str) -> list[_Line]:
        """What the extractive answer shows beside and the lines do not say, under its heading."""
        kept: list[_Line] = []
        heading = _Line(PHRASES["beside"][self.query.language], 0)
        for line in self._extractive("beside"):
            whole = [*self.lines, heading, *kept, line]
            if not covers(text, line.text) and self._length(whole) <= settings().answer_chars:
                kept.append(line)
        return [heading, *kept] if kept else []

    def _extractive(self, role: str) -> list[_Line]:
        return [
            _Line(text, q.citation.n) for q in self.quotes if q.role == role for text in q.lines
        ]

    @property
    def _limit(self) -> int:
        """The answerer's own: an answer that was given the room of a list keeps it."""
        config = settings()
        is_long = len(self.answer.answer) > config.answer_chars
        return config.list_answer_chars if is_long else config.answer_chars

    def _length(self, lines: Sequence[_Line]) -> int:
        return len(self._text(lines)[0])

    def _text(self, lines: Sequence[_Line], is_whole: bool = True) -> tuple[str, list[int]]:
        """The text, and the quotes' numbers in the order of their new ones."""
        order = list(dict.fromkeys(line.n for line in lines if line.n))
        shown = [f"{x.text} [{order.index(x.n) + 1}]" if x.n else x.text for x in lines]
        head, tail = self._fixed()
        return "\n".join([*head, *shown, *(tail if is_whole else ())]), order

    def _fixed(self) -> tuple[list[str], list[str]]:
        """The assistant's own lines before and after what the extractive answer quotes."""
        given = self.answer.answer.split("\n")
        cited = [at for at, line in enumerate(given) if marks(line)]
        head, tail = given[: cited[0]], given[cited[-1] + 1 :]
        return [x for x in head if is_fixed(x)], [x for x in tail if is_fixed(x)]

    def _answer(self, lines: Sequence[_Line], status: str, is_whole: bool = True) -> Answer:
        text, order = self._text(lines, is_whole)
        numbered = {q.citation.n: q.citation for q in self.quotes}
        citations = tuple(replace(numbered[n], n=at) for at, n in enumerate(order, start=1))
        partial = status == "partial"
        return replace(
            self.answer,
            status="partial" if partial else self.answer.status,
            answer=text,
            citations=citations,
        )
