"""Whatever the chat model does, people who ask through the API get their cited answer, are shown
nothing of the fault, and do not wait for a model that is down; when it works again, it is heard."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import fake_model as fakes
import httpx
import pytest
from fake_model import Behaviour, Body, FakeModel, Reply, all_knowing, choice, faithful, shown_in
from pydantic import SecretStr
from test_answerer import FACTS, write_notices
from test_api import served
from test_llm import FAULTS
from test_server import wait_for

from assistant import build, server
from assistant.answerer import exam_mark
from assistant.api import routing
from assistant.api_keys import ApiKeys
from assistant.breaker import Breaker
from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.config import Settings, settings
from assistant.conversations import Conversations, Desk
from assistant.errors import ModelReason
from assistant.examined import ExaminedModels
from assistant.ingestion import ingest
from assistant.llm import ChatModel
from assistant.schema import Answer, Turn
from assistant.staff.store import Store

KEY = "sk-canary-of-the-key"
REST = 15.0  # seconds: the breaker's own
OPEN_SECONDS = 3.0  # that an answer may take while the breaker is open
SHOWN_NOWHERE = re.compile(
    "|".join(
        ["traceback", "error", "exception", "langchain", "openai", KEY, *get_args(ModelReason)]
    ),
    re.IGNORECASE,
)

IN_AN_ANSWER = 6  # pieces of 16 characters: most first sentences were given out by then
KINDS: dict[str, Behaviour | None] = {  # None: nobody listens
    **{name: behaviour for name, (behaviour, _, _) in FAULTS.items()},
    "400": fakes.failing(400),
    "refused connection": None,
    "silence in an answer": fakes.falling_silent(after=IN_AN_ANSWER),
    "cut in an answer": fakes.cutting(after=IN_AN_ANSWER),
    "ended in an answer": fakes.ending_early(after=IN_AN_ANSWER),
}
SAMPLE = ("400", "refused connection", "silence in an answer", "cut in an answer", "huge")
# It is the composer that stops reading what is no answer: to the client no fault, and not waited for.
LEFT_BY_THE_COMPOSER = ("huge",)


def choosing_first(body: Body) -> Reply:
    """A whole choice in the first three pieces; what comes behind may go wrong."""
    return Reply(choice([1]) + " " * 160)


BEHIND_THE_CHOICE: dict[str, Behaviour] = {
    "silence behind the choice": fakes.falling_silent(choosing_first, after=IN_AN_ANSWER),
    "cut behind the choice": fakes.cutting(choosing_first, after=IN_AN_ANSWER),
    "ended behind the choice": fakes.ending_early(choosing_first, after=IN_AN_ANSWER),
    "limit behind the choice": fakes.saying(choice([1]) + " " * 160, finish="length"),
}
KINDS_IN_CHOOSING: dict[str, Behaviour | None] = {**KINDS, **BEHIND_THE_CHOICE}
SAMPLE_IN_CHOOSING = ("400", "refused connection", "cut behind the choice")


def worded(body: Body) -> Reply:
    """Faithful, but politely: no document here says "지원합니다"."""
    said = faithful(body)
    return replace(said, text=said.text.replace("한다.", "합니다."))


@dataclass(frozen=True, slots=True)
class Chat:
    """A question as people put it, and what is answered to it without a model."""

    question: str
    before: tuple[Turn, ...]
    expected: str  # a pattern in every right answer
    without: Answer


@dataclass(frozen=True, slots=True)
class Heard:
    text: str
    seconds: float
    is_composed: bool  # the model was asked for it, whatever it said; else the breaker was open


class House:
    """The API over a real index, its breaker on a clock of ours, and a model that is told what to do."""

    def __init__(self, data: Path, chats: Sequence[Chat]) -> None:
        self.data = data
        self.chats = chats
        self.fake = FakeModel(worded)
        self.fake.__enter__()
        self.breaker = Breaker(clock=lambda: self.now)  # opens and rests as it is shipped
        self.now = 0.0
        self.assistant: Assistant
        self.client = httpx.Client(timeout=60)
        self.address = self.key = ""
        self.asked = 0

    def behave(self, behaviour: Behaviour | None) -> None:
        """Have the model do so from now on; None: have nobody listen at its address."""
        if behaviour is None:
            self.fake.__exit__()
            return
        if self.fake.closing.is_set():
            port = urlsplit(self.fake.base_url).port or 0
            self.fake = FakeModel(behaviour, port)
            self.fake.__enter__()
        self.fake.behaviour = behaviour

    def ask(self, chat: Chat) -> Heard:
        """Ask, every second time streamed, and check: a right, cited answer, and nothing of the
        inside."""
        self.asked += 1
        streamed = self.asked % 2 == 0
        turns = [*chat.before, Turn("user", chat.question)]
        messages = [{"role": turn.role, "content": turn.text} for turn in turns]
        began, composed = time.monotonic(), self._composed()
        was_open = self.breaker.state.state == "open"
        response = self.client.post(
            f"{self.address}/v1/chat/completions",
            json={"model": "giljabi", "messages": messages, "stream": streamed},
            headers={"authorization": f"Bearer {self.key}"},
        )
        seconds = time.monotonic() - began
        assert response.status_code == 200, response.text
        text, said = _of_stream(response.text) if streamed else _of_whole(response.json())
        assert said["status"] == chat.without.status, text
        assert re.search(chat.expected, text), text
        assert said["citations"] and "[1]" in text
        for citation in said["citations"]:
            assert citation["quote"] in self.assistant.document(citation["document"]).text
        assert not (found := SHOWN_NOWHERE.search(response.text)), found
        is_composed = not was_open or self._composed() > composed
        return Heard(text, seconds, is_composed)

    def _composed(self) -> int:
        """Requests for an answer or a rewriting: a trial has no system message."""
        return sum(bool(seen.system) for seen in self.fake.chats)

    def is_worded(self) -> bool:
        """Ask; whether the answer is in the model's words."""
        return "지원합니다" in self.ask(self.chats[0]).text

    def recover(self) -> int:
        """The model works again; how many questions it takes until it is heard, each a rest after
        the last one."""
        self.behave(worded)
        began = self.asked

        def is_heard() -> bool:
            self.now += REST
            return self.is_worded()

        wait_for(is_heard, 30)
        assert self.breaker.state.state == "ready"
        return self.asked - began


def _of_whole(completion: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return completion["choices"][0]["message"]["content"], completion["giljabi"]


def _of_stream(events: str) -> tuple[str, dict[str, Any]]:
    assert events.endswith("data: [DONE]\n\n"), events[-300:]
    rows = [json.loads(row) for row in re.findall(r"^data: (\{.*)$", events, re.MULTILINE)]
    text = "".join(row["choices"][0]["delta"].get("content", "") for row in rows)
    return text, rows[-1]["giljabi"]


def chats_of(alone: Assistant) -> list[Chat]:
    """Questions about two notices, and a follow-up, which a model is asked to make whole first."""
    put: list[tuple[str, str, tuple[Turn, ...]]] = [(q, expected, ()) for q, expected in FACTS]
    earlier = Turn("user", FACTS[0][0]), Turn("assistant", "최대 3억 2천만 원입니다. [1]")
    put.append(("그럼 2차는 언제까지인가요?", "8월 21일", earlier))
    return [
        Chat(question, before, expected, alone.reply(question, before))
        for question, expected, before in put
    ]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    root = tmp_path_factory.mktemp("faults")
    data = root / "data"
    ingest([write_notices(root / "notices")], data, build_embedder())
    house = House(data, chats_of(build_assistant(data)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings(), "llm_base_url", house.fake.base_url)
        patch.setattr(settings(), "llm_model", "fake")
        patch.setattr(settings(), "llm_key", SecretStr(KEY))
        patch.setattr(settings(), "llm_first_seconds", 1.0)  # what a fault may cost; shipped: 8
        patch.setattr(settings(), "llm_seconds", 3.0)
        model = ChatModel(settings(), house.breaker)
        patch.setattr(build, "build_model", lambda: model)
        patch.setattr(routing, "settings", lambda: Settings(api_per_minute=100_000))
        house.assistant = build_assistant(data)
        desk = Desk(lambda: house.assistant, Conversations(100, 20), store=Store(data))
        desk.open()
        wait_for(lambda: desk.settled, 120)
        house.key = ApiKeys(data).add("site")
        with served(server.create_web(desk)) as house.address:
            yield house
        desk.close()
    house.client.close()
    house.behave(None)


@dataclass(frozen=True, slots=True)
class Seen:
    composed: int  # chats that met the fault
    alone: int  # chats with the breaker open
    slowest: float  # seconds of one of these
    until_heard: int  # questions from when the model works again


def go_through(house: House, kind: str, chats: int, meetings: int) -> Seen:
    """So many chats with a fault that stays, after `meetings` pairs of chats with one that passes;
    then the model works again."""
    if house.breaker.state.state != "ready":  # as another test left it that failed
        house.recover()
    fault = KINDS[kind]
    heard: list[Heard] = []
    for _ in range(meetings):  # two in a row do not open the breaker
        house.behave(fault)
        heard += [house.ask(chat) for chat in take(house, 2)]
        house.behave(worded)
        assert house.is_worded()
    house.behave(fault)
    for n, chat in enumerate(take(house, chats)):
        if n % 10 == 9:
            house.now += REST  # a trial is due, beside this chat
        one = house.ask(chat)
        assert one.is_composed or one.text == chat.without.answer
        heard.append(one)
    alone = [one.seconds for one in heard if not one.is_composed]
    assert bool(alone) == (kind not in LEFT_BY_THE_COMPOSER)
    return Seen(len(heard) - len(alone), len(alone), max(alone, default=0.0), house.recover())


def take(house: House, chats: int) -> Iterator[Chat]:
    return islice(cycle(house.chats), chats)


def check_logs(caplog: pytest.LogCaptureFixture) -> None:
    assert not [record for record in caplog.records if record.exc_info]
    assert KEY not in caplog.text


@pytest.mark.parametrize("kind", SAMPLE)
def test_a_fault_costs_nobody_the_answer(
    kind: str, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    # The shipped breaker opens at the third in a row: three that meet the fault and one alone.
    seen = go_through(house, kind, chats=4, meetings=0)
    assert seen.alone == (kind not in LEFT_BY_THE_COMPOSER)
    check_logs(caplog)


@pytest.mark.proofs
@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_costs_none_of_50_people_the_answer(
    kind: str,
    house: House,
    caplog: pytest.LogCaptureFixture,
    proof_table: Callable[[str, str], None],
) -> None:
    seen = go_through(house, kind, chats=50, meetings=3)
    proof_table(
        f"a model with a fault ({kind}), 50 chats: all answered and cited, <= 3 s with the breaker open",
        f"{seen.composed} met it, {seen.alone} with the breaker open, slowest {seen.slowest:.2f} s;"
        f" heard again after {seen.until_heard} questions",
    )
    check_logs(caplog)
    assert seen.slowest <= OPEN_SECONDS


# --- in the request to choose what is quoted


@pytest.fixture
def examined(house: House) -> Iterator[House]:
    """With a model that has passed the examination."""
    ExaminedModels(house.data).note(settings(), exam_mark(), True, (18, 18), (10, 10))
    yield house
    ExaminedModels(house.data).note(settings(), exam_mark(), False, (0, 18), (0, 10))


@dataclass(frozen=True, slots=True)
class SeenInChoosing:
    met: int  # chats in which the choice failed
    alone: int  # chats with the breaker open
    until_heard: int  # questions from when the model works again


def fail_in_choosing(house: House, kind: str, chats: int) -> SeenInChoosing:
    """So many chats with a model that words and makes follow-ups whole, and fails when it chooses;
    then one that chooses too."""
    if house.breaker.state.state != "ready":  # as another test left it that failed
        house.recover()
    fault = KINDS_IN_CHOOSING[kind]
    house.behave(fault and (lambda body: fault(body) if shown_in(body) else worded(body)))
    met = alone = 0
    for chat in take(house, chats):
        began = len(house.fake.chats)
        one = house.ask(chat)
        is_choice = [bool(shown_in(seen.body)) for seen in house.fake.chats[began:]]
        met, alone = met + any(is_choice), alone + (not one.is_composed)
        if kind in LEFT_BY_THE_COMPOSER:  # too long a choice is none: the rules' is put into words
            assert is_choice[-2:] == [True, False]
            continue
        assert one.text == chat.without.answer
        # A follow-up is made whole first; once the choice has failed, nothing more is waited for.
        assert is_choice == sorted(is_choice) and sum(is_choice) <= 2  # tried again once at most
    assert met or fault is None  # where nobody listens, nobody sees who asks
    until_heard = house.recover()
    assert chooses(house)
    return SeenInChoosing(met, alone, until_heard)


def chooses(house: House) -> bool:
    """Ask; whether the answer quotes what the model alone would choose."""
    chat, more = house.chats[0], "휴업 중인 기업은 제외한다"
    house.behave(all_knowing({chat.question: ("full", (chat.expected, more))}))
    return more in house.ask(chat).text


@pytest.mark.parametrize("kind", SAMPLE_IN_CHOOSING)
def test_a_fault_in_choosing_leaves_the_answer_without_a_model(
    kind: str, examined: House, caplog: pytest.LogCaptureFixture
) -> None:
    # 10 chats, of which the last is a follow-up. The shipped breaker opens at the third in a row.
    seen = fail_in_choosing(examined, kind, chats=10)
    assert seen.alone == 7
    check_logs(caplog)


def test_a_follow_up_that_no_model_made_whole_is_not_put_to_it_again(examined: House) -> None:
    """Neither to choose nor to word: one wait a question."""
    examined.behave(fakes.failing(400))
    began = len(examined.fake.chats)
    assert examined.ask(examined.chats[-1]).text == examined.chats[-1].without.answer
    (seen,) = examined.fake.chats[began:]
    assert "last question" in seen.asked
    examined.recover()


@pytest.mark.proofs
@pytest.mark.parametrize("kind", KINDS_IN_CHOOSING)
def test_a_fault_in_choosing_costs_none_of_50_people_the_answer(
    kind: str,
    examined: House,
    caplog: pytest.LogCaptureFixture,
    proof_table: Callable[[str, str], None],
) -> None:
    seen = fail_in_choosing(examined, kind, chats=50)
    proof_table(
        f"a model that fails to choose ({kind}), 50 chats: the answer without a model, one wait each",
        f"{seen.met} met it, {seen.alone} with the breaker open;"
        f" heard again after {seen.until_heard} questions",
    )
    check_logs(caplog)
