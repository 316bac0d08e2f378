"""Names of programmes in questions: found, and taken out; and the documents that a question means."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from assistant.ranking import lexical_tokens
from assistant.repair import repaired
from assistant.schema import Document, ProgrammeNames
from assistant.terms import says_little, words

_OPENING = 250  # characters of a document in which it says whose it is and what for
# A document is meant when its own words hold this share of what the best one's hold; the words of
# more than _CROWD so near tell none from another. Of those that are meant the best _MOST are taken.
_NEAR, _CROWD, _MOST = 0.6, 10, 5
_FEWEST = 3  # tokens that the best shares with the question: fewer are any words, not a description
_NAMING = 0.5  # of a word's tokens: from there it names the document, and asks nothing of it


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


class Subjects:
    """What the documents are about: the words of their titles, names and opening lines.

    Made once for an index: a question costs no more than the documents that its words stand for.
    """

    def __init__(self, documents: Sequence[Document], known: Sequence[ProgrammeNames]) -> None:
        programmes: defaultdict[str, list[ProgrammeNames]] = defaultdict(list)
        for programme in known:
            if "/" not in programme.programme:  # no track
                programmes[programme.folder].append(programme)
        self._called: dict[str, frozenset[str]] = {}  # tokens of titles and names, by document id
        self._opening: dict[str, frozenset[str]] = {}  # the same with those of the opening lines
        self._holders: defaultdict[str, list[str]] = defaultdict(list)  # token -> document ids
        for document in documents:
            own = programmes[document.programme or ""]
            # in both languages; of a folder of several programmes we cannot tell which is whose
            names = " ".join(_all(own[0])) if len(own) == 1 else ""
            called = frozenset(lexical_tokens(f"{document.title} {names}"))
            opening = called.union(lexical_tokens(repaired(document.text[:_OPENING])))
            self._called[document.document_id] = called
            self._opening[document.document_id] = opening
            for token in opening:
                self._holders[token].append(document.document_id)

    def meant(self, tokens: Collection[str]) -> dict[str, float]:
        """The documents that a question's tokens point to, best first: id -> closeness, the best's
        is 1. Empty when they point to none, or to too many."""
        rarities: defaultdict[str, list[float]] = defaultdict(list)
        for token in dict.fromkeys(tokens):
            holders = () if says_little(token) else self._holders.get(token, ())
            rarity = math.log(1 + (len(self._called) - len(holders) + 0.5) / (len(holders) + 0.5))
            for document_id in holders:
                rarities[document_id].append(rarity)
        points = {d: sum(shared) for d, shared in rarities.items() if len(shared) >= _FEWEST}
        best = max(points.values(), default=0.0)
        near = {d: p / best for d, p in points.items() if p >= _NEAR * best}
        if len(near) > _CROWD:
            return {}
        return dict(sorted(near.items(), key=lambda item: -item[1])[:_MOST])

    def asked(self, text: str, documents: Collection[str]) -> tuple[str, str]:
        """The words of `text` without those that name each of `documents`: (what is asked of them,
        what stands in their opening lines too and may be asked). All of `text` is asked where
        nothing else is."""
        called = frozenset.intersection(*(self._called[d] for d in documents))
        opening = frozenset.intersection(*(self._opening[d] for d in documents))
        words = [w for w in re.split(r"[\s()\[\]「」]+", text) if w and not _names(w, called)]
        asked = " ".join(w for w in words if not _names(w, opening))
        return (asked or text), " ".join(w for w in words if _names(w, opening))


def _names(word: str, own: Collection[str]) -> bool:
    tokens = lexical_tokens(word)
    return bool(tokens) and sum(t in own for t in tokens) >= _NAMING * len(tokens)
