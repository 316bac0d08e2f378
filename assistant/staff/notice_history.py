"""Which files a notice had, who changed it and when; and every such file, by its content."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import DocumentMissingError

_CHANGES = "changes.jsonl"


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the history. Never changed afterwards."""

    document_id: str
    action: Literal["put", "found", "withdraw"]  # found: changed otherwise than by staff here
    sha256: str  # of the file then; of a withdrawn one, its last
    at: str  # UTC, ISO
    who: str | None
    title: str = ""  # this and what follows: of a withdrawn notice alone
    programme: str | None = None
    language: str = ""
    format: str = ""


class History:
    """A folder with a file for each version, named by its hash, and a line for each change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def changes(self) -> dict[str, list[Change]]:
        """By document id, oldest first."""
        found: dict[str, list[Change]] = {}
        for row in self._rows():
            change = Change(**row)
            found.setdefault(change.document_id, []).append(change)
        return found

    def add(self, change: Change) -> None:
        """On the disk when it returns."""
        path = self._folder / _CHANGES
        line = json.dumps(asdict(change), ensure_ascii=False).encode() + b"\n"
        with open(path, "a+b") as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":  # a line that a full disk cut off: it counts as none
                    line = b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def keep(self, raw: bytes) -> str:
        """Its sha256. On the disk when it returns."""
        sha256 = hashlib.sha256(raw).hexdigest()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / sha256
        if not path.exists():
            write_whole(path, raw)
        return sha256

    def file(self, sha256: str) -> bytes:
        """DocumentMissingError: that file is not kept, or no longer what it was."""
        try:
            raw = (self._folder / sha256).read_bytes()
        except FileNotFoundError:
            raw = b""
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise DocumentMissingError(
                "The file of that version is not kept here. Take it from where it came from.",
                "refused_not_kept",
            )
        return raw

    def _rows(self) -> list[dict[str, Any]]:
        try:
            lines = (self._folder / _CHANGES).read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        rows = []
        for line in lines:
            try:
                rows.append(json.loads(line))
            except ValueError:
                continue
        return rows


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file in place of an earlier one: a kill or a full disk leaves the one or the other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")  # hidden: never ingested
    with open(unfinished, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
    flush(path.parent)


def flush(path: Path) -> None:
    """So that what was just written to a file, or the names in a folder, outlive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
