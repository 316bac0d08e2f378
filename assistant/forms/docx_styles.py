"""How the letters of a Word document look: what its styles and runs say of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from assistant.forms.colour import is_guidance

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_HEADING = ("heading ", "제목 ", "title", "subtitle")
_DEPTH = 20  # styles that one is based on


@dataclass(frozen=True, slots=True)
class Look:
    """Of letters. None: nothing is said, which is Word's own default."""

    colour: str | None = None  # RRGGBB
    is_slanted: bool = False
    is_bold: bool = False
    is_hidden: bool = False
    is_placeholder: bool = False  # the style of what a content control shows while it is empty
    is_link: bool = False
    point: float | None = None

    @property
    def is_hint(self) -> bool:
        seems = self.is_slanted or self.is_placeholder or is_guidance(self.colour)
        return seems and not self.is_link


def value(element: Any, path: str) -> str | None:
    """`w:val` of the element at `path` ("pPr/pStyle") below `element`."""
    found = (
        None if element is None else element.find("/".join(W + step for step in path.split("/")))
    )
    return None if found is None else found.get(VAL)


def number(text: str | None) -> int | None:
    """Of an attribute; None also for what no office program writes."""
    digits = (text or "").removeprefix("-")
    if not digits.isdecimal() or len(digits) > 9:
        return None
    return int(text or "")


@dataclass(slots=True)
class Styles:
    root: Any = None  # of styles.xml; None without
    _styles: dict[str, Any] = field(init=False)
    _looks: dict[tuple[str | None, str | None], Look] = field(init=False)
    _defaults: dict[str, str] = field(init=False)  # kind of style -> its id

    def __post_init__(self) -> None:
        self._styles, self._looks, self._defaults = {}, {}, {}
        for style in [] if self.root is None else self.root.findall(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[style.get(f"{W}type", "")] = style.get(f"{W}styleId", "")

    def look(self, paragraph: Any, properties: Any) -> Look:
        """Of letters with these `w:rPr` (None: none) in a paragraph."""
        return _with(self._base(paragraph, value(properties, "rStyle")), properties)

    def is_heading(self, paragraph: Any) -> bool:
        """By its style or its outline level, whatever its letters look like."""
        ours = value(paragraph, "pPr/outlineLvl")
        chain = self._chain(value(paragraph, "pPr/pStyle"))
        levels = [ours, *(value(style, "pPr/outlineLvl") for style in chain)]
        if any(level is not None and level != "9" for level in levels):
            return True
        names = [(value(style, "name") or "").lower() for style in chain]
        return any(name.startswith(_HEADING) for name in names)

    def _base(self, paragraph: Any, run_style: str | None) -> Look:
        style = value(paragraph, "pPr/pStyle") or self._defaults.get("paragraph")
        if (style, run_style) not in self._looks:
            look = Look()
            if self.root is not None:
                look = _with(look, self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            for above in [*reversed(self._chain(style)), *reversed(self._chain(run_style))]:
                look = _with(look, above.find(f"{W}rPr"))
            names = {(value(above, "name") or "").lower() for above in self._chain(run_style)}
            look = replace(
                look,
                is_placeholder="placeholder text" in names or run_style == "PlaceholderText",
                is_link="hyperlink" in names,
            )
            self._looks[style, run_style] = look
        return self._looks[style, run_style]

    def _chain(self, style_id: str | None) -> list[Any]:
        """A style and those it is based on, nearest first."""
        chain: list[Any] = []
        while style_id in self._styles and len(chain) < _DEPTH:
            chain.append(self._styles[style_id or ""])
            style_id = value(chain[-1], "basedOn")
        return chain


def _with(look: Look, properties: Any) -> Look:
    if properties is None:
        return look
    changes: dict[str, Any] = {}
    for name, tag in (("is_slanted", "i"), ("is_bold", "b"), ("is_hidden", "vanish")):
        if (found := properties.find(W + tag)) is not None:
            changes[name] = found.get(VAL) not in ("0", "false", "off")
    if (colour := value(properties, "color")) is not None:
        changes["colour"] = None if colour == "auto" else colour
    if (half_points := number(value(properties, "sz"))) is not None:
        changes["point"] = half_points / 2
    return replace(look, **changes) if changes else look
