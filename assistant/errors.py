"""Named errors. Each message says what happened and what to do next."""

from __future__ import annotations

from typing import Literal


class GiljabiError(Exception):
    """Something a user or an operator can act on.

    The message is for commands. Where a page may have to tell of it, `key` names the page's own
    words, which are filled with `values`; "": those of the error's kind.
    """

    def __init__(self, message: str = "", key: str = "", **values: object) -> None:
        super().__init__(message)
        self.key = key
        self.values = values


class UsageError(GiljabiError):
    """A command was used wrongly (exit code 2)."""


class LoadError(GiljabiError):
    """A file that could not become a document; the other files of the run go on."""


class UnsupportedFileError(LoadError):
    """Not a format that is read here, or not what its name claims."""


class BrokenFileError(LoadError):
    """The right format, but damaged."""


class EncryptedFileError(LoadError):
    """Protected by a password or by distribution rights."""


class EmptyFileError(LoadError):
    """No text in it."""


class ScannedFileError(LoadError):
    """Pictures of pages without a text layer."""


class FileLimitError(LoadError):
    """It takes more memory, time, pages or unpacked size than a document may."""


class ReaderMissingError(GiljabiError):
    """The process that parses files cannot be started."""


class RecordError(GiljabiError):
    """A programme's record.yaml that cannot be read."""


class ProfileError(UsageError):
    """A company's profile that cannot be read, or a value in it that cannot be."""


class DuplicateDocumentError(GiljabiError):
    """Two files would have the same document id."""


class LibraryBusyError(GiljabiError):
    """Another process is writing to this library."""


class StorageError(GiljabiError):
    """The disk is full or fails, or the library's file is damaged."""


class IndexMissingError(GiljabiError):
    """Nothing has been ingested into this data directory."""


class UnsoundIndexError(GiljabiError):
    """A generation of the index that fails its check: it is not, or no longer, served."""


class DocumentMissingError(GiljabiError):
    """No document of that id in the library."""


class QuestionMissingError(UsageError):
    """No such question or handover in the log of questions."""


class ModelMissingError(GiljabiError):
    """The embedding model cannot be found or unpacked."""


ModelReason = Literal[
    "timeout",  # nothing within the limit, or no end within it
    "silence",  # it fell silent in the middle
    "rate_limited",
    "server_error",
    "refused_connection",
    "rejected",  # a wrong key, an unknown model, a request that it does not take
    "malformed",
    "cut_off",
    "too_long",
    "empty",
    "breaker_open",  # it failed lately and is left alone for a while
]


class ModelUnavailableError(GiljabiError):
    """The chat model gives no (further) reply. Holds the reason alone: no key, no prompt."""

    def __init__(self, reason: ModelReason) -> None:
        message = f"The chat model gives no reply ({reason})."
        super().__init__(message, "refused_model", model=reason)
        self.reason: ModelReason = reason


class AccountError(UsageError):
    """An account that cannot be, or is not there."""


class ApiKeyError(UsageError):
    """A key of the API that cannot be, or is not there."""


class FaqError(UsageError):
    """Something that may not be done to an FAQ, or not now."""


class FaqMissingError(FaqError):
    """No FAQ of that number in the desk."""
