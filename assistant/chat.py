"""The way a question goes: the order of the stages, over whichever index is published."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from assistant.adviser import Adviser
from assistant.answerer import ExtractiveAnswerer, Reader
from assistant.breaker import ModelState
from assistant.composer import Composer, quotables
from assistant.config import settings
from assistant.errors import DocumentMissingError, ModelUnavailableError, UnsoundIndexError
from assistant.faq import PublishedFaqs
from assistant.guard import Guard
from assistant.index import Index, current
from assistant.record import Record
from assistant.retriever import Retriever
from assistant.rewriter import rewrite
from assistant.schema import Answer, BlankForm, Document, ProgrammeNames, Query, Turn
from assistant.staff.faq import ServedFaq
from assistant.staff.faqs import Faqs
from assistant.status import now_in_korea


@dataclass(slots=True)
class Stages:
    """What works on one generation of the index."""

    index: Index
    retriever: Retriever
    adviser: Adviser
    answerer: ExtractiveAnswerer
    names: tuple[ProgrammeNames, ...]
    records: tuple[Record, ...]  # with their sound values alone
    open_faqs: Callable[[Iterable[ServedFaq]], PublishedFaqs]
    composer: Composer | None = None  # where a model is configured
    reader: Reader | None = None  # likewise
    faqs: tuple[int, PublishedFaqs] | None = None  # with the desk's stamp when they were read
    readers: int = 0


class Assistant:
    """Answers questions from what has been ingested. Safe for threads.

    A generation that is published while the assistant runs is picked up by the next question.
    """

    def __init__(
        self,
        data_dir: Path,
        guard: Guard,
        open_stages: Callable[[], Stages],
        desk: Faqs,
        model_state: Callable[[], ModelState | None] = lambda: None,
        may_read: Callable[[], bool] = lambda: False,
    ) -> None:
        """may_read: whether the configured model has passed the examination by now."""
        self._data_dir = data_dir
        self._model_state = model_state
        self._may_read = may_read
        self._desk = desk
        self._guard = guard
        self._open_stages = open_stages
        self._lock = threading.Lock()
        self._stages: Stages | None = None
        self._served: str | None = None  # what the pointer said when they were opened
        self._damaged = False  # found while answering from them

    def reply(
        self, question: str, history: Sequence[Turn] = (), today: date | None = None
    ) -> Answer:
        """Answer one question. IndexMissingError: nothing has been ingested, or no index of it is
        sound."""
        *_, whole = self.replies(question, history, today)
        return whole

    def replies(
        self, question: str, history: Sequence[Turn] = (), today: date | None = None
    ) -> Iterator[Answer]:
        """The answer as it grows, each time checked, without `seconds`; then the whole, with them.
        Only the whole where no model composes it. Closing the iterator ends the model's work. Raises
        what `reply` raises."""
        try:
            yield from self._replies(question, history, today)
        except UnsoundIndexError:  # damaged while it was open: what is opened next is checked
            self._damaged = True
            yield from self._replies(question, history, today)

    def _replies(
        self, question: str, history: Sequence[Turn], today: date | None
    ) -> Iterator[Answer]:
        """The order of these steps is the design."""
        started = time.perf_counter()
        if (refusal := self._guard.check_question(question)) is not None:
            yield replace(refusal, seconds={"total": round(time.perf_counter() - started, 4)})
            return
        with self._current_stages() as stages:
            at = today or now_in_korea()
            query = rewrite(question, history, stages.names)
            advice = stages.adviser.answer(query, history, at)
            composer = stages.composer
            reader = stages.reader if stages.reader and self._may_read() else None
            if composer is not None and not advice and query.text != question:
                try:
                    query = composer.rewritten(query, history)
                except ModelUnavailableError:
                    composer = reader = None  # one wait a question
            passages = [] if advice else stages.retriever.retrieve(query)
            retrieved = time.perf_counter()
            answer = advice or stages.answerer.answer(query, passages)
            if not stages.adviser.reckons(query, history, at):
                answer = self._faqs(stages).in_place_of(answer, query) or answer
            if reader is not None and passages and answer.faq is None:
                try:
                    answer = reader.read(query, passages, answer)
                except ModelUnavailableError:
                    composer = None
                if time.perf_counter() - started > settings().llm_seconds:
                    composer = None  # nobody waits longer than twice what one reply may take
            answer = self._guard.check_answer(answer, _cited(answer, stages.index))
            # What records and FAQs say stays as it was written.
            if composer is not None and passages and answer.faq is None:
                quotes = quotables(answer, passages)
                for said in composer.sentences(query, answer, quotes):
                    answer = self._guard.check_answer(said, _cited(said, stages.index))
                    yield answer
        done = time.perf_counter()
        seconds = {
            "retrieve": round(retrieved - started, 4),
            "answer": round(done - retrieved, 4),
            "total": round(done - started, 4),
        }
        about = _programmes(query, answer)
        yield replace(answer, seconds=seconds, query=query.text, programmes=about)

    def _faqs(self, stages: Stages) -> PublishedFaqs:
        """As they are published at this moment."""
        stamp = self._desk.stamp()
        if stages.faqs is None or stages.faqs[0] != stamp:
            stages.faqs = stamp, stages.open_faqs(self._desk.served() if stamp else ())
        return stages.faqs[1]

    @property
    def generation(self) -> str:
        with self._current_stages() as stages:
            return stages.index.generation

    @property
    def stands_in(self) -> datetime | None:
        """When the index was made that answers in place of a damaged one; None if none does."""
        with self._current_stages() as stages:
            made = datetime.fromisoformat(stages.index.manifest.created)
            return made if stages.index.damage else None

    @property
    def model_state(self) -> ModelState | None:
        """How the chat model is doing; None where none is configured."""
        return self._model_state()

    def programmes(self) -> list[ProgrammeNames]:
        """The programmes that the documents cover, without their tracks."""
        with self._current_stages() as stages:
            return [n for n in stages.names if "/" not in n.programme]

    def records(self) -> list[Record]:
        """The programmes' records, with the values that stand in their documents."""
        with self._current_stages() as stages:
            return list(stages.records)

    def forms(self) -> list[BlankForm]:
        with self._current_stages() as stages:
            return stages.index.forms()

    def documents(self) -> list[Document]:
        with self._current_stages() as stages:
            return stages.index.documents()

    def document(self, document_id: str) -> Document:
        """DocumentMissingError: no document of that id."""
        with self._current_stages() as stages:
            return stages.index.document(document_id)

    @contextmanager
    def _current_stages(self) -> Iterator[Stages]:
        """The stages over the published generation; one replaced meanwhile is closed after its last
        reader has gone."""
        with self._lock:
            served = current(self._data_dir)
            if self._stages is None or served != self._served or self._damaged:
                fresh = self._open_stages()
                self._served, self._damaged = served, False
                if self._stages is not None and not self._stages.readers:
                    self._stages.index.close()
                self._stages = fresh
            stages = self._stages
            stages.readers += 1
        try:
            yield stages
        finally:
            with self._lock:
                stages.readers -= 1
                if stages is not self._stages and not stages.readers:
                    stages.index.close()


def _programmes(query: Query, answer: Answer) -> tuple[str, ...]:
    cited = (c.programme for c in answer.citations if c.programme is not None)
    return query.programmes or tuple(dict.fromkeys(cited))


def _cited(answer: Answer, index: Index) -> Iterator[Document]:
    """The documents that an answer names, as they are stored."""
    for document_id in {citation.document for citation in answer.citations}:
        with suppress(DocumentMissingError):
            yield index.document(document_id)
