"""Drafts a record of every notice of a collection, scores them and saves what came out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.drafting import draft_records
from assistant.loaders import load_document
from assistant.programmes import RECORD, Source, faults, look_up, read_records, record_yaml
from assistant.record import Record
from assistant.schema import Document
from evals.files import json_line, write_json
from evals.records.score import Scored, score, summary
from evals.records.truth import Notice, allowed, read_notices, stated


def evaluate(collection: Path, out: Path | None = None) -> dict[str, Any]:
    """Write `out`/summary.json and `out`/results.jsonl (a row a notice); return the summary."""
    scored = [scored_draft(notice) for notice in read_notices(collection)]
    found = {"collection": collection.name, **summary(scored)}
    if out is not None:
        save(out, found, scored)
    return found


def save(out: Path, found: dict[str, Any], scored: Sequence[Scored]) -> None:
    """`found` as `out`/summary.json, a row a document as `out`/results.jsonl."""
    write_json(out / "summary.json", found)
    rows = (
        json_line(
            {
                "document": s.document_id,
                "right": len(s.right),
                "wrong": [list(item) for item in s.wrong],
                "missed": [list(item) for item in s.missed],
                "unquoted": list(s.unquoted),
                "faults": list(s.faults),
            }
        )
        for s in scored
    )
    (out / "results.jsonl").write_text("".join(rows), encoding="utf-8")


def scored_draft(notice: Notice) -> Scored:
    folder = notice.document_id.rpartition("/")[0]
    document = load_document(notice.path, notice.document_id, folder)
    drafted = draft_records(document)
    faults = faults_read_back(drafted, document)
    if len(drafted) > 1:
        faults.append(f"{len(drafted)} programmes, where the notice is of one")
    return score(notice, document, drafted[0], stated(notice), allowed(notice), faults)


def faults_read_back(drafted: Sequence[Record], document: Document) -> list[str]:
    """What is wrong with drafts that were written to a file, read and looked up, but for their not
    having been reviewed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / RECORD
        path.write_text(record_yaml(*drafted), encoding="utf-8")
        read = read_records(path, drafted[0].folder)
    sources = {document.document_id: Source(document, 1)}
    found = [fault for record in read for fault in faults(look_up(record, sources))]
    return [fault for fault in found if "not reviewed" not in fault]


def table(found: dict[str, Any]) -> str:
    """Precision and recall by field, for people."""
    lines = [f"{'field':10} {'precision':26} recall"]
    for name, row in {"all": found, **found["fields"]}.items():
        cells = (
            f"{m['value']:.3f} [{m['low']:.3f}-{m['high']:.3f}] {m['passed']}/{m['n']}"
            if m["n"]
            else "-"
            for m in (row["precision"], row["recall"])
        )
        lines.append(f"{name:10} " + " ".join(f"{cell:26}" for cell in cells).rstrip())
    lines.append(f"{found['notices']} documents")
    lines.append(f"{found['values_without_a_quote']} values without a quote")
    lines.append(f"{found['faults_when_read_back']} faults when read back")
    return "\n".join(lines)
