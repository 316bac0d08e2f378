"""PDF files that attack their parser: loops, bombs, wrong numbers, actions. See hostile_files.py."""

from __future__ import annotations

import random
import tempfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from fixtures_documents import pdf_notice, scanned_pdf
from good_files import MB, HostileFile


def pdf(*objects: bytes, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of numbered objects, from 1, with a right cross-reference table."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(objects) + 1, root, trailer)
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
    b"/Resources << /Font << /F 5 0 R >> /XObject << /X 4 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def page_showing(content: bytes, more: bytes = b"") -> bytes:
    return pdf(CATALOG, PAGES, PAGE, stream(content, more), FONT)


@lru_cache(maxsize=4)
def packed(size: int, unit: bytes = b"\0") -> bytes:
    """`size` bytes of `unit`, deflated without holding them."""
    packer, piece = zlib.compressobj(9), unit * (MB // len(unit))
    return b"".join(packer.compress(piece) for _ in range(size // MB)) + packer.flush()


def hostile_pdfs() -> Iterator[HostileFile]:
    flate = b"/Filter /FlateDecode"
    words = b"BT /F 12 Tf 50 700 Td (A programme for small companies) Tj ET\n"
    yield "header-only.pdf", b"%PDF-1.7\n", False
    yield "header-noise.pdf", b"%PDF-1.7\n" + random.Random(2).randbytes(20_000), False
    yield "no-objects.pdf", pdf(), False
    yield "count.pdf", pdf(CATALOG, b"<< /Type /Pages /Kids [] /Count 1000000000 >>"), False
    yield (
        "kids.pdf",
        pdf(
            CATALOG,
            b"<< /Type /Pages /Count 5000 /Kids [%s] >>" % (b"3 0 R " * 5000),
            PAGE,
            stream(words),
            FONT,
        ),
        False,
    )
    yield "loop.pdf", pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), False
    yield (
        "loop-of-two.pdf",
        pdf(
            CATALOG,
            b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 9 >>",
        ),
        False,
    )
    deep = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % n for n in range(3, 5003)]
    yield "deep-tree.pdf", pdf(CATALOG, *deep, PAGE), False
    yield "flate-bomb.pdf", lambda: page_showing(packed(900 * MB), flate), False
    yield (
        "flate-text.pdf",
        lambda: page_showing(packed(50 * MB, b"(a) Tj\n0 0 Td\n  "), flate),
        False,
    )
    yield (
        "flate-twice.pdf",
        lambda: page_showing(
            zlib.compress(packed(900 * MB)), b"/Filter [/FlateDecode /FlateDecode]"
        ),
        False,
    )
    yield (
        "filters.pdf",
        page_showing(b"a" * 100, b"/Filter [%s]" % (b"/FlateDecode " * 10_000)),
        False,
    )
    yield "operators.pdf", page_showing(words + b"0 0 m 9 9 l S\n" * 300_000), True
    yield (
        "rules.pdf",
        page_showing(
            words
            + b"".join(
                b"%d 0 m %d 800 l S 0 %d m 600 %d l S\n" % (n, n, n, n) for n in range(1, 600)
            )
        ),
        True,
    )
    yield "saves.pdf", page_showing(b"q " * 500_000 + words), True
    yield (
        "self-drawing.pdf",
        pdf(
            CATALOG,
            PAGES,
            PAGE,
            stream(words + b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"),
            FONT,
        ),
        True,
    )
    yield "deep-arrays.pdf", page_showing(b"[" * 300_000 + words), True
    yield "deep-dictionaries.pdf", pdf(CATALOG, b"<< /A " * 100_000 + b">>" * 100_000), False
    yield (
        "glyphs.pdf",
        page_showing(b"BT /F 1 Tf 9 9 Td " + b"(%s) Tj " % (b"abcdefgh " * 100) * 1500 + b"ET"),
        True,
    )
    yield (
        "box.pdf",
        pdf(CATALOG, PAGES, PAGE.replace(b"600 800", b"1e38 -1e38"), stream(words), FONT),
        True,
    )
    yield "numbers.pdf", page_showing(b"BT /F 1e300 Tf nan -1e999 Td (a) Tj ET" + words), True
    image = b"/Type /XObject /Subtype /Image /Width 65535 /Height 65535 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
    for codec in (b"FlateDecode", b"JPXDecode", b"DCTDecode", b"JBIG2Decode", b"CCITTFaxDecode"):
        content = stream(packed(10 * MB), image + b"/Filter /" + codec)
        yield (
            f"image-{codec.decode()}.pdf",
            pdf(
                CATALOG,
                PAGES,
                PAGE.replace(b"/Contents 4 0 R", b"/Contents 6 0 R"),
                content,
                FONT,
                stream(b"600 0 0 800 0 0 cm /X Do"),
            ),
            False,
        )
    action = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /%s /F (calc) /URI (http://127.0.0.1:1/) /JS (app.alert\\(1\\)) >> >>"
    for kind in (b"Launch", b"URI", b"JavaScript", b"GoToR", b"SubmitForm"):
        yield (
            f"action-{kind.decode()}.pdf",
            pdf(action % kind, PAGES, PAGE, stream(words), FONT),
            True,
        )
    yield (
        "previous-loop.pdf",
        pdf(CATALOG, PAGES, PAGE, stream(words), FONT, trailer=b"/Prev 9"),
        True,
    )
    yield "root-missing.pdf", pdf(PAGES, root=77), False
    yield "length.pdf", page_showing(words).replace(b"/Length ", b"/Length 99999999999"), True
    yield (
        "object-stream.pdf",
        pdf(CATALOG, PAGES, stream(b"1 0 " * 1000, b"/Type /ObjStm /N 1000000000 /First 4")),
        False,
    )
    xref = stream(
        b"\1" * 100, b"/Type /XRef /Size 2147483647 /W [1 8 8] /Root 1 0 R /Index [0 2147483647]"
    )
    yield (
        "cross-reference.pdf",
        b"%PDF-1.7\n1 0 obj\n" + xref + b"\nendobj\nstartxref\n9\n%%EOF",
        False,
    )
    yield (
        "to-unicode.pdf",
        pdf(
            CATALOG,
            PAGES,
            PAGE,
            stream(words),
            FONT[:-2] + b"/ToUnicode 6 0 R >>",
            stream(
                b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
            ),
        ),
        True,
    )
    yield (
        "widths.pdf",
        pdf(
            CATALOG,
            PAGES,
            PAGE,
            stream(words),
            FONT[:-2] + b"/FirstChar 0 /LastChar 2147483647 /Widths [%s] >>" % (b"9 " * 100_000),
        ),
        True,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        yield "password.pdf", pdf_notice(path / "a.pdf", password="secret").read_bytes(), False
        yield "scan.pdf", scanned_pdf(path / "b.pdf").read_bytes(), False
