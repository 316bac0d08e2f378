"""The command line: python -m assistant ask | document | programmes."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.config import settings
from assistant.errors import GiljabiError, UsageError
from assistant.schema import Answer, Turn

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Answers about support programmes, with sources.",
)

Data = Annotated[Path, typer.Option("--data", help="Data directory of the library.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON alone.")]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, Korean or English.")],
    history: Annotated[
        Path | None,
        typer.Option(help='Earlier turns: a JSON file [["user","…"],["assistant","…"]].'),
    ] = None,
    today: Annotated[str | None, typer.Option(help="YYYY-MM-DD; today in Korea if absent.")] = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the ingested documents."""
    from assistant.build import build_assistant

    answer = build_assistant(data).reply(question, _turns(history), _day(today))
    print(_json(answer.to_dict()) if as_json else _readable(answer))


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
def programmes(
    today: Annotated[str | None, typer.Option(help="YYYY-MM-DD; today in Korea if absent.")] = None,
    data: Data = settings().data_dir,
    as_json: AsJson = False,
) -> None:
    """List the programmes that the documents cover."""
    from assistant.index import Index

    _day(today)
    with Index.open(data) as index:
        listed = [n for n in index.programmes if "/" not in n.programme]
    if as_json:
        # Windows are read from programme records, which are not there yet: a status is unknown.
        rows = [
            {
                "id": n.programme,
                "names": {"ko": n.ko, "en": n.en},
                "status": "unknown",
                "windows": [],
            }
            for n in listed
        ]
        print(_json(rows))
        return
    for n in listed:
        print(f"{n.programme}\n  {n.ko}\n  {n.en}")


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


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise UsageError(f"--today {written!r} is not a date. Write it as YYYY-MM-DD.") from error


def _readable(answer: Answer) -> str:
    lines = [answer.answer]
    for c in answer.citations:
        place = " · ".join(filter(None, [c.title, c.section, f"p. {c.page}" if c.page else ""]))
        lines += ["", f"[{c.n}] {place} ({c.document})", f"    “{' '.join(c.quote.split())}”"]
    return "\n".join(lines)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def main() -> None:
    try:
        app()
    except GiljabiError as error:
        print(error, file=sys.stderr)
        sys.exit(2 if isinstance(error, UsageError) else 1)


if __name__ == "__main__":
    main()
