"""Streams of the API: what a model words arrives as it is checked, and is never taken back."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from test_api import Repeater, api_of, asking, user
from test_server import DOCUMENTS, cite, wait_for

from assistant.api import answers
from assistant.api.completion import Completion
from assistant.api.streaming import events
from assistant.schema import Answer, Turn

SAVINGS = cite(1, DOCUMENTS[1], "둘째 쪽: 매달 50만 원")
NOTICE = cite(1, DOCUMENTS[0], "글로벌")


class Growing(Repeater):
    """Says its lines one by one, each when it is let go on, and then the whole."""

    def __init__(self, lines: Sequence[Answer], whole: Answer) -> None:
        super().__init__()
        self.lines = lines
        self.whole = replace(whole, seconds={"total": 1.0})
        self.steps = threading.Semaphore(0)
        self.given_up = threading.Event()

    def replies(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Answer]:
        try:
            for line in self.lines:
                yield line
                self.steps.acquire(timeout=20)
            yield self.whole
        except GeneratorExit:
            self.given_up.set()
            raise


def answer(text: str, *citations: Any) -> Answer:
    return Answer("answered", text, "ko", citations)


FIRST = answer("매달 50만 원입니다. [1]", SAVINGS)
SECOND = answer("매달 50만 원입니다. [1]\n글로벌 과제입니다. [2]", SAVINGS, replace(NOTICE, n=2))


def test_a_sentence_arrives_before_the_next_one_is_made(tmp_path: Path) -> None:
    assistant = Growing([FIRST], SECOND)
    with api_of(tmp_path, assistant) as api:
        stream = iter(api.ask(stream=True))
        assert next(stream).choices[0].delta.role == "assistant"
        said = next(stream).choices[0].delta.content  # the next one waits to be let go on
        assert said == "매달 50만 원입니다. "
        assistant.steps.release()
        rest = list(stream)
        said += "".join(chunk.choices[0].delta.content or "" for chunk in rest)
        assert said == SECOND.answer
        assert [c["n"] for c in rest[-1].giljabi["citations"]] == [1, 2]


def test_what_has_been_sent_stays_and_an_answer_that_turned_out_other_follows_whole(
    tmp_path: Path,
) -> None:
    whole = answer("글로벌 과제입니다. [1]\n- 매달 50만 원 [2]", NOTICE, replace(SAVINGS, n=2))
    assistant = Growing([FIRST], whole)
    assistant.steps.release()
    with api_of(tmp_path, assistant) as api:
        chunks = list(api.ask(stream=True))
        said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
        # The savings clause was [1] to the reader: it stays [1] below, the notice's is [2].
        assert said == (
            "매달 50만 원입니다. [1]\n\n문서에 적힌 그대로:\n\n글로벌 과제입니다. [2]\n- 매달 50만 원 [1]"
        )
        last = chunks[-1]
        assert [(c["n"], c["quote"]) for c in last.giljabi["citations"]] == [
            (1, SAVINGS.quote),
            (2, NOTICE.quote),
        ]
        places = [a["url_citation"] for a in last.choices[0].delta.annotations]
        assert [said[p["start_index"] : p["end_index"]] for p in places] == [
            "[1]",
            "[2]",
            "[1]",
        ]
        assert all('<mark id="quote">' in httpx.get(place["url"]).text for place in places)


def test_what_does_not_go_on_where_the_last_ended_is_not_sent() -> None:
    addresses = {(c.document, c.quote): "http://127.0.0.1/" for c in SECOND.citations}
    other = answer("글로벌 과제입니다. [1]", NOTICE)
    first, *more = (
        Completion(said, addresses, None, "chatcmpl-1", 0)
        for said in (FIRST, other, replace(SECOND, seconds={"total": 1.0}))
    )

    async def growing() -> AsyncGenerator[Completion]:
        for completion in more:
            yield completion

    async def sent() -> list[str]:
        return [event async for event in events(first, growing())]

    chunks = [json.loads(event.removeprefix("data: ")) for event in asyncio.run(sent())[:-1]]
    assert "".join(c["choices"][0]["delta"].get("content", "") for c in chunks) == SECOND.answer


def test_asked_at_once_only_the_whole_is_sent(tmp_path: Path) -> None:
    assistant = Growing([FIRST], SECOND)
    assistant.steps.release()
    with api_of(tmp_path, assistant) as api:
        assert api.ask().choices[0].message.content == SECOND.answer


def test_who_hangs_up_ends_the_work_and_gives_the_place_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "GONE_SECONDS", 0.05)
    assistant = Growing([FIRST] * 100, SECOND)
    with api_of(tmp_path, assistant, api_at_once=1) as api:
        headers = {"authorization": f"Bearer {api.key}"}
        body = json.dumps(asking(user("?"), stream=True))
        address = f"{api.address}/v1/chat/completions"
        with httpx.stream("POST", address, content=body, headers=headers) as response:
            next(response.iter_lines())
            with pytest.raises(openai.RateLimitError):
                api.ask()

        def gave_up() -> bool:
            assistant.steps.release()
            return assistant.given_up.is_set()

        wait_for(gave_up)
        assistant.lines = []
        wait_for(lambda: bool(_answered(api)))


def _answered(api: Any) -> Any:
    try:
        return api.ask()
    except openai.RateLimitError:
        return None


def test_a_stream_that_takes_too_long_ends_with_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(answers, "GONE_SECONDS", 0.05)
    with (
        api_of(tmp_path, Growing([FIRST], SECOND)) as api,
        pytest.raises(openai.APIError, match="took too long"),
    ):
        list(api.ask(stream=True))


def test_a_body_that_is_said_to_be_too_large_is_not_waited_for(tmp_path: Path) -> None:
    with api_of(tmp_path) as api:
        head = (
            "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Bearer {api.key}\r\nContent-Length: 10000000\r\n\r\n"
        )
        host, port = api.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            connection.sendall(head.encode())
            # 413 at once; whoever waits for the body gives up on it after ten seconds, with 408
            assert connection.recv(12) == b"HTTP/1.1 413"
