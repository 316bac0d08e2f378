"""Texts that would be scripts, links or pictures if any page read them as markup: in a document, an
answer, a question and an FAQ, on every page and file that shows them, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hostile_markup import COUNT, Payload, payloads
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_page import ask
from test_server import ShelfAssistant, live_page, opened

from assistant.accounts import Accounts, Cost
from assistant.schema import Answer, Citation, Document, ProgrammeNames, Turn
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.faq_export import exported
from assistant.staff.faqs import Faqs
from assistant.staff.handover import handover_packet
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store
from assistant.staff_wording import say

ALL = payloads()
SAMPLE = ALL[5::34]  # 5, 39 … 175: 6 of 200, some of each kind
PASSWORD = "가상의 담당자 열쇠 말"
QUESTIONS_A_PAGE = 20  # a chat of 200 answers would be slow to draw

# What no text may bring about: a handler, a script of its own, an address that is not ours.
FOREIGN = """([ours, cited]) => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const note = (what) => found.push(`${element.tagName} ${what}`);
    if (element.tagName === "SCRIPT" && /canary\\(/.test(element.textContent)) note("script");
    if (/^(IFRAME|OBJECT|EMBED|FRAME|PORTAL)$/.test(element.tagName)) note("frame");
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc") note(`${name}=${value}`);
      if (name === "style" && /url\\(|canary/.test(value)) note(`${name}=${value}`);
      if (name === "content" && element.httpEquiv && /[^0-9]/.test(value)) note(`${name}=${value}`);
      if (!/^(href|xlink:href|src|srcset|action|formaction|data|poster|background|ping)$/.test(name))
        continue;
      if (cited.includes(value)) continue;
      let address;
      try { address = new URL(value, document.baseURI); } catch { note(`${name}=${value}`); continue; }
      const drawn = name === "src" && address.protocol === "data:" && !/PHN2Zy/.test(value);
      const here = address.origin === ours || (location.protocol === "file:" && value[0] === "#");
      if (!drawn && (!here || address.pathname.startsWith("/planted"))) note(`${name}=${value}`);
    }
  }
  return found;
}"""


def url_of(payload: Payload) -> str:
    """A document's address: a third of them are the payload itself."""
    return payload.text if payload.n % 3 == 0 else f"https://cited.example/{payload.n}"


def cited(some: Sequence[Payload]) -> list[str]:
    """The addresses that may be linked: the documents' own, where they are addresses of pages."""
    return [url for url in map(url_of, some) if re.fullmatch(r"https?://\S+", url)]


def document_of(payload: Payload) -> Document:
    text = f"# {payload.text}\n\n{payload.text}\n\n| {payload.text} | b |\n| --- | --- |\n- {payload.text}\n"
    name = f"hostile-{payload.n}"
    return Document(
        f"{name}/n.md", payload.text, "ko", "markdown", text, "0" * 64, name, url=url_of(payload)
    )


def answer_of(payload: Payload) -> Answer:
    found = document_of(payload)
    citation = Citation(
        1,
        found.document_id,
        found.programme,
        found.title,
        payload.text,
        None,
        payload.text,
        found.url,
    )
    text = f"{payload.text} [1]\n- {payload.text} [1]\n\n{payload.text}"
    return Answer("answered", text, "ko", (citation,))


class PayloadShelf(ShelfAssistant):
    """Answers a question that ends in #n with payload n."""

    def __init__(self, some: Sequence[Payload]) -> None:
        super().__init__([document_of(payload) for payload in some])
        self._some = some

    def programmes(self) -> Sequence[ProgrammeNames]:
        return [
            ProgrammeNames(f"hostile-{p.n}", f"hostile-{p.n}", p.text, p.text) for p in self._some
        ]

    def reply(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        number = re.search(r"#(\d+)$", question)
        assert number is not None
        return answer_of(ALL[int(number[1])])


@dataclass
class Watched:
    """A browser's window, and all that must not be seen in it."""

    context: BrowserContext
    ours: str
    ran: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    pages: int = 0

    def look(self, page: Page, linked: Sequence[str] = ()) -> None:
        self.pages += 1
        found = page.evaluate(FOREIGN, [self.ours, list(linked)])
        self.foreign += [f"{page.url}: {what}" for what in found]

    @property
    def seen(self) -> list[str]:
        return self.ran + self.outside + self.foreign


@contextmanager
def watched(browser: Browser, ours: str) -> Iterator[Watched]:
    """What goes outside is noted and stopped."""
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 844})
    watch = Watched(context, ours)
    context.expose_binding("canary", lambda _, n=None: watch.ran.append(f"canary {n}"))

    def passing(url: str) -> bool:
        return url.startswith((ours, "data:", "blob:", "file:", "about:"))

    context.on(
        "request",
        lambda request: None if passing(request.url) else watch.outside.append(request.url),
    )
    context.route(lambda url: not passing(url), lambda route: route.abort())
    context.on("dialog", lambda dialog: (watch.ran.append("dialog"), dialog.dismiss()))
    context.on(
        "console",
        lambda said: watch.ran.append(said.text) if "Content Security" in said.text else None,
    )
    yield watch
    context.close()


def settle(page: Page) -> None:
    """Pictures that fail, frames and animations come a moment after the page."""
    page.wait_for_timeout(300)


BATCHES = [  # of all two hundred
    pytest.param(ALL[first : first + 50], marks=pytest.mark.proofs, id=f"from-{first}")
    for first in range(0, COUNT, 50)
]


@pytest.fixture(params=[pytest.param(SAMPLE, id="some"), *BATCHES])
def some(request: pytest.FixtureRequest) -> Sequence[Payload]:
    return request.param


Table = Callable[[str, str], None]


def hold(watch: Watched, where: str, some: Sequence[Payload], proof_table: Table) -> None:
    said = (
        f"{len(some)} texts, {watch.pages} pages: {len(watch.ran)} ran, {len(watch.outside)} left"
    )
    proof_table(
        f"{where}: 0 of {len(some)} hostile texts run, fetch or link",
        f"{said}, {len(watch.foreign)} elements",
    )
    assert watch.seen == []


def test_there_are_two_hundred_and_no_two_are_the_same():
    assert len({payload.text for payload in ALL}) == len(ALL) == COUNT == 200
    assert len(SAMPLE) == 6


def test_the_watch_sees_what_a_page_does_that_trusts_its_texts(browser: Browser):
    """Without this, "nothing was seen" would say nothing: as HTML, two of three are noticed."""
    noticed = set()
    with watched(browser, "http://127.0.0.1:1") as watch:
        page = watch.context.new_page()
        for payload in [*SAMPLE, *ALL[:60:6]]:
            before = len(watch.seen)
            page.goto("about:blank")
            page.set_content(payload.text, wait_until="commit")
            for _ in range(10):  # what is noticed late would count for the next text
                page.wait_for_timeout(60)
                try:
                    watch.look(page)
                except Exception:  # noqa: BLE001 - the text took the page away: an outside request
                    pass
                if len(watch.seen) > before:
                    noticed.add(payload.n)
                    break
        assert watch.ran and watch.outside and watch.foreign
    tried = {payload.n for payload in [*SAMPLE, *ALL[:60:6]]}
    assert len(noticed) * 3 >= len(tried) * 2, sorted(tried - noticed)
    assert {n for n in tried if n < 60} - noticed == set()  # the HTML ones, each


def test_the_chat_shows_hostile_texts_as_texts(
    browser: Browser, some: Sequence[Payload], proof_table: Table
):
    with live_page(opened(lambda: PayloadShelf(some))) as address:  # noqa: SIM117
        with watched(browser, address) as watch:
            for first in range(0, len(some), QUESTIONS_A_PAGE):
                page = watch.context.new_page()
                page.goto(address)
                expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
                page.locator("#coverage summary").click()
                for n, payload in enumerate(some[first : first + QUESTIONS_A_PAGE], start=1):
                    ask(page, f"{payload.text} #{payload.n}")
                    expect(page.locator("#chat .said").last).to_contain_text(f"#{payload.n}")
                    expect(page.locator("#chat .pending")).to_have_count(0)
                    shown = min(n, 10)  # so many exchanges stay on the page
                    expect(page.locator(f"#source-{shown}-1")).to_be_attached()
                    expect(page.locator("#chat .answer")).to_have_count(shown)
                    watch.look(page)
                settle(page)
                watch.look(page)
                page.close()
            hold(watch, "Chat", some, proof_table)


def test_a_document_shows_hostile_texts_as_texts(
    browser: Browser, some: Sequence[Payload], proof_table: Table
):
    with live_page(opened(lambda: PayloadShelf(some))) as address:  # noqa: SIM117
        with watched(browser, address) as watch:
            page = watch.context.new_page()
            for payload in some:
                end = len(payload.text) + 2
                page.goto(f"{address}/documents/hostile-{payload.n}/n.md?start=2&end={end}#quote")
                expect(page.locator("h1")).to_be_attached()
                watch.look(page, cited([payload]))
            settle(page)
            hold(watch, "Document", some, proof_table)


def test_the_desk_and_its_files_show_hostile_texts_as_texts(
    browser: Browser, some: Sequence[Payload], proof_table: Table, tmp_path: Path
):
    store, log = Store(tmp_path), QuestionLog(Store(tmp_path))
    Accounts(tmp_path, Cost(n=16, r=1, p=1)).add("keeper", "admin", PASSWORD)
    faqs, rows = Faqs(store, True), []
    for payload in some:
        found, answer = document_of(payload), answer_of(payload)
        number = log.add(payload.text, answer, payload.text)
        log.rate(number, "wrong", payload.text)
        log.hand_over(number, payload.text)
        text = FaqText(payload.text, f"{payload.text} [1]", answer.citations, (payload.text,))
        content = FaqContent(found.programme, text, text, (payload.text,))
        made = faqs.create(content, "keeper", {found.document_id: found.text}, payload.text)
        rows.append((payload, number, made.faq_id))
    shelf = PayloadShelf(some)
    with live_page(opened(lambda: shelf, store=store)) as address:
        with watched(browser, address) as watch:
            page = watch.context.new_page()
            page.goto(f"{address}/staff/sign-in?lang=ko")
            page.get_by_label(say("ko", "name"), exact=True).fill("keeper")
            page.get_by_label(say("ko", "password"), exact=True).fill(PASSWORD)
            page.get_by_role("button", name=say("ko", "sign_in")).click()
            expect(page.get_by_role("button", name=say("ko", "sign_out"))).to_be_visible()
            lists = ("", "/questions", "/questions/summary", "/handovers", "/gaps", "/faqs")
            paths = [*lists, "/documents", "/administration/audit", "/faqs/export"]
            for payload, number, faq in rows:
                paths += [f"/questions/{number}", f"/handovers/{number}"]
                paths += [f"/faqs/{faq}", f"/faqs/{faq}/edit"]
                paths.append(f"/faqs/new?{urlencode({'question': payload.text})}")
            paths.append("/gaps")  # by then it has counted
            for path in paths:
                answered = page.goto(f"{address}/staff{path}")
                assert answered is not None and answered.status == 200, path
                watch.look(page, cited(some))
            settle(page)
            hold(watch, "Staff desk", some, proof_table)
        with watched(browser, address) as watch:
            page = watch.context.new_page()
            names = {f"hostile-{payload.n}": payload.text for payload in some}
            files = [exported(faqs.every(), "html", None, shelf.documents(), names)]
            for _, number, _ in rows:
                asked = log.one(number)
                files.append(handover_packet(asked, "ko", asked.question, site=address))
            for n, html in enumerate(files):  # opened as files: no policy of ours protects them
                file = tmp_path / f"{n}.html"
                file.write_text(html, encoding="utf-8")
                page.goto(file.as_uri())
                watch.look(page, cited(some))
            settle(page)
            hold(watch, "FAQ export and handover packets", some, proof_table)
