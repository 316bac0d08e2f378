"""What a reader sees: one published generation, unchanging until it is closed."""

from __future__ import annotations

import fcntl
import logging
import sqlite3
import weakref
from collections.abc import Collection, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from assistant.errors import IndexMissingError, UnsoundIndexError
from assistant.index.clauses import Clauses
from assistant.index.dense import DenseIndex, Vectors
from assistant.index.generation import (
    DENSE,
    LEXICAL,
    MANIFEST,
    PASSAGES,
    POINTER,
    RECORDS,
    Manifest,
    check_files,
    current,
    delete,
    directory_of,
    stand_ins,
)
from assistant.index.lexical import LexicalIndex
from assistant.index.passages import Passages
from assistant.record import Record
from assistant.schema import BlankForm, Chunk, Clause, Document, ProgrammeNames

log = logging.getLogger(__name__)


def _close(files: ExitStack, directory: Path) -> None:
    files.close()
    if not (directory / PASSAGES).exists():  # deleted while we read it: we may be the last
        delete(directory)


class Index:
    """One generation, open for search. Safe for threads."""

    manifest: Manifest
    damage: str | None = None  # why the served generation was not opened, where this stands in
    records: tuple[Record, ...]  # with all their values, the unsound too
    programmes: tuple[ProgrammeNames, ...]  # programmes and tracks of the records, folder by folder

    @classmethod
    def open(cls, data_dir: Path) -> Self:
        """Open the served generation or, if it is damaged, the one that stands in for it.

        IndexMissingError: nothing was ingested into `data_dir`, or no index in it is sound.
        """
        while True:
            served = current(data_dir)
            try:
                return cls._served(data_dir, served)
            except UnsoundIndexError as error:
                if current(data_dir) != served:
                    continue  # replaced and deleted while we opened it: open the newer one
                for directory in stand_ins(data_dir):
                    with suppress(UnsoundIndexError):
                        index = cls(directory)
                        index.damage = str(error)
                        log.error(
                            "%s. Questions are answered from %s. Run: python -m assistant rebuild",
                            *(error, directory.name),
                        )
                        return index
                raise IndexMissingError(
                    f"No index in {data_dir} can be used ({error}). It is rebuilt from the library "
                    "by: python -m assistant rebuild"
                ) from error

    @classmethod
    def _served(cls, data_dir: Path, generation: str | None) -> Self:
        if generation is not None:
            return cls(directory_of(data_dir, generation))
        if (data_dir / POINTER).exists() or any(stand_ins(data_dir)):
            raise UnsoundIndexError(f"{POINTER} is damaged or missing")
        raise IndexMissingError(f"No index in {data_dir}. Run: python ingest.py")

    def __init__(self, directory: Path) -> None:
        """Open the generation in `directory`. UnsoundIndexError: it is damaged, or was deleted
        meanwhile."""
        try:
            self._open(directory)
        except (OSError, sqlite3.Error) as error:
            raise UnsoundIndexError(f"{directory.name} cannot be opened ({error})") from error

    def _open(self, directory: Path) -> None:
        with ExitStack() as stack:
            # a shared lock on the manifest tells `delete` that this generation is being read
            manifest = stack.enter_context(open(directory / MANIFEST, "rb"))
            fcntl.flock(manifest, fcntl.LOCK_SH)
            self.manifest = check_files(directory)
            self._passages = Passages(directory / PASSAGES)
            stack.callback(self._passages.close)
            self.records = tuple(self._passages.records())
            self._clauses = Clauses(self.records, np.load(directory / RECORDS))
            self.programmes = tuple(n for r in self.records for n in r.programme_names())
            self._lexical = LexicalIndex(
                directory / LEXICAL, self._passages.chunk_ids, self._passages.document_ids
            )
            self._dense = DenseIndex(directory / DENSE)
            stack.callback(self._dense.close)
            # Chroma reads its files on the first search: let that not be a user's
            self.dense(np.full(self.manifest.dimensions, 0.1, np.float32), 1)
            self._close = weakref.finalize(self, _close, stack.pop_all(), directory)

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
        """Let go of the files. No call may be running or follow. An index that nobody refers to
        any more closes itself: where questions are still being answered, just drop it."""
        self._close()

    @property
    def generation(self) -> str:
        return self.manifest.generation

    @property
    def model(self) -> str:
        """Fingerprint of the embedder that a query's vector must come from."""
        return self.manifest.model

    def dense(
        self, vector: Vectors, k: int, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k chunks nearest to a query's vector (d,): (chunk id, cosine similarity), best
        first. `documents`: only chunks of these document ids."""
        return self._dense.search(vector, k, documents)

    def lexical(
        self,
        tokens: Sequence[str],
        k: int,
        documents: Collection[str] | None = None,
        beside: Sequence[tuple[float, Sequence[str]]] = (),
    ) -> list[tuple[str, float]]:
        """The k chunks that share the most telling tokens: (chunk id, BM25 score > 0), best first.
        `documents`: only chunks of these document ids, a token weighed by its rarity among them.
        `beside`: further tokens that count in part: (weight, tokens)."""
        return self._lexical.search(tokens, k, documents, beside)

    def clauses(self, vector: Vectors, document_id: str) -> list[Clause]:
        """The clauses of a document that the records' values stand on, each with how near its
        value is to a query's vector (d,)."""
        return self._clauses.near(vector, document_id)

    def forms(self) -> list[BlankForm]:
        return self._passages.forms()

    def telling(self, tokens: Sequence[str], most: int) -> list[str]:
        """The `most` tokens that tell most of what a text is about."""
        return self._lexical.telling(tokens, most)

    def chunk(self, chunk_id: str) -> Chunk:
        """KeyError: no such chunk in this generation."""
        return self._passages.chunks([chunk_id])[0]

    def chunks(self, chunk_ids: Sequence[str]) -> list[Chunk]:
        """Chunks in the order asked. KeyError: one is not in this generation."""
        return self._passages.chunks(chunk_ids)

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """The chunks of one document, in document order; [] when there is no such document."""
        return self._passages.chunks_of(document_id)

    def passage_at(self, document_id: str, start: int) -> tuple[Document, Chunk | None]:
        """A document, and its chunk that holds the character at `start`; None between chunks.
        DocumentMissingError: no document of that id."""
        chunks = self.chunks_of(document_id)
        held = next((c for c in chunks if c.start <= start < c.end), None)
        return self.document(document_id), held

    def document(self, document_id: str) -> Document:
        """DocumentMissingError: no document of that id."""
        return self._passages.document(document_id)

    def documents(self) -> list[Document]:
        """Every document, by id."""
        return self._passages.documents()
