"""Which words of a filled copy stand in which place of its blank. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from evals.drafts.cases import Place
from evals.drafts.reader import is_table

_MOST = 12  # paragraphs that a value may take


@dataclass(slots=True)
class Aligned:
    """A cell, or the text outside tables, of a blank and of its filled copy."""

    written: dict[Place, str] = field(default_factory=dict)  # as it stands in each place
    merged: list[Place] = field(default_factory=list)  # written into a line of printed guidance
    changed: list[tuple[str, str]] = field(default_factory=list)  # printed, and what stands instead
    lost: list[Place] = field(default_factory=list)  # within what was changed
    pairs: list[tuple[int, range]] = field(default_factory=list)  # paragraph -> those it became


def align(
    blank: Sequence[str], filled: Sequence[str], places: Mapping[int, Sequence[Place]]
) -> Aligned:
    """`places` by the paragraph they stand in. What is printed outside them has to stand as it is;
    a place's value may be several paragraphs."""
    found = Aligned()
    if not _aligned(blank, filled, places, 0, 0, found):
        _apart(blank, filled, places, found)
    return found


def _apart(
    blank: Sequence[str],
    filled: Sequence[str],
    places: Mapping[int, Sequence[Place]],
    found: Aligned,
) -> None:
    """What was changed is found between the paragraphs that stand as they were."""
    same = SequenceMatcher(a=blank, b=filled, autojunk=False)
    for _, i, end, j, other in same.get_opcodes():
        here = {n - i: places[n] for n in range(i, end) if n in places}
        if not _aligned(blank[i:end], filled[j:other], here, i, j, found):
            found.changed.append(("\n".join(blank[i:end]), "\n".join(filled[j:other])))
            found.lost += [place for n in here for place in here[n]]


def _aligned(
    blank: Sequence[str],
    filled: Sequence[str],
    places: Mapping[int, Sequence[Place]],
    at: int,
    other: int,
    found: Aligned,
) -> bool:
    forms = {n: _pattern(blank[n], here) for n, here in places.items()}

    @cache
    def reach(i: int, j: int) -> tuple[int, ...] | None:
        """How many paragraphs each of blank[i:] became, if that makes up filled[j:]."""
        if i == len(blank):
            return () if j == len(filled) else None
        if i not in forms:
            same = j < len(filled) and filled[j] == blank[i]
            rest = reach(i + 1, j + 1) if same else None
            return None if rest is None else (1, *rest)
        for taken in range(1, min(_MOST, len(filled) - j) + 1):
            if is_table(filled[j + taken - 1]):
                break
            if forms[i].fullmatch("\n".join(filled[j : j + taken])):
                if (rest := reach(i + 1, j + taken)) is not None:
                    return (taken, *rest)
        return None

    if (counts := reach(0, 0)) is None:
        return False
    j = 0
    for i, taken in enumerate(counts):
        found.pairs.append((at + i, range(other + j, other + j + taken)))
        if i in forms:
            _take(forms[i], "\n".join(filled[j : j + taken]), places[i], found)
        j += taken
    return True


def _take(form: re.Pattern[str], text: str, places: Sequence[Place], found: Aligned) -> None:
    match = form.fullmatch(text)
    assert match is not None
    for n, place in enumerate(places):
        if place.printed_as == "guidance":
            before, after = match[f"b{n}"], match[f"a{n}"]
            if (before.strip() and not before.rstrip(" ").endswith("\n")) or (
                after.strip() and not after.lstrip(" ").startswith("\n")
            ):
                found.merged.append(place)
            found.written[place] = "\n".join(filter(None, (before.strip(), after.strip())))
        else:
            written = match[f"v{n}"].strip()
            as_printed = _bare(written) == _bare(place.printed)
            found.written[place] = "" if as_printed else written


def _pattern(printed: str, places: Sequence[Place]) -> re.Pattern[str]:
    form, end = "", 0
    for n, place in enumerate(places):
        form += _words(printed[end : place.start])
        if place.printed_as == "guidance":
            form += f"(?P<b{n}>.*?){re.escape(place.printed.strip())}(?P<a{n}>.*?)"
        else:
            form += f"(?P<v{n}>.*?)"
        end = place.end
    return re.compile(form + _words(printed[end:]), re.DOTALL)


def _words(printed: str) -> str:
    """Printed words as they are; the space at their ends belongs to the places beside."""
    words = printed.strip()
    return rf"\s*{re.escape(words)}\s*" if words else r"\s*"


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
