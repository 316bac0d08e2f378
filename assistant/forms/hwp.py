"""Binary Hangul documents (HWP 5), turned into HWPX: that is what is read, filled and saved."""

from __future__ import annotations

from hwpx.errors import Hwp5Error
from hwpx.hwp5.package import convert, to_hwpx_bytes

from assistant.errors import (
    BrokenFileError,
    EncryptedFileError,
    FileLimitError,
    LoadError,
    UnsupportedFileError,
)

# What python-hwpx cannot carry over, of the kinds that somebody would miss on the page.
_SEEN = ("control-", "shape-", "form-", "inline-", "ole-", "textart", "compose")
_PROTECTED = ("hwp5-password", "hwp5-distribution", "hwp5-drm")


def as_hwpx(raw: bytes, name: str) -> bytes:
    """The same bytes each time. LoadError: it is damaged, protected, too large or too old."""
    try:
        converted = convert(raw)
    except Hwp5Error as error:
        raise _named(error, name) from error
    lost = sum(n for kind, n in converted.report.unconverted.items() if kind.startswith(_SEEN))
    if lost:
        raise UnsupportedFileError(
            f"{name} holds {lost} drawings or fields that would be lost here. "
            "Open it in Hangul, save it as HWPX, and use that copy."
        )
    return to_hwpx_bytes(converted.files)


def _named(error: Hwp5Error, name: str) -> LoadError:
    if error.code in _PROTECTED:
        return EncryptedFileError(
            f"{name} is protected by a password or by distribution rights. "
            "Save a copy without protection and use that."
        )
    if error.code == "hwp5-limit-exceeded":
        return FileLimitError(
            f"{name} holds far more than a document does, so it was not read. "
            "Open it in Hangul, save it as HWPX, and use that copy."
        )
    return BrokenFileError(
        f"{name} is damaged or of an old version: its text cannot be read. "
        "Open it in Hangul, save it as HWPX, and use that copy."
    )
