"""The command line for application drafts: python -m assistant prefill FORM …"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands import AsJson, Data, Today, day_of, print_json, record_of, sound_records
from assistant.config import settings
from assistant.errors import IndexMissingError, LoadError, UsageError

if TYPE_CHECKING:
    from assistant.parsing import Parser
    from assistant.prefill import Draft
    from assistant.record import Record
    from assistant.schema import Document


def prefill(
    form: Annotated[Path, typer.Argument(metavar="FORM", help="The blank: DOCX, HWPX or HWP.")],
    profile: Annotated[Path, typer.Option("--profile", help="The company: YAML or JSON.")],
    out: Annotated[
        Path, typer.Option("--out", help="The draft: .docx, or .hwpx of a Hangul form.")
    ],
    documents: Annotated[
        list[Path] | None,
        typer.Option("--document", help="What the company says of itself; may be repeated."),
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="A JSON file to write.")] = None,
    programme: Annotated[
        str | None, typer.Option("--programme", help="Id; by the form's folder if absent.")
    ] = None,
    today: Today = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Fill a copy of an application form with what is known, and say where each value is from."""
    from assistant.build import build_worded
    from assistant.parsing import Parser
    from assistant.prefill import prefill as fill
    from assistant.programmes import read_profile

    day = day_of(today)
    company = read_profile(profile)
    if out.resolve() in {path.resolve() for path in (form, profile, *(documents or ()))}:
        raise UsageError(f"--out {out} is one of the files given. Write the draft elsewhere.")
    records = _records(data, form, programme)
    with Parser() as parser:
        read, failed = _read(documents or (), parser)
        draft = fill(form, company, read, records, day, parser=parser, worded=build_worded())
    if out.suffix.lower() != f".{draft.format}":
        raise UsageError(
            f"This draft is {draft.format.upper()}: give --out a name in .{draft.format}."
        )
    out.write_bytes(draft.raw)
    if report is not None:
        text = json.dumps(draft.report(), ensure_ascii=False, indent=2)
        report.write_text(text + "\n", encoding="utf-8")
    print_json(draft.report()) if as_json else print(_readable(draft, out))
    if failed:
        sys.exit(1)


def _read(documents: Sequence[Path], parser: Parser) -> tuple[list[Document], int]:
    """Those that can be read, and how many cannot; each of these is named on standard error."""
    read, failed = [], 0
    for path in documents:
        try:
            read.append(parser.parse(path, path.name))
        except LoadError as error:
            print(error, file=sys.stderr)
            failed += 1
    return read, failed


def _records(data: Path, form: Path, programme: str | None) -> list[Record]:
    """Of the programme named, else of the folder that the form lies in; none without a library."""
    try:
        known = sound_records(data)
    except IndexMissingError:
        known = []
    if programme is None:
        return [record for record in known if record.folder == form.resolve().parent.parent.name]
    return [record_of(known, programme)]


def _readable(draft: Draft, out: Path) -> str:
    from assistant.phrases import phrase

    lines = [f"{out}: {len(draft.in_state('filled', 'overflow'))} of {len(draft.fields)} filled."]
    for one in draft.fields:
        said = one.value.replace("\n", " ") if one.value is not None else ""
        why = f" ({phrase(one.reason, draft.language)})" if one.reason else ""
        origin = f" [{one.origin}{f': {one.document}' if one.document else ''}]" if said else ""
        lines.append(f"  {one.label or '-'}: {said}{origin}{why}")
    return "\n".join(lines)
