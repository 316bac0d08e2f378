"""How the letters and cells of a HWPX look: what its header says of the ids that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assistant.forms.colour import is_guidance
from assistant.forms.hwpx_line import child, local

_HEADING = re.compile(r"(개요|제목|outline|heading|title)( ?\d+)?", re.IGNORECASE)
_NOT_COMPARED = ("id", "textColor", "borderFillIDRef")  # of letters that are to look alike else
_OTHER_SIZE = 4  # how unlike letters of another size are; of another weight 2, of another font 1


@dataclass(frozen=True, slots=True)
class Look:
    colour: str | None = None  # #RRGGBB
    is_slanted: bool = False
    is_bold: bool = False
    point: float | None = None

    @property
    def is_black(self) -> bool:
        return (self.colour or "").lower() in ("", "none", "#000000")

    @property
    def is_hint(self) -> bool:
        return self.is_slanted or is_guidance(self.colour)


@dataclass(slots=True)
class Looks:
    root: Any  # of Contents/header.xml; None without
    _letters: dict[str, Any] = field(init=False)  # hh:charPr by id
    _looks: dict[str, Look] = field(init=False)
    _shaded: set[str] = field(init=False)  # ids of hh:borderFill
    _styles: dict[str, Any] = field(init=False)
    _plain: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._letters, self._styles, self._shaded = {}, {}, set()
        for element in (
            [] if self.root is None else self.root.iter("{*}charPr", "{*}borderFill", "{*}style")
        ):
            name, own_id = local(element), element.get("id", "")
            if name == "charPr":
                self._letters[own_id] = element
            elif name == "style":
                self._styles[own_id] = element
            elif _is_filled(child(element, "fillBrush")):
                self._shaded.add(own_id)
        self._looks = {own_id: _look(element) for own_id, element in self._letters.items()}

    def look(self, char_id: str) -> Look:
        return self._looks.get(char_id, Look())

    def is_shaded(self, border_fill: str | None) -> bool:
        return border_fill in self._shaded

    def is_heading(self, paragraph: Any) -> bool:
        style = self._styles.get(paragraph.get("styleIDRef", ""))
        names = () if style is None else (style.get("name", ""), style.get("engName", ""))
        return any(_HEADING.fullmatch(name.strip()) for name in names)

    def of_style(self, paragraph: Any) -> str:
        """The id of the letters that a paragraph's style names."""
        style = self._styles.get(paragraph.get("styleIDRef", ""))
        return "0" if style is None else style.get("charPrIDRef", "0")

    def without_hint(self, char_id: str, beside: list[str]) -> str:
        """The id of letters to write in where hints stand: of the same font and size, but not grey,
        blue or slanted. `beside`: ids of the letters around, nearest first."""
        if not self.look(char_id).is_hint:
            return char_id
        if char_id not in self._plain:
            black = [one for one, look in self._looks.items() if look.is_black and not look.is_hint]
            hint = _traits(self._letters[char_id])
            twins = [one for one in black if _traits(self._letters[one]) == hint]
            alike = [one for one in black if self._distance(one, char_id) < _OTHER_SIZE]
            alike.sort(key=lambda one: self._distance(one, char_id))
            self._plain[char_id] = [*twins, *alike]
        around = [one for one in beside if one in self._looks and not self.look(one).is_hint]
        around.sort(key=lambda one: self._distance(one, char_id))
        return [*self._plain[char_id], *around, char_id][0]

    def _distance(self, one: str, other: str) -> int:
        """How unlike letters are, but for their colour and slant: a size counts most, then weight."""
        ours, theirs = self._letters[one], self._letters[other]
        fonts = [
            sorted(found.attrib.items()) if (found := child(letters, "fontRef")) is not None else []
            for letters in (ours, theirs)
        ]
        sizes = ours.get("height") != theirs.get("height")
        weights = self.look(one).is_bold != self.look(other).is_bold
        return _OTHER_SIZE * int(sizes) + 2 * int(weights) + int(fonts[0] != fonts[1])


def _look(letters: Any) -> Look:
    height = letters.get("height", "")
    return Look(
        letters.get("textColor"),
        child(letters, "italic") is not None,
        child(letters, "bold") is not None,
        int(height) / 100 if height.isdecimal() and len(height) < 7 else None,
    )


def _traits(letters: Any) -> list[Any]:
    """All that letters are, but for their colour and slant."""
    own = [(name, text) for name, text in letters.attrib.items() if name not in _NOT_COMPARED]
    inner = [
        (local(element), sorted(element.attrib.items()))
        for element in letters
        if local(element) != "italic"
    ]
    return [sorted(own), sorted(inner)]


def _is_filled(brush: Any) -> bool:
    if brush is None:
        return False
    plain = child(brush, "winBrush")
    if plain is None:
        return len(brush) > 0
    return (plain.get("faceColor") or "none").lower() not in ("none", "#ffffff")
