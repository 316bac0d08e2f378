"""An XML part of a package. What no edit touches is saved as the bytes that it was read from."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import unescape

from lxml import etree  # type: ignore[import-untyped]

NotXmlError = etree.XMLSyntaxError

# Tags, and what may hold signs that look like one. A part that has been parsed is well-formed.
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.DOTALL,
)
_DECLARED = re.compile(r"\s+xmlns(?::([^\s=]+))?=(?:\"([^\"]*)\"|'([^']*)')")
_NO_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parsed(raw: bytes) -> Any:
    """The root element. NotXmlError, also for XML nested or packed as no office program does."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(raw, parser)


def made(tag: str, parent: Any = None, **attributes: str) -> Any:
    """A new element; the last child of `parent` where one is given."""
    if parent is None:
        return etree.Element(tag, attributes)
    return etree.SubElement(parent, tag, attributes)


def holdable(text: str) -> str:
    """`text` with one kind of line end, and without the characters that XML cannot hold."""
    return _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Part:
    """Elements to be changed, removed or followed by new ones are touched before."""

    def __init__(self, raw: bytes) -> None:
        """NotXmlError"""
        self.root = parsed(raw)
        self._raw = raw
        self._place: dict[Any, int] = {}  # of each element, in the order of their start tags
        self._touched: dict[int, Any] = {}
        self._followers: dict[int, list[Any]] = {}

    def touch(self, element: Any) -> None:
        """Nothing to do for an element that was not in the part as it was read."""
        if not self._place:
            self._place = {e: n for n, e in enumerate(self.root.iter(etree.Element))}
        if element in self._place:
            self._touched[self._place[element]] = element

    def follow(self, element: Any, followers: list[Any]) -> None:
        """Put new elements right after a touched one, before those that follow it already."""
        for follower in reversed(followers):
            element.addnext(follower)
        if element in self._place:
            place = self._place[element]
            self._followers[place] = followers + self._followers.get(place, [])

    def saved(self) -> bytes:
        if not self._touched:
            return self._raw
        encoding = self._encoding()
        text = self._raw.decode(encoding)
        spans = _spans(text, self._touched)
        out, at = [], 0
        for place in sorted(spans):
            start, end = spans[place]
            if start < at:  # within an element that was written already
                continue
            out.append(text[at:start])
            element = self._touched[place]
            if element.getparent() is not None or element is self.root:
                out += map(_serialised, [element, *self._followers.get(place, [])])
            at = end
        out.append(text[at:])
        return "".join(out).encode(encoding, "xmlcharrefreplace")

    def _encoding(self) -> str:
        encoding = str(self.root.getroottree().docinfo.encoding or "utf-8").lower()
        if encoding.startswith("utf-16"):
            return "utf-16-be" if self._raw[:2] in (b"\xfe\xff", b"\0<") else "utf-16-le"
        return encoding


def _spans(text: str, wanted: dict[int, Any]) -> dict[int, tuple[int, int]]:
    """Where the elements stand in the part, by their place in the order of start tags."""
    spans = {}
    place = -1
    stack: list[tuple[int, int]] = []
    for match in _MARKUP.finditer(text):
        if match[1] is None:  # a comment, CDATA, the declaration
            continue
        if match[1]:
            opened, start = stack.pop()
            if opened in wanted:
                spans[opened] = (start, match.end())
            continue
        place += 1
        if text[match.end() - 2] != "/":
            stack.append((place, match.start()))
        elif place in wanted:
            spans[place] = match.span()
    return spans


def _serialised(element: Any) -> str:
    """Without the namespaces that are declared above it."""
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    parent = element.getparent()
    above = {} if parent is None else parent.nsmap

    def kept(declared: re.Match[str]) -> str:
        address = unescape(declared[2] or declared[3] or "", {"&quot;": '"', "&apos;": "'"})
        return "" if above.get(declared[1]) == address else declared[0]

    tag = _MARKUP.match(text)
    end = tag.end() if tag else 0
    return _DECLARED.sub(kept, text[:end]) + text[end:]
