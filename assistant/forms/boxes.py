"""Boxes to tick and the words beside them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.forms.printed import BLANK, LONGEST, UNITS

_BALLOT = "☐☑☒⬜🔲"  # always a box
_SQUARE = "□■▢◻❏❑▣"  # a box, or a bullet before a heading
_BOX = re.compile(
    rf"[{_BALLOT}{_SQUARE}]|(?P<round>(?<![○◯〇])[○◯〇](?![○◯〇]))"
    rf"|(?P<paren>[(\[（［][ \u00a0\u3000]{{0,4}}[)\]）］])(?!\s?(?:{UNITS})(?:[\s,.)]|$))"
    r"(?![ \u00a0]{0,12}[-–])"  # "(   )   -   " is a telephone
)
_LABEL = re.compile(r"^(.{1,40}?)\s{0,4}[:：]\s{0,4}$")


@dataclass(frozen=True, slots=True)
class Box:
    start: int  # in the line
    end: int
    box: str
    text: str  # beside it


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one line."""

    label: str  # printed before them, with a colon; "" without
    boxes: tuple[Box, ...]


def boxes(line: str, is_cell: bool) -> Boxes | None:
    """The choice of a line; None where its boxes are bullets or blanks.

    is_cell: it stands in a cell beside a label, where one square alone is a box too.
    """
    if len(line) > LONGEST:
        return None
    found = list(_BOX.finditer(line))
    rounds = [match for match in found if match.group("round")]
    if len(rounds) < 2 or len(rounds) < len(found):
        found = [match for match in found if not match.group("round")]
    parens = [match for match in found if match.group("paren")]
    if parens and len(parens) == len(found):
        if len(parens) == 1 and (len(parens[0].group()) > 3 or not _has_words(line, parens[0])):
            return None
    elif parens:
        found = [match for match in found if not match.group("paren")]
    if not found:
        return None
    before = line[: found[0].start()].strip(BLANK)
    after = line[found[-1].end() :].strip(BLANK)
    if len(found) == 1 and found[0].group() in _SQUARE and not is_cell and not before:
        return None  # "□ 사업 개요": a bullet
    label, shift = "", 0
    if match := _LABEL.match(before):
        label, before = match.group(1), ""
    trailing = bool(before) and not after
    if trailing and (match := re.match(r"(.{1,40}?)\s?[:：]\s*(?=\S)", line)):
        if match.end() < found[0].start():
            label, shift = match.group(1).strip(BLANK), match.end()
    edges = [match.span() for match in found]
    result = []
    previous = len(line) - len(line.lstrip(BLANK)) if not label else edges[0][0]
    if shift:
        previous = shift
    for at, (start, end) in enumerate(edges):
        following = edges[at + 1][0] if at + 1 < len(edges) else len(line)
        text = line[previous:start] if trailing else line[end:following]
        previous = end
        result.append(Box(start, end, line[start:end], _words(text)))
    ends = [box.text.endswith((":", "：")) for box in result]
    if all(ends) or (rounds and found[0].group("round") and any(ends)):
        return None  # bullets of labels: "○ 기업명:      ○ 대표자:      "
    if rounds and found[0].group("round") and any(len(box.text) > 15 for box in result):
        return None  # bullets of sentences
    if not trailing and not label and before:
        label = before[-120:]
    return Boxes(label, tuple(result))


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,/·|;、\u3000").strip()


def _has_words(line: str, box: re.Match[str]) -> bool:
    """Something to choose stands beside the box."""
    return bool(re.search(r"[가-힣A-Za-z]", line[: box.start()] + line[box.end() :]))
