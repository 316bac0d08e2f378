"""The Programmes tab in a real browser: cards, filters, comparison, eligibility, the checklist."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from browsing import OpenPage
from playwright.sync_api import Page, expect
from programme_shelf import DOCUMENTS, HOSTILE, HOSTILE_RECORD, NOW, RECORDS
from test_server import DOCUMENTS as CHAT_DOCUMENTS
from test_server import ShelfAssistant, live_page, opened

from assistant.loaders import docx as reader
from assistant.record import Record
from assistant.schema import Language
from assistant.wording import EN, KO, WORDING

LOCALES: dict[Language, str] = {"ko": "ko-KR", "en": "en-GB"}
VIEWS = [(language, width) for language in LOCALES for width in (1280, 390)]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    documents = [*DOCUMENTS.values(), *CHAT_DOCUMENTS]
    shelf = ShelfAssistant(documents, [*RECORDS, HOSTILE_RECORD])
    with live_page(opened(lambda: shelf), lambda: NOW) as address:
        yield address


def programmes(open_page: OpenPage, language: Language = "ko", width: int = 1280) -> Page:
    """The page with its Programmes tab open."""
    page = open_page(locale=LOCALES[language], width=width)
    page.get_by_role("tab", name=WORDING[language].tab_programmes).click()
    expect(page.locator("article.programme").first).to_be_visible()
    return page


def card(page: Page, name: str) -> object:
    return page.locator("article.programme", has=page.get_by_role("heading", name=name))


def fits(page: Page) -> None:
    """Nothing is wider than the screen, also where it would be clipped."""
    width = page.viewport_size["width"]  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    right = """() => Math.max(...[...document.querySelectorAll(
        "#programmes-tab :is(p, li, h2, h3, a, button, label, td, th, summary)")].filter(
        (e) => e.offsetParent && !e.closest(".unseen, thead, .visually-hidden")
        ).map((e) => e.getBoundingClientRect().right))"""
    assert page.evaluate(right) <= width


# --- Cards and filters -------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_cards_show_status_amount_and_sources_on_every_screen(
    open_page: OpenPage, language: Language, width: int
):
    page, words = programmes(open_page, language, width), WORDING[language]
    first = page.locator("article.programme").first
    said = {
        "ko": ("접수 중 · D-3", "최대 3천만 원"),
        "en": ("Open · 3 days left", "Up to KRW 30 million"),
    }[language]
    for text in said:
        expect(first).to_contain_text(text)
    expect(page.locator("article.programme").last).to_have_class(re.compile("is-closed"))
    expect(page.locator(".policy h2")).to_have_text(words.policy_material)
    fits(page)
    with page.context.expect_page() as opening:
        first.locator(".source").first.click()
    quote = {
        "ko": "지원 금액은 최대 3천만 원입니다.",
        "en": "A company receives up to KRW 30 million.",
    }
    expect(opening.value.locator("mark#quote")).to_have_text(quote[language])


def test_filters_show_what_is_asked_for_and_say_when_nothing_is_left(open_page: OpenPage):
    page = programmes(open_page)
    names = page.locator("article.programme h3")
    expect(names).to_have_count(5)
    page.locator("#state label", has_text="접수 마감").click()
    expect(names).to_have_text(["겨울 연구 사업"])
    page.locator("#open-only input").check()
    expect(names).to_have_text(["수출 첫걸음 사업"])
    page.locator("#agency input").click()
    page.get_by_role("option", name="저축공단").click()
    expect(page.locator("#programmes .hint").first).to_have_text(KO.none_shown)
    page.locator("#open-only input").uncheck()
    expect(names).to_have_text(["겨울 연구 사업"])
    page.locator("#state label", has_text=KO.any_status).click()
    expect(names).to_have_text(["가을 교육 사업", "저축 사업", "겨울 연구 사업"])


def test_markup_in_a_record_is_drawn_as_text(open_page: OpenPage):
    page = programmes(open_page)
    expect(page.locator("article.programme h3", has_text=HOSTILE)).to_be_visible()
    assert page.evaluate("window.pwned") is None
    assert page.locator("#programmes :is(script, del, strong)").count() == 0


def test_the_conversation_survives_a_look_at_the_programmes(open_page: OpenPage):
    page = open_page()
    page.locator("#question textarea").fill("최대?")
    page.locator("#send").click()
    expect(page.locator("#chat .answer")).to_be_visible()
    page.get_by_role("tab", name=KO.tab_programmes).click()
    expect(page.locator("article.programme").first).to_be_visible()
    expect(page.locator("#chat")).not_to_be_visible()
    page.get_by_role("tab", name=KO.tab_chat).click()
    expect(page.locator("#chat .answer")).to_be_visible()
    expect(page.locator("#sources .card")).to_have_count(2)


def test_the_language_switch_keeps_what_was_chosen_and_said(open_page: OpenPage):
    page = programmes(open_page)
    page.locator("#state label", has_text="접수 중").click()
    page.get_by_role("tab", name=KO.view_check).click()
    page.locator("#checked label", has_text="수출 첫걸음 사업").click()
    page.get_by_role("button", name=KO.yes).click()
    expect(page.locator(".asked h3")).to_have_text("국세를 체납하고 있습니까?")
    page.locator("#language label", has_text="English").click()
    expect(page.locator(".asked h3")).to_have_text("Does it owe national tax?")
    expect(page.get_by_role("button", name=EN.yes)).to_be_visible()
    page.get_by_role("tab", name=EN.view_list).click()
    expect(page.locator("article.programme h3")).to_have_text(["First Export Program"])
    left = page.locator("#programmes-tab").inner_text()
    shown_in_korean = "수출 첫걸음 공고|정책 제안"  # titles of Korean documents stay as they are
    assert not re.search("[가-힣]", re.sub(shown_in_korean, "", left))


# --- Side by side ------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_two_programmes_stand_side_by_side_from_their_cards(
    open_page: OpenPage, language: Language, width: int
):
    page, words = programmes(open_page, language, width), WORDING[language]
    name, other = {
        "ko": ("수출 첫걸음 사업", "저축 사업"),
        "en": ("First Export Program", "Savings Program"),
    }[language]
    page.get_by_role("button", name=f"{words.compare_action} {name}").click()
    expect(page.locator("#comparison .hint")).to_have_text(words.compare_hint)
    expect(page.locator("#compared input:checked")).to_have_count(1)
    page.locator("#compared label", has_text=other).click()
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(6)  # the names, and five things compared
    papers = table.get_by_role("row").last
    expect(papers.get_by_role("cell").nth(0)).to_contain_text(
        {"ko": "사업계획서", "en": "Business plan"}[language]
    )
    expect(papers.get_by_role("cell").nth(1)).to_contain_text(words.not_said)
    fits(page)


# --- Who may apply -----------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_an_owner_walks_through_the_questions_to_a_verdict(
    open_page: OpenPage, language: Language, width: int
):
    page, words = programmes(open_page, language, width), WORDING[language]
    name = {"ko": "수출 첫걸음 사업", "en": "First Export Program"}[language]
    page.get_by_role("button", name=f"{words.check_action} {name}").click()
    asked, overall = page.locator(".asked h3"), page.locator("#verdict .overall")
    expect(asked).to_have_text(
        {"ko": "중소기업입니까?", "en": "Is it a small or medium-sized company?"}[language]
    )
    expect(overall).to_have_text(words.result_asking)
    fits(page)
    page.get_by_role("button", name=words.yes).click()
    expect(page.locator(".conditions .is-met")).to_have_count(1)
    page.get_by_role("button", name=words.no, exact=True).click()
    expect(asked).to_have_text(words.check_track)
    fits(page)
    page.locator("#track label").first.click()
    expect(asked).to_have_text(
        {"ko": "수출한 적이 있습니까?", "en": "Have you exported before?"}[language]
    )
    page.get_by_role("button", name=words.cannot_say).click()
    expect(overall).to_contain_text({"ko": "수출 실적", "en": "Has exported"}[language])
    expect(page.locator("#replies")).not_to_be_visible()
    page.get_by_role("button", name=words.go_back).click()
    page.get_by_role("button", name=words.yes).click()
    expect(overall).to_have_text(words.result_eligible)
    expect(page.locator(".conditions .is-met")).to_have_count(3)
    expect(page.locator(".conditions blockquote").first).to_have_text(
        {
            "ko": "지원 대상은 중소기업입니다.",
            "en": "It is for small and medium-sized companies.",
        }[language]
    )
    fits(page)
    page.get_by_role("button", name=words.start_over).click()
    page.get_by_role("button", name=words.no, exact=True).click()
    expect(overall).to_contain_text(words.result_not_eligible.split("{")[0].strip())
    page.get_by_role("button", name=words.other_programme).click()
    expect(page.locator("#checked label")).to_have_count(5)
    expect(page.locator("#verdict .overall")).to_have_count(0)


def test_a_card_chosen_twice_begins_anew(open_page: OpenPage):
    page = programmes(open_page)
    for _ in range(2):
        page.get_by_role("button", name=f"{KO.check_action} 수출 첫걸음 사업").click()
        expect(page.locator(".asked h3")).to_have_text("중소기업입니까?")
        expect(page.locator(".asked .count")).to_have_text("질문 1/2")
        page.get_by_role("button", name=KO.yes).click()
        expect(page.locator(".asked .count")).to_have_text("질문 2/2")
        page.get_by_role("tab", name=KO.view_list).click()


def test_a_slow_drawing_of_the_tab_never_undoes_a_later_choice(open_page: OpenPage):
    class Slow(ShelfAssistant):
        def records(self) -> Sequence[Record]:
            time.sleep(0.15)  # drawing the whole tab asks for them often, a choice seldom
            return super().records()

    shelf = Slow([*DOCUMENTS.values(), *CHAT_DOCUMENTS], RECORDS)
    with live_page(opened(lambda: shelf), lambda: NOW) as address:
        page = open_page(at=address)
        page.get_by_role("tab", name=KO.tab_programmes).click()
        expect(page.locator("article.programme").first).to_be_visible()
        page.wait_for_timeout(2500)
        page.get_by_role("tab", name=KO.tab_chat).click()
        page.get_by_role("tab", name=KO.tab_programmes).click()  # draws all of it again
        page.get_by_role("button", name=f"{KO.check_action} 수출 첫걸음 사업").click()
        expect(page.locator(".asked h3")).to_have_text("중소기업입니까?")
        page.wait_for_timeout(2500)
        expect(page.locator(".asked h3")).to_have_text("중소기업입니까?")


def test_the_keyboard_alone_reaches_a_verdict(open_page: OpenPage):
    page = programmes(open_page)

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}")

    tab_to('.to-check[value="savings"]')
    page.keyboard.press("Enter")
    expect(page.locator(".asked h3")).to_have_text("직원이 한 명 이상입니까?")
    tab_to(".reply")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict .overall")).to_have_text(KO.result_eligible)


# --- The checklist -----------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_checklist_is_downloaded_and_reads_as_the_card_says(
    open_page: OpenPage, language: Language, width: int, tmp_path: Path
):
    page, words = programmes(open_page, language, width), WORDING[language]
    with page.expect_download() as downloading:
        page.locator("article.programme").first.locator(".checklist").click()
    assert downloading.value.suggested_filename == words.sheet_file.format(programme="export")
    downloading.value.save_as(tmp_path / "sheet.docx")
    text = reader.read((tmp_path / "sheet.docx").read_bytes()).text
    assert words.sheet_title in text and words.sheet_printed.format(day="2026-04-21") in text
    assert {"ko": "☐ 신청서", "en": "☐ Application form"}[language] in text
