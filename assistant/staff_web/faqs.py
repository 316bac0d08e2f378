"""FAQs: the evidence, the text, and the way from a draft to what owners are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from assistant.accounts import Role
from assistant.errors import FaqMissingError
from assistant.record import LANGUAGES
from assistant.schema import Language
from assistant.staff.faq import Action, Faq, FaqContent, State
from assistant.staff.faq_checks import NAMES, Problem, blocking, problems
from assistant.staff.faq_export import as_served, exported
from assistant.staff.faqs import allowed
from assistant.staff_web.faq_form import content_of, fields_of
from assistant.staff_web.visit import Download, Reply, Visit, go, missing, page, refused
from assistant.staff_web.wording_changes import compared

ON_A_PAGE = 50
STATES: tuple[State, ...] = get_args(State)
ROLE_OF: dict[Action, Role] = {"submit": "author"}  # every other: a reviewer's
REASON_NEEDED: tuple[Action, ...] = ("send_back", "withdraw")
KINDS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def listed(visit: Visit) -> Reply:
    office, asked = visit.office, visit.asked
    state: State | None = next((s for s in STATES if s == asked.get("state")), None)
    programme = asked.get("programme") or None
    words = asked.get("words", "").strip()[:200].casefold()
    every = office.faqs.every(None, programme)
    found = [
        faq
        for faq in every
        if (state is None or faq.state == state) and words in _all_words(faq.content).casefold()
    ]
    number = visit.page_number()
    return page(
        "faqs.html",
        rows=[
            {
                "faq": faq,
                "question": _question(faq.content, visit.language),
                "at": faq.events[-1].at,
            }
            for faq in found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        ],
        count=len(found),
        counts={s: sum(faq.state == s for faq in every) for s in STATES},
        total=len(every),
        states=STATES,
        state=state,
        page=number,
        pages=-(-len(found) // ON_A_PAGE),
        asked={k: asked.get(k, "") for k in ("state", "programme", "words")},
        programmes=office.programmes(visit.language),
        names=dict(office.programmes(visit.language)),
        done=asked.get("done", ""),
    )


def one(visit: Visit) -> Reply:
    office = visit.office
    faq = _found(visit)
    if faq is None:
        return missing()
    texts = office.texts
    found = problems(faq.content, texts, None) if office.assistant is not None else []
    changes = [
        {
            "language": change.language,
            "n": change.n,
            "title": getattr(office.document(change.document), "title", change.document),
            "gone": not change.new_clause,
            "sides": compared(change.old_clause, change.new_clause or ""),
        }
        for change in (office.faqs.changes(faq.faq_id, texts) if faq.state == "suspect" else [])
    ]
    return page(
        "faq.html",
        faq=faq,
        question=_question(faq.content, visit.language),
        parts=[
            {
                "language": language,
                "text": text,
                "sources": office.sources(text.citations, visit.language),
                "problems": _said([p for p in found if p.language == language], visit.language),
            }
            for language, text in faq.content.texts()
        ],
        blocked=bool(blocking(found)),
        changes=changes,
        names=dict(office.programmes(visit.language)),
        actions=[
            {"action": action, "reason": action in REASON_NEEDED}
            for action in allowed(faq.state)
            if action != "revise" and visit.account.may(ROLE_OF.get(action, "reviewer"))
        ],
        own=office.second_person and faq.author == visit.who and faq.state == "in_review",
        done=visit.asked.get("done", ""),
        warned=visit.asked.get("warned", ""),
    )


def edited(visit: Visit) -> Reply:
    faq = _found(visit)
    return missing() if faq is None else _form(visit, faq, faq.content)


def revise(visit: Visit) -> Reply:
    """Saves, or shows what the checks found until somebody has said to have read it."""
    faq, office = _found(visit), visit.office
    if faq is None:
        return missing()
    if office.assistant is None:
        return refused(visit, "library_closed", target=_name(faq))
    if visit.form.one("revision") != str(faq.revision):
        return _form(visit, faq, _content(visit, faq), stale=True, outcome="refused: stale")
    content = _content(visit, faq)
    if content.ko is None and content.en is None:
        return refused(visit, "refused_empty", target=_name(faq))
    found = problems(content, office.texts, faq.content)
    broken = any(
        citation.quote not in office.texts.get(citation.document, "")
        for _, text in content.texts()
        for citation in text.citations
    )
    if found and (broken or not visit.form.one("read")):
        return _form(visit, faq, content, found, broken, outcome="warned")
    saved = office.faqs.revise(
        faq.faq_id, content, visit.who, office.texts, visit.form.one("why", 500), faq.revision
    )
    kinds = sorted({problem.kind for problem in found})
    return go(
        f"/staff/faqs/{saved.faq_id}?done=revised",
        _name(saved),
        f"done: {', '.join(kinds)}" if kinds else "done",
    )


def _form(
    visit: Visit,
    faq: Faq,
    content: FaqContent,
    found: list[Problem] | None = None,
    broken: bool = False,
    stale: bool = False,
    outcome: str = "done",
) -> Reply:
    office = visit.office
    documents = office.assistant.documents() if office.assistant is not None else ()
    return page(
        "faq_form.html",
        status=422 if found or stale else 200,
        outcome=outcome,
        faq=faq,
        content=content,
        parts=[
            {
                "language": language,
                "fields": fields_of(content.ko if language == "ko" else content.en),
                "evidence": office.sources(
                    getattr(getattr(content, language), "citations", ()), visit.language
                ),
            }
            for language in LANGUAGES
        ],
        problems=_said(found or [], visit.language),
        broken=broken,
        stale=stale,
        programmes=office.programmes(visit.language),
        documents=[
            (d.document_id, d.title)
            for d in sorted(
                documents,
                key=lambda d: (d.programme != content.programme, d.programme or "", d.title),
            )
        ],
        why=visit.form.one("why", 500),
    )


def submit(visit: Visit) -> Reply:
    return _step(visit, "submit", visit.office.faqs.submit)


def approve(visit: Visit) -> Reply:
    return _step(visit, "approve", visit.office.faqs.approve)


def send_back(visit: Visit) -> Reply:
    return _step(visit, "send_back", visit.office.faqs.send_back)


def publish(visit: Visit) -> Reply:
    if visit.office.assistant is None:
        return refused(visit, "library_closed")
    return _step(visit, "publish", visit.office.faqs.publish, texts=visit.office.texts)


def withdraw(visit: Visit) -> Reply:
    return _step(visit, "withdraw", visit.office.faqs.withdraw)


def _step(visit: Visit, action: Action, take: Callable[..., Faq], **more: Any) -> Reply:
    """On the revision that was looked at, and no other. What staff.faqs would refuse is refused here
    first, in the reader's language."""
    faq, why = _found(visit), visit.form.one("why", 500)
    if faq is None:
        return missing()
    if visit.form.one("revision") != str(faq.revision):
        return refused(visit, "refused_revision", target=_name(faq))
    if action in REASON_NEEDED and not why:
        return refused(visit, "refused_why", target=_name(faq))
    if action == "approve" and visit.office.second_person and faq.author == visit.who:
        return refused(visit, "refused_own", target=_name(faq))
    if action not in allowed(faq.state):
        state = visit.say(f"state_{faq.state}")
        return refused(visit, "refused_state", target=_name(faq), state=state)
    if action == "publish" and blocking(problems(faq.content, visit.office.texts, None)):
        return refused(visit, "refused_blocked", target=_name(faq))
    take(faq.faq_id, visit.who, why, faq.revision, **more)
    return go(f"/staff/faqs/{faq.faq_id}?done={action}", _name(faq))


def export_choice(visit: Visit) -> Reply:
    return page(
        "faq_export.html", programmes=visit.office.programmes(visit.language), kinds=tuple(KINDS)
    )


def export(visit: Visit) -> Reply:
    """The published ones as they are published, or all of them."""
    office, asked = visit.office, visit.asked
    kind: Any = asked.get("kind", "md")
    if kind not in KINDS:
        return missing()
    language: Language | None = next((each for each in LANGUAGES if each == asked.get("in")), None)
    programme = asked.get("programme") or None
    every = office.faqs.every(None, programme)
    faqs = every if asked.get("all") else as_served(every, office.faqs.served())
    documents = list(office.assistant.documents()) if office.assistant is not None else []
    names = dict(office.programmes(language or visit.language))
    content = exported(faqs, kind, language, documents, names)
    if kind == "csv":
        content = "\ufeff" + content
    name = f"faq-{programme or 'all'}-{language or 'ko-en'}.{kind}"
    return Reply(download=Download(content, KINDS[kind], name), target=name)


def _found(visit: Visit) -> Faq | None:
    try:
        return visit.office.faqs.one(visit.numbers["faq"])
    except FaqMissingError:
        return None


def _content(visit: Visit, faq: Faq) -> FaqContent:
    return content_of(visit.form, faq.content, visit.office.document)


def _name(faq: Faq) -> str:
    return f"FAQ {faq.faq_id} revision {faq.revision}"


def _question(content: FaqContent, language: Language) -> str:
    texts = dict(content.texts())
    text = texts.get(language) or next(iter(texts.values()), None)
    return text.question if text is not None else ""


def _all_words(content: FaqContent) -> str:
    return " ".join(f"{text.question} {text.answer}" for _, text in content.texts())


def _said(found: list[Problem], language: Language) -> list[dict[str, str]]:
    return [
        {"name": NAMES[p.kind][language], "detail": p.detail, "spoken": p.language, "kind": p.kind}
        for p in found
    ]
