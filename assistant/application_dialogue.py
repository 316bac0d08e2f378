"""A draft begun and completed in the chat: one missing value asked for at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from assistant.applications import Application, Applications, ListedForm
from assistant.errors import LoadError, ProfileError
from assistant.forms.fields import called
from assistant.language import language_of
from assistant.names import named_in
from assistant.phrases import phrase
from assistant.record import Record
from assistant.schema import Answer, BlankForm, Language, ProgrammeNames

_OFFERED = 12  # forms in one answer

_FORM_KO = r"(신청서|지원서|신청\s?양식|신청\s?서식|서식|양식|사업\s?계획서|기업\s?현황)"
_FORM_EN = r"\b(application|form|proposal|business plan)s?\b"
_ASKS = re.compile(
    rf"{_FORM_KO}.{{0,16}}(초안|작성해\s?(줘|주)|써\s?(줘|주)|채워|만들어\s?(줘|주)|대신\s?(써|작성))"
    r"|초안.{0,8}(만들|작성|써|부탁|잡아)"
    rf"|\b(fill|fill in|fill out|complete|draft|prepare|write|make|create)\b.{{0,24}}{_FORM_EN}"
    rf"|{_FORM_EN}.{{0,12}}\bdraft\b|\bdraft\b.{{0,24}}{_FORM_EN}",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"어떻게|어디|언제|얼마|몇|무엇|뭐|왜|누가"
    r"|\b(how|where|when|what|which|why|who|must|should|deadline)\b",
    re.IGNORECASE,
)
_IS_A_QUESTION = re.compile(
    r"[?？]\s*$|(인가요|나요|까요|습니까|ㄹ까|는지)\s*$"
    r"|^\W*(what|when|where|how|which|who|why|can|could|do|does|is|are)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\W*(그만(할게요|하기|해)?|중단|취소|끝(낼게요)?|stop|cancel|quit|done)\W*", re.I
)
_SKIPS = re.compile(
    r"\W*(건너\s?뛰(기|어|자|겠\w*)|패스|모름|몰라(요)?|모르겠(어요|습니다)|나중에(요)?|없음|없어요|없습니다"
    r"|skip( it)?|pass|later|don'?t know|no idea|none|not yet)\W*",
    re.IGNORECASE,
)


def asks_for_draft(question: str) -> bool:
    return bool(_ASKS.search(question)) and (
        "초안" in question or "draft" in question.lower() or not _ABOUT.search(question)
    )


class Programmes(Protocol):
    """What is known of the programmes and their forms."""

    def programmes(self) -> Sequence[ProgrammeNames]: ...
    def records(self) -> Sequence[Record]: ...
    def forms(self) -> Sequence[BlankForm]: ...


def converse(
    applications: Applications, session: str, question: str, known: Programmes
) -> Answer | None:
    """The reply in the session's draft; None: the message is none of its."""
    if asks_for_draft(question):
        return _begin(applications, session, question, known)
    draft = applications.of(session)
    if draft is None or not (draft.offered or draft.asking):
        return None
    with draft.lock:
        language = draft.language
        if _STOPS.fullmatch(question):
            draft.asking, draft.offered = None, ()
            return _said(phrase("draft_stopped", language), language)
        if draft.offered:
            listed = applications.listed(known.forms(), language)
            offered = [one for one in listed if one.blank.form_id in draft.offered]
            if (picked := _picked(question, offered)) is None:
                return None
            return _chosen(draft, picked, known, language)
        return _answered(draft, question, language)


def _begin(applications: Applications, session: str, question: str, known: Programmes) -> Answer:
    language = language_of(question)
    listed = applications.listed(known.forms(), language)
    names = known.programmes()
    ids = named_in(question, names)
    named = {one.folder for one in names if one.programme in ids}
    fitting = [one for one in listed if one.blank.folder in named] if named else listed
    draft = applications.begun(session)
    with draft.lock:
        draft.language = language
        if not fitting:
            draft.offered = ()
            return _said(phrase("draft_no_form" if named else "draft_no_forms", language), language)
        if len(fitting) == 1:
            return _chosen(draft, fitting[0], known, language)
        shown = fitting[:_OFFERED]
        draft.offered, draft.asking = tuple(one.blank.form_id for one in shown), None
        lines = [phrase("draft_which", language)]
        lines += [f"{n}. {one.title} ({one.format})" for n, one in enumerate(shown, start=1)]
        return _said("\n".join(lines), language)


def _picked(text: str, offered: Sequence[ListedForm]) -> ListedForm | None:
    if number := re.fullmatch(r"\W*(\d{1,2})\W*(번(이요|요|으로)?)?\W*", text):
        at = int(number[1]) - 1
        return offered[at] if 0 <= at < len(offered) else None
    bare = _bare(text)
    found = [one for one in offered if bare and bare in _bare(f"{one.title}{one.format}")]
    return found[0] if len(found) == 1 else None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _chosen(draft: Application, form: ListedForm, known: Programmes, language: Language) -> Answer:
    draft.offered = ()
    own = [record for record in known.records() if record.folder == form.blank.folder]
    try:
        draft.choose_form(form.blank.name, form.blank.raw, own, form.blank.form_id)
    except LoadError:
        return _said(phrase("draft_unreadable", language), language)
    return _said(
        "\n".join([phrase("draft_begun", language, title=form.title), *_standing(draft, language)]),
        language,
    )


def _answered(draft: Application, text: str, language: Language) -> Answer | None:
    field = str(draft.asking)
    if _SKIPS.fullmatch(text):
        draft.skipped.add(field)
        return _said("\n".join(_standing(draft, language)), language)
    if _IS_A_QUESTION.search(text):
        return None
    try:
        draft.answer(field, text, language)
        draft.update()
    except ProfileError as error:
        return _said(f"{error}\n{phrase('draft_again', language)}", language)
    put = (
        next((one for one in draft.draft.fields if one.field == field), None)
        if draft.draft
        else None
    )
    if put is None or put.value is None:  # the form cannot hold it; it is kept for the profile
        draft.skipped.add(field)
    said = phrase("draft_taken", language, what=called(field, language))
    return _said("\n".join([said, *_standing(draft, language)]), language)


def _standing(draft: Application, language: Language) -> list[str]:
    """How far the draft is, and the next question."""
    assert draft.draft is not None
    filled = len(draft.draft.in_state("filled", "overflow"))
    signing = len(draft.draft.in_state("signature"))
    draft.asking = draft.asks()
    lines = [phrase("draft_standing", language, filled=filled, all=len(draft.draft.fields))]
    if draft.asking is None:
        lines.append(phrase("draft_complete", language))
        if signing:
            lines.append(phrase("draft_to_sign", language, places=signing))
        return lines
    return [*lines, phrase("draft_asks", language, what=called(draft.asking, language))]


def _said(text: str, language: Language) -> Answer:
    return Answer("answered", text, language)
