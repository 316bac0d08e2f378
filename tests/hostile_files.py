"""Files that attack or break their parser, made from a seed: bombs, loops, lies, cuts and noise.

Here the texts and web pages, and good files of every format damaged at random.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from good_files import LAUGHS, MB, OUTSIDE, HostileFile, good_files
from hostile_hwp import deflated, hostile_hwps, hwp_with, streams_of
from hostile_packages import hostile_packages, parts_of, zipped
from hostile_pdfs import hostile_pdfs


def write_hostile_files(folder: Path, seed: int, count: int) -> dict[str, bool]:
    """Write at least `count` files; return whether each is readable, by name."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, bool] = {}
    for name, content, readable in made_files():
        assert name not in written
        (folder / name).write_bytes(content if isinstance(content, bytes) else content())
        written[name] = readable
    written[sparse_file(folder / "sparse.txt").name] = False
    for name, damaged in damaged_files(seed, count - len(written)):
        (folder / name).write_bytes(damaged)
        written[name] = True
    return written


def sparse_file(path: Path) -> Path:
    """It takes no room on the disk, and days to read."""
    with open(path, "wb") as file:
        file.truncate(2**40)
    return path


def made_files() -> Iterator[HostileFile]:
    yield from _texts()
    yield from _pages()
    yield from hostile_pdfs()
    yield from hostile_packages()
    yield from hostile_hwps()


def _texts() -> Iterator[HostileFile]:
    for suffix in ("txt", "md", "html", "pdf", "docx", "hwpx", "hwp"):
        yield f"zero-bytes.{suffix}", b"", False
        yield f"nul-flood.{suffix}", bytes(MB), False
        yield f"blanks.{suffix}", b" \r\n\t" * 1000, False
    for suffix in ("txt", "md"):
        yield f"one-line.{suffix}", lambda: b"a" * (49 * MB), False
        yield f"many-lines.{suffix}", b"a\n" * MB, False
        yield f"too-large.{suffix}", lambda: b"word " * (11 * MB), False
        yield f"full-stops.{suffix}", b"1. " * 20_000, True
        yield f"hyphens.{suffix}", (b"word" * 15 + b"-\n") * 2_000, True
        yield (
            f"wrapped-hangul.{suffix}",
            ("가나다라마바사아자차카타파하" * 3 + "\n").encode() * 1_000,
            True,
        )
        yield f"pipes.{suffix}", b"|" * 200_000 + b"a", True
        yield f"spaces.{suffix}", b"a" + b" " * MB + b"b", True
        yield f"quotes.{suffix}", b"> " * 50_000 + b"a", True
        yield f"joined-lines.{suffix}", (b"Lines" + b" that go on" * 6 + b"\n\n") * 500, True
    marks = "\u0301\u0316\u0323\u0327"  # of four kinds, which are sorted for every letter
    yield "accents.txt", ("a" + marks * 500_000).encode(), False
    yield "not-utf8.txt", random.Random(1).randbytes(100_000), False
    yield "odd-utf16.txt", b"\xff\xfe" + "가나다".encode("utf-16-le") + b"\0", True
    yield "surrogates.txt", b"\xff\xfe" + b"\x00\xd8" * 1000 + "글".encode("utf-16-le"), True
    yield "utf32.txt", "글".encode("utf-32") + b"\xff" * 4000, True
    yield "invisible.txt", "\u200b\u202e\u2066\ufeff".encode() * 10_000, False
    yield "comments.html", b"<!-- -->" * 900 + b"words", True
    yield "comments.txt", b"<!---->" * 30 + b"words", True
    for magic, suffix in (
        (b"\x89PNG\r\n\x1a\n", "pdf"),
        (b"\xff\xd8\xff\xe0", "docx"),
        (b"GIF89a", "hwp"),
        (b"MZ\x90\0", "txt"),
        (b"\x7fELF\2\1", "md"),
        (b"7z\xbc\xaf\x27\x1c", "docx"),
        (b"Rar!\x1a\7", "hwpx"),
        (b"\x1f\x8b\x08", "html"),
        (b"BZh9", "txt"),
        (b"\xfd7zXZ\0", "txt"),
        (b"SQLite format 3\0", "md"),
        (b"HWP Document File V3.00", "hwp"),
    ):
        noise = random.Random(magic).randbytes(5000)
        yield f"magic-{magic[:4].hex()}.{suffix}", magic + bytes(40) + noise, False
    yield "rtf.docx", b"{\\rtf1 " + b"{\\b" * 10_000 + b"a}", False
    yield "xml.html", b'<?xml version="1.0"?>' + LAUGHS + b"<x>&l9;</x>", False
    yield "outside.html", b'<?xml version="1.0"?>' + OUTSIDE + b"<x>&e;</x>", False


def _pages() -> Iterator[HostileFile]:
    def page(body: bytes) -> bytes:
        return b"<html><body><p>words</p>" + body + b"</body></html>"

    for tag in ("div", "b", "table><tr><td", "ul><li", "span", "blockquote", "section", "font"):
        name = re.sub(r"\W+", "-", tag)
        yield f"deep-{name}.html", page(f"<{tag}>".encode() * 100_000 + b"end"), True
    for attribute in ("colspan", "rowspan"):
        yield f"{attribute}.html", page(f"<table><tr><td {attribute}=1000000000>a".encode()), True
    cells = b"<tr>" + b"<td rowspan=65534>a" * 64
    yield "spans.html", page(b"<table>" + cells * 300), True
    yield "cells.html", page(b"<table>" + b"<tr><td>a<td>b" * 100_000), False  # too many lines
    yield "paragraphs.html", page(b"<p>a" * 200_000), False
    yield "entities.html", page(b"&lt;&#x110000;&#xd800;&nosuch;" * 20_000), True
    yield "laughs.html", b"<!DOCTYPE html [" + LAUGHS[12:] + page(b"&l9;"), True
    yield "roman.html", page(b"<ol type=I start=999999999>" + b"<li>a" * 300), True
    yield "attribute.html", page(b'<p title="' + b"a" * (10 * MB) + b'">b'), True
    yield "attributes.html", page(b"<p " + b"a%d=1 " * 1000 + b">b"), True
    yield "open-comment.html", page(b"<!--" + b"a" * MB), True
    yield "scripts.html", b"<html><body>" + b"<script>alert(1)</script>" * 50_000, False
    yield "menus.html", page(b'<div class="menu">' * 150 + b"<a>b</a>" * 20_000), True
    yield "links.html", page(b'<a href="http://a.b/">c</a>' * 20_000), True
    yield "charset.html", b'<html><meta charset="utf-7"><body>+ADw-script+AD4-</body>', True
    yield "no-charset.html", b'<html><meta charset="nosuch"><body>\xb1\xdb \xb1\xdb\xff', True
    yield "nul-tags.html", page(b"<\0d\0i\0v\0>" * 1000), True
    yield "huge-text.html", page(b"words " * MB), False
    yield (
        "fetch.html",
        page(b'<img src="http://127.0.0.1:1/"><iframe src="file:///etc/hostname">'),
        True,
    )


def damaged_files(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """(name, content): whether it is readable only shows."""
    noise = random.Random(seed)
    names = sorted(good_files())
    for n in range(count):
        name = names[n % len(names)]
        raw = good_files()[name]
        how = noise.choice(list(_DAMAGE))
        if name.endswith(("docx", "hwpx")) and noise.random() < 0.6:
            # inside a part, with checksums that are right again
            parts = parts_of(raw)
            part = noise.choice([p for p in parts if p.endswith((".xml", ".rels", ".hpf"))])
            damaged = zipped(parts | {part: _DAMAGE[how](noise, parts[part])})
        elif name.endswith("hwp") and noise.random() < 0.6:
            stream_name = noise.choice(["BodyText/Section0", "DocInfo"])
            records = zlib.decompress(streams_of()[stream_name], -15)
            damaged = hwp_with({stream_name: deflated(_DAMAGE[how](noise, records))})
        else:
            damaged = _DAMAGE[how](noise, raw)
        yield f"{how}-{n}-{name}", damaged


def _flipped(noise: random.Random, raw: bytes) -> bytes:
    out = bytearray(raw)
    for _ in range(noise.choice((1, 5, 30, 200))):
        out[noise.randrange(len(out))] = noise.randrange(256)
    return bytes(out)


def _cut(noise: random.Random, raw: bytes) -> bytes:
    return raw[: noise.randrange(1, len(raw))]


def _without_middle(noise: random.Random, raw: bytes) -> bytes:
    start = noise.randrange(len(raw))
    return raw[:start] + raw[start + noise.randrange(1, 1 + len(raw) // 4) :]


def _with_repeat(noise: random.Random, raw: bytes) -> bytes:
    start = noise.randrange(len(raw))
    piece = raw[start : start + noise.randrange(1, 400)]
    return raw[:start] + piece * noise.choice((2, 50, 300)) + raw[start:]


def _zeroed(noise: random.Random, raw: bytes) -> bytes:
    start = noise.randrange(len(raw))
    gap = raw[start : start + noise.randrange(1, 600)]
    return raw[:start] + bytes(len(gap)) + raw[start + len(gap) :]


def _with_large_numbers(noise: random.Random, raw: bytes) -> bytes:
    """Some decimal numbers in it become huge or negative."""

    def larger(match: re.Match[bytes]) -> bytes:
        return (
            noise.choice((b"4294967295", b"-1", b"999999999999"))
            if noise.random() < 0.05
            else match[0]
        )

    return re.sub(rb"\d+", larger, raw)


def _swapped(noise: random.Random, raw: bytes) -> bytes:
    middle = noise.randrange(len(raw))
    return raw[middle:] + raw[:middle]


_DAMAGE: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "flipped": _flipped,
    "cut": _cut,
    "gap": _without_middle,
    "repeat": _with_repeat,
    "zeroed": _zeroed,
    "numbers": _with_large_numbers,
    "swapped": _swapped,
}
