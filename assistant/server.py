"""The page's server: who may frame it, how large a request may be, and the documents it links to.

What the chat and the documents become as HTML is made here, from text that is escaped character by character: an
uploaded notice, or an answer that quotes one, must never be able to write markup.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from asyncio import CancelledError
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from urllib.parse import quote as url_quote
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api import add_api
from assistant.api.refusing import too_large
from assistant.checklist import checklist
from assistant.config import settings
from assistant.conversations import AssistantLike, Desk
from assistant.errors import DocumentMissingError, IndexMissingError
from assistant.markup import document_address, document_link, literal, plain_lines
from assistant.schema import KOREA, Answer, Document, Language, ProgrammeNames
from assistant.staff.handover import handover_packet
from assistant.staff_web import add_staff
from assistant.status import now_in_korea
from assistant.wording import WORDING, preferred_language

STATIC = Path(__file__).parent / "static"
TITLES_AT_SIGHT = 12
TITLES_IN_FOLDER = 100  # a library of thousands must not become a page of thousands
BODY_BYTES = 64 * 1024  # a question of 1,000 characters needs about 10 KB
UPLOAD_PATH = "/gradio_api/upload"
UPLOAD_BYTES = 20 * 2**20  # a form, a business plan
STAFF_BYTES = 2**20  # a form of the desk: an FAQ in two languages, a list of questions
NOTICE_PATHS = r"/staff/documents/(upload|replace)"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORM_TYPES = {"docx": DOCX, "hwpx": "application/hwp+zip"}
OPEN_PATHS = (
    r"/|/(healthz|config|theme\.css|favicon\.ico|manifest\.json|robots\.txt)"
    r"|/(documents|programmes|drafts|handovers|page|assets|static)/.+"
    r"|/staff(/.*)?|/v1(/.*)?"
    r"|/gradio_api/(app_id|heartbeat/\w+|cancel|reset|queue/join|queue/data|upload)"
)

# --- HTML of answers and sources ---------------------------------------------------------------


def header_html(language: Language) -> str:
    words = WORDING[language]
    other = WORDING["en" if language == "ko" else "ko"].name
    return (
        f'<div lang="{language}"><h1>{literal(words.name)} <small>{literal(other)}</small></h1>'
        f"<p>{literal(words.tagline)}</p></div>"
    )


def greeting_html(language: Language) -> str:
    return f'<p class="greeting" lang="{language}">{literal(WORDING[language].greeting)}</p>'


def heading_html(text: str) -> str:
    return f"<h2>{literal(text)}</h2>"


def notice_html(text: str, kind: str = "notice") -> str:
    return f'<p class="{kind}" role="status">{literal(text)}</p>'


def handed_over_html(token: str, language: Language) -> str:
    words = WORDING[language]
    return (
        f'{notice_html(words.handed_over, "thanks")}<p><a href="/handovers/{token}?lang={language}" '
        f"download>{literal(words.packet)}</a></p>"
    )


def caution_html(language: Language, has_staff: bool) -> str:
    """The standing caution, and the sentence that page.js shows when a question was not taken."""
    words = WORDING[language]
    staff = f' <a class="staff" href="/staff?lang={language}">{literal(words.staff)}</a>'
    return f"{busy_html(language)}<p>{literal(words.caution)}{staff if has_staff else ''}</p>"


def busy_html(language: Language) -> str:
    return f'<p class="notice busy" role="alert">{literal(WORDING[language].busy)}</p>'


def pending_html(text: str) -> str:
    return f'<p class="pending">{literal(text)}</p>'


def question_html(question: str) -> str:
    return '<div class="said">' + "<br>".join(map(literal, question.splitlines())) + "</div>"


def answer_html(answer: Answer, turn: int, language: Language) -> str:
    """One line of HTML (a blank line would hand the rest to Markdown). Its [n] link to the cards.

    turn: the answer's place in the conversation, which keeps the cards' ids apart.
    """
    words = WORDING[language]
    numbers = {citation.n for citation in answer.citations}

    def with_links(line: str) -> str:
        parts = re.split(r"\[(\d{1,3})\]", line)  # text, number, text, number, text …
        html = literal(parts[0])
        for number, text in zip(parts[1::2], parts[2::2], strict=True):
            if int(number) in numbers:
                name = literal(words.source_link.format(n=number))
                html += f'<a class="cite" href="#source-{turn}-{int(number)}" title="{name}">'
                html += f"&#91;{number}&#93;</a>"
            else:
                html += f"&#91;{number}&#93;"
            html += literal(text)
        return html

    body, open_list = "", ""
    for line in filter(str.strip, answer.answer.splitlines()):
        item = re.match(r"\s*(?:[-•·]|(\d{1,3})[.)])\s+(.*)", line)
        tag = "" if item is None else "ol" if item[1] else "ul"
        if tag != open_list:
            body += (f"</{open_list}>" if open_list else "") + (f"<{tag}>" if tag else "")
            open_list = tag
        if item is None:
            body += f"<p>{with_links(line)}</p>"
        else:
            value = f' value="{item[1]}"' if item[1] else ""
            body += f"<li{value}>{with_links(item[2])}</li>"
    body += f"</{open_list}>" if open_list else ""
    label = words.statuses.get(answer.status)
    head = f'<p class="status" lang="{language}">{literal(label)}</p>' if label else ""
    if answer.faq is not None:
        said = literal(words.faq_answer.format(faq=answer.faq))
        body += f'<p class="faq" lang="{language}">{said}</p>'
    return f'<div class="answer is-{answer.status}" lang="{answer.language}">{head}{body}</div>'


def source_cards(answer: Answer, turn: int, assistant: AssistantLike, language: Language) -> str:
    """A card a citation: where its words stand, the words, and the way to the document."""
    words, cards = WORDING[language], ""
    for citation in answer.citations:
        headings = [
            part for part in citation.section.split(" > ") if part not in ("", citation.title)
        ]
        place = list(map(literal, headings))
        if citation.page is not None:
            place.append(literal(words.page.format(page=citation.page)))
        quote = "<br>".join(literal(line) for line in plain_lines(citation.quote))
        document = _document(assistant, citation.document)
        link = literal(document_link(citation, document, language))
        spoken = f' lang="{document.language}"' if document is not None else ""
        cards += (
            f'<article class="card" id="source-{turn}-{citation.n}">'
            f'<p class="card-title"{spoken}><b class="number">{citation.n}</b> '
            f"{literal(citation.title)}</p>"
            + (f'<p class="place"{spoken}>{" › ".join(place)}</p>' if place else "")
            + f"<blockquote{spoken}><mark>{quote}</mark></blockquote>"
            f'<p class="open"><a href="{link}" target="_blank" rel="noopener">'
            f"{literal(words.open_document)} ↗"
            f'<span class="unseen"> {literal(words.opens_in_new_tab)}</span></a></p></article>'
        )
    return cards


def sources_html(
    exchanges: Sequence[tuple[str, Answer]], assistant: AssistantLike | None, language: Language
) -> str:
    """The latest answer's cards, and those of earlier answers folded away below them."""
    words = WORDING[language]
    html = f'<div class="sources" lang="{language}"><h2>{literal(words.sources)}</h2>'
    if not exchanges or assistant is None:
        return html + f'<p class="hint">{literal(words.no_sources_yet)}</p></div>'
    *earlier, (_, latest) = exchanges
    html += source_cards(latest, len(exchanges), assistant, language) or (
        f'<p class="hint">{literal(words.no_sources)}</p>'
    )
    folded = ""
    for turn, (question, answer) in reversed(list(enumerate(earlier, start=1))):
        if cards := source_cards(answer, turn, assistant, language):
            title = literal(words.sources_of.format(question=" ".join(question.split())))
            folded += f"<details><summary>{title}</summary>{cards}</details>"
    if folded:
        html += f'<h3 class="earlier">{literal(words.earlier_sources)}</h3>{folded}'
    return html + "</div>"


def _document(assistant: AssistantLike, document_id: str) -> Document | None:
    try:
        return assistant.document(document_id)
    except DocumentMissingError:  # removed since it was quoted
        return None


def coverage_html(
    programmes: Sequence[ProgrammeNames],
    documents: Sequence[Document],
    language: Language,
    stands_in: datetime | None = None,
) -> str:
    """What can be asked about: programme names at sight, each folder's documents on demand.

    `stands_in`: when the index was made that answers in place of a damaged newer one: said first.

    A programme without documents is not covered; tracks ("<programme>/<track>") are left to their
    programme. Programmes of one folder share its documents. Without programmes the documents'
    titles stand in for the names.
    """
    words = WORDING[language]
    filled = {document.programme for document in documents}
    folders: dict[str | None, list[str]] = {}
    for programme in programmes:
        if "/" not in programme.programme and programme.folder in filled:
            name = programme.ko if language == "ko" else programme.en
            folders.setdefault(programme.folder, []).append(name)
    named = [name for names in folders.values() for name in names]
    shown = named or [document.title for document in documents[:TITLES_AT_SIGHT]]
    if len(shown) < len(named or documents):
        shown.append("…")
    sentence = words.covered_programmes if named else words.covered_documents
    head = sentence.format(programmes=len(named), documents=len(documents))
    groups = ""
    for folder in [*folders, None]:
        inside = [
            document
            for document in documents
            if (document.programme if document.programme in folders else None) == folder
        ]
        if folder is not None or inside:
            title = " · ".join(folders[folder]) if folder is not None else words.other_documents
            links = "".join(
                f'<li><a lang="{document.language}" target="_blank" rel="noopener" '
                f'href="{literal(document_address(document.document_id, language))}">'
                f"{literal(document.title)}</a></li>"
                for document in inside[:TITLES_IN_FOLDER]
            )
            count = literal(words.agency_documents.format(documents=len(inside)))
            groups += f"<section><h3>{literal(title)} <small>{count}</small></h3>"
            groups += f"<ul>{links}</ul></section>"
    names = "\u00a0· ".join(map(literal, shown))  # a line may end with the dot, not begin with it
    warning = ""
    if stands_in is not None:
        day = stands_in.astimezone(KOREA).date().isoformat()
        warning = f'<p class="warning" role="status">{literal(words.stands_in.format(day=day))}</p>'
    return (
        f'{warning}<details class="coverage" lang="{language}"><summary><b>{literal(head)}</b>'
        f'<span class="names">{names}</span></summary><div class="folders">{groups}</div></details>'
    )


# --- A document's own page ---------------------------------------------------------------------


def document_html(document: Document, start: int, end: int, language: Language) -> str:
    """The stored text as HTML, the characters from `start` to `end` in <mark>, the first id=quote.

    Reads the light Markdown that documents are stored in; every character of the text is escaped.
    """
    text, html, marked = document.text, [], False
    page_starts = {offset: number for number, offset in enumerate(document.pages, start=1)}

    def piece(first: int, last: int) -> str:
        nonlocal marked
        low, high = max(first, start), min(last, end)
        if low >= high:
            return escape(text[first:last])
        name = "" if marked else ' id="quote"'
        marked = True
        return (
            f"{escape(text[first:low])}<mark{name}>{escape(text[low:high])}</mark>"
            f"{escape(text[high:last])}"
        )

    def cells(first: int, last: int) -> Iterator[str]:
        """The cells of a table row; `\\|` inside a cell is a pipe, not a border."""
        row = text[first:last].rstrip()
        inner_last = first + len(row) - (1 if len(row) > 1 and row.endswith("|") else 0)
        borders = re.finditer(r"(?<!\\)\|", text[first + 1 : inner_last])
        edges = [first, *(first + 1 + border.start() for border in borders), inner_last]
        for left, right in pairwise(edges):
            cell = text[left + 1 : right]
            left += 1 + len(cell) - len(cell.lstrip())
            yield piece(left, left + len(cell.strip())).replace("\\|", "|")

    open_tag, row_of_table = "", 0

    def switch(tag: str) -> None:
        """Close what is open and open `tag`, unless it is open already."""
        nonlocal open_tag, row_of_table
        if tag == open_tag:
            return
        closing = "</table></div>" if open_tag == "table" else f"</{open_tag}>" if open_tag else ""
        opening = '<div class="table" tabindex="0"><table>' if tag == "table" else f"<{tag}>"
        html.append(closing + (opening if tag else ""))
        open_tag, row_of_table = tag, 0

    offset = 0
    for line in text.split("\n"):
        first, last = offset, offset + len(line)
        offset = last + 1
        for page_start in [s for s in page_starts if s <= first or (s < last and not line.strip())]:
            switch("")
            label = WORDING[language].page.format(page=page_starts.pop(page_start))
            html.append(f'<p class="pagebreak" lang="{language}">{escape(label)}</p>')
        if not line.strip():
            switch("")
        elif heading := re.match(r"(#{1,6})\s+(?=\S)", line):
            switch("")
            level = min(len(heading[1]) + 1, 6)  # the page's own title is the h1
            html.append(f"<h{level}>{piece(first + heading.end(), last)}</h{level}>")
        elif line.startswith("|"):
            switch("table")
            if re.fullmatch(r"[\s|:-]*", line):
                continue
            rule_below = re.match(r"\|[\s|:-]*-[\s|:-]*(\n|$)", text[offset:])
            cell_tag = "th" if row_of_table == 0 and rule_below else "td"
            row_of_table += 1
            row = "".join(f"<{cell_tag}>{cell}</{cell_tag}>" for cell in cells(first, last))
            html.append(f"<tr>{row}</tr>")
        elif item := re.match(r"\s*(?:[-*]|(\d{1,3})[.)])\s+(?=\S)", line):
            switch("ol" if item[1] else "ul")
            value = f' value="{item[1]}"' if item[1] else ""
            html.append(f"<li{value}>{piece(first + item.end(), last)}</li>")
        else:
            broken_line = open_tag == "p"
            switch("p")
            html.append(("<br>" if broken_line else "") + piece(first, last))
    switch("")
    return "\n".join(filter(None, html))


def document_page(document: Document, start: int, end: int, language: Language) -> str:
    words = WORDING[language]
    place = f"/documents/{url_quote(document.document_id)}"
    span = {"start": start, "end": end} if end > start else {}
    here = "#quote" if span else ""
    links = f'<a href="#quote">{escape(words.quoted_here)}</a>' if span else ""
    if document.url is not None and re.match(r"https?://", document.url):  # never javascript:
        links += f'<a href="{escape(document.url)}" rel="noopener noreferrer">'
        links += f"{escape(words.published_at)} ↗</a>"
    return _filled_page(
        language,
        title=document.title,
        text_language=document.language,
        kind=words.stored_text,
        links=f'<p class="links">{links}</p>' if links else "",
        body=document_html(document, start, end, language),
        place={choice: f"{place}?{urlencode({'lang': choice} | span)}{here}" for choice in WORDING},
    )


def notice_page(title: str, body: str, language: Language, refresh_seconds: int = 0) -> str:
    """A page that says one thing; it asks for itself again after `refresh_seconds`, if any."""
    return _filled_page(
        language,
        title=title,
        text_language=language,
        kind=WORDING[language].name,
        links="",
        body=body,
        place={},
        refresh_seconds=refresh_seconds,
    )


def _filled_page(
    language: Language,
    *,
    title: str,
    text_language: Language,
    kind: str,
    links: str,
    body: str,
    place: Mapping[Language, str],
    refresh_seconds: int = 0,
) -> str:
    words = WORDING[language]
    languages = "".join(
        f'<a lang="{choice}" hreflang="{choice}" href="{escape(link)}"'
        + (' aria-current="true"' if choice == language else "")
        + f">{'한국어' if choice == 'ko' else 'English'}</a>"
        for choice, link in place.items()
    )
    refresh = f'<meta http-equiv="refresh" content="{refresh_seconds}">' if refresh_seconds else ""
    return Template((STATIC / "document.html").read_text("utf-8")).substitute(
        language=language,
        text_language=text_language,
        title=escape(title),
        kind=escape(kind),
        nav_label=escape(words.language_switch),
        back=escape(words.back),
        languages=languages,
        links=links,
        body=body,
        refresh=refresh,
    )


# --- The server --------------------------------------------------------------------------------


def create_web(desk: Desk, now: Callable[[], datetime] = now_in_korea) -> FastAPI:
    """The server without its chat: health, documents, checklists, the page's own files, and the
    guards.

    now: what a checklist is dated with. The chat is mounted at "/" afterwards, so that it lies behind the same guards.
    """
    web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    web.add_middleware(Gate, body_bytes=_body_bytes)
    web.add_middleware(SecurityHeaders)
    web.mount("/page", StaticFiles(directory=STATIC))

    @web.get("/healthz")
    def healthz() -> JSONResponse:
        status, generation, stands_in, model = desk.status, None, None, None
        if desk.assistant is not None:
            model = desk.assistant.model_state
            try:
                generation = desk.assistant.generation
                stands_in = desk.assistant.stands_in
            except IndexMissingError:  # the data directory went away under a running page
                status = "no_index"
        return JSONResponse(
            {
                "status": status,
                "generation": generation,
                "stands_in": None if stands_in is None else stands_in.isoformat(),
                "model": None if model is None else model.state,
            },
            status_code=503 if status == "error" else 200,
        )

    @web.get("/documents/{document_id:path}")
    def document(document_id: str, request: Request) -> HTMLResponse:
        language = _language(request)
        if desk.assistant is None:
            return _not_open(desk, language)
        found = _document(desk.assistant, document_id)
        if found is None:
            return _missing(language)
        start, end = _span(request.query_params, len(found.text))
        return HTMLResponse(document_page(found, start, end, language))

    @web.get("/programmes/{programme}/checklist.docx")
    def programme_checklist(programme: str, request: Request) -> Response:
        language = _language(request)
        if desk.assistant is None:
            return _not_open(desk, language)
        found = [r for r in desk.assistant.records() if r.id == programme and r.applies]
        if not found:
            return _missing(language)
        documents = {document.document_id: document for document in desk.assistant.documents()}
        name = url_quote(WORDING[language].sheet_file.format(programme=programme))
        return Response(
            checklist(found[0], documents, now(), language),
            media_type=DOCX,
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
        )

    @web.get("/drafts/{token}/{file}")
    def draft(token: str, file: str, request: Request) -> Response:
        language = _language(request)
        one = desk.applications.by_token(token)
        if one is None or one.draft is None:
            return _missing(language)
        made, words = one.draft, WORDING[one.draft.language]
        title = words.draft_file.format(title=re.sub(r'[\\/:*?"<>|\s]+', " ", made.title).strip())
        content: str | bytes
        if file == f"draft.{made.format}":
            content, kind, name = made.raw, FORM_TYPES[made.format], f"{title}.{made.format}"
        elif file == "report.json":
            content = json.dumps(made.report(), ensure_ascii=False, indent=2)
            kind, name = "application/json", f"{title}.json"
        elif file == "profile.yaml":
            content, kind, name = one.profile_yaml(), "application/yaml", file
        else:
            return _missing(language)
        return Response(
            content,
            media_type=kind,
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{url_quote(name)}",
                "Cache-Control": "no-store",
            },
        )

    @web.get("/handovers/{token}")
    def handover(token: str, request: Request) -> Response:
        language = _language(request)
        asked = desk.handed_over(token)
        if asked is None:
            return _missing(language)
        name = url_quote(f"{WORDING[language].packet_file} {asked.question_id}.html")
        return HTMLResponse(
            handover_packet(asked, language, site=str(request.base_url)),
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "Cache-Control": "no-store",
            },
        )

    if desk.store is not None:
        add_staff(web, desk, desk.store)
        add_api(web, desk, desk.store.path.parent)
    return web


def _body_bytes(path: str) -> int:
    """How large a request to a path may be."""
    if path == UPLOAD_PATH:
        return UPLOAD_BYTES
    if re.fullmatch(NOTICE_PATHS, path):
        return settings().file_mb * 2**20 + STAFF_BYTES
    return STAFF_BYTES if path.startswith("/staff/") else BODY_BYTES


def _too_large(path: str) -> Response:
    if path.startswith("/v1/"):
        return too_large().response()
    return JSONResponse({"detail": "Too large"}, 413)


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang")
    return preferred_language(asked or request.headers.get("accept-language", ""))


def _not_open(desk: Desk, language: Language) -> HTMLResponse:
    words = WORDING[language]
    opening = desk.status == "starting"
    said = {"starting": words.opening, "no_index": words.no_index}
    body = f"<p>{escape(said.get(desk.status, words.broken))}</p>"
    page = notice_page(words.not_open_title, body, language, 2 if opening else 0)
    return HTMLResponse(page, status_code=503)


def _missing(language: Language) -> HTMLResponse:
    other: Language = "en" if language == "ko" else "ko"
    body = f"<p>{escape(WORDING[language].missing)}</p>" + (
        f'<div lang="{other}"><h2>{escape(WORDING[other].missing_title)}</h2>'
        f"<p>{escape(WORDING[other].missing)}</p></div>"
    )
    page = notice_page(WORDING[language].missing_title, body, language)
    return HTMLResponse(page, status_code=404)


def _span(asked: Mapping[str, str], length: int) -> tuple[int, int]:
    """The characters to highlight; (0, 0) for numbers that are none, or lie outside the text."""
    numbers = [asked.get("start", ""), asked.get("end", "")]
    if not all(re.fullmatch(r"[0-9]{1,9}", number) for number in numbers):
        return 0, 0
    start, end = map(int, numbers)
    return (start, end) if start < end <= length else (0, 0)


def serve(web: FastAPI, host: str, port: int) -> None:
    """Serve until interrupted."""
    import uvicorn

    # Stopping cuts the stream of every open page; that is no error to trace.
    logging.getLogger("uvicorn.error").addFilter(
        lambda record: not (record.exc_info and isinstance(record.exc_info[1], CancelledError))
    )
    uvicorn.run(
        web,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,  # the addresses that people read are theirs
        server_header=False,
        timeout_graceful_shutdown=2,  # chat pages keep a stream open; do not wait for them
    )


class Gate:
    """Lets in what the pages themselves ask for, in requests of at most `body_bytes(path)`.

    The chat's package serves more than its page needs (file access, an API's description): all of that is not found (404). A larger body is refused (413), by its said or counted length.
    """

    def __init__(self, app: ASGIApp, body_bytes: Callable[[str], int]) -> None:
        self._app = app
        self._body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http" or not re.fullmatch(OPEN_PATHS, scope["path"]):
            if scope["type"] == "http":
                await JSONResponse({"detail": "Not found"}, 404)(scope, receive, send)
            return  # a web socket is closed by saying nothing
        most = self._body_bytes(scope["path"])
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > most:
            await _too_large(scope["path"])(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            # A chunked body says no length beforehand; past the limit it reads as cut off.
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return {"type": "http.disconnect"} if received > most else message

        await self._app(scope, counted, send)


class SecurityHeaders:
    """Tells the browser to load nothing from elsewhere and to let nobody frame the page.

    The chat page carries inline scripts that differ from request to request (its own settings), so
    each HTML page is read once more to allow exactly the scripts in it, by hash. Inline styles stay
    allowed: the chat's widgets set them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # The hashes are of the plain text, so the one page that has scripts is sent uncompressed.
        if scope["path"] == "/":
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        held: Message | None = None  # the start of an HTML response, until its body is known
        body = b""

        async def guarded(message: Message) -> None:
            nonlocal held, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    held = message
                    return
                self._write(headers, b"")
            elif held is not None:
                body += message.get("body", b"")
                if message.get("more_body", False):
                    return
                self._write(MutableHeaders(scope=held), body)
                await send(held)
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self._app(scope, receive, guarded)

    @staticmethod
    def _write(headers: MutableHeaders, html: bytes) -> None:
        scripts = "".join(
            f" 'sha256-{b64encode(hashlib.sha256(script).digest()).decode()}'"
            for script in re.findall(
                rb"<script(?![^>]*\ssrc=)[^>]*>(.+?)</script>", html, re.DOTALL
            )
        )
        headers["Content-Security-Policy"] = (
            f"default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
            "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        )
        headers["X-Frame-Options"] = "DENY"
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
