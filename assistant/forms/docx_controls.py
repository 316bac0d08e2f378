"""Content controls and old form fields of Word: what they ask for, and how they are filled."""

from __future__ import annotations

import re
from typing import Any, Literal

from assistant.forms.docx_line import TICKED, UNTICKED, W14, Held
from assistant.forms.docx_styles import VAL, W, value
from assistant.forms.form import Control
from assistant.forms.part import made

_NOT_FOR_WORDS = "picture docPartObj docPartList group equation citation bibliography".split()
_LISTS = (f"{W}dropDownList", f"{W}comboBox")
_SYMBOL_FONT = re.compile("Wingdings|Webdings|Symbol")
_Kind = Literal["text", "check", "choice", "date"]


def control_of(held: Held, address: str, text: str) -> Control | None:
    """None where nobody is to write in it. `text`: of its paragraph."""
    here = text[held.start : held.end]
    if held.last is not None:
        return _form_field(held, address, here)
    properties = held.node.find(f"{W}sdtPr")
    if properties is None or any(properties.find(W + name) is not None for name in _NOT_FOR_WORDS):
        return None
    if any("repeatingSection" in str(child.tag) for child in properties):
        return None
    if any(True for _ in held.node.iterdescendants(f"{W}sdt")):
        return None
    shows_hint = properties.find(f"{W}showingPlcHdr") is not None
    kind: _Kind = "text"
    choices: tuple[str, ...] = ()
    if properties.find(f"{W14}checkbox") is not None:
        kind, shows_hint = "check", here != TICKED
    elif properties.find(f"{W}date") is not None:
        kind = "date"
    for list_ in (found for tag in _LISTS if (found := properties.find(tag)) is not None):
        kind, choices = "choice", tuple(label for label, _ in _items(list_))
    name = value(properties, "alias") or value(properties, "tag") or (here if shows_hint else "")
    is_hint = shows_hint or not here.strip()
    return Control(address, held.start, held.end, name.strip(), kind, choices, is_hint)


def _items(list_: Any) -> list[tuple[str, str]]:
    """Label and value of what a list offers, without its prompt."""
    found = [
        (item.get(f"{W}displayText") or item.get(f"{W}value", ""), item.get(f"{W}value", ""))
        for item in list_.findall(f"{W}listItem")
    ]
    return [(label, key) for label, key in found if key]


def _form_field(held: Held, address: str, here: str) -> Control:
    asked = held.node.find(f"{W}ffData")
    name = value(asked, "statusText") or value(asked, "helpText") or value(asked, "name") or ""
    if asked.find(f"{W}checkBox") is not None:
        return Control(address, held.start, held.end, name, "check", (), here != TICKED)
    if (list_ := asked.find(f"{W}ddList")) is not None:
        choices = tuple(entry.get(VAL, "") for entry in list_.findall(f"{W}listEntry"))
        first = value(list_, "result") is None
        return Control(address, held.start, held.end, name, "choice", choices, first)
    given = value(asked, "textInput/default") or ""
    kind: _Kind = "date" if value(asked, "textInput/type") == "date" else "text"
    is_hint = not here.strip() or here == given
    return Control(address, held.start, held.end, name, kind, (), is_hint)


def settle(properties: Any, text: str) -> None:
    """Take from a control's `w:sdtPr` what says that it is empty or shows something from elsewhere."""
    for name in ("showingPlcHdr", "dataBinding"):
        for found in properties.findall(W + name):
            properties.remove(found)
    for found in properties.findall("{*}dataBinding"):  # of later versions
        properties.remove(found)
    if (date := properties.find(f"{W}date")) is not None:
        date.attrib.pop(f"{W}fullDate", None)
    for list_ in (found for tag in _LISTS if (found := properties.find(tag)) is not None):
        keys = dict(_items(list_))
        if text in keys:
            list_.set(f"{W}lastValue", keys[text])
        else:
            list_.attrib.pop(f"{W}lastValue", None)


def tick(sdt: Any, text: str) -> Any:
    """Set a check box control; the element that draws its box. ValueError: `text` is no box."""
    is_ticked = _is_ticked(text)
    box = sdt.find(f"{W}sdtPr/{W14}checkbox")
    state = box.find(f"{W14}checked")
    if state is None:
        state = made(f"{W14}checked")
        box.insert(0, state)
    state.set(f"{W14}val", "1" if is_ticked else "0")
    drawn = box.find(f"{W14}checkedState" if is_ticked else f"{W14}uncheckedState")
    code = "" if drawn is None else drawn.get(f"{W14}val", "")
    letter = "\u2612" if is_ticked else UNTICKED
    if re.fullmatch("[0-9A-Fa-f]{4}", code) and not "D800" <= code.upper() < "E000":
        letter = chr(int(code, 16))
    font = "" if drawn is None else drawn.get(f"{W14}font", "")
    if _SYMBOL_FONT.match(font):
        sign = made(f"{W}sym")
        sign.set(f"{W}font", font)
        sign.set(f"{W}char", f"{0xF000 | ord(letter) & 0xFF:04X}")
        return sign
    drawing = made(f"{W}t")
    drawing.text = letter
    return drawing


def fill_form_field(asked: Any, text: str) -> None:
    """Set an old check box or list. ValueError: not a box, not in the list."""
    if (box := asked.find(f"{W}checkBox")) is not None:
        _set(box, "checked", "1" if _is_ticked(text) else "0")
    elif (list_ := asked.find(f"{W}ddList")) is not None:
        entries = [entry.get(VAL, "") for entry in list_.findall(f"{W}listEntry")]
        result = _set(list_, "result", str(entries.index(text)))
        list_.insert(0, result)


def _set(parent: Any, name: str, text: str) -> Any:
    found = parent.find(W + name)
    found = made(W + name, parent) if found is None else found
    found.set(VAL, text)
    return found


def _is_ticked(text: str) -> bool:
    if text not in (TICKED, UNTICKED):
        raise ValueError(f"{text!r} is neither {TICKED} nor {UNTICKED}")
    return text == TICKED
