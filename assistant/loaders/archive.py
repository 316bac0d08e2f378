"""Limits for zipped formats, checked before any parser sees them."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from assistant.errors import BrokenFileError, EncryptedFileError, UnsupportedFileError

_ENTRIES = 2_000
_TOTAL = 200 * 2**20  # bytes unpacked
_RATIO, _RATIO_FROM = 100, 10 * 2**20  # unpacked to packed, for entries above 10 MB
_XML = re.compile(r"\.(xml|rels|hpf|rdf|vml)$", re.IGNORECASE)
# Office formats never need a DTD; entities are how small XML becomes huge or reads local files.
_DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("ascii", "utf-16-le", "utf-16-be"))


def members(raw: bytes, name: str) -> dict[str, zipfile.ZipInfo]:
    """The entries of a zip file by path with forward slashes, when all are within the limits."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, name)
            for entry in entries:
                if _XML.search(entry.filename):
                    _check_xml(archive.read(entry), name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as e:
        raise BrokenFileError(
            f"{name} is damaged: its contents cannot be unpacked. Get a fresh copy."
        ) from e
    return {entry.filename.replace("\\", "/"): entry for entry in entries}


def _check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedFileError(
            f"{name} is protected by a password. Save a copy without the password and ingest that."
        )
    too_many = len(entries) > _ENTRIES
    too_large = sum(entry.file_size for entry in entries) > _TOTAL
    too_dense = any(
        entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if too_many or too_large or too_dense:
        raise UnsupportedFileError(
            f"{name} unpacks to far more than a document holds, so it was not opened. "
            "Save the document anew in its own program and ingest that copy."
        )


def _check_xml(part: bytes, name: str) -> None:
    if any(mark in part for mark in _DOCTYPES):
        raise UnsupportedFileError(
            f"{name} holds XML with a document type declaration, which no office program writes, "
            "so it was not read. Save the document anew in its own program and ingest that copy."
        )
