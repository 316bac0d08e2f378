"""Questions of one meaning, together: average linkage over their vectors and their words.

Vectors of e5 lie close together whatever they mean, and those of one language closest of all. So
what the questions of a language have in common is taken away; a question's telling words, without
the way of asking, are embedded besides; and words are compared as concepts that Korean and English
share.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import sqrt
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.language import language_of
from assistant.ranking import lexical_tokens
from assistant.schema import Language
from assistant.terms import question_terms, says_little

_WORD = re.compile(r"\w[\w&'’-]*")

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]  # texts -> L2-normalised vectors, shape (n, d)

# Chosen on the wordings a to d of evals/desk, over two seeds (11 or 12 of 12 topics in each, purity
# .91 and up); e is for the report. Without the telling words apart b has 10 of 12 topics.
_WORDS = 0.2  # share of the words in a similarity; the meaning has the rest
_TOGETHER = 0.18  # mean similarity within a group, from which questions are one
_AT_ONCE = 4000  # questions compared pair by pair: 64 MB
_SLOTS = 2048  # that words are hashed into, so that a group's mean is a short vector
_SEEN_BEFORE = 100  # questions that a log is taken to have had: in a first one no word is rare
# What any question of the field has in common, as so many questions: without it the questions of a
# log with one topic would have nothing left.
_OF_THE_FIELD: dict[Language, str] = {
    "ko": "지원사업 신청 자격 대상 기업 중소기업 소상공인 창업 예산 지원금 보조금 비용 한도 금액 기간 마감 접수 "
    "서류 절차 평가 선정 기관 부처 담당자 연락처 교육 채용 인력 수출 해외 연구개발 기술 시설 장비 "
    "융자 세금 보험 매출 지역 업종",
    "en": "programme application eligibility applicant company SME merchant start-up budget grant "
    "subsidy cost limit amount period deadline registration documents procedure evaluation selection "
    "agency ministry officer contact training hiring staff export overseas research technology "
    "facility equipment loan tax insurance sales region industry",
}
_WEIGHT = 10


def grouped(texts: Sequence[str], embed: Embed, log: Iterable[str] = ()) -> list[list[int]]:
    """The places in `texts`, a list a group, the most typical text of each first.

    `texts`: each once, what matters most first. `log`: everything that was asked, for how common
    words are. Up to _AT_ONCE texts are compared pair by pair; of more, each joins the group that
    it is near on average, and the rest are compared among themselves, so many at a time again.
    """
    if not texts:
        return []
    features = _features(texts, embed, log)
    groups: list[list[int]] = []
    left = np.arange(len(texts))
    while len(left):
        if groups:
            means = np.stack([features[group].mean(0) for group in groups])
            near = features[left] @ means.T
            best = near.argmax(1)
            joins = near[np.arange(len(left)), best] >= _TOGETHER
            for place, group in zip(left[joins], best[joins], strict=True):
                groups[group].append(int(place))
            left = left[~joins]
        now, left = left[:_AT_ONCE], left[_AT_ONCE:]
        similar = features[now] @ features[now].T
        groups += [[int(now[i]) for i in group] for group in linked(similar, _TOGETHER)]
    return [_typical_first(group, features) for group in groups]


def prepare(texts: Sequence[str], embed: Embed) -> Vectors:
    """What grouping them embeds: the texts, then their telling words. Where `embed` keeps what it
    gave, to call this for each question as it comes spares a first look at thousands its wait."""
    return embed([*texts, *map(_telling, texts)])


def linked(similar: Vectors, together: float) -> list[list[int]]:
    """Average linkage: groups are joined, nearest first, while their mean similarity is `together`
    or more. `similar`: (n, n), symmetric; it is written over.

    By chains of nearest neighbours (Murtagh, 1983): two groups that are each other's nearest are
    joined at once, which joins the same ones as always taking the nearest pair of all, in O(n²).
    """
    np.fill_diagonal(similar, -np.inf)
    members: list[list[int]] = [[i] for i in range(len(similar))]
    open_ = list(range(len(similar) - 1, -1, -1))
    chain: list[int] = []
    while chain or open_:
        if not chain:
            if members[at := open_.pop()] and np.isfinite(similar[at]).any():
                chain.append(at)
            continue
        last = chain[-1]
        near = int(similar[last].argmax())
        if len(chain) > 1 and similar[last, chain[-2]] >= similar[last, near]:
            near = chain[-2]  # of equals the one before, or a chain could go round
        if similar[last, near] < together:
            # nothing is near enough to it, so to nothing before it in the chain, either
            for lonely in chain:
                similar[lonely], similar[:, lonely] = -np.inf, -np.inf
            chain.clear()
        elif len(chain) > 1 and near == chain[-2]:
            del chain[-2:]
            _join(similar, members, near, last)
            open_.append(near)
        else:
            chain.append(near)
    return [group for group in members if group]


def _join(similar: Vectors, members: list[list[int]], a: int, b: int) -> None:
    """Group `b` goes into `a`, whose similarities become the means over the members of both."""
    share = len(members[a]) / (len(members[a]) + len(members[b]))
    mean = share * similar[a] + (1 - share) * similar[b]
    mean[a] = mean[b] = -np.inf
    similar[a], similar[:, a] = mean, mean
    similar[b], similar[:, b] = -np.inf, -np.inf
    members[a] += members[b]
    members[b] = []


def _typical_first(group: list[int], features: Vectors) -> list[int]:
    near = features[group] @ features[group].mean(0)
    return [group[i] for i in np.argsort(-near, kind="stable")]


def _features(texts: Sequence[str], embed: Embed, log: Iterable[str]) -> Vectors:
    """Vectors whose dot product is the similarity: shape (n, d + _SLOTS)."""
    both = prepare(texts, embed)
    vectors = _normalised(both[: len(texts)] + both[len(texts) :])
    meaning = _without_what_is_common(texts, vectors, embed)
    words = _words(texts, log)
    return np.hstack([sqrt(1 - _WORDS) * meaning, sqrt(_WORDS) * words])


def _without_what_is_common(texts: Sequence[str], vectors: Vectors, embed: Embed) -> Vectors:
    by_language: defaultdict[Language, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        by_language[language_of(text)].append(place)
    own = vectors.copy()
    for language, places in by_language.items():
        field = embed(_OF_THE_FIELD[language].split()).mean(0)
        total = vectors[places].sum(0) + _WEIGHT * field
        own[places] -= total / (len(places) + _WEIGHT)
    return _normalised(own)


def _words(texts: Sequence[str], log: Iterable[str]) -> Vectors:
    """Words by how rare they are in the log, hashed; a text without words is all zeros."""
    every = set(texts).union(log)
    seen = Counter(word for text in every for word in _concepts(text))
    slots = np.zeros((len(texts), _SLOTS), np.float32)
    for row, text in zip(slots, texts, strict=True):
        for word, times in _concepts(text).items():
            slot = crc32(word.encode())
            sign = 1 if slot & 1 else -1  # what falls into one slot cancels as often as it adds
            rarity = np.log1p((len(every) + _SEEN_BEFORE) / seen[word])
            row[(slot >> 1) % _SLOTS] += sign * times * rarity
    return _normalised(slots)


def _telling(text: str) -> str:
    """A question's words without those of any question; the whole where no other is left."""
    if language_of(text) == "ko":
        words = [term.word for term in question_terms(text)]
    else:
        words = [word for word in _WORD.findall(text) if not says_little(word.lower())]
    return " ".join(words) or text


@lru_cache(maxsize=50_000)
def _concepts(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for term in question_terms(unicodedata.normalize("NFKC", text)):
        if term.concepts:
            found.update(f"#{concept}" for concept in term.concepts)
        else:
            found.update(lexical_tokens(term.word))
    return found


def _normalised(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, np.float32(1)), np.float32)
