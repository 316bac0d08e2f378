"""From a question to an FAQ and back, in a real browser with the real model: asked, rated, drafted,
edited, approved by another person, published, answered from; then its clause changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import OpenPage
from playwright.sync_api import Page, expect
from test_answerer import KOREAN, write_notices
from test_page import ask
from test_server import live_page, opened

from assistant.accounts import Accounts, Role
from assistant.build import build_assistant, build_embedder
from assistant.ingestion import ingest
from assistant.staff.faqs import Faqs
from assistant.staff.store import Store
from assistant.staff_wording import say
from assistant.wording import KO

QUESTION = "수출 첫걸음 지원사업은 한 기업에 최대 얼마를 지원하나요?"
EDITED = "한 기업이 2년 동안 모두 합해 최대 3억 2천만 원을 받습니다 [1]. 총사업비의 25%는 기업이 냅니다 [2]."
NOTICE = "export/notice.ko.md"
PASSWORD = "가상의 담당자 열쇠 말"
STAFF: dict[str, Role] = {"writer": "author", "checker": "reviewer", "keeper": "admin"}


def words(key: str, **filled: object) -> str:
    return say("ko", key, **filled)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("desk")
    ingest([write_notices(root / "notices")], root / "data", build_embedder())
    accounts = Accounts(root / "data")
    for name, role in STAFF.items():
        accounts.add(name, role, PASSWORD)
    return root / "data"


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with live_page(opened(lambda: build_assistant(data), store=Store(data))) as address:
        yield address


def answer_to(page: Page, question: str) -> object:
    before = page.locator("#chat .answer").count()
    ask(page, question)
    expect(page.locator("#chat .answer")).to_have_count(before + 1, timeout=60_000)
    return page.locator("#chat .answer").last


def sign_in(page: Page, name: str) -> None:
    page.get_by_label(words("name"), exact=True).fill(name)
    page.get_by_label(words("password"), exact=True).fill(PASSWORD)
    page.get_by_role("button", name=words("sign_in")).click()
    expect(page.get_by_role("button", name=words("sign_out"))).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name=words("sign_out")).click()


def press(page: Page, key: str) -> None:
    page.get_by_role("button", name=words(key), exact=True).click()


def test_a_question_becomes_an_faq_and_turns_suspect_when_its_clause_changes(
    open_page: OpenPage, address: str, data: Path, tmp_path: Path
) -> None:
    chat = open_page()
    expect(answer_to(chat, QUESTION)).to_contain_text("3억 2천만 원")
    chat.get_by_role("button", name=KO.rate_wrong).click()
    chat.get_by_label(KO.rate_comment).fill("기업이 내는 몫도 알려 주세요")
    chat.get_by_role("button", name=KO.rate_send).click()
    expect(chat.locator("#feedback-said")).to_have_text(KO.rated)

    desk = chat.context.new_page()
    desk.goto(f"{address}/staff?lang=ko")
    sign_in(desk, "writer")
    desk.goto(f"{address}/staff/questions?verdict=wrong")
    desk.get_by_role("link", name=QUESTION).click()
    expect(desk.locator("main")).to_contain_text("기업이 내는 몫도 알려 주세요")
    desk.get_by_role("link", name=words("draft_of_this")).click()
    press(desk, "draft")
    desk.get_by_role("link", name=f"FAQ 1: {QUESTION}").click(timeout=90_000)
    expect(desk.locator("main blockquote").first).to_contain_text("기업당 최대 3억 2천만 원")
    desk.get_by_role("link", name=words("edit"), exact=True).click()
    desk.locator("#ko-answer").fill("한 기업이 최대 5억 원을 받습니다 [1].")
    press(desk, "save")
    expect(desk.locator("#problems")).to_contain_text("5억")  # a figure that no quote has
    desk.locator("#ko-answer").fill(EDITED)
    press(desk, "save")
    saved = desk.get_by_role("button", name=words("do_submit"), exact=True)
    expect(saved.or_(desk.get_by_label(words("read_problems")))).to_be_visible()
    if not saved.count():
        desk.get_by_label(words("read_problems")).check()
        press(desk, "save")
    press(desk, "do_submit")
    expect(desk.get_by_role("button", name=words("do_approve"), exact=True)).to_have_count(0)
    sign_out(desk)

    desk.goto(f"{address}/staff/faqs/1")
    sign_in(desk, "checker")
    press(desk, "do_approve")
    press(desk, "do_publish")
    expect(desk.locator("main")).to_contain_text(words("served_now", n=2))
    sign_out(desk)

    answer = answer_to(chat, QUESTION)
    expect(answer).to_contain_text("모두 합해 최대 3억 2천만 원")
    expect(answer.locator(".faq")).to_have_text(KO.faq_answer.format(faq=1))
    expect(chat.locator("#sources .card").first).to_contain_text("기업당 최대 3억 2천만 원")

    changed = tmp_path / "notice.ko.md"
    changed.write_text(KOREAN.replace("3억 2천만 원", "3억 5천만 원"), encoding="utf-8")
    desk.goto(f"{address}/staff/documents/versions?id={NOTICE}")
    sign_in(desk, "keeper")
    desk.locator("#file").set_input_files(changed)
    press(desk, "replace")
    desk.get_by_role("link", name="FAQ 1").click(timeout=120_000)
    expect(desk.locator(".clause").nth(0)).to_contain_text("3억 2천만 원")
    expect(desk.locator(".clause").nth(1)).to_contain_text("3억 5천만 원")
    expect(answer_to(chat, QUESTION)).to_contain_text("3억 5천만 원")
    expect(chat.locator("#chat .answer").last.locator(".faq")).to_have_count(0)
    events = Faqs(Store(data), second_person=True).one(1).events
    assert [(event.who, event.action) for event in events] == [
        ("writer", "create"),
        ("writer", "revise"),
        ("writer", "submit"),
        ("checker", "approve"),
        ("checker", "publish"),
        ("ingest", "suspect"),
    ]
