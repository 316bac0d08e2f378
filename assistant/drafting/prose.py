"""Tells an article, which has no labels, from a notice."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.reading import Clause
from assistant.drafting.statements import has_stages

_READ = ("who", "out", "when", "how", "papers", "support", "amount", "rate", "duration", "scale", "budget")  # fmt: skip
_FEWEST = 3  # clauses of known kinds make a notice


def is_article(text: str, found: Sequence[Clause]) -> bool:
    """Whether hardly anything stands below a heading or label that is known."""
    if has_stages(text) and not any(clause.head for clause in found):
        return True  # a table without its lines, whose cells look like labels
    known = (c for c in found if c.kind in _READ or (c.kind == "other" and c.section))
    return sum(1 for _ in known) < _FEWEST
