"""Text and Markdown files: the stored text is the file itself, decoded."""

from __future__ import annotations

import codecs
import re

from assistant.loaders.reading import Reading, clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# CP949 is the superset that Korean Windows writes under the names of EUC-KR.
_KOREAN = frozenset({"euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "ms949", "uhc"})


def read(raw: bytes) -> Reading:
    return Reading(clean(decode(raw)))


def decode(raw: bytes, declared: str | None = None) -> str:
    """Bytes as text: by byte order mark, as UTF-8 or UTF-16, as declared, as CP949, as CP1252.

    A declared encoding comes after UTF-8: pages saved anew often keep their old label.
    Raises UnicodeDecodeError when nothing fits.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    if (wide := _unmarked_utf16(raw)) is not None:
        return wide
    # A cut-off last character is no reason to give up on UTF-8.
    for end in (len(raw), -1, -2, -3):
        try:
            return raw[:end].decode("utf-8")
        except UnicodeDecodeError:
            continue
    if declared is not None:
        name = declared.strip().lower()
        try:
            return raw.decode("cp949" if name in _KOREAN else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return raw.decode("cp949") if _is_korean(raw) else raw.decode("cp1252")


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark shows by the zero bytes of its spaces and line ends."""
    head = raw[:4096]
    if b"\0" not in head:
        return None
    for encoding, blanks in (("utf-16-le", rb"[ \n\r]\x00"), ("utf-16-be", rb"\x00[ \n\r]")):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = sum(c.isalnum() and (c < "\u0250" or "가" <= c <= "힣") for c in text[:2000])
        if re.search(blanks, head) and letters > min(len(text), 2000) * 0.4:
            return text
    return None


def _is_korean(raw: bytes) -> bool:
    """Western text with curly quotes also decodes as CP949, but as its rare extension syllables:
    only pairs with both bytes from 0xA1 up are the everyday ones."""
    try:
        raw.decode("cp949")
    except UnicodeDecodeError:
        return False
    pairs: list[bytes] = re.findall(rb"[\x81-\xfe][\x41-\xfe]", raw)
    everyday = sum(pair[0] >= 0xA1 and pair[1] >= 0xA1 for pair in pairs)
    return everyday >= len(pairs) * 0.8
