"""Notices as staff keep them up: put in, replaced, withdrawn, put back; each file is kept.

Every change is one ingest: the file is changed under the library's writer lock and mirrored at once,
so that two people's changes never mix, and a killed one is finished or forgotten by the next.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.embedder import Embedder
from assistant.errors import DocumentMissingError
from assistant.ingestion import NEVER_ENTERED, NEVER_PASSAGES, ingest
from assistant.library import LIBRARY, Library
from assistant.parsing import Parser
from assistant.schema import IngestReport
from assistant.staff.notice_folder import NoticeFolder
from assistant.staff.notice_history import Change, History, flush, write_whole
from assistant.staff.notice_names import check_suffix, checked_name


@dataclass(frozen=True, slots=True)
class Notice:
    document_id: str
    title: str
    programme: str | None  # the folder
    language: str
    format: str
    version: int  # as in `versions`
    ingested_at: str  # UTC, ISO
    url: str | None = None
    withdrawn: str | None = None  # since when: UTC, ISO


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    version: int  # from 1, over withdrawals too
    sha256: str  # of the file
    ingested_at: str  # UTC, ISO
    who: str | None = None  # None: by an ingest from elsewhere, or a change that was cut off


class Notices:
    def __init__(self, data_dir: Path, embedder: Callable[[], Embedder]) -> None:
        """`embedder` is asked for at a change alone."""
        self._data_dir = data_dir
        self._embedder = embedder
        self._folder = NoticeFolder(data_dir)
        self._history = History(data_dir / "versions")

    def put(self, programme_folder: str, name: str, raw: bytes, who: str) -> IngestReport:
        """Add a notice, or replace the one of that name; in no folder ("") it is of no programme.

        What its record quotes and the new text no longer says is among the report's `failed`.
        UsageError: the name cannot be. LoadError: the file cannot be read; the earlier one stays.
        LibraryBusyError: somebody else is changing the notices. StorageError.
        """
        folder = "/".join(
            checked_name(part, "folder", NEVER_ENTERED)
            for part in (programme_folder.split("/") if programme_folder else ())
        )
        name = checked_name(name, "file name", NEVER_PASSAGES)
        self._read_apart(name, raw)
        return self._ingest(lambda library: self._put(library, folder, name, raw, who))

    def withdraw(self, document_id: str, who: str) -> IngestReport:
        """Take a notice out of the answers. Its file is moved to `withdrawn/`, below the moment.
        DocumentMissingError: there is no such notice. LibraryBusyError, StorageError."""
        return self._ingest(lambda library: self._withdraw(library, document_id, who))

    def restore(self, document_id: str, version: int | None, who: str) -> IngestReport:
        """Put an earlier file back, of a withdrawn notice too; None: its newest. It becomes a version
        of its own. DocumentMissingError: there is no such version. Else as `put`."""
        versions = self.versions(document_id)
        raw = self.file_of(document_id, versions[-1].version if version is None else version)
        folder, _, name = document_id.rpartition("/")
        return self._ingest(lambda library: self._put(library, folder, name, raw, who))

    def listed(self) -> list[Notice]:
        """What can be answered from, by id, and then what was withdrawn."""
        changes = self._history.changes()
        with self._library() as library:
            stored = library.ingested() if library else {}
            documents = library.documents() if library else []
        return [
            *(
                Notice(
                    d.document_id,
                    d.title,
                    d.programme,
                    d.language,
                    d.format,
                    _number(changes.get(d.document_id, []), d.sha256),
                    stored[d.document_id][1],
                    d.url,
                )
                for d in documents
            ),
            *(
                Notice(
                    document_id,
                    last.title,
                    last.programme,
                    last.language,
                    last.format,
                    _number(made, last.sha256),
                    next((c.at for c in reversed(made) if c.action != "withdraw"), last.at),
                    withdrawn=last.at,
                )
                for document_id, made in sorted(changes.items())
                if (last := made[-1]).action == "withdraw" and document_id not in stored
            ),
        ]

    def versions(self, document_id: str) -> list[DocumentVersion]:
        """Oldest first; those before staff's first change of it count as one. DocumentMissingError."""
        made = [c for c in self._history.changes().get(document_id, []) if c.action != "withdraw"]
        versions = [DocumentVersion(n, c.sha256, c.at, c.who) for n, c in enumerate(made, start=1)]
        with self._library() as library:
            stored = library.ingested().get(document_id) if library else None
        if stored is not None and stored[0] not in {c.sha256 for c in made}:
            versions.append(DocumentVersion(len(made) + 1, *stored))
        if not versions:
            raise DocumentMissingError(f"There is no notice {document_id!r}.")
        return versions

    def file_of(self, document_id: str, version: int) -> bytes:
        """DocumentMissingError: no such notice or version, or its file is not kept."""
        for each in self.versions(document_id):
            if each.version == version:
                return self._kept_file(document_id, each.sha256)
        raise DocumentMissingError(f"{document_id} has no version {version}.")

    def _kept_file(self, document_id: str, sha256: str) -> bytes:
        """A notice that staff never changed is kept nowhere but where it lies."""
        with self._library() as library:
            if library is not None:
                try:
                    raw = self._folder.file(library, document_id).read_bytes()
                except (OSError, DocumentMissingError):
                    raw = b""
                if hashlib.sha256(raw).hexdigest() == sha256:
                    return raw
        return self._history.file(sha256)

    @contextmanager
    def _library(self) -> Iterator[Library | None]:
        """None where there is none yet: looking makes none."""
        if not (self._data_dir / LIBRARY).exists():
            yield None
            return
        with Library(self._data_dir) as library:
            yield library

    # changes

    def _read_apart(self, name: str, raw: bytes) -> None:
        """LoadError: the file is no notice that can be read, or not of the kind it says."""
        with tempfile.TemporaryDirectory() as folder, Parser() as parser:
            path = Path(folder) / name
            path.write_bytes(raw)
            document = parser.parse(path, name)
        check_suffix(name, document.format)

    def _ingest(self, change: Callable[[Library], None]) -> IngestReport:
        def change_taken_over(library: Library) -> None:
            made = self._history.changes()
            withdrawn = {key for key, own in made.items() if own[-1].action == "withdraw"}
            self._folder.take_over(library, withdrawn)
            change(library)

        return ingest(
            [self._folder.path], self._data_dir, self._embedder(), change=change_taken_over
        )

    def _put(self, library: Library, folder: str, name: str, raw: bytes, who: str) -> None:
        path = self._folder.place(folder, name)
        document_id = path.relative_to(self._folder.path).as_posix()
        sha256 = self._history.keep(raw)
        if path.exists():
            self._keep_current(library, document_id, path)
        write_whole(path, raw)
        last = self._last(document_id)
        if last is None or last.action == "withdraw" or last.sha256 != sha256:
            self._history.add(Change(document_id, "put", sha256, _now(), who))

    def _withdraw(self, library: Library, document_id: str, who: str) -> None:
        path = self._folder.file(library, document_id)
        sha256, at = self._keep_current(library, document_id, path), _now()
        shown: tuple[str, str | None, str, str] = (document_id, None, "", "")
        if document_id in library.readings():  # else its file failed to load
            d = library.document(document_id)
            shown = (d.title, d.programme, d.language, d.format)
        # noted first: a kill in between leaves a notice that is there, and can be withdrawn again
        self._history.add(Change(document_id, "withdraw", sha256, at, who, *shown))
        aside = self._data_dir / "withdrawn" / at.replace(":", "") / document_id
        aside.parent.mkdir(parents=True, exist_ok=True)
        os.rename(path, aside)
        flush(path.parent)

    def _keep_current(self, library: Library, document_id: str, path: Path) -> str:
        """Keep the file that is there, and note it where it came otherwise than by a change here."""
        sha256, last = self._history.keep(path.read_bytes()), self._last(document_id)
        if last is None or last.sha256 != sha256:
            stored, at = library.ingested().get(document_id, ("", ""))
            at = at if stored == sha256 else _now()
            self._history.add(Change(document_id, "found", sha256, at, None))
        return sha256

    def _last(self, document_id: str) -> Change | None:
        made = self._history.changes().get(document_id)
        return made[-1] if made else None


def _number(made: list[Change], sha256: str) -> int:
    """The version that a file is: the last with its content; the next, if none has it."""
    hashes = [change.sha256 for change in made if change.action != "withdraw"]
    if sha256 not in hashes:
        return len(hashes) + 1
    return len(hashes) - hashes[::-1].index(sha256)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
