"""What changed between two versions of a document, clause by clause. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.5  # of two clauses' characters: one was made of the other


@dataclass(frozen=True, slots=True)
class Change:
    """One clause (paragraph, item or row). `old` is None for one that was added, `new` for one that
    went."""

    old: str | None
    new: str | None


def changes(old: str, new: str) -> list[Change]:
    """The clauses that differ, in the new text's order; white space does not count."""
    before, after = _clauses(old), _clauses(new)
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, b1, b2, a1, a2 in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(before[b1:b2], after[a1:a2])
    return found


def nearest(clause: str, text: str) -> str | None:
    """The clause of `text` that is most like `clause`; None where none is like it."""
    best = max(_clauses(text), key=lambda other: likeness(clause, other), default=None)
    return best if best is not None and likeness(clause, best) >= _ALIKE else None


def likeness(one: str, other: str) -> float:
    """0 to 1: twice the characters that both have in order, of all (Ratcliff and Obershelp)."""
    return SequenceMatcher(None, " ".join(one.split()), " ".join(other.split()), False).ratio()


def _clauses(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _paired(gone: Sequence[str], come: Sequence[str]) -> list[Change]:
    """Each clause that came with the one it was made of, where there is one."""
    left = list(gone)
    pairs = []
    for clause in come:
        old = max(left, key=lambda other: likeness(clause, other), default=None)
        if old is not None and likeness(clause, old) >= _ALIKE:
            left.remove(old)
            pairs.append(Change(old, clause))
        else:
            pairs.append(Change(None, clause))
    return [Change(clause, None) for clause in left] + pairs
