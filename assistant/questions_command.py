"""The command `questions`: what was asked, what it comes to, and what is no longer kept."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands import AsJson, Data, noted, print_json, say
from assistant.config import settings
from assistant.errors import UsageError
from assistant.schema import Language, Status
from assistant.staff.questions import Asked, Filters, QuestionLog, Verdict
from assistant.staff.store import Store
from assistant.staff.summary import Summary
from assistant.status import now_in_korea

app = typer.Typer(no_args_is_help=True, help="The log of questions: list, sum up, export, forget.")

Since = Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD, in Korea.")]
Until = Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD, in Korea.")]
Spoken = Annotated[Language | None, typer.Option("--language", help="Of the question.")]
State = Annotated[Status | None, typer.Option("--status", help="How it was answered.")]
Programme = Annotated[str | None, typer.Option(help="A programme's id.")]
Rated = Annotated[Verdict | None, typer.Option("--verdict", help="The last feedback given.")]
Words = Annotated[str, typer.Option(help="Words of the question or the answer.")]


@app.command("list")
def show(
    since: Since = None,
    until: Until = None,
    language: Spoken = None,
    status: State = None,
    programme: Programme = None,
    verdict: Rated = None,
    words: Words = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many of the newest.")] = 0,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """List questions with their answers, the newest first."""
    chosen = _filters(since, until, language, status, programme, verdict, words)
    log = _log(data)
    found = log.asked(chosen, limit, offset)
    if as_json:
        print_json([one.to_dict() for one in found])
        return
    for one in found:
        print(_readable(one))
    say(f"{len(found)} of {log.count(chosen)} questions.")


@app.command()
def summary(
    since: Since = None,
    until: Until = None,
    language: Spoken = None,
    status: State = None,
    programme: Programme = None,
    verdict: Rated = None,
    words: Words = "",
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Sum up the questions: answered, declined and why, languages, programmes, seconds, feedback."""
    chosen = _filters(since, until, language, status, programme, verdict, words)
    found = _log(data).summary(chosen)
    print_json(found.to_dict()) if as_json else print(_summed_up(found))


@app.command()
def export(
    out: Annotated[Path | None, typer.Option("--out", help="A CSV file to write.")] = None,
    since: Since = None,
    until: Until = None,
    language: Spoken = None,
    status: State = None,
    programme: Programme = None,
    verdict: Rated = None,
    words: Words = "",
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Write the questions as CSV, or as JSON with their sources, to a file or standard output."""
    chosen = _filters(since, until, language, status, programme, verdict, words)
    if as_json and out is not None:
        raise UsageError("--json prints to standard output. Leave --out away, or --json.")
    log = _log(data)
    count = log.count(chosen)
    if as_json:
        print_json([one.to_dict() for one in log.asked(chosen)])
    elif out is None:
        sys.stdout.write(log.csv(chosen))
    else:
        out.write_text(log.csv(chosen), encoding="utf-8-sig", newline="")
        say(f"{out}: {count} questions.")
    noted(data, "export_questions", str(out or "standard output"), f"done: {count}")


@app.command()
def forget(
    before: Annotated[
        str | None,
        typer.Option(help="Delete what was asked before this day, YYYY-MM-DD, in Korea."),
    ] = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Delete old questions with their feedback: those past GILJABI_QUESTION_DAYS, or before a day."""
    kept = timedelta(days=settings().question_days)
    first = _day(before, "--before") or now_in_korea().date() - kept
    deleted = _log(data).forget(first)
    noted(data, "forget_questions", f"before {first}", f"done: {deleted}")
    if as_json:
        print_json({"before": first.isoformat(), "deleted": deleted})
    else:
        say(f"{deleted} questions from before {first} were deleted.")


def _log(data: Path) -> QuestionLog:
    store = Store(data)
    if not store.exists:
        raise UsageError(
            f"Nothing has been asked in {data}: it holds no {store.path.name}. "
            "Give the page's data directory with --data."
        )
    return QuestionLog(store)


def _filters(
    since: str | None,
    until: str | None,
    language: Language | None,
    status: Status | None,
    programme: str | None,
    verdict: Verdict | None,
    words: str,
) -> Filters:
    first, last = _day(since, "--since"), _day(until, "--until")
    return Filters(first, last, language, status, programme, verdict, words)


def _day(written: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise UsageError(f"{option} {written!r} is not a date. Write it as YYYY-MM-DD.") from error


def _readable(one: Asked) -> str:
    rated = f" · {one.verdict}" if one.verdict else ""
    lines = [f"{one.question_id} · {one.asked_at} · {one.status}{rated}", f"  {one.question}"]
    lines += [f"    {line}" for line in one.answer.splitlines()]
    lines += [f"    [{c.n}] {c.document}" for c in one.citations]
    return "\n".join(lines)


def _summed_up(found: Summary) -> str:
    share = f" ({found.share:.0%})" if found.share is not None else ""
    lines = [f"Asked: {found.asked}. Answered: {found.answered}{share}."]
    for head, counts in (
        ("Declined", found.declined),
        ("Languages", found.languages),
        ("Programmes", found.programmes),
        ("Feedback", found.verdicts),
        ("FAQs", found.faqs),
    ):
        if counts:
            lines.append(f"{head}: " + ", ".join(f"{key} {n}" for key, n in counts.items()))
    if found.p50 is not None:
        lines.append(f"Seconds to an answer: p50 {found.p50:.2f}, p95 {found.p95:.2f}")
    lines += [f"{one.day}: {one.asked} asked, {one.answered} answered" for one in found.by_day]
    return "\n".join(lines)
