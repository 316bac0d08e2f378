"""Vectors of a collection, kept on disk: a long embedding goes on where it was stopped."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from assistant.embedder import Embedder
from evals.progress import progress

Vectors = npt.NDArray[np.float32]

_SHARD = 512  # texts a file: what a stopped run loses at most


def cached_vectors(
    embedder: Embedder, texts: Sequence[str], kind: Literal["passage", "query"], cache: Path
) -> Vectors:
    """Vectors of `texts` in their order, shape (n, dimensions), read from `cache` where known.

    A file's name is the hash of the model's fingerprint, the kind and its texts: a change of any
    of them embeds that file's texts again.
    """
    cache.mkdir(parents=True, exist_ok=True)
    tell = progress(f"embedding, {kind}:")
    shards: list[Vectors] = []
    for start in range(0, len(texts), _SHARD):
        shard = list(texts[start : start + _SHARD])
        path = cache / f"{_key(embedder.fingerprint, kind, shard)}.npy"
        if path.is_file():
            shards.append(np.load(path))
            tell(start + len(shard), len(texts))
            continue
        if kind == "passage":
            vectors = embedder.embed_passages(shard, _shifted(tell, start, len(texts)))
        else:
            vectors = embedder.embed_queries(shard)
            tell(start + len(shard), len(texts))
        _save(path, vectors)
        shards.append(vectors)
    return np.concatenate(shards) if shards else np.zeros((0, embedder.dimensions), np.float32)


def _shifted(
    tell: Callable[[int, int], None], start: int, total: int
) -> Callable[[int, int], None]:
    return lambda done, _: tell(start + done, total)


def _key(fingerprint: str, kind: str, texts: Sequence[str]) -> str:
    digest = hashlib.sha256(f"{fingerprint}\0{kind}".encode())
    for text in texts:
        digest.update(b"\0" + hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()


def _save(path: Path, vectors: Vectors) -> None:
    """Under another name first: a run killed here leaves no half file to be read later."""
    part = path.with_name(f"{path.stem}.{os.getpid()}.part")
    with part.open("wb") as file:
        np.save(file, vectors)
    part.replace(path)
