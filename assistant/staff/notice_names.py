"""What a notice may be called: pure. A name becomes a file's, a document's id and part of a link."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from assistant.errors import UnsupportedFileError, UsageError

_BYTES = 200  # of a name in UTF-8: file systems take 255, and ours adds some while it writes
_SUFFIXES = {  # format -> the ends that a name of it may have, the usual one first
    "pdf": (".pdf",),
    "docx": (".docx",),
    "hwpx": (".hwpx",),
    "hwp": (".hwp",),
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown"),
    "text": (".txt",),
}


def checked_name(name: str, what: str, reserved: frozenset[str]) -> str:
    """The name of one file or folder, composed (NFC) and without white space around it. `what` says
    which of the two, for the message. UsageError: it cannot be one here."""
    composed = unicodedata.normalize("NFC", name).strip()
    if not composed:
        problem, key = "is empty", "empty"
    elif "/" in composed or "\\" in composed:
        problem, key = "holds a path", "path"
    elif any(unicodedata.category(c)[0] == "C" for c in composed):
        problem, key = "holds characters that cannot be seen", "unseen"
    elif composed.startswith("."):
        problem, key = "begins with a dot, as hidden files do", "dot"
    elif composed.casefold() in {each.casefold() for each in reserved}:
        problem = "is kept for something else here and would never be answered from"
        key = "reserved"
    elif len(composed.encode()) > _BYTES:
        problem, key = f"is longer than {_BYTES} bytes", "long"
    else:
        return composed
    shown = "".join(c if c.isprintable() else "�" for c in composed)[:80]
    message = f"The {what} {shown!r} {problem}. Give it another name."
    raise UsageError(message, f"refused_name_{key}", name=shown)


def check_suffix(name: str, format_found: str) -> None:
    """UnsupportedFileError: the name's end says another format than the file is of."""
    suffixes = _SUFFIXES[format_found]
    path = PurePosixPath(name)
    if path.suffix.lower() not in suffixes:
        better = path.stem + suffixes[0]
        raise UnsupportedFileError(
            f"{name} is a file of another kind than its name says: {format_found}. "
            f"If it is the right file, name it {better}.",
            "refused_suffix",
            name=name,
            better=better,
        )
