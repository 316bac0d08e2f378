"""Vectors of questions, kept in the desk's file: a question is embedded once, not at every look."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from assistant.embedder import Embedder, Vectors
from assistant.staff.store import Store


class QuestionVectors:
    """Gives the vectors of texts; embeds those that it has not kept, and keeps them."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Shape (n, d), L2-normalised. StorageError: the desk's file cannot be read or written."""
        hashes = [sha256(text.encode()).hexdigest() for text in texts]
        found = self._kept(hashes)
        new = {h: text for h, text in zip(hashes, texts, strict=True) if h not in found}
        if new:
            vectors = self._embedder.embed_queries(list(new.values()))
            found |= dict(zip(new, vectors, strict=True))
            self._keep({h: found[h] for h in new})
        return np.stack([found[h] for h in hashes])

    def forget(self) -> None:
        """A vector tells of its question: when questions are deleted, all are, and made anew."""
        if self._store.exists:
            with self._store.writing() as db:
                db.execute("DELETE FROM vectors")

    def _kept(self, hashes: Sequence[str]) -> dict[str, Vectors]:
        if not self._store.exists:
            return {}
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT text_hash, vector FROM vectors WHERE model = ? AND text_hash IN "
                "(SELECT value FROM json_each(?))",
                (self._embedder.fingerprint, json.dumps(hashes)),
            ).fetchall()
        return {row["text_hash"]: np.frombuffer(row["vector"], np.float32) for row in rows}

    def _keep(self, vectors: dict[str, Vectors]) -> None:
        with self._store.writing() as db:
            db.executemany(
                "INSERT OR REPLACE INTO vectors (model, text_hash, vector) VALUES (?, ?, ?)",
                [
                    (self._embedder.fingerprint, h, np.asarray(vector, np.float32).tobytes())
                    for h, vector in vectors.items()
                ],
            )
