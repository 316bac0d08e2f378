"""Limits for zipped formats, checked before any parser sees them."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO

from assistant.config import settings
from assistant.errors import (
    BrokenFileError,
    EncryptedFileError,
    FileLimitError,
    UnsupportedFileError,
)

_DENSE_FROM = 10 * 2**20  # bytes unpacked; a smaller entry may be as dense as it likes
_PIECE = 2**16  # bytes unpacked at once
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(.*[/\\])?\.\.([/\\]|$)", re.DOTALL)
# Office formats never need a DTD; entities are how small XML becomes huge or reads local files.
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", *_WIDE))
_XML = re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
# In any other encoding, such as UTF-7, a DTD may look like anything.
_ODD_ENCODING = re.compile(
    rb"<\?xml[^>]*encoding\s*=\s*.(?!utf-?8|utf-?16|us-ascii|iso-8859-|windows-|euc-kr)",
    re.IGNORECASE,
)


def members(raw: bytes, name: str) -> dict[str, zipfile.ZipInfo]:
    """The entries of a zip file by path with forward slashes, when all are within the limits.

    EncryptedFileError, FileLimitError, UnsupportedFileError, or BrokenFileError.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            _check_directory(entries, name)
            left = settings().unpacked_mb * 2**20
            for entry in entries:
                left -= _check_entry(archive, entry, left, name)
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


def _check_directory(entries: list[zipfile.ZipInfo], name: str) -> None:
    """What shows without unpacking anything."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedFileError(
            f"{name} is protected by a password. Save a copy without the password and ingest that."
        )
    if any(
        _OUTSIDE.match(entry.filename) or stat.S_ISLNK(entry.external_attr >> 16)
        for entry in entries
    ):
        raise UnsupportedFileError(
            f"{name} holds links or paths that lead out of it, which no office program writes, "
            "so it was not read. Save the document anew in its own program and ingest that copy."
        )
    if len(entries) > settings().zip_entries:
        raise _too_much(name, f"holds more than {settings().zip_entries:,} parts")


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, name: str) -> int:
    """The bytes that an entry unpacks to, counted: what the directory says may be a lie."""
    ratio = settings().unpack_ratio
    dense = max(_DENSE_FROM, ratio * entry.compress_size)
    part = bytearray()
    with archive.open(entry) as unpacking:
        while piece := unpacking.read(_PIECE):
            part += piece
            if len(part) > left:
                raise _too_much(name, f"unpacks to more than {settings().unpacked_mb} MB")
            if len(part) > dense:
                raise _too_much(name, f"unpacks to more than {ratio} times its size")
    # Drawings for the web are not read here, and often declare their type.
    if _XML.match(part) and not entry.filename.lower().endswith(".svg"):
        _check_xml(part, name)
    return len(part)


def _check_xml(part: bytearray, name: str) -> None:
    if any(mark in part for mark in _DOCTYPES) or _ODD_ENCODING.search(part[:200]):
        raise UnsupportedFileError(
            f"{name} holds XML with a document type declaration, which no office program writes, "
            "so it was not read. Save the document anew in its own program and ingest that copy."
        )


def _too_much(name: str, what: str) -> FileLimitError:
    return FileLimitError(
        f"{name} {what}, far more than a document does, so it was not opened. "
        "Save the document anew in its own program and ingest that copy."
    )
