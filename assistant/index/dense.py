"""Search by meaning: vectors in Chroma, behind LangChain's VectorStore."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from assistant.schema import Chunk, Document

if TYPE_CHECKING:
    from chromadb.api.client import Client

Vectors = npt.NDArray[np.float32]

CHROMA_FILE = "chroma.sqlite3"
_HEADER = struct.Struct("<i4Q")  # version, offset, places, places taken, bytes a place
_COLLECTION = "passages"  # Chroma takes ASCII names only
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


def build_dense(
    folder: Path, chunks: Sequence[Chunk], documents: Sequence[Document], vectors: Vectors
) -> None:
    """Write a new Chroma store into `folder`; row i of `vectors` (n, d) is chunk i's.

    It holds ids and vectors, no text: what is deleted elsewhere cannot linger here.
    """
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
        for at in range(0, len(chunks), _BATCH):
            batch = chunks[at : at + _BATCH]
            ids = [chunk.chunk_id for chunk in batch]
            collection.add(
                ids=ids,
                embeddings=vectors[at : at + _BATCH],
                documents=ids,  # LangChain drops results without a document
                metadatas=[about[chunk.document_id] for chunk in batch],
            )
    finally:
        client.close()
    for header in folder.glob("*/header.bin"):
        _wipe_free_places(header)


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


def is_sound(folder: Path, chunks: int) -> bool:
    """Whether Chroma's SQLite file is whole and lists `chunks` entries. Opening a store changes
    this file, so that a checksum cannot tell."""
    uri = f"{(folder / CHROMA_FILE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as db:
            (verdict,) = db.execute("PRAGMA quick_check").fetchone()
            (entries,) = db.execute("SELECT count(*) FROM embeddings").fetchone()
    except sqlite3.Error:
        return False
    return (verdict, entries) == ("ok", chunks)


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

    def ids(self) -> set[str]:
        return set(self._store.get(include=[])["ids"])

    def search(
        self, vector: Vectors, k: int, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k nearest chunks as (chunk id, cosine similarity), best first."""
        if k < 1 or (documents is not None and not documents):
            return []
        only: Any = None if documents is None else {"document_id": {"$in": sorted(documents)}}
        found = self._store.similarity_search_by_vector_with_relevance_scores(
            vector.tolist(), k=k, filter=only
        )
        # Chroma gives cosine distance; nearer is higher from here on
        return [(hit.page_content, 1.0 - distance) for hit, distance in found]


def _client(folder: Path) -> Client:
    import chromadb  # seconds to import
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)  # the declared type leaves out close()
