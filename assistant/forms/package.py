"""The zip file around a DOCX or HWPX: read within limits, and saved with all but some parts as is."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from copy import copy
from io import BytesIO

from assistant.errors import BrokenFileError, FileLimitError
from assistant.loaders import archive

_MOST_PARAGRAPHS = 20_000  # those of cells too; forms of 50 tables have some 1,500


class Package:
    """The parts of a zipped document by path with forward slashes."""

    def __init__(self, raw: bytes, name: str) -> None:
        """LoadError: see `archive.members`; BrokenFileError where a part is there twice."""
        self._name = name
        self._members = archive.members(raw, name)
        self._opened = zipfile.ZipFile(BytesIO(raw))
        if len(self._opened.infolist()) != len(self._members):
            raise BrokenFileError(
                f"{name} is damaged: it holds a part twice. "
                "Open it in its own program, save it anew, and use that copy."
            )

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self._members)

    def part(self, path: str) -> bytes:
        """BrokenFileError where there is none."""
        if path not in self._members:
            raise BrokenFileError(
                f"{self._name} is damaged: it lacks {path}. "
                "Open it in its own program, save it anew, and use that copy."
            )
        return self._opened.read(self._members[path])

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The file with these parts' contents in place of its own; order and all else as it was."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as saved:
            saved.comment = self._opened.comment
            for path, entry in self._members.items():
                content = parts[path] if path in parts else self._opened.read(entry)
                saved.writestr(copy(entry), content)
        return out.getvalue()


def check_size(paragraphs: int, name: str) -> None:
    """FileLimitError: more than any form."""
    if paragraphs > _MOST_PARAGRAPHS:
        raise FileLimitError(
            f"{name} has more than {_MOST_PARAGRAPHS:,} paragraphs, far more than a form, so it was "
            "not read. Cut what is not to be filled in out of it, and use that copy."
        )
