"""Where the words that an FAQ stands on have gone in a document's new text. Pure.

The same words may stand in several places, and the place that was quoted is the one that counts. So
two texts are laid side by side: first by their lines, then by what stands around the quote in lines
that differ. The quote itself is one piece throughout: it is there whole, or it is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.changes import nearest

_ALIKE = 0.6  # of two runs of words: one was made of the other


@dataclass(frozen=True, slots=True)
class _Piece:
    """`text[start:end]`: a line, with the whole of a quote that goes over several; or a part of
    one."""

    start: int
    end: int
    words: str  # with single spaces


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two pairs of lines that are the same in both texts."""

    old: Sequence[_Piece]
    new: Sequence[_Piece]


def moved(old: str, start: int, end: int, new: str) -> int | None:
    """Where `old[start:end]` stands in `new`, character for character.

    None: its words were changed, or it is gone, even if the same words stand elsewhere too. So it
    is where nobody can tell: its own line was changed and taken elsewhere, or it stood in several
    places and fewer are left.
    """
    quote = old[start:end]
    if not quote.strip() or quote not in new:
        return None
    before, after = _lines(old, quote), _lines(new, quote)
    at = _index(before, start)
    pairs = _pairs([line.words for line in before], [line.words for line in after])
    if at in pairs:
        return _same_turn(before[at], old, start, after[pairs[at]], new, quote)
    gap = _gap(before, after, pairs, at)
    if (found := _within(gap, old, start, new, quote)) is not None:
        return found
    if _remade(quote, gap, old, new):
        return None
    there = _taken_elsewhere(before, after, pairs, at)
    return None if there is None else _same_turn(before[at], old, start, there, new, quote)


def clause(text: str, start: int, end: int) -> str:
    """The lines that `text[start:end]` stands in."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return text[first : len(text) if last < 0 else last].strip()


def clause_now(old: str, start: int, end: int, new: str) -> str | None:
    """What `clause` of the old text has become in the new one; None: nothing there is like it."""
    was, quote = clause(old, start, end), old[start:end]
    before, after = _lines(old, quote), _lines(new, quote)
    at = _index(before, start)
    pairs = _pairs([line.words for line in before], [line.words for line in after])
    if at in pairs:
        line = after[pairs[at]]
        return new[line.start : line.end].strip()
    there = "\n".join(new[line.start : line.end] for line in _gap(before, after, pairs, at).new)
    for place in (there, new):
        found = [nearest(line, place) for line in was.split("\n") if line.strip()]
        if lines := list(dict.fromkeys(line for line in found if line is not None)):
            return "\n".join(lines)
    return None


def _lines(text: str, quote: str) -> list[_Piece]:
    """Its lines but the blank ones. A line break inside the quote ends none."""
    found = re.finditer(rf"(?:{re.escape(quote)}|[^\n])+", text)
    return [piece for match in found if (piece := _piece(text, *match.span())).words]


def _piece(text: str, start: int, end: int) -> _Piece:
    return _Piece(start, end, " ".join(text[start:end].split()))


def _index(pieces: Sequence[_Piece], start: int) -> int:
    """Of the piece in which `start` lies."""
    return next(i for i, piece in enumerate(pieces) if start < piece.end)


def _places(piece: _Piece, text: str, quote: str) -> list[int]:
    """Where the quote starts within a piece."""
    found = re.finditer(re.escape(quote), text[piece.start : piece.end])
    return [piece.start + match.start() for match in found]


def _same_turn(
    one: _Piece, old: str, start: int, other: _Piece, new: str, quote: str
) -> int | None:
    """In a line that says the same: of the places of the quote, the one whose turn is the same."""
    was, now = _places(one, old, quote), _places(other, new, quote)
    return now[was.index(start)] if start in was and len(was) == len(now) else None


def _gap(before: Sequence[_Piece], after: Sequence[_Piece], pairs: dict[int, int], at: int) -> _Gap:
    first = max((i for i in pairs if i < at), default=-1)
    last = min((i for i in pairs if i > at), default=len(before))
    begin = pairs[first] + 1 if first >= 0 else 0
    end = pairs[last] if last < len(before) else len(after)
    return _Gap(before[first + 1 : last], after[begin:end])


def _within(gap: _Gap, old: str, start: int, new: str, quote: str) -> int | None:
    """Where the quote stands in the lines that came in place of its own.

    What stands right before it or right after it vouches for it. If both were changed, it must
    stand in both as often, and nothing beside it may be what it was made into."""
    before = [part for line in gap.old for part in _parts(line, old, quote)]
    after = [part for line in gap.new for part in _parts(line, new, quote)]
    at = next((i for i, part in enumerate(before) if part.start == start), None)
    if at is None:
        return None
    pairs = _pairs([part.words for part in before], [part.words for part in after])
    there = pairs.get(at)
    pairs |= {-1: -1, len(before): len(after)}  # the lines around the gap
    if there is not None and (pairs.get(at - 1) == there - 1 or pairs.get(at + 1) == there + 1):
        return after[there].start if new.startswith(quote, after[there].start) else None
    was = [part.start for part in before if old.startswith(quote, part.start)]
    now = [part.start for part in after if new.startswith(quote, part.start)]
    if len(was) != len(now) or _remade(quote, gap, old, new):
        return None
    return now[was.index(start)]


def _parts(line: _Piece, text: str, quote: str) -> Iterator[_Piece]:
    """The line with each quote in it as a part of its own."""
    at = line.start
    for place in _places(line, text, quote):
        yield from _part(text, at, place)
        at = place + len(quote)
        yield _piece(text, place, at)
    yield from _part(text, at, line.end)


def _part(text: str, start: int, end: int) -> Iterator[_Piece]:
    if (piece := _piece(text, start, end)).words:
        yield piece


def _taken_elsewhere(
    before: Sequence[_Piece], after: Sequence[_Piece], pairs: dict[int, int], at: int
) -> _Piece | None:
    """The line itself, in another place: as many of them have no counterpart in either text."""
    taken, words = set(pairs.values()), before[at].words
    was = [i for i, line in enumerate(before) if line.words == words and i not in pairs]
    now = [line for i, line in enumerate(after) if line.words == words and i not in taken]
    return now[was.index(at)] if len(was) == len(now) else None


def _remade(quote: str, gap: _Gap, old: str, new: str) -> bool:
    """Whether words that came into the gap are much like the quote: what it was made into, and a
    copy of it may then stand anywhere."""
    was = " ".join(old[line.start : line.end].replace(quote, " ") for line in gap.old).split()
    now = " ".join(new[line.start : line.end].replace(quote, " ") for line in gap.new).split()
    known, length = " ".join(old.split()), len(quote.split())
    matcher = SequenceMatcher(None, "", " ".join(quote.split()), autojunk=False)
    kept = {-1, *_pairs(was, now).values(), len(now)}
    for before, after in pairwise(sorted(kept)):
        for i in range(before + 1, max(before + 2, after - length + 1)):
            run = " ".join(now[i : min(i + length, after)])
            matcher.set_seq1(run)
            if run not in known and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                return True
    return False


def _pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Index in `old` -> index in `new`, both ascending, of what is the same.

    What stands once in each is paired first (the longest ascending run of it: "patience diff").
    Between two such pairs, what follows the upper one is paired before what precedes the lower:
    in a notice it is the heading or label above that tells one repeated line from another.
    """
    pairs: dict[int, int] = {}
    unsettled = [(0, len(old), 0, len(new))]
    while unsettled:
        i, i_end, j, j_end = unsettled.pop()
        anchors = _anchors(old, i, i_end, new, j, j_end)
        if not anchors:
            pairs.update(_pairs_of_repeated(old, i, i_end, new, j, j_end))
            continue
        for i_next, j_next in [*anchors, (i_end, j_end)]:
            if i < i_next and j < j_next:
                unsettled.append((i, i_next, j, j_next))
            i, j = i_next + 1, j_next + 1
        pairs.update(anchors)
    return pairs


def _anchors(
    old: Sequence[str], i: int, i_end: int, new: Sequence[str], j: int, j_end: int
) -> list[tuple[int, int]]:
    """The longest ascending run of pairs of what stands once in `old[i:i_end]`, `new[j:j_end]`."""
    in_old, in_new = Counter(old[i:i_end]), Counter(new[j:j_end])
    where = {new[n]: n for n in range(j, j_end) if in_new[new[n]] == 1}
    ends: list[int] = []  # for each length, the least place in `new` that such a run ends at
    runs: list[tuple[int, int, int]] = []  # (old, new, the run's pair before or -1)
    last: list[int] = []  # for each length, that run's last pair
    for o in range(i, i_end):
        if in_old[old[o]] != 1 or old[o] not in where:
            continue
        n = where[old[o]]
        length = bisect_left(ends, n)
        runs.append((o, n, last[length - 1] if length else -1))
        ends[length : length + 1] = [n]
        last[length : length + 1] = [len(runs) - 1]
    found: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        o, n, at = runs[at]
        found.append((o, n))
    return found[::-1]


def _pairs_of_repeated(
    old: Sequence[str], i: int, i_end: int, new: Sequence[str], j: int, j_end: int
) -> Iterator[tuple[int, int]]:
    while i < i_end and j < j_end and old[i] == new[j]:
        yield i, j
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        yield i_end, j_end
    # of long ones it leaves out what is repeated most: else its time grows with the cube of it
    matcher = SequenceMatcher(None, old[i:i_end], new[j:j_end])
    for block in matcher.get_matching_blocks():
        yield from ((i + block.a + k, j + block.b + k) for k in range(block.size))
