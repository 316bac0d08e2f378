"""What the documents do not say and is asked: questions without a good answer, grouped by meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.schema import Language, Status
from assistant.staff.asked import Asked, Verdict
from assistant.staff.grouping import Embed, grouped

UNANSWERED: frozenset[Status] = frozenset({"no_source", "off_topic", "needs_detail"})
BADLY_RATED: frozenset[Verdict] = frozenset({"wrong", "out_of_date"})

_PASSAGES = 5
_RANK = 10  # the first passage of a question counts 1 / 10, the second 1 / 11, ...
_Kind = TypeVar("_Kind", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions of one meaning that got no answer, or a bad one."""

    name: str  # the most typical of them, as it was searched
    count: int  # times asked
    distinct: int  # ways in which it was asked
    question_ids: tuple[int, ...]  # newest first
    languages: tuple[Language, ...]  # the most frequent first
    programmes: tuple[str, ...]  # ids, the most frequent first
    last_asked: str  # UTC, ISO
    unanswered: int  # of `count`; the others were answered and then rated badly
    badly_rated: int  # of `count`
    passages: tuple[str, ...]  # chunk ids that retrieval gave them, nearest first


def is_open(asked: Asked) -> bool:
    """Whether it is to be grouped: without an answer, or with one that its reader called bad."""
    return asked.status in UNANSWERED or asked.verdict in BADLY_RATED


def gaps(asked: Sequence[Asked], embed: Embed) -> list[Gap]:
    """Groups of the open ones among `asked`, the most asked first, then the last asked.

    `embed`: texts to L2-normalised vectors of questions, shape (n, d). It is given each text of an
    open question once, whatever the number of times it was asked. All of `asked` says how common
    words are, so give the answered ones, too.
    """
    same: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in filter(is_open, asked):
        same[_key(_searched(one))].append(one)
    often = sorted(same.values(), key=lambda ones: (-len(ones), -max(o.question_id for o in ones)))
    texts = [_searched(ones[0]) for ones in often]
    groups = grouped(texts, embed, {_searched(one) for one in asked})
    found = [_gap(texts[g[0]], len(g), [o for i in g for o in often[i]]) for g in groups]
    return sorted(found, key=lambda gap: (gap.count, gap.last_asked), reverse=True)


def _gap(name: str, distinct: int, asked: Sequence[Asked]) -> Gap:
    newest = sorted(asked, key=lambda one: -one.question_id)
    return Gap(
        name=name,
        count=len(asked),
        distinct=distinct,
        question_ids=tuple(one.question_id for one in newest),
        languages=_by_number(one.language for one in newest),
        programmes=_by_number(programme for one in newest for programme in one.programmes),
        last_asked=max(one.asked_at for one in asked),
        unanswered=sum(one.status in UNANSWERED for one in asked),
        badly_rated=sum(one.verdict in BADLY_RATED for one in asked),
        passages=_nearest(newest),
    )


def _searched(asked: Asked) -> str:
    """With what a follow-up's history adds; a question that was turned away was not searched."""
    return asked.query or asked.question


def _key(text: str) -> str:
    """What exact duplicates share: letters and digits, whatever their case and spacing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded) or folded


def _by_number(values: Iterable[_Kind]) -> tuple[_Kind, ...]:
    return tuple(value for value, _ in Counter(values).most_common())


def _nearest(asked: Iterable[Asked]) -> tuple[str, ...]:
    """The passages that stand highest over all of the questions."""
    score: defaultdict[str, float] = defaultdict(float)
    for one in asked:
        for rank, chunk_id in enumerate(one.passages):
            score[chunk_id] += 1 / (_RANK + rank)
    return tuple(sorted(score, key=score.__getitem__, reverse=True)[:_PASSAGES])
