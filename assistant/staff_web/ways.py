"""The one table of what may be done at the desk, and the role that it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.accounts import Role
from assistant.staff_web import (
    administration,
    documents,
    faqs,
    gaps,
    handovers,
    home,
    new_faqs,
    questions,
    signing,
)
from assistant.staff_web.visit import Reply, Visit, missing


@dataclass(frozen=True, slots=True)
class Way:
    method: Literal["GET", "POST"]
    path: str  # "{name}" stands for a number
    role: Role | None  # at least; None: who is not signed in, to sign in
    action: str
    answer: Callable[[Visit], Reply]
    audited: bool  # what changes something, or takes something away in a file


def _see(path: str, role: Role, action: str, answer: Callable[[Visit], Reply]) -> Way:
    return Way("GET", path, role, action, answer, audited=False)


def _take(path: str, role: Role, action: str, answer: Callable[[Visit], Reply]) -> Way:
    return Way("GET", path, role, action, answer, audited=True)


def _do(path: str, role: Role, action: str, answer: Callable[[Visit], Reply]) -> Way:
    return Way("POST", path, role, action, answer, audited=True)


def _sign_in(_: Visit) -> Reply:
    return missing()  # the door answers these itself: there is no visit yet


WAYS: tuple[Way, ...] = (
    Way("GET", "/staff/sign-in", None, "sign_in", _sign_in, audited=False),
    Way("POST", "/staff/sign-in", None, "sign_in", _sign_in, audited=False),
    _do("/staff/sign-out", "author", "sign_out", signing.out),
    _see("/staff", "author", "see_desk", home.desk),
    # Questions
    _see("/staff/questions", "author", "see_questions", questions.listed),
    _see("/staff/questions/summary", "author", "see_summary", questions.summed_up),
    _take("/staff/questions.csv", "author", "export_questions", questions.csv),
    _see("/staff/questions/{question}", "author", "see_question", questions.one),
    _do("/staff/questions/forget", "admin", "forget_questions", questions.forget),
    # Gaps and handovers
    _see("/staff/gaps", "author", "see_gaps", gaps.listed),
    _see("/staff/handovers", "author", "see_handovers", handovers.listed),
    _see("/staff/handovers/{handover}", "author", "see_handover", handovers.one),
    _take("/staff/handovers/{handover}/packet", "author", "take_packet", handovers.packet),
    _do("/staff/handovers/{handover}/done", "author", "settle_handover", handovers.settle),
    # FAQs
    _see("/staff/faqs", "author", "see_faqs", faqs.listed),
    _see("/staff/faqs/new", "author", "see_new_faq", new_faqs.begun),
    _do("/staff/faqs/draft", "author", "draft_faqs", new_faqs.draft),
    _do("/staff/faqs/draft-notice", "author", "draft_notice_faqs", new_faqs.draft_of_notice),
    _see("/staff/drafting/{task}", "author", "see_drafting", new_faqs.drafting),
    _see("/staff/faqs/export", "author", "see_export", faqs.export_choice),
    _take("/staff/faqs/exported", "author", "export_faqs", faqs.export),
    _see("/staff/faqs/{faq}", "author", "see_faq", faqs.one),
    _see("/staff/faqs/{faq}/edit", "author", "see_faq_form", faqs.edited),
    _do("/staff/faqs/{faq}/edit", "author", "revise_faq", faqs.revise),
    _do("/staff/faqs/{faq}/submit", "author", "submit_faq", faqs.submit),
    _do("/staff/faqs/{faq}/approve", "reviewer", "approve_faq", faqs.approve),
    _do("/staff/faqs/{faq}/send-back", "reviewer", "send_back_faq", faqs.send_back),
    _do("/staff/faqs/{faq}/publish", "reviewer", "publish_faq", faqs.publish),
    _do("/staff/faqs/{faq}/withdraw", "reviewer", "withdraw_faq", faqs.withdraw),
    # Documents
    _see("/staff/documents", "author", "see_documents", documents.listed),
    _see("/staff/documents/versions", "author", "see_versions", documents.versions),
    _take("/staff/documents/file", "author", "take_document", documents.file),
    _do("/staff/documents/upload", "admin", "upload_documents", documents.upload),
    _do("/staff/documents/replace", "admin", "replace_document", documents.replace),
    _do("/staff/documents/withdraw", "admin", "withdraw_document", documents.withdraw),
    _do("/staff/documents/restore", "admin", "restore_document", documents.restore),
    _see("/staff/documents/reports/{task}", "admin", "see_report", documents.report),
    # Administration
    _see("/staff/administration", "admin", "see_administration", administration.overview),
    _see("/staff/administration/audit", "admin", "see_audit", administration.audit),
    _do("/staff/administration/chat-off", "admin", "switch_chat_off", administration.chat_off),
    _do("/staff/administration/chat-on", "admin", "switch_chat_on", administration.chat_on),
)
_PATTERNS = [
    (re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[0-9]{1,9})", way.path.replace(".", r"\."))), way)
    for way in WAYS
]


def find(method: str, path: str) -> tuple[Way | None, dict[str, int]]:
    """The way, and the numbers in the path."""
    for pattern, way in _PATTERNS:
        found = pattern.fullmatch(path)
        if found is not None and way.method == method:
            return way, {name: int(number) for name, number in found.groupdict().items()}
    return None, {}


def allowed_methods(path: str) -> list[str]:
    """Of a path that is in the table; [] of any other."""
    methods = {way.method for pattern, way in _PATTERNS if pattern.fullmatch(path)}
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))
