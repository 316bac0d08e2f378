"""Search by meaning: vectors in Chroma, behind LangChain's VectorStore."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import struct
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from assistant.errors import UnsoundIndexError
from assistant.schema import Chunk, Document

if TYPE_CHECKING:
    from chromadb.api.client import Client

Vectors = npt.NDArray[np.float32]

CHROMA_FILE = "chroma.sqlite3"
_NOTES = "acquire_write"  # the table that grows with every opening
_HEADER = struct.Struct("<i4Q")  # version, offset, places, places taken, bytes a place
_COLLECTION = "passages"  # Chroma takes ASCII names only
_SAME = 0.0001  # cosine distance of a chunk to itself, or to another of the same text
_UNREACHED = 20  # one of so many may be stored well and yet not be found
_BUSY_SECONDS = 30  # a reader that notes itself is waited for: a file in use is not a damaged one
_BATCH = 5000  # Chroma refuses batches above 5,461
_CONFIGURATION: Any = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 200,
        "ef_search": 400,  # recall@100 of 10,000 drawn vectors: .998; with 200 it was .985
        # Every add goes to the index files at once. Else the last thousand wait in Chroma's log,
        # and each reader that opens the store writes them to its files anew.
        "batch_size": 1,
        "sync_threshold": 1,
    }
}


def preload() -> None:
    """Import now what `missing` would: a second or two of work."""
    import chromadb  # noqa: F401


def missing(folder: Path, chunk_ids: Collection[str], probes: Mapping[str, Vectors]) -> str | None:
    """An id that the store in `folder` does not hold, or holds and does not find by its vector;
    None when it is as it should be. `probes`: some of `chunk_ids`, with their vectors."""
    client = _client(folder)
    try:
        collection = client.get_collection(_COLLECTION, embedding_function=None)
        if strange := set(collection.get(include=[])["ids"]) ^ set(chunk_ids):
            return min(strange)
        unreached = 0
        for chunk_id, vector in probes.items():
            # a count is no proof: Chroma can list every id and still find none of them
            found = collection.query(
                query_embeddings=vector[np.newaxis], n_results=1, include=["distances"]
            )
            distances = (found["distances"] or [[]])[0]
            # another chunk may come first when it has the same text
            if distances and (found["ids"][0][0] == chunk_id or distances[0] < _SAME):
                continue
            stored = collection.get(ids=[chunk_id], include=["embeddings"])["embeddings"]
            unreached += 1  # the search is approximate: of hundreds of equal texts it loses some
            if stored is None or not np.array_equal(stored[0], vector):
                return chunk_id
            if unreached > len(probes) // _UNREACHED:
                return chunk_id
    finally:
        client.close()
    return None


def build_dense(
    folder: Path, chunks: Sequence[Chunk], documents: Sequence[Document], vectors: Vectors
) -> list[int]:
    """Write a new Chroma store into `folder`; row i of `vectors` (n, d) is chunk i's.

    It holds ids and vectors, no text: what is deleted elsewhere cannot linger here. Of a document's
    chunks of one vector only the first goes in: among hundreds of equal vectors the search loses
    its way to others. Returns the rows that are in.
    """
    firsts: dict[tuple[str, bytes], int] = {}
    for row, chunk in enumerate(chunks):
        firsts.setdefault((chunk.document_id, vectors[row].tobytes()), row)
    rows = list(firsts.values())
    about = {
        d.document_id: {
            "document_id": d.document_id,
            "language": d.language,
            **({"programme": d.programme} if d.programme else {}),  # Chroma refuses None
        }
        for d in documents
    }
    client = _client(folder)
    try:
        collection = client.create_collection(
            _COLLECTION, configuration=_CONFIGURATION, embedding_function=None
        )
        for at in range(0, len(rows), _BATCH):
            batch = rows[at : at + _BATCH]
            ids = [chunks[row].chunk_id for row in batch]
            collection.add(
                ids=ids,
                embeddings=vectors[batch],
                documents=ids,  # LangChain drops results without a document
                metadatas=[about[chunks[row].document_id] for row in batch],
            )
    finally:
        client.close()
    for header in folder.glob("*/header.bin"):
        _wipe_free_places(header)
    with closing(sqlite3.connect(folder / CHROMA_FILE)) as db:
        db.execute("VACUUM")  # so that every byte is content, and damage to it can be told
    return rows


def _wipe_free_places(header: Path) -> None:
    """Write zeros over what no vector has taken yet in the index files: Chroma writes out the
    memory that it finds there, and that may hold words of documents since deleted."""
    _, _, _, taken, size = _HEADER.unpack_from(header.read_bytes())
    for name, width in (("data_level0.bin", size), ("length.bin", 4)):
        path = header.with_name(name)
        free = path.stat().st_size - taken * width
        with open(path, "r+b") as file:
            file.seek(-free, os.SEEK_END)
            file.write(bytes(free))


def copy_dense(folder: Path, copy: Path) -> None:
    """Copy a store while readers may open it: each notes itself in the SQLite file, so that this one
    is copied as SQLite reads it. `copy`: a folder that is not there yet."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(f"{CHROMA_FILE}*"))
    source = f"{(folder / CHROMA_FILE).resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(source, uri=True, timeout=_BUSY_SECONDS)) as db:
        db.execute("VACUUM INTO ?", (str(copy / CHROMA_FILE),))


def content_sha256(folder: Path) -> str:
    """Of all that Chroma's SQLite file says. Opening a store changes this file (Chroma notes each
    writer in it), so that a checksum of its bytes cannot tell whether it is whole.

    sqlite3.Error or UnsoundIndexError: it is damaged or missing.
    """
    path = folder / CHROMA_FILE
    digest = hashlib.sha256()
    # not read-only: what a killed reader left half noted is rolled back here
    address = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)) as db:
        db.execute("BEGIN")  # no reader's note comes between what is compared
        (verdict,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        (page_bytes,) = db.execute("PRAGMA page_size").fetchone()
        if verdict != "ok" or pages * page_bytes != path.stat().st_size:
            raise UnsoundIndexError(f"{CHROMA_FILE} is damaged")
        tables = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for name, sql in sorted(tables):
            if name == _NOTES or sql.startswith("CREATE VIRTUAL"):  # its tables are listed too
                continue
            digest.update(f"{name} {sql}".encode())
            for row in db.execute(f'SELECT * FROM "{name}"'):
                digest.update(repr(row).encode())
    return digest.hexdigest()


class DenseIndex:
    """A Chroma store that is only read. Safe for threads."""

    def __init__(self, folder: Path) -> None:
        from langchain_chroma import Chroma  # seconds to import

        self._client = _client(folder)
        self._store = Chroma(
            _COLLECTION, client=self._client, create_collection_if_not_exists=False
        )

    def close(self) -> None:
        """Let go of its files and memory; Chroma would keep both for the life of the process."""
        self._client.close()

    def search(
        self, vector: Vectors, k: int, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k nearest chunks as (chunk id, cosine similarity), best first.

        UnsoundIndexError: Chroma cannot read its files any more.
        """
        if k < 1 or (documents is not None and not documents):
            return []
        from chromadb.errors import ChromaError

        only: Any = None if documents is None else {"document_id": {"$in": sorted(documents)}}
        try:
            found = self._store.similarity_search_by_vector_with_relevance_scores(
                vector.tolist(), k=k, filter=only
            )
        except ChromaError as error:
            raise UnsoundIndexError(f"Chroma's files cannot be searched: {error}") from error
        # Chroma gives cosine distance; nearer is higher from here on
        return [(hit.page_content, 1.0 - distance) for hit, distance in found]


def _client(folder: Path) -> Client:
    import chromadb  # seconds to import
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)  # the declared type leaves out close()
