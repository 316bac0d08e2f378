"""A file that cannot become a document says so by name, and says what to do."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures_documents import (
    docx_notice,
    hangul_notice,
    pdf_notice,
    protected_hwp,
    protected_hwpx,
    scanned_pdf,
)
from reportlab.pdfgen.canvas import Canvas

from assistant.config import settings
from assistant.errors import (
    BrokenFileError,
    EmptyFileError,
    EncryptedFileError,
    FileLimitError,
    LoadError,
    ScannedFileError,
    UnsupportedFileError,
)
from assistant.loaders import load_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ADVICE = ("Save", "Get a fresh copy", "Ingest", "ingest", "Ask", "Split", "Check", "Unpack")


def refused(path: Path, error: type[LoadError], *words: str) -> None:
    with pytest.raises(error) as caught:
        load_document(path, path.name)
    message = str(caught.value)
    assert message.startswith(path.name)
    assert str(path.parent) not in message
    assert any(advice in message for advice in ADVICE)
    for word in words:
        assert word in message


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def zipped(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"<html><body><p> </p></body></html>"]
)
def test_a_file_without_text_is_empty(tmp_path: Path, content: bytes) -> None:
    refused(written(tmp_path / "a.txt", content), EmptyFileError)


def test_a_blank_pdf_page_is_empty_not_scanned(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.showPage()
    canvas.save()
    refused(tmp_path / "a.pdf", EmptyFileError)


def test_pictures_of_pages_are_told_from_broken_files(tmp_path: Path) -> None:
    refused(scanned_pdf(tmp_path / "scan.pdf"), ScannedFileError, "text recognition")


def test_a_pdf_with_a_password_is_encrypted(tmp_path: Path) -> None:
    with pytest.raises(EncryptedFileError) as caught:
        load_document(pdf_notice(tmp_path / "notice.pdf", password="secret"), "x")
    assert str(caught.value) == (
        "notice.pdf is protected by a password. Save a copy without the password and ingest that."
    )


def test_protected_hangul_documents_are_encrypted(tmp_path: Path) -> None:
    hwpx, hwp = hangul_notice(tmp_path / "a.hwpx"), hangul_notice(tmp_path / "a.hwp")
    refused(protected_hwpx(hwpx, tmp_path / "b.hwpx"), EncryptedFileError)
    refused(protected_hwp(hwp, tmp_path / "b.hwp"), EncryptedFileError)


def test_a_protected_word_document_is_encrypted(tmp_path: Path) -> None:
    # Word wraps it into a compound file, whose directory names the parts in UTF-16.
    raw = OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    refused(written(tmp_path / "a.docx", raw), EncryptedFileError, "password")


def test_a_file_under_rights_management_is_encrypted(tmp_path: Path) -> None:
    raw = b"\x9b DRMONE  This Document is encrypted" + bytes(500)
    refused(written(tmp_path / "a.hwp", raw), EncryptedFileError, "DRM")


def test_a_zip_entry_with_a_password_is_encrypted(tmp_path: Path) -> None:
    raw = bytearray(docx_notice(tmp_path / "a.docx").read_bytes())
    at = raw.index(b"PK\x01\x02")  # the first entry of the central directory: flags 8 bytes on
    raw[at + 8] |= 1
    refused(written(tmp_path / "b.docx", bytes(raw)), EncryptedFileError)


@pytest.mark.parametrize(
    ("name", "make"), [("a.pdf", pdf_notice), ("a.docx", docx_notice), ("a.hwpx", hangul_notice)]
)
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_file_cut_off_is_broken(
    tmp_path: Path, name: str, make: Callable[[Path], Path], share: float
) -> None:
    raw = make(tmp_path / name).read_bytes()
    refused(written(tmp_path / name, raw[: int(len(raw) * share)]), BrokenFileError)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_hwp_cut_off_never_loads_in_part(tmp_path: Path, share: float) -> None:
    raw = hangul_notice(tmp_path / "a.hwp").read_bytes()
    refused(written(tmp_path / "a.hwp", raw[: int(len(raw) * share)]), LoadError, "damaged")


def test_a_parser_that_fails_is_a_broken_file_with_its_cause(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.docx", {"word/document.xml": b"<w:document", "x.xml": b"<x/>"})
    with pytest.raises(BrokenFileError) as caught:
        load_document(path, "a")
    assert caught.value.__cause__ is not None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    refused(tmp_path / "none.pdf", BrokenFileError, "cannot be opened")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("a.docx", b"\xff\xd8\xff\xe0" + bytes(200), "JPEG"),
        ("a.txt", b"MZ\x90\0" + bytes(200), "program"),
        ("a.txt", bytes(range(256)) * 8, "not text"),
        ("a.doc", OLE + bytes(512) + "WordDocument".encode("utf-16-le"), ".doc"),
        ("a.rtf", b"{\\rtf1 hello}", "RTF"),
        ("a.xml", b"<?xml version='1.0'?><data>1</data>", "XML"),
        ("a.hwp", b"HWP Document File V3.00 \x1a\1\2\3" + bytes(100), "Hangul 3"),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"\n", "MHTML"),
    ],
)  # fmt: skip
def test_what_is_not_read_here_is_named_for_what_it_is(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    refused(written(tmp_path / name, content), UnsupportedFileError, word)


@pytest.mark.parametrize(
    ("member", "word"),
    [
        ("notes.txt", "zip archive"),
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
    ],
)
def test_other_zip_files_are_named_for_what_they_are(
    tmp_path: Path, member: str, word: str
) -> None:
    refused(zipped(tmp_path / "a.docx", {member: b"<x/>"}), UnsupportedFileError, word)


def test_text_that_starts_like_a_program_is_still_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"MZ is the label of a zone. BM is another.")
    assert load_document(path, "a").format == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_declaration_is_never_read(tmp_path: Path, encoding: str) -> None:
    secret = written(tmp_path / "secret.txt", b"secret words")
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x>&e;</x>'
    for name, part in (("a.docx", "word/document.xml"), ("a.hwpx", "Contents/section0.xml")):
        path = zipped(tmp_path / name, {part: evil.encode(encoding), "b.xml": b"<b/>"})
        refused(path, UnsupportedFileError, "document type declaration")


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped(
        tmp_path / "a.docx", {"word/document.xml": bytes(30 * 2**20)}
    )  # ratio about 1,000
    assert bomb.stat().st_size < 100_000
    refused(bomb, FileLimitError, "unpacks to more than 100 times")
    many = {f"word/{n}.xml": b"" for n in range(2_001)}
    refused(zipped(tmp_path / "b.docx", many), FileLimitError, "more than 2,000 parts")


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "file_mb", 1)
    refused(written(tmp_path / "a.txt", b"a" * (2**20 + 1)), FileLimitError, "1 MB")


def test_hostile_spans_do_not_fill_the_memory(tmp_path: Path) -> None:
    page = b"<html><body><table>" + b"<tr><td colspan=99999999 rowspan=99999999>word" * 40
    assert len(load_document(written(tmp_path / "a.html", page), "a").text) < 200_000


def test_deep_nesting_is_a_named_error_or_text(tmp_path: Path) -> None:
    for tag in (b"<div>", b"<ul><li>", b"<table><tr><td>"):
        path = written(tmp_path / "a.html", b"<html><body>" + tag * 5_000 + b"word")
        try:
            load_document(path, "a")
        except LoadError:
            pass


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.pdf", pdf_notice),
        ("a.docx", docx_notice),
        ("a.hwpx", hangul_notice),
        ("a.hwp", hangul_notice),
    ],
)
def test_flipped_bytes_give_text_or_a_named_error(
    tmp_path: Path, name: str, make: Callable[[Path], Path]
) -> None:
    raw = make(tmp_path / name).read_bytes()
    noise = random.Random(7)
    for _ in range(25):
        broken = bytearray(raw)
        for _ in range(20):
            broken[noise.randrange(len(raw))] = noise.randrange(256)
        try:
            document = load_document(written(tmp_path / name, bytes(broken)), "a")
            io.StringIO().write(document.text.encode().decode())  # storable: no lone surrogates
        except LoadError:
            pass
