"""What a slot is by those beside it, where its own labels do not say it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.forms.fields import NARRATIVE
from assistant.forms.form import Slot
from assistant.forms.match import NOTHING, Match
from assistant.forms.meanings import is_other, meaning

_BARE_CONTACT = re.compile(
    r"(?:\W|\d|[A-Ha-h]\.)*(?:contacts?(?: details| information)?|연락처)\W*", re.I
)
_PERSONAL = ("name_of_person", "title", "mobile")
_NARRATIVES = {
    name: f"project.{name}" for name in ("need", "goal", "plan", "effect")
}  # by what a label asks for
_NEAR = 3  # slots before and after
_OF = re.compile(r"(?:의|려는|하는|할|될)\s")


def without_bare_contact(slots: Sequence[Slot]) -> list[Slot]:
    """Where "Contact" heads ways of reaching somebody and no name, nobody in person is meant: the
    word goes, from the labels and the headings."""
    named: set[tuple[str, str]] = set()
    for slot in slots:
        asked = [meaning(label).attribute for label in slot.labels[:1]]
        bare = [part for part in (*slot.labels, _heading(slot)) if _BARE_CONTACT.fullmatch(part)]
        if any(one in _PERSONAL for one in asked) or slot.labels[:1] == tuple(bare[:1]):
            named |= {(part, slot.section) for part in bare}
    return [_without(slot, named) for slot in slots]


def _heading(slot: Slot) -> str:
    return slot.section.split(" > ")[-1]


def _without(slot: Slot, named: set[tuple[str, str]]) -> Slot:
    def goes(part: str) -> bool:
        return bool(_BARE_CONTACT.fullmatch(part)) and (part, slot.section) not in named

    labels = tuple(label for n, label in enumerate(slot.labels) if n == 0 or not goes(label))
    *above, last = slot.section.split(" > ")
    section = " > ".join(above) if goes(last) else slot.section
    if labels == slot.labels and section == slot.section:
        return slot
    return replace(slot, labels=labels, section=section)


def among_neighbours(slots: Sequence[Slot], found: Sequence[Match]) -> list[Match]:
    """`found`: of each slot by itself."""
    result = list(found)
    for at, slot in enumerate(slots):
        if found[at] != NOTHING or slot.kind != "text" or slot.row is not None or not slot.labels:
            continue
        asked = meaning(slot.labels[0])
        if asked.attribute == "code" and at and slots[at - 1].section == slot.section:
            if found[at - 1].field == "industry":
                result[at] = Match(("industry_code",))
        elif asked.is_empty and re.search(r"계획|\bplan", slot.labels[0]):
            near = range(max(0, at - _NEAR), min(len(slots), at + _NEAR + 1))
            beside = {found[n].field for n in near if slots[n].section == slot.section}
            if len(beside & NARRATIVE) > 1 and "project.plan" not in beside:
                result[at] = Match(("project.plan",))
        elif not asked.attribute and (field := _told(slot)):
            result[at] = Match((field,))
    return result


def _told(slot: Slot) -> str:
    """A narrative that the guidance in its place names and nothing else: "※ 개발 배경과 필요성"."""
    if slot.printed_as not in ("guidance", "placeholder") or len(slot.printed) > 60:
        return ""
    if any(is_other(text) for text in (*slot.labels, slot.section)):
        return ""
    words = re.sub(r"^[\W_]+|[\s.]+$", "", slot.printed)
    for text in (words, _OF.split(words)[-1]):
        if field := _NARRATIVES.get(meaning(text).attribute):
            return field
    return ""
