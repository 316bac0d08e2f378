"""Writes paragraphs into a DOCX or HWPX, coarsely: for losers, and for checks of the score."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from xml.etree import ElementTree as ET

from evals.drafts.reader import HP, Key, Package, W, read


def rewritten(raw: bytes, texts: Mapping[tuple[Key, int], str]) -> bytes:
    """`raw` with the paragraphs at (cell, place among its paragraphs) saying this; a line end
    begins another paragraph."""
    package = read(raw)
    for (key, n), text in texts.items():
        holder = package.holders[key]
        element, parent = holder.elements[n], holder.parents[n]
        assert element is not None and parent is not None
        first, *others = text.split("\n")
        at = list(parent).index(element)
        for m, line in enumerate(others, start=1):
            parent.insert(at + m, _saying(deepcopy(element), line))
        _saying(element, first)
    return _packed(raw, package)


def _saying(paragraph: ET.Element, text: str) -> ET.Element:
    name, run = (f"{W}t", f"{W}r") if paragraph.tag == f"{W}p" else (f"{HP}t", f"{HP}run")
    words = list(paragraph.iter(name))
    if not words:
        holder = next(iter(paragraph.iter(run)), None)
        if holder is None:
            holder = ET.SubElement(paragraph, run)
        words = [ET.SubElement(holder, name)]
    for word in words:
        word.text = ""
        for child in list(word):
            word.remove(child)
    words[0].text = text
    for layout in paragraph.findall(f"{HP}linesegarray"):
        paragraph.remove(layout)
    return paragraph


def _packed(raw: bytes, package: Package) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = package.parts[entry.filename]
            if (tree := package.trees.get(entry.filename)) is not None:
                for prefix, uri in re.findall(rb'xmlns:([\w]+)="([^"]+)"', content):
                    if not re.fullmatch(rb"ns\d+", prefix):
                        ET.register_namespace(prefix.decode(), uri.decode())
                content = ET.tostring(tree, encoding="UTF-8", xml_declaration=True)
            new.writestr(entry, content)
    return out.getvalue()
