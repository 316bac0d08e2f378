"""Rows in a JSON file that is its owner's alone: written whole or not at all, read anew when it has
changed."""

from __future__ import annotations

import fcntl
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from assistant.errors import StorageError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Row = TypeVar("Row", bound=DataclassInstance)
else:
    Row = TypeVar("Row")


class PrivateFile(Generic[Row]):
    """Rows by name. Any thread and any process may use it.

    row: one of what was stored; ValueError, KeyError or TypeError: it is not such a row.
    lost: what does not work while the file cannot be read, and what to do. called: the rows, in the
    file.
    """

    def __init__(
        self, path: Path, row: Callable[[dict[str, Any]], Row], lost: str, called: str = "rows"
    ) -> None:
        self.path = path
        self._row = row
        self._lost = lost
        self._called = called
        self._read: tuple[tuple[int, ...], dict[str, Row]] = ((), {})

    def rows(self) -> dict[str, Row]:
        """Read again only when the file was replaced. StorageError: it cannot be read."""
        try:
            found = self.path.stat()
            mark = (found.st_ino, found.st_mtime_ns, found.st_size)
            if self._read[0] != mark:
                stored = json.loads(self.path.read_text("utf-8"))[self._called].items()
                self._read = (mark, {name: self._row(row) for name, row in stored})
        except FileNotFoundError:
            self._read = ((), {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise StorageError(
                f"{self.path} cannot be read ({type(error).__name__}). {self._lost}"
            ) from error
        return dict(self._read[1])

    @contextmanager
    def changing(self) -> Iterator[dict[str, Row]]:
        """The rows, to be changed inside. StorageError: they cannot be written, and are as they
        were."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path.with_suffix(".lock"), "w") as lock:
                os.fchmod(lock.fileno(), 0o600)
                fcntl.flock(lock, fcntl.LOCK_EX)
                rows = self.rows()
                yield rows
                self._write(rows)
        except OSError as error:
            raise StorageError(
                f"{self.path} cannot be written ({error}). It is as it was. Make room, or see who "
                "owns the data directory."
            ) from error

    def _write(self, rows: dict[str, Row]) -> None:
        stored = {name: asdict(row) for name, row in sorted(rows.items())}
        text = json.dumps({self._called: stored}, ensure_ascii=False, indent=2)
        # Made for its owner alone (mode 600) from its first byte.
        number, unfinished = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.stem}-")
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, self.path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def row_name(written: str) -> str | None:
    """The one form of a name under which a row may lie; None: it is none.

    2 to 60 letters, digits, ".", "-", "_" or "@".
    """
    name = unicodedata.normalize("NFKC", written).strip().casefold()
    return name if re.fullmatch(r"[\w@.-]{2,60}", name) else None
