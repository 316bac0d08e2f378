"""The staff desk's pages: who may see and do what, and what is refused. No browser, no model."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import get_args

import httpx
import pytest
from fastapi.testclient import TestClient
from test_server import DOCUMENTS, HOSTILE, ShelfAssistant, Tags, cite, document, wait_for

from assistant import errors, server
from assistant.accounts import ROLES, Accounts, Cost, Role
from assistant.breaker import ModelState
from assistant.conversations import Conversations, Desk
from assistant.errors import GiljabiError, ModelReason, ModelUnavailableError
from assistant.library import Library
from assistant.schema import Answer
from assistant.staff.audit import Audit
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.faqs import Faqs
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store
from assistant.staff.switch import ChatSwitch
from assistant.staff_web.pages import PAGES
from assistant.staff_web.tasks import Tasks
from assistant.staff_web.ways import WAYS, find
from assistant.staff_wording import WORDS, reason_of, say

CHEAP = Cost(n=16, r=1, p=1)
PASSWORD = "correct horse 42"
SITE = "http://testserver"
FROM_HERE = {"origin": SITE, "sec-fetch-site": "same-origin"}
NOTICE = DOCUMENTS[0]
QUOTE = "지원 금액: 3년 동안 최대 15억 원"
CANARIES = {  # planted words: whoever may not see a thing finds none of them
    "question": "canaryquestion",
    "answer": "canaryanswer",
    "feedback": "canaryfeedback",
    "handover": "canaryhandover",
    "faq": "canaryfaq",
    "document": "canarydocument",
    "audit": "canaryaudit",
    "account": "canaryaccount",
}
# Who may do what, written down apart from the program's own table.
MAY: dict[str, Role] = {
    **dict.fromkeys(
        (
            *("see_desk", "sign_out", "see_questions", "see_question", "see_summary"),
            *("export_questions", "see_gaps", "see_handovers", "see_handover", "settle_handover"),
            *("take_packet", "see_faqs", "see_faq", "see_faq_form", "revise_faq", "submit_faq"),
            *("see_new_faq", "draft_faqs", "draft_notice_faqs", "see_drafting", "see_export"),
            *("export_faqs", "see_documents", "see_versions", "take_document"),
        ),
        "author",
    ),
    **dict.fromkeys(("approve_faq", "send_back_faq", "publish_faq", "withdraw_faq"), "reviewer"),
    **dict.fromkeys(
        (
            *("upload_documents", "replace_document", "withdraw_document", "restore_document"),
            *("see_report", "forget_questions", "see_administration", "see_audit"),
            *("switch_chat_off", "switch_chat_on"),
        ),
        "admin",
    ),
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


@dataclass
class Site:
    """A desk with one of everything, and a browser of nobody."""

    data_dir: Path
    store: Store
    assistant: ShelfAssistant
    web: object

    def browser(self) -> TestClient:
        return TestClient(self.web, base_url=SITE, follow_redirects=False)  # type: ignore[arg-type]

    def signed_in(self, role: str) -> TestClient:
        browser = self.browser()
        reply = sign_in(browser, f"{role}-kim")
        assert reply.status_code == 303, reply.text
        return browser

    @property
    def faqs(self) -> Faqs:
        return Faqs(self.store, True)

    def state(self) -> tuple[object, ...]:
        """All that an action could change, but the audit."""
        log = QuestionLog(self.store)
        switch = ChatSwitch(self.store)
        return (
            [(f.faq_id, f.state, f.revision) for f in self.faqs.every()],
            [h.done_at for h in log.handovers(False)],
            log.count(),
            switch.message("ko"),
            sorted(str(path) for path in self.data_dir.rglob("*") if "sqlite" not in path.name),
        )


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    data_dir = tmp_path / "data"
    store, accounts = Store(data_dir), Accounts(data_dir, CHEAP)
    for role in ROLES:
        accounts.add(f"{role}-kim", role, PASSWORD)
    accounts.add("other-author", "author", PASSWORD)
    accounts.add(CANARIES["account"], "author", PASSWORD)
    titled = document("global-rnd/own.ko.md", CANARIES["document"], "글 하나")
    with Library(data_dir) as library:
        library.replace_document(titled, [], [], "r")
    log = QuestionLog(store)
    answer = Answer("answered", CANARIES["answer"] + " [1]", "ko", (cite(1, NOTICE, QUOTE),))
    number = log.add(CANARIES["question"], answer, "g")
    log.rate(number, "wrong", CANARIES["feedback"])
    log.hand_over(number, CANARIES["handover"])
    Audit(store).note("other-author", "author", "tried", CANARIES["audit"], "done")
    Faqs(store, True).create(content(), "other-author", {NOTICE.document_id: NOTICE.text})
    assistant = ShelfAssistant()
    desk = Desk(lambda: assistant, Conversations(10, 10), 0.02, store=store)
    desk.open()
    wait_for(lambda: desk.status == "ready")
    yield Site(data_dir, store, assistant, server.create_web(desk))
    desk.close()


def content(
    question: str = CANARIES["faq"], answer: str = "3년 동안 최대 15억 원입니다 [1]."
) -> FaqContent:
    return FaqContent("global-rnd", FaqText(question, answer, (cite(1, NOTICE, QUOTE),)))


def token_in(page: httpx.Response) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page.text)
    assert found is not None, page.text
    return found[1]


def sign_in(browser: TestClient, name: str, password: str = PASSWORD, then: str = "/staff"):
    token = token_in(browser.get("/staff/sign-in"))
    fields = {"token": token, "name": name, "password": password, "then": then}
    return browser.post("/staff/sign-in", data=fields, headers=FROM_HERE)


def send(browser: TestClient, path: str, **fields: str) -> httpx.Response:
    token = token_in(browser.get("/staff"))
    return browser.post(path, data={"token": token, **fields}, headers=FROM_HERE)


def path_of(way_path: str) -> str:
    return re.sub(r"\{\w+\}", "1", way_path)


def leaks(page: httpx.Response) -> list[str]:
    return [word for word in CANARIES.values() if word in page.text + str(page.headers)]


# --- Who may see and do what -------------------------------------------------------------------


def test_the_table_gives_each_action_the_role_that_was_decided():
    assert {way.action: way.role for way in WAYS if way.role is not None} == MAY
    assert {way.action for way in WAYS if way.role is None} == {"sign_in"}
    assert len({(way.method, way.path) for way in WAYS}) == len(WAYS)
    assert all(way.audited for way in WAYS if way.method == "POST" and way.role is not None)


@pytest.mark.parametrize("who", ["nobody", *ROLES])
def test_every_path_by_every_method_gives_nothing_to_whom_it_is_not_for(site: Site, who: str):
    """Each action × each method × this role: 0 leaks, and nothing changes."""
    browser = site.browser() if who == "nobody" else site.signed_in(who)
    page = browser.get("/staff/sign-in" if who == "nobody" else "/staff")
    token = token_in(page)
    rank = -1 if who == "nobody" else ROLES.index(who)  # type: ignore[arg-type]
    before, tried = site.state(), 0
    for path in sorted({way.path for way in WAYS if way.role is not None}):
        for method in METHODS:
            way, _ = find("GET" if method == "HEAD" else method, path_of(path))
            if way is not None and way.role is not None and rank >= ROLES.index(way.role):
                continue
            tried += 1
            form = {"data": {"token": token}} if method in ("POST", "PUT", "PATCH") else {}
            reply = browser.request(method, path_of(path), headers=FROM_HERE, **form)  # type: ignore[arg-type]
            expected = 401 if who == "nobody" else 405 if way is None else 403
            assert reply.status_code == expected, (method, path, reply.status_code)
            assert leaks(reply) == [], (method, path)
    assert tried >= 200
    assert site.state() == before


def test_what_one_may_see_is_there_so_that_the_canaries_would_be_found(site: Site):
    shown = {
        "/staff/questions": "question",
        "/staff/questions.csv": "answer",
        "/staff/questions/1": "feedback",
        "/staff/handovers": "handover",
        "/staff/handovers/1": "handover",
        "/staff/handovers/1/packet": "question",
        "/staff/faqs": "faq",
        "/staff/faqs/1": "faq",
        "/staff/faqs/1/edit": "faq",
        "/staff/faqs/exported?kind=json&all=yes": "faq",
        "/staff/documents": "document",
        "/staff/documents/versions?id=global-rnd/own.ko.md": "document",
        "/staff/administration": "account",
        "/staff/administration/audit": "audit",
    }
    browser = site.signed_in("admin")
    for path, kind in shown.items():
        reply = browser.get(path)
        assert reply.status_code == 200, (path, reply.status_code)
        assert CANARIES[kind] in reply.text, path
    for way in WAYS:
        if way.method == "GET" and way.role is not None and "{task}" not in way.path:
            path = path_of(way.path)
            if path in ("/staff/documents/versions", "/staff/documents/file"):
                continue  # of no document: not found
            assert browser.get(path).status_code == 200, path
            head = browser.head(path)
            assert (head.status_code, head.content) == (200, b""), path


@pytest.mark.parametrize(
    "path",
    [
        "/staff/",
        "/staff/nothing",
        "/staff/questions/",
        "/staff/questions/1/",
        "/staff//questions",
        "/staff/questions/１",
        "/staff/questions/99999999999999999999",
        "/staff/questions/-1",
        "/staff/QUESTIONS",
        "/staff/x/../questions",
        "/staff/%2e%2e/staff/questions",
        "/staff/faqs/1/delete",
        "/staff/staff.css",
        "/staff/base.html",
    ],
)
def test_a_path_that_is_not_in_the_table_is_not_there(site: Site, path: str):
    for who, expected in (("nobody", 401), ("admin", 404)):
        browser = site.browser() if who == "nobody" else site.signed_in(who)
        for method in ("GET", "POST", "DELETE"):
            reply = browser.request(method, path, headers=FROM_HERE)
            # What is normalised away before it is sent is another path, and asks as that one.
            if str(reply.request.url).endswith("/staff/questions") and who == "admin":
                continue
            assert reply.status_code == expected, (who, method, reply.status_code)
            assert leaks(reply) == []


@pytest.mark.parametrize(
    "path",
    [
        "/staffroom",
        "/staff/questions/1%0a",
        "/page/faq.html",
        "/page/staff/faq.html",
        "/page/../staff_pages/faq.html",
    ],
)
def test_the_pages_are_no_files_that_can_be_fetched(site: Site, path: str):
    assert site.browser().get(path).status_code == 404


def test_without_a_desk_there_are_no_staff_pages():
    desk = Desk(ShelfAssistant, Conversations(10, 10))
    assert TestClient(server.create_web(desk)).get("/staff").status_code == 404


def test_the_audit_and_the_accounts_are_seen_by_admins_alone_and_no_page_shows_a_hash(site: Site):
    stored = (site.data_dir / "accounts.json").read_text("utf-8")
    secrets = re.findall(r'"(?:salt|password_hash)": "([0-9a-f]+)"', stored)
    browser = site.signed_in("admin")
    for way in WAYS:
        if way.method == "GET":
            text = browser.get(path_of(way.path)).text
            assert not [secret for secret in secrets if secret in text]


# --- Signing in --------------------------------------------------------------------------------


def test_one_is_let_in_with_the_right_password_and_led_to_the_page_that_was_asked_for(site: Site):
    browser = site.browser()
    asked = browser.get("/staff/faqs/1?lang=en")
    assert asked.status_code == 401 and 'value="/staff/faqs/1?lang=en"' in asked.text
    reply = sign_in(browser, "author-kim", then="/staff/faqs/1?lang=en")
    assert (reply.status_code, reply.headers["location"]) == (303, "/staff/faqs/1?lang=en")
    assert CANARIES["faq"] in browser.get("/staff/faqs/1").text


@pytest.mark.parametrize(
    "then", ["https://evil.example", "//evil.example", "/staffx", "/\\evil", "/staff/\\x", "/", ""]
)
def test_a_sign_in_leads_to_no_page_but_the_desks(site: Site, then: str):
    assert sign_in(site.browser(), "author-kim", then=then).headers["location"] == "/staff"


def test_the_cookie_is_for_the_desk_alone_and_out_of_reach_of_scripts_and_other_sites(site: Site):
    plain = sign_in(site.browser(), "author-kim").headers["set-cookie"]
    parts = {part.strip().casefold() for part in plain.split(";")[1:]}
    assert parts == {"httponly", "path=/staff", "samesite=strict"}
    secure = TestClient(site.web, base_url="https://testserver", follow_redirects=False)  # type: ignore[arg-type]
    cookies = secure.get("/staff/sign-in?lang=en").headers.get_list("set-cookie")
    assert len(cookies) == 2 and all("Secure" in cookie for cookie in cookies)


def test_a_session_has_another_number_than_the_form_it_was_signed_in_with(site: Site):
    browser = site.browser()
    browser.get("/staff/sign-in")
    before = browser.cookies["giljabi_staff"]
    sign_in(browser, "author-kim")
    assert browser.cookies["giljabi_staff"] != before
    fixed = site.browser()
    fixed.cookies.set("giljabi_staff", before, domain="testserver.local", path="/staff")
    assert fixed.get("/staff/questions").status_code == 401


def test_wrong_passwords_are_counted_by_name_whether_there_is_one_or_not(site: Site):
    for name in ("author-kim", "no-such-name"):
        browser = site.browser()
        replies = [sign_in(browser, name, f"wrong {n} password") for n in range(6)]
        assert [reply.status_code for reply in replies] == [401] * 5 + [429]
        assert "15분" in browser_text(replies[-1]) or "15 min" in browser_text(replies[-1])
        # Nothing tells the one name from the other.
        assert len({re.sub(r'value="[^"]*"', "", reply.text) for reply in replies[:5]}) == 1
    assert sign_in(site.browser(), "author-kim").status_code == 429  # even the right one waits
    assert sign_in(site.browser(), "reviewer-kim").status_code == 303


def browser_text(reply: httpx.Response) -> str:
    return re.sub(r"<[^>]*>", " ", reply.text)


def test_wrong_passwords_are_counted_by_address(site: Site):
    browser = site.browser()
    codes = [sign_in(browser, f"name{n}", "a wrong password").status_code for n in range(21)]
    assert codes == [401] * 20 + [429]
    assert sign_in(browser, "author-kim").status_code == 429


def test_good_and_bad_sign_ins_and_sign_outs_are_in_the_audit_and_no_password_is(site: Site):
    browser = site.browser()
    sign_in(browser, "author-kim", "the-wrong-password")
    sign_in(browser, "my-password-by-mistake", "x")
    sign_in(browser, "author-kim")
    send(browser, "/staff/sign-out")
    entries = Audit(site.store).entries()[:4]
    assert [(e.who, e.action, e.outcome) for e in entries] == [
        ("author-kim", "sign_out", "done"),
        ("author-kim", "sign_in", "done"),
        ("", "sign_in", "refused"),  # a name that nobody has may be a password
        ("author-kim", "sign_in", "refused"),
    ]
    assert "password" not in str(entries)


def test_who_signs_out_or_loses_the_account_is_out_at_the_next_request(site: Site):
    browser = site.signed_in("author")
    number = browser.cookies["giljabi_staff"]
    assert send(browser, "/staff/sign-out").status_code == 303
    again = site.browser()
    again.cookies.set("giljabi_staff", number)
    assert again.get("/staff/questions").status_code == 401
    browser = site.signed_in("author")
    accounts = Accounts(site.data_dir, CHEAP)
    accounts.set_role("author-kim", "admin")
    assert browser.get("/staff/administration").status_code == 200
    accounts.remove("author-kim")
    reply = browser.get("/staff/administration")
    assert reply.status_code == 401 and leaks(reply) == []


def test_a_damaged_accounts_file_lets_nobody_in(site: Site):
    browser = site.signed_in("admin")
    (site.data_dir / "accounts.json").write_text("{")
    for one in (browser, site.browser()):
        reply = one.get("/staff/questions")
        assert reply.status_code in (401, 503) and leaks(reply) == []


def test_before_there_is_an_account_the_page_says_how_to_make_one(tmp_path: Path):
    desk = Desk(ShelfAssistant, Conversations(10, 10), store=Store(tmp_path))
    page = TestClient(server.create_web(desk)).get("/staff")
    assert page.status_code == 401 and "python -m assistant accounts add" in page.text


# --- Forms from elsewhere ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": SITE, "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_form_that_another_site_sends_does_nothing(site: Site, headers: dict[str, str]):
    browser = site.signed_in("admin")
    token, before = token_in(browser.get("/staff")), site.state()
    fields = {"token": token, "ko": "닫음", "en": "closed"}
    reply = browser.post("/staff/administration/chat-off", data=fields, headers=headers)
    assert reply.status_code == 403 and site.state() == before
    assert Audit(site.store).entries()[0].outcome == "refused: form"
    stranger = site.browser()
    fields = {"token": token_in(stranger.get("/staff")), "name": "author-kim", "password": PASSWORD}
    assert stranger.post("/staff/sign-in", data=fields, headers=headers).status_code == 403


def test_a_form_without_its_own_token_does_nothing(site: Site):
    browser, other = site.signed_in("admin"), site.signed_in("admin")
    before = site.state()
    for token in ("", "0" * 64, token_in(other.get("/staff")), "가"):
        fields = {"token": token, "ko": "닫음", "en": "closed"}
        reply = browser.post("/staff/administration/chat-off", data=fields, headers=FROM_HERE)
        assert reply.status_code == 403 and site.state() == before
    for body in (b"{}", b"token=\xff\xfe", b"--x\r\n"):
        for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
            reply = browser.post(
                "/staff/administration/chat-off",
                content=body,
                headers={**FROM_HERE, "content-type": kind},
            )
            assert reply.status_code in (400, 403) and site.state() == before


def test_a_form_that_is_too_large_is_refused_before_it_is_read(site: Site):
    browser = site.signed_in("author")
    large = b"questions=" + b"x" * server.STAFF_BYTES
    reply = browser.post("/staff/faqs/draft", content=large, headers=FROM_HERE)
    assert reply.status_code == 413
    assert browser.get("/staff").status_code == 200


# --- What the pages say ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ko", "en"])
def test_hostile_words_stay_words_on_every_page(site: Site, language: str):
    log = QuestionLog(site.store)
    hostile = cite(1, DOCUMENTS[2], HOSTILE, section=HOSTILE)
    number = log.add(HOSTILE, Answer("answered", f"{HOSTILE} [1]", "ko", (hostile,)), HOSTILE)
    log.rate(number, "wrong", HOSTILE)
    log.hand_over(number, HOSTILE)
    texts = {DOCUMENTS[2].document_id: DOCUMENTS[2].text}
    text = FaqText(HOSTILE, f"{HOSTILE} [1]", (hostile,))
    made = site.faqs.create(
        FaqContent(HOSTILE, text, text, (HOSTILE,), "list"), "other-author", texts, HOSTILE
    )
    Audit(site.store).note(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    browser = site.signed_in("admin")
    send(browser, "/staff/administration/chat-off", ko=HOSTILE, en=HOSTILE)
    pages = [
        *("/staff", "/staff/questions", f"/staff/questions/{number}", "/staff/questions/summary"),
        *("/staff/handovers", "/staff/handovers/2", "/staff/faqs", f"/staff/faqs/{made.faq_id}"),
        *(f"/staff/faqs/{made.faq_id}/edit", "/staff/administration"),
        *("/staff/administration/audit", f"/staff/faqs/new?question={HOSTILE}"),
        *(f"/staff/questions?words={HOSTILE}&since={HOSTILE}", f"/staff/documents?words={HOSTILE}"),
    ]
    for path in pages:
        reply = browser.get(path, params=None if "?" in path else {"lang": language})
        assert reply.status_code == 200, path
        tags = Tags(reply.text)
        assert not tags.tags & {"script", "img", "iframe"}, path
        assert not [name for name in tags.attributes if name.startswith("on")], path
        assert "javascript:" not in re.sub(r"&lt;.*?&gt;", "", reply.text), path
        policy = reply.headers["content-security-policy"]
        assert "script-src 'self';" in policy, path
        assert reply.headers["cache-control"] == "no-store", path
        assert reply.headers["referrer-policy"] == "same-origin", path


def test_every_page_is_in_both_languages_and_in_each_alone(site: Site):
    browser = site.signed_in("admin")
    for way in WAYS:
        if way.method != "GET" or way.role is None or "csv" in way.path or "{task}" in way.path:
            continue
        if way.action in ("take_packet", "export_faqs", "take_document"):
            continue
        path = path_of(way.path)
        for language in ("ko", "en"):
            page = browser.get(path, params={"lang": language}).text
            assert f'<html lang="{language}">' in page, path
        head = page[page.index("<header") : page.index("</header")].replace("한국어", "")
        assert not re.search("[가-힣]", head), path
    assert '<html lang="en">' in browser.get("/staff").text  # the choice is kept


def fields_in(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def test_the_words_are_whole_in_both_languages_used_and_known():
    for key, (korean, english) in WORDS.items():
        assert korean and english and fields_in(korean) == fields_in(english), key
        assert not re.search("[가-힣]", english), key
    sources = [*PAGES.glob("*.html"), *PAGES.parent.glob("staff_web/*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    named = set(re.findall(r'say\(\s*"(\w+)"[,)]', text))
    begun = set(re.findall(r'say\(\s*f?"(\w+_)["{]', text)) | {"tile_", "section_"}
    begun |= set(re.findall(r'chip\(say, "(\w+)"', text)) and {
        f"{kind}_" for kind in re.findall(r'chip\(say, "(\w+)"', text)
    }
    assert named <= set(WORDS), named - set(WORDS)
    told = set(re.findall(r'"(\w+)"', text)) | {f"failed_{kind}" for kind in KINDS_OF_ERROR}
    told |= {key for _, _, keys, _ in errors_made() for key in keys}
    unused = {k for k in WORDS if k not in told and not any(k.startswith(b) for b in begun)}
    assert unused == set()


def test_pages_take_no_markup_as_it_comes_but_the_drawings():
    safe = [
        (path.name, line.strip())
        for path in sorted(PAGES.glob("*.html"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\|\s*safe|autoescape|<script|\son\w+=", line)
    ]
    assert [name for name, _ in safe] == ["summary.html"]
    assert "drawing | safe" in safe[0][1]


def test_every_field_has_a_label_and_every_page_one_first_heading(site: Site):
    browser = site.signed_in("admin")
    paths = ["/staff/faqs/1/edit", "/staff/administration", "/staff/documents", "/staff/faqs/new"]
    paths += ["/staff/questions", "/staff/faqs/1", "/staff/faqs/export"]
    for path in paths:
        text = browser.get(path).text
        assert text.count("<h1") == 1, path
        labels = set(re.findall(r'<label for="([^"]+)"', text))
        fields = re.findall(r"<(?:input|select|textarea)\b([^>]*)>", text)
        for field in fields:
            name = re.search(r'\bid="([^"]+)"', field)
            kept = re.search(r'type="(hidden|checkbox)"', field)
            assert kept or (name is not None and name[1] in labels), (path, field)
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path


# --- Why something was not done ----------------------------------------------------------------

KINDS_OF_ERROR = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, GiljabiError)
}
# Of no page: those of commands alone, and those that always come with words of their own.
WITHOUT_WORDS = {"GiljabiError", "LoadError", "UsageError", "FaqError", "ModelUnavailableError"}
WITHOUT_WORDS |= {"AccountError", "ApiKeyError", "ProfileError"}
ON_NO_PAGE = ("is nobody", "There is no verdict")  # who has an account is somebody; no form asks it


def errors_made() -> Iterator[tuple[str, str, set[str], set[str]]]:
    """(file, kind, keys of the words, names of the values) of each error that the desk makes."""
    package = PAGES.parent
    for path in [*sorted((package / "staff").glob("*.py")), package / "library.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            kind, values = node.func.id, {str(one.arg) for one in node.keywords}
            if kind not in KINDS_OF_ERROR or any(w in ast.unparse(node) for w in ON_NO_PAGE):
                continue
            given = node.args[1] if len(node.args) > 1 else ast.Constant(f"failed_{kind}")
            if isinstance(given, ast.JoinedStr):  # f"refused_name_{key}"
                begun = str(ast.literal_eval(given.values[0]))
                yield path.name, kind, {key for key in WORDS if key.startswith(begun)}, values
            else:
                yield path.name, kind, {str(ast.literal_eval(given))}, values
    yield "errors.py", "ModelUnavailableError", {"refused_model"}, {"model"}


def test_every_error_that_staff_may_meet_has_words_and_what_these_are_filled_with():
    made = list(errors_made())
    assert len(made) >= 25
    for path, kind, keys, values in made:
        assert keys and keys <= set(WORDS), (path, kind, keys)
        for key in keys - {"refused_name_taken"}:
            assert fields_in(WORDS[key][0]) <= values, (path, key)
    for kind in set(KINDS_OF_ERROR) - WITHOUT_WORDS:
        assert f"failed_{kind}" in WORDS, kind
    for reason in get_args(ModelReason):
        assert say("ko", f"model_{reason}") in reason_of(ModelUnavailableError(reason)).words["ko"]


def refusal(reply: httpx.Response) -> str:
    """What the page says went wrong, without what is folded; nothing of it is in English."""
    shown = re.sub(r"<details>.*?</details>", "", reply.text, flags=re.DOTALL)
    (told,) = re.findall(r'<div class="told bad".*?</div>', shown, re.DOTALL)
    words = unescape(re.sub(r"<[^>]*>", " ", told))
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", words) and 'lang="en"' not in told, words
    return words


def test_what_may_not_be_done_to_an_faq_is_said_in_korean(site: Site):
    """What the pages do not look at before: the desk itself refuses."""
    texts = {NOTICE.document_id: NOTICE.text}
    site.faqs.create(FaqContent("global-rnd", FaqText("질문?", "출처 없는 답.", ())), "kim", texts)
    author = site.signed_in("author")
    reply = send(author, "/staff/faqs/2/submit", revision="1")
    assert reply.status_code == 422
    assert say("ko", "refused_incomplete", language="한국어") in refusal(reply)
    twice = edit_fields(author, "/staff/faqs/1/edit") | {"read": ["yes"]}
    twice["ko_document"][1], twice["ko_quote"][1] = NOTICE.document_id, "신청 시작"
    twice["ko_n"][1] = twice["ko_n"][0]
    reply = author.post("/staff/faqs/1/edit", data=twice, headers=FROM_HERE)
    assert reply.status_code == 422
    assert say("ko", "refused_twice", language="한국어", n=1) in refusal(reply)
    author.get("/staff?lang=en")
    english = send(author, "/staff/faqs/2/submit", revision="1").text
    assert say("en", "refused_incomplete", language="Korean") in unescape(english)
    assert [faq.state for faq in site.faqs.every()] == ["draft", "draft"]


def test_what_could_not_be_drafted_is_said_in_the_readers_language(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    reply_of = site.assistant.reply

    def reply(question: str, history: object = ()) -> Answer:
        if "모델" in question:
            raise ModelUnavailableError("rate_limited")
        if "바뀐" in question:  # the document changed while it was drafted
            site.assistant._documents.pop(NOTICE.document_id)
        if "새로운" in question:
            raise GiljabiError("Nobody has worded this.")
        return reply_of(question)

    monkeypatch.setattr(site.assistant, "reply", reply)
    author = site.signed_in("author")
    asked = "모델은 왜?\n바뀐 문서는?"
    task = send(author, "/staff/faqs/draft", questions=asked).headers["location"]
    wait_for(lambda: 'http-equiv="refresh"' not in author.get(task).text)
    said = refusal(author.get(task))
    why = say("ko", "model_rate_limited")
    assert "모델은 왜?" in said and say("ko", "refused_model", model=why) in said
    where = {"language": "한국어", "n": 1, "document": NOTICE.document_id}
    assert say("ko", "refused_quote", **where) in said
    english = unescape(author.get(f"{task}?lang=en").text)
    assert say("en", "refused_quote", **where | {"language": "Korean"}) in english
    # What nobody has worded is told as it is, marked as English.
    send(author, "/staff/faqs/draft", questions="새로운 것은?", lang="ko")
    task = f"/staff/drafting/{int(task.rpartition('/')[2]) + 1}?lang=ko"
    wait_for(lambda: 'http-equiv="refresh"' not in author.get(task).text)
    assert '<span lang="en">Nobody has worded this.</span>' in author.get(task).text


@pytest.mark.parametrize(
    ("folder", "name", "key"),
    [
        ("global-rnd//call", "call.md", "refused_name_empty"),
        ("global\\rnd", "call.md", "refused_name_path"),
        ("global-rnd", "call\u202edm.md", "refused_name_unseen"),
        ("global-rnd", ".call.md", "refused_name_dot"),
        ("global-rnd", "README.md", "refused_name_reserved"),
        ("global-rnd", "가" * 70 + ".md", "refused_name_long"),
        ("global-rnd", "call.md", "refused_suffix"),
        ("global-rnd", "call.txt", "refused_files_gone"),
    ],
)
def test_a_notice_that_is_not_taken_is_told_of_in_korean(
    site: Site, folder: str, name: str, key: str
):
    admin = site.signed_in("admin")
    token = token_in(admin.get("/staff/documents"))
    raw = b"<!doctype html><html><body><h1>2026</h1></body></html>" if "suffix" in key else b"2026"
    reply = admin.post(
        "/staff/documents/upload",
        data={"token": token, "folder": folder},
        files={"files": (name, raw, "text/plain")},
        headers=FROM_HERE,
    )
    report = reply.headers["location"]
    wait_for(lambda: "is-done" in admin.get(report).text, 60)
    fixed = max(re.split(r"\{\w+\}", WORDS[key][0]), key=len)  # what is not filled in
    assert fixed in refusal(admin.get(report))
    if key != "refused_files_gone":
        assert not (site.data_dir / "notices").exists()


# --- An FAQ's way ------------------------------------------------------------------------------


def test_an_faq_is_drafted_by_one_approved_by_another_and_served(site: Site):
    author, reviewer = site.signed_in("author"), site.signed_in("reviewer")
    reply = send(
        author,
        "/staff/faqs/draft",
        questions="최대 얼마인가요?\n\n저축은 얼마까지?\n최대 얼마인가요?",
    )
    assert reply.status_code == 303
    task = reply.headers["location"]
    wait_for(lambda: "/staff/faqs/3" in author.get(task).text)
    wait_for(lambda: 'http-equiv="refresh"' not in author.get(task).text)
    assert len(site.faqs.every()) == 3  # one was there, two questions were new
    faq = "/staff/faqs/2"
    assert site.faqs.one(2).author == "author-kim"
    page = author.get(faq).text
    assert page.index("<mark>") < page.index("3년 동안 최대 15억 원을 지원합니다")
    assert f"{faq}/approve" not in page
    assert send(author, f"{faq}/submit", revision="1").status_code == 303
    assert send(author, f"{faq}/approve", revision="1").status_code == 403
    assert send(reviewer, f"{faq}/publish", revision="1").status_code == 422
    assert send(reviewer, f"{faq}/approve", revision="1").status_code == 303
    assert site.faqs.served() == []
    # The shelf's draft cites a source that it has not ([9]): it is not published like this.
    assert send(reviewer, f"{faq}/publish", revision="1").status_code == 422
    for action in ("submit", "approve", "publish"):
        who = author if action == "submit" else reviewer
        assert send(who, f"/staff/faqs/1/{action}", revision="1").status_code == 303, action
    assert [one.faq_id for one in site.faqs.served()] == [1]
    assert CANARIES["faq"] in author.get("/staff/faqs/exported?kind=md").text
    reply = send(reviewer, "/staff/faqs/1/withdraw", revision="1")
    assert reply.status_code == 422 and site.faqs.one(1).state == "published"  # no reason
    assert send(reviewer, "/staff/faqs/1/withdraw", revision="1", why="틀림").status_code == 303
    assert site.faqs.served() == []
    done = [(e.who, e.action, e.outcome) for e in Audit(site.store).entries() if "_faq" in e.action]
    assert ("reviewer-kim", "publish_faq", "done") in done
    assert ("author-kim", "approve_faq", "refused: role") in done
    assert ("reviewer-kim", "withdraw_faq", "refused: refused_why") in done


def test_nobody_approves_what_they_wrote_or_what_was_changed_under_their_eyes(site: Site):
    reviewer, author = site.signed_in("reviewer"), site.signed_in("author")
    fields = edit_fields(reviewer, "/staff/faqs/1/edit")
    assert (
        send_form(reviewer, "/staff/faqs/1/edit", fields | {"ko_question": ["고친 질문?"]}) == 303
    )
    assert site.faqs.one(1).content.ko.question == "고친 질문?"  # type: ignore[union-attr]
    assert send(author, "/staff/faqs/1/submit", revision="1").status_code == 422  # it is 2 now
    assert send(author, "/staff/faqs/1/submit", revision="2").status_code == 303
    assert send(reviewer, "/staff/faqs/1/approve", revision="2").status_code == 422
    assert send(site.signed_in("admin"), "/staff/faqs/1/approve", revision="2").status_code == 303


def edit_fields(browser: TestClient, path: str) -> dict[str, list[str]]:
    """What the form's fields hold as it is opened."""
    text = browser.get(path).text
    fields: dict[str, list[str]] = {}
    pattern = (
        r'<textarea[^>]*name="(?P<area>\w+)"[^>]*>(?P<text>[^<]*)</textarea>'
        r'|<input[^>]*name="(?P<input>\w+)"[^>]*value="(?P<value>[^"]*)"'
        r'|<select[^>]*name="(?P<select>\w+)">(?P<options>.*?)</select>'
    )
    main = text[text.index("<main") :]
    for found in re.finditer(pattern, main, re.DOTALL):
        if found["select"]:
            chosen = re.search(r'value="([^"]*)" selected', found["options"])
            fields.setdefault(found["select"], []).append(chosen[1] if chosen else "")
        else:
            name = found["area"] or found["input"]
            value = found["text"] if found["area"] else found["value"]
            fields.setdefault(name, []).append(value)
    fields.pop("read", None)
    return fields


def send_form(browser: TestClient, path: str, fields: dict[str, list[str]]) -> int:
    return browser.post(path, data=fields, headers=FROM_HERE).status_code


def test_what_the_checks_find_is_shown_by_name_until_somebody_has_read_it(site: Site):
    author = site.signed_in("author")
    fields = edit_fields(author, "/staff/faqs/1/edit")
    fields["ko_answer"] = ["최대 99억 원입니다 [1]."]
    shown = author.post("/staff/faqs/1/edit", data=fields, headers=FROM_HERE)
    assert shown.status_code == 422 and "99억" in shown.text
    assert site.faqs.one(1).revision == 1
    assert send_form(author, "/staff/faqs/1/edit", fields | {"read": ["yes"]}) == 303
    assert site.faqs.one(1).revision == 2
    assert "figure_not_quoted" in Audit(site.store).entries()[0].outcome
    # Words that are not in the document are no quote, whoever has read it.
    fields = edit_fields(author, "/staff/faqs/1/edit") | {"read": ["yes"]}
    fields["ko_quote"][0] = "지원 금액: 3년 동안 최대 99억 원"
    assert send_form(author, "/staff/faqs/1/edit", fields) == 422
    assert site.faqs.one(1).revision == 2


def test_a_form_that_was_opened_before_somebody_else_saved_is_shown_again(site: Site):
    author = site.signed_in("author")
    fields = edit_fields(author, "/staff/faqs/1/edit")
    site.faqs.revise(1, content("다른 이의 글?"), "other-author", {NOTICE.document_id: NOTICE.text})
    fields["ko_question"] = ["나의 글?"]
    shown = author.post("/staff/faqs/1/edit", data=fields, headers=FROM_HERE)
    assert shown.status_code == 422 and "나의 글?" in shown.text
    assert site.faqs.one(1).revision == 2


def test_a_source_that_is_added_has_the_documents_words_and_place(site: Site):
    author = site.signed_in("author")
    fields = edit_fields(author, "/staff/faqs/1/edit")
    fields["ko_answer"] = [fields["ko_answer"][0] + "\n예: 100만원~500만원 [2]"]
    fields["ko_document"][1] = NOTICE.document_id
    fields["ko_quote"][1] = "예:  100만원~500만원,\n *별표* 그대로"  # copied with other blanks
    assert send_form(author, "/staff/faqs/1/edit", fields | {"read": ["yes"]}) == 303
    added = site.faqs.one(1).content.ko.citations[1]  # type: ignore[union-attr]
    assert added.quote == "예: 100만원~500만원, *별표* 그대로"
    assert added.section == "2026년 글로벌 협력 R&D 공고 > 지원 내용"


def test_a_changed_clause_is_shown_beside_the_old_one_with_its_words_marked(site: Site):
    reviewer = site.signed_in("reviewer")
    changed = NOTICE.text.replace("최대 15억 원", "최대 20억 원")
    site.faqs.check({NOTICE.document_id: changed})
    assert site.faqs.one(1).state == "suspect"
    site.assistant._documents[NOTICE.document_id] = document(
        NOTICE.document_id, NOTICE.title, changed
    )
    page = reviewer.get("/staff/faqs/1").text
    assert "<del>15억</del>" in page and "<ins>20억</ins>" in page


def test_questions_come_from_lines_and_from_the_right_column_of_a_csv(site: Site):
    author = site.signed_in("author")
    token = token_in(author.get("/staff/faqs/new"))
    csv = "번호,질문\r\n1,저축은 얼마까지?\r\n2,최대 얼마인가요?\r\n".encode("cp949")
    reply = author.post(
        "/staff/faqs/draft",
        data={"token": token, "questions": "저축은 얼마까지?"},
        files={"file": ("list.csv", csv, "text/csv")},
        headers=FROM_HERE,
    )
    wait_for(lambda: len(site.faqs.every()) == 3)
    assert reply.status_code == 303
    asked = [faq.content.ko.question for faq in site.faqs.every()[1:] if faq.content.ko]
    assert asked == ["저축은 얼마까지?", "최대 얼마인가요?"]
    assert send(author, "/staff/faqs/draft", questions=" \n ").status_code == 422
    many = "\n".join(f"질문 {n}?" for n in range(201))
    assert send(author, "/staff/faqs/draft", questions=many).status_code == 422


# --- The rest of the desk ----------------------------------------------------------------------


def test_an_admin_switches_the_chat_off_with_a_message_and_on(site: Site):
    admin, switch = site.signed_in("admin"), ChatSwitch(site.store)
    assert send(admin, "/staff/administration/chat-off", ko="닫음", en="").status_code == 422
    assert switch.message("ko") is None
    assert send(admin, "/staff/administration/chat-off", ko="닫음", en="closed").status_code == 303
    assert (switch.message("ko"), switch.message("en")) == ("닫음", "closed")
    assert send(admin, "/staff/administration/chat-on").status_code == 303
    assert switch.message("ko") is None


def test_old_questions_are_deleted_by_day_and_only_with_the_box_ticked(site: Site):
    admin, log = site.signed_in("admin"), QuestionLog(site.store)
    for fields in ({"before": "2999-01-01"}, {"before": "soon", "sure": "yes"}):
        assert send(admin, "/staff/questions/forget", **fields).status_code == 422
    assert (
        send(admin, "/staff/questions/forget", before="2020-01-01", sure="yes").status_code == 303
    )
    assert log.count() == 1
    assert (
        send(admin, "/staff/questions/forget", before="2999-01-01", sure="yes").status_code == 303
    )
    assert log.count() == 0


def test_a_handover_is_marked_done_by_name(site: Site):
    author = site.signed_in("author")
    assert send(author, "/staff/handovers/1/done").status_code == 303
    assert QuestionLog(site.store).handovers(False)[0].done_by == "author-kim"
    assert send(author, "/staff/handovers/99/done").status_code == 404


def test_the_end_of_a_task_is_written_down_before_anybody_is_told_of_it():
    written: list[tuple[bool, str]] = []
    tasks = Tasks()
    for work in (lambda _: 1, lambda _: 1 // 0):
        task = tasks.start(
            "gaps", "staff", "", work, lambda one, state: written.append((one.settled, state))
        )
        assert task is not None
        wait_for(lambda task=task: task.settled, 5)
    assert written == [(False, "done"), (False, "failed")]


def test_a_file_that_cannot_be_read_is_in_the_report_and_in_no_library(site: Site):
    admin = site.signed_in("admin")
    token = token_in(admin.get("/staff/documents"))
    reply = admin.post(
        "/staff/documents/upload",
        data={"token": token, "folder": "global-rnd"},
        files={"files": ("notice.pdf", b"%PDF-1.4 broken", "application/pdf")},
        headers=FROM_HERE,
    )
    assert reply.status_code == 303
    report = reply.headers["location"]
    wait_for(lambda: "is-done" in admin.get(report).text, 60)
    page = admin.get(report).text
    assert "notice.pdf" in page and WORDS["failed_BrokenFileError"][0] in page
    with Library(site.data_dir) as library:
        assert len(library.documents()) == 1
    ended = Audit(site.store).entries()[0]
    assert ended.action == "change_documents_ended"


@pytest.mark.parametrize("reason", sorted({*get_args(ModelReason)} - {"breaker_open"}))
def test_staff_read_on_their_first_page_why_the_chat_model_is_left_alone(site: Site, reason: str):
    since = datetime(2031, 4, 5, 20, 30, tzinfo=UTC)  # the 6th, 05:30, in Korea
    with site.signed_in("author") as browser:
        for language, words in (("ko", "쉬게 두고"), ("en", "left alone")):
            site.assistant.model_state = ModelState("open", reason, since)
            text = unescape(browser.get(f"/staff?lang={language}").text)
            assert words in text and "2031-04-06 05:30" in text
            assert say(language, f"model_{reason}") in text
            site.assistant.model_state = None
            assert words not in unescape(browser.get(f"/staff?lang={language}").text)


def test_nothing_of_the_desk_reaches_the_public_page(site: Site):
    import app

    desk = Desk(lambda: site.assistant, Conversations(10, 10), store=site.store)
    browser = TestClient(app.build_app(desk), follow_redirects=False)
    config = browser.get("/config").text + browser.get("/").text
    assert not [word for word in CANARIES.values() if word in config]
    ours = {path_of(way.path) for way in WAYS} - {"/staff"}
    assert not [path for path in ours if path in config]
    assert browser.get("/staff/questions").status_code == 401
    assert browser.request("BREW", "/staff/questions").status_code == 401
