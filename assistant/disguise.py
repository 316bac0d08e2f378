"""What a text says when it is read without its disguise. Pure."""

from __future__ import annotations

import binascii
import codecs
import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote

_PACKED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")  # shorter runs of base64 hold no sentence
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[\s:]?){12,}")
_SPELLED = re.compile(r"(?<!\w)(?:\w[ .\-_*]){2,}\w(?!\w)")  # "i g n o r e"

# Letters of other scripts that look like Latin ones.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏԛԝοαεικνρτυχΑΒΕΗΙΚΜΝΟΡΤΧΥΖАВЕКМНОРСТХІЅ",
    "aeopcyxijsdhlqwoaeikvptuxABEHIKMNOPTXYZABEKMHOPCTXIS",
)

# Of what these orders make of any text, only what speaks of orders is a reading.
_ORDERS = re.compile(
    r"ignore|disregard|forget|instruct|prompt|system|reveal|repeat|무시|지시|프롬프트|규칙|지침",
    re.IGNORECASE,
)


def as_read(text: str) -> str:
    """With one form of each letter, without characters that are not seen, on one line."""
    composed = unicodedata.normalize("NFKC", text)
    seen = "".join(
        c for c in composed if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc")
    )
    return " ".join(seen.split())


def readings(text: str) -> Iterator[str]:
    """`text` as it is read, then what it hides: look-alike letters, spelled-out, percent-encoded, base64, hex, ROT13
    and backwards. Some of them say nothing: look for something in them."""
    read = as_read(text)
    yield read
    if (latin := read.translate(_ALIKE)) != read:
        yield latin
    if _SPELLED.search(read):  # two spaces part words whose letters one space parts
        words = (as_read(word) for word in re.split(r"\s{2,}", text))
        yield " ".join(_SPELLED.sub(_together, word) for word in words)
    if "%" in read:
        yield unquote(read)
    for packed in _PACKED.findall(read):
        yield from _decoded(packed)
    for digits in _HEX.findall(read):
        yield _text_of(bytes.fromhex(re.sub(r"[\s:]", "", digits)))
    yield from filter(_ORDERS.search, (codecs.encode(read, "rot13"), read[::-1]))


def _decoded(packed: str) -> Iterator[str]:
    bare = packed.rstrip("=")
    try:
        yield _text_of(
            b64decode(
                bare + "=" * (-len(bare) % 4), altchars=b"-_" if set(bare) & set("-_") else None
            )
        )
    except (binascii.Error, ValueError):
        return


def _text_of(content: bytes) -> str:
    return as_read(content.decode("utf-8", "replace"))


def _together(spelled: re.Match[str]) -> str:
    return re.sub(r"[\W_]", "", spelled[0])
