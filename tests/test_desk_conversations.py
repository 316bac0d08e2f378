"""What the desk of the page notes of a conversation, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from test_server import ShelfAssistant, opened, wait_for

from assistant.conversations import Conversations, Desk
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def ready(desk: Desk) -> Desk:
    wait_for(lambda: desk.status == "ready")
    return desk


def test_a_question_is_noted_with_its_answer_and_its_number_given(store: Store) -> None:
    desk = ready(opened(ShelfAssistant, store=store))
    *_, (answer, number) = desk.replies("최대 얼마인가요?", "s")
    assert number is not None
    asked = QuestionLog(store).one(number)
    assert asked is not None
    assert (asked.question, asked.answer) == ("최대 얼마인가요?", answer.answer)
    assert asked.generation == "shelf-1" and asked.citations == answer.citations


def test_what_an_owner_says_for_a_draft_is_noted_nowhere(store: Store) -> None:
    desk = ready(opened(ShelfAssistant, store=store))
    *_, (_, number) = desk.replies("신청서 초안 만들어줘", "s")
    assert number is None
    assert QuestionLog(store).asked() == []


def test_without_a_desk_file_nothing_is_noted_and_everything_answered() -> None:
    desk = ready(opened(ShelfAssistant))
    *_, (answer, number) = desk.replies("최대 얼마인가요?", "s")
    assert (answer.status, number, desk.off("ko")) == ("answered", None, None)
    assert desk.hand_over(1, "") is None


def test_a_desk_that_cannot_be_written_costs_nobody_an_answer(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.path.mkdir()  # a folder where the file should be
    desk = ready(opened(ShelfAssistant, store=store))
    *_, (answer, number) = desk.replies("최대 얼마인가요?", "s")
    assert (answer.status, number) == ("answered", None)
    assert "could not be noted" in caplog.text


def test_a_token_that_was_not_given_hands_out_nothing(store: Store) -> None:
    desk = ready(opened(ShelfAssistant, store=store))
    *_, (_, number) = desk.replies("최대 얼마인가요?", "s")
    assert number is not None
    token = desk.hand_over(number, "x" * 9000)
    assert token is not None
    assert desk.handed_over("가") is None and desk.handed_over(token) is not None
    assert len(QuestionLog(store).handovers()[0].comment) < 4100


def test_questions_older_than_the_settings_keep_are_deleted_when_the_page_opens(
    tmp_path: Path,
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=370)  # of 365 kept
    QuestionLog(Store(tmp_path, lambda: long_ago)).add(
        "옛 질문", ShelfAssistant().reply("최대?"), "g"
    )
    log = QuestionLog(Store(tmp_path))
    kept = log.add("새 질문", ShelfAssistant().reply("최대?"), "g")
    Desk(ShelfAssistant, Conversations(10, 20), store=Store(tmp_path)).open()
    wait_for(lambda: [asked.question_id for asked in log.asked()] == [kept])
