"""HWP 5 files, which are compound (OLE) files of deflated records, that attack their parser: loops,
bombs, wrong numbers. See hostile_files.py."""

from __future__ import annotations

import random
import struct
import tempfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from fixtures_documents import protected_hwp
from good_files import MB, HostileFile, good_files
from hwpx.hwp5.cfb import CompoundFile, build_compound_file, read_all_streams


def streams_of() -> dict[str, bytes]:
    """The good file's streams by path."""
    return dict(read_all_streams(CompoundFile(good_files()["good.hwp"])))


def hwp_with(streams: dict[str, bytes]) -> bytes:
    return bytes(build_compound_file((streams_of() | streams).items()))


def deflated(raw: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(raw) + packer.flush()


def _hwp_bomb(name: str) -> bytes:
    return hwp_with({name: deflated(bytes(300 * MB))})


def _record(tag: int, level: int, content: bytes, size: int | None = None) -> bytes:
    size = len(content) if size is None else size
    if size < 0xFFF:
        return struct.pack("<I", tag | level << 10 | size << 20) + content
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, size) + content


def hostile_hwps() -> Iterator[HostileFile]:
    good = good_files()["good.hwp"]
    streams = streams_of()
    body = zlib.decompress(streams["BodyText/Section0"], -15)
    for name in ("BodyText/Section0", "DocInfo"):
        short = name.split("/")[-1].lower()
        yield f"bomb-{short}.hwp", partial(_hwp_bomb, name), False
        yield f"noise-{short}.hwp", hwp_with({name: random.Random(4).randbytes(5000)}), False
        yield f"empty-{short}.hwp", hwp_with({name: b""}), False
    text = 67  # HWPTAG_PARA_TEXT; 66 is a paragraph's header, 71 a control, 77 a table
    for name, record in (
        ("deep", b"".join(_record(66, min(n, 1023), bytes(24)) for n in range(20_000))),
        ("record-size", _record(text, 1, b"a", 2**31)),
        ("empty-records", _record(66, 0, b"") * 200_000),
        ("table", _record(71, 1, b" lbt" + bytes(40)) + _record(77, 2, struct.pack("<IHH", 0, 65535, 65535) + bytes(20))),
        ("characters", _record(66, 0, struct.pack("<I", 2**31 - 1) + bytes(20)) + _record(text, 1, b"\1\0" * 4000)),
        ("tags", b"".join(_record(1023, n % 1024, b"a" * 50) for n in range(50_000))),
        ("surrogates", _record(66, 0, bytes(24)) + _record(text, 1, b"\x00\xd8" * 2000)),
    ):  # fmt: skip
        yield f"{name}.hwp", hwp_with({"BodyText/Section0": deflated(body + record)}), True
    yield "paragraphs.hwp", hwp_with({"BodyText/Section0": deflated(body * 200)}), True
    sections = {f"BodyText/Section{n}": streams["BodyText/Section0"] for n in range(1, 300)}
    yield "sections.hwp", hwp_with(sections), True
    for at, name, value in (
        (24, "version", b"\xff\xff"),
        (30, "sector-size", b"\x3f\0"),
        (32, "mini-sector-size", b"\x3f\0"),
        (44, "fat-sectors", b"\xff\xff\xff\x7f"),
        (48, "directory-start", b"\0\0\0\0"),
        (60, "mini-fat-start", b"\1\0\0\0"),
        (68, "difat-loop", b"\0\0\0\0\xff\xff\0\0"),
        (76, "difat", b"\xfd\xff\xff\x7f"),
    ):
        yield f"header-{name}.hwp", good[:at] + value + good[at + len(value) :], True
    size = 512
    fat = struct.unpack_from("<I", good, 76)[0]
    directory = struct.unpack_from("<I", good, 48)[0]
    fat_at, directory_at = (fat + 1) * size, (directory + 1) * size
    for name, entry in (("loop", 0), ("self", 1), ("free", 2**32 - 1), ("far", 2**31)):
        table = struct.pack("<I", entry) * (size // 4)
        yield f"fat-{name}.hwp", good[:fat_at] + table + good[fat_at + size :], False
    for field, name in (
        (68, "left"),
        (72, "right"),
        (76, "child"),
        (116, "start"),
        (120, "length"),
    ):
        for value, kind in ((1, "one"), (0, "zero"), (2**31 - 1, "far")):
            out = bytearray(good)
            for entry in range(4):
                struct.pack_into("<I", out, directory_at + entry * 128 + field, value)
            yield f"directory-{name}-{kind}.hwp", bytes(out), True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.hwp"
        path.write_bytes(good)
        yield "protected.hwp", protected_hwp(path, Path(folder) / "b.hwp").read_bytes(), False
