"""An answer that grows reaches the page a few times a second, whole at the end, and is given up
when nobody listens. No browser, no model."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.growing import SECONDS_BETWEEN_UPDATES, grown, is_unheard
from assistant.schema import Answer

Reply = tuple[Answer, int | None]


def reply(text: str, number: int | None = None) -> Reply:
    return Answer("answered", text, "ko", seconds={"total": 1.0} if number else {}), number


async def collected(replies: Generator[Reply]) -> list[tuple[float, str, int | None]]:
    """(seconds since the start, text, number) of what arrives."""
    began = time.monotonic()
    with ThreadPoolExecutor(1) as threads:
        return [
            (time.monotonic() - began, answer.answer, number)
            async for answer, number in grown(threads, replies)
        ]


def test_the_whole_answer_comes_last_and_at_once_where_it_does_not_grow() -> None:
    ((_, text, number),) = asyncio.run(collected(iter_of([reply("답", 7)])))
    assert (text, number) == ("답", 7)


def test_of_many_sentences_at_once_a_few_a_second_are_shown_and_the_last_always() -> None:
    def sentences() -> Generator[Reply]:
        for n in range(100):
            yield reply(f"{n}")
            time.sleep(0.01)
        yield reply("전부", 1)

    seen = asyncio.run(collected(sentences()))
    # 100 sentences in a second or more: at most five a second, the first and the last
    assert len(seen) <= seen[-1][0] / SECONDS_BETWEEN_UPDATES + 2
    assert [text for _, text, _ in seen][-1] == "전부"


def test_what_goes_wrong_in_the_thread_is_raised_where_the_answer_is_awaited() -> None:
    def broken() -> Generator[Reply]:
        yield reply("반")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(collected(broken()))


def test_when_nobody_listens_any_more_the_work_is_given_up() -> None:
    closed = threading.Event()

    def endless() -> Generator[Reply]:
        try:
            while True:
                yield reply("더")
                time.sleep(0.01)
        finally:
            closed.set()

    async def listen_briefly() -> None:
        with ThreadPoolExecutor(1) as threads:
            replies = grown(threads, endless())
            await anext(replies)
            await replies.aclose()

    asyncio.run(listen_briefly())
    assert closed.wait(5)


def test_the_thread_hears_that_nobody_listens_while_it_waits_for_a_reply() -> None:
    heard = threading.Event()

    def waiting() -> Generator[Reply]:
        yield reply("더")
        until = time.monotonic() + 20
        while not is_unheard():
            assert time.monotonic() < until
            time.sleep(0.01)
        heard.set()

    async def listen_briefly() -> None:
        with ThreadPoolExecutor(1) as threads:
            replies = grown(threads, waiting())
            await anext(replies)
            await replies.aclose()

    asyncio.run(listen_briefly())
    assert heard.wait(5)


def test_work_that_never_began_is_ended_too() -> None:
    """One thread, held: the second reply waits in line, is given up there and ends."""
    release, ended = threading.Event(), threading.Event()

    async def give_up_in_line() -> None:
        with ThreadPoolExecutor(1) as threads:
            threads.submit(release.wait, 5)
            replies = grown(threads, iter_of([reply("답", 1)]), ended=ended.set)
            step = asyncio.ensure_future(anext(replies))
            await asyncio.sleep(0.05)
            step.cancel()
            await asyncio.wait({step})
            assert ended.is_set()
            release.set()

    asyncio.run(give_up_in_line())


def iter_of(replies: list[Reply]) -> Generator[Reply]:
    yield from replies
