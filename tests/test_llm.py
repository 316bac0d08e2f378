"""The chat model's client against a real server that fails in every way, and its breaker."""

from __future__ import annotations

import logging
import re
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import fake_model as fakes
import pytest
import small_model
from fake_model import FakeModel, Reply

from assistant.breaker import Breaker
from assistant.config import Settings, own_environment
from assistant.errors import ModelUnavailableError, UsageError
from assistant.llm import MOST_BYTES, MOST_CHARS, ChatModel, Message, _is_local

ROOT = Path(__file__).parent.parent
KEY = "sk-canary-of-the-key"
CANARY = "canary-of-the-prompt"
MESSAGES: list[Message] = [
    ("system", f"Answer from the quotes. {CANARY}"),
    ("user", "얼마인가요?\n[1] 지원금은 기업당 3억원이다.\n[2] 기간은 12개월이다."),
]
FAITHFUL = fakes.faithful({"messages": [{"role": "user", "content": MESSAGES[1][1]}]}).text


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel(fakes.faithful) as served:
        yield served


def model_of(base_url: str, breaker: Breaker | None = None, **limits: float) -> ChatModel:
    return ChatModel(
        Settings(
            _env_file=None,
            llm_base_url=base_url,
            llm_model="served-name",
            llm_key=KEY,
            llm_first_seconds=limits.get("first", 2.0),
            llm_seconds=limits.get("whole", 5.0),
        ),
        breaker,
    )


def reason_of(call: Callable[[], object]) -> str:
    with pytest.raises(ModelUnavailableError) as caught:
        call()
    assert caught.value.__context__ is None  # nothing of the client's, which quotes the request
    told = "".join(traceback.format_exception(caught.value))
    assert CANARY not in told
    assert KEY not in told
    return caught.value.reason


def until(true: Callable[[], bool]) -> None:
    """Waits, at most half a minute."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came true")


# --- a model that works


def test_the_pieces_come_as_they_are_said_and_make_up_the_reply(fake: FakeModel) -> None:
    pieces = list(model_of(fake.base_url).stream(MESSAGES))
    assert "".join(pieces) == FAITHFUL
    assert len(pieces) == -(-len(FAITHFUL) // 16)  # the fake says 16 characters at a time


def test_a_request_holds_the_messages_and_asks_for_no_tools_and_no_chance(fake: FakeModel) -> None:
    assert model_of(fake.base_url).complete(MESSAGES) == FAITHFUL
    (seen,) = fake.chats
    assert seen.messages == MESSAGES
    assert seen.authorization == f"Bearer {KEY}"
    others = {name: value for name, value in seen.body.items() if name != "messages"}
    assert others == {"model": "served-name", "stream": True, "temperature": 0.0}


def test_without_a_key_none_of_the_environment_is_sent(
    fake: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://another.invalid/v1")
    config = Settings(_env_file=None, llm_base_url=fake.base_url, llm_model="m", llm_key="")
    ChatModel(config).complete(MESSAGES)
    assert fake.chats[0].authorization == "Bearer none"


def test_calls_at_once_get_each_its_own_reply(fake: FakeModel) -> None:
    fake.behaviour = fakes.late(fakes.faithful, before=0.2, between=0.01)
    model = model_of(fake.base_url, first=30, whole=28.0)

    def asked(n: int) -> str:
        return model.complete([("user", f"[1] 과제 {n}번의 지원금은 {n}천만원이다.")])

    with ThreadPoolExecutor(48) as pool:
        replies = list(pool.map(asked, range(48)))
    for n, reply in enumerate(replies):
        assert re.findall(r"과제 (\d+)번", reply) == [str(n)]


@pytest.mark.skipif(not small_model.installed(), reason="requirements-model.txt is not installed")
def test_a_real_model_replies_in_pieces_and_stops_when_it_is_closed() -> None:
    asked: list[Message] = [
        ("system", "Answer in one short sentence."),  # without it, this model does not stop
        ("user", "What is the capital of France?"),
    ]
    with small_model.SmallModel() as served:
        model = model_of(served.base_url, first=60, whole=28.0)
        pieces = list(model.stream(asked))
        assert len(pieces) > 1
        assert "Paris" in "".join(pieces)
        rambling = model.stream([("user", "Write a very long story about a bank.")])
        next(rambling)
        rambling.close()
        assert "Paris" in model.complete(asked)  # it serves one at a time: the story was left


# --- a model that fails


FAULTS = {  # what the model does, the reason it is given, and the requests that it takes
    "timeout": (fakes.never, "timeout", 1),
    "silence": (fakes.falling_silent(), "silence", 1),
    "429": (fakes.failing(429), "rate_limited", 2),
    "500": (fakes.failing(500), "server_error", 2),
    "503": (fakes.failing(503), "server_error", 2),
    "wrong key": (fakes.failing(401), "rejected", 1),
    "malformed JSON": (fakes.misshapen, "malformed", 1),
    "malformed stream": (fakes.malformed, "malformed", 1),
    "a web page": (fakes.proxy_page, "malformed", 1),
    "cut stream": (fakes.cutting(after=1), "cut_off", 1),
    "cut before the first piece": (fakes.cutting(after=0), "cut_off", 2),
    "ended in the middle": (fakes.ending_early(), "cut_off", 1),
    "stopped by its own limit": (fakes.saying("Half a sent", finish="length"), "too_long", 1),
    "empty": (fakes.empty, "empty", 1),
    "huge": (fakes.huge, "too_long", 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_reason_and_leaves_no_call_open(fault: str, fake: FakeModel) -> None:
    # a fake that never answers would take an hour: that this returns is the limit at work
    fake.behaviour, reason, requests = FAULTS[fault]
    waits = (
        requests == 1
    )  # the others are tried again while there is time, however slow the machine
    model = model_of(fake.base_url, first=1.0 if waits else 20.0, whole=3.0 if waits else 25.0)
    assert reason_of(lambda: model.complete(MESSAGES)) == reason
    assert len(fake.chats) == requests
    assert all(seen.ended.wait(20) for seen in fake.chats)
    assert (model.state.state, model.state.last_error) == ("failing", reason)


def test_what_came_before_a_fault_was_given_out(fake: FakeModel) -> None:
    fake.behaviour = fakes.cutting(after=2)
    pieces = model_of(fake.base_url).stream(MESSAGES)
    assert next(pieces) + next(pieces) == FAITHFUL[:32]  # two pieces of 16 characters
    assert reason_of(lambda: next(pieces)) == "cut_off"


def test_a_refused_connection_has_its_reason() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound, and not listening: no one else gets the port
        model = model_of(f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
        assert reason_of(lambda: model.complete(MESSAGES)) == "refused_connection"


def test_a_model_that_dribbles_ends_at_the_limit_of_the_whole(fake: FakeModel) -> None:
    # a piece every 0.1 s never is a silence of 1 s; 200 pieces would take 20 s
    fake.behaviour = fakes.saying("말" * 200, piece_chars=1, between=0.1)
    model = model_of(fake.base_url, first=1.0, whole=1.5)
    assert reason_of(lambda: model.complete(MESSAGES)) == "timeout"
    assert fake.chats[0].ended.wait(20)
    assert fake.chats[0].closed_early
    assert 0 < fake.chats[0].pieces_sent < 200


def test_a_reply_may_be_as_long_as_the_limit_and_no_longer(fake: FakeModel) -> None:
    fake.behaviour = fakes.saying("a" * MOST_CHARS, piece_chars=1000)
    assert len(model_of(fake.base_url).complete(MESSAGES)) == MOST_CHARS
    fake.behaviour = fakes.saying("a" * (MOST_CHARS + 1), piece_chars=1000)
    assert reason_of(lambda: model_of(fake.base_url).complete(MESSAGES)) == "too_long"


def test_one_event_without_an_end_is_not_gathered(fake: FakeModel) -> None:
    fake.behaviour = lambda body: Reply(raw=b"data: " + b"x" * (MOST_BYTES + 1))
    model = model_of(fake.base_url, first=60, whole=28.0)
    assert reason_of(lambda: model.complete(MESSAGES)) == "too_long"


@pytest.mark.parametrize("first", [Reply(status=500), Reply(status=429), Reply("x", cut_after=0)])
def test_a_fault_that_passes_is_not_noticed(first: Reply, fake: FakeModel) -> None:
    fake.behaviour = fakes.scripted(first, fakes.faithful)
    model = model_of(fake.base_url)
    assert model.complete(MESSAGES) == FAITHFUL
    assert len(fake.chats) == 2
    assert model.state.state == "ready"


def test_a_redirect_takes_the_question_nowhere_else(fake: FakeModel) -> None:
    with FakeModel(fakes.faithful) as other:
        fake.behaviour = lambda body: Reply(
            status=307, location=f"{other.base_url}/chat/completions"
        )
        assert reason_of(lambda: model_of(fake.base_url).complete(MESSAGES)) == "rejected"
        assert other.requests == []


# --- hanging up


def test_closing_the_iterator_closes_the_call(fake: FakeModel) -> None:
    fake.behaviour = fakes.late(fakes.faithful, between=0.2)
    model = model_of(fake.base_url, first=30, whole=28.0)
    pieces = model.stream(MESSAGES)
    next(pieces)
    pieces.close()
    assert fake.chats[0].ended.wait(20)
    assert fake.chats[0].closed_early
    assert model.state.state == "ready"  # going away is no fault of the model's


def test_a_call_that_is_closed_in_a_silence_hangs_up_at_once(fake: FakeModel) -> None:
    fake.behaviour = fakes.falling_silent(after=1)
    pieces = model_of(fake.base_url, first=3000, whole=28.0).stream(MESSAGES)
    next(pieces)
    del pieces
    assert fake.chats[0].ended.wait(20)  # not after the 3,000 s of the limit
    assert fake.chats[0].closed_early


# --- the breaker


def test_three_failures_in_a_row_open_it_and_a_success_in_between_does_not() -> None:
    breaker = Breaker(failures=3)
    for told in ("failed", "failed", "succeeded", "failed", "failed"):  # 2, 0, 2
        ticket = breaker.admit()
        assert ticket is not None
        breaker.failed(ticket, "timeout") if told == "failed" else breaker.succeeded(ticket)
    assert breaker.state.state == "failing"
    breaker.failed(breaker.admit() or 0, "silence")  # 3
    assert breaker.admit() is None
    assert (breaker.state.state, breaker.state.last_error) == ("open", "silence")


def opened(clock: Callable[[], float]) -> Breaker:
    breaker = Breaker(failures=3, rest=15, clock=clock)
    for _ in range(3):
        breaker.failed(breaker.admit() or 0, "timeout")
    return breaker


def test_one_trial_is_due_when_it_has_rested() -> None:
    now = SimpleNamespace(s=100.0)
    breaker = opened(lambda: now.s)
    now.s += 14.9
    assert breaker.trial() is None
    now.s += 0.1  # 15 s
    ticket = breaker.trial()
    assert ticket is not None
    assert breaker.trial() is None  # one at a time
    assert breaker.admit() is None
    breaker.failed(ticket, "timeout")
    now.s += 14.9
    assert breaker.trial() is None  # the rest begins anew
    now.s += 0.1
    assert breaker.trial() is not None


def test_after_a_trial_one_failure_opens_it_again_until_a_call_has_worked() -> None:
    now = SimpleNamespace(s=0.0)
    breaker = opened(lambda: now.s)
    now.s += 15
    breaker.succeeded(breaker.trial() or 0)
    assert breaker.state.state == "failing"
    breaker.failed(breaker.admit() or 0, "timeout")
    assert breaker.state.state == "open"
    now.s += 15
    breaker.succeeded(breaker.trial() or 0)
    breaker.succeeded(breaker.admit() or 0)
    assert (breaker.state.state, breaker.state.last_error) == ("ready", None)
    breaker.failed(breaker.admit() or 0, "timeout")
    assert breaker.state.state == "failing"


def test_what_began_before_it_opened_is_old_news() -> None:
    now = SimpleNamespace(s=0.0)
    breaker = Breaker(failures=3, rest=15, clock=lambda: now.s)
    tickets = [breaker.admit() or 0 for _ in range(64)]
    for ticket in tickets[:3]:
        breaker.failed(ticket, "timeout")
    breaker.succeeded(tickets[3])
    assert breaker.state.state == "open"
    now.s += 15
    breaker.succeeded(breaker.trial() or 0)
    for ticket in tickets[4:]:
        breaker.failed(ticket, "timeout")
    assert breaker.admit() is not None


@pytest.mark.parametrize("fault", ["429", "500", "malformed stream", "cut stream", "empty"])
def test_a_model_that_failed_thrice_is_left_alone_and_found_again(
    fault: str, fake: FakeModel
) -> None:
    now = SimpleNamespace(s=0.0)
    fake.behaviour, reason, _ = FAULTS[fault]
    model = model_of(fake.base_url, Breaker(clock=lambda: now.s))
    for _ in range(3):
        assert reason_of(lambda: model.complete(MESSAGES)) == reason
    sent = len(fake.chats)
    for _ in range(20):
        assert reason_of(lambda: model.complete(MESSAGES)) == "breaker_open"
    assert len(fake.chats) == sent
    assert (model.state.state, model.state.last_error) == ("open", reason)
    assert model.state.since is not None

    now.s += 15  # a trial is due, and the model still fails
    assert reason_of(lambda: model.complete(MESSAGES)) == "breaker_open"
    until(lambda: len(fake.chats) > sent and all(seen.ended.is_set() for seen in fake.chats))
    assert model.state.state == "open"
    assert CANARY not in fake.chats[-1].system  # the trial is no one's question

    fake.behaviour = fakes.faithful

    def found() -> bool:
        now.s += 15
        try:
            return model.complete(MESSAGES) == FAITHFUL
        except ModelUnavailableError:
            return False

    until(found)
    assert (model.state.state, model.state.last_error) == ("ready", None)


# --- what must not get out


def test_no_log_holds_the_key_or_the_prompt(
    fake: FakeModel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model = model_of(fake.base_url, Breaker(failures=1000), first=0.5, whole=2.0)
    fake.behaviour = fakes.scripted(*[behaviour for behaviour, *_ in FAULTS.values()], fakes.empty)
    for _ in range(24):
        reason_of(lambda: model.complete(MESSAGES))
    assert len(fake.chats) >= 24
    assert CANARY not in caplog.text
    assert KEY not in caplog.text
    assert fake.base_url not in caplog.text


CHATTING = """
import logging, sys
from pathlib import Path
logging.basicConfig(level=logging.DEBUG)
from assistant.config import Settings
from assistant.errors import ModelUnavailableError
from assistant.llm import ChatModel
model = ChatModel(Settings(_env_file=None))
for _ in range(2):
    try:
        model.complete([("system", "canary-of-the-prompt"), ("user", "[1] One.")])
        print("REPLIED")
    except ModelUnavailableError as error:
        print(error)
from langchain_core.tracers.langchain import wait_for_all_tracers
wait_for_all_tracers()
"""


def test_nothing_is_traced_logged_or_sent_through_a_proxy_whatever_the_environment_says(
    fake: FakeModel,
) -> None:
    fake.behaviour = fakes.scripted(fakes.faithful, Reply(status=401))
    with FakeModel(fakes.empty) as elsewhere:
        root = elsewhere.base_url.removesuffix("/v1")
        chat = subprocess.run(
            [sys.executable, "-c", CHATTING],
            env={
                **own_environment(),
                "GILJABI_LLM_BASE_URL": fake.base_url,
                "GILJABI_LLM_MODEL": "m",
                "GILJABI_LLM_KEY": KEY,
                "OPENAI_LOG": "debug",
                "LANGSMITH_TRACING": "true",
                "LANGCHAIN_TRACING_V2": "true",
                "LANGSMITH_API_KEY": "lsv2_made_up",
                "LANGSMITH_ENDPOINT": root,
                **dict.fromkeys(("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"), root),
                "NO_PROXY": "",
                "no_proxy": "",
            },
            capture_output=True,
            text=True,
            timeout=300,
            cwd=ROOT,
            check=False,
        )
        assert chat.returncode == 0, chat.stderr
        assert "REPLIED" in chat.stdout
        assert "rejected" in chat.stdout
        assert len(fake.chats) == 2
        assert elsewhere.requests == []
    for secret in (KEY, "canary-of-the-prompt"):
        assert secret not in chat.stdout + chat.stderr


def test_a_host_of_this_house_is_known_from_one_outside() -> None:
    inside = ["localhost", "127.0.0.1", "::1", "10.1.2.3", "192.168.0.5", "ollama", "gpu.internal"]
    outside = ["api.example.com", "8.8.8.8", "2001:4860:4860::8888"]
    assert [host for host in inside + outside if _is_local(host)] == inside


# --- only when it is configured


UNCONFIGURED = """
import sys
from pathlib import Path
import app, assistant.build, assistant.chat, assistant.server
assistant.build.build_assistant(Path(sys.argv[1]))
print(sorted({"openai", "langchain_openai", "assistant.llm"} & set(sys.modules)))
"""


def test_without_a_model_nothing_of_it_is_imported(tmp_path: Path) -> None:
    environment = {k: v for k, v in own_environment().items() if not k.startswith("GILJABI_LLM")}
    started = subprocess.run(
        [sys.executable, "-c", UNCONFIGURED, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        cwd=ROOT,
        check=False,
    )
    assert started.stdout.splitlines()[-1:] == ["[]"], started.stderr


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"llm_base_url": "localhost:8000/v1"}, "GILJABI_LLM_BASE_URL"),
        ({"llm_base_url": "ftp://localhost/v1"}, "GILJABI_LLM_BASE_URL"),
        ({"llm_base_url": "http://localhost:port/v1"}, "GILJABI_LLM_BASE_URL"),
        ({"llm_base_url": "http://[::1/v1"}, "GILJABI_LLM_BASE_URL"),
        ({"llm_model": ""}, "GILJABI_LLM_MODEL"),
        ({"llm_key": f"{KEY}\n그리고"}, "GILJABI_LLM_KEY"),
        ({"llm_seconds": 0}, "GILJABI_LLM_SECONDS"),
        ({"llm_seconds": 40}, "at most 28"),
    ],
)
def test_a_setting_that_cannot_be_is_named_and_not_quoted(
    wrong: dict[str, object], named: str
) -> None:
    right = {"llm_base_url": "http://localhost/v1", "llm_model": "m", "llm_key": KEY}
    with pytest.raises(UsageError, match=named) as caught:
        ChatModel(Settings(_env_file=None, **{**right, **wrong}))
    assert KEY not in str(caught.value)


def test_a_key_is_not_in_what_the_settings_print() -> None:
    assert KEY not in repr(Settings(_env_file=None, llm_key=KEY))
