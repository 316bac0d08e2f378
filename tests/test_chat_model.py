"""The assistant with a chat model behind it: the real stages, the real client, a scripted server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fake_model import (
    Body,
    FakeModel,
    Reply,
    failing,
    faithful,
    inventing,
    last_user,
    never,
    swapping,
)
from test_answerer import NAMES, write_notices

from assistant import build
from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.config import settings
from assistant.growing import grown, until
from assistant.guard import Guard
from assistant.ingestion import ingest
from assistant.schema import Answer, Turn
from assistant.staff.faq_checks import blocking, problems
from assistant.staff.faq_drafting import draft
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


def test_an_answer_that_its_asker_stops_hangs_up_on_a_silent_model(
    assistant: Assistant, fake: FakeModel
) -> None:
    fake.behaviour = never

    async def stop() -> list[Answer]:
        halted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        async def press() -> None:
            while not fake.chats:
                await asyncio.sleep(0.01)
            halted.set_result(True)

        with ThreadPoolExecutor(1) as threads:
            pressing = asyncio.ensure_future(press())
            replies = grown(threads, desk_replies(assistant))
            seen = [answer async for answer in until(halted, replies)]
            await pressing
        return seen

    assert asyncio.run(stop()) == []
    (seen,) = fake.chats
    assert seen.ended.wait(5) and seen.closed_early


def test_an_answer_that_nobody_stops_comes_whole(assistant: Assistant, fake: FakeModel) -> None:
    async def whole() -> list[Answer]:
        halted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        with ThreadPoolExecutor(1) as threads:
            replies = grown(threads, desk_replies(assistant))
            return [answer async for answer in until(halted, replies)]

    assert asyncio.run(whole())[-1].answer == assistant.reply(QUESTION).answer


def desk_replies(assistant: Assistant) -> Generator[Answer]:
    yield from assistant.replies(QUESTION)


def politely(body: Body) -> Reply:
    """Faithful, in polite endings: no document here says "지원합니다"."""
    said = faithful(body)
    return replace(said, text=said.text.replace("한다.", "합니다."))


def test_a_drafted_faq_is_worded_by_the_model_and_held_to_its_quotes(
    assistant: Assistant, fake: FakeModel
) -> None:
    fake.behaviour = politely
    documents = {document.document_id: document for document in assistant.documents()}
    content = draft(QUESTION, assistant.reply, assistant.records(), documents)
    assert content.ko is not None and "지원합니다" in content.ko.answer
    texts = {key: document.text for key, document in documents.items()}
    assert blocking(problems(content, texts)) == []
    fake.behaviour = inventing
    invented = draft(QUESTION, assistant.reply, assistant.records(), documents)
    assert invented.ko is not None and "지원한다" in invented.ko.answer
    assert blocking(problems(invented, texts)) == []


def test_what_is_compared_is_worded_each_programme_with_its_own_figures(
    tmp_path: Path, fake: FakeModel, assistant: Assistant
) -> None:
    """Two made-up notices without terms in their records: the quotes are all there is."""
    for folder, name, sum_ in (
        ("gamma", "감마 바우처", "4천만 원"),
        ("delta", "델타 바우처", "7천만 원"),
    ):
        (tmp_path / "n" / folder).mkdir(parents=True)
        text = f"# 2031년 {name} 공고\n\n## 지원 금액\n\n{name}는 기업당 최대 {sum_}을 지원한다.\n"
        (tmp_path / "n" / folder / "notice.ko.md").write_text(text, encoding="utf-8")
        record = NAMES.format(id=folder, ko=name, en=f"{folder.title()} Voucher")
        (tmp_path / "n" / folder / "record.yaml").write_text(record, encoding="utf-8")
    ingest([tmp_path / "n"], tmp_path / "data", build_embedder())
    fake.behaviour = politely
    answer = build_assistant(tmp_path / "data").reply(
        "감마 바우처와 델타 바우처의 지원 금액을 비교해 주세요"
    )
    lines = answer.answer.split("\n")
    assert any("감마" in line and "4천만" in line and "지원합니다" in line for line in lines), lines
    assert any("델타" in line and "7천만" in line and "지원합니다" in line for line in lines), lines
    assert not any("감마" in line and "7천만" in line for line in lines)
    fake.behaviour = swapping
    lines = (
        build_assistant(tmp_path / "data")
        .reply("감마 바우처와 델타 바우처의 지원 금액을 비교해 주세요")
        .answer.split("\n")
    )
    assert not any("감마" in line and "7천만" in line for line in lines)
    assert not any("델타" in line and "4천만" in line for line in lines)
