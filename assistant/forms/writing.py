"""A value as a form wants it, and the edits that put it there. Pure.

What cannot be said in the form's own terms is not written: a size that no box names, dollars where
won are asked for, a number that its check digit contradicts. What is longer than its place is still
written in full, because cells grow, and marked `overflow` for the owner to look at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.forms.checks import fault
from assistant.forms.form import Edit, Option, Slot
from assistant.forms.patterns import day_in, groups_in, phone_groups, text_in
from assistant.forms.ticking import ticked
from assistant.forms.values import kind_of, plain, said
from assistant.schema import Language

_NEVER = {
    "signature": "unwritten_signature",
    "consent": "unwritten_consent",
    "identity": "unwritten_identity",
}
_TICKED = {"□": "■", "☐": "☑", "▢": "■", "○": "●", "◯": "●", "◦": "●"}
_BLANKS = " \t\u00a0\u3000_＿…"
_GAP = re.compile(rf"[{_BLANKS}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Written:
    """What a slot is given."""

    text: str  # as it will stand there; of boxes, the words beside those that are ticked
    edits: tuple[Edit, ...] = ()
    state: Literal["filled", "overflow", "blank"] = "filled"
    reason: str | None = None  # why it is blank: the name of a phrase


def written(slot: Slot, field: str, value: object, language: Language, today: date) -> Written:
    """`value`: as the profile has it (a day in ISO, whole sums); `language`: the form's."""
    if slot.kind in _NEVER:
        return _blank(_NEVER[slot.kind])
    if reason := fault(field, value, today):
        return _blank(reason)
    if slot.kind == "choice":
        return _choice(slot, field, value)
    unit, text = slot.unit, ""
    printed = slot.printed.strip(_BLANKS)
    if slot.printed_as == "unit" and not unit:
        unit = printed
    if slot.printed_as in ("pattern", "placeholder", "unit"):
        text = _in_pattern(slot, field, value, language) or ""
    if not text:
        plain_text = said(field, value, language, unit)
        if plain_text is None:
            return _blank("unwritten_unit")
        if slot.printed_as == "unit" and printed:  # it stays, behind the range
            return _before_unit(slot, plain_text, printed)
        text = _with_printed(slot, plain_text)
    return _placed(slot, text)


def literal(slot: Slot, text: str) -> Written:
    """The owner's own words, as they are; of boxes, those whose words they name."""
    if slot.kind in _NEVER:
        return _blank(_NEVER[slot.kind])
    printed = slot.printed.strip(_BLANKS)
    if slot.printed_as == "unit" and printed:
        return _before_unit(slot, plain(text).removesuffix(printed).strip(), printed)
    if slot.kind != "choice":
        return _placed(slot, plain(text))
    named = {part.strip() for part in text.split(",")}
    chosen = [option for option in slot.options if _words(option) in named]
    if len(chosen) != len(named):
        return _blank("unwritten_choice")
    return _ticked(slot, chosen)


def _placed(slot: Slot, text: str) -> Written:
    if slot.start > 0 or slot.printed_as in ("pattern", "unit"):
        text = " ".join(text.split("\n"))
    state: Literal["filled", "overflow"] = (
        "overflow" if slot.room is not None and letters(text) > slot.room else "filled"
    )
    if slot.printed_as == "guidance":
        return Written(text, (Edit(slot.address, f"{text}\n", slot.start, slot.start),), state)
    rest = tuple(Edit(address, "", 0, length) for address, length in slot.rest)
    return Written(text, (Edit(slot.address, text, slot.start, slot.end), *rest), state)


def letters(text: str) -> float:
    """Its width in Hangul letters; a Latin one is half. Of several lines, the sum."""
    wide = sum(1 for c in text if unicodedata.east_asian_width(c) in "WFA")
    return wide + (len(text) - wide) / 2


def _blank(reason: str) -> Written:
    return Written("", (), "blank", reason)


def _in_pattern(slot: Slot, field: str, value: object, language: Language) -> str | None:
    """The value in the printed blank's own marks; None where they are not those of its kind."""
    kind = kind_of(field)
    if kind == "date":
        words = said(field, value, language, "") or ""
        return day_in(slot.printed, str(value), words)
    if slot.printed_as == "unit":
        return None
    if kind == "phone":
        groups = phone_groups(str(value))
        return groups_in(slot.printed, groups) if groups else None
    if kind in ("brn", "crn"):
        digits = re.sub(r"\D", "", str(value))
        cut = (3, 5) if len(digits) == 10 else (6, 6)
        parts = [digits[: cut[0]], digits[cut[0] : cut[1]], digits[cut[1] :]]
        return groups_in(slot.printed, "-".join(part for part in parts if part))
    return None


def _before_unit(slot: Slot, text: str, unit: str) -> Written:
    put = f"{text} " if unit[0].isascii() and unit[0].isalpha() else text
    named = slot.unit if unit.startswith(slot.unit) and slot.unit else unit
    return Written(put + named, (Edit(slot.address, put, slot.start, slot.end),))


def _with_printed(slot: Slot, text: str) -> str:
    """The value with what stays of the printed words: the marks around a blank."""
    printed = slot.printed.strip(_BLANKS)
    if slot.printed_as != "pattern":
        return text
    bracketed = text_in(slot.printed, text)
    if bracketed != text or not printed:
        return bracketed
    if gap := max(_GAP.finditer(slot.printed), key=lambda found: len(found[0]), default=None):
        if re.search(r"[가-힣A-Za-z]", printed):  # "금          원": the words stay
            before, after = slot.printed[: gap.start()].strip(), slot.printed[gap.end() :].strip()
            return f"{before} {text}{after}".strip()
    return text


def _choice(slot: Slot, field: str, value: object) -> Written:
    chosen = ticked(field, value, slot.options)
    if chosen is None:
        return _blank("unwritten_choice")
    return _ticked(slot, chosen)


def _words(option: Option) -> str:
    return plain(option.text).strip(" .:")


def _ticked(slot: Slot, chosen: Sequence[Option]) -> Written:
    text = ", ".join(map(_words, chosen))
    listed = len(slot.options) > 1 and len({option.address for option in slot.options}) == 1
    if listed and all(not option.box for option in slot.options):  # of a drop-down list
        if len(chosen) > 1:
            return _blank("unwritten_choice")
        (option,) = chosen
        return Written(text, (Edit(option.address, option.text, option.start, option.end),))
    edits = (Edit(option.address, _tick(option), option.start, option.end) for option in chosen)
    return Written(text, tuple(edits))


def _tick(option: Option) -> str:
    """The box ticked, in its own manner: "■", "[√]"."""
    box = option.box
    if not box:
        return "☑"
    if box in _TICKED:
        return _TICKED[box]
    return f"{box[0]}√{box[-1]}" if len(box) > 1 else "■"
