"""What a reader says of an answer, in a real browser: it reaches the desk with the very answer."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from browsing import OpenPage
from playwright.sync_api import Page, expect
from test_page import ask
from test_server import ShelfAssistant, live_page, opened

from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store
from assistant.staff.switch import ChatSwitch
from assistant.wording import EN, KO


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    with live_page(opened(ShelfAssistant, store=store)) as address:
        yield address


@pytest.fixture
def log(store: Store) -> QuestionLog:
    return QuestionLog(store)


def answered(page: Page, question: str) -> None:
    ask(page, question)
    expect(page.locator("#chat .answer").last).to_be_visible()
    expect(page.locator("#feedback")).to_be_visible()


def test_a_wrong_answer_is_told_with_a_comment(open_page: OpenPage, log: QuestionLog) -> None:
    page = open_page()
    expect(page.locator("#feedback")).to_be_hidden()
    answered(page, "최대 얼마까지 지원하나요? 제 번호는 010-1234-5678입니다")
    page.get_by_role("button", name=KO.rate_wrong).click()
    page.get_by_label(KO.rate_comment).fill("올해는 20억 원이라고 들었습니다")
    page.get_by_role("button", name=KO.rate_send).click()
    expect(page.locator("#feedback-said")).to_have_text(KO.rated)
    expect(page.locator("#verdicts")).to_be_hidden()
    asked = log.asked()[0]
    assert (asked.verdict, asked.feedback[-1].comment) == (
        "wrong",
        "올해는 20억 원이라고 들었습니다",
    )
    assert "15억 원" in asked.answer and len(asked.citations) == 2
    assert "1234" not in asked.question


def test_a_helpful_one_is_one_press_and_the_next_answer_is_asked_about_anew(
    open_page: OpenPage, log: QuestionLog
) -> None:
    page = open_page(locale="en-GB")
    answered(page, "How much at most?")
    page.get_by_role("button", name=EN.rate_helpful).click()
    expect(page.locator("#feedback-said")).to_have_text(EN.rated)
    answered(page, "저축은?")
    expect(page.locator("#feedback-said")).to_have_text(EN.rate)
    expect(page.get_by_role("button", name=EN.rate_out_of_date)).to_be_visible()
    newest, before = log.asked()[:2]
    assert (newest.question, newest.verdict, before.verdict) == ("저축은?", None, "helpful")


def test_a_question_is_handed_over_and_what_was_sent_can_be_kept(
    open_page: OpenPage, log: QuestionLog
) -> None:
    page = open_page(width=390)
    answered(page, "저축은 얼마까지?")
    page.get_by_role("button", name=KO.hand_over).click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name=KO.packet).click()
    packet = unescape(Path(downloading.value.path()).read_text(encoding="utf-8"))
    assert "저축은 얼마까지?" in packet and "매달 50만 원" in packet
    assert downloading.value.suggested_filename.startswith(KO.packet_file)
    assert log.handovers()[0].asked.question == "저축은 얼마까지?"
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_language_switch_keeps_the_row_and_a_new_conversation_takes_it_away(
    open_page: OpenPage,
) -> None:
    page = open_page()
    answered(page, "최대 얼마까지?")
    page.get_by_label("English").check()
    expect(page.get_by_role("button", name=EN.rate_wrong)).to_be_visible(timeout=20_000)
    page.get_by_role("button", name=EN.new_conversation).click()
    expect(page.locator("#feedback")).to_be_hidden()


def test_a_chat_taken_off_line_says_so_and_answers_nothing(
    open_page: OpenPage, store: Store, log: QuestionLog
) -> None:
    before = len(log.asked())
    switch = ChatSwitch(store)
    page = open_page()
    switch.turn_off("점검 중입니다. 오후 3시에 다시 엽니다.", "Back at 3 pm.", "admin")
    try:
        ask(page, "최대 얼마까지?")
        expect(page.locator("#notice")).to_contain_text("오후 3시에 다시 엽니다")
        expect(page.locator("#question textarea")).to_have_value("최대 얼마까지?")
        expect(open_page(locale="en-GB").locator("#coverage")).to_contain_text("Back at 3 pm.")
        assert len(log.asked()) == before
    finally:
        switch.turn_on()
    answered(page, "최대 얼마까지?")
