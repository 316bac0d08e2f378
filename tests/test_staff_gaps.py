"""Questions without a good answer, grouped by meaning; their vectors, kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.build import build_embedder
from assistant.embedder import Vectors
from assistant.schema import Answer, Status
from assistant.staff import grouping
from assistant.staff.gaps import gaps
from assistant.staff.grouping import grouped, linked
from assistant.staff.question_vectors import QuestionVectors
from assistant.staff.questions import QuestionLog
from assistant.staff.store import Store

LOANS = (
    "은행 대출 이자를 지원해 주나요?",
    "대출 이자 부담이 큰데 이자 지원 사업 있어요?",
    "Is there support for interest on bank loans?",
)
FLOODS = (
    "홍수 피해를 입은 가게 복구비가 나오나요?",
    "침수 피해 복구 지원금 신청하고 싶어요",
    "Is there relief for shops with flood damage?",
)


class Counting:
    """The real model, counting the texts that it is given."""

    def __init__(self) -> None:
        self.model = build_embedder()
        self.fingerprint = self.model.fingerprint
        self.given: list[str] = []

    @property
    def dimensions(self) -> int:
        return self.model.dimensions

    def count_tokens(self, text: str) -> int:
        return self.model.count_tokens(text)

    def embed_passages(self, texts: Sequence[str], progress: object = None) -> Vectors:
        return self.model.embed_passages(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return self.model.embed_queries(texts)

    def embed_query(self, text: str) -> Vectors:
        return self.embed_queries([text])[0]


def logged(log: QuestionLog, question: str, status: Status = "no_source", **more: object) -> int:
    korean = any("가" <= c <= "힣" for c in question)
    answer = Answer(status, "…", "ko" if korean else "en", query=question, **more)  # type: ignore[arg-type]
    return log.add(question, answer, "g1")


@pytest.fixture
def log(tmp_path: Path) -> QuestionLog:
    return QuestionLog(Store(tmp_path))


def test_questions_of_one_meaning_are_one_gap_in_either_language(log: QuestionLog) -> None:
    for question in (*LOANS, *FLOODS):
        logged(log, question)
    found = gaps(log.asked(), build_embedder().embed_queries)
    asked = {one.question_id: one.question for one in log.asked()}
    groups = {frozenset(asked[i] for i in gap.question_ids) for gap in found}
    assert groups == {frozenset(LOANS), frozenset(FLOODS)}
    assert all(set(gap.languages) == {"ko", "en"} and gap.name in asked.values() for gap in found)


def test_one_topic_alone_in_a_log_is_still_one_gap(log: QuestionLog) -> None:
    # What all questions have in common is taken away: of three on loans it must not be the loans.
    for question in LOANS:
        logged(log, question)
    (gap,) = gaps(log.asked(), build_embedder().embed_queries)
    assert (gap.count, gap.distinct) == (3, 3)


def test_what_is_asked_again_in_other_spacing_is_counted_and_embedded_once(
    log: QuestionLog,
) -> None:
    for question in ("대출 이자 지원되나요?", "대출이자 지원되나요", "대출 이자  지원되나요??"):
        logged(log, question)
    counting = Counting()
    (gap,) = gaps(log.asked(), counting.embed_queries)
    assert (gap.count, gap.distinct) == (3, 1)
    assert sum("지원되나요" in text for text in counting.given) == 1


def test_answered_and_refused_questions_are_no_gap_until_they_are_rated_badly(
    log: QuestionLog,
) -> None:
    right = logged(log, LOANS[0], "answered")
    wrong = logged(log, FLOODS[0], "answered")
    logged(log, "주민번호 알려줘", "refused")
    log.rate(right, "helpful")
    assert gaps(log.asked(), build_embedder().embed_queries) == []
    log.rate(wrong, "wrong")
    (gap,) = gaps(log.asked(), build_embedder().embed_queries)
    assert gap.question_ids == (wrong,)
    assert (gap.unanswered, gap.badly_rated) == (0, 1)


def test_a_gap_tells_its_passages_by_how_high_they_stand_over_all_of_its_questions(
    log: QuestionLog,
) -> None:
    # a: 1/10 + 1/11 = .191; b: 1/11 + 1/10 = .191 and first seen later; c: 1/12 = .083
    logged(log, "대출 이자 지원되나요?", passages=("b", "a"), programmes=("x",))
    logged(log, "대출이자 지원되나요", passages=("a", "b", "c"), programmes=("x", "y"))
    (gap,) = gaps(log.asked(), build_embedder().embed_queries)
    assert gap.passages == ("a", "b", "c")
    assert gap.programmes == ("x", "y")


def test_the_most_asked_gap_comes_first(log: QuestionLog) -> None:
    for question in (FLOODS[0], *LOANS, LOANS[0]):
        logged(log, question)
    found = gaps(log.asked(), build_embedder().embed_queries)
    assert [gap.count for gap in found] == [4, 1]
    assert found[0].name in LOANS


def test_linkage_joins_by_mean_similarity() -> None:
    similar = np.array([[1, 0.8, 0.3], [0.8, 1, 0.5], [0.3, 0.5, 1]], np.float32)
    # 0 and 1 join at .8; the mean of .3 and .5 is .4
    assert sorted(map(sorted, linked(similar.copy(), 0.41))) == [[0, 1], [2]]
    assert sorted(map(sorted, linked(similar.copy(), 0.39))) == [[0, 1, 2]]


def test_linkage_by_chains_joins_what_joining_the_nearest_pair_joins() -> None:
    draw = np.random.default_rng(5)
    for size in (2, 9, 40):
        rows = draw.normal(size=(size, 5)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        for together in (0.2, 0.5, 0.8):
            found = sorted(map(sorted, linked(rows @ rows.T, together)))
            assert found == _by_nearest_pairs(rows @ rows.T, together)


def _by_nearest_pairs(similar: Vectors, together: float) -> list[list[int]]:
    groups = [[i] for i in range(len(similar))]
    while len(groups) > 1:
        means = {
            (a, b): float(similar[np.ix_(groups[a], groups[b])].mean())
            for a in range(len(groups))
            for b in range(a)
        }
        (a, b), best = max(means.items(), key=lambda item: item[1])
        if best < together:
            break
        groups[b] += groups.pop(a)
    return sorted(map(sorted, groups))


def test_a_log_too_large_to_compare_pair_by_pair_gives_the_same_groups(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [*LOANS, *FLOODS]
    whole = grouped(texts, build_embedder().embed_queries)
    monkeypatch.setattr(grouping, "_AT_ONCE", 4)  # so the last two floods join or come after
    parts = grouped(texts, build_embedder().embed_queries)
    assert {frozenset(group) for group in parts} == {frozenset(group) for group in whole}


def test_no_questions_have_no_groups() -> None:
    assert gaps([], build_embedder().embed_queries) == []


def test_a_question_is_embedded_once_and_kept(tmp_path: Path) -> None:
    counting = Counting()
    vectors = QuestionVectors(Store(tmp_path), counting)
    first = vectors(["대출 이자", "홍수", "대출 이자"])
    again = QuestionVectors(Store(tmp_path), counting)(["홍수", "대출 이자"])
    assert counting.given == ["대출 이자", "홍수"]
    np.testing.assert_array_equal(first[[1, 0]], again)
    vectors.forget()
    vectors(["홍수"])
    assert counting.given[2:] == ["홍수"]


def test_vectors_of_another_model_are_not_taken(tmp_path: Path) -> None:
    one, other = Counting(), Counting()
    other.fingerprint = "another"
    QuestionVectors(Store(tmp_path), one)(["홍수"])
    QuestionVectors(Store(tmp_path), other)(["홍수"])
    assert other.given == ["홍수"]
