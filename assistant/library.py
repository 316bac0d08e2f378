"""The library: what was ingested, in one SQLite file. Every index is made from it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from assistant.copies import check_copy, is_damage, replace_by, write_copy
from assistant.errors import DocumentMissingError, LibraryBusyError, StorageError, UsageError
from assistant.record import Record
from assistant.schema import BlankForm, Chunk, Document, ProgrammeNames

Vector = npt.NDArray[np.float32]

LIBRARY = "library.sqlite"
_SCHEMA_VERSION = 3
_SCHEMA = (
    """CREATE TABLE documents (
        document_id TEXT PRIMARY KEY,
        programme TEXT,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        format TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        text TEXT NOT NULL,
        pages TEXT NOT NULL,
        url TEXT,
        reading TEXT NOT NULL,
        version INTEGER NOT NULL,
        ingested_at TEXT NOT NULL)""",
    """CREATE TABLE versions (
        document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        version INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        ingested_at TEXT NOT NULL,
        PRIMARY KEY (document_id, version))""",
    """CREATE TABLE chunks (
        chunk_id TEXT PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        section TEXT NOT NULL,
        start INTEGER NOT NULL,
        text TEXT NOT NULL,
        page INTEGER,
        text_hash TEXT NOT NULL)""",
    "CREATE INDEX chunks_in_order ON chunks (document_id, position)",
    "CREATE INDEX chunks_by_text ON chunks (text_hash)",
    """CREATE TABLE vectors (
        model TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (model, text_hash))""",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
# Since 2: a document's text as it was while a record's quotes were last all in it; kept only until
# the record is reviewed, so that what was changed can be shown.
_SINCE_2 = """CREATE TABLE earlier (
    document_id TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    version INTEGER NOT NULL,
    text TEXT NOT NULL)"""
_SINCE_3 = """CREATE TABLE forms (
    form_id TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    raw BLOB NOT NULL)"""
_DOCUMENT = "document_id, title, language, format, text, sha256, programme, pages, url"
_CHUNK = "chunk_id, document_id, section, start, text, page"
_OF_ONE_OR_ALL = "WHERE ?1 IS NULL OR document_id = ?1 ORDER BY document_id, position"


@dataclass(frozen=True, slots=True)
class Counts:
    documents: int
    chunks: int
    vectors: int  # of every model


@contextmanager
def writer_lock(data_dir: Path) -> Iterator[None]:
    """Hold the one right to write to this data directory, or raise LibraryBusyError at once.

    The system drops the lock when its holder dies, so a killed run never leaves it behind.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with open(data_dir / "writer.lock", "a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise LibraryBusyError(
                f"Another process (pid {holder}) is writing to {data_dir}. Wait until it has "
                "finished and try again, or give another directory with --data."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


@contextmanager
def open_to_write(data_dir: Path) -> Iterator[Library]:
    """The library, under the writer lock. LibraryBusyError: another process has it. StorageError:
    the library is damaged, or what happens inside cannot be written; what was stored stays."""
    try:
        with writer_lock(data_dir), Library(data_dir) as library:
            yield library
    except (OSError, sqlite3.Error) as error:
        if is_damage(error):
            raise StorageError(
                f"{data_dir / LIBRARY} is damaged ({error}). Put a backup in its place: "
                "python -m assistant restore FILE --replace. Without one, move it away and ingest "
                "the documents again."
            ) from error
        raise StorageError(
            f"{data_dir} cannot be written to ({error}). What was stored before stays. Make room "
            "or look at the disk's health, then run it again."
        ) from error


def check_backup(path: Path) -> None:
    """UsageError: `path` is not a sound backup of this version."""
    check_copy(path, (1, _SCHEMA_VERSION))


class Library:
    """Documents, their chunks and the vectors of their texts. One thread; one writer at a time."""

    def __init__(self, data_dir: Path) -> None:
        """Open <data_dir>/library.sqlite, made when missing. UsageError: of another version."""
        data_dir.mkdir(parents=True, exist_ok=True)
        path = data_dir / LIBRARY
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA secure_delete = ON")  # deleted text is overwritten with zeros
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA temp_store = MEMORY")
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found < _SCHEMA_VERSION:
            with self.transaction():
                self._bring_up_to_date()
        elif found != _SCHEMA_VERSION:
            self._db.close()
            raise UsageError(
                f"{path} has schema {found}; this version reads schema {_SCHEMA_VERSION}. "
                "Use the version that wrote it, or ingest into another directory with --data.",
                "refused_version",
                file=path.name,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what happens inside, or none of it. Inside another one it is part of that."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _bring_up_to_date(self) -> None:
        """Make the tables that a new or an older library lacks. Call it in a transaction."""
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found == 0:
            for statement in _SCHEMA:
                self._db.execute(statement)
        if found < 2:
            self._db.execute(_SINCE_2)
            self.set_records(_records_of_names(json.loads(self.meta("programmes") or "[]")))
            self._db.execute("DELETE FROM meta WHERE key = 'programmes'")
        if found < 3:
            self._db.execute(_SINCE_3)
        self._db.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")

    # documents and chunks

    def replace_document(
        self, document: Document, chunks: Sequence[Chunk], text_hashes: Sequence[str], reading: str
    ) -> int:
        """Store a document with its chunks in place of its earlier version; return the version.

        `text_hashes` name the text that is embedded for each chunk; `reading` names the code and
        the settings that made the document and its chunks from the file.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        key = document.document_id
        with self.transaction():
            (latest,) = self._db.execute(
                "SELECT coalesce(max(version), 0) FROM versions WHERE document_id = ?", (key,)
            ).fetchone()
            version = int(latest) + 1
            values = (*_document_row(document), reading, version, now)
            columns = f"{_DOCUMENT}, reading, version, ingested_at"
            updates = ", ".join(f"{c} = excluded.{c}" for c in columns.split(", ")[1:])
            self._db.execute(
                f"INSERT INTO documents ({columns}) VALUES ({_marks(values)}) "
                f"ON CONFLICT (document_id) DO UPDATE SET {updates}",
                values,
            )
            self._db.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?)", (key, version, document.sha256, now)
            )
            self._db.execute("DELETE FROM chunks WHERE document_id = ?", (key,))
            self._db.executemany(
                f"INSERT INTO chunks ({_CHUNK}, position, text_hash) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (*_chunk_row(chunk), position, text_hash)
                    for position, (chunk, text_hash) in enumerate(
                        zip(chunks, text_hashes, strict=True)
                    )
                ],
            )
        return version

    def remove_document(self, document_id: str) -> None:
        """Delete a document with its chunks and its history. DocumentMissingError: not there."""
        with self.transaction():
            deleted = self._db.execute(
                "DELETE FROM documents WHERE document_id = ?", (document_id,)
            ).rowcount
        if not deleted:
            raise DocumentMissingError(f"No document {document_id!r} in the library.")

    def readings(self) -> dict[str, tuple[str, str]]:
        """Document id -> (sha256 of its file, reading), for finding what has changed."""
        rows = self._db.execute("SELECT document_id, sha256, reading FROM documents")
        return {key: (sha256, reading) for key, sha256, reading in rows}

    def set_reading(self, document_id: str, reading: str) -> None:
        """Note that newer code or settings read the same document and chunks from the file."""
        with self.transaction():
            self._db.execute(
                "UPDATE documents SET reading = ? WHERE document_id = ?", (reading, document_id)
            )

    def document(self, document_id: str) -> Document:
        """DocumentMissingError: not there."""
        row = self._db.execute(
            f"SELECT {_DOCUMENT} FROM documents WHERE document_id = ?", (document_id,)
        ).fetchone()
        if row is None:
            raise DocumentMissingError(f"No document {document_id!r} in the library.")
        return _document(row)

    def documents(self) -> list[Document]:
        """Every document, by id."""
        rows = self._db.execute(f"SELECT {_DOCUMENT} FROM documents ORDER BY document_id")
        return [_document(row) for row in rows]

    def chunks(self, document_id: str | None = None) -> list[Chunk]:
        """Chunks of one document or of all, by document id and place in the document."""
        rows = self._db.execute(f"SELECT {_CHUNK} FROM chunks {_OF_ONE_OR_ALL}", (document_id,))
        return [_chunk(row) for row in rows]

    def text_hashes(self, document_id: str | None = None) -> list[str]:
        """The hash of each chunk's embedded text, in the order of `chunks`."""
        rows = self._db.execute(f"SELECT text_hash FROM chunks {_OF_ONE_OR_ALL}", (document_id,))
        return [text_hash for (text_hash,) in rows]

    # programmes

    def records(self) -> list[Record]:
        """The programmes' records with their quotes as last looked up, in the order stored."""
        return [Record.model_validate(row) for row in json.loads(self.meta("records") or "[]")]

    def set_records(self, records: Sequence[Record]) -> None:
        rows = [record.model_dump(exclude_defaults=True, by_alias=True) for record in records]
        self.set_meta("records", json.dumps(rows, ensure_ascii=False))

    def programmes(self) -> list[ProgrammeNames]:
        """What the programmes and their tracks are called."""
        return [names for record in self.records() for names in record.programme_names()]

    def keep_earlier(self, document_id: str) -> None:
        """Keep the stored text of a document that is about to be replaced, unless an earlier one is
        kept already."""
        with self.transaction():
            self._db.execute(
                "INSERT OR IGNORE INTO earlier "
                "SELECT document_id, version, text FROM documents WHERE document_id = ?",
                (document_id,),
            )

    def earlier_texts(self) -> dict[str, tuple[int, str]]:
        """Document id -> (version, text), of the documents that changed under a record."""
        rows = self._db.execute("SELECT document_id, version, text FROM earlier")
        return {key: (version, text) for key, version, text in rows}

    def drop_earlier(self, document_ids: Collection[str]) -> None:
        with self.transaction():
            self._db.executemany(
                "DELETE FROM earlier WHERE document_id = ?", [(key,) for key in document_ids]
            )

    def document_versions(self) -> dict[str, int]:
        """Document id -> the number of its stored version, from 1."""
        return dict(self._db.execute("SELECT document_id, version FROM documents"))

    def ingested(self) -> dict[str, tuple[str, str]]:
        """Document id -> (sha256 of its file, when it was stored: UTC, ISO)."""
        rows = self._db.execute("SELECT document_id, sha256, ingested_at FROM documents")
        return {key: (sha256, at) for key, sha256, at in rows}

    # forms

    def forms(self) -> list[BlankForm]:
        rows = self._db.execute("SELECT form_id, folder, raw FROM forms ORDER BY form_id")
        return [BlankForm(*row) for row in rows]

    def form_hashes(self) -> dict[str, str]:
        """Form id -> sha256 of its file."""
        return dict(self._db.execute("SELECT form_id, sha256 FROM forms"))

    def replace_form(self, form: BlankForm) -> None:
        values = (form.form_id, form.folder, hashlib.sha256(form.raw).hexdigest(), form.raw)
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO forms VALUES (?, ?, ?, ?)", values)

    def remove_form(self, form_id: str) -> None:
        with self.transaction():
            self._db.execute("DELETE FROM forms WHERE form_id = ?", (form_id,))

    # vectors

    def add_vectors(self, model: str, vectors: Mapping[str, Vector]) -> None:
        """Store vectors by the hash of the text they stand for, in one transaction."""
        with self.transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [(model, key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()],
            )

    def vectors(self, model: str, text_hashes: Collection[str]) -> dict[str, Vector]:
        """Text hash -> vector, for those of `text_hashes` that have one from `model`."""
        rows = self._db.execute(
            "SELECT text_hash, vector FROM vectors "
            "WHERE model = ? AND text_hash IN (SELECT value FROM json_each(?))",
            (model, json.dumps(list(text_hashes))),
        )
        return {key: np.frombuffer(blob, "<f4") for key, blob in rows}

    def missing_hashes(self, model: str) -> set[str]:
        """Hashes of chunk texts that have no vector from `model` yet."""
        rows = self._db.execute(
            "SELECT DISTINCT text_hash FROM chunks "
            "WHERE text_hash NOT IN (SELECT text_hash FROM vectors WHERE model = ?)",
            (model,),
        )
        return {key for (key,) in rows}

    def remove_unused_vectors(self, used: Collection[str] = ()) -> None:
        """Delete vectors, of whatever model, whose text is in no chunk any more, nor in `used`."""
        with self.transaction():
            self._db.execute(
                "DELETE FROM vectors WHERE text_hash NOT IN (SELECT text_hash FROM chunks) "
                "AND text_hash NOT IN (SELECT value FROM json_each(?))",
                (json.dumps(list(used)),),
            )

    # the whole

    def meta(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        if self.meta(key) != value:  # a run that changes nothing writes nothing
            with self.transaction():
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def counts(self) -> Counts:
        tables = ("documents", "chunks", "vectors")
        return Counts(
            *(self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables)
        )

    def fingerprint(self) -> str:
        """Changes with every change to a document, a chunk, a record or a form: an index carries
        the one it shows."""
        digest = hashlib.sha256((self.meta("records") or "[]").encode())
        for query in (
            "SELECT document_id, sha256, version, ingested_at FROM documents ORDER BY document_id",
            "SELECT chunk_id, start, text_hash FROM chunks ORDER BY document_id, position",
            "SELECT form_id, sha256 FROM forms ORDER BY form_id",
        ):
            for row in self._db.execute(query):
                digest.update(json.dumps(row).encode())
        return digest.hexdigest()

    def back_up(self, path: Path) -> None:
        """Write a copy to `path`, whole and of one moment even while another process ingests.
        UsageError: there is a file already, or no place for one."""
        write_copy(self._db, path)

    def replace_by(self, backup: Path) -> None:
        """Take over all that a sound backup holds, in place of what is here: whole, or not at all."""
        replace_by(self._db, backup)
        with self.transaction():
            self._bring_up_to_date()

    def empty_log(self) -> None:
        """Fold the write-ahead log into the file and cut it to nothing: it still holds text that
        was deleted. LibraryBusyError: a reader keeps it from being cut."""
        (busy, _, _) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise LibraryBusyError(
                "Another process is reading library.sqlite, so deleted text cannot be wiped from "
                "its log. Close that process and run: python -m assistant rebuild"
            )


def _records_of_names(rows: Sequence[Mapping[str, Any]]) -> list[Record]:
    """Records of nothing but names, which is what a library of schema 1 holds."""
    records: dict[str, dict[str, Any]] = {}
    for row in rows:
        programme, _, track = row["programme"].partition("/")
        terms = {
            "id": track or programme,
            "names": {"ko": row["ko"], "en": row["en"]},
            "aliases": row["aliases"],
        }
        if track:
            records[programme].setdefault("tracks", []).append(terms)
        else:
            records[programme] = terms | {"folder": row["folder"]}
    return [Record.model_validate(record) for record in records.values()]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _document_row(document: Document) -> tuple[Any, ...]:
    d = document
    plain = (d.document_id, d.title, d.language, d.format, d.text, d.sha256, d.programme)
    return (*plain, json.dumps(d.pages), d.url)


def _document(row: tuple[Any, ...]) -> Document:
    document_id, title, language, kind, text, sha256, programme, pages, url = row
    offsets = tuple(json.loads(pages))
    return Document(document_id, title, language, kind, text, sha256, programme, offsets, url)


def _chunk_row(chunk: Chunk) -> tuple[Any, ...]:
    section = json.dumps(chunk.section, ensure_ascii=False)
    return (chunk.chunk_id, chunk.document_id, section, chunk.start, chunk.text, chunk.page)


def _chunk(row: tuple[Any, ...]) -> Chunk:
    chunk_id, document_id, section, start, text, page = row
    return Chunk(chunk_id, document_id, tuple(json.loads(section)), start, text, page)
