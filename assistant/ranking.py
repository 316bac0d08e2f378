"""Word tokens for BM25 and the fusion of rankings. Pure functions."""

from __future__ import annotations

import re
import unicodedata

Ranking = list[tuple[str, float]]  # (chunk id, score), best first

LEXICAL_MOST = 0.7  # weight of the words at their best
# BM25 score a query token: across languages it stays below WEAK, within one it is near STRONG.
LEXICAL_WEAK, LEXICAL_STRONG = 0.7, 1.3

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


def fuse(query_text: str, lexical: Ranking, dense: Ranking) -> Ranking:
    """The ranking that the chat uses: both searches' candidates by a weighted sum of their scores.

    score = w * lexical + (1 - w) * dense, each scaled to 0..1 over its own candidates (convex
    combination: Bruch et al., TOIS 2023). w is what the words of this query deserve: none in the
    other language, where only a name or a number is shared, and more than half where most are found.
    """
    return weighted(lexical, dense, lexical_weight(query_text, lexical))


def weighted(lexical: Ranking, dense: Ranking, weight: float) -> Ranking:
    """The fusion with a given weight of the words."""
    scores: dict[str, float] = {}
    for ranking, share in ((lexical, weight), (dense, 1 - weight)):
        for chunk_id, score in _scaled(ranking):
            scores[chunk_id] = scores.get(chunk_id, 0.0) + share * score
    return sorted(scores.items(), key=lambda item: -item[1])


def lexical_weight(query_text: str, lexical: Ranking) -> float:
    """Weight of the words, 0..LEXICAL_MOST, from the best BM25 score for each token of the query."""
    tokens = len(lexical_tokens(query_text))
    if not lexical or not tokens:
        return 0.0
    strength = lexical[0][1] / tokens
    share = (strength - LEXICAL_WEAK) / (LEXICAL_STRONG - LEXICAL_WEAK)
    return LEXICAL_MOST * min(1.0, max(0.0, share))


def _scaled(ranking: Ranking) -> Ranking:
    if not ranking:
        return []
    highest, lowest = ranking[0][1], ranking[-1][1]
    span = highest - lowest
    return [(chunk_id, (score - lowest) / span if span else 1.0) for chunk_id, score in ranking]
