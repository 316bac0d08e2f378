"""The characters of a PDF's pages with their places, and the lines that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from assistant.config import settings
from assistant.errors import BrokenFileError, EncryptedFileError, FileLimitError
from assistant.loaders.ruling import Box

_RULES = 4  # drawn paths on a page, below which there is no table to look for

_NO_SPACE = 0.1  # em: a narrower gap is none, whatever the text layer says
_SCRIPT_GAP = 0.75  # of the usual space: the gap that layout puts between "2026" and "년"

_HYPHENS = {"\x02": "-", "\ufffe": "-"}  # how pdfium marks a hyphen at a line end


@dataclass(frozen=True, slots=True)
class Glyph:
    char: str
    box: Box | None  # None for the line ends and spaces that pdfium adds
    height: float  # of its font, in points
    baseline: float = 0.0  # points from the bottom of the page


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    box: Box
    size: float  # median font height, in points
    baseline: float  # median


@dataclass(frozen=True, slots=True)
class PdfPage:
    glyphs: list[Glyph]  # in reading order
    bottom: float  # of the page in points, where its coordinates start
    height: float  # in points
    has_picture: bool
    may_have_tables: bool


def pages_of(raw: bytes, name: str) -> tuple[list[PdfPage], str | None]:
    """A PDF's pages and the title it states.

    An empty user password, as many published PDFs have, opens without asking. Raises
    EncryptedFileError, FileLimitError or BrokenFileError.
    """
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        code = pdfium_c.FPDF_GetLastError()
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise EncryptedFileError(
                f"{name} is protected by a password. "
                "Save a copy without the password and ingest that."
            ) from error
        raise BrokenFileError(
            f"{name} is damaged and cannot be opened as PDF. Get a fresh copy, or print it "
            "to a new PDF from a program that opens it."
        ) from error
    try:
        if len(document) > (most := settings().pdf_pages):
            raise FileLimitError(
                f"{name} has more than {most:,} pages. Split it, or raise GILJABI_PDF_PAGES."
            )
        return [_page(page) for page in document], document.get_metadata_dict().get("Title")
    finally:
        document.close()


def _page(page: Any) -> PdfPage:
    _, bottom, _, top = page.get_mediabox()
    pictures = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    paths = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3)
    # On a turned page the rules lie across the text: there the lines alone read better.
    ruled = not page.get_rotation() and len(list(islice(paths, _RULES))) == _RULES
    glyphs = _glyphs(page.get_textpage())
    return PdfPage(
        glyphs, bottom, top - bottom, any(True for _ in pictures), ruled and bool(glyphs)
    )


def _glyphs(textpage: Any) -> list[Glyph]:
    glyphs = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(textpage.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(textpage, i) or 0)
        char = _HYPHENS.get(char, char)
        left, bottom, right, top = textpage.get_charbox(i, loose=True)
        shown = not char.isspace() and right > left
        box = Box(left, bottom, right, top) if shown else None
        pdfium_c.FPDFText_GetCharOrigin(textpage, i, x, y)
        glyphs.append(Glyph(char, box, top - bottom, y.value))
    return glyphs


def lines_of(glyphs: list[Glyph], narrow: float) -> list[Line]:
    """Lines without the spaces that only a change of font puts in: `narrow` is `narrow_space`."""
    lines: list[Line] = []
    run: list[Glyph] = []
    for glyph in [*glyphs, Glyph("\n", None, 0)]:
        if glyph.char in "\r\n" or _is_below_hyphen(run, glyph):
            if line := _line(run, narrow):
                lines.append(line)
            run = []
        if glyph.char not in "\r\n":
            run.append(glyph)
    return lines


def _is_below_hyphen(run: list[Glyph], glyph: Glyph) -> bool:
    """pdfium leaves out the line end after a hyphen."""
    if not run or run[-1].char != "-" or glyph.box is None:
        return False
    return run[-1].baseline - glyph.baseline > glyph.height / 2


def _line(run: list[Glyph], narrow: float) -> Line | None:
    shown = [g for g in run if g.box is not None]
    if not shown:
        return None
    text = ""
    before: Glyph | None = None
    spaced = False
    for glyph in run:
        if glyph.box is None:
            spaced = spaced or glyph.char.isspace()
            continue
        if spaced and before is not None and _is_space(before, glyph, narrow):
            text += " "
        text += glyph.char
        before, spaced = glyph, False
    boxes = [g.box for g in shown if g.box is not None]
    return Line(
        text,
        Box(
            min(b.left for b in boxes),
            min(b.bottom for b in boxes),
            max(b.right for b in boxes),
            max(b.top for b in boxes),
        ),
        median(g.height for g in shown),
        median(g.baseline for g in shown),
    )


def _gap(before: Glyph, after: Glyph) -> float:
    """Distance between two glyphs in em."""
    assert before.box is not None and after.box is not None
    return (after.box.left - before.box.right) / max(before.height, after.height, 0.1)


def _is_space(before: Glyph, after: Glyph, narrow: float) -> bool:
    gap = _gap(before, after)
    if gap < -1:  # set further left: the next piece of a line that was drawn in pieces
        return True
    mixed = is_hangul(before.char) != is_hangul(after.char)
    return gap >= (narrow if mixed else _NO_SPACE)


def narrow_space(glyphs: list[Glyph]) -> float:
    """The gap in em below which a figure and a Hangul word after it belong together."""
    gaps = []
    for a, space, b in zip(glyphs, glyphs[1:], glyphs[2:], strict=False):
        if a.box and b.box and space.char == " " and is_hangul(a.char) and is_hangul(b.char):
            gaps.append(_gap(a, b))
    usual = [gap for gap in gaps if 0 < gap < 1]
    return _SCRIPT_GAP * median(usual) if len(usual) >= 5 else _NO_SPACE


def is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def within(glyphs: list[Glyph], inside: Callable[[float, float], bool]) -> list[bool]:
    """For each glyph, whether its centre is inside; spaces and line ends follow the one before."""
    flags: list[bool] = []
    last = False
    for glyph in glyphs:
        if glyph.box is not None:
            b = glyph.box
            last = inside((b.left + b.right) / 2, (b.bottom + b.top) / 2)
        flags.append(last)
    return flags
