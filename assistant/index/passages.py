"""The texts, records and forms of one generation: a read-only copy, so that a reader never sees two versions."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import DocumentMissingError, UnsoundIndexError
from assistant.record import Record
from assistant.schema import BlankForm, Chunk, Document

_DOCUMENTS_IN_MEMORY = 512


def write_passages(
    path: Path,
    documents: Sequence[Document],
    chunks: Sequence[Chunk],
    records: Sequence[Record],
    forms: Sequence[BlankForm] = (),
) -> None:
    """Write a new SQLite file of `documents` and `forms`, and of `chunks` and `records` in their
    order."""
    db = sqlite3.connect(path)
    try:
        db.execute("CREATE TABLE documents (document_id TEXT PRIMARY KEY, body TEXT NOT NULL)")
        db.execute(
            "CREATE TABLE chunks (position INTEGER PRIMARY KEY, chunk_id TEXT UNIQUE NOT NULL,"
            " document_id TEXT NOT NULL, body TEXT NOT NULL)"
        )
        db.execute("CREATE TABLE records (position INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        db.execute("CREATE TABLE forms (form_id TEXT PRIMARY KEY, folder TEXT, raw BLOB)")
        db.executemany(
            "INSERT INTO documents VALUES (?, ?)", [(d.document_id, _json(d)) for d in documents]
        )
        db.executemany(
            "INSERT INTO chunks VALUES (?, ?, ?, ?)",
            [(i, c.chunk_id, c.document_id, _json(c)) for i, c in enumerate(chunks)],
        )
        db.executemany(
            "INSERT INTO records VALUES (?, ?)",
            [
                (i, r.model_dump_json(exclude_defaults=True, by_alias=True))
                for i, r in enumerate(records)
            ],
        )
        db.executemany(
            "INSERT INTO forms VALUES (?, ?, ?)", [(f.form_id, f.folder, f.raw) for f in forms]
        )
        db.execute("CREATE INDEX chunks_of_document ON chunks (document_id)")
        db.commit()
    finally:
        db.close()


class Passages:
    """Documents and chunks by id. Safe for threads; works on after its file is unlinked."""

    def __init__(self, path: Path) -> None:
        # immutable: nobody writes to a published generation, so SQLite need not lock it
        self._db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._lock = threading.Lock()  # one connection: another could not be opened after unlink
        rows = self._rows("SELECT chunk_id, document_id FROM chunks ORDER BY position")
        self.chunk_ids: list[str] = [chunk_id for chunk_id, _ in rows]
        self.document_ids: list[str] = [document_id for _, document_id in rows]  # of each chunk
        self._cached = lru_cache(_DOCUMENTS_IN_MEMORY)(self._read_document)

    def close(self) -> None:
        self._db.close()

    def document(self, document_id: str) -> Document:
        """DocumentMissingError: no document of that id."""
        return self._cached(document_id)

    def documents(self) -> list[Document]:
        rows = self._rows("SELECT document_id, body FROM documents ORDER BY document_id")
        return [_document(body) for _, body in rows]

    def records(self) -> list[Record]:
        rows = self._rows("SELECT position, body FROM records ORDER BY position")
        return [Record.model_validate_json(body) for _, body in rows]

    def forms(self) -> list[BlankForm]:
        rows = self._rows("SELECT form_id, folder, raw FROM forms ORDER BY form_id")
        return [BlankForm(*row) for row in rows]

    def chunks(self, chunk_ids: Sequence[str]) -> list[Chunk]:
        """Chunks in the order asked. KeyError: one is not in this generation."""
        rows = self._rows(
            "SELECT chunk_id, body FROM chunks WHERE chunk_id IN (SELECT value FROM json_each(?))",
            json.dumps(list(chunk_ids)),
        )
        bodies = dict(rows)
        return [_chunk(bodies[chunk_id]) for chunk_id in chunk_ids]

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """The chunks of one document, in document order; [] when there is no such document."""
        query = "SELECT chunk_id, body FROM chunks WHERE document_id = ? ORDER BY position"
        return [_chunk(body) for _, body in self._rows(query, document_id)]

    def _read_document(self, document_id: str) -> Document:
        query = "SELECT document_id, body FROM documents WHERE document_id = ?"
        for _, body in self._rows(query, document_id):
            return _document(body)
        raise DocumentMissingError(
            f"No document {document_id!r} in the library. Document ids are paths such as "
            "'programme/notice.ko.md'."
        )

    def _rows(self, query: str, *values: str) -> list[Any]:
        with self._lock:
            try:
                return self._db.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise UnsoundIndexError(f"The passages cannot be read: {error}") from error


def _json(value: Document | Chunk) -> str:
    return json.dumps(asdict(value), ensure_ascii=False)


def _document(body: str) -> Document:
    fields: dict[str, Any] = json.loads(body)
    return Document(**fields | {"pages": tuple(fields["pages"])})


def _chunk(body: str) -> Chunk:
    fields: dict[str, Any] = json.loads(body)
    return Chunk(**fields | {"section": tuple(fields["section"])})
