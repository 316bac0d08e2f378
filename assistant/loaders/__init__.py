"""Files into documents. `load_document` picks the format by what a file holds, not by its name."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from assistant.config import settings
from assistant.errors import (
    BrokenFileError,
    EmptyFileError,
    FileLimitError,
    LoadError,
)
from assistant.loaders.reading import Reading, too_deep
from assistant.loaders.sniff import Format, format_of
from assistant.schema import Document, Language

_TITLE = 120  # characters


def load_document(
    path: Path, document_id: str, programme: str | None = None, url: str | None = None
) -> Document:
    """Read one file into the stored form that `schema.Document` describes.

    Raises a LoadError whose message names the file and says what to do: EmptyFileError,
    EncryptedFileError, ScannedFileError, FileLimitError, BrokenFileError or UnsupportedFileError;
    and MemoryError.
    """
    name = path.name
    raw = file_bytes(path)
    if not raw.strip(b"\0 \t\r\n"):
        raise EmptyFileError(f"{name} is empty. Ingest a file that has text in it.")
    fmt = format_of(raw, name)
    try:
        reading = _read(raw, path, fmt)
    except (LoadError, MemoryError):
        raise
    except RecursionError as error:
        raise too_deep(name) from error
    except Exception as error:  # whatever a parser throws at a damaged file
        raise BrokenFileError(
            f"{name} is damaged and cannot be read as {_CALLED[fmt]}. "
            "Open it in its own program, save it anew, and ingest that copy."
        ) from error
    _check_length(reading.text, name)
    if not any(c.isalnum() for c in reading.text):
        raise EmptyFileError(f"{name} has no text in it. Ingest a file that has text.")
    return Document(
        document_id=document_id,
        title=_title(reading, path),
        language=language_of(reading.text),
        format=fmt,
        text=reading.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        programme=programme,
        pages=reading.pages,
        url=url,
    )


_CALLED: dict[Format, str] = {
    "text": "text",
    "markdown": "Markdown",
    "html": "HTML",
    "pdf": "PDF",
    "docx": "a Word document",
    "hwpx": "a Hangul document (HWPX)",
    "hwp": "a Hangul document (HWP)",
}


def file_bytes(path: Path) -> bytes:
    """FileLimitError: it is too large. BrokenFileError: it cannot be opened."""
    limit = settings().file_mb
    try:
        if path.stat().st_size > limit * 2**20:
            raise FileLimitError(
                f"{path.name} is larger than {limit} MB. Split it, or raise GILJABI_FILE_MB."
            )
        return path.read_bytes()
    except OSError as error:
        raise BrokenFileError(
            f"{path.name} cannot be opened ({error.strerror}). Check that it exists and is readable."
        ) from error


def _check_length(text: str, name: str) -> None:
    """So much becomes no passages that anybody could search; nor may it fill this memory."""
    limits = settings()
    if len(text.encode("utf-8", "replace")) > limits.text_mb * 2**20:
        raise FileLimitError(
            f"{name} holds more than {limits.text_mb} MB of text. Split it, or raise GILJABI_TEXT_MB."
        )
    if text.count("\n") > limits.text_lines:
        raise FileLimitError(
            f"{name} holds more than {limits.text_lines:,} lines of text. "
            "Split it, or raise GILJABI_TEXT_LINES."
        )


def _read(raw: bytes, path: Path, fmt: Format) -> Reading:
    """Each parser is imported when a file needs it: some take a second to load."""
    if fmt == "pdf":
        from assistant.loaders import pdf

        return pdf.read(raw, path.name)
    if fmt == "docx":
        from assistant.loaders import docx

        return docx.read(raw)
    if fmt in ("hwpx", "hwp"):
        from assistant.loaders import hangul

        return hangul.read(raw, path)
    if fmt == "html":
        from assistant.loaders import html

        return html.read(raw, path.name)
    from assistant.loaders import text

    return text.read(raw)


def language_of(text: str) -> Language:
    """Korean when at least a fifth of the letters are Hangul: notices mix in English names."""
    letters = hangul = 0
    for c in text:
        if c.isalpha():
            letters += 1
            hangul += "가" <= c <= "힣" or "ㄱ" <= c <= "ㅎ"
    return "ko" if hangul * 5 >= max(letters, 1) else "en"


_NOT_A_TITLE = re.compile(
    r"untitled.*|\(?(anonymous|unspecified|unknown)\)?|제목\s?없음.*|무제.*|microsoft word.*|\w+\.(docx?|hwpx?|pdf|html?|txt|md)"
    r"|(document|문서|slide|sheet|book|page|home|index|홈)\s?\d*|[\d\W_]*|https?:\S*",
    re.IGNORECASE,
)
# What stands above a notice on a page or a letterhead.
_ABOVE_THE_TITLE = re.compile(
    r".*바로가기|skip to .*|text size|close|share|print|bar_progress|menu|home|top|목록"
    r"|[가-힣\w\s·]{0,40}공고\s*제?\s*\d{4}\s*[-–‐―]\s*[\d○]*\s*호",
    re.IGNORECASE,
)


def _title(reading: Reading, path: Path) -> str:
    stated = " ".join((reading.title or "").split())
    if stated and stated != path.stem and not _NOT_A_TITLE.fullmatch(stated):
        return _shortened(stated)
    lines = [line.strip() for line in reading.text.split("\n") if line.strip()]
    headings = [line.lstrip("#").strip() for line in lines[:40] if re.match(r"#+ ", line)]
    words = [line.strip("|#- ").split(" | ")[0].strip() for line in lines[:20]]
    for line in headings + words:
        if not _NOT_A_TITLE.fullmatch(line) and not _ABOVE_THE_TITLE.fullmatch(line):
            return _shortened(line)
    return path.stem


def _shortened(title: str) -> str:
    if len(title) <= _TITLE:
        return title
    return title[: _TITLE - 1].rsplit(" ", 1)[0] + "…"
