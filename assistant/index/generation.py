"""Generations: each index is a new directory, and one pointer file says which one is served.

Chroma does not survive a killed writer, so nothing is ever changed in place. Beside the served
generation lies another that holds no word more: if the served one is damaged, readers take that.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import UnsoundIndexError
from assistant.index.dense import CHROMA_FILE, content_sha256

FORMAT = 5  # of the directory; readers and writers of another format rebuild
POINTER = "CURRENT"
GENERATIONS = "generations"
BUILDING = "building-"  # prefix of a directory that is not complete
SPARE = "-spare"  # suffix of a second copy
MANIFEST = "manifest.json"
PASSAGES = "passages.sqlite"
RECORDS = "records.npy"  # vectors of their values
DENSE = "chroma"
LEXICAL = "bm25"

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")
_MANIFEST_BYTES = 2**20  # a larger one is none of ours
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
    keeps: str | None  # the directory that stands in for it, if it is damaged
    files: dict[str, str]  # path -> "<bytes> <sha256>"; of Chroma's SQLite file its content's
    format: int = FORMAT


def current(data_dir: Path) -> str | None:
    """The id of the generation that is served: cheap enough to ask before every question. None:
    nothing was published yet, or the pointer is damaged."""
    try:
        written = (data_dir / POINTER).read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None
    return written if _NAME.fullmatch(written) else None


def directory_of(data_dir: Path, generation: str) -> Path:
    return data_dir / GENERATIONS / generation


def sound_manifest(data_dir: Path) -> Manifest | None:
    """The manifest of the served generation; None when there is none or it is damaged."""
    if (generation := current(data_dir)) is None:
        return None
    try:
        return check_files(directory_of(data_dir, generation))
    except (OSError, UnsoundIndexError):
        return None


def stand_ins(data_dir: Path) -> Iterator[Path]:
    """Complete directories beside the served one, newest first; nobody has checked them yet."""
    served = current(data_dir)
    with suppress(FileNotFoundError):
        for directory in sorted((data_dir / GENERATIONS).iterdir(), reverse=True):
            name = directory.name
            if name != served and _NAME.fullmatch(name.removesuffix(SPARE)):
                yield directory


def prune(data_dir: Path) -> Manifest | None:
    """Delete what is neither served nor stands in: older generations, those of killed writers.
    Returns what `sound_manifest` does: telling it reads every file."""
    folder = data_dir / GENERATIONS
    if not folder.is_dir():
        return None
    keep = {current(data_dir)}
    if (manifest := sound_manifest(data_dir)) is not None:
        keep.add(manifest.keeps)
    else:  # all that readers have left
        keep.add(next((d.name for d in stand_ins(data_dir) if _is_sound(d)), None))
    for directory in folder.iterdir():
        if directory.name not in keep and directory.is_dir():
            delete(directory)
    return manifest


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


def write_manifest(directory: Path, manifest: Manifest) -> None:
    body = json.dumps(asdict(manifest), indent=1)
    sealed = f"{body}\n{hashlib.sha256(body.encode()).hexdigest()}\n"
    (directory / MANIFEST).write_text(sealed, encoding="utf-8")


def check_files(directory: Path) -> Manifest:
    """Read the manifest and compare every file with it, before Chroma is let near them: a damaged
    vector file ends the process that opens it. UnsoundIndexError names the first bad file."""
    manifest = _read_manifest(directory / MANIFEST)
    for name, expected in manifest.files.items():
        path = directory / name
        if not path.is_file():
            raise UnsoundIndexError(f"{name} is missing")
        if name == _CHROMA_FILE:
            sound = expected == _content(path.parent)
        else:  # the size first: a damaged file can claim to be terabytes long
            sound = int(expected.split()[0]) == path.stat().st_size and expected == _stamp(path)
        if not sound:
            raise UnsoundIndexError(f"{name} is damaged")
    return manifest


def file_stamps(directory: Path) -> dict[str, str]:
    """`Manifest.files` of a directory that is complete but for its manifest."""
    files = (path for path in sorted(directory.rglob("*")) if path.is_file())
    names = {path.relative_to(directory).as_posix(): path for path in files}
    return {
        name: _content(path.parent) if name == _CHROMA_FILE else _stamp(path)
        for name, path in names.items()
    }


def _is_sound(directory: Path) -> bool:
    try:
        check_files(directory)
    except (OSError, UnsoundIndexError):
        return False
    return True


def _read_manifest(path: Path) -> Manifest:
    with open(path, "rb") as file:
        body, _, seal = file.read(_MANIFEST_BYTES).decode(errors="replace").rpartition("}\n")
    body += "}"
    if hashlib.sha256(body.encode()).hexdigest() != seal.strip():
        raise UnsoundIndexError(f"{MANIFEST} is damaged or of another version")
    fields = json.loads(body)
    if fields.get("format") != FORMAT:
        raise UnsoundIndexError(f"{MANIFEST} is of another version")
    return Manifest(**fields)


def _stamp(path: Path) -> str:
    with open(path, "rb") as file:
        return f"{path.stat().st_size} {hashlib.file_digest(file, 'sha256').hexdigest()}"


def _content(folder: Path) -> str:
    try:
        return f"content {content_sha256(folder)}"
    except sqlite3.Error as error:
        raise UnsoundIndexError(f"{_CHROMA_FILE} is damaged ({error})") from error
