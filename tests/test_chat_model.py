"""The assistant with a chat model behind it: the real stages, the real client, a scripted server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fake_model import Body, FakeModel, Reply, failing, faithful, inventing, last_user, never
from test_answerer import write_notices

from assistant import build
from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.config import settings
from assistant.growing import grown
from assistant.guard import Guard
from assistant.ingestion import ingest
from assistant.schema import Answer, Turn
from evals.answers.statements import invented_figures

QUESTION = "수출 첫걸음 지원사업은 최대 얼마까지 지원하나요?"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("model")
    ingest([write_notices(root / "notices")], root / "data", build_embedder())
    return root / "data"


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel(faithful) as fake:
        yield fake


@pytest.fixture
def assistant(data: Path, fake: FakeModel, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.setattr(settings(), "llm_base_url", fake.base_url)
    monkeypatch.setattr(settings(), "llm_model", "fake")
    build.build_model.cache_clear()
    yield build_assistant(data)
    build.build_model.cache_clear()


def test_an_answer_grows_sentence_by_sentence_and_ends_whole(
    assistant: Assistant, fake: FakeModel
) -> None:
    *growing, whole = assistant.replies(QUESTION)
    assert len(fake.chats) == 1 and growing
    assert all(not answer.seconds for answer in growing) and whole.seconds
    assert whole.status == "answered" and "3억 2천만 원" in whole.answer
    for answer in (*growing, whole):
        for citation in answer.citations:
            assert citation.quote in assistant.document(citation.document).text


def test_each_state_of_a_growing_answer_has_been_through_the_guard(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stamped(self: Guard, answer: Answer, documents: object) -> Answer:
        return replace(answer, answer=f"{answer.answer}\nchecked")

    monkeypatch.setattr(Guard, "check_answer", stamped)
    states = list(assistant.replies(QUESTION))
    assert len(states) > 1
    assert all(answer.answer.endswith("\nchecked") for answer in states)


@pytest.mark.parametrize("behaviour", [inventing, failing(500)])
def test_a_model_that_invents_or_fails_costs_nobody_the_answer(
    assistant: Assistant, fake: FakeModel, behaviour: Callable[..., object]
) -> None:
    fake.behaviour = behaviour  # type: ignore[assignment]
    answer = assistant.reply(QUESTION)
    assert answer.status == "answered" and "3억 2천만 원" in answer.answer


@pytest.mark.parametrize(
    "question", ["오늘 서울 날씨는 어때요?", "수출 첫걸음 지원사업의 담당자 전화번호는 무엇인가요?"]
)
def test_what_is_declined_is_not_put_to_the_model(
    assistant: Assistant, fake: FakeModel, question: str
) -> None:
    answer = assistant.reply(question)
    assert answer.status not in ("answered", "partial")
    assert fake.chats == []


def test_nothing_that_a_model_invents_shows_for_a_moment(
    assistant: Assistant, fake: FakeModel
) -> None:
    """Truth and invention by turns: the answer grows, and by what is true."""

    def by_turns(body: Body) -> Reply:
        rows = (r.text.splitlines()[:-1] for r in (faithful(body), inventing(body)))
        return Reply("\n".join(row for pair in zip(*rows, strict=False) for row in pair))

    fake.behaviour = by_turns
    states = list(assistant.replies(QUESTION))
    assert len(states) > 2
    assert [invented_figures(state) for state in states] == [[]] * len(states)


FOLLOW_UP = "그럼 2차는 언제인가요?"
BEFORE = [Turn("user", QUESTION), Turn("assistant", "최대 3억 2천만 원입니다. [1]")]


def rewriting(question: str) -> Callable[[Body], Reply]:
    """Makes follow-ups whole in these words; else faithful."""
    said = json.dumps({"question": question}, ensure_ascii=False)
    return lambda body: Reply(said) if "last question" in last_user(body) else faithful(body)


def test_a_follow_up_is_searched_as_the_model_makes_it_whole(
    assistant: Assistant, fake: FakeModel
) -> None:
    whole = "수출 첫걸음 지원사업 2차는 언제인가요?"
    fake.behaviour = rewriting(whole)
    assert assistant.reply(FOLLOW_UP, BEFORE).query == whole
    assert assistant.reply(QUESTION).query == QUESTION  # no follow-up: as it was put


def test_a_rewriting_with_words_of_its_own_is_not_searched(
    assistant: Assistant, fake: FakeModel
) -> None:
    own = assistant.reply(FOLLOW_UP, BEFORE).query  # faithful gives no rewriting
    fake.behaviour = rewriting("푸른바다 지원사업 2차는 언제인가요?")
    assert assistant.reply(FOLLOW_UP, BEFORE).query == own


def test_a_model_that_is_down_is_waited_for_once_a_question(
    assistant: Assistant, fake: FakeModel
) -> None:
    fake.behaviour = failing(400)  # no fault that is tried again
    assert assistant.reply(FOLLOW_UP, BEFORE).status in ("answered", "partial")
    assert len(fake.chats) == 1


def test_an_answer_that_is_given_up_hangs_up_on_a_silent_model(
    assistant: Assistant, fake: FakeModel
) -> None:
    fake.behaviour = never

    async def stop_waiting() -> None:
        with ThreadPoolExecutor(1) as threads:
            replies = grown(threads, desk_replies(assistant))
            step = asyncio.ensure_future(anext(replies))
            while not fake.chats:
                await asyncio.sleep(0.01)
            step.cancel()
            await asyncio.wait({step})

    asyncio.run(stop_waiting())
    (seen,) = fake.chats
    assert seen.ended.wait(5) and seen.closed_early  # the model's own limit is 8 seconds


def desk_replies(assistant: Assistant) -> Generator[Answer]:
    yield from assistant.replies(QUESTION)
