"""The page in a real browser: what a shop owner sees, reads and presses."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from browsing import OpenPage
from playwright.sync_api import Page, Route, expect
from test_server import DOCUMENTS, HOSTILE, ShelfAssistant, live_page, opened

from assistant.wording import EN, EXAMPLE_QUESTIONS, KO


@pytest.fixture(scope="module")
def assistant() -> ShelfAssistant:
    return ShelfAssistant()


@pytest.fixture(scope="module")
def address(assistant: ShelfAssistant) -> Iterator[str]:
    with live_page(opened(lambda: assistant)) as address:
        yield address


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#send").click()


def page_awaiting_an_answer(open_page: OpenPage, assistant: ShelfAssistant) -> Page:
    """A page that was asked "slow", which gets its answer once the assistant is released."""
    assistant.release.clear()
    page = open_page()
    ask(page, "slow")
    expect(page.locator("#chat .pending")).to_be_visible()
    expect(page.locator("#chat .pending")).to_have_text(KO.searching)
    expect(page.locator("#question textarea")).to_have_value("")
    return page


def test_an_owner_asks_reads_and_opens_the_source_at_the_quoted_words(open_page: OpenPage):
    page = open_page()
    expect(page.locator("#coverage summary")).to_contain_text("글로벌 협력 R&D")
    ask(page, "최대 얼마까지 지원하나요?")
    expect(page.locator("#chat .answer")).to_contain_text("최대 15억 원을 지원합니다 [1]")
    expect(page.locator("#chat .answer li")).to_have_count(2)
    expect(page.locator("#question textarea")).to_have_value("")
    expect(page.locator("#sources .card")).to_have_count(2)
    expect(page.locator("#source-1-1 mark")).to_have_text("지원 금액: 3년 동안 최대 15억 원")
    with page.context.expect_page() as opening:
        page.locator("#source-1-1 .open a").click()
    source = opening.value
    source.wait_for_load_state()
    expect(source.locator("mark#quote")).to_have_text("지원 금액: 3년 동안 최대 15억 원")
    expect(source.locator("mark#quote")).to_be_in_viewport()


def test_a_number_in_the_answer_leads_to_its_card_even_of_an_earlier_answer(open_page: OpenPage):
    page = open_page(width=390)
    ask(page, "최대 얼마까지 지원하나요?")
    expect(page.locator("#source-1-2")).to_be_visible()
    page.locator("#chat .cite", has_text="[2]").click()
    expect(page.locator("#source-1-2")).to_be_in_viewport()
    ask(page, "저축은?")
    expect(page.locator("#source-2-1 .place")).to_contain_text("2쪽")
    expect(page.locator("#source-1-1")).not_to_be_visible()
    page.locator("#chat .cite").first.click()
    expect(page.locator("#source-1-1")).to_be_in_viewport()


def test_every_example_shown_is_about_a_covered_programme_and_can_be_asked(open_page: OpenPage):
    page = open_page()
    # The shelf has documents of global-rnd and kosme: 2 + 2 of the 6 examples.
    covered = [e.ko for e in EXAMPLE_QUESTIONS if e.folder in ("global-rnd", "kosme")]
    expect(page.locator(".example:visible")).to_have_text(covered)
    page.get_by_role("button", name=covered[0]).click()
    expect(page.locator("#chat .said")).to_have_text(covered[0])
    expect(page.locator("#chat .answer")).to_be_visible()
    expect(page.locator(".example:visible")).to_have_count(0)


def test_the_language_switch_changes_the_whole_page_and_keeps_the_conversation(
    open_page: OpenPage,
):
    page = open_page()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    ask(page, "날씨는?")
    expect(page.locator("#chat .status")).to_have_text(KO.statuses["no_source"])
    page.locator("#language label", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#chat .status")).to_have_text(EN.statuses["no_source"])
    expect(page.locator("#chat .said")).to_have_text("날씨는?")
    expect(page.get_by_label(EN.question_label)).to_be_visible()
    expect(page.locator("#send")).to_have_text(EN.send)
    expect(page.locator("#restart")).to_have_text(EN.new_conversation)
    expect(page.locator("#sources h2")).to_have_text(EN.sources)
    expect(page.locator("#coverage")).to_contain_text("Global Collaborative R&D")
    left = page.locator("main").inner_text()
    for gone in ("지원사업", "질문", "보내기", "문서", "근거"):
        assert gone not in left.replace("날씨는 문서에 없습니다", ""), gone


def test_an_english_browser_gets_an_english_page(open_page: OpenPage):
    page = open_page(locale="en-GB")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".example:visible").first).to_have_text(EXAMPLE_QUESTIONS[0].en)


@pytest.mark.parametrize("locale", ["ko-KR", "en-GB"])
def test_a_phone_needs_no_sideways_scrolling_and_shows_the_chat_first(
    open_page: OpenPage, locale: str
):
    page = open_page(locale=locale, width=390)
    expect(page.locator("#send")).to_be_in_viewport()
    ask(page, "hostile " + "가" * 300 + " " + "x" * 300)
    expect(page.locator("#sources .card")).to_be_visible()
    page.locator("#coverage summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # Clipping would hide an overflow from scrollWidth: no line of text may end past the edge.
    right = """() => Math.max(...[...document.querySelectorAll("main :is(p, li, h1, h3, a)")].map(
        (text) => { const range = document.createRange(); range.selectNodeContents(text);
                    return range.getBoundingClientRect().right; }))"""
    assert page.evaluate(right) <= 390
    chat, sources = page.locator("#chat").bounding_box(), page.locator("#sources").bounding_box()
    assert chat is not None and sources is not None and chat["y"] < sources["y"]
    page.goto(page.url.split("#")[0] + "documents/global-rnd/notice.ko.md")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_keyboard_alone_is_enough(open_page: OpenPage, assistant: ShelfAssistant):
    page = open_page()

    def tab_to(selector: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}")

    tab_to("#question textarea")
    page.keyboard.type("한 줄")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("두 줄")
    expect(page.locator("#question textarea")).to_have_value("한 줄\n두 줄")
    page.keyboard.press("Enter")
    expect(page.locator("#chat .answer")).to_be_visible()
    assert assistant.asked[-1][0] == "한 줄\n두 줄"
    tab_to("#source-1-1 .open a")
    with page.context.expect_page() as opening:
        page.keyboard.press("Enter")
    expect(opening.value.locator("mark#quote")).to_be_visible()


def test_enter_that_finishes_a_syllable_does_not_send(
    open_page: OpenPage, assistant: ShelfAssistant
):
    page = open_page()
    page.locator("#question textarea").fill("조합")
    before = len(assistant.asked)
    page.evaluate(
        """() => { for (const kind of ["keydown", "keypress"])
            document.querySelector("#question textarea").dispatchEvent(new KeyboardEvent(kind,
                {key: "Enter", isComposing: true, bubbles: true, cancelable: true})); }"""
    )
    page.wait_for_timeout(400)
    assert len(assistant.asked) == before
    expect(page.locator("#chat .said")).to_have_count(0)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .said")).to_have_text("조합")


def test_markup_in_an_answer_a_quote_or_a_title_stays_text(open_page: OpenPage):
    page = open_page()
    ask(page, f"hostile {HOSTILE}")
    expect(page.locator("#chat .answer")).to_contain_text(f"{HOSTILE} 100만원~500만원~ $$x$$")
    expect(page.locator("#chat .said")).to_have_text(f"hostile {HOSTILE}")
    expect(page.locator("#sources .card-title")).to_contain_text(HOSTILE)
    expect(page.locator("#sources blockquote")).to_have_text(HOSTILE)
    drawn = "#chat :is(img, script, del, s, strong, em, code, pre), #sources :is(img, script, del)"
    assert page.locator(drawn).count() == 0
    page.goto(page.url.split("#")[0] + "documents/hostile/a%26b%20%3Ci%3E.md")
    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.evaluate("window.pwned") is None


def test_an_over_long_question_is_kept_and_explained(
    open_page: OpenPage, assistant: ShelfAssistant
):
    page = open_page()
    before = len(assistant.asked)
    ask(page, "가" * 1001)
    expect(page.locator("#notice")).to_have_text(KO.too_long.format(length=1001, limit=1000))
    expect(page.locator("#question textarea")).to_have_value("가" * 1001)
    assert len(assistant.asked) == before


def test_a_late_greeting_wipes_nothing_that_was_said_before_it(open_page: OpenPage):
    page = open_page()
    held: list[Route] = []
    page.route("**/queue/join*", lambda route: route.continue_() if held else held.append(route))
    page.reload()
    ask(page, "가" * 1001)
    said = KO.too_long.format(length=1001, limit=1000)
    expect(page.locator("#notice")).to_have_text(said)
    held[0].continue_()
    expect(page.locator(".example:visible").first).to_be_visible()
    expect(page.locator("#notice")).to_have_text(said)


def test_a_failure_is_a_plain_sentence_and_the_question_can_be_sent_again(open_page: OpenPage):
    page = open_page()
    ask(page, "broken")
    expect(page.locator("#notice")).to_have_text(KO.failed)
    expect(page.locator("#question textarea")).to_have_value("broken")
    assert "secret" not in page.content()
    ask(page, "최대?")
    expect(page.locator("#chat .answer")).to_be_visible()
    expect(page.locator("#notice")).to_have_text("")


def test_a_stopped_question_stays_in_its_box_and_out_of_the_history(
    open_page: OpenPage, assistant: ShelfAssistant
):
    page = page_awaiting_an_answer(open_page, assistant)
    page.locator("#stop").click()
    expect(page.locator("#notice")).to_have_text(KO.stopped)
    expect(page.locator("#question textarea")).to_have_value("slow")
    assistant.release.set()
    ask(page, "최대?")
    expect(page.locator("#chat .answer")).to_be_visible()
    assert assistant.asked[-1] == ("최대?", [])


def test_the_next_question_may_be_typed_and_sent_while_an_answer_is_under_way(
    open_page: OpenPage, assistant: ShelfAssistant
):
    page = page_awaiting_an_answer(open_page, assistant)
    page.locator("#question textarea").fill("최대?")
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_have_value("최대?")
    assistant.release.set()
    expect(page.locator("#chat .said")).to_have_text(["slow", "최대?"])
    expect(page.locator("#chat .answer")).to_have_count(2)
    expect(page.locator("#question textarea")).to_have_value("")
    assert [asked for asked, _ in assistant.asked[-2:]] == ["slow", "최대?"]


def test_a_question_without_an_answer_does_not_push_out_the_one_being_typed(
    open_page: OpenPage, assistant: ShelfAssistant
):
    page = page_awaiting_an_answer(open_page, assistant)
    page.locator("#question textarea").fill("최대")
    page.locator("#stop").click()
    expect(page.locator("#notice")).to_have_text(KO.stopped)
    page.locator("#question textarea").press_sequentially("?")
    expect(page.locator("#question textarea")).to_have_value("최대?")
    assistant.release.set()


def test_a_new_conversation_does_not_bring_back_the_question_it_was_begun_to_be_rid_of(
    open_page: OpenPage, assistant: ShelfAssistant
):
    page = page_awaiting_an_answer(open_page, assistant)
    page.locator("#restart").click()
    expect(page.locator("#chat .said")).to_have_count(0)
    assistant.release.set()
    ask(page, "최대?")
    expect(page.locator("#chat .answer")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value("")
    page.locator("#send").click()
    expect(page.locator("#notice")).to_have_text("")


def test_a_new_conversation_forgets_the_old_one(open_page: OpenPage, assistant: ShelfAssistant):
    page = open_page()
    ask(page, "최대?")
    expect(page.locator("#chat .answer")).to_be_visible()
    page.locator("#restart").click()
    expect(page.locator("#chat .said")).to_have_count(0)
    expect(page.locator("#sources .hint")).to_have_text(KO.no_sources_yet)
    ask(page, "저축?")
    expect(page.locator("#chat .status")).to_have_text(KO.statuses["partial"])
    assert assistant.asked[-1] == ("저축?", [])


def test_the_page_shows_at_once_and_a_question_waits_for_the_documents(open_page: OpenPage):
    gate = threading.Event()

    def slow_opening() -> ShelfAssistant:
        gate.wait(60)
        return ShelfAssistant()

    with live_page(opened(slow_opening)) as address:
        page = open_page(at=address)
        expect(page.locator("#coverage")).to_have_text(KO.opening_documents)
        ask(page, "최대?")
        expect(page.locator("#chat .pending")).to_have_text(KO.opening)
        gate.set()
        expect(page.locator("#chat .answer")).to_be_visible()
        expect(page.locator("#coverage summary")).to_contain_text("글로벌 협력 R&D")


def test_a_server_that_takes_no_question_is_named_in_plain_words(open_page: OpenPage):
    page = open_page()
    page.route("**/queue/join*", lambda route: route.fulfill(status=503, body="{}"))
    ask(page, "최대?")
    expect(page.locator("#caution .busy")).to_be_visible()
    expect(page.locator("#caution .busy")).to_have_text(KO.busy)
    expect(page.locator("#question textarea")).to_have_value("최대?")
    page.unroute("**/queue/join*")
    page.locator("#send").click()
    expect(page.locator("#chat .answer")).to_be_visible()
    expect(page.locator("#caution .busy")).not_to_be_visible()


def test_the_shelf_quotes_what_its_documents_say():
    """The canned answers above are only worth something if their quotes are real."""
    for question in ("최대?", "저축?", "hostile"):
        for citation in ShelfAssistant().reply(question).citations:
            found = next(d for d in DOCUMENTS if d.document_id == citation.document)
            assert citation.quote in found.text
