"""Names of programmes in questions: found, and taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.schema import ProgrammeNames
from assistant.terms import words


def named_in(text: str, known: Sequence[ProgrammeNames]) -> tuple[str, ...]:
    """Ids of the programmes and tracks that `text` names, in any of their names, longest name first."""
    found: dict[str, int] = {}
    for names in known:
        longest = max((_length(name, text) for name in _all(names)), default=0)
        if longest:
            found[names.programme] = longest
    return tuple(sorted(found, key=lambda programme: -found[programme]))


def _all(names: ProgrammeNames) -> Iterable[str]:
    return (names.ko, names.en, *names.aliases)


def _length(name: str, text: str) -> int:
    """Length of `name` where `text` holds it, written with or without spaces; else 0."""
    inside, whole = words(name), words(text)
    if inside.stems.strip() and not any("가" <= c <= "힣" for c in name):
        return len(inside.joined) if inside.stems in whole.stems else 0
    return len(inside.joined) if len(inside.joined) > 1 and inside.joined in whole.joined else 0


def without_names(text: str, known: Sequence[ProgrammeNames]) -> str:
    """`text` without the names of programmes in it, so that another's can take their place."""
    for name in sorted({n for names in known for n in _all(names)}, key=len, reverse=True):
        loose = r"\s*".join(re.escape(c) for c in name if not c.isspace())
        text = re.sub(loose, " ", text, flags=re.IGNORECASE) if len(name) > 2 else text
    return " ".join(text.split())
