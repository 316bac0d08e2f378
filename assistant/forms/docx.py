"""Word documents (DOCX) as forms: read into a sheet, and filled without touching anything else."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from assistant.errors import BrokenFileError, UnsupportedFileError
from assistant.forms.docx_sheet import Body
from assistant.forms.docx_styles import Styles, W
from assistant.forms.docx_write import Writer
from assistant.forms.form import Edit, Sheet
from assistant.forms.package import Package, check_size
from assistant.forms.part import NotXmlError, Part, parsed

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def read(raw: bytes, name: str) -> Sheet:
    """LoadError: it is damaged, protected, too large, or in a variant that is not read."""
    _, _, _, body = _opened(raw, name)
    return Sheet("docx", tuple(body.blocks(body.root.find(f"{W}body"))))


def write(raw: bytes, edits: Sequence[Edit]) -> bytes:
    """The document with these edits, of addresses that `read` gave. ValueError: no such place."""
    package, path, part, body = _opened(raw, "the form")
    for _ in body.blocks(body.root.find(f"{W}body")):
        pass
    Writer(part, body).apply(edits)
    return package.with_parts({path: part.saved()})


def _opened(raw: bytes, name: str) -> tuple[Package, str, Part, Body]:
    package = Package(raw, name)
    try:
        path = _related(package, "", "officeDocument") or "word/document.xml"
        part = Part(package.part(path))
        styles = _related(package, path, "styles")
        body = Body(part.root, Styles(parsed(package.part(styles)) if styles else None))
    except NotXmlError as error:
        raise BrokenFileError(
            f"{name} is damaged: its text cannot be read. "
            "Open it in its own program, save it anew, and use that copy."
        ) from error
    if part.root.tag.startswith(_STRICT):
        raise UnsupportedFileError(
            f"{name} is in Strict Open XML. Open it in Word, choose 'Word Document (.docx)' in "
            "'Save as', and use that copy."
        )
    if part.root.find(f"{W}body") is None:
        raise BrokenFileError(f"{name} is damaged: it has no text. Get a fresh copy.")
    check_size(sum(1 for _ in part.root.iter(f"{W}p")), name)
    return package, path, part, body


def _related(package: Package, path: str, kind: str) -> str | None:
    """The part that another one ("": the package) names as its `kind`; None where it is not there."""
    folder, file = posixpath.split(path)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations not in package.paths:
        return None
    for relation in parsed(package.part(relations)):
        target = relation.get("Target", "")
        if (
            relation.get("Type", "").endswith(f"/{kind}")
            and relation.get("TargetMode") != "External"
        ):
            found = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            return found if found in package.paths else None
    return None
