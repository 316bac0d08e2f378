"""Questions on their way to the desk: how many at once, how long, and for whom."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, suppress
from functools import partial

from fastapi import Request

from assistant.api.asked import Asked
from assistant.api.completion import Completion, Quoted
from assistant.api.limits import AtOnce
from assistant.api.refusing import Refusal
from assistant.conversations import Desk
from assistant.errors import DocumentMissingError, IndexMissingError
from assistant.growing import answering_threads, grown
from assistant.language import language_of
from assistant.markup import document_link
from assistant.schema import Answer, Document

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
        self._threads = answering_threads("api")  # its own: the page must not wait for the API

    async def completions(
        self, name: str, asked: Asked, request: Request
    ) -> AsyncGenerator[Completion]:
        """The answer as it grows, the whole last, while its client is there. name: of the key.

        Refusal: there is none, or none in time. The place that it takes is given back when its thread
        has ended, not when its client has gone.
        """
        self._take(name)
        replies = self._completions(asked, str(request.base_url).rstrip("/"))
        growing = grown(self._threads, replies, ended=partial(self._taken.give_back, name))
        async with aclosing(_attended(request, growing)) as attended:
            async for completion in attended:
                yield completion

    def _take(self, name: str) -> None:
        if self._taken.take(name):
            return
        if self._taken.is_full():
            raise Refusal(503, "overloaded", "Too many questions now. Try again.", retry_after=2)
        most = self._at_once
        raise Refusal(
            429, "too_many_at_once", f"{most} questions at once are taken.", retry_after=1
        )

    def _completions(self, asked: Asked, site: str) -> Generator[Completion]:
        desk = self._desk
        if off := desk.off(language_of(asked.question)):
            raise Refusal(503, "switched_off", off, retry_after=OFF_SECONDS)
        if desk.status != "ready":
            raise Refusal(
                503, "not_ready", f"The documents are not open: {desk.status}.", retry_after=5
            )
        completion_id, created = f"chatcmpl-{secrets.token_hex(12)}", int(time.time())
        try:
            for answer, number in desk.answers(asked.question, asked.history):
                addresses = self._addresses(answer, site)
                yield Completion(answer, addresses, number, completion_id, created)
        except IndexMissingError:  # the data directory went away
            raise Refusal(503, "not_ready", "There are no documents.", retry_after=5) from None

    def _addresses(self, answer: Answer, site: str) -> dict[Quoted, str]:
        addresses = {}
        for citation in answer.citations:
            document: Document | None = None
            with suppress(DocumentMissingError):  # removed since it was quoted
                assert self._desk.assistant is not None
                document = self._desk.assistant.document(citation.document)
            link = document_link(citation, document, answer.language)
            addresses[citation.document, citation.quote] = site + link
        return addresses


async def _attended(
    request: Request, growing: AsyncGenerator[Completion]
) -> AsyncGenerator[Completion]:
    """What grows, unless it takes too long or nobody waits for it."""
    loop = asyncio.get_running_loop()
    until = loop.time() + ANSWER_SECONDS
    async with aclosing(growing):
        while True:
            step = asyncio.ensure_future(anext(growing, None))
            try:
                while not (await asyncio.wait({step}, timeout=GONE_SECONDS))[0]:
                    if await request.is_disconnected():
                        raise Refusal(499, "gone", "The client has gone.")
                    if loop.time() > until:
                        raise Refusal(
                            503, "timed_out", "The answer took too long. Try again.", retry_after=5
                        )
                completion = step.result()
            finally:
                await _stopped(step)
            if completion is None:
                return
            yield completion


async def _stopped(step: asyncio.Future[Completion | None]) -> None:
    """A generator can be closed only after its step has ended."""
    if not step.done():
        step.cancel()
        await asyncio.wait({step})
