"""A browser for the page's tests, and pages in it that may not leave this machine."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant.wording import EN, KO

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OpenPage = Callable[..., Page]
expect.set_options(
    timeout=20_000
)  # of milliseconds: what is waited for comes, on a busy machine too


@contextmanager
def chromium() -> Iterator[Browser]:
    """Skips the test where there is none; under CI it fails."""
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        missing = "The page's tests need Chromium: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def page_opener(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens the page; afterwards nothing may have left this machine or broken the page's policy."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    broken: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on(
            "console",
            lambda said: broken.append(said.text) if "Content Security" in said.text else None,
        )

    def note(url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            outside.append(url)

    def open_it(locale: str = "ko-KR", width: int = 1280, at: str = address) -> Page:
        context = browser.new_context(locale=locale, viewport={"width": width, "height": 844})
        context.on("request", lambda request: note(request.url))
        context.on("page", watch)
        contexts.append(context)
        page = context.new_page()
        page.goto(at)
        expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
        name = EN.name if locale.startswith("en") else KO.name
        expect(page.locator("#brand h1")).to_contain_text(re.compile(f"^{name}"))
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert outside == []
    assert broken == [], broken
