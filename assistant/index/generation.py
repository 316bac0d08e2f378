"""Generations: each index is a new directory, and one pointer file says which one is served.

Chroma does not survive a killed writer, so nothing is ever changed in place: a generation is built
under a temporary name, checked, flushed to the disk, and switched to by replacing the pointer.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.errors import UnsoundIndexError
from assistant.index.dense import CHROMA_FILE, DenseIndex, Vectors, build_dense, is_sound
from assistant.index.lexical import BM25, LexicalIndex, build_lexical
from assistant.index.passages import Passages, write_passages
from assistant.schema import Chunk, Document, ProgrammeNames

_FORMAT = 2  # of the directory; readers and writers of another format rebuild
_POINTER = "CURRENT"
_SELF_QUERIES = 50

GENERATIONS = "generations"
MANIFEST = "manifest.json"
PASSAGES = "passages.sqlite"
DENSE = "chroma"
LEXICAL = "bm25"
_CHROMA_FILE = f"{DENSE}/{CHROMA_FILE}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds; written last, so that a directory with one is complete."""

    generation: str
    created: str  # UTC, ISO
    model: str  # fingerprint of the embedder
    dimensions: int
    documents: int
    chunks: int
    bm25: dict[str, object]
    fingerprint: str  # of the library content that it shows
    keeps: str | None  # the earlier generation that may stay on the disk beside it
    files: dict[str, str]  # path -> sha256, but for the file that Chroma touches when opened
    format: int = _FORMAT


def current(data_dir: Path) -> str | None:
    """The id of the generation that is served: cheap enough to ask before every question."""
    try:
        return (data_dir / _POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def sound_manifest(data_dir: Path) -> Manifest | None:
    """The manifest of the served generation; None when there is none or it is damaged."""
    if (generation := current(data_dir)) is None:
        return None
    try:
        return check_files(data_dir / GENERATIONS / generation)
    except (OSError, UnsoundIndexError):
        return None


def publish(
    data_dir: Path,
    documents: Sequence[Document],
    chunks: Sequence[Chunk],
    vectors: Vectors,
    tokens: Sequence[list[str]],
    programmes: Sequence[ProgrammeNames],
    model: str,
    fingerprint: str,
) -> str:
    """Build, check and switch to a new generation; return its id. Call it under the writer lock.

    Row i of `vectors` (n, d; L2-normalised) and `tokens[i]` belong to `chunks[i]`. The generation
    before it stays on the disk only while all its text is in the new one: what was deleted or
    changed leaves the disk. UnsoundIndexError: the check failed and the earlier one is served on.
    """
    prune(data_dir)
    now = datetime.now(UTC)
    generation = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    building = data_dir / GENERATIONS / f"building-{generation}"
    building.mkdir(parents=True)
    write_passages(building / PASSAGES, documents, chunks, programmes)
    build_lexical(building / LEXICAL, tokens)
    build_dense(building / DENSE, chunks, documents, vectors)
    _verify(building, chunks, vectors, tokens)
    manifest = Manifest(
        generation=generation,
        created=now.isoformat(timespec="seconds"),
        model=model,
        dimensions=vectors.shape[1],
        documents=len(documents),
        chunks=len(chunks),
        bm25=dict(BM25),
        fingerprint=fingerprint,
        keeps=_keepable(data_dir, documents, programmes),
        files=_hashes(building),
    )
    (building / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    _flush(building)
    os.rename(building, data_dir / GENERATIONS / generation)
    _flush_one(data_dir / GENERATIONS)
    _point(data_dir, generation)
    prune(data_dir)
    return generation


def prune(data_dir: Path) -> None:
    """Delete what is neither served nor kept: older generations and those of killed writers."""
    folder = data_dir / GENERATIONS
    if not folder.is_dir():
        return
    keep = {current(data_dir)}
    if (manifest := sound_manifest(data_dir)) is not None:
        keep.add(manifest.keeps)
    for directory in folder.iterdir():
        if directory.name not in keep and directory.is_dir():
            delete(directory)


def delete(directory: Path) -> None:
    """Delete a generation that is not served any more.

    While a reader holds it, only its text goes at once: Chroma opens its files again while
    it searches. The last reader to close it, or the next `prune`, deletes the rest.
    """
    (directory / PASSAGES).unlink(missing_ok=True)
    shutil.rmtree(directory / LEXICAL, ignore_errors=True)
    with suppress(FileNotFoundError), open(directory / MANIFEST, "rb") as manifest:
        try:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
    shutil.rmtree(directory, ignore_errors=True)


def check_files(directory: Path) -> Manifest:
    """Read the manifest and compare every file with it, before Chroma is let near them: a damaged
    vector file ends the process that opens it. UnsoundIndexError names the first bad file."""
    try:
        manifest = Manifest(**json.loads((directory / MANIFEST).read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise UnsoundIndexError(f"{MANIFEST} is damaged or of another version") from error
    if manifest.format != _FORMAT:
        raise UnsoundIndexError(f"{MANIFEST} is of another version")
    for name, sha256 in manifest.files.items():
        if not (directory / name).is_file() or _sha256(directory / name) != sha256:
            raise UnsoundIndexError(f"{name} is damaged or missing")
    if not is_sound(directory / DENSE, manifest.chunks):
        raise UnsoundIndexError(f"{_CHROMA_FILE} is damaged or missing")
    return manifest


def _verify(
    directory: Path, chunks: Sequence[Chunk], vectors: Vectors, tokens: Sequence[list[str]]
) -> None:
    """Open the new generation as a reader does, and look for everything that went in."""
    expected = [chunk.chunk_id for chunk in chunks]
    with (
        closing(Passages(directory / PASSAGES)) as passages,
        closing(DenseIndex(directory / DENSE)) as dense,
    ):
        lexical = LexicalIndex(directory / LEXICAL, passages.chunk_ids, passages.document_ids)
        sound = (
            passages.chunk_ids == expected
            and lexical.size == (len(tokens) if any(tokens) else 0)
            and dense.ids() == set(expected)
        )
        # a count is no proof: Chroma can list every id and still find none of them
        for i in np.linspace(0, len(chunks) - 1, min(len(chunks), _SELF_QUERIES), dtype=int):
            best = dense.search(vectors[i], 1)
            # another chunk may come first when it has the same text
            sound = sound and bool(best) and (best[0][0] == expected[i] or best[0][1] > 0.9999)
    if not sound:
        raise UnsoundIndexError(
            "The new index failed its check; the earlier one stays in use. "
            "Look at the disk's space and health, then run: python ingest.py"
        )


def _keepable(
    data_dir: Path, documents: Sequence[Document], programmes: Sequence[ProgrammeNames]
) -> str | None:
    """The served generation, if none of its text and names was removed or changed since."""
    if (manifest := sound_manifest(data_dir)) is None:
        return None
    texts = {d.document_id: d.text for d in documents}
    served = data_dir / GENERATIONS / manifest.generation
    with closing(Passages(served / PASSAGES)) as passages:
        unchanged = all(texts.get(d.document_id) == d.text for d in passages.documents())
        unchanged = unchanged and set(passages.programmes()) <= set(programmes)
    return manifest.generation if unchanged else None


def _point(data_dir: Path, generation: str) -> None:
    """Switch readers over: they see the old pointer or the new one, never none."""
    waiting = data_dir / f"{_POINTER}.next"
    waiting.write_text(generation + "\n", encoding="ascii")
    _flush_one(waiting)
    os.replace(waiting, data_dir / _POINTER)
    _flush_one(data_dir)


def _hashes(directory: Path) -> dict[str, str]:
    files = (path for path in sorted(directory.rglob("*")) if path.is_file())
    names = {path.relative_to(directory).as_posix(): path for path in files}
    return {name: _sha256(path) for name, path in names.items() if name != _CHROMA_FILE}


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
