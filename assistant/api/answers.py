"""Questions on their way to the desk: how many at once, how long, and for whom."""

from __future__ import annotations

import asyncio
import secrets
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from fastapi import Request

from assistant.api.asked import Asked
from assistant.api.completion import Completion
from assistant.api.limits import AtOnce
from assistant.api.refusing import Refusal
from assistant.conversations import Desk
from assistant.errors import DocumentMissingError, IndexMissingError
from assistant.language import language_of
from assistant.markup import document_link
from assistant.schema import Answer, Document

ANSWERS_AT_ONCE = 4  # more would only make each wait for the others
TAKEN_AT_ONCE = 64  # of all keys together, those that wait included
ANSWER_SECONDS = 60
OFF_SECONDS = 300  # so far off that OpenAI's client does not try again by itself
GONE_SECONDS = 1  # how often a client that waits is looked after


class Answers:
    """at_once: questions of one key, those that wait included."""

    def __init__(self, desk: Desk, at_once: int) -> None:
        self._desk = desk
        self._at_once = at_once
        self._taken = AtOnce(at_once, TAKEN_AT_ONCE)
        # Its own threads: the page must not wait for the API.
        self._threads = ThreadPoolExecutor(ANSWERS_AT_ONCE, thread_name_prefix="api")

    async def completion(self, name: str, asked: Asked, request: Request) -> Completion:
        """name: of the key. Refusal: no answer, or none in time."""
        return await _waited(request, self._begun(name, asked, str(request.base_url).rstrip("/")))

    def _begun(self, name: str, asked: Asked, site: str) -> Future[Completion]:
        """In a thread, as soon as one is free. Its place is given back when it has really ended,
        not when its client has gone."""
        if not self._taken.take(name):
            if self._taken.is_full():
                raise Refusal(
                    503, "overloaded", "Too many questions now. Try again.", retry_after=2
                )
            most = self._at_once
            raise Refusal(
                429, "too_many_at_once", f"{most} questions at once are taken.", retry_after=1
            )
        try:
            future = self._threads.submit(self._completion, asked, site)
        except BaseException:
            self._taken.give_back(name)
            raise
        future.add_done_callback(lambda _: self._taken.give_back(name))
        return future

    def _completion(self, asked: Asked, site: str) -> Completion:
        desk = self._desk
        if off := desk.off(language_of(asked.question)):
            raise Refusal(503, "switched_off", off, retry_after=OFF_SECONDS)
        if desk.status != "ready":
            raise Refusal(
                503, "not_ready", f"The documents are not open: {desk.status}.", retry_after=5
            )
        try:
            *_, (answer, number) = desk.answers(asked.question, asked.history)
        except IndexMissingError:  # the data directory went away
            raise Refusal(503, "not_ready", "There are no documents.", retry_after=5) from None
        return Completion(
            answer,
            self._addresses(answer, site),
            number,
            f"chatcmpl-{secrets.token_hex(12)}",
            int(time.time()),
        )

    def _addresses(self, answer: Answer, site: str) -> dict[int, str]:
        addresses = {}
        for citation in answer.citations:
            document: Document | None = None
            with suppress(DocumentMissingError):  # removed since it was quoted
                assert self._desk.assistant is not None
                document = self._desk.assistant.document(citation.document)
            addresses[citation.n] = site + document_link(citation, document, answer.language)
        return addresses


async def _waited(request: Request, begun: Future[Completion]) -> Completion:
    """The answer, unless it takes too long or nobody waits for it: what has not begun then never
    does."""
    future = asyncio.wrap_future(begun)
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            while not (await asyncio.wait({future}, timeout=GONE_SECONDS))[0]:
                if await request.is_disconnected():
                    raise Refusal(499, "gone", "The client has gone.")
        return future.result()
    except TimeoutError:
        raise Refusal(
            503, "timed_out", "The answer took too long. Try again.", retry_after=5
        ) from None
    finally:
        future.cancel()
