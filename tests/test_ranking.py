"""Word tokens and the fusion of the two searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ranking import (
    LEXICAL_MOST,
    LEXICAL_STRONG,
    LEXICAL_WEAK,
    Ranking,
    fuse,
    lexical_tokens,
    lexical_weight,
    weighted,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("신청기간", ["신청", "청기", "기간"]),
        ("돈", ["돈"]),
        ("KOSME's R&D", ["kosme's", "r", "d"]),
        ("MIT가 2026년", ["mit", "가", "2026", "년"]),
        ("ＫＲＷ　３００", ["krw", "300"]),  # full width
        ("", []),
        ("!? —", []),
    ],
)
def test_a_text_is_cut_into_hangul_bigrams_and_words(text: str, tokens: list[str]) -> None:
    assert lexical_tokens(text) == tokens


def test_a_noun_is_found_under_any_particle() -> None:
    for word in ("지원금을", "지원금은", "지원금이란", "정부지원금"):
        assert set(lexical_tokens("지원금")) <= set(lexical_tokens(word))


def test_decomposed_hangul_gives_the_same_tokens() -> None:
    assert lexical_tokens("신청") == lexical_tokens("\u1109\u1175\u11ab\u110e\u1165\u11bc")


QUERY = "신청 기간"  # 2 tokens


def test_scores_are_the_weighted_sum_of_both_searches() -> None:
    # The best score is 2 tokens * LEXICAL_STRONG: the words weigh the most, w = LEXICAL_MOST.
    # lexical, scaled to 0..1: a 1, b 0.5 (half way from c to a), c 0
    # dense, the same: c 1, b (0.85 - 0.8) / 0.1 = 0.5, d 0
    best, w = 2 * LEXICAL_STRONG, LEXICAL_MOST
    lexical: Ranking = [("a", best), ("b", best - 0.25), ("c", best - 0.5)]
    dense: Ranking = [("c", 0.9), ("b", 0.85), ("d", 0.8)]
    scores = dict(fuse(QUERY, lexical, dense))
    assert scores == {
        "a": pytest.approx(w * 1),
        "b": pytest.approx(w * 0.5 + (1 - w) * 0.5),
        "c": pytest.approx(w * 0 + (1 - w) * 1),
        "d": pytest.approx(0),
    }
    assert list(scores) == ["a", "b", "c", "d"]  # as w is more than half


def test_words_that_are_not_found_leave_the_order_to_the_meaning() -> None:
    dense: Ranking = [("a", 0.9), ("b", 0.8), ("c", 0.7)]
    assert [c for c, _ in fuse(QUERY, [], dense)] == ["a", "b", "c"]
    weak: Ranking = [("c", 2 * LEXICAL_WEAK), ("b", 0.1)]
    assert [c for c, _ in fuse(QUERY, weak, dense)] == ["a", "b", "c"]


def test_without_either_search_there_is_no_ranking() -> None:
    assert fuse(QUERY, [], []) == []
    assert [c for c, _ in fuse(QUERY, [("a", 3.0), ("b", 1.0)], [])] == ["a", "b"]


@pytest.mark.parametrize(
    ("best", "weight"),
    [
        (0.0, 0.0),
        (2 * LEXICAL_WEAK, 0.0),
        (LEXICAL_WEAK + LEXICAL_STRONG, LEXICAL_MOST / 2),  # half way: their mean a token
        (2 * LEXICAL_STRONG, LEXICAL_MOST),
        (99.0, LEXICAL_MOST),
    ],
)
def test_words_weigh_by_their_best_score_for_a_token(best: float, weight: float) -> None:
    assert lexical_weight(QUERY, [("a", best)]) == pytest.approx(weight)


def test_a_query_without_words_gives_words_no_weight() -> None:
    assert lexical_weight("?!", [("a", 9.0)]) == lexical_weight(QUERY, []) == 0.0


RANKING = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 10), max_size=8).map(
    lambda scores: sorted(scores.items(), key=lambda item: -item[1])
)


@given(RANKING, RANKING)
def test_fusion_keeps_every_candidate_once_best_first_between_0_and_1(
    lexical: Ranking, dense: Ranking
) -> None:
    fused = fuse(QUERY, lexical, dense)
    scores = [score for _, score in fused]
    assert sorted(c for c, _ in fused) == sorted({c for c, _ in [*lexical, *dense]})
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1.0000001 for score in scores)


def test_a_given_weight_is_the_share_of_the_words() -> None:
    lexical: Ranking = [("a", 9.0), ("b", 1.0)]  # scaled: a 1, b 0
    dense: Ranking = [("b", 0.9), ("a", 0.5)]  # b 1, a 0
    assert weighted(lexical, dense, 0.6) == [("a", pytest.approx(0.6)), ("b", pytest.approx(0.4))]
    assert weighted(lexical, dense, 0.0)[0] == ("b", pytest.approx(1.0))
