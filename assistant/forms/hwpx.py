"""Hangul documents (HWPX) as forms: read into a sheet, and filled without touching anything else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.errors import BrokenFileError, EncryptedFileError
from assistant.forms.form import Block, Edit, Sheet
from assistant.forms.hwpx_looks import Looks
from assistant.forms.hwpx_sheet import Section
from assistant.forms.hwpx_write import Writer
from assistant.forms.package import Package, check_size
from assistant.forms.part import NotXmlError, Part

_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml", re.IGNORECASE)
_HEADER = "Contents/header.xml"
_MANIFEST = "META-INF/manifest.xml"


def read(raw: bytes, name: str) -> Sheet:
    """LoadError: it is damaged, protected or too large."""
    package = _opened(raw, name)
    blocks: list[Block] = []
    looks = _looks(package, name)
    paragraphs = 0
    for path in _sections(package, name):
        root = _part(package, path, name).root
        paragraphs += sum(1 for _ in root.iter("{*}p"))
        check_size(paragraphs, name)
        blocks += Section(_called(path), root, looks).blocks()
    return Sheet("hwpx", tuple(blocks))


def write(raw: bytes, edits: Sequence[Edit]) -> bytes:
    """The document with these edits, of addresses that `read` gave. ValueError: no such place.

    The preview (a picture and the first lines of text) stays that of the blank until Hangul saves it.
    """
    name = "the form"
    package = _opened(raw, name)
    looks = _looks(package, name)
    by_section: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_section[edit.address.partition("/")[0]].append(edit)
    saved = {}
    for path in _sections(package, name):
        if own := by_section.pop(_called(path), None):
            part = _part(package, path, name)
            section = Section(_called(path), part.root, looks)
            for _ in section.blocks():
                pass
            Writer(part, section).apply(own)
            saved[path] = part.saved()
    for nowhere, *_ in by_section.values():
        raise ValueError(f"no paragraph or control {nowhere.address!r} in this form")
    return package.with_parts(saved)


def _opened(raw: bytes, name: str) -> Package:
    package = Package(raw, name)
    if _MANIFEST in package.paths and b"encryption-data" in package.part(_MANIFEST):
        raise EncryptedFileError(
            f"{name} is protected by a password or by rights management. "
            "Save a copy without protection and use that."
        )
    return package


def _sections(package: Package, name: str) -> list[str]:
    found = [(int(match[1]), path) for path in package.paths if (match := _SECTION.fullmatch(path))]
    if not found:
        raise BrokenFileError(f"{name} is damaged: it has no text. Get a fresh copy.")
    return [path for _, path in sorted(found)]


def _called(path: str) -> str:
    return path.removeprefix("Contents/").removesuffix(".xml")


def _looks(package: Package, name: str) -> Looks:
    if _HEADER not in package.paths:
        return Looks(None)
    return Looks(_part(package, _HEADER, name).root)


def _part(package: Package, path: str, name: str) -> Part:
    try:
        return Part(package.part(path))
    except NotXmlError as error:
        raise BrokenFileError(
            f"{name} is damaged: its text cannot be read. "
            "Open it in Hangul, save it anew, and use that copy."
        ) from error
