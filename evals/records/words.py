"""Whether two wordings say the same: a mechanical test, so that it is the same for everybody. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z][\w&'’]*|[가-힣]+")
_SMES = re.compile(
    r"small\s+and\s+medium-\s*sized\s+(?:enterprises|companies|businesses)", re.IGNORECASE
)
_EMPTY = frozenset(
    """a an the and or of to in on at by for from with without within into onto as is are was were be
    been being it its this that these those their they them who which what when where will would can
    could may might shall should has have had having do does did not no nor but if than then so such
    also each other any all some more most up out over under about through during between among per
    program programme project company companies firm firms year years""".split()
)
_STEM = 5  # letters: dispatch, dispatched and dispatching are one word
HALF = 0.5
NAMES = 0.6


def main_words(*wordings: str) -> frozenset[str]:
    """English words by their first five letters, without those that say little, the long
    form of SMEs as SMEs; Korean by pairs of
    syllables, as its words carry particles."""
    found: set[str] = set()
    for match in _WORD.finditer(_SMES.sub("SMEs", " ".join(wordings))):
        word = match[0].lower().replace("’", "'").removesuffix("'s")
        if "가" <= word[0] <= "힣":
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
        elif word not in _EMPTY:
            found.add(word[:_STEM])
    return frozenset(found)


def shared(mine: frozenset[str], its: frozenset[str]) -> float:
    """The part of the shorter wording's main words that the other has; 0 where they share one alone
    and are not that one."""
    common = mine & its
    if not common or (len(common) == 1 and mine != its):
        return 0.0
    return len(common) / min(len(mine), len(its))


def alike(mine: str, its: str) -> float:
    """How much two names are one: twice the common words over all of both (Dice)."""
    a, b = main_words(mine), main_words(its)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(mine == its)


def same_name(mine: Iterable[str], its: Iterable[str]) -> float:
    """The best likeness of any two of the names; 0 below .6."""
    of = list(its)
    best = max((alike(a, b) for a in mine for b in of), default=0.0)
    return best if best >= NAMES else 0.0
