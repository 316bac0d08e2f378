"""Drafts records of given documents and scores them against the records that people reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.drafting import draft_records
from assistant.errors import UsageError
from assistant.loaders import load_document
from assistant.programmes import RECORD, Source, look_up, read_records
from assistant.record import Record
from assistant.schema import Document
from evals.records.items import FIELDS
from evals.records.reviewed import score_drafts
from evals.records.run import faults_read_back, save
from evals.records.score import Scored, summary


def evaluate_documents(documents: Path, truth: Path, out: Path | None = None) -> dict[str, Any]:
    """Write what `evals.records.run.evaluate` writes, of `documents`/<folder>/<file>: a row a
    document. Their records are `truth`/<folder>/record.yaml; UsageError: there is none."""
    scored = [scored_drafts(document, records) for document, records in _read(documents, truth)]
    if not scored:
        raise UsageError(f"{documents} has no folder with a document of a programme in it.")
    found = {"collection": documents.name, **summary(scored, FIELDS)}
    if out is not None:
        save(out, found, scored)
    return found


def scored_drafts(document: Document, records: list[Record]) -> Scored:
    drafted = draft_records(document)
    return score_drafts(document, records, drafted, faults_read_back(drafted, document))


def _read(documents: Path, truth: Path) -> Iterator[tuple[Document, list[Record]]]:
    for path in sorted(documents.glob("*/*")):
        if path.name == RECORD or not path.is_file():
            continue
        folder = path.parent.name
        reviewed = truth / folder / RECORD
        if not reviewed.is_file():
            raise UsageError(f"{reviewed} is missing: it says what is right of {path}.")
        document = load_document(path, f"{folder}/{path.name}", folder)
        records = read_records(reviewed, folder)
        yield document, [_with_languages(record, truth, document) for record in records]


def _with_languages(record: Record, truth: Path, document: Document) -> Record:
    """Its quotes with the language of the document that each is of."""
    sources = {document.document_id: Source(document, 1)}
    for document_id in record.documents() - set(sources):
        path = truth / document_id
        if path.is_file():
            sources[document_id] = Source(load_document(path, document_id, record.folder), 1)
    return look_up(record, sources)
