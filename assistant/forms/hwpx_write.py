"""Edits of a HWPX: letters out, letters in, their look kept, and no stale layout of lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from assistant.forms.form import Edit
from assistant.forms.hwpx_line import (
    FORM_OBJECTS,
    TICKED,
    UNTICKED,
    Held,
    Line,
    Piece,
    child,
    local,
)
from assistant.forms.hwpx_sheet import Place, Section
from assistant.forms.part import Part, made
from assistant.forms.ranges import by_paragraph, from_the_back

_FIRST_NEW_ID = 1_000_000_000  # of paragraphs; most programs number from 0 or from 2^31


class Writer:
    """Applies edits to a part whose section was read."""

    def __init__(self, part: Part, section: Section) -> None:
        self._part = part
        self._section = section
        used = {element.get("id") for element in part.root.iter("{*}p")}
        self._new_ids = (str(n) for n in count(_FIRST_NEW_ID) if str(n) not in used)

    def apply(self, edits: Sequence[Edit]) -> None:
        """ValueError: a place that is not there, or two edits of one place."""
        places = self._section.places
        lengths = {address: len(place.line.text) for address, place in places.items()}
        for address, its_edits in by_paragraph(edits, self._section.owners, lengths):
            place = places[address]
            ordered = from_the_back(address, lengths[address], its_edits, place.controls)
            self._part.touch(place.line.paragraph)
            for start, end, text, held in ordered:
                if held is not None and held.last is None:
                    _fill_object(held.node, text)
                else:
                    self._write(place, start, end, text, held)
            for lines in place.line.paragraph.findall("{*}linesegarray"):
                place.line.paragraph.remove(lines)

    def _write(self, place: Place, start: int, end: int, text: str, field: Held | None) -> None:
        """Letters in place of those from `start` to `end`. `field`: the click-here field they are of."""
        line = _now(place)
        paragraph = line.paragraph
        look = self._look(place, line, start, field)
        for at in (end, start):
            piece = next((p for p in line.pieces if p.start <= at < p.end), None)
            if piece is not None:
                _cut(piece, at)
                line = _now(place)
        fields = [held for held in line.held if held.last is not None]
        first = _run(paragraph, look, [])
        _insert(first, line, start, end, field)
        for held in fields:
            if held is field or (start < held.end and held.start < end):
                held.node.set("dirty", "1")  # written in, no prompt any more
        if field is not None:
            field.node.set("dirty", "1")
        breaks = field is not None or any(held.start <= start < held.end for held in fields)
        for piece in reversed(line.pieces):
            if start <= piece.start and piece.end <= end:
                _drop(piece)
        lines = text.split("\n")
        _say(first, lines if breaks else lines[:1])
        if not breaks and len(lines) > 1:
            self._part_lines(paragraph, first, lines[1:], look)
        _tidy(paragraph)

    def _part_lines(self, paragraph: Any, first: Any, lines: Sequence[str], look: str) -> None:
        """New paragraphs after this one; the last takes what stood behind the first line."""
        followers = []
        for line in lines:
            follower = made(paragraph.tag)
            follower.attrib.update(paragraph.attrib)
            follower.set("id", next(self._new_ids))
            for name in ("pageBreak", "columnBreak", "merged"):
                if name in follower.attrib:
                    follower.set(name, "0")
            follower.append(_run(paragraph, look, [line]))
            followers.append(follower)
        for rest in list(first.itersiblings("{*}run")):
            followers[-1].append(rest)
        for follower in followers:
            _tidy(follower)
        self._part.follow(paragraph, followers)

    def _look(self, place: Place, line: Line, start: int, field: Held | None) -> str:
        """The id of the letters to write in."""
        runs = line.paragraph.findall("{*}run")
        at = next((p for p in line.pieces if p.start <= start < p.end), None)
        if at is None:
            at = next((p for p in reversed(line.pieces) if p.end <= start), None)
        run = at.run if at is not None else (runs[-1] if runs else None)
        if field is not None:  # Hangul writes in a field as the run that begins it looks
            run = field.first.getparent()
        looks = self._section.looks
        own = looks.of_style(line.paragraph) if run is None else run.get("charPrIDRef", "0")
        around = [*runs, *([] if place.row is None else place.row.iter("{*}run"))]
        return looks.without_hint(own, [one.get("charPrIDRef", "") for one in around])


def _now(place: Place) -> Line:
    """The paragraph as it is now."""
    return Line(place.line.paragraph, place.was_deleted)


def _fill_object(node: Any, text: str) -> None:
    """Set a check box, an input box or a list. ValueError: not a box, not in the list."""
    kind = local(node)
    if kind in ("checkBtn", "radioBtn"):
        if text not in (TICKED, UNTICKED):
            raise ValueError(f"{text!r} is neither {TICKED} nor {UNTICKED}")
        node.set("value", "CHECKED" if text == TICKED else "UNCHECKED")
    elif kind == "edit":
        shows = child(node, "text")
        shows = made(_like(node, "text"), node) if shows is None else shows
        shows.text = text
    else:
        values = {
            item.get("displayText") or item.get("value", ""): item.get("value", "")
            for item in node.iterfind("{*}listItem")
        }
        if text not in values:
            raise ValueError(f"{text!r} is not in the list")
        node.set("selectedValue", values[text])


def _like(element: Any, name: str) -> str:
    """A tag of the same namespace."""
    return f"{element.tag.rpartition('}')[0]}}}{name}"


def _run(paragraph: Any, look: str, lines: Sequence[str]) -> Any:
    run = made(_like(paragraph, "run"))
    run.set("charPrIDRef", look)
    _say(run, lines)
    return run


def _say(run: Any, lines: Sequence[str]) -> None:
    """Put lines at the end of a run, a break between them."""
    if not any(lines) and len(lines) < 2:
        return
    letters = made(_like(run, "t"), run)
    mark = None
    for n, line in enumerate(lines):
        if n:
            mark = made(_like(run, "lineBreak"), letters)
        for m, words in enumerate(line.split("\t")):
            if m:
                mark = made(_like(run, "tab"), letters, width="4000", leader="0", type="1")
            if mark is None:
                letters.text = words or None
            else:
                mark.tail = words or None


def _cut(piece: Piece, at: int) -> None:
    """Part the run around an offset, so that a run begins there."""
    node, run = piece.node, piece.run
    letters = piece.standing
    if piece.start < at and piece.where == "sign":
        raise ValueError(f"letter {at} is within a sign")
    k = at - piece.start
    if local(letters) == "t" and (k > 0 or piece.where != "text"):
        behind = made(letters.tag)
        behind.attrib.update(letters.attrib)
        if piece.where == "text":
            node.text, behind.text = node.text[:k], node.text[k:]
            rest = list(letters)
        elif piece.where == "tail":
            node_tail = node.tail
            node.tail, behind.text = node_tail[:k] or None, node_tail[k:]
            rest = list(node.itersiblings())
        else:
            rest = [node, *node.itersiblings()]
        for mark in rest:
            behind.append(mark)
        letters.addnext(behind)
        letters = behind
    _begin_run(run, letters)


def _begin_run(run: Any, element: Any) -> Any:
    """The run that begins with one of its children: parted from `run` where others stand before it."""
    if element.getprevious() is None:
        return run
    other = made(run.tag)
    other.attrib.update(run.attrib)
    for rest in [element, *element.itersiblings()]:
        other.append(rest)
    run.addnext(other)
    return other


def _insert(new: Any, line: Line, start: int, end: int, field: Held | None) -> None:
    """Put a new run where the letters from `start` to `end` stand, or between those around it."""
    replaced = next((p for p in line.pieces if start <= p.start and p.end <= end), None)
    before = next((p for p in reversed(line.pieces) if p.end <= start), None)
    after = next((p for p in line.pieces if p.start >= end), None)
    if replaced is not None:
        replaced.run.addprevious(new)
    elif field is not None:
        _begin_run(field.last.getparent(), field.last).addprevious(new)
    elif before is not None:
        _end_run(_outside(before, line, start)).addnext(new)
    elif after is not None:
        element = _outside(after, line, start)
        _begin_run(element.getparent(), element).addprevious(new)
    else:
        runs = line.paragraph.findall("{*}run")
        if runs:
            runs[-1].addnext(new)
        else:
            line.paragraph.insert(0, new)


def _end_run(element: Any) -> Any:
    """The run that ends with one of its children."""
    run, following = element.getparent(), element.getnext()
    if following is not None:
        _begin_run(run, following)
    return run


def _outside(piece: Piece, line: Line, at: int) -> Any:
    """What shows a piece, or the mark of a field around it that begins or ends at `at`: a field takes
    only what is meant for it."""
    for held in line.held:
        if held.last is None or not (held.start <= piece.start and piece.end <= held.end):
            continue
        if at == held.end:
            return held.last
        if at == held.start:
            return held.first
    return piece.standing


def _drop(piece: Piece) -> None:
    """ValueError: a form object, which is set by its own address."""
    node = piece.node
    if piece.where == "text":
        node.text = None
    elif piece.where == "tail":
        node.tail = None
    elif local(piece.standing) in FORM_OBJECTS:
        raise ValueError(f"{piece.text!r} belongs to a form object")
    else:
        _remove(node)


def _remove(node: Any) -> None:
    """Without what is written behind it."""
    parent, previous = node.getparent(), node.getprevious()
    if node.tail and previous is not None:
        previous.tail = (previous.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _tidy(paragraph: Any) -> None:
    """Take out runs that hold nothing, but for the last one."""
    runs = paragraph.findall("{*}run")
    for run in runs:
        if all(local(e) == "t" and not e.text and not len(e) for e in run) and len(runs) > 1:
            paragraph.remove(run)
            runs = runs[1:]
