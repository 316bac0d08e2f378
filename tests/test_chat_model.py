"""The assistant with a chat model behind it: the real stages, the real client, a scripted server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_model import FakeModel, failing, faithful, inventing
from test_answerer import write_notices

from assistant import build
from assistant.build import build_assistant, build_embedder
from assistant.chat import Assistant
from assistant.config import settings
from assistant.ingestion import ingest

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
