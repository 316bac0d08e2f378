"""`python -m evals`: the command line. Heavy imports stand inside the commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import GiljabiError

app = typer.Typer(help="Evaluate the assistant.", no_args_is_help=True, add_completion=False)

Out = Annotated[Path, typer.Option("--out", file_okay=False, help="Folder for the results.")]


@app.callback()
def _commands() -> None:
    """Each command writes its files into --out and exits 0 when it finished, whatever the score."""


@app.command()
def answers(
    cases: Annotated[Path, typer.Option("--cases", exists=True, dir_okay=False, help="JSON Lines")],
    out: Out,
    data: Annotated[Path | None, typer.Option("--data", help="Library to ask.")] = None,
) -> None:
    """Ask every case; write results.jsonl, summary.json and report.html."""
    from assistant.build import build_assistant
    from assistant.config import settings
    from evals.answers.run import evaluate

    summary = evaluate(build_assistant(data or settings().data_dir), cases, out)
    rate = summary["pass_rate"]
    typer.echo(f"passed {rate['passed']} of {rate['n']}; see {out / 'report.html'}", err=True)


@app.command()
def retrieval(
    collection: Annotated[
        Path,
        typer.Option("--collection", exists=True, file_okay=False, help="BEIR, KorQuAD, pairs"),
    ],
    out: Out,
    queries: Annotated[
        str, typer.Option(help="Query file of a BEIR folder, e.g. queries_rewritten.jsonl.")
    ] = "queries.jsonl",
    cache: Annotated[Path, typer.Option(help="Folder in which vectors are kept.")] = Path(
        "~/.cache/giljabi/evals"
    ),
) -> None:
    """Rank a collection's passages with every system; write summary.json."""
    from assistant.build import build_embedder
    from assistant.config import settings
    from assistant.rewriter import rewrite
    from evals.retrieval.run import evaluate

    summary = evaluate(
        collection,
        out,
        build_embedder(),
        lambda question, history: rewrite(question, history).text,
        cache.expanduser(),
        settings().candidates,
        queries,
    )
    for system, measures in summary["systems"].items():
        row = "  ".join(f"{name} {m['value']:.3f}" for name, m in measures.items())
        typer.echo(f"{system:15} {row}", err=True)


def main() -> None:
    try:
        app()
    except GiljabiError as error:
        print(f"evals: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
