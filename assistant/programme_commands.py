"""The command line for programmes: their status, a company's eligibility, drafts, what changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.changes import changes, nearest
from assistant.commands import AsJson, Data, Today, day_of, print_json, record_of, sound_records
from assistant.config import settings
from assistant.eligibility import judge
from assistant.errors import UsageError
from assistant.phrases import phrase
from assistant.programme_text import criterion_text
from assistant.record import Record
from assistant.schema import Language
from assistant.status import ProgrammeStatus, day_in_korea, now_in_korea, programme_status

app = typer.Typer(help="Programmes: status, drafts of records, what changed under them.")

In = Annotated[str, typer.Option("--language", help="ko or en: of quotes and questions.")]


@app.callback(invoke_without_command=True)
def programmes(
    context: typer.Context,
    today: Today = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
    language: In = "ko",
) -> None:
    """List the programmes that the documents cover, and whether they take applications."""
    if context.invoked_subcommand:
        return
    at, spoken = day_of(today) or now_in_korea(), _language(language)
    found = [(record, programme_status(record, at)) for record in sound_records(data)]
    if as_json:
        print_json([programme_row(record, status, spoken) for record, status in found])
        return
    for record, status in found:
        print(f"{record.id}: {phrase(f'status_{status.state}', spoken)}")
        print(f"  {record.names.ko}\n  {record.names.en}")
        for window in status.windows:
            said = phrase(f"status_{window.state}", spoken)
            left = f" (D-{window.days_left})" if window.days_left is not None else ""
            print(f"  - {window.window.name[spoken]}: {window.window.text[spoken]}: {said}{left}")


def programme_row(record: Record, status: ProgrammeStatus, language: Language) -> dict[str, Any]:
    """A row of `programmes --json`. A day that the source gives in part stays in part."""
    return {
        "id": record.id,
        "names": {"ko": record.names.ko, "en": record.names.en},
        "status": status.state,
        "windows": [
            {
                "round": w.window.round,
                "opens": w.opens.isoformat() if w.opens else _partly(w.window.opens, w.window.year),
                "closes": w.closes.isoformat()
                if w.closes
                else _partly(w.window.closes, w.window.year),
                "text": w.window.text[language],
                "status": w.state,
                "days_left": w.days_left,
            }
            for w in status.windows
        ],
    }


def _partly(day: str | None, year: int | None) -> str | None:
    """With its year, where the source says that elsewhere: "2026-04"."""
    return f"{year}{day[1:]}" if day and year and day.startswith("--") else day


@app.command("changes")
def show_changes(
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Show which values of records are not used, and what changed in the documents under them."""
    from assistant.library import LIBRARY, Library

    if not (data / LIBRARY).exists():
        raise UsageError(f"There is no library in {data}. Give its directory with --data.")
    with Library(data) as library:
        records, earlier = library.records(), library.earlier_texts()
        texts = {d.document_id: d.text for d in library.documents()}
        versions = library.document_versions()
    suspects = [
        {
            "programme": record.id,
            "value": name,
            "document": quote.document,
            "was": quote.text,
            "now": nearest(quote.text, texts[quote.document]) if quote.document in texts else None,
        }
        for record in records
        for name, value in record.values()
        if not value.sound
        for quote in value.quotes
        if quote.start is None
    ]
    documents: list[dict[str, Any]] = [
        {
            "document": key,
            "versions": [version, versions[key]],
            "changes": [{"was": c.old, "now": c.new} for c in changes(text, texts[key])],
        }
        for key, (version, text) in sorted(earlier.items())
    ]
    if as_json:
        print_json({"suspect": suspects, "documents": documents})
        return
    if not suspects:
        print("Every value of every record stands in its documents.")
    for row in suspects:
        print(
            f"{row['programme']} {row['value']} is not used: its quote is not in {row['document']}"
        )
        print(f"  - {row['was']}\n  + {row['now'] or '(nothing like it)'}")
    for document in documents:
        before, after = document["versions"]
        print(f"\n{document['document']}: version {before} to {after}")
        for change in document["changes"]:
            print(
                "\n".join(
                    f"  {s} {t}" for s, t in (("-", change["was"]), ("+", change["now"])) if t
                )
            )


@app.command("draft")
def draft(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A notice, in any format read here.")
    ],
) -> None:
    """Propose a record for a notice, or one for each of an article's programmes: to be reviewed,
    value by value."""
    from assistant.drafting import draft_records
    from assistant.loaders import load_document
    from assistant.programmes import record_yaml

    if not file.is_file():
        raise UsageError(
            f"{file} is not a file. Give a notice: PDF, HTML, DOCX, HWP, HWPX or text."
        )
    sys.stdout.write(record_yaml(*draft_records(load_document(file, file.name, None))))


def eligibility(
    programme: Annotated[str, typer.Argument(help="A programme's id, as `programmes` lists it.")],
    profile: Annotated[Path, typer.Option("--profile", help="The company: YAML or JSON.")],
    today: Today = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
    language: In = "ko",
) -> None:
    """Judge whether a company may take part, criterion by criterion."""
    from assistant.programmes import read_profile

    spoken = _language(language)
    company = read_profile(profile)
    record = record_of(sound_records(data), programme)
    at = day_of(today) or now_in_korea()
    judgement = judge(record, company, day_in_korea(at))
    if as_json:
        print_json(judgement.to_dict(spoken))
        return
    for part in (judgement, *judgement.tracks):
        print(f"{part.id}: {phrase(f'overall_{part.overall}', spoken)}")
        for found in part.criteria:
            row = found.to_dict(spoken)
            named = criterion_text(found.criterion, spoken)
            print(f"  {phrase(f'verdict_{found.verdict}', spoken)}: {named}")
            print(f"    “{' '.join(row['quote'].split())}” ({row['document']})")
            if row["question"]:
                print(f"    ? {row['question']}")


def _language(written: str) -> Language:
    if written not in ("ko", "en"):
        raise UsageError(f"--language {written!r} is neither ko nor en.")
    return "ko" if written == "ko" else "en"
