"""The command `faq`: questions become drafts, and drafts published answers, as at the staff desk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands import AsJson, Data, noted, print_json, record_of, say, sound_records
from assistant.config import settings
from assistant.errors import FaqError, GiljabiError, UsageError
from assistant.schema import Language
from assistant.staff.faq import Faq, FaqContent, State
from assistant.staff.faq_checks import Problem, blocking, problems
from assistant.staff.faq_export import Kind, as_served, exported
from assistant.staff.faqs import Faqs
from assistant.staff.question_lists import Asked, questions_in
from assistant.staff.store import Store

if TYPE_CHECKING:
    from assistant.schema import Document

app = typer.Typer(no_args_is_help=True, help="FAQs: draft, review, publish, check, export.")

Ids = Annotated[list[int], typer.Argument(metavar="ID...", help="As `faq list` numbers them.")]
Who = Annotated[str, typer.Option("--who", help="Whose decision this is, for the record.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for the record.")]
Of = Annotated[str | None, typer.Option("--programme", help="A programme's id.")]


@app.command()
def draft(
    questions: Annotated[
        list[str] | None, typer.Argument(metavar="[QUESTION]...", help="Korean or English.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            help="Questions: a text file, one a line; or CSV, with a second "
            "column for the same question in the other language.",
        ),
    ] = None,
    notice: Annotated[
        str | None, typer.Option("--notice", help="A programme: what people will ask of it.")
    ] = None,
    who: Annotated[
        str, typer.Option("--who", help="Who drafts. Without it the drafts are shown, not kept.")
    ] = "",
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Draft FAQs in Korean and English with their quotes, and say what is missing."""
    from assistant.build import build_assistant
    from assistant.staff.faq_drafting import draft as drafted
    from assistant.staff.faq_drafting import questions_of

    asked = [(question, None) for question in questions or ()] + (_in_file(file) if file else [])
    listed: list[tuple[Asked, str]] = [(one, "list") for one in asked]
    if notice is not None:
        of_notice = questions_of(record_of(sound_records(data), notice), "ko")
        listed += [((one.question, one.other), "notice") for one in of_notice]
    if not listed:
        raise UsageError("Give questions, --file with a list of them, or --notice PROGRAMME.")
    assistant, documents = build_assistant(data), _documents(data)
    texts = {key: document.text for key, document in documents.items()}
    records, rows = assistant.records(), []
    for (question, other), origin in listed:
        content = drafted(question, assistant.reply, records, documents, other, origin)
        kept = None
        if who:
            create = partial(_faqs(data).create, content, who, texts)
            kept = _tried(data, who, "draft", create)
        found = problems(content, texts)
        rows.append({"faq": kept.faq_id if kept else None, **_row(content, found)})
        if not as_json:
            _show(f"FAQ {kept.faq_id}" if kept else question, content, found)
    if as_json:
        print_json(rows)


@app.command("list")
def show_all(
    state: Annotated[
        State | None, typer.Option("--state", help="Only those in this state.")
    ] = None,
    programme: Of = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """List the FAQs with their states."""
    found = _faqs(data).every(state, programme)
    if as_json:
        print_json([_summary(faq) for faq in found])
        return
    for faq in found:
        asked = [text.question for _, text in faq.content.texts()]
        print(f"{faq.faq_id}  {faq.state}  {faq.content.programme or '-'}  {' / '.join(asked)}")


@app.command()
def show(
    faq_id: Annotated[int, typer.Argument(metavar="ID")],
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Show an FAQ: its texts, quotes, what the checks find, and what was done to it."""
    faq, texts = _faqs(data).one(faq_id), _texts(data)
    found, changed = problems(faq.content, texts), _faqs(data).changes(faq_id, texts)
    if as_json:
        events = [asdict(event) for event in faq.events]
        print_json(
            _summary(faq)
            | _row(faq.content, found)
            | {"events": events, "changes": [asdict(change) for change in changed]}
        )
        return
    _show(f"FAQ {faq.faq_id}, revision {faq.revision}: {faq.state}", faq.content, found)
    for change in changed:
        print(f"  {change.document}:\n  - {change.old_clause}\n  + {change.new_clause or '(gone)'}")
    for event in faq.events:
        why = f": {event.why}" if event.why else ""
        print(f"  {event.at}  {event.who}  {event.action} (revision {event.revision}){why}")


@app.command()
def submit(ids: Ids, who: Who, why: Why = "", data: Data = settings().data_dir) -> None:
    """Put drafts before a reviewer."""
    _each(data, ids, who, "submit", lambda faq_id: _faqs(data).submit(faq_id, who, why))


@app.command()
def approve(ids: Ids, who: Who, why: Why = "", data: Data = settings().data_dir) -> None:
    """Approve what is in review; another person than its author, where that is configured."""
    _each(data, ids, who, "approve", lambda faq_id: _faqs(data).approve(faq_id, who, why))


@app.command()
def publish(ids: Ids, who: Who, why: Why = "", data: Data = settings().data_dir) -> None:
    """Answer from what is approved. A broken source or a figure without a quote prevents it."""
    texts, faqs = _texts(data), _faqs(data)

    def take(faq_id: int) -> Faq:
        faq = faqs.one(faq_id)
        if found := blocking(problems(faq.content, texts)):
            said = "; ".join(problem.said("en") for problem in found)
            raise FaqError(f"FAQ {faq_id} is not published: {said}. Revise it and submit it again.")
        return faqs.publish(faq_id, who, why, faq.revision, texts)

    _each(data, ids, who, "publish", take)


@app.command()
def withdraw(ids: Ids, who: Who, why: Why = "", data: Data = settings().data_dir) -> None:
    """Take FAQs out of the answers."""
    _each(data, ids, who, "withdraw", lambda faq_id: _faqs(data).withdraw(faq_id, who, why))


@app.command()
def check(data: Data = settings().data_dir, as_json: AsJson = False) -> None:
    """Look for the quotes of every FAQ in the documents as they are now. Those whose words changed
    become suspect and are answered from no more."""
    texts, faqs = _texts(data), _faqs(data)
    suspects = faqs.check(texts)
    live = as_served(faqs.every(), faqs.served())
    found = {faq.faq_id: problems(faq.content, texts) for faq in live}
    if as_json:
        print_json(
            {
                "suspect": suspects,
                "published": [{"faq": key, "problems": _said(own)} for key, own in found.items()],
            }
        )
    else:
        for faq_id in suspects:
            print(f"FAQ {faq_id} is suspect now. See: python -m assistant faq show {faq_id}")
        for faq_id, own in found.items():
            for problem in own:
                print(f"FAQ {faq_id}: {problem.said('en')}")
        say(f"{len(found)} FAQs are published; {len(suspects)} became suspect.")
    if suspects or any(blocking(own) for own in found.values()):
        sys.exit(1)


@app.command()
def export(
    form: Annotated[Kind, typer.Option("--format", help="md, html, csv or json.")] = "md",
    out: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
    language: Annotated[
        Language | None, typer.Option("--language", help="ko or en; both if absent.")
    ] = None,
    programme: Of = None,
    state: Annotated[
        State | None, typer.Option("--state", help="Of another state than the published ones.")
    ] = None,
    data: Data = settings().data_dir,
) -> None:
    """Write the published FAQs, by programme, with sources and dates, to a file or standard output."""
    faqs, spoken = _faqs(data), language or "ko"
    every = faqs.every(None if state in (None, "published") else state)
    chosen = as_served(every, faqs.served()) if state in (None, "published") else every
    names = {record.id: record.names[spoken] for record in sound_records(data)}
    own = [faq for faq in chosen if programme in (None, faq.content.programme)]
    written = exported(own, form, language, _documents(data), names)
    if out is None:
        sys.stdout.write(written)
        return
    # spreadsheets take a CSV without the mark for the system's own encoding
    out.write_text(written, encoding="utf-8-sig" if form == "csv" else "utf-8", newline="")
    say(f"{out}: {len(own)} FAQs.")


def _faqs(data: Path) -> Faqs:
    return Faqs(Store(data), settings().second_person)


def _documents(data: Path) -> dict[str, Document]:
    from assistant.index import Index

    with Index.open(data) as index:
        return {document.document_id: document for document in index.documents()}


def _texts(data: Path) -> dict[str, str]:
    return {key: document.text for key, document in _documents(data).items()}


def _each(
    data: Path, ids: Sequence[int], who: str, action: str, take: Callable[[int], Faq]
) -> None:
    """Do it to each; those to which it may not be done are named, and the others go on."""
    failed = 0
    for faq_id in ids:
        try:
            faq = _tried(data, who, action, partial(take, faq_id), f"FAQ {faq_id}")
            print(f"FAQ {faq_id}: {faq.state}")
        except FaqError as error:
            say(str(error))
            failed += 1
    if failed:
        sys.exit(1)


def _tried(data: Path, who: str, action: str, take: Callable[[], Faq], target: str = "") -> Faq:
    """Do it, and note it in the audit whatever comes of it."""
    try:
        faq = take()
    except GiljabiError as error:
        noted(data, f"{action}_faq", target, type(error).__name__, who)
        raise
    noted(data, f"{action}_faq", f"FAQ {faq.faq_id} revision {faq.revision}", who=who)
    return faq


def _in_file(path: Path) -> list[Asked]:
    """UsageError: it cannot be read, or holds no question."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    found = questions_in(raw, path.suffix.lower() == ".csv")
    if not found:
        raise UsageError(f"{path} holds no question. Write one a line, or in the first column.")
    return found


def _row(content: FaqContent, found: Sequence[Problem]) -> dict[str, Any]:
    return content.to_dict() | {"missing": list(content.missing), "problems": _said(found)}


def _said(found: Sequence[Problem]) -> list[Mapping[str, str]]:
    return [asdict(problem) for problem in found]


def _summary(faq: Faq) -> dict[str, Any]:
    return {
        "faq": faq.faq_id,
        "revision": faq.revision,
        "state": faq.state,
        "served": faq.served,
        "programme": faq.content.programme,
        "author": faq.author,
        "questions": {language: text.question for language, text in faq.content.texts()},
    }


def _show(head: str, content: FaqContent, found: Sequence[Problem]) -> None:
    """The quotes first: what is written stands on them."""
    print(f"{head} ({content.programme or 'no programme'})")
    for language, text in content.texts():
        print(f"  [{language}] {text.question}")
        for c in text.citations:
            print(f"    [{c.n}] {c.title} · {c.section} ({c.document})")
            print(f"        “{' '.join(c.quote.split())}”")
        print("\n".join(f"    {line}" for line in text.answer.split("\n")))
    for lack in content.missing:
        print(f"  ? {lack}")
    for problem in found:
        print(f"  ! {problem.said('en')}")
