"""The letters of one paragraph of a HWPX, and the elements that show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

TICKED, UNTICKED = "☑", "☐"

# Within a `hp:t`; what is not named shows nothing.
_SIGNS = {"tab": "\t", "lineBreak": "\n", "nbSpace": "\xa0", "fwSpace": "\u3000", "hyphen": "-"}
FORM_OBJECTS = ("checkBtn", "radioBtn", "edit", "comboBox")


def local(element: Any) -> str:
    """The name of an element without its namespace, which differs between versions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, name: str) -> Any:
    """The first child of this name; None without."""
    return None if element is None else element.find(f"{{*}}{name}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters: an element's text, the text behind it, or what it shows as a sign."""

    start: int
    text: str
    node: Any
    where: Literal["text", "tail", "sign"]
    run: Any  # hp:run

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def standing(self) -> Any:
        """The child of the run that it stands in."""
        node = self.node
        while node.getparent() is not self.run:
            node = node.getparent()
        return node


@dataclass(frozen=True, slots=True)
class Held:
    """What a click-here field shows between its marks, or a form object shows itself."""

    node: Any  # hp:fieldBegin, hp:checkBtn, hp:edit...
    start: int
    end: int
    first: Any = None  # of a field: the hp:ctrl that begins it
    last: Any = None  # and that ends it


@dataclass(slots=True)
class Line:
    paragraph: Any  # hp:p
    is_deleted: (
        bool  # whether a deletion is open at its start, and at its end once it has been read
    )
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    objects: list[tuple[int, Any]] = field(default_factory=list)  # place in the text, table or box
    _opened: list[tuple[Any, Any, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for run in self.paragraph.iterfind("{*}run"):
            for element in run:
                self._read(element, run)

    def _add(
        self, text: str | None, node: Any, where: Literal["text", "tail", "sign"], run: Any
    ) -> None:
        if text and not self.is_deleted:
            text = text.replace("\n", " ") if where != "sign" else text
            self.pieces.append(Piece(len(self.text), text, node, where, run))
            self.text += text

    def _read(self, element: Any, run: Any) -> None:
        name = local(element)
        if name == "t":
            self._add(element.text, element, "text", run)
            for mark in element:
                if local(mark) in ("deleteBegin", "deleteEnd"):
                    self.is_deleted = local(mark) == "deleteBegin"
                self._add(_SIGNS.get(local(mark)), mark, "sign", run)
                self._add(mark.tail, mark, "tail", run)
        elif name == "ctrl":
            for mark in element:
                self._field(mark, element)
        elif name in FORM_OBJECTS:
            start = len(self.text)
            self._add(shown(element), element, "sign", run)
            end = len(self.text)
            self.held.append(Held(element, start, end))
            self._add(element.get("caption"), element, "sign", run)
        elif name == "compose":
            self._add(element.get("composeText"), element, "sign", run)
        elif name == "tbl":
            self.objects.append((len(self.text), element))
        elif name not in ("secPr", "equation"):
            self.objects += [(len(self.text), box) for box in _boxes(element)]

    def _field(self, mark: Any, control: Any) -> None:
        if local(mark) == "fieldBegin":
            self._opened.append((mark, control, len(self.text)))
        elif local(mark) == "fieldEnd" and self._opened:
            named = [n for n, (begin, _, _) in enumerate(self._opened) if _ends(mark, begin)]
            begin, first, start = self._opened.pop(named[-1] if named else -1)
            if begin.get("type") == "CLICK_HERE":
                self.held.append(Held(begin, start, len(self.text), first, control))


def _ends(mark: Any, begin: Any) -> bool:
    named = mark.get("beginIDRef")
    return named is not None and named == begin.get("id")


def shown(element: Any) -> str:
    """What a form object shows."""
    name = local(element)
    if name in ("checkBtn", "radioBtn"):
        return TICKED if element.get("value") == "CHECKED" else UNTICKED
    if name == "edit":
        text = child(element, "text")
        return "" if text is None else text.text or ""
    chosen = element.get("selectedValue") or ""
    for item in element.iterfind("{*}listItem"):
        if item.get("value") == chosen:
            return item.get("displayText") or chosen
    return chosen


def _boxes(element: Any) -> list[Any]:
    """The texts within a drawing: `hp:drawText`, not those within one another."""
    if local(element) == "drawText":
        return [element]
    return [box for inner in element if local(inner) not in ("p", "tbl") for box in _boxes(inner)]
