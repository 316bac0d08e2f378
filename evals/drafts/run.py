"""Fills every form for every company, scores the copies and saves what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import UsageError
from assistant.loaders import load_document
from assistant.profile import Profile
from assistant.programmes import RECORD, Source, look_up, read_records
from assistant.record import Record
from assistant.schema import Document
from evals.drafts.cases import Company, Form, read_companies, read_forms
from evals.drafts.losers import LOSERS
from evals.drafts.report import report_html
from evals.drafts.score import Filled, Scored, failed, score
from evals.drafts.summary import summary, summary_of_losers
from evals.files import json_line, write_json
from evals.progress import progress

TODAY = date(2026, 11, 20)  # fixed: the same forms are filled the same on any day


class Draft(Protocol):
    """What the assistant gives back."""

    raw: bytes
    format: str
    fields: Sequence[Filled]

    def report(self) -> dict[str, Any]: ...


class Prefill(Protocol):
    def __call__(
        self,
        form: Path,
        profile: Profile,
        documents: Sequence[Document],
        records: Sequence[Record] = (),
        today: date | None = None,
    ) -> Draft: ...


def evaluate(
    prefill: Prefill,
    cases: Path,
    out: Path,
    losers: bool = True,
    only: str = "",
    save: bool = False,
) -> dict[str, Any]:
    """Write `out`/results.jsonl (a row a draft), summary.json and report.html; return the summary.

    `only`: forms whose name or file's name holds this. `save`: the copies, too, in `out`/drafts.
    """
    forms = [form for form in read_forms(cases) if only in f"{form.name} {form.file}"]
    if not forms:
        raise UsageError(f"No form's name holds {only!r}: see truth/ in {cases.name}.")
    companies = read_companies(cases)
    pairs = [(form, company) for form in forms for company in companies]
    tell, scored = progress("Filling forms"), []
    for form, company in pairs:
        scored.append(_scored(prefill, form, company, out / "drafts" if save else None))
        tell(len(scored), len(pairs))
    found = {"cases": cases.name, "today": TODAY.isoformat(), **summary(scored)}
    if losers:
        bad = {
            name: [score(form, company, fill(form, company)) for form, company in pairs]
            for name, fill in LOSERS.items()
        }
        found["losers"] = summary_of_losers(scored, bad)
    write_json(out / "summary.json", found)
    rows = "".join(json_line(row(s)) for s in scored)
    (out / "results.jsonl").write_text(rows, encoding="utf-8")
    (out / "report.html").write_text(report_html(found, scored), encoding="utf-8")
    return found


def _scored(prefill: Prefill, form: Form, company: Company, kept: Path | None) -> Scored:
    try:
        draft = prefill(form.path, company.profile, company.documents, _records(form), TODAY)
        told, raw, fields = draft.report()["fields"], draft.raw, draft.fields
    except Exception as error:  # noqa: BLE001 - it is a fault, and the run goes on
        return failed(form, company, f"{type(error).__name__}: {error}")
    if kept is not None:
        folder = kept / company.name
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{form.name.split('/')[0]}.{form.path.stem}.{draft.format}"
        (folder / name).write_bytes(raw)
    scored = score(form, company, raw, fields)
    if [f["value"] for f in told] != [f.value for f in fields]:
        scored.unread.append("the report's JSON and the draft's fields differ")
    expected = "docx" if form.twin.suffix == ".docx" else "hwpx"
    if draft.format != expected:
        scored.changed.append(f"the copy is {draft.format}, not {expected}")
    return scored


def _records(form: Form) -> tuple[Record, ...]:
    """The records of the programme that a form belongs to, their quotes looked up."""
    return _looked_up(form.path.parents[1]) if form.programme else ()


@lru_cache(maxsize=16)
def _looked_up(folder: Path) -> tuple[Record, ...]:
    papers = [p for p in sorted(folder.iterdir()) if p.is_file() and p.name != RECORD]
    documents = [load_document(p, f"{folder.name}/{p.name}", folder.name) for p in papers]
    sources = {document.document_id: Source(document, 1) for document in documents}
    return tuple(look_up(record, sources) for record in read_records(folder / RECORD, folder.name))


def row(scored: Scored) -> dict[str, Any]:
    """A line of results.jsonl."""
    told = asdict(scored)
    form = told.pop("form")
    return {
        "form": form["name"],
        "file": scored.form.file,
        "lang": form["lang"],
        "kind": form["kind"],
        "company": told.pop("company"),
        **told,
    }


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """The run in a few lines, for people."""
    tell: Callable[[dict[str, Any]], str] = lambda m: (  # noqa: E731
        f"{m['value']:.3f} [{m['low']:.3f}-{m['high']:.3f}] {m['passed']}/{m['n']}"
        if m["n"]
        else "-"
    )
    for name in ("precision", "recall", "read_back", "quotes", "facts"):
        yield f"{name:10} {tell(found[name])}"
    for name, count in found["counts"].items():
        yield f"{count} {name.replace('_', ' ')}"
