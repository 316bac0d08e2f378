"""The command line: python -m assistant ask | document | programmes | eligibility | prefill | …"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant import (
    accounts_command,
    documents_command,
    faq_command,
    keys_command,
    model_command,
    prefill_command,
    programme_commands,
    questions_command,
)
from assistant.commands import AsJson, Data, Today, day_of, print_json, say
from assistant.config import settings
from assistant.errors import GiljabiError, UsageError
from assistant.schema import Answer, Turn

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Answers about support programmes, with sources.",
)
app.add_typer(programme_commands.app, name="programmes")
app.add_typer(questions_command.app, name="questions")
app.add_typer(documents_command.app, name="documents")
app.add_typer(faq_command.app, name="faq")
app.add_typer(accounts_command.app, name="accounts")
app.add_typer(keys_command.app, name="keys")
app.command()(programme_commands.eligibility)
app.command()(prefill_command.prefill)
app.command("examine-model")(model_command.examine_model)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, Korean or English.")],
    history: Annotated[
        Path | None,
        typer.Option(help='Earlier turns: a JSON file [["user","…"],["assistant","…"]].'),
    ] = None,
    today: Today = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the ingested documents."""
    from assistant.build import build_assistant

    answer = build_assistant(data).reply(question, _turns(history), day_of(today))
    print_json(answer.to_dict()) if as_json else print(_readable(answer))


@app.command()
def document(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="e.g. global-rnd/notice.ko.md")],
    data: Data = settings().data_dir,
) -> None:
    """Print a document's stored text: what quotes are checked against."""
    from assistant.index import Index

    with Index.open(data) as index:
        sys.stdout.write(index.document(document_id).text)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup to write.")],
    data: Data = settings().data_dir,
) -> None:
    """Copy the library into one file, and the staff desk into one beside it, while both are used."""
    from assistant import ingestion
    from assistant.staff.store import backup_beside

    _need_library(data)
    counts = ingestion.back_up(data, file)
    say(f"{file}: {counts.documents} documents, {counts.chunks} passages.")
    if (desk := backup_beside(file)).exists():
        say(f"{desk}: the questions, the FAQs and what was done at the staff desk.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    data: Data = settings().data_dir,
    replace: Annotated[
        bool, typer.Option("--replace", help="Drop the documents that are there now.")
    ] = False,
) -> None:
    """Put a backup's library in place and publish its index; a running page goes over to it."""
    from assistant import ingestion
    from assistant.build import build_embedder
    from assistant.library import LIBRARY, open_to_write

    if not replace and (data / LIBRARY).exists():
        with open_to_write(data) as library:
            there = library.counts().documents
        if there:
            raise UsageError(
                f"{data} holds {there} documents, which restoring would drop. Back them up, then "
                "add --replace; or restore into another directory with --data."
            )
    restored = ingestion.restore(file, data, build_embedder())
    if restored.damaged is not None:
        say(f"The damaged library was kept as {restored.damaged}. Delete it when nobody needs it.")
    if restored.desk is not None:
        say(f"The desk that was there is kept as {restored.desk}. Delete it when nobody needs it.")
    say(f"Restored from {file} and published. {restored.embedded} passages were embedded.")


@app.command()
def rebuild(data: Data = settings().data_dir) -> None:
    """Make the index anew from the library: no file is read, no stored vector made again."""
    from assistant import ingestion
    from assistant.build import build_embedder

    _need_library(data)
    embedded = ingestion.rebuild(data, build_embedder())
    say(f"The index in {data} is published anew. {embedded} passages were embedded.")


def _need_library(data: Path) -> None:
    from assistant.library import LIBRARY

    if not (data / LIBRARY).exists():
        raise UsageError(f"There is no library in {data}. Give its directory with --data.")


def _turns(path: Path | None) -> list[Turn]:
    if path is None:
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Turn(role, text) for role, text in rows]
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(
            f'{path.name} is not a history. It must be JSON: [["user","…"],["assistant","…"]].'
        ) from error


def _readable(answer: Answer) -> str:
    lines = [answer.answer]
    for c in answer.citations:
        place = " · ".join(filter(None, [c.title, c.section, f"p. {c.page}" if c.page else ""]))
        lines += ["", f"[{c.n}] {place} ({c.document})", f"    “{' '.join(c.quote.split())}”"]
    return "\n".join(lines)


def main() -> None:
    try:
        app()
    except GiljabiError as error:
        print(error, file=sys.stderr)
        sys.exit(2 if isinstance(error, UsageError) else 1)


if __name__ == "__main__":
    main()
