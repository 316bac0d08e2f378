"""DOCX and HWPX files that attack their parser, as packages and as documents. See hostile_files.py."""

from __future__ import annotations

import io
import random
import re
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from fixtures_documents import protected_hwpx
from good_files import LAUGHS, MB, OUTSIDE, HostileFile, good_files

Edit = Callable[[bytes], bytes]

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def hostile_packages() -> Iterator[HostileFile]:
    yield from _zipped_documents()
    yield from _word_documents()
    yield from _hwpx_documents()


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def with_parts(raw: bytes, parts: dict[str, bytes]) -> bytes:
    return zipped(parts_of(raw) | parts)


def _with_bombs(raw: bytes, part: str, mb: int, count: int) -> bytes:
    """`count` parts of so many megabytes of nothing."""
    return with_parts(raw, {part + "x" * n: bytes(mb * MB) for n in range(count)})


def _appended(raw: bytes, name: str | zipfile.ZipInfo, content: bytes) -> bytes:
    out = io.BytesIO(raw)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name twice is the attack
        archive.writestr(name, content)
    return out.getvalue()


def _edited_directory(raw: bytes, offset: int, value: bytes) -> bytes:
    """Every entry of the central directory with `value` at `offset`."""
    out, at = bytearray(raw), 0
    while (at := out.find(b"PK\1\2", at)) >= 0:
        out[at + offset : at + offset + len(value)] = value
        at += 4
    return bytes(out)


def _overlapping(raw: bytes, times: int) -> bytes:
    """All entries many times over: the directory lists the same bytes again and again."""
    end = raw.rindex(b"PK\5\6")
    count, size, start = struct.unpack_from("<HII", raw, end + 10)
    record = struct.pack("<HHII", count * times, count * times, size * times, start)
    return raw[:start] + raw[start : start + size] * times + raw[end : end + 8] + record + b"\0\0"


def _zipped_documents() -> Iterator[HostileFile]:
    link = zipfile.ZipInfo("word/media/link")
    link.external_attr = 0o120777 << 16
    utf7 = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x +AFs-+ADwAIQ-ENTITY a +ACI-b+ACI-+AD4-+AF0-+AD4-<x/>'
    for suffix, main in (("docx", "word/document.xml"), ("hwpx", "Contents/section0.xml")):
        good = good_files()[f"good.{suffix}"]
        body = parts_of(good)[main]
        without = {n: c for n, c in parts_of(good).items() if n != main}
        root = re.search(rb"<(\w+:\w+)[\s>]", body)
        assert root is not None
        yield f"bomb.{suffix}", partial(_with_bombs, good, main, 60, 1), False
        yield f"bomb-beside.{suffix}", partial(_with_bombs, good, "media/a.bin", 90, 1), False
        yield f"bomb-in-pieces.{suffix}", partial(_with_bombs, good, "media/b.bin", 9, 30), False
        yield (
            f"entries.{suffix}",
            with_parts(good, {f"a/{n}.xml": b"<a/>" for n in range(3000)}),
            False,
        )
        yield (
            f"laughs.{suffix}",
            with_parts(good, {main: LAUGHS + body[body.index(b"?>") + 2 :]}),
            False,
        )
        yield f"outside.{suffix}", with_parts(good, {main: OUTSIDE + b"<x>&e;</x>"}), False
        for encoding in ("utf-16", "utf-16-be", "utf-32-le"):
            yield (
                f"doctype-{encoding}.{suffix}",
                with_parts(good, {main: DOCTYPE.decode().encode(encoding) + b"<x/>"}),
                False,
            )
        yield f"doctype-utf7.{suffix}", with_parts(good, {main: utf7}), False
        yield (
            f"doctype-elsewhere.{suffix}",
            with_parts(good, {"word/part.bin": DOCTYPE + b"<x/>"}),
            False,
        )
        yield f"climbing.{suffix}", _appended(good, "../../climbed", b"a"), False
        yield f"climbing-back.{suffix}", _appended(good, "a\\..\\..\\climbed", b"a"), False
        yield f"absolute.{suffix}", _appended(good, "/etc/cron.d/a", b"a"), False
        yield f"drive.{suffix}", _appended(good, "C:/a", b"a"), False
        yield f"link.{suffix}", _appended(good, link, b"/etc/passwd"), False
        yield f"twice.{suffix}", _appended(good, main, b"<x/>"), False
        yield f"small-lie.{suffix}", _edited_directory(good, 24, struct.pack("<I", 10)), False
        yield (
            f"large-lie.{suffix}",
            _edited_directory(good, 24, struct.pack("<I", 2**32 - 2)),
            suffix == "docx",
        )
        yield f"password.{suffix}", _edited_directory(good, 8, struct.pack("<H", 1)), False
        yield f"method.{suffix}", _edited_directory(good, 10, struct.pack("<H", 99)), False
        yield f"offsets.{suffix}", _edited_directory(good, 42, struct.pack("<I", 2**31)), False
        yield f"overlapping.{suffix}", _overlapping(good, 150), False
        yield f"without-body.{suffix}", zipped(without), False
        yield f"empty.{suffix}", zipped({}), False
        yield f"in-zip.{suffix}", zipped({"a.zip": zipped({"b.zip": good})}), False
        yield f"lzma.{suffix}", zipped(parts_of(good), zipfile.ZIP_LZMA), True
        yield f"prefixed.{suffix}", b"PK\3\4" + bytes(1000) + good, True
        yield (
            f"large-text.{suffix}",
            with_parts(good, {main: body.replace("지원".encode(), "지원 ".encode() * MB)}),
            False,
        )
        name, inner = root[1], body[body.index(b">", root.start()) + 1 : body.rindex(b"</")]
        deep = b"<" + name + b">"
        yield (
            f"deep.{suffix}",
            with_parts(
                good,
                {main: body.replace(inner, deep * 5000 + inner + deep.replace(b"<", b"</") * 5000)},
            ),
            False,
        )
        yield f"not-xml.{suffix}", with_parts(good, {main: b"<a><b></a>"}), False
        yield (
            f"noise-inside.{suffix}",
            with_parts(good, {main: random.Random(3).randbytes(5000)}),
            False,
        )


# DOCX and HWPX: the document


def _word_documents() -> Iterator[HostileFile]:
    good = good_files()["good.docx"]
    parts = parts_of(good)

    def edited(edit: Edit, part: str = "word/document.xml") -> bytes:
        return with_parts(good, {part: edit(parts[part])})

    def with_body(content: bytes) -> bytes:
        return edited(lambda body: body.replace(b"<w:body>", b"<w:body>" + content, 1))

    cell = b"<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    yield (
        "grid-span.docx",
        edited(lambda b: re.sub(rb'gridSpan w:val="\d+"', b'gridSpan w:val="1000000000"', b)),
        True,
    )
    yield (
        "grid-before.docx",
        with_body(
            b'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr>'
            + cell
            + b"</w:tr></w:tbl>"
        ),
        True,
    )
    yield (
        "digits.docx",
        with_body(
            b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="'
            + b"9" * 5000
            + b'"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        ),
        False,
    )
    yield (
        "rows.docx",
        with_body(b"<w:tbl>" + (b"<w:tr>" + cell + cell + b"</w:tr>") * 70_000 + b"</w:tbl>"),
        False,
    )
    merged = b"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    yield (
        "merged.docx",
        with_body(
            b"<w:tbl>"
            + merged.replace(b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>')
            + merged * 20_000
            + b"</w:tbl>"
        ),
        True,
    )
    nested = b"<w:tbl><w:tr><w:tc>"
    yield "tables.docx", with_body(nested * 60 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 60), True
    yield (
        "style-loop.docx",
        edited(
            lambda b: b.replace(
                b"</w:styles>",
                b'<w:style w:styleId="L1"><w:basedOn w:val="L2"/></w:style><w:style w:styleId="L2"><w:basedOn w:val="L1"/></w:style></w:styles>',
            ),
            "word/styles.xml",
        ),
        True,
    )
    yield (
        "roman.docx",
        edited(
            lambda b: b.replace(
                b'w:numFmt w:val="decimal"', b'w:numFmt w:val="upperRoman"'
            ).replace(b'w:start w:val="1"', b'w:start w:val="2000000000"'),
            "word/numbering.xml",
        ),
        True,
    )
    yield "paragraphs.docx", with_body(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 70_000), False
    external = b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:1/a.dotm" TargetMode="External"/></Relationships>'
    yield (
        "template.docx",
        edited(lambda b: b.replace(b"</Relationships>", external), "word/_rels/document.xml.rels"),
        True,
    )
    yield (
        "own-part.docx",
        edited(lambda b: b.replace(b"styles.xml", b"document.xml"), "word/_rels/document.xml.rels"),
        False,
    )
    yield "no-types.docx", with_parts(good, {"[Content_Types].xml": b"<Types/>"}), False
    yield (
        "macros.docx",
        edited(
            lambda b: b.replace(
                b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
            ),
            "[Content_Types].xml",
        ),
        False,
    )
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    yield "office-password.docx", ole + "EncryptedPackage".encode("utf-16-le") + bytes(1000), False


def _hwpx_documents() -> Iterator[HostileFile]:
    good = good_files()["good.hwpx"]
    parts = parts_of(good)

    def edited(edit: Edit, part: str = "Contents/section0.xml") -> bytes:
        return with_parts(good, {part: edit(parts[part])})

    for attribute in (b"colSpan", b"rowSpan", b"rowCnt", b"colCnt", b"colAddr", b"rowAddr"):
        for value in (b"1000000000", b"-1"):
            number = attribute + b'="%s"' % value
            wrong = re.sub(attribute + rb'="\d+"', number, parts["Contents/section0.xml"])
            name = f"{attribute.decode()}{value.decode()}.hwpx"
            yield name, with_parts(good, {"Contents/section0.xml": wrong}), True
    table = re.search(rb"<hp:tbl .*?</hp:tbl>", parts["Contents/section0.xml"], re.DOTALL)
    assert table is not None
    head, tail = table[0].split(b"<hp:t>", 1)
    deep = table[0]
    for _ in range(60):
        deep = head + deep + b"<hp:t>" + tail
    yield "tables.hwpx", edited(lambda b: b.replace(table[0], deep)), False
    paragraph = b'<hp:p id="1" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>a</hp:t></hp:run></hp:p>'
    yield (
        "paragraphs.hwpx",
        edited(lambda b: b.replace(b"</hs:sec>", paragraph * 70_000 + b"</hs:sec>")),
        False,
    )
    field = (
        b'<hp:p id="1" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0">'
        + b'<hp:ctrl><hp:fieldBegin id="1" type="HYPERLINK"/></hp:ctrl>' * 20_000
        + b"</hp:run></hp:p>"
    )
    yield "fields.hwpx", edited(lambda b: b.replace(b"</hs:sec>", field + b"</hs:sec>")), True
    yield (
        "start.hwpx",
        edited(
            lambda b: re.sub(rb' start="\d+"', b' start="2000000000"', b).replace(
                b"DIGIT", b"ROMAN_CAPITAL"
            ),
            "Contents/header.xml",
        ),
        True,
    )
    yield "no-header.hwpx", with_parts(good, {"Contents/header.xml": b""}), False
    sections = {f"Contents/section{n}.xml": parts["Contents/section0.xml"] for n in range(1, 1500)}
    yield "sections.hwpx", with_parts(good, sections), True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.hwpx"
        path.write_bytes(good)
        yield "protected.hwpx", protected_hwpx(path, Path(folder) / "b.hwpx").read_bytes(), False
