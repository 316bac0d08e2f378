"""The API below /v1: OpenAI's own client over a real server, and what that client cannot send."""

from __future__ import annotations

import hmac
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
import uvicorn
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from openai import OpenAI
from test_server import DOCUMENTS, ShelfAssistant, cite, live_page, opened, wait_for

from assistant import api_keys, growing, server
from assistant.api import answers, routing
from assistant.api.asked import Asked, read
from assistant.api.limits import AtOnce, PerMinute
from assistant.api.refusing import Refusal
from assistant.api.streaming import pieces
from assistant.api_keys import ApiKeys, key_name
from assistant.config import Settings
from assistant.errors import ApiKeyError, IndexMissingError, StorageError
from assistant.schema import Answer, Turn
from assistant.staff.audit import Audit
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store
from assistant.staff.switch import ChatSwitch

ROOT = Path(__file__).parent.parent
QUESTION = "최대 얼마인가요?"
Messages = list[dict[str, Any]]


class Repeater(ShelfAssistant):
    """Says back what it was told, question and history, where the question asks it to."""

    def reply(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        if "repeat" not in question:
            return super().reply(question, history)
        told = " | ".join([*(turn.text for turn in history), question])
        return Answer("answered", f"{told} [1]", "en", (cite(1, DOCUMENTS[0], "공고"),))


class Api:
    """A server with its desk, its keys and its clients."""

    def __init__(self, address: str, data: Path, assistant: Repeater) -> None:
        self.address = address
        self.assistant = assistant
        self.store = Store(data)
        self.keys = ApiKeys(data)
        self.key = self.keys.add("site")

    def client(self, key: str = "") -> OpenAI:
        return OpenAI(base_url=f"{self.address}/v1", api_key=key or self.key, max_retries=0)

    def ask(self, question: str = QUESTION, key: str = "", **more: Any) -> Any:
        messages = [*more.pop("before", ()), {"role": "user", "content": question}]
        client = self.client(key)
        return client.chat.completions.create(model="giljabi", messages=messages, **more)

    def send(self, body: Any, key: str | None = None, **headers: str) -> httpx.Response:
        """What OpenAI's client would not."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"authorization": f"Bearer {self.key if key is None else key}"} | headers
        return httpx.post(f"{self.address}/v1/chat/completions", content=content, headers=sent)


@contextmanager
def served(web: FastAPI) -> Iterator[str]:
    running = uvicorn.Server(
        uvicorn.Config(web, port=0, log_level="warning", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    wait_for(lambda: running.started, 60)
    try:
        yield f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join(10)


@contextmanager
def api_of(data: Path, assistant: Repeater | None = None, **config: Any) -> Iterator[Api]:
    assistant = assistant or Repeater()
    desk = opened(lambda: assistant, store=Store(data))
    wait_for(lambda: desk.status == "ready")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routing, "settings", lambda: Settings(**{"api_per_minute": 100_000} | config))
        web = server.create_web(desk)
    try:
        with served(web) as address:
            yield Api(address, data, assistant)
    finally:
        assistant.release.set()


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    with api_of(tmp_path) as api:
        yield api


def error_of(response: httpx.Response) -> dict[str, Any]:
    """What every error has: OpenAI's four fields, and nothing else."""
    said = response.json()
    assert set(said) == {"error"}
    assert set(said["error"]) == {"message", "type", "param", "code"}
    return said["error"]


def user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def asking(*messages: Any, **more: Any) -> dict[str, Any]:
    return {"model": "giljabi", "messages": list(messages)} | more


# --- Answers -----------------------------------------------------------------------------------


def test_an_answer_comes_with_its_text_and_with_links_to_the_quoted_words(api: Api):
    completion = api.ask()
    message = completion.choices[0].message
    shown = ShelfAssistant().reply(QUESTION)
    assert (message.role, message.content) == ("assistant", shown.answer)
    assert completion.choices[0].finish_reason == "stop"
    # Its text has [1], [2] and a [9] that no citation stands behind.
    found = [one.url_citation for one in message.annotations]
    assert [message.content[one.start_index : one.end_index] for one in found] == ["[1]", "[2]"]
    for one, citation in zip(found, shown.citations, strict=True):
        assert one.title == citation.title and one.url.startswith(f"{api.address}/documents/")
        assert '<mark id="quote">' in httpx.get(one.url).text


def test_an_answer_carries_what_the_assistant_said_of_it_in_a_field(api: Api):
    completion = api.ask()
    said = completion.giljabi
    citations = [
        {key: value for key, value in citation.items() if key != "address"}
        for citation in said["citations"]
    ]
    shown = ShelfAssistant().reply(QUESTION).to_dict()
    assert citations == shown["citations"]
    assert said["citations"][0]["address"] == (
        completion.choices[0].message.annotations[0].url_citation.url
    )
    for name in ("status", "language", "programmes", "faq", "confidence"):
        assert said[name] == shown[name]
    asked = QuestionLog(api.store).one(said["question_id"])
    assert asked is not None and asked.question == QUESTION


def test_a_stream_puts_together_the_same_answer_and_ends_with_its_sources(api: Api):
    whole = api.ask()
    chunks = list(api.ask(stream=True, stream_options={"include_usage": True}))
    first, *middle, last = [chunk.choices[0] for chunk in chunks]
    assert (first.delta.role, first.delta.content) == ("assistant", "")
    assert "".join(choice.delta.content for choice in middle) == whole.choices[0].message.content
    assert len(middle) == 3  # a sentence and the two lines of a list
    assert [choice.finish_reason for choice in [first, *middle]] == [None] * 4
    assert last.finish_reason == "stop"
    assert [a["url_citation"]["start_index"] for a in last.delta.annotations] == [
        one.url_citation.start_index for one in whole.choices[0].message.annotations
    ]
    unlike = {"question_id"}  # each question has its own
    assert {k: v for k, v in chunks[-1].giljabi.items() if k not in unlike} == {
        k: v for k, v in whole.giljabi.items() if k not in unlike
    }
    assert len({chunk.id for chunk in chunks}) == 1 and chunks[0].id != whole.id


def test_a_stream_is_of_events_that_no_cache_and_no_proxy_keeps(api: Api):
    response = api.send(asking(user(QUESTION), stream=True))
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"
    events = response.text.split("\n\n")
    assert events[-2:] == ["data: [DONE]", ""]
    assert all(event.startswith("data: ") for event in events[:-1])


@given(st.text(alphabet="가a1.!?\n\r [2]-", max_size=60))
def test_the_pieces_of_a_stream_are_the_text(text: str):
    assert "".join(pieces(text)) == text


def test_what_the_documents_do_not_say_is_an_answer_with_its_status(api: Api):
    completion = api.ask("날씨는?")
    assert completion.giljabi["status"] == "no_source"
    assert completion.choices[0].message.annotations == []


def test_there_is_one_model(api: Api):
    assert [model.id for model in api.client().models.list()] == ["giljabi"]
    assert api.client().models.retrieve("giljabi").id == "giljabi"
    with pytest.raises(openai.NotFoundError):
        api.client().models.retrieve("gpt-4o")
    with pytest.raises(openai.NotFoundError) as error:
        api.client().chat.completions.create(model="gpt-4o", messages=[user("?")])  # type: ignore[list-item]
    assert error.value.code == "model_not_found"


def test_the_api_lies_beside_the_page_on_the_same_server(tmp_path: Path):
    assistant = Repeater()
    desk = opened(lambda: assistant, store=Store(tmp_path))
    with live_page(desk) as address:
        wait_for(lambda: desk.status == "ready")
        api = Api(address, tmp_path, assistant)
        assert "15억" in api.ask().choices[0].message.content
        assert httpx.get(f"{address}/").status_code == 200
        assert httpx.get(f"{address}/v1/queue/join").status_code == 401


# --- What is asked -----------------------------------------------------------------------------


def test_the_history_is_the_requests_own_and_nothing_else_is(api: Api):
    before = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "assistant", "content": "무엇을 도와드릴까요?"},
        user("답을 못 받은 질문"),
        user("저축은 얼마까지?"),
        {"role": "assistant", "content": "매달 50만 원"},
    ]
    api.ask(before=before)
    history = [Turn("user", "저축은 얼마까지?"), Turn("assistant", "매달 50만 원")]
    assert api.assistant.asked[-1] == (QUESTION, history)
    api.ask()  # the same key, without them
    assert api.assistant.asked[-1] == (QUESTION, [])


def test_of_a_long_history_the_latest_exchanges_are_kept():
    before = [
        turn
        for n in range(40)
        for turn in (user(f"q{n}"), {"role": "assistant", "content": f"a{n}" * 4000})
    ]
    body = json.dumps(asking(*before, user("?"))).encode()
    asked = read(body, 1000, 20)  # 20 turns are 10 exchanges: 30 to 39
    assert [turn.text[:3] for turn in asked.history[:2]] == ["q30", "a30"]
    assert len(asked.history) == 20 and len(asked.history[1].text) == 4000
    assert read(body, 1000, 0).history == read(body, 1000, 1).history == ()
    too_long = [user("x" * 1001), {"role": "assistant", "content": "no"}]
    assert read(json.dumps(asking(*too_long, user("?"))).encode(), 1000, 20).history == ()


def test_parts_of_text_are_read_and_pictures_refused_by_name(api: Api):
    text = {"type": "text", "text": "최대 얼마"}
    api.send(asking(user([text, {"type": "text", "text": "인가요?"}])))
    assert api.assistant.asked[-1][0] == "최대 얼마\n인가요?"
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}
    response = api.send(asking(user([text, picture])))
    error = error_of(response)
    assert (response.status_code, error["param"]) == (422, "messages[0].content[1]")
    assert "image_url" in error["message"]
    assert len(api.assistant.asked) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("n", 2),
        ("tools", [{"type": "function", "function": {"name": "f"}}]),
        ("functions", [{"name": "f"}]),
        ("response_format", {"type": "json_object"}),
        ("modalities", ["text", "audio"]),
        ("logprobs", True),
        ("stream", "yes"),
    ],
)
def test_what_does_not_happen_here_is_refused_by_name(api: Api, field: str, value: object):
    response = api.send(asking(user(QUESTION), **{field: value}))
    error = error_of(response)
    assert (response.status_code, error["param"]) == (422, field)
    assert error["type"] == "invalid_request_error" and api.assistant.asked == []


def test_what_changes_nothing_is_passed_over(api: Api):
    completion = api.ask(
        temperature=1.5, max_tokens=3, stop=["억"], seed=1, user="u", n=1, tools=[], top_p=0.1,
        response_format={"type": "text"},
    )  # fmt: skip
    assert completion.choices[0].message.content == ShelfAssistant().reply(QUESTION).answer


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 60_000,
        [],
        asking(),
        asking("x"),
        asking(user("")),
        asking(user(None)),
        asking(user(3)),
        asking(user([3])),
        asking(user(" \n")),
        asking({"role": "assistant", "content": "?"}),
        asking({"role": "system", "content": "?"}),
        asking({"role": "tool", "content": "?"}, user("?")),
        asking({"role": ["user"], "content": "?"}),
        {"model": "giljabi", "messages": {}},
        {"messages": [user("?")]},
    ],
)
def test_a_request_that_is_none_is_told_so(api: Api, body: Any):
    response = api.send(body)
    assert response.status_code == 422, response.text
    assert error_of(response)["message"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(
        ["user", "assistant", "system", "text", "giljabi", "\ud800"]
    ),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["role", "content", "type", "text", "n", "stream", "tools"]), inner
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON, JSON, st.lists(JSON, max_size=3))
def test_any_json_is_a_question_or_refused(content: Any, more: Any, messages: list[Any]):
    body = asking(*messages, user(content), **(more if isinstance(more, dict) else {}))
    try:
        asked = read(json.dumps(body).encode(), 1000, 20)
    except Refusal as refusal:
        json.dumps(refusal.response().body.decode())
    else:
        assert isinstance(asked, Asked) and asked.question
        asked.question.encode()  # half a sign would break what is written of it


def test_half_a_sign_is_answered_like_any_other(api: Api):
    response = api.send(
        b'{"model":"giljabi","messages":[{"role":"user","content":"repeat \\ud800"}]}'
    )
    assert response.json()["choices"][0]["message"]["content"] == "repeat ? [1]"


def test_a_question_is_as_long_as_on_the_page(api: Api):
    most = Settings().question_chars
    assert api.send(asking(user("가" * most))).status_code == 200
    response = api.send(asking(user("가" * (most + 1))))
    assert response.status_code == 422
    assert error_of(response)["code"] == "string_above_max_length"


def test_a_body_past_64_kib_is_refused_whether_its_length_is_said_or_not(api: Api):
    before = [user("x"), {"role": "assistant", "content": "y" * 66_000}]
    with pytest.raises(openai.APIStatusError) as refused:
        api.ask(before=before)
    assert refused.value.status_code == 413 and refused.value.code == "request_too_large"

    def chunked() -> Iterator[bytes]:
        for _ in range(9):
            yield b" " * 8192

    sent = {"authorization": f"Bearer {api.key}"}
    response = httpx.post(f"{api.address}/v1/chat/completions", content=chunked(), headers=sent)
    assert response.status_code == 413 and error_of(response)["code"] == "request_too_large"
    assert api.assistant.asked == []


def test_no_draft_of_an_application_is_begun(api: Api):
    api.ask("신청서 초안 만들어줘")
    assert api.assistant.asked[-1][0] == "신청서 초안 만들어줘"


# --- Keys --------------------------------------------------------------------------------------


def test_the_keys_file_is_its_owners_alone_and_holds_no_key(tmp_path: Path):
    keys = ApiKeys(tmp_path)
    first, second = keys.add("site"), keys.add("bot")
    assert keys.path.stat().st_mode & 0o777 == 0o600
    text = keys.path.read_text("utf-8")
    assert first not in text and second not in text and first.partition("-")[2] not in text
    assert first != second and len(first) >= 43  # 256 bits in base64
    found = keys.find(first)
    assert found is not None and found.name == "site"
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == [keys.path.name]


def test_only_a_whole_key_is_found(tmp_path: Path):
    keys = ApiKeys(tmp_path)
    assert keys.find("") is None
    key = keys.add("site")
    [kept] = keys.every()
    for wrong in ("", key[:-1], key + "x", key.upper(), kept.key_hash, "키", "\ud800", "site"):
        assert keys.find(wrong) is None


def test_every_key_is_compared_in_constant_time_whichever_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keys = ApiKeys(tmp_path)
    made = [keys.add(f"site{n}") for n in range(3)]
    compared: list[str] = []

    def counted(one: str, other: str) -> bool:
        compared.append(one)
        return hmac.compare_digest(one, other)

    monkeypatch.setattr(api_keys, "compare_digest", counted)
    for given_key in [*made, "wrong", ""]:
        compared.clear()
        keys.find(given_key)
        assert compared == [key.key_hash for key in keys.every()]


@pytest.mark.parametrize("name", ["", "a", "x" * 61, "a b", "../site", "<b>"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str):
    with pytest.raises(ApiKeyError):
        key_name(name)


def test_a_key_is_not_made_twice_and_one_that_is_not_there_is_named(tmp_path: Path):
    keys = ApiKeys(tmp_path)
    keys.add("site")
    with pytest.raises(ApiKeyError, match="already"):
        keys.add(" SITE ")
    with pytest.raises(ApiKeyError, match="There are: site"):
        keys.remove("bot")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"rows": {"a": {}}}', '{"rows": {"a": {"name": "a"}}}', '{"rows": 1}',
             '{"rows": {"a": {"name": "a", "key_hash": "00", "made": ""}}}']
)  # fmt: skip
def test_a_file_that_cannot_be_read_lets_nobody_in_and_is_not_written_over(
    tmp_path: Path, text: str
):
    keys = ApiKeys(tmp_path)
    keys.path.write_text(text)
    for use in (lambda: keys.find("x"), lambda: keys.add("site"), keys.every):
        with pytest.raises(StorageError, match="put back from a copy"):
            use()
    assert keys.path.read_text() == text


def test_keys_made_at_once_are_all_kept(tmp_path: Path):
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda n: ApiKeys(tmp_path).add(f"site{n}"), range(16)))
    names = [found and found.name for found in map(ApiKeys(tmp_path).find, made)]
    assert names == [f"site{n}" for n in range(16)]


def test_without_a_key_nothing_of_the_api_is_there(api: Api):
    for key in ("", "giljabi-wrong"):
        for method, path in [
            ("GET", "/v1/models"),
            ("GET", "/v1/models/giljabi"),
            ("POST", "/v1/chat/completions"),
            ("GET", "/v1/chat/completions"),
            ("GET", "/v1/nothing"),
            ("OPTIONS", "/v1/models"),
            ("DELETE", "/v1/"),
            ("GET", "/v1"),
        ]:
            headers = {"authorization": f"Bearer {key}"} if key else {}
            response = httpx.request(method, api.address + path, headers=headers, content=b"{")
            assert response.status_code == 401, path
            assert response.headers["www-authenticate"] == "Bearer"
            assert error_of(response)["code"] == "invalid_api_key"
    with pytest.raises(openai.AuthenticationError):
        api.ask(key="sk-wrong")
    assert api.assistant.asked == []
    sent = {"authorization": f"Basic {api.key}"}
    assert httpx.get(f"{api.address}/v1/models", headers=sent).status_code == 401
    assert httpx.get(f"{api.address}/v1/models?api_key={api.key}").status_code == 401


def test_with_a_key_what_is_not_there_is_not_found(api: Api):
    sent = {"authorization": f"bearer {api.key}"}
    for path in ("/v1/nothing", "/v1/models/giljabi/x", "/v1/", "/v1", "/v1/embeddings"):
        response = httpx.post(api.address + path, headers=sent, content=b"{")
        assert (response.status_code, error_of(response)["code"]) == (404, "not_found"), path
    for method, path, allowed in [
        ("GET", "/v1/chat/completions", "POST"),
        ("DELETE", "/v1/models/giljabi", "GET, HEAD"),
    ]:
        response = httpx.request(method, api.address + path, headers=sent)
        assert (response.status_code, response.headers["allow"]) == (405, allowed)
        assert error_of(response)["code"] == "method_not_allowed"


def test_a_removed_key_stops_at_once_and_a_new_one_works_at_once(api: Api):
    api.ask()
    other = api.keys.add("bot")
    api.ask(key=other)
    ApiKeys(api.keys.path.parent).remove("site")  # as the command does, in its own process
    with pytest.raises(openai.AuthenticationError):
        api.ask()
    api.ask(key=other)


def test_wrong_keys_are_limited_by_address_and_right_ones_go_on(
    api: Api,
):
    tried = [api.send(b"{}", key=f"giljabi-{n}") for n in range(routing.WRONG_KEYS_A_MINUTE + 5)]
    assert [one.status_code for one in tried] == [401] * routing.WRONG_KEYS_A_MINUTE + [429] * 5
    assert 1 <= int(tried[-1].headers["retry-after"]) <= 60
    assert error_of(tried[-1])["code"] == "too_many_wrong_keys"
    assert api.ask().choices


def test_keys_that_cannot_be_read_let_nobody_in(api: Api, caplog: pytest.LogCaptureFixture):
    api.keys.path.write_text("damaged")
    with pytest.raises(openai.InternalServerError) as error:
        api.ask()
    assert error.value.status_code == 503
    assert "api_keys" not in str(error.value) and "cannot be read" in caplog.text


# --- Limits ------------------------------------------------------------------------------------


def test_a_minute_holds_so_many_and_no_more():
    now = 0.0
    limit = PerMinute(2, lambda: now)
    assert [limit.take("a"), limit.take("a"), limit.take("b")] == [0, 0, 0]
    now = 20.5
    assert limit.take("a") == 40  # the first is 60 s old after 39.5 more
    now = 60.0
    assert [limit.take("a"), limit.take("a"), limit.take("a")] == [0, 0, 60]
    assert PerMinute(0, lambda: now).take("a") == 60


def test_each_key_has_its_own_minute(tmp_path: Path):
    with api_of(tmp_path, api_per_minute=3) as api:
        other = api.keys.add("bot")
        for _ in range(3):
            api.ask()
        with pytest.raises(openai.RateLimitError) as refused:
            api.ask()
        assert refused.value.code == "rate_limit_exceeded"
        assert 1 <= int(refused.value.response.headers["retry-after"]) <= 60
        assert (
            httpx.get(
                f"{api.address}/v1/models", headers={"authorization": f"Bearer {api.key}"}
            ).status_code
            == 429
        )
        api.ask(key=other)


def test_one_key_takes_so_many_places_at_once_and_leaves_the_others_theirs(tmp_path: Path):
    with api_of(tmp_path, api_at_once=2) as api, ThreadPoolExecutor(4) as threads:
        other = api.keys.add("bot")
        held = [threads.submit(api.ask, f"slow {n}") for n in range(2)]
        wait_for(lambda: len(api.assistant.asked) == 2)
        with pytest.raises(openai.RateLimitError) as refused:
            api.ask()
        assert refused.value.code == "too_many_at_once"
        assert refused.value.response.headers["retry-after"] == "1"
        assert api.ask(key=other).choices
        assert api.client().models.list().data
        api.assistant.release.set()
        assert all(one.result(20).choices for one in held)
        wait_for(lambda: can(api.ask))


def can(ask: Callable[[], Any]) -> bool:
    try:
        return bool(ask())
    except openai.RateLimitError:
        return False


def test_beyond_what_may_wait_altogether_everybody_is_told_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(answers, "TAKEN_AT_ONCE", 3)
    with api_of(tmp_path, api_at_once=2) as api, ThreadPoolExecutor(4) as threads:
        keys = [api.key, api.keys.add("bot"), api.keys.add("kiosk")]
        held = [threads.submit(api.ask, "slow", key) for key in (keys[0], keys[0], keys[1])]
        wait_for(lambda: len(api.assistant.asked) == 3)
        with pytest.raises(openai.InternalServerError) as refused:
            api.ask(key=keys[2])
        assert (refused.value.status_code, refused.value.code) == (503, "overloaded")
        assert int(refused.value.response.headers["retry-after"]) > 0
        api.assistant.release.set()
        assert all(one.result(20).choices for one in held)


def test_an_answer_that_takes_too_long_is_given_up_and_its_place_kept_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(answers, "ANSWER_SECONDS", 0.3)
    with api_of(tmp_path, api_at_once=1) as api:
        with pytest.raises(openai.InternalServerError) as late:
            api.ask("slow")
        assert (late.value.status_code, late.value.code) == (503, "timed_out")
        with pytest.raises(openai.RateLimitError):  # it still runs
            api.ask()
        monkeypatch.setattr(answers, "ANSWER_SECONDS", 60)
        api.assistant.release.set()
        wait_for(lambda: can(api.ask))


def test_a_question_whose_asker_has_gone_is_never_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(answers, "GONE_SECONDS", 0.05)
    monkeypatch.setattr(growing, "_AT_ONCE", 1)
    taken: list[str] = []
    given_back: list[str] = []
    take, give_back = AtOnce.take, AtOnce.give_back

    def noting_take(self: AtOnce, name: str) -> bool:
        had_room = take(self, name)
        taken.extend([name] * had_room)
        return had_room

    def noting_give_back(self: AtOnce, name: str) -> None:
        give_back(self, name)
        given_back.append(name)

    monkeypatch.setattr(AtOnce, "take", noting_take)
    monkeypatch.setattr(AtOnce, "give_back", noting_give_back)
    with api_of(tmp_path, api_at_once=2) as api, ThreadPoolExecutor(2) as threads:
        held = threads.submit(api.ask, "slow")
        wait_for(lambda: len(api.assistant.asked) == 1)
        with pytest.raises(openai.APITimeoutError):
            api.client().with_options(timeout=0.3).chat.completions.create(
                model="giljabi",
                messages=[{"role": "user", "content": "gone"}],
            )
        # Its place is free again while the first is still held: there are two, one is taken.
        wait_for(lambda: len(given_back) == 1)
        later = threads.submit(api.ask)
        wait_for(lambda: len(taken) == 3)
        api.assistant.release.set()
        assert held.result(20).choices and later.result(20).choices
        assert "gone" not in [question for question, _ in api.assistant.asked]


def test_many_at_once_hear_nothing_of_one_another(tmp_path: Path):
    """16 keys × 4 at once, 320 conversations of two turns: each answer holds its own two canaries,
    and no other's."""
    with api_of(tmp_path) as api:
        keys = [api.keys.add(f"site{n}") for n in range(16)]
        clients = [api.client(key) for key in keys]

        def talk(number: int) -> str:
            chat = clients[number % 16].chat.completions
            first, second = f"repeat canary-{number}-a", f"repeat canary-{number}-b"
            messages: Messages = [user(first)]
            said = chat.create(model="giljabi", messages=messages).choices[0].message.content  # type: ignore[call-overload]
            assert said == f"{first} [1]"
            messages += [{"role": "assistant", "content": said}, user(second)]
            if number % 2:
                stream = chat.create(model="giljabi", messages=messages, stream=True)  # type: ignore[call-overload]
                return "".join(chunk.choices[0].delta.content or "" for chunk in stream)
            return chat.create(model="giljabi", messages=messages).choices[0].message.content  # type: ignore[call-overload,no-any-return]

        # Number n goes to key n mod 16: 64 threads over 320 in order keep to 4 a key, nearly; who
        # meets a fifth waits and asks again, as a client would.
        for client in clients:
            client.max_retries = 20
        with ThreadPoolExecutor(64) as threads:
            heard = list(threads.map(talk, range(320)))
        expected = [
            f"repeat canary-{n}-a | repeat canary-{n}-a [1] | repeat canary-{n}-b [1]"
            for n in range(320)
        ]
        assert heard == expected
        log = QuestionLog(api.store).asked()
        assert len(log) == 640
        assert all(one.answer.endswith(f"{one.question} [1]") for one in log)


# --- When there is no answer -------------------------------------------------------------------


def test_while_the_chat_is_off_the_api_says_what_staff_wrote(api: Api):
    ChatSwitch(api.store).turn_off("오늘은 쉽니다.", "Closed today.", "kim")
    for question, said in [(QUESTION, "오늘은 쉽니다."), ("How much?", "Closed today.")]:
        for stream in (False, True):
            response = api.send(asking(user(question), stream=stream))
            assert (response.status_code, error_of(response)["message"]) == (503, said)
            assert error_of(response)["code"] == "switched_off"
            assert int(response.headers["retry-after"]) > 0
    assert api.assistant.asked == [] and QuestionLog(api.store).asked() == []
    # Its client, told so, does not try again by itself: one request, with two retries allowed.
    seen: list[httpx.Request] = []
    eager = api.client().with_options(max_retries=2)
    eager._client.event_hooks["request"].append(seen.append)
    with pytest.raises(openai.InternalServerError, match="오늘은 쉽니다"):
        eager.chat.completions.create(model="giljabi", messages=[user(QUESTION)])  # type: ignore[list-item]
    assert len(seen) == 1
    ChatSwitch(api.store).turn_on()
    assert api.ask().choices


def test_before_the_documents_are_open_the_api_says_to_come_again(tmp_path: Path):
    def nothing() -> Repeater:
        raise IndexMissingError("No index. Run: python ingest.py")

    desk = opened(nothing, store=Store(tmp_path))
    wait_for(lambda: desk.status == "no_index")
    with served(server.create_web(desk)) as address:
        api = Api(address, tmp_path, Repeater())
        response = api.send(asking(user(QUESTION)))
        assert (response.status_code, error_of(response)["code"]) == (503, "not_ready")
        assert int(response.headers["retry-after"]) > 0
    desk.close()


def test_a_failure_says_nothing_of_the_inside(api: Api):
    for stream in (False, True):
        response = api.send(asking(user("broken"), stream=stream))
        assert (response.status_code, error_of(response)["type"]) == (500, "server_error")
        assert "secret" not in response.text and "Traceback" not in response.text


def test_without_a_desk_there_is_no_api():
    desk = opened(ShelfAssistant)
    with served(server.create_web(desk)) as address:
        assert httpx.get(f"{address}/v1/models").status_code == 404


# --- What is kept ------------------------------------------------------------------------------


def test_a_question_is_noted_without_numbers_of_persons(api: Api):
    api.ask("저는 900101-1234568, 010-1234-5678입니다. 최대 얼마인가요?")
    [asked] = QuestionLog(api.store).asked()
    assert "1234568" not in asked.question and "1234-5678" not in asked.question
    assert "최대 얼마인가요?" in asked.question and asked.generation == "shelf-1"


def test_no_key_is_in_any_log(api: Api, caplog: pytest.LogCaptureFixture, tmp_path: Path):
    wrong = "giljabi-a-wrong-key-of-somebody"
    with caplog.at_level(logging.DEBUG):
        api.send(asking(user("broken")))
        api.send(b"{")
        api.send(b"{", key=wrong)
    named = [record for record in caplog.records if record.name.startswith("assistant")]
    assert named  # the broken one left its trace
    secret = api.key.partition("-")[2]
    assert secret not in caplog.text and wrong not in caplog.text
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path.name


# --- Browsers ----------------------------------------------------------------------------------

SITE = "https://agency.example"


def preflight(address: str, origin: str) -> httpx.Response:
    return httpx.options(
        f"{address}/v1/chat/completions",
        headers={
            "origin": origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type,x-stainless-os,cookie",
        },
    )


def allowed_origin(response: httpx.Response) -> str | None:
    return response.headers.get("access-control-allow-origin")


def test_no_page_of_another_site_may_use_the_api_unless_it_is_named(api: Api):
    for response in (
        preflight(api.address, SITE),
        api.send(asking(user(QUESTION)), origin=SITE),
        api.send(asking(user(QUESTION)), origin="null"),
    ):
        assert response.status_code == 403 and allowed_origin(response) is None
        assert error_of(response)["code"] == "origin_not_allowed"
    assert api.assistant.asked == []


def test_a_named_origin_is_let_in_exactly(tmp_path: Path):
    with api_of(tmp_path, api_origins=f"{SITE}, https://other.example:8443") as api:
        asked_first = preflight(api.address, SITE)
        assert (asked_first.status_code, allowed_origin(asked_first)) == (204, SITE)
        headers = asked_first.headers["access-control-allow-headers"]
        assert headers == "authorization, content-type, x-stainless-os"
        response = api.send(asking(user(QUESTION)), origin=SITE)
        assert (response.status_code, allowed_origin(response)) == (200, SITE)
        assert response.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in response.headers
        wrong_key = api.send(asking(user(QUESTION)), key="x", origin=SITE)
        assert (wrong_key.status_code, allowed_origin(wrong_key)) == (401, SITE)
        for near in ("http://agency.example", f"{SITE}.evil.example", f"{SITE}:8443", "null", "*"):
            response = api.send(asking(user(QUESTION)), origin=near)
            assert (response.status_code, allowed_origin(response)) == (403, None), near
        assert api.send(asking(user(QUESTION))).status_code == 200  # no browser


def test_the_headers_that_keep_other_sites_out_are_on_every_response(api: Api):
    for response in (
        api.send(asking(user(QUESTION))),
        api.send(asking(user(QUESTION), stream=True)),
        api.send(b"{", key="x"),
        api.send(b"x" * 70_000),
    ):
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["x-frame-options"] == "DENY"


# --- The command -------------------------------------------------------------------------------


def command(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "keys", *arguments, "--data", str(data)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )


def test_a_key_is_printed_once_alone_and_listed_without_it(tmp_path: Path):
    made = command(tmp_path, "add", "Site")
    assert made.returncode == 0, made.stderr
    key = made.stdout.strip()
    found = ApiKeys(tmp_path).find(key)
    assert found is not None and found.name == "site" and key not in made.stderr
    listed = command(tmp_path, "list", "--json")
    assert [row["name"] for row in json.loads(listed.stdout)] == ["site"]
    assert found.key_hash not in listed.stdout
    again = command(tmp_path, "add", "site")
    assert (again.returncode, again.stdout) == (2, "") and "already" in again.stderr
    assert command(tmp_path, "remove", "site").returncode == 0
    assert ApiKeys(tmp_path).find(key) is None
    assert command(tmp_path, "remove", "site").returncode == 2
    entries = Audit(Store(tmp_path)).entries()
    assert [entry.action for entry in entries] == ["remove_key", "add_key"]
    assert key not in str(entries)
