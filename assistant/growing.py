"""Answers that grow in a thread, on their way to whoever waits for them; and, the other way, word that
nobody does any more."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from contextvars import ContextVar
from typing import TypeVar

from assistant.config import settings

T = TypeVar("T")

SECONDS_BETWEEN_UPDATES = 0.2
# The embedding model uses every core for one question: more would only slow each other. Who waits for
# a chat model uses none.
_AT_ONCE, _AT_ONCE_WITH_MODEL = 4, 24

_unheard: ContextVar[threading.Event | None] = ContextVar("unheard", default=None)


def is_unheard() -> bool:
    """Whether nobody waits any more for what this thread works on. Long waits ask now and then."""
    unheard = _unheard.get()
    return unheard is not None and unheard.is_set()


def answering_threads(name: str) -> ThreadPoolExecutor:
    """Threads for questions; `name` is what they are called in tracebacks."""
    at_once = _AT_ONCE_WITH_MODEL if settings().llm_base_url else _AT_ONCE
    return ThreadPoolExecutor(at_once, thread_name_prefix=name)


async def grown(
    threads: ThreadPoolExecutor,
    replies: Generator[T],
    ended: Callable[[], object] = lambda: None,
) -> AsyncGenerator[T]:
    """What `replies` yields in a thread, the last always, of the others a few a second; closed, it
    gives the work up. `ended` is called once, when the thread is done with it or will never begin."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Queue[T | None] = asyncio.Queue()
    unheard = threading.Event()

    def put(reply: T | None) -> None:
        with suppress(RuntimeError):  # the loop ended while the thread still worked
            loop.call_soon_threadsafe(ready.put_nowait, reply)

    def work() -> None:
        _unheard.set(unheard)
        try:
            for reply in replies:
                if unheard.is_set():
                    break
                put(reply)
        finally:
            replies.close()
            put(None)

    working = threads.submit(work)
    working.add_done_callback(lambda _: ended())
    shown_at, has_ended = -SECONDS_BETWEEN_UPDATES, False
    try:
        while not has_ended and (reply := await ready.get()) is not None:
            await asyncio.sleep(shown_at + SECONDS_BETWEEN_UPDATES - loop.time())
            while not ready.empty() and not has_ended:
                newer = ready.get_nowait()
                has_ended = newer is None
                reply = newer or reply
            yield reply
            shown_at = loop.time()
        await asyncio.wrap_future(working)  # what it raised
    finally:
        unheard.set()
        working.cancel()  # where it has not begun


async def until(halted: asyncio.Future[bool], replies: AsyncGenerator[T]) -> AsyncGenerator[T]:
    """What `replies` yields until `halted` is done; then it is closed."""

    async def the_next() -> T | None:
        return await anext(replies, None)

    async with aclosing(replies):
        while not halted.done():
            coming = asyncio.ensure_future(the_next())
            try:
                await asyncio.wait((coming, halted), return_when=asyncio.FIRST_COMPLETED)
            finally:
                if not coming.done():
                    coming.cancel()
                    await asyncio.wait((coming,))
            if halted.done() or (reply := await coming) is None:
                return
            yield reply
