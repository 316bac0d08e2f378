"""Edits of a Word document: letters out, letters in, and their look kept."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from assistant.forms.docx_controls import fill_form_field, settle, tick
from assistant.forms.docx_line import MATH, SPACE, W14, Held, Line, Piece, shown
from assistant.forms.docx_sheet import Body, Place
from assistant.forms.docx_styles import VAL, W
from assistant.forms.form import Edit
from assistant.forms.part import Part, made
from assistant.forms.ranges import by_paragraph, from_the_back

# Of a paragraph's mark: not of the letters that are written there.
_NOT_OF_LETTERS = "ins del moveFrom moveTo rPrChange vanish specVanish webHidden".split()
_HINT_TRAITS = "rStyle color i iCs".split()
_ONLY_FIRST = "pageBreakBefore framePr pPrChange".split()  # not for further paragraphs
_OWN = (f"{W14}paraId", f"{W14}textId")  # attributes that no two paragraphs share
# The order that Word wants in w:rPr, as far as it matters here.
_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color"
).split()


class Writer:
    """Applies edits to a part whose body was read."""

    def __init__(self, part: Part, body: Body) -> None:
        self._part = part
        self._body = body

    def apply(self, edits: Sequence[Edit]) -> None:
        """ValueError: a place that is not there, or two edits of one place."""
        places = self._body.places
        lengths = {address: len(place.line.text) for address, place in places.items()}
        for address, its_edits in by_paragraph(edits, self._body.owners, lengths):
            place = places[address]
            ordered = from_the_back(address, lengths[address], its_edits, place.controls)
            self._part.touch(place.line.paragraph)
            for start, end, text, held in ordered:
                if held is None:
                    self._write(place, start, end, text)
                else:
                    self._fill(place, held, text)

    def _fill(self, place: Place, held: Held, text: str) -> None:
        """All that a control shows."""
        if held.last is not None:
            asked = held.node.find(f"{W}ffData")
            if asked.find(f"{W}checkBox") is not None or asked.find(f"{W}ddList") is not None:
                fill_form_field(asked, text)
            else:
                self._write(place, held.start, held.end, text, held)
            return
        paragraph = place.line.paragraph
        properties, content = held.node.find(f"{W}sdtPr"), held.node.find(f"{W}sdtContent")
        self._part.touch(properties)
        settle(properties, text)
        if content is None:
            content = made(f"{W}sdtContent", held.node)
        within = _surrounds(held, paragraph)
        parent = paragraph if within else content
        looks = [look for run in parent.iter(f"{W}r") if (look := run.find(f"{W}rPr")) is not None]
        if properties.find(f"{W14}checkbox") is not None:
            run = _run([], deepcopy(looks[0]) if looks else None)
            run.append(tick(held.node, text))
        else:
            given = properties.find(f"{W}rPr")
            mark = paragraph.find(f"{W}pPr/{W}rPr")
            look = given if given is not None else (looks[0] if looks else mark)
            run = _run(text.split("\n"), self._without_hint(paragraph, look))
        for child in list(parent):
            if child.tag != f"{W}pPr":
                parent.remove(child)
        parent.append(run)
        if within:
            for other in [p for p in content.iter(f"{W}p") if p is not paragraph]:
                self._part.touch(other)
                other.getparent().remove(other)

    def _write(
        self, place: Place, start: int, end: int, text: str, field: Held | None = None
    ) -> None:
        """Letters in place of those from `start` to `end`. `field`: the form field they belong to."""
        line = self._line(place)
        paragraph = line.paragraph
        look = self._look(line, start)
        for at in (end, start):
            _cut(line, at)
            line = self._line(place)
        first = _run([], look)
        _insert(first, line, start, end, field)
        breaks = first.getparent() is not paragraph or field is not None
        for held in place.controls.values():
            surrounds = held.last is None and _surrounds(held, paragraph)
            if held.last is None and (surrounds or (start < held.end and held.start < end)):
                properties = held.node.find(f"{W}sdtPr")
                self._part.touch(properties)
                settle(properties, text)
            breaks = breaks or surrounds or held.start <= start < held.end
        for piece in line.pieces:
            if start <= piece.start and piece.end <= end:
                _drop(piece)
        lines = text.split("\n")
        _say(first, lines if breaks else lines[:1])
        if not breaks and len(lines) > 1:
            self._part_lines(paragraph, first, lines[1:], look)
        if _is_empty(first):
            first.getparent().remove(first)

    def _line(self, place: Place) -> Line:
        """The paragraph as it is now."""
        return Line(place.line.paragraph, self._body.hidden, list(place.opened))

    def _part_lines(self, paragraph: Any, first: Any, lines: Sequence[str], look: Any) -> None:
        """New paragraphs after this one; the last takes what stood behind the first line."""
        properties = paragraph.find(f"{W}pPr")
        section = None if properties is None else properties.find(f"{W}sectPr")
        if section is not None:
            properties.remove(section)
        followers = []
        for line in lines:
            follower = made(f"{W}p")
            follower.attrib.update({k: v for k, v in paragraph.attrib.items() if k not in _OWN})
            if properties is not None:
                own = deepcopy(properties)
                for name in _ONLY_FIRST:
                    for found in own.findall(W + name):
                        own.remove(found)
                follower.append(own)
            if line:
                follower.append(_run([line], look))
            followers.append(follower)
        for rest in list(first.itersiblings()):
            followers[-1].append(rest)
        if section is not None:
            followers[-1].find(f"{W}pPr").append(section)
        self._part.follow(paragraph, followers)

    def _look(self, line: Line, start: int) -> Any:
        """The `w:rPr` that letters at `start` are written in; None: none."""
        pieces = [piece for piece in line.pieces if piece.run is not None]
        at = next((p for p in pieces if p.start <= start < p.end), None)
        if at is None:
            at = next((p for p in reversed(pieces) if p.end <= start), None)
        if at is not None:
            return self._without_hint(line.paragraph, at.run.find(f"{W}rPr"))
        return self._without_hint(line.paragraph, line.paragraph.find(f"{W}pPr/{W}rPr"))

    def _without_hint(self, paragraph: Any, properties: Any) -> Any:
        """A copy to write in: the same font and size, but not grey, blue or slanted as hints are."""
        kept = made(f"{W}rPr") if properties is None else deepcopy(properties)
        styles = self._body.styles
        _remove(kept, _NOT_OF_LETTERS)
        look = styles.look(paragraph, kept)
        if look.is_placeholder or (look.is_hint and not styles.is_heading(paragraph)):
            _remove(kept, _HINT_TRAITS)
            look = styles.look(paragraph, kept)
            if look.is_slanted:
                _set(kept, "i", "0")
            if look.is_hint and look.colour is not None:
                _set(kept, "color", "auto")
        return kept if len(kept) else None


def _surrounds(held: Held, paragraph: Any) -> bool:
    """Whether a content control holds the paragraph, and not the paragraph the control."""
    return any(ancestor is held.node for ancestor in paragraph.iterancestors())


def _remove(properties: Any, names: Sequence[str]) -> None:
    for name in names:
        for found in properties.findall(W + name):
            properties.remove(found)


def _set(properties: Any, name: str, text: str) -> None:
    before = {W + other for other in _ORDER[: _ORDER.index(name)]}
    element = made(W + name)
    element.set(VAL, text)
    properties.insert(sum(1 for child in properties if child.tag in before), element)


def _run(lines: Sequence[str], look: Any) -> Any:
    run = made(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
    _say(run, lines)
    return run


def _say(run: Any, lines: Sequence[str]) -> None:
    """Put lines at the end of a run, a break between them."""
    for n, line in enumerate(lines):
        if n:
            made(f"{W}br", run)
        for m, words in enumerate(line.split("\t")):
            if m:
                made(f"{W}tab", run)
            if words:
                _spell(made(f"{W}t", run), words)


def _spell(node: Any, words: str) -> None:
    node.text = words
    if words != words.strip():
        node.set(SPACE, "preserve")


def _is_empty(run: Any) -> bool:
    return all(child.tag == f"{W}rPr" for child in run)


def _cut(line: Line, at: int) -> None:
    """Part the run around an offset, so that a run begins there."""
    piece = next((p for p in line.pieces if p.start <= at < p.end), None)
    if piece is None:
        return
    node, run = piece.node, piece.run
    if piece.start < at:
        if node.tag != f"{W}t":
            raise ValueError(f"letter {at} of {line.text!r} is within a sign")
        words = shown(node)
        behind = deepcopy(node)
        behind.tail = None
        _spell(node, words[: at - piece.start])
        _spell(behind, words[at - piece.start :])
        node.addnext(behind)
        node = behind
    if run is None or node.tag == f"{W}fldChar":
        return
    while node.getparent() is not run:
        node = node.getparent()
    if all(before.tag == f"{W}rPr" for before in node.itersiblings(preceding=True)):
        return
    other = made(f"{W}r")
    other.attrib.update(run.attrib)
    if (look := run.find(f"{W}rPr")) is not None:
        other.append(deepcopy(look))
    for rest in [node, *node.itersiblings()]:
        other.append(rest)
    run.addnext(other)


def _insert(run: Any, line: Line, start: int, end: int, field: Held | None) -> None:
    """Put a new run where the letters from `start` to `end` stand, or between those around it."""
    replaced = [p for p in line.pieces if start <= p.start and p.end <= end]
    before = next((p for p in reversed(line.pieces) if p.end <= start), None)
    after = next((p for p in line.pieces if p.start >= end), None)
    if replaced:
        _standing(replaced[0]).addprevious(run)
    elif field is not None:
        field.last.addprevious(run)
    elif before is not None and (
        after is None or _outside(before, line, start).getparent() is line.paragraph
    ):
        _outside(before, line, start).addnext(run)
    elif after is not None:
        _outside(after, line, start).addprevious(run)
    else:
        line.paragraph.append(run)


def _standing(piece: Piece) -> Any:
    """The run or other element that shows a piece."""
    if piece.run is not None and piece.node.tag != f"{W}sdt":
        return piece.run
    element = piece.node
    while (above := element.getparent()).tag.startswith(MATH):
        element = above
    return element


def _outside(piece: Piece, line: Line, at: int) -> Any:
    """As above, or the outermost thing around it that begins or ends at `at`: a control takes only
    what is meant for it."""
    element = _standing(piece)
    for held in line.held:
        if at in (held.start, held.end) and held.start <= piece.start and piece.end <= held.end:
            if held.last is not None and at == held.end:
                return held.last
            if held.last is None and held.node.getparent() is not None:
                return held.node
    return element


def _drop(piece: Piece) -> None:
    """ValueError: an old form field's box or list, which is set by its own address."""
    if piece.node.tag == f"{W}fldChar":
        raise ValueError(f"{piece.text!r} belongs to a form field")
    piece.node.getparent().remove(piece.node)
    if piece.run is not None and piece.run.getparent() is not None and _is_empty(piece.run):
        piece.run.getparent().remove(piece.run)
