"""The evaluation of the desk: its maker, its measures, and that it can fail."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from assistant.errors import UsageError
from assistant.schema import Answer, Citation, Document
from assistant.staff.questions import Filters, QuestionLog
from evals.desk.asking import fill_log
from evals.desk.drafting import drafted
from evals.desk.questions import (
    Simulated,
    Wordings,
    answerable_questions,
    must_not_cover,
    simulated_questions,
    unanswerable_questions,
    wordings_of,
)
from evals.desk.score import gap_scores
from evals.desk.stanzas import read_stanzas


def document(text: str) -> Document:
    return Document("p/n.md", "Notice", "en", "markdown", text, "0" * 64, "p")


@pytest.mark.parametrize("wordings", get_args(Wordings))
def test_a_log_is_240_answerable_questions_and_60_of_12_topics(wordings: Wordings) -> None:
    made = simulated_questions(1, wordings)
    assert len({one.question for one in made}) == 300
    topics = Counter(one.label for one in made if not one.answerable)
    assert len(topics) == 12 and set(topics.values()) == {5}
    assert Counter(one.language for one in made) == {"ko": 150, "en": 150}


def test_no_wording_stands_in_two_sets() -> None:
    every = [one.question for w in get_args(Wordings) for one in unanswerable_questions(w)]
    assert len(set(every)) == len(every)


def test_a_seed_makes_the_same_questions_and_another_asks_otherwise() -> None:
    assert simulated_questions(1, "a") == simulated_questions(1, "a")
    first, second = ({q.question for q in answerable_questions(s)} for s in (1, 2))
    assert len(first & second) < len(first) / 2


def test_a_library_that_covers_a_topic_is_no_library_for_the_exam() -> None:
    must_not_cover([document("Researchers are dispatched.")], "a")
    with pytest.raises(UsageError, match="loan-interest"):
        must_not_cover([document("Part of the loan interest is paid.")], "a")


def test_wordings_that_there_are_not_are_named() -> None:
    assert wordings_of(["d", "a"]) == ["a", "d"]
    with pytest.raises(UsageError, match="'z'"):
        wordings_of(["z"])


def test_a_broken_line_of_a_question_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text("[one] p\nko = 질문\nnothing\n", encoding="utf-8")
    with pytest.raises(UsageError, match="f.txt:3"):
        read_stanzas(tmp_path / "f.txt")


def test_a_topic_is_found_by_three_of_its_questions_in_a_group_that_is_mostly_its_own() -> None:
    labels = dict(enumerate(["x", "x", "x", "y", "y", "y", "z", "z", "p/f", "p/f"]))
    topics = frozenset("xyz")
    groups = [[0, 1, 2, 6], [3, 4], [5, 7, 8], [9]]
    scores = gap_scores(groups, labels, topics)
    # x: 3 of 4 in the first; y: only 2 together; z: never 3
    assert (scores["found"], scores["not_found"]) == (1, ["y", "z"])
    # first 3 of 4, second 2 of 2, third 1 of 3; [9] is alone and of no topic: 6 / 9
    assert (scores["purity"]["passed"], scores["purity"]["n"]) == (6, 9)
    assert scores["answerable"] == {
        "questions": 2,
        "in_groups_without_a_topic": 1,
        "groups_without_a_topic": 1,
    }
    # three of six are not more than half
    assert gap_scores([[0, 1, 2, 3, 4, 5]], labels, topics)["found"] == 0


def test_one_heap_of_all_questions_finds_no_topic_and_is_not_pure() -> None:
    made = simulated_questions(1, "a")
    labels = {number: one.label for number, one in enumerate(made)}
    topics = frozenset(one.label for one in made if not one.answerable)
    heap = gap_scores([list(labels)], labels, topics)
    assert heap["found"] == 0 and heap["purity"]["value"] < 0.1
    apart = gap_scores([[i] for i in labels], labels, topics)
    assert apart["found"] == 0


def test_a_log_is_filled_and_wrong_answers_are_rated(tmp_path: Path) -> None:
    questions = [
        Simulated("How much?", "en", "p/much", ("five",)),
        *(Simulated(f"Loan {n}?", "en", "loan") for n in range(8)),
    ]
    store, logged = fill_log(
        tmp_path,
        questions,
        lambda question: Answer("answered", "It is five.", "en", query=question),
        "g1",
        seed=1,
        tell=lambda done, total: None,
    )
    assert [one.right for one in logged] == [True] + [False] * 8
    log = QuestionLog(store)
    assert log.count() == 9
    assert log.count(Filters(verdict="out_of_date")) == 1  # the one right answer there is
    assert 0 < log.count(Filters(verdict="wrong")) < 8


def test_a_draft_with_a_figure_of_no_quote_is_not_approved() -> None:
    text = "A company can receive up to KRW 5 million under the program."
    asked = Simulated("How much is paid?", "en", "p/much", ("5 million",))

    def ask(given: str) -> Answer:
        citation = Citation(1, "p/n.md", "p", "Notice", "", None, text)
        return Answer("answered", given, "en", (citation,))

    documents = {"p/n.md": document(text)}
    right = drafted(asked, lambda _: ask(f"{text} [1]"), (), documents)
    assert right.invented == () and not any("in no quote" in f for f in right.faults)
    wrong = drafted(asked, lambda _: ask("It is KRW 7 million. [1]"), (), documents)
    assert wrong.invented and any("missing 5 million" in fault for fault in wrong.faults)
