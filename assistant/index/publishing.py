"""Publishing: a generation is built under a temporary name, looked at by a fresh process, flushed to
the disk, and switched to by replacing the pointer."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.errors import UnsoundIndexError
from assistant.index.dense import Vectors, build_dense, copy_dense
from assistant.index.generation import (
    BUILDING,
    DENSE,
    GENERATIONS,
    LEXICAL,
    PASSAGES,
    POINTER,
    RECORDS,
    SPARE,
    Manifest,
    directory_of,
    file_stamps,
    prune,
    write_manifest,
)
from assistant.index.lexical import BM25, build_lexical
from assistant.index.passages import Passages, write_passages
from assistant.index.verify import Verifier
from assistant.record import Record
from assistant.schema import BlankForm, Chunk, Document


def publish(
    data_dir: Path,
    documents: Sequence[Document],
    chunks: Sequence[Chunk],
    vectors: Vectors,
    tokens: Sequence[list[str]],
    records: Sequence[Record],
    record_vectors: Vectors,
    model: str,
    fingerprint: str,
    forms: Sequence[BlankForm] = (),
) -> str:
    """Build, check and switch to a new generation; return its id. Call it under the writer lock.

    Row i of `vectors` (n, d; L2-normalised) and `tokens[i]` belong to `chunks[i]`; a row of
    `record_vectors` to each text of the records' values. The generation
    before it stays as its stand-in while all its text is in the new one; else a second copy of the
    new one is that: what was deleted or changed leaves the disk.
    UnsoundIndexError: it could not be built, or the check failed; the earlier one is served on.
    OSError: the new one is served, and nothing stands in for it yet.
    """
    served = prune(data_dir)
    now = datetime.now(UTC)
    generation = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    building = directory_of(data_dir, BUILDING + generation)
    try:
        building.mkdir(parents=True)
        with Verifier() as verifier:  # starts while the index is built
            write_passages(building / PASSAGES, documents, chunks, records, forms)
            np.save(building / RECORDS, record_vectors, allow_pickle=False)
            build_lexical(building / LEXICAL, tokens)
            indexed = build_dense(building / DENSE, chunks, documents, vectors)
            verifier.check(building, vectors, tokens, indexed)
        keeps = _keepable(data_dir, served, documents, records, forms) or generation + SPARE
        manifest = Manifest(
            generation=generation,
            created=now.isoformat(timespec="seconds"),
            model=model,
            dimensions=vectors.shape[1],
            documents=len(documents),
            chunks=len(chunks),
            bm25=dict(BM25),
            fingerprint=fingerprint,
            keeps=keeps,
            files=file_stamps(building),
        )
        write_manifest(building, manifest)
        _flush(building)
        os.rename(building, directory_of(data_dir, generation))
        _flush_one(data_dir / GENERATIONS)
        _point(data_dir, generation)
    except Exception as error:
        prune(data_dir)
        raise UnsoundIndexError(
            f"The new index could not be published ({error}); the earlier one stays in use. "
            "Look at the disk's space and health, then run: python -m assistant rebuild"
        ) from error
    settle(data_dir)
    return generation


def settle(data_dir: Path) -> None:
    """Delete what is neither served nor stands in, and copy what is to stand in for the served
    generation, if no run has come to that yet. Call it under the writer lock."""
    manifest = prune(data_dir)
    if manifest is None or manifest.keeps != manifest.generation + SPARE:
        return
    spare = directory_of(data_dir, manifest.keeps)
    if not spare.exists():
        copying = directory_of(data_dir, BUILDING + manifest.keeps)
        whole = directory_of(data_dir, manifest.generation)
        shutil.copytree(whole, copying, ignore=shutil.ignore_patterns(DENSE))
        copy_dense(whole / DENSE, copying / DENSE)
        _flush(copying)
        os.rename(copying, spare)
        _flush_one(data_dir / GENERATIONS)


def _keepable(
    data_dir: Path,
    served: Manifest | None,
    documents: Sequence[Document],
    records: Sequence[Record],
    forms: Sequence[BlankForm],
) -> str | None:
    """The served generation, if nothing of its texts, records and forms was removed or changed."""
    if served is None:
        return None
    texts = {d.document_id: d.text for d in documents}
    with closing(Passages(directory_of(data_dir, served.generation) / PASSAGES)) as passages:
        unchanged = all(texts.get(d.document_id) == d.text for d in passages.documents())
        unchanged = unchanged and all(record in records for record in passages.records())
        unchanged = unchanged and all(form in forms for form in passages.forms())
    return served.generation if unchanged else None


def _point(data_dir: Path, generation: str) -> None:
    """Switch readers over: they see the old pointer or the new one, never none."""
    waiting = data_dir / f"{POINTER}.next"
    waiting.write_text(generation + "\n", encoding="ascii")
    _flush_one(waiting)
    os.replace(waiting, data_dir / POINTER)
    _flush_one(data_dir)


def _flush(directory: Path) -> None:
    for path in directory.rglob("*"):
        _flush_one(path)
    _flush_one(directory)


def _flush_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
