"""The folder of notices that staff keep up: `<data_dir>/notices/`, mirrored by the library like any.

Until staff change something the library may be made from other folders; these are then taken over,
whole. From then on `ingest.py --if-own` leaves the library alone.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import DocumentMissingError, UsageError
from assistant.ingestion import NOTICES, all_files, find_files, made_from
from assistant.library import Library
from assistant.staff.notice_history import flush

_NAMED = 5  # of what cannot be taken over


class NoticeFolder:
    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self.path = data_dir / NOTICES

    def take_over(self, library: Library, withdrawn: set[str]) -> None:
        """Make the library one of this folder, with all that its own folders hold now. Call it under
        the writer lock. UsageError: something of it is not there to be taken; nothing was changed.

        `withdrawn` names the documents that staff took out, though the library may still hold them.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        roots = self._roots(library)
        if gone := [root for root in roots if not root.exists()]:
            raise UsageError(
                f"The library was made from {_named(gone)}, which is no longer there, so its notices "
                "cannot be taken over. Put it back, or ingest the notices from where they are now: "
                "python ingest.py FOLDER. Nothing was changed.",
                "refused_folders_gone",
                folders=_named(gone),
            )
        files = all_files(roots, self._data_dir) if roots else []
        if lost := set(library.readings()) - {place for place, _ in files} - withdrawn:
            raise UsageError(
                f"The library holds {_named(sorted(lost))}, whose file is no longer in "
                f"{_named(roots) or 'any folder'}. Put it back there, or let it leave the library: "
                f"python ingest.py {' '.join(map(str, roots)) or 'FOLDER'}. Nothing was changed.",
                "refused_files_gone",
                files=_named(sorted(lost)),
            )
        if roots != [self.path.resolve()]:
            try:
                self._copy(files)
            except PermissionError as error:
                raise UsageError(
                    f"{error.filename} cannot be read or written, so the notices cannot be taken "
                    "over. Give this program the right to. Nothing was changed.",
                    "refused_no_right",
                    file=error.filename,
                ) from error
            library.set_meta("roots", json.dumps([str(self.path.resolve())]))

    def file(self, library: Library, document_id: str) -> Path:
        """Where a notice lies: here, or before the first change in the library's own folders.
        DocumentMissingError: nowhere."""
        roots = [root for root in self._roots(library) if root.exists()]
        for found in find_files(roots, self._data_dir) if roots else ():
            if found.document_id == document_id:
                return found.path
        raise DocumentMissingError(f"There is no notice {document_id!r}.")

    def place(self, folder: str, name: str) -> Path:
        """Where a notice of this name belongs, spelled as it is spelled there: one that came from
        another system may be decomposed. UsageError: another thing has that name."""
        here = self.path
        for part in filter(None, (*folder.split("/"), name)):
            there = here.iterdir() if here.is_dir() else ()
            alike = (each for each in there if unicodedata.normalize("NFC", each.name) == part)
            here = next(alike, here / part)
        above = here.relative_to(self.path).parents
        if here.is_dir() or any((self.path / each).is_file() for each in above):
            raise UsageError(
                f"{folder}/{name} is a folder's name, or in a file's. Give another.",
                "refused_name_taken",
                name=name,
            )
        return here

    def _roots(self, library: Library) -> list[Path]:
        roots = made_from(library)
        if not roots and not library.counts().documents:
            return [self.path.resolve()]
        if len(roots) == 1 and roots[0].name == NOTICES and not roots[0].exists():
            return [self.path.resolve()]  # the data directory was moved, or restored elsewhere
        return roots

    def _copy(self, files: Sequence[tuple[str, Path]]) -> None:
        """Put copies of these in place of the folder; what it holds is set aside."""
        staged = self._data_dir / f"{NOTICES}.part"
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir()
        for place, path in files:
            copy = staged / place
            if copy.exists() and not filecmp.cmp(copy, path, shallow=False):
                raise UsageError(
                    f"Two of the folders that the library was made from hold another {place}. "
                    "Make them one and ingest it: python ingest.py FOLDER. Nothing was changed.",
                    "refused_two_files",
                    file=place,
                )
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            flush(copy)
        if any(path.is_file() for path in self.path.rglob("*")):
            os.rename(
                self.path, self._data_dir / f"{NOTICES}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
            )
        elif self.path.exists():
            shutil.rmtree(self.path)
        os.rename(staged, self.path)
        flush(self._data_dir)


def _named(what: Sequence[object]) -> str:
    more = f" and {len(what) - _NAMED} more" if len(what) > _NAMED else ""
    return ", ".join(map(str, what[:_NAMED])) + more
