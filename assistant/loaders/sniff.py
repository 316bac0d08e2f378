"""What a file is, told from its bytes. A name decides only between plain text and Markdown."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal

from assistant.errors import BrokenFileError, EncryptedFileError, UnsupportedFileError
from assistant.loaders import archive, text

Format = Literal["text", "markdown", "html", "pdf", "docx", "hwpx", "hwp"]

READ_HERE = "PDF, DOCX, HWPX, HWP, HTML, Markdown and plain text are read"

_PROTECTED = (b"DRMONE", b"SCDSA", b"<## NASCA DRM", b"<DOCUMENT SAFER")
_OTHERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or video"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"ID3", "a sound"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"HWP Document File V", "a document of Hangul 3 or older"),
    (b"%!PS", "a PostScript file"),
)
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*"
    r"<(!doctype\s+html|html|head|body|meta|title|script|style|link|div|table|p|h[1-6]|main"
    r"|article|section|center|font|span|ul|ol|form|nav|header)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def format_of(raw: bytes, name: str) -> Format:
    """The format of a file's bytes; `name` is for messages, and tells .md from .txt.

    Raises UnsupportedFileError, EncryptedFileError or BrokenFileError, saying what to do.
    """
    head = raw[:1024]
    if any(mark in head[:128] for mark in _PROTECTED):
        raise EncryptedFileError(
            f"{name} is protected by rights management (DRM). "
            "Ask its owner for a released copy and ingest that."
        )
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_format(raw, name)
    if head.startswith(b"PK"):
        return _zip_format(raw, name)
    if b"%PDF-" in head:
        return "pdf"
    for magic, kind in _OTHERS:
        if head.startswith(magic) and not (len(magic) == 2 and _is_text(raw)):
            raise _unsupported(name, kind)
    if head[4:8] == b"ftyp":
        raise _unsupported(name, "a video or a picture")
    return _text_format(raw, name)


def _unsupported(name: str, kind: str, advice: str = "") -> UnsupportedFileError:
    advice = advice or "Save the document in one of these formats and ingest that."
    return UnsupportedFileError(f"{name} seems to be {kind}. {READ_HERE}. {advice}")


def _compound_format(raw: bytes, name: str) -> Format:
    """OLE files tell what they are by the names in their directory, stored as plain UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in raw

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise EncryptedFileError(
            f"{name} is protected by a password. Save a copy without the password and ingest that."
        )
    if holds("FileHeader") and (holds("DocInfo") or holds("BodyText")):
        return "hwp"
    for stream, kind in (
        ("WordDocument", "an old Word document (.doc)"),
        ("PowerPoint Document", "an old PowerPoint file (.ppt)"),
        ("Workbook", "an old Excel file (.xls)"),
        ("__properties_version1", "an Outlook message"),
    ):
        if holds(stream):
            raise _unsupported(name, kind)
    raise _unsupported(name, "a compound (OLE) file of an unknown kind, or a damaged one")


def _zip_format(raw: bytes, name: str) -> Format:
    if not zipfile.is_zipfile(BytesIO(raw)):
        raise BrokenFileError(f"{name} is damaged: it is cut off. Get a fresh copy.")
    members = archive.members(raw, name)
    with zipfile.ZipFile(BytesIO(raw)) as opened:
        small = {
            path: opened.read(members[path])[:65536]
            for path in ("mimetype", "[Content_Types].xml")
            if path in members
        }
    mimetype = small.get("mimetype", b"").strip()
    if mimetype == b"application/hwp+zip" or "Contents/section0.xml" in members:
        return "hwpx"
    types = small.get("[Content_Types].xml", b"")
    if b"wordprocessingml.document.main+xml" in types or "word/document.xml" in members:
        if b"macroEnabled" in types or b"template.main+xml" in types:
            raise _unsupported(name, "a Word template or a document with macros", "Save as .docx.")
        return "docx"
    if "xl/workbook.xml" in members:
        raise _unsupported(name, "an Excel workbook")
    if "ppt/presentation.xml" in members:
        raise _unsupported(name, "a PowerPoint presentation", "Save it as PDF and ingest that.")
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        raise _unsupported(name, "an OpenDocument file")
    if mimetype == b"application/epub+zip":
        raise _unsupported(name, "an e-book (EPUB)")
    raise _unsupported(name, "a zip archive", "Unpack it and ingest the files in it.")


def _is_text(raw: bytes) -> bool:
    try:
        start = text.decode(raw[:8192])
    except UnicodeDecodeError:
        return False
    return len(_CONTROL.findall(start)) <= max(2, len(start) // 200)


def _text_format(raw: bytes, name: str) -> Format:
    if not _is_text(raw):
        raise _unsupported(name, "not text, nor any document that is known here")
    start = text.decode(raw[:8192]).lstrip("\ufeff")
    markdown = name.lower().endswith((".md", ".markdown"))
    if re.match(r"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html)\b", start, re.IGNORECASE):
        return "html"
    if _HTML.match(start) and not markdown:
        return "html"
    if re.match(r"\s*(MIME-Version|From|Content-Type):", start) and "text/html" in start:
        raise _unsupported(name, "a saved web archive (MHTML)", "Save the page as HTML only.")
    if re.match(r"\s*<(\?xml|!DOCTYPE|HWPML)\b", start):
        raise _unsupported(name, "an XML file")
    return "markdown" if markdown else "text"
