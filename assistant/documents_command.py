"""The command `documents`: notices put in, replaced, withdrawn and put back, as at the staff desk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands import AsJson, Data, noted, print_json, say
from assistant.config import settings
from assistant.errors import GiljabiError, UsageError

if TYPE_CHECKING:
    from assistant.schema import IngestReport
    from assistant.staff.notices import Notices

app = typer.Typer(no_args_is_help=True, help="The notices: put in, replaced, withdrawn, put back.")
Id = Annotated[str, typer.Argument(metavar="ID", help="e.g. global-rnd/notice.ko.md")]
Who = Annotated[str, typer.Option("--who", help="Whose change this is, for the record.")]


@app.command("list")
def list_notices(data: Data = settings().data_dir, as_json: AsJson = False) -> None:
    """The notices that can be answered from, and those that were withdrawn."""
    listed = _notices(data).listed()
    if as_json:
        print_json([asdict(notice) for notice in listed])
        return
    for n in listed:
        state = f"withdrawn {n.withdrawn}" if n.withdrawn else f"version {n.version}"
        print(f"{n.document_id}  {n.title}  ({n.language}, {n.format}, {state})")


@app.command()
def put(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The notice.")],
    who: Who,
    programme: Annotated[
        str, typer.Option("--programme", help="The programme's folder; none if absent.")
    ] = "",
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Add a notice, or replace the one of that name in that folder."""
    from assistant.loaders import file_bytes

    if not file.is_file():
        raise UsageError(f"{file} is not a file. Give the notice to put in.")
    target = f"{programme}/{file.name}".lstrip("/")

    def change(notices: Notices) -> IngestReport:
        return notices.put(programme, file.name, file_bytes(file), who)

    _change(data, who, "put_document", target, change, as_json)


@app.command()
def withdraw(
    document_id: Id, who: Who, data: Data = settings().data_dir, as_json: AsJson = False
) -> None:
    """Take a notice out of the answers. Its file is kept."""

    def change(notices: Notices) -> IngestReport:
        return notices.withdraw(document_id, who)

    _change(data, who, "withdraw_document", document_id, change, as_json)


@app.command()
def restore(
    document_id: Id,
    who: Who,
    version: Annotated[int | None, typer.Option(help="The newest if absent.")] = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Put an earlier version of a notice back, or one that was withdrawn."""
    target = f"{document_id} (version {version or 'newest'})"

    def change(notices: Notices) -> IngestReport:
        return notices.restore(document_id, version, who)

    _change(data, who, "restore_document", target, change, as_json)


@app.command()
def versions(document_id: Id, data: Data = settings().data_dir, as_json: AsJson = False) -> None:
    """The versions of a notice that are kept, with whose they are."""
    found = _notices(data).versions(document_id)
    if as_json:
        print_json([asdict(version) for version in found])
        return
    for v in found:
        print(f"{v.version}  {v.ingested_at}  {v.who or '-'}  {v.sha256[:12]}")


def _change(
    data: Path,
    who: str,
    action: str,
    target: str,
    change: Callable[[Notices], IngestReport],
    as_json: bool,
) -> None:
    """Make a change, note it in the audit whatever comes of it, and print the report."""
    try:
        report = change(_notices(data))
    except GiljabiError as error:
        noted(data, action, target, type(error).__name__, who)
        raise
    outcome = f"done, {len(report.failed)} failed" if report.failed else "done"
    noted(data, action, target, outcome, who)
    print_json(report.to_dict()) if as_json else print(_readable(report))
    for failed in report.failed:
        say(f"{failed.path}: {failed.error}: {failed.reason}")
    if report.failed:
        sys.exit(1)


def _readable(report: IngestReport) -> str:
    changes = {"Added": report.added, "Updated": report.updated, "Removed": report.removed}
    lines = [f"{change}: {', '.join(ids)}" for change, ids in changes.items() if ids]
    lines += [f"Unchanged: {len(report.unchanged)}. Passages: {report.chunks}."]
    return "\n".join(lines)


def _notices(data: Path) -> Notices:
    from assistant.build import build_embedder
    from assistant.staff.notices import Notices

    return Notices(data, build_embedder)
