"""A draft in a real browser: from the chat, or from uploaded papers, to a file on the owner's disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import httpx
import pytest
from browsing import OpenPage
from fixtures_forms import ADDRESS, BRN, FORM, NAME, PROFILE, TITLE, write_plan
from playwright.sync_api import Page, expect
from programme_shelf import NOW
from test_prefill import words_of
from test_server import ShelfAssistant, live_page, opened

from assistant.programmes import profile_yaml, read_profile
from assistant.schema import Language
from assistant.server import UPLOAD_BYTES
from assistant.wording import WORDING

LOCALES: dict[Language, str] = {"ko": "ko-KR", "en": "en-GB"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with live_page(opened(lambda: ShelfAssistant(forms=[FORM])), lambda: NOW) as address:
        yield address


def applying(open_page: OpenPage, language: Language = "ko", width: int = 1280) -> Page:
    """The page with its Apply tab open, and the form chosen."""
    page = open_page(locale=LOCALES[language], width=width)
    show(page, language)
    page.locator("#form input").click()
    page.get_by_role("option", name=TITLE).click()
    expect(page.locator("#draft h2")).to_have_text(TITLE, timeout=20_000)
    return page


def show(page: Page, language: Language = "ko") -> None:
    page.get_by_role("tab", name=WORDING[language].tab_apply, exact=True).click()
    expect(page.locator("#form input")).to_be_visible()


def upload(page: Page, button: str, *files: Path) -> None:
    with page.expect_file_chooser() as choosing:
        page.locator(button).click()
    choosing.value.set_files(list(files))


def download(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as loading:
        page.locator("a.download", has_text=name).click()
    path = folder / loading.value.suggested_filename
    loading.value.save_as(path)
    return path


def row(page: Page, label: str) -> object:
    return page.locator("#draft .places li", has=page.get_by_text(label, exact=True))


def say(page: Page, text: str) -> None:
    before = page.locator("#chat .answer").count()
    page.locator("#question textarea").fill(text)
    page.locator("#send").click()
    expect(page.locator("#chat .answer")).to_have_count(before + 1, timeout=20_000)


def test_from_the_chat_to_a_file_each_value_of_which_has_its_origin(
    open_page: OpenPage, tmp_path: Path
):
    page = open_page()
    say(page, "신청서 초안 만들어줘")
    expect(page.locator("#chat .answer").last).to_contain_text("알려 주세요: 기업명(국문)")
    expect(page.locator("#notice")).to_contain_text("‘신청서’ 탭")
    say(page, NAME)
    say(page, "김가상")
    say(page, BRN)
    show(page)
    expect(row(page, "사업자등록번호")).to_contain_text(BRN)
    upload(page, "#papers", write_plan(tmp_path))
    expect(row(page, "본사 주소")).to_contain_text("올리신 문서 · plan.md")
    draft = download(page, "초안 내려받기", tmp_path)
    report = download(page, "채운 내역", tmp_path)
    assert draft.name == f"{TITLE} 초안.docx"
    fields = json.loads(report.read_text(encoding="utf-8"))["fields"]
    origins = {f["value"]: f["origin"] for f in fields if f["value"]}
    assert origins[NAME] == origins[BRN] == origins["김가상"] == "user"
    assert origins[ADDRESS] == "document"
    added = {*words_of(draft.read_bytes()).split("\n")} - {*words_of(FORM.raw).split("\n")}
    traced = {line for value in origins for line in value.split("\n")}
    assert added and added <= traced
    assert docx.Document(str(draft)).tables[0].cell(0, 1).text == NAME


@pytest.mark.parametrize(("language", "width"), [("ko", 390), ("en", 1280)])
def test_the_tab_fits_every_screen_in_both_languages(
    open_page: OpenPage, tmp_path: Path, language: Language, width: int
):
    page, words = applying(open_page, language, width), WORDING[language]
    upload(page, "#papers", write_plan(tmp_path))
    expect(page.locator("#given")).to_contain_text("plan.md")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for told in (words.draft_filled, words.draft_to_sign, words.draft_asked):
        expect(page.locator("#draft summary", has_text=told)).to_be_visible()
    buttons = "#own-form, #papers, #saved-profile, #note, #skip, #correct, #empty"
    texts = page.locator(buttons).all_inner_texts()
    assert len(texts) == 7 and all(re.search("[가-힣]", t) for t in texts) == (language == "ko")


def test_a_saved_profile_fills_and_is_given_back_with_what_was_answered(
    open_page: OpenPage, tmp_path: Path
):
    page = applying(open_page)
    saved = tmp_path / "company.yaml"
    saved.write_text(profile_yaml(PROFILE), encoding="utf-8")
    upload(page, "#saved-profile", saved)
    expect(row(page, "기업명")).to_contain_text(NAME)
    expect(page.locator("#asking-for")).to_contain_text("본사 주소")
    page.locator("#missing-answer textarea").fill(ADDRESS)
    page.get_by_role("tab", name=WORDING["ko"].tab_chat, exact=True).click()
    page.locator("#language label", has_text="English").click()
    show(page, "en")
    expect(page.locator("#note")).to_have_text(WORDING["en"].draft_answer_button)
    page.locator("#language label", has_text="한국어").click()
    expect(page.locator("#note")).to_have_text(WORDING["ko"].draft_answer_button)
    expect(page.locator("#missing-answer textarea")).to_have_value(ADDRESS)  # only looked away
    page.locator("#note").click()
    expect(row(page, "본사 주소")).to_contain_text("직접 적으신 값")
    kept = read_profile(download(page, "회사 정보 저장", tmp_path))
    assert (kept.name_ko, kept.address) == (NAME, ADDRESS)


def test_a_place_is_corrected_and_a_wrong_value_is_refused_in_words(open_page: OpenPage):
    page = applying(open_page)
    page.locator("#typing > button").click()
    page.get_by_label("사업자등록번호").fill("123-45-67890")
    page.locator("#put").click()
    expect(page.locator("#given .problem")).to_contain_text("검증 숫자가 맞지 않습니다")
    page.locator("#place input").click()
    page.get_by_role("option", name="1. 신청기업 · 이메일").click()
    page.locator("#correction textarea").fill("hello@naru.example.kr")
    page.locator("#correct").click()
    expect(row(page, "이메일")).to_contain_text("hello@naru.example.kr")
    page.locator("#place input").click()
    page.get_by_role("option", name="1. 신청기업 · 이메일").click()
    page.locator("#empty").click()
    expect(row(page, "이메일")).to_contain_text("비워 두기로 하셨습니다")


def test_a_file_that_cannot_be_read_is_said_in_words_and_nothing_is_lost(
    open_page: OpenPage, tmp_path: Path
):
    page = applying(open_page)
    upload(page, "#papers", write_plan(tmp_path))
    expect(row(page, "본사 주소")).to_contain_text(ADDRESS)
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    upload(page, "#own-form", photo)
    expect(page.locator("#given .problem")).to_contain_text("photo.png: 읽을 수 있는 형식이")
    expect(row(page, "본사 주소")).to_contain_text(ADDRESS)


def test_another_session_gets_neither_the_draft_nor_its_values(open_page: OpenPage):
    page = applying(open_page)
    page.locator("#typing > button").click()
    page.get_by_label("기업명(국문)").fill("주식회사 비밀카나리")
    page.locator("#put").click()
    expect(row(page, "기업명")).to_contain_text("비밀카나리")
    other = applying(open_page)
    expect(row(other, "기업명")).not_to_contain_text("비밀카나리")
    assert "비밀카나리" not in other.content()
    address = page.locator("a.download").first.get_attribute("href")
    assert address is not None
    token = address.split("/")[2]
    missing = other.request.get(page.url.rstrip("/") + address.replace(token, "x" * len(token)))
    assert missing.status == 404


def test_start_again_forgets_what_was_given(open_page: OpenPage, tmp_path: Path):
    page = applying(open_page)
    upload(page, "#papers", write_plan(tmp_path))
    expect(page.locator("#given")).to_contain_text("plan.md")
    page.locator("#apply-again").click()
    expect(page.locator("#given")).not_to_contain_text("plan.md")
    expect(page.locator("#draft h2")).to_have_count(0)


# --- What no page of ours sends ----------------------------------------------------------------


def test_a_file_of_the_server_cannot_be_passed_off_as_an_upload(address: str, tmp_path: Path):
    secret = tmp_path / "secret.md"
    secret.write_text("| 회사명 | 주식회사 비밀금고 |\n| --- | --- |\n", encoding="utf-8")
    with httpx.Client(base_url=address, timeout=20) as client:
        page = client.get("/config").json()
        papers = next(c["id"] for c in page["components"] if c["props"].get("elem_id") == "papers")
        event = next(d for d in page["dependencies"] if d["targets"] == [[papers, "upload"]])
        forged = {"path": str(secret), "meta": {"_type": "gradio.FileData"}, "orig_name": "a.md"}
        asked = {"data": ["ko", [forged]], "fn_index": event["id"], "session_hash": "forger"}
        client.post("/gradio_api/queue/join", json=asked | {"trigger_id": papers})
        told = client.get("/gradio_api/queue/data?session_hash=forger").text
    assert "process_completed" in told and '"success":false' in told.replace(" ", "")
    assert "secret" not in told and "비밀" not in told and secret.exists()


def test_an_upload_that_is_too_large_is_refused_before_it_is_kept(address: str):
    with httpx.Client(base_url=address, timeout=60) as client:
        files = {"files": ("big.docx", b"0" * (UPLOAD_BYTES + 1))}
        assert client.post("/gradio_api/upload", files=files).status_code == 413
