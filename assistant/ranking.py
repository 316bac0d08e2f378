"""Word tokens for BM25 and the fusion of rankings. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

Ranking = list[tuple[str, float]]  # (chunk id, score), best first

_WORD = re.compile(r"[가-힣]+|[a-z0-9]+(?:['’][a-z]+)?|[぀-ヿ一-鿿]+")


def lexical_tokens(text: str) -> list[str]:
    """Hangul bigrams (a noun is found under any particle) and whole words of other scripts."""
    tokens: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).lower()):
        if word[0] < "぀":  # Latin letters and digits
            tokens.append(word)
        else:
            tokens += [word[i : i + 2] for i in range(len(word) - 1)] or [word]
    return tokens


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[str]], k: int = 60, weights: Sequence[float] | None = None
) -> Ranking:
    """Fuse rankings of chunk ids into (chunk_id, score), best first.

    score = sum over rankings of weight / (k + rank), ranks counted from 1, weight 1 by default.
    Ties keep first-seen order. Cormack et al., SIGIR 2009; k = 60 is theirs.
    """
    scores: dict[str, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, chunk_id in enumerate(ranking, start=1):
            scores[chunk_id] = scores.get(chunk_id, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda item: -item[1])


def fuse(query_text: str, lexical: Ranking, dense: Ranking) -> Ranking:
    """The ranking that the chat uses: both searches' candidates, fused by rank."""
    return reciprocal_rank_fusion([[c for c, _ in lexical], [c for c, _ in dense]])
