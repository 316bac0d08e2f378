"""The chat page: `python app.py [--data DIR] [--host H] [--port N]`. Widgets only."""

import argparse
import asyncio
import logging
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.config import settings
from assistant.status import now_in_korea

if TYPE_CHECKING:
    from datetime import datetime

    import gradio as gr
    from fastapi import FastAPI

    from assistant.apply_tab import ApplyTab
    from assistant.conversations import Desk
    from assistant.feedback import Feedback
    from assistant.programmes_tab import ProgrammesTab
    from assistant.schema import Language

# Nothing leaves this machine; both are read when the packages are first imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

log = logging.getLogger(__name__)

OPENING_SECONDS = 180  # a question waits this long for the documents to open
ANSWER_SECONDS = 60
QUESTIONS_AT_ONCE = 200  # taken and shown as pending: what can be answered in ANSWER_SECONDS
QUESTIONS_WAITING = 50  # beyond these the page says that there are too many
UPLOADS_LOOKED_AT, UPLOADS_KEPT = 300, 900  # seconds; what was uploaded and never read goes then
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
AT_ONCE = QUIET | {"concurrency_limit": None}
# What is drawn last must be what was chosen last.
IN_TURN = QUIET | {"concurrency_limit": 1, "concurrency_id": "programmes"}
# What is asked or chosen while the last answer is still on its way comes after it; a widget's own
# setting would drop it without a word. Not for a walk's buttons: a double click answers one question.
NEVER_DROPPED: dict[str, Any] = {"trigger_mode": "always_last"}
HEAD = """
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/page/page.css">
<link rel="stylesheet" href="/page/apply.css">
<script src="/page/page.js" defer></script>
"""


def build_page(desk: "Desk", now: "Callable[[], datetime]") -> "gr.Blocks":
    """The page's widgets and what they do. The conversation's history is the desk's, not theirs.

    now: when it is, for what is said about programmes' windows.
    """
    import gradio as gr

    from assistant import server
    from assistant.apply_tab import ApplyTab
    from assistant.feedback import Feedback
    from assistant.growing import answering_threads, grown, until
    from assistant.programmes_tab import ProgrammesTab
    from assistant.schema import Answer, Language
    from assistant.wording import EXAMPLE_QUESTIONS, WORDING, Wording, preferred_language

    answering = answering_threads("answer")
    # By session, the question under way: done when it is to end, with whether it is given back. Not by
    # the widgets' own cancelling: what is sent until that is through would be dropped.
    under_way: dict[str, asyncio.Future[bool]] = {}
    Exchanges = list[tuple[str, Answer]]  # what this page shows; bounded like the history
    first = WORDING["ko"]

    def chat_messages(exchanges: Exchanges, language: Language) -> list[dict[str, str]]:
        return [
            message
            for turn, (question, answer) in enumerate(exchanges, start=1)
            for message in (
                {"role": "user", "content": server.question_html(question)},
                {"role": "assistant", "content": server.answer_html(answer, turn, language)},
            )
        ]

    def coverage_text(language: Language) -> str:
        words = WORDING[language]
        if off := desk.off(language):
            return server.notice_html(off, "coverage")
        if desk.assistant is not None:
            assistant = desk.assistant
            return server.coverage_html(
                assistant.programmes(), assistant.documents(), language, assistant.stands_in
            )
        said = {"starting": words.opening_documents, "no_index": words.no_index}
        return server.notice_html(said.get(desk.status, words.broken), "coverage")

    with gr.Blocks(
        title=f"{first.name} Giljabi",
        analytics_enabled=False,
        delete_cache=(UPLOADS_LOOKED_AT, UPLOADS_KEPT),
    ) as page:
        exchanges = gr.State([])
        noted = gr.State(None)  # the number of the question answered last
        unanswered = gr.State("")  # the last question, where it got no answer
        watch = gr.Timer(1.5, active=False)  # the greeting sets it going where there is to wait
        with gr.Row(elem_id="top"):
            header = gr.Markdown(server.header_html("ko"), elem_id="brand")
            language = gr.Radio(
                [("한국어", "ko"), ("English", "en")],
                value="ko",
                label=first.language_switch,
                container=False,
                elem_id="language",
            )
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap"):
            with gr.Tab(first.tab_chat, elem_id="chat-tab") as chat_tab:
                coverage = gr.Markdown(coverage_text("ko"), elem_id="coverage")
                with gr.Row(elem_id="columns"):
                    with gr.Column(scale=3, min_width=320, elem_id="talk"):
                        chat = gr.Chatbot(
                            label=first.conversation,
                            show_label=False,
                            elem_id="chat",
                            height=None,
                            autoscroll=False,
                            placeholder=server.greeting_html("ko"),
                            buttons=[],
                            feedback_options=None,
                            latex_delimiters=[],
                            layout="bubble",
                            allow_tags=False,
                            container=False,
                        )
                        feedback = build_feedback(Feedback(desk), language, noted)
                        with gr.Column(elem_id="composer"):
                            notice = gr.Markdown(elem_id="notice")
                            with gr.Row(elem_id="ask"):
                                question = gr.Textbox(
                                    label=first.question_label,
                                    placeholder=first.question_hint,
                                    lines=1,  # so that Enter sends; Shift+Enter is a new line
                                    max_lines=6,
                                    container=True,
                                    elem_id="question",
                                )
                                send = gr.Button(first.send, variant="primary", elem_id="send")
                                stop = gr.Button(first.stop, elem_id="stop", visible=False)
                            with gr.Row(elem_id="foot"):
                                caution = gr.Markdown(
                                    server.caution_html("ko", desk.store is not None),
                                    elem_id="caution",
                                )
                                restart = gr.Button(first.new_conversation, elem_id="restart")
                        with gr.Column(elem_id="examples", visible=False) as examples:
                            examples_heading = gr.Markdown(elem_id="examples-heading")
                            buttons = [
                                gr.Button(example.ko, elem_classes="example", visible=False)
                                for example in EXAMPLE_QUESTIONS
                            ]
                    with gr.Column(scale=2, min_width=300, elem_id="side"):
                        sources = gr.Markdown(
                            server.sources_html([], None, "ko"), elem_id="sources"
                        )
            with gr.Tab(first.tab_programmes, elem_id="programmes-tab") as programmes_tab:
                programmes = build_programmes(ProgrammesTab(desk, now), language)
            with gr.Tab(first.tab_apply, elem_id="apply-tab") as apply_tab:
                applying = build_apply(ApplyTab(desk), language)

        examples_outputs = [examples, examples_heading, *buttons]
        everything = [
            header,
            language,
            coverage,
            chat,
            question,
            restart,
            stop,
            send,
            caution,
            sources,
            notice,
            chat_tab,
            programmes_tab,
            apply_tab,
            *examples_outputs,
        ]

        def examples_block(chosen: Language) -> dict[Any, Any]:
            """The heading and the examples; the style sheet hides both after the first question."""
            covered: set[str | None] = set()
            if desk.assistant is not None:
                covered = {document.programme for document in desk.assistant.documents()}
            return {
                examples: gr.update(visible=any(e.folder in covered for e in EXAMPLE_QUESTIONS)),
                examples_heading: server.heading_html(WORDING[chosen].examples),
            } | {
                button: gr.update(value=example.text(chosen), visible=example.folder in covered)
                for button, example in zip(buttons, EXAMPLE_QUESTIONS, strict=True)
            }

        def words_of(chosen: Language) -> dict[Any, Any]:
            """Every sentence of the page in the chosen language, but what was said in the talk."""
            words = WORDING[chosen]
            return {
                header: server.header_html(chosen),
                language: gr.update(label=words.language_switch),
                coverage: coverage_text(chosen),
                chat: gr.update(label=words.conversation, placeholder=server.greeting_html(chosen)),
                question: gr.update(label=words.question_label, placeholder=words.question_hint),
                restart: words.new_conversation,
                stop: words.stop,
                send: words.send,
                caution: server.caution_html(chosen, desk.store is not None),
                chat_tab: gr.update(label=words.tab_chat),
                programmes_tab: gr.update(label=words.tab_programmes),
                apply_tab: gr.update(label=words.tab_apply),
                **examples_block(chosen),
            }

        def speak(chosen: Language, shown: Exchanges) -> dict[Any, Any]:
            spoken = words_of(chosen)
            spoken[chat] |= {"value": chat_messages(shown, chosen)}
            return spoken | {
                sources: server.sources_html(shown, desk.assistant, chosen),
                notice: "",
            }

        def greet(shown: Exchanges, request: gr.Request) -> dict[Any, Any]:
            """The page is there in Korean. A fast hand may have asked before this ran, or chosen
            another language: what it was told, and its choice, are not wiped away."""
            chosen = preferred_language(request.headers.get("accept-language", ""))
            spoken = {watch: gr.Timer(active=not desk.settled)} | words_of(chosen)
            if chosen != "ko":
                spoken[language] |= {"value": chosen}
                if not shown:
                    spoken[sources] = server.sources_html([], None, chosen)
            return spoken

        def look(chosen: Language) -> dict[Any, Any]:
            """What changes once the documents are open."""
            return {
                watch: gr.Timer(active=not desk.settled),
                coverage: coverage_text(chosen),
                **examples_block(chosen),
            }

        def settled(words: Wording, said: str = "") -> dict[Any, Any]:
            """The page as it is when no answer is under way, with a notice or without."""
            return {
                notice: server.notice_html(said) if said else "",
                send: gr.update(visible=True),
                stop: gr.update(visible=False),
            }

        async def replies_once_open(
            asked: str, session: str, halted: asyncio.Future[bool]
        ) -> AsyncGenerator[tuple[Answer, int | None]]:
            """The desk's replies when its documents are open; none where they cannot be opened, and no
            more once `halted` is done. TimeoutError: either took too long."""
            async with asyncio.timeout(OPENING_SECONDS):
                while desk.status == "starting" and not halted.done():
                    await asyncio.sleep(0.1)
            if desk.status == "ready" and not halted.done():
                replies = grown(answering, desk.replies(asked, session))
                async with asyncio.timeout(ANSWER_SECONDS):
                    async for reply in until(halted, replies):
                        yield reply

        async def ask(
            asked: str, chosen: Language, shown: Exchanges, request: gr.Request
        ) -> AsyncIterator[dict[Any, Any]]:
            words = WORDING[chosen]
            asked, session = asked.strip(), str(request.session_hash)
            limit = settings().question_chars
            if not asked:  # once there is an answer to read, most likely a second click
                said = {} if shown else settled(words, words.empty_question)
                yield said | {unanswered: ""}
                return
            if off := desk.off(chosen):
                yield settled(words, off)
                return
            if len(asked) > limit:  # said, not cut: half a question gets a wrong answer
                yield settled(words, words.too_long.format(length=len(asked), limit=limit))
                return
            waiting = words.opening if desk.status == "starting" else words.searching
            pending = [
                *chat_messages(shown, chosen),
                {"role": "user", "content": server.question_html(asked)},
                {"role": "assistant", "content": server.pending_html(waiting)},
            ]
            failure = words.failed
            halted = under_way[session] = asyncio.get_running_loop().create_future()
            try:
                yield {
                    question: "",  # now and not with the answer: the next one may be typed meanwhile
                    unanswered: "",
                    chat: pending,
                    notice: "",
                    send: gr.update(visible=False),
                    stop: gr.update(visible=True),
                }
                async with aclosing(replies_once_open(asked, session, halted)) as replies:
                    async for reply in replies:
                        answer, number = reply
                        if not answer.seconds:
                            yield {chat: chat_messages([*shown, (asked, answer)], chosen)}
                if halted.done():
                    if not halted.result():
                        yield settled(words)  # its conversation is over: nothing to give back
                        return
                    failure = words.stopped
                elif desk.status == "ready":
                    # Only now: an answer that was stopped is no part of the conversation.
                    desk.conversations.add(session, asked, answer.answer)
                    shown = [*shown, (asked, answer)][-(settings().session_turns // 2) :]
                    drafted = desk.applications.of(session)
                    asked_for = drafted is not None and drafted.asking is not None
                    yield settled(words, words.draft_ready if asked_for else "") | {
                        exchanges: shown,
                        noted: number,
                        **feedback.fresh(number, chosen),
                        chat: chat_messages(shown, chosen),
                        sources: server.sources_html(shown, desk.assistant, chosen),
                    }
                    return
                else:
                    failure = words.no_index if desk.status == "no_index" else words.broken
            except TimeoutError:
                failure = words.timed_out
            except Exception:  # the user gets a sentence, the operator the traceback
                log.exception("A question could not be answered")
            finally:
                under_way.pop(session, None)
            yield settled(words, failure) | {
                unanswered: asked,
                chat: chat_messages(shown, chosen),
            }

        def give_back(typed: str, asked: str) -> Any:
            """A question that got no answer lies in its box again, unless another is typed there."""
            return asked if asked and not typed.strip() else gr.skip()

        def end(session: str, gives_back: bool) -> None:
            if (halted := under_way.get(session)) is not None and not halted.done():
                halted.set_result(gives_back)

        async def halt(request: gr.Request) -> None:
            end(str(request.session_hash), gives_back=True)

        async def begin_again(chosen: Language, request: gr.Request) -> dict[Any, Any]:
            end(str(request.session_hash), gives_back=False)
            desk.conversations.clear(str(request.session_hash))
            emptied = {exchanges: [], noted: None, **feedback.fresh(None, chosen)}
            spoken = speak(chosen, [])
            spoken[question] |= {"value": ""}
            return spoken | emptied

        def forget(request: gr.Request) -> None:
            desk.conversations.clear(str(request.session_hash))
            desk.applications.clear(str(request.session_hash))

        conversation = [
            question,
            unanswered,
            chat,
            sources,
            exchanges,
            notice,
            send,
            stop,
            noted,
            *feedback.outputs,
        ]
        asking = [
            gr.on(
                [question.submit, send.click],
                ask,
                [question, language, exchanges],
                conversation,
                concurrency_limit=QUESTIONS_AT_ONCE,
                concurrency_id="ask",
                **QUIET,
                **NEVER_DROPPED,
            ),
            *(
                button.click(
                    ask,
                    [button, language, exchanges],
                    conversation,
                    concurrency_id="ask",
                    **QUIET,
                )
                for button in buttons
            ),
        ]
        for asked in asking:
            asked.success(give_back, [question, unanswered], question, **AT_ONCE)
        greeted = page.load(greet, [exchanges], [watch, *everything], **AT_ONCE)
        looked = watch.tick(look, [language], [watch, coverage, *examples_outputs], **AT_ONCE)
        spoken = language.input(
            speak, [language, exchanges], everything, **AT_ONCE, **NEVER_DROPPED
        )
        spoken.then(feedback.fresh, [noted, language], feedback.outputs, **AT_ONCE)
        # Also when the tab is opened: what is open today may have closed since.
        for moment in (greeted.then, looked.then, spoken.then, programmes_tab.select):
            moment(*programmes, **IN_TURN)
        # Not with the page: forms are read only for those who look at them.
        for moment in (looked.then, spoken.then, apply_tab.select):
            moment(*applying, **AT_ONCE)
        stop.click(halt, None, None, **AT_ONCE)
        restart.click(
            begin_again,
            [language],
            [exchanges, noted, *everything, *feedback.outputs],
            **AT_ONCE,
        )
        page.unload(forget)
    page.queue(max_size=QUESTIONS_WAITING, api_open=False)
    # Of a mounted page this is never set, and without it any file that a request names would be taken
    # for an upload.
    page.has_launched = True
    return page


class FeedbackRow(NamedTuple):
    """The row below an answer in which its reader says what it was worth."""

    outputs: list[Any]
    fresh: "Callable[[int | None, Language], dict[Any, Any]]"  # its widgets for a new answer


def build_feedback(feedback: "Feedback", language: "gr.Radio", noted: "gr.State") -> FeedbackRow:
    import gradio as gr

    from assistant.feedback import Said, Verdict
    from assistant.schema import Language
    from assistant.wording import WORDING

    first = WORDING["ko"]
    with gr.Column(elem_id="feedback", visible=False) as row:
        said = gr.Markdown(elem_id="feedback-said")
        with gr.Row(elem_id="verdicts") as verdicts:
            helpful, wrong, out_of_date = (gr.Button(elem_classes="verdict") for _ in range(3))
            hand_over = gr.Button(elem_id="hand-over")
        verdict = gr.State("")
        with gr.Row(elem_id="comment-row", visible=False) as commenting:
            comment = gr.Textbox(elem_id="comment", label=first.rate_comment, max_lines=4)
            tell = gr.Button(elem_id="tell")
    outputs = [
        row,
        said,
        verdicts,
        helpful,
        wrong,
        out_of_date,
        hand_over,
        verdict,
        commenting,
        comment,
        tell,
    ]

    def fresh(number: int | None, chosen: Language) -> dict[Any, Any]:
        words = WORDING[chosen]
        return {
            row: gr.update(visible=number is not None),
            said: f"<p>{words.rate}</p>",
            verdicts: gr.update(visible=True),
            helpful: words.rate_helpful,
            wrong: words.rate_wrong,
            out_of_date: words.rate_out_of_date,
            hand_over: words.hand_over,
            verdict: "",
            commenting: gr.update(visible=False),
            comment: gr.update(
                value="", label=words.rate_comment, placeholder=words.rate_comment_hint
            ),
            tell: words.rate_send,
        }

    def shown(what: Said) -> dict[Any, Any]:
        if not what.noted:
            return {said: what.html}
        return {
            said: what.html,
            verdicts: gr.update(visible=False),
            commenting: gr.update(visible=False),
        }

    def rate(number: int | None, given: Verdict, text: str, chosen: Language) -> dict[Any, Any]:
        return shown(feedback.rate(number, given, text, chosen))

    def hand_on(number: int | None, chosen: Language) -> dict[Any, Any]:
        return shown(feedback.hand_over(number, chosen))

    def ask_why(given: Verdict) -> dict[Any, Any]:
        return {verdict: given, commenting: gr.update(visible=True)}

    helpful.click(
        lambda number, chosen: rate(number, "helpful", "", chosen),
        [noted, language],
        outputs,
        **AT_ONCE,
    )
    wrong.click(lambda: ask_why("wrong"), None, outputs, **AT_ONCE)
    out_of_date.click(lambda: ask_why("out_of_date"), None, outputs, **AT_ONCE)
    gr.on(
        [tell.click, comment.submit],
        rate,
        [noted, verdict, comment, language],
        outputs,
        **AT_ONCE,
    )
    hand_over.click(hand_on, [noted, language], outputs, **AT_ONCE)
    return FeedbackRow(outputs, fresh)


def build_programmes(
    shown: "ProgrammesTab", language: "gr.Radio"
) -> "tuple[Callable[..., dict[Any, Any]], list[Any], list[Any]]":
    """The Programmes tab's widgets, and how to write all of them anew: (function, inputs,
    outputs). What was chosen or said so far is kept."""
    import gradio as gr

    from assistant import server
    from assistant.schema import Language
    from assistant.walkthrough import Walk
    from assistant.wording import WORDING

    first = WORDING["ko"]
    busy = gr.Markdown(server.busy_html("ko"), elem_id="programmes-busy")
    with gr.Tabs(elem_id="views", overflow_behavior="wrap"):
        with gr.Tab(first.view_list, elem_id="list") as list_view:
            with gr.Row(elem_id="filters"):
                state = gr.Radio(shown.states("ko"), value="", elem_id="state")
                agency = gr.Dropdown([("", "")], value="", filterable=False, elem_id="agency")
                open_only = gr.Checkbox(elem_id="open-only")
            cards = gr.Markdown(elem_id="programmes")
            drawn = gr.State("")  # what they show
        with gr.Tab(first.view_compare, elem_id="compare") as compare_view:
            picked = gr.CheckboxGroup(elem_id="compared")
            comparison = gr.Markdown(elem_id="comparison")
        with gr.Tab(first.view_check, elem_id="check") as check_view:
            walk = gr.State(Walk())
            which = gr.Radio(elem_id="checked")
            with gr.Row(elem_id="walk"):
                with gr.Column(min_width=300, elem_id="asking"):
                    head = gr.Markdown(elem_id="walk-head")
                    question = gr.Markdown(elem_id="walk-question")
                    track = gr.Radio(visible=False, elem_id="track")
                    with gr.Row(visible=False, elem_id="replies") as replies:
                        yes, no, cannot_say = (gr.Button(elem_classes="reply") for _ in range(3))
                    with gr.Row(visible=False, elem_id="ways") as ways:
                        back, over, other = (gr.Button(elem_classes="way") for _ in range(3))
                with gr.Column(min_width=300, elem_id="standing"):
                    verdict = gr.Markdown(elem_id="verdict")

    def write_walk(chosen: Language, now: Walk) -> dict[Any, Any]:
        view = shown.walk(chosen, now)
        begun = view.walk.programme is not None
        return {
            walk: view.walk,
            which: gr.update(visible="hidden", value=None) if begun else gr.update(visible=True),
            head: view.head,
            question: view.question,
            track: gr.update(visible=bool(view.tracks), choices=view.tracks or [], value=None),
            replies: gr.update(visible=view.asks),
            ways: gr.update(visible=begun),
            verdict: view.verdict,
        }

    def write_cards(
        chosen: Language, state_now: str, agency_now: str, only: bool, before: str
    ) -> dict[Any, Any]:
        """Cards drawn anew would take the focus and a press under way from the ones that are there."""
        html = shown.list_html(chosen, state_now, agency_now, only)
        return {cards: html, drawn: html} if html != before else {}

    def write_all(
        chosen: Language,
        state_now: str,
        agency_now: str,
        only: bool,
        ids: list[str],
        now: Walk,
        before: str,
    ) -> dict[Any, Any]:
        words, names = WORDING[chosen], shown.names(chosen)
        agencies = shown.agencies(chosen)
        picking: dict[str, Any] = {"choices": names, "label": words.compare_which}
        if gone := set(ids) - {programme for _, programme in names}:
            picking["value"] = [programme for programme in ids if programme not in gone]
        sorting: dict[str, Any] = {"choices": agencies, "label": words.filter_agency}
        if agency_now not in {agency for _, agency in agencies}:
            agency_now = sorting["value"] = ""
        labels = {
            list_view: words.view_list,
            compare_view: words.view_compare,
            check_view: words.view_check,
            open_only: words.open_only,
        }
        texts = {
            yes: words.yes,
            no: words.no,
            cannot_say: words.cannot_say,
            back: words.go_back,
            over: words.start_over,
            other: words.other_programme,
        }
        written = write_walk(chosen, now)
        asked = {"label": words.check_which, "info": words.check_hint}
        written[which] |= {"choices": names, **asked}
        written[track] |= {"label": words.check_track}
        return (
            {widget: gr.update(label=text) for widget, text in labels.items()}
            | {button: gr.update(value=text) for button, text in texts.items()}
            | {
                busy: server.busy_html(chosen),
                state: gr.update(choices=shown.states(chosen), label=words.filter_status),
                agency: gr.update(**sorting),
                picked: gr.update(**picking),
                comparison: shown.comparison_html(chosen, ids),
            }
            | written
            | write_cards(chosen, state_now, agency_now, only, before)
        )

    gr.on(
        [state.input, agency.input, open_only.input],
        write_cards,
        [language, state, agency, open_only, drawn],
        [cards, drawn],
        **IN_TURN,
        **NEVER_DROPPED,
    )
    picked.input(shown.comparison_html, [language, picked], comparison, **IN_TURN, **NEVER_DROPPED)
    walking = [walk, which, head, question, track, replies, ways, verdict]
    steps: list[tuple[Any, Callable[..., Walk], list[Any]]] = [
        (which.input, Walk, [which]),
        (track.input, shown.with_track, [walk, track]),
        (yes.click, lambda now: shown.answered(now, True), [walk]),
        (no.click, lambda now: shown.answered(now, False), [walk]),
        (cannot_say.click, lambda now: shown.answered(now, None), [walk]),
        (back.click, shown.back, [walk]),
        (over.click, lambda now: Walk(now.programme), [walk]),
        (other.click, Walk, []),
    ]
    for event, step, inputs in steps:

        def take(chosen: Language, *given: Any, step: Callable[..., Walk] = step) -> dict[Any, Any]:
            return write_walk(chosen, step(*given))

        event(take, [language, *inputs], walking, **IN_TURN)
    every = [busy, list_view, compare_view, check_view, state, agency, open_only, cards, drawn]
    every += [picked, comparison, *walking, yes, no, cannot_say, back, over, other]
    return write_all, [language, state, agency, open_only, picked, walk, drawn], every


def build_apply(
    shown: "ApplyTab", language: "gr.Radio"
) -> "tuple[Callable[..., dict[Any, Any]], list[Any], list[Any]]":
    """The Apply tab's widgets, and how to write all of them anew: (function, inputs, outputs)."""
    import gradio as gr

    from assistant.apply_tab import TYPED
    from assistant.schema import Language
    from assistant.server import heading_html
    from assistant.wording import WORDING

    intro = gr.Markdown(elem_id="apply-intro")
    with gr.Row(elem_id="apply"):
        with gr.Column(min_width=300, scale=2, elem_id="giving"):
            form_heading = gr.Markdown(elem_id="form-heading")
            form = gr.Dropdown([], value=None, filterable=False, elem_id="form")
            own_form = gr.UploadButton(elem_id="own-form", file_count="single")
            company_heading = gr.Markdown(elem_id="company-heading")
            papers = gr.UploadButton(elem_id="papers", file_count="multiple")
            saved = gr.UploadButton(elem_id="saved-profile", file_count="single")
            with gr.Accordion(open=False, elem_id="typing") as typing:
                boxes = [gr.Textbox(max_lines=3, elem_classes="typed") for _ in TYPED]
                put = gr.Button(elem_id="put")
            given = gr.Markdown(elem_id="given")
            again = gr.Button(elem_id="apply-again", visible=False)
        with gr.Column(min_width=300, scale=3, elem_id="drafted"):
            with gr.Column(visible=False, elem_id="missing") as missing:
                asking = gr.Markdown(elem_id="asking-for")
                reply = gr.Textbox(max_lines=4, elem_id="missing-answer")
                with gr.Row():
                    note = gr.Button(elem_id="note")
                    skip = gr.Button(elem_id="skip")
            draft = gr.Markdown(elem_id="draft")
            with gr.Column(visible=False, elem_id="correcting") as correcting:
                place = gr.Dropdown([], value=None, filterable=True, elem_id="place")
                meaning = gr.Radio([], visible=False, elem_id="meaning")
                words_there = gr.Textbox(max_lines=6, elem_id="correction")
                with gr.Row():
                    correct = gr.Button(elem_id="correct")
                    empty = gr.Button(elem_id="empty")

    def look_at(chosen: Language, request: gr.Request, slot: str | None) -> dict[Any, Any]:
        """What stands in the place that was picked, and what it may be for."""
        session = str(request.session_hash)
        meanings = shown.meanings(session, slot, chosen)
        return {
            # As a hint: a value would take the place of what is being typed meanwhile.
            words_there: gr.update(placeholder=shown.value(session, slot)),
            meaning: gr.update(choices=meanings, value=None, visible=bool(meanings)),
        }

    def write(
        chosen: Language,
        request: gr.Request,
        slot: str | None = None,
        problems: Sequence[str] | None = None,
    ) -> dict[Any, Any]:
        """problems: of the step that was tried; what was typed for it goes where there are none. None:
        the tab is only looked at, and what is being typed there stays. slot: the place picked."""
        words = WORDING[chosen]
        view = shown.shown(str(request.session_hash), chosen, problems or ())
        taken = problems is not None and not problems
        emptied: dict[str, Any] = {"value": ""} if taken else {}
        left = problems is None and slot in {offered for _, offered in view.places}
        freed: dict[str, Any] = {} if left else {"value": None}
        look = look_at(chosen, request, slot if left else None)
        labels = {
            own_form: words.upload_form,
            papers: words.upload_documents,
            saved: words.upload_profile,
            typing: words.type_in,
        } | dict(zip(boxes, view.typed, strict=True))
        buttons = {
            put: words.type_in_button,
            correct: words.draft_correct_button,
            empty: words.draft_empty_button,
        }
        return (
            {widget: gr.update(label=text) for widget, text in labels.items()}
            | {button: gr.update(value=text) for button, text in buttons.items()}
            | {
                intro: view.intro,
                form_heading: heading_html(words.apply_form),
                company_heading: heading_html(words.apply_company),
                form: gr.update(choices=view.forms, value=view.form, label=words.apply_form_hint),
                given: view.given,
                again: gr.update(value=words.draft_again_button, visible=bool(view.draft)),
                missing: gr.update(visible=bool(view.draft)),
                asking: view.asking,
                reply: gr.update(**emptied, visible=view.asks, label=words.draft_answer),
                note: gr.update(value=words.draft_answer_button, visible=view.asks),
                skip: gr.update(value=words.draft_skip, visible=view.asks),
                draft: view.draft,
                correcting: gr.update(visible=bool(view.draft)),
                place: gr.update(choices=list(view.places), **freed, label=words.draft_place),
                meaning: look[meaning] | {"label": words.draft_meaning},
                words_there: look[words_there] | emptied | {"label": words.draft_correction},
            }
        )

    every = [intro, form_heading, form, own_form, company_heading, papers, saved, typing, *boxes]
    every += [put, given, again, missing, asking, reply, note, skip, draft, correcting, place]
    every += [meaning, words_there, correct, empty]

    steps: list[tuple[Any, Callable[..., Sequence[str] | None], list[Any]]] = [
        (form.input, shown.choose, [form]),
        (own_form.upload, shown.upload_form, [own_form]),
        (papers.upload, shown.upload_documents, [papers]),
        (saved.upload, shown.upload_profile, [saved]),
        (put.click, shown.type_in, boxes),
        (note.click, shown.answer, [reply]),
        (reply.submit, shown.answer, [reply]),
        (skip.click, shown.skip, []),
        (correct.click, shown.correct, [place, words_there]),
        (empty.click, shown.empty, [place]),
        (meaning.input, shown.mean, [place, meaning]),
        (again.click, shown.begin_again, []),
    ]
    for event, step, inputs in steps:

        def take(
            chosen: Language,
            request: gr.Request,
            *given: Any,
            step: Callable[..., Sequence[str] | None] = step,
        ) -> dict[Any, Any]:
            problems = step(str(request.session_hash), chosen, *given) or ()
            return write(chosen, request, problems=problems)

        event(take, [language, *inputs], every, **AT_ONCE)

    place.input(look_at, [language, place], [words_there, meaning], **AT_ONCE)
    return write, [language, place], every


def build_app(desk: "Desk", now: "Callable[[], datetime]" = now_in_korea) -> "FastAPI":
    """The page behind its server's guards."""
    import gradio as gr

    from assistant import server

    fonts = ["Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo"]
    theme = gr.themes.Base(
        primary_hue="emerald",
        neutral_hue="stone",
        text_size="lg",
        font=[*fonts, "Malgun Gothic", "sans-serif"],
        font_mono=["monospace"],
    )
    return gr.mount_gradio_app(
        server.create_web(desk, now),
        build_page(desk, now),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        max_file_size=server.UPLOAD_BYTES,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        theme=theme,
        head=HEAD,
        favicon_path=str(server.STATIC / "mark.svg"),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the Giljabi chat page.")
    parser.add_argument("--data", type=Path, default=settings().data_dir, help="data directory")
    parser.add_argument("--host", default=settings().host)
    parser.add_argument("--port", type=int, default=settings().port)
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")

    from assistant import server
    from assistant.conversations import AssistantLike, Conversations, Desk
    from assistant.staff.store import Store

    def open_assistant() -> AssistantLike:
        from assistant.build import build_assistant  # seconds of imports, so in the background

        return build_assistant(options.data)

    def worded(text: str) -> str:
        from assistant.build import build_worded

        return build_worded()(text)

    desk = Desk(
        open_assistant,
        Conversations(settings().sessions, settings().session_turns),
        store=Store(options.data),
        worded=worded,
    )
    desk.open()
    web = build_app(desk)
    print(f"길잡이 Giljabi: http://{options.host}:{options.port}", flush=True)
    server.serve(web, options.host, options.port)


if __name__ == "__main__":
    main()
