"""FAQs drafted from questions: typed, pasted, from a CSV, from a gap, or those of a notice."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import GiljabiError
from assistant.language import language_of
from assistant.staff.faq_drafting import draft as drafted
from assistant.staff.faq_drafting import questions_of, with_wordings
from assistant.staff.question_lists import Asked, questions_in
from assistant.staff_web.tasks import Task
from assistant.staff_web.visit import Form, Reply, Visit, go, missing, page, refused
from assistant.staff_wording import reason_of

QUESTIONS_AT_ONCE = 200
_CHARS = 1000


def begun(visit: Visit) -> Reply:
    """The form; the questions of a notice's programme, if one is chosen."""
    office, chosen = visit.office, visit.asked.get("programme", "")
    records = office.assistant.records() if office.assistant is not None else ()
    record = next((record for record in records if record.id == chosen), None)
    return page(
        "faq_new.html",
        programmes=sorted(
            ((record.id, record.names[visit.language]) for record in records), key=lambda p: p[1]
        ),
        chosen=chosen if record is not None else "",
        questions=questions_of(record, visit.language) if record is not None else [],
        typed=visit.asked.get("question", "")[:_CHARS],
        wordings=visit.asked.get("wordings", ""),
        origin="gap" if visit.asked.get("origin") == "gap" else "list",
        most=QUESTIONS_AT_ONCE,
        tasks=office.tasks.latest("drafting"),
    )


def draft(visit: Visit) -> Reply:
    questions = asked_in(visit.form)
    origin = "gap" if visit.form.one("origin") == "gap" else "list"
    wordings = visit.form.one("wordings").splitlines() if len(questions) == 1 else []
    return _start(visit, questions, origin, wordings)


def draft_of_notice(visit: Visit) -> Reply:
    """Those questions of the programme that were ticked."""
    office, programme = visit.office, visit.form.one("programme", 200)
    records = office.assistant.records() if office.assistant is not None else ()
    record = next((record for record in records if record.id == programme), None)
    if record is None:
        return refused(visit, "refused_programme")
    ticked = set(visit.form.every("question"))
    every = questions_of(record, visit.language)
    return _start(visit, [(q.question, q.other) for q in every if q.question in ticked], "notice")


def asked_in(form: Form) -> list[Asked]:
    """A question a line of the text, and a row of each CSV. Each once."""
    found = dict(questions_in(form.one("questions", 300_000).encode(), is_table=False))
    for file in form.files:
        for question, other in questions_in(file.raw, is_table=True):
            found[question] = found.get(question) or other
    return list(found.items())


def _start(
    visit: Visit,
    questions: Sequence[Asked],
    origin: str,
    wordings: Sequence[str] = (),
) -> Reply:
    """`wordings`: other ways in which the one question was asked."""
    office, who = visit.office, visit.who
    if office.assistant is None:
        return refused(visit, "library_closed")
    if not questions:
        return refused(visit, "refused_no_questions")
    if len(questions) > QUESTIONS_AT_ONCE:
        return refused(visit, "refused_many", most=QUESTIONS_AT_ONCE, given=len(questions))
    assistant, texts = office.assistant, office.texts

    def work(task: Task) -> list[tuple[str, int | None]]:
        """(question, the FAQ that was made of it or None)."""
        task.of = len(questions)
        made: list[tuple[str, int | None]] = []
        task.result = made
        documents = {document.document_id: document for document in assistant.documents()}
        for question, other in questions:
            try:
                content = drafted(
                    question, assistant.reply, assistant.records(), documents, other, origin
                )
                content = with_wordings(content, wordings)
                made.append((question, office.faqs.create(content, who, texts).faq_id))
            except GiljabiError as error:
                task.problems.append((question, reason_of(error)))
                made.append((question, None))
            task.done += 1
        return made

    what = questions[0][0] if len(questions) == 1 else f"{len(questions)}: {questions[0][0]}"
    task = office.tasks.start(
        "drafting", who, what[:200], work, office.noted(visit.account.role, "draft_faqs")
    )
    if task is None:
        return refused(visit, "refused_busy")
    return go(f"/staff/drafting/{task.number}", f"{len(questions)} questions ({origin})")


def drafting(visit: Visit) -> Reply:
    task = visit.office.tasks.one("drafting", visit.numbers["task"])
    if task is None:
        return missing()
    made = list(task.result or [])
    return page(
        "drafting.html",
        task=task,
        made=[(question, faq, language_of(question)) for question, faq in made],
        problems=[(question, *reason.said(visit.language)) for question, reason in task.problems],
        refresh=0 if task.settled else 2,
    )
