"""The letters of one Word paragraph, and the elements that show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.forms.docx_styles import VAL, W, number, value

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TICKED, UNTICKED = "☑", "☐"

SKIPPED = frozenset(
    W + name
    for name in "del moveFrom instrText delText delInstrText rPr pPr sectPr sdtPr sdtEndPr rt".split()
)
# Boxes of the symbol fonts that Word's own dialog inserts.
_SYMBOLS = {
    "F06F": "□",
    "F071": "□",
    "F0A8": "□",
    "F0FE": "☑",
    "F052": "☑",
    "F0FD": "☒",
    "F0FC": "✓",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that one element shows; only those of a `w:t` can be parted."""

    start: int
    text: str
    node: Any
    run: Any  # the w:r it stands in; None for a formula's letters

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Held:
    """What a content control (`w:sdt`) or a form field (its first `w:fldChar`) shows."""

    node: Any
    start: int
    end: int
    last: Any = None  # of a form field: the run that ends it


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field whose end has not come: it shows nothing before its separator."""

    begin: Any
    start: int = -1  # of what it shows; -1: none of it stands in this paragraph yet
    shows: bool = False


@dataclass(slots=True)
class Line:
    paragraph: Any  # w:p
    hidden: Callable[[Any, Any], bool]  # of a paragraph and a run
    fields: list[OpenField]  # open at its start, and at its end once it has been read
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)  # w:txbxContent anchored in it

    def __post_init__(self) -> None:
        self.fields = [replace(opened, start=-1) for opened in self.fields]
        self._walk(self.paragraph, None)

    def _add(self, text: str, node: Any, run: Any) -> None:
        if text and all(opened.shows for opened in self.fields):
            self.pieces.append(Piece(len(self.text), text, node, run))
            self.text += text

    def _walk(self, element: Any, run: Any) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag == f"{W}r":
                if not self.hidden(self.paragraph, child):
                    self._walk(child, child)
            elif tag == f"{W}t":
                self._add(shown(child), child, run)
            elif tag == f"{MATH}t":
                self._add(child.text or "", child, None)
            elif tag == f"{W}fldChar":
                self._field(child, run)
            elif tag == f"{W}sdt":
                self._control(child, run)
            elif tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif tag == f"{_MC}AlternateContent":  # one thing twice, for new and old programs
                if (choice := child.find(f"{_MC}Choice")) is not None:
                    self._walk(choice, run)
            elif (sign := _sign(child)) is not None:
                self._add(sign, child, run)
            else:
                self._walk(child, run)

    def _control(self, sdt: Any, run: Any) -> None:
        start = len(self.text)
        if (box := sdt.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            self._add(TICKED if is_on(box.find(f"{W14}checked")) else UNTICKED, sdt, run)
        else:
            self._walk(sdt, run)
        self.held.append(Held(sdt, start, len(self.text)))

    def _field(self, mark: Any, run: Any) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(OpenField(mark))
        elif kind == "separate" and self.fields:
            self.fields[-1] = replace(self.fields[-1], start=len(self.text), shows=True)
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            asked = ended.begin.find(f"{W}ffData")
            start = ended.start
            if asked is not None and (sign := _of_form_field(asked)) is not None:
                start = len(self.text)
                self._add(sign, ended.begin, run)
            if asked is not None and start >= 0:
                self.held.append(Held(ended.begin, start, len(self.text), run))


def shown(node: Any) -> str:
    """The letters of a `w:t`. Line ends within it are only the file's."""
    text = (node.text or "").replace("\n", " ")
    return text if node.get(SPACE) == "preserve" else text.strip(" \t")


def is_on(element: Any, attribute: str = f"{W14}val") -> bool:
    return element is not None and element.get(attribute, "1") not in ("0", "false", "off")


def _sign(node: Any) -> str | None:
    """What an element shows as one sign; None where its children are to be read."""
    tag = node.tag
    if tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if tag == f"{W}br":
        return "\n" if node.get(f"{W}type", "textWrapping") == "textWrapping" else ""
    if tag == f"{W}cr":
        return "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        code = node.get(f"{W}char", "")
        return _SYMBOLS.get(code.upper(), "\ufffd")
    return None


def _of_form_field(asked: Any) -> str | None:
    """What an old check box or drop-down list shows; None of a text field."""
    if (box := asked.find(f"{W}checkBox")) is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return TICKED if is_on(state, VAL) else UNTICKED
    if (list_ := asked.find(f"{W}ddList")) is not None:
        entries = [entry.get(VAL, "") for entry in list_.findall(f"{W}listEntry")]
        chosen = number(value(list_, "result") or value(list_, "default")) or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return None
