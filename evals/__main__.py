"""`python -m evals`: the command line. Heavy imports stand inside the commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.errors import GiljabiError, UsageError

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
    losers: Annotated[
        bool, typer.Option(help="Ask three assistants that are bad on purpose, too.")
    ] = True,
    baseline: Annotated[
        Path | None,
        typer.Option(exists=True, help="Run, or saved baseline, to show the difference to."),
    ] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Exit with 1 if this is worse than --baseline.")
    ] = False,
    saved: Annotated[
        Path | None,
        typer.Option("--save-baseline", dir_okay=False, help="Keep which cases pass in this file."),
    ] = None,
    readings: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Quotes as a model chose them, kept before."
        ),
    ] = None,
    saved_readings: Annotated[
        Path | None,
        typer.Option("--save-readings", dir_okay=False, help="Keep what the model chooses here."),
    ] = None,
) -> None:
    """Ask every case; write results.jsonl, losers.jsonl, summary.json and report.html."""
    from assistant.build import build_assistant, build_choose
    from assistant.config import settings
    from assistant.index import Index
    from evals.answers.gate import gate_faults, save_baseline
    from evals.answers.losers import build_losers
    from evals.answers.readings import recorded, recording
    from evals.answers.run import evaluate
    from evals.answers.telling import not_told_apart
    from evals.compare import read_run

    if gate and baseline is None:
        raise UsageError("--gate needs --baseline FILE to hold the answers against.")
    before = read_run(baseline) if gate and baseline else {}
    choose = recorded(readings) if readings else None
    if saved_readings is not None:
        if (choose := build_choose()) is None:
            raise UsageError("--save-readings needs a configured model: set GILJABI_LLM_BASE_URL.")
        choose = recording(choose, saved_readings)
    library = data or settings().data_dir
    with Index.open(library) as index:

        def passage_text(chunk_id: str) -> str | None:
            try:
                return index.chunk(chunk_id).text
            except KeyError:  # ingested anew while we asked
                return None

        summary, results = evaluate(
            build_assistant(library, choose=choose),
            cases,
            out,
            build_losers(library) if losers else None,
            baseline,
            passage_text,
        )
    rate, figures = summary["pass_rate"], summary["figures"]
    typer.echo(
        f"passed {rate['passed']} of {rate['n']}, invented figures {figures['invented']}; "
        f"see {out / 'report.html'}",
        err=True,
    )
    for line in not_told_apart(summary["losers"]) if losers else ():
        typer.echo(line, err=True)
    if saved is not None:
        save_baseline(saved, results)
    if gate and (faults := gate_faults(results, before)):
        typer.echo("\n".join(["gate not passed:", *faults]), err=True)
        raise typer.Exit(1)


@app.command()
def compare(
    a: Annotated[Path, typer.Argument(metavar="RUN_A", exists=True, help="Folder of a run.")],
    b: Annotated[Path, typer.Argument(metavar="RUN_B", exists=True, help="Folder of a later run.")],
    out: Annotated[
        Path | None, typer.Option("--out", dir_okay=False, help="JSON file for the differences.")
    ] = None,
) -> None:
    """Show what RUN_B does better or worse than RUN_A, case by case, and how sure that is."""
    from evals.compare import compare as compared
    from evals.compare import read_run, table
    from evals.files import write_json

    differences = {"a": a.name, "b": b.name, **compared(read_run(a), read_run(b))}
    if out is not None:
        write_json(out, differences)
    typer.echo(table(differences))


@app.command()
def retrieval(
    collection: Annotated[
        Path,
        typer.Option(
            "--collection", exists=True, file_okay=False, help="BEIR, KorQuAD, pairs, notices"
        ),
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
    from evals.retrieval.run import evaluate

    summary = evaluate(
        collection,
        out,
        build_embedder(),
        cache.expanduser(),
        settings().candidates,
        queries,
    )
    for system, measures in summary["systems"].items():
        row = "  ".join(f"{name} {m['value']:.3f}" for name, m in measures.items())
        typer.echo(f"{system:15} {row}", err=True)


@app.command()
def notices(
    out: Out,
    seed: Annotated[int, typer.Option(help="Another seed makes other notices.")] = 1,
    documents: Annotated[int, typer.Option(min=5, help="Notices to make.")] = 120,
    questions: Annotated[int, typer.Option(min=1, help="Without their mistyped variants.")] = 240,
    split: Annotated[
        Literal["a", "b"], typer.Option(help="Another split: other names, other ways of asking.")
    ] = "a",
) -> None:
    """Make notices of made-up programmes and questions about them, to evaluate on."""
    from evals.notices.make import make_notices

    asked = make_notices(out, seed, documents, questions, split)
    typer.echo(f"{documents} notices, {len(asked)} questions with variants; see {out}", err=True)


@app.command()
def records(
    out: Out,
    notices: Annotated[
        Path | None,
        typer.Option("--notices", exists=True, file_okay=False, help="Made by `notices`."),
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="A folder for each programme's documents."),
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help="The same folders, with the reviewed record.yaml."
        ),
    ] = None,
) -> None:
    """Draft a record of every notice or document; write summary.json: how right its fields are."""
    from evals.records.documents import evaluate_documents
    from evals.records.run import evaluate, table

    if (notices is None) == (documents is None):
        raise UsageError("Give --notices DIR, or --documents DIR and --truth DIR.")
    if documents is not None:
        typer.echo(table(evaluate_documents(documents, truth or documents, out)))
    elif notices is not None:
        typer.echo(table(evaluate(notices, out)))


@app.command()
def drafts(
    out: Out,
    cases: Annotated[
        Path, typer.Option("--cases", exists=True, file_okay=False, help="Forms and companies.")
    ] = Path("evals/drafts"),
    losers: Annotated[bool, typer.Option(help="Fill in four ways that are bad, too.")] = True,
    only: Annotated[str, typer.Option(help="Forms whose name holds this.")] = "",
    save: Annotated[bool, typer.Option("--save", help="Keep the filled copies in --out.")] = False,
) -> None:
    """Fill every form for every company; write results.jsonl, summary.json and report.html."""
    from functools import partial

    from assistant.parsing import Parser
    from assistant.prefill import prefill
    from evals.drafts.run import evaluate, lines_of

    with Parser() as parser:
        found = evaluate(partial(prefill, parser=parser), cases, out, losers, only, save)
    not_told = found["losers"]["not_told_apart"] if losers else ()
    lines = [*lines_of(found), *not_told, f"see {out / 'report.html'}"]
    typer.echo("\n".join(lines), err=True)


@app.command()
def desk(
    out: Out,
    data: Annotated[Path | None, typer.Option("--data", help="Library of corpus/.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed asks the answerable otherwise.")] = 1,
    wordings: Annotated[
        list[str] | None,
        typer.Option(help="Sets of unanswerable questions, of a to e; a and e if not said."),
    ] = None,
) -> None:
    """Fill question logs, find their gaps, draft FAQs; write summary.json, gaps.json, report.html.

    Exits with 1 if a bar is not reached.
    """
    from assistant.build import build_assistant, build_embedder
    from assistant.config import settings
    from evals.desk.questions import wordings_of
    from evals.desk.run import evaluate, lines_of

    library = data or settings().data_dir
    sets = wordings_of(wordings or ["a", "e"])
    found = evaluate(build_assistant(library), build_embedder(), library, out, seed, sets)
    typer.echo("\n".join([*lines_of(found), f"see {out / 'report.html'}"]), err=True)
    if found["faults"]:
        raise typer.Exit(1)


@app.command()
def bench(
    out: Annotated[
        Path, typer.Option("--out", file_okay=False, help="Folder for bench.json.")
    ] = Path("out/bench"),
    pairs: Annotated[int, typer.Option(min=1, help="Times that each path ingests.")] = 5,
    sizes: Annotated[str, typer.Option(help="Chunks of the made libraries.")] = "1000,10000,50000",
    texts: Annotated[int, typer.Option(min=1, help="Passages that are ingested.")] = 400,
    questions: Annotated[int, typer.Option(min=1, help="Questions asked of each library.")] = 30,
) -> None:
    """Measure speed: ingest beside LangChain's stock path, a question by stage, growth."""
    from assistant.config import settings
    from evals.bench.report import table
    from evals.bench.run import measure

    counts = [size.strip() for size in sizes.split(",")]
    if not all(size.isdecimal() and int(size) for size in counts):
        raise UsageError(f"--sizes {sizes}: give whole numbers above 0, such as 1000,10000.")
    corpus = settings().corpus_dir
    measured = measure(corpus, out, pairs, sorted(map(int, counts)), texts, questions)
    typer.echo(table(measured), err=True)


def main() -> None:
    try:
        app()
    except GiljabiError as error:
        print(f"evals: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
