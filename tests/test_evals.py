"""The evaluation measures what it says, and our own cases are sound."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import DocumentMissingError, IndexMissingError, UsageError
from assistant.loaders import load_document
from assistant.schema import Answer, Citation, Document, Language, Status, Turn
from evals.answers.cases import Case, read_cases
from evals.answers.run import evaluate as evaluate_answers
from evals.answers.score import judge
from evals.answers.summary import summarise
from evals.answers.worst import worst_first
from evals.compare import compare, read_run
from evals.files import read_jsonl
from evals.intervals import mean_interval, percentile, rate, wilson
from evals.notices.make import make_notices
from evals.retrieval.cases import read_collections
from evals.retrieval.notices import by_document, read_notices
from evals.retrieval.run import evaluate as evaluate_retrieval
from evals.retrieval.score import pooled, values_by_query
from evals.retrieval.systems import index_words, rank_by_chance, rank_by_vectors, rank_by_words
from evals.retrieval.vectors import Vectors, cached_vectors

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases" / "programmes.jsonl"
SEEDS = ROOT.parent / "shared" / "seeds"
PROGRAMME_OF = {  # seed file -> folder of the default corpus
    "000_0f7969bc0b02f2c6.txt": "research-dispatch",
    "001_986185d9085231e8.txt": "rnd-sharing-center",
    "002_aa5b508b10a92c8a.txt": "rnd-roundtable",
    "003_dc8847abd06d7757.txt": "global-rnd",
    "004_15e6b368725fc492.txt": "kosme",
}
TEXT = "Applications open on April 6 and run through April 24.\nEmployees save up to 500,000 won."


def case(status: str = "answered", kind: str = "fact", **patterns: tuple[str, ...]) -> Case:
    return Case(
        case_id="c",
        lang="en",
        kind=kind,
        question="When?",
        history=(),
        today=None,
        all=patterns.get("all", ()),
        none=patterns.get("none", ()),
        status="answered" if status == "answered" else "abstain",
        src=None,
        given={},
    )


def answer(text: str, *quotes: str, status: Status = "answered", first: int = 1) -> Answer:
    """An answer whose citations, numbered from `first`, all point at notice.txt."""
    citations = tuple(
        Citation(n, "notice.txt", None, "Notice", "", None, quote)
        for n, quote in enumerate(quotes, start=first)
    )
    return Answer(status, text, "en", citations)


def stored(document_id: str) -> str | None:
    return TEXT if document_id == "notice.txt" else None


def reasons(the_case: Case, the_answer: Answer) -> list[str]:
    return list(judge(the_case, the_answer, stored).reasons)


# --- intervals


def test_wilson_of_eight_in_ten_matches_a_hand_calculation() -> None:
    # p = .8, n = 10, z = 1.96: z² = 3.8416, 1 + z²/n = 1.38416
    # centre = (.8 + 3.8416/20) / 1.38416 = .99208 / 1.38416 = .71674
    # half = 1.96/1.38416 · sqrt(.016 + 3.8416/400) = 1.41602 · .16001 = .22657
    assert wilson(8, 10) == pytest.approx((0.49016, 0.94331), abs=1e-4)


def test_ten_passes_of_ten_are_not_certainty() -> None:
    # low = 1 / (1 + z²/n) = 1 / 1.38416 = .72246
    assert rate(10, 10)["low"] == pytest.approx(0.72246, abs=1e-4)


def test_a_rate_of_no_cases_is_undefined_not_zero() -> None:
    nothing = rate(0, 0)
    assert (nothing["n"], nothing["passed"]) == (0, 0)
    assert all(math.isnan(nothing[key]) for key in ("value", "low", "high"))


def test_a_bootstrap_interval_holds_its_mean_and_is_the_same_at_each_run() -> None:
    # 30 ones and 10 zeros: mean .75; standard error sqrt(.75 · .25 / 40) = .0685,
    # so the interval is close to .75 ± 1.96 · .0685 = .616 to .884
    interval = mean_interval([1.0] * 30 + [0.0] * 10)
    assert interval["value"] == 0.75
    assert interval["low"] == pytest.approx(0.616, abs=0.03)
    assert interval["high"] == pytest.approx(0.884, abs=0.03)
    assert interval == mean_interval([1.0] * 30 + [0.0] * 10)


def test_percentiles_lie_between_neighbours() -> None:
    # of 1, 2, 3, 4 the median is halfway between 2 and 3; p95 is at place .95 · 3 = 2.85
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile([4, 1, 3, 2], 95) == pytest.approx(3.85)
    assert math.isnan(percentile([], 50))


# --- the pass rule


def test_a_full_answer_with_its_quote_passes() -> None:
    good = answer("From April 6 to April 24. [1]", "April 6 and run through April 24")
    assert reasons(case(all=("april 6", "April\\s24")), good) == []


def test_every_pattern_must_be_found() -> None:
    half = answer("From April 6. [1]", "April 6")
    assert reasons(case(all=("April 6", "April 24")), half) == ["missing April 24"]


def test_a_forbidden_pattern_fails_whatever_its_case() -> None:
    agreeing = answer("YES, 500,000 won. [1]", "500,000 won")
    assert reasons(case(none=("^yes",)), agreeing) == ["forbidden ^yes"]


@pytest.mark.parametrize("status", ["answered", "partial"])
def test_answering_what_should_be_declined_fails(status: Status) -> None:
    told = answer("It is open. [1]", "open", status=status)
    assert reasons(case("abstain"), told) == [f"status {status}: not abstain"]
    assert reasons(case("answered"), told) == []


@pytest.mark.parametrize("status", ["no_source", "off_topic", "needs_detail", "refused"])
def test_each_way_of_declining_counts_as_abstaining(status: Status) -> None:
    assert reasons(case("abstain"), answer("No.", status=status)) == []
    assert reasons(case(), answer("No.", status=status)) == [f"status {status}: not answered"]


def test_an_error_is_neither_an_answer_nor_an_abstention() -> None:
    broken = answer("KeyError: 'x'", status="error")
    assert reasons(case("abstain"), broken) == ["status error: not abstain (KeyError: 'x')"]
    assert reasons(case("answered"), broken) == ["status error: not answered (KeyError: 'x')"]


@pytest.mark.parametrize(("kind", "limit"), [("fact", 600), ("list", 1200), ("procedure", 1200)])
def test_an_answer_may_be_as_long_as_its_kind_allows_and_no_longer(kind: str, limit: int) -> None:
    assert reasons(case(kind=kind), answer("x" * limit)) == []
    assert reasons(case(kind=kind), answer("x" * (limit + 1))) == [
        f"length {limit + 1}: over {limit}"
    ]


# --- citations


def test_a_quote_changed_by_one_character_is_not_in_its_document() -> None:
    changed = answer("Up to 500,000 won. [1]", "up to 500.000 won")
    assert reasons(case(), changed) == ["citation 1: its quote is not in notice.txt"]


def test_an_empty_quote_proves_nothing() -> None:
    assert reasons(case(), answer("Yes. [1]", " ")) == [
        "citation 1: its quote is not in notice.txt"
    ]


def test_a_citation_of_an_unknown_document_fails() -> None:
    unknown = Answer(
        "answered", "Yes. [1]", "en", (Citation(1, "gone.txt", None, "", "", None, "April 6"),)
    )
    assert reasons(case(), unknown) == ["citation 1: no document gone.txt"]


def test_markers_and_citations_must_match_both_ways() -> None:
    assert reasons(case(), answer("A [1] and B [2].", "April 6")) == [
        "citation [2] is marked but not given"
    ]
    assert reasons(case(), answer("A [1].", "April 6", "April 24")) == [
        "citation 2 is given but not marked"
    ]


def test_a_summary_counts_quotes_and_splits_the_rates() -> None:
    good = judge(case(), answer("A [1]. B [2].", "April 6", "April 24"), stored, seconds=1.0)
    bad = judge(case("abstain"), answer("C [1].", "invented"), stored, seconds=3.0)
    summary = summarise([good, bad])
    assert summary["pass_rate"]["value"] == 0.5
    assert summary["by_status"]["answered"]["passed"] == 1
    assert summary["by_status"]["abstain"]["passed"] == 0
    assert summary["citations"]["quotes"] == 3
    assert summary["citations"]["exact_share"] == pytest.approx(2 / 3)
    assert summary["latency_seconds"]["p50"] == 2.0
    assert summary["reasons"] == {"status": 1, "citation": 1}


# --- asking


class OneNotice:
    """A whole assistant over one text: it quotes the line that shares most words."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Turn, ...], date | None]] = []

    def reply(
        self, question: str, history: Sequence[Turn] = (), today: date | None = None
    ) -> Answer:
        self.asked.append((question, tuple(history), today))
        if question == "crash":
            raise ZeroDivisionError("division by zero")
        words = set(question.lower().split())
        line = max(TEXT.split("\n"), key=lambda text: len(words & set(text.lower().split())))
        if not words & set(line.lower().split()):
            return Answer("no_source", "The documents do not say.", "en")
        return answer(f"{line} [1]", line)

    def document(self, document_id: str) -> Document:
        if document_id != "notice.txt":
            raise DocumentMissingError(document_id)
        return Document("notice.txt", "Notice", "en", "text", TEXT, "0" * 64)


def case_lines(*rows: Mapping[str, object]) -> str:
    whole = [{"lang": "en", "kind": "fact", "status": "answered", **row} for row in rows]
    return "".join(json.dumps(row) + "\n" for row in whole)


def test_a_run_writes_rows_in_case_order_a_summary_and_a_page(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text(
        case_lines(
            {"id": "a", "question": "When do applications open?", "all": ["April 6"]},
            {"id": "b", "question": "<b>zebra</b>", "all": ["stripes"]},
            {"id": "c", "question": "zebra", "status": "abstain"},
            {
                "id": "d",
                "question": "and what may employees save",
                "history": [["user", "What about savings?"], ["assistant", "Up to …"]],
                "today": "2026-04-20",
                "all": ["500,000"],
            },
        )
    )
    assistant = OneNotice()
    evaluate_answers(assistant, tmp_path / "cases.jsonl", tmp_path / "out")
    rows = [json.loads(line) for line in (tmp_path / "out" / "results.jsonl").open()]
    assert [(row["id"], row["passed"]) for row in rows] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", True),
    ]
    assert rows[0]["case"]["all"] == ["April 6"]
    assert rows[0]["answer"]["citations"][0]["quote"] == TEXT.split("\n")[0]
    assert assistant.asked[3][1][0] == Turn("user", "What about savings?")
    assert assistant.asked[3][2] == date(2026, 4, 20)
    assert assistant.asked[0][2] is None
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert (summary["pass_rate"]["passed"], summary["pass_rate"]["n"]) == (3, 4)
    page = (tmp_path / "out" / "report.html").read_text()
    assert page.index("Failed: b") < page.index("Passed: a")
    assert "&lt;b&gt;zebra" in page and "<b>zebra" not in page
    assert "http" not in page and "src=" not in page


class Silent(OneNotice):
    """A loser: it declines everything."""

    def reply(
        self, question: str, history: Sequence[Turn] = (), today: date | None = None
    ) -> Answer:
        return Answer("no_source", "The documents do not say.", "en")


def test_losers_are_asked_the_same_and_kept_apart_from_the_results(tmp_path: Path) -> None:
    opened = {"question": "When do applications open?", "all": ["April 6"]}
    (tmp_path / "cases.jsonl").write_text(case_lines(*[{"id": f"c{i}"} | opened for i in range(9)]))
    summary, _ = evaluate_answers(
        OneNotice(), tmp_path / "cases.jsonl", tmp_path / "out", {"random_retrieval": Silent()}
    )
    ours = [row for _, row in read_jsonl(tmp_path / "out" / "results.jsonl")]
    theirs = [row for _, row in read_jsonl(tmp_path / "out" / "losers.jsonl")]
    assert [row["passed"] for row in ours] == [True] * 9
    assert {(row["system"], row["passed"]) for row in theirs} == {("random_retrieval", False)}
    lost = summary["losers"]["systems"]["random_retrieval"]["passed"]
    assert lost["value"] == -1 and lost["told_apart"] and lost["anecdotal"]
    # asked again without them, none is left of the run before
    evaluate_answers(OneNotice(), tmp_path / "cases.jsonl", tmp_path / "out")
    assert not (tmp_path / "out" / "losers.jsonl").exists()


def test_a_run_into_the_folder_of_its_baseline_is_compared_with_what_was_there(
    tmp_path: Path,
) -> None:
    (tmp_path / "cases.jsonl").write_text(
        case_lines({"id": "a", "question": "When do applications open?", "all": ["April 6"]})
    )
    evaluate_answers(Silent(), tmp_path / "cases.jsonl", tmp_path / "out")
    summary, _ = evaluate_answers(
        OneNotice(), tmp_path / "cases.jsonl", tmp_path / "out", baseline=tmp_path / "out"
    )
    assert summary["baseline"]["flipped"] == {"gained": ["a"], "lost": []}
    assert "gained: 1" in (tmp_path / "out" / "report.html").read_text()


def test_the_report_shows_the_worst_first_with_quotes_marked_in_their_passages(
    tmp_path: Path,
) -> None:
    (tmp_path / "cases.jsonl").write_text(
        case_lines(
            {"id": "good", "question": "When do applications open?", "all": ["April 6"]},
            {"id": "bad", "question": "What may employees save?", "all": ["<i>million"]},
        )
    )

    class Passages(OneNotice):
        def reply(self, *asked: Any, **also: Any) -> Answer:
            return replace(super().reply(*asked, **also), passages=("notice.txt#1-1",))

    _, results = evaluate_answers(
        Passages(),
        tmp_path / "cases.jsonl",
        tmp_path / "out",
        passage_text=lambda chunk_id: f"<script>{TEXT}</script>",
    )
    assert [r.case.case_id for r in worst_first(results)] == ["bad", "good"]
    page = (tmp_path / "out" / "report.html").read_text()
    assert "<mark>Employees save up to 500,000 won.</mark>" in page
    assert "<script" not in page and "<i>" not in page and "&lt;script&gt;" in page
    invented = judge(case(), answer("Up to 900,000 won. [1]", "Employees save up to"), stored)
    assert invented.passed and worst_first([*results, invented])[0] is invented


def test_a_crash_is_that_cases_failure_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text(
        case_lines(
            {"id": "a", "question": "crash"}, {"id": "b", "question": "zebra", "status": "abstain"}
        )
    )
    summary, _ = evaluate_answers(OneNotice(), tmp_path / "cases.jsonl", tmp_path / "out")
    assert summary["answer_statuses"] == {"error": 1, "no_source": 1}
    assert summary["pass_rate"]["passed"] == 1


def test_a_missing_index_stops_the_run(tmp_path: Path) -> None:
    class Unready(OneNotice):
        def reply(
            self, question: str, history: Sequence[Turn] = (), today: date | None = None
        ) -> Answer:
            raise IndexMissingError("No index. Run: python ingest.py")

    (tmp_path / "cases.jsonl").write_text(case_lines({"id": "a", "question": "When?"}))
    with pytest.raises(IndexMissingError):
        evaluate_answers(Unready(), tmp_path / "cases.jsonl", tmp_path / "out")


@pytest.mark.parametrize(
    "line",
    ['{"id": "a"', '{"id": "a"}', case_lines({"id": "a", "question": "?", "all": ["("]}), "[1]"],
    ids=["not JSON", "no question", "broken pattern", "not an object"],
)
def test_a_broken_case_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "cases.jsonl").write_text(case_lines({"id": "x", "question": "?"}) + line)
    with pytest.raises(UsageError, match="cases.jsonl:2"):
        read_cases(tmp_path / "cases.jsonl")


def test_two_cases_of_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text(case_lines(*[{"id": "x", "question": "?"}] * 2))
    with pytest.raises(UsageError, match="one id"):
        read_cases(tmp_path / "cases.jsonl")


# --- retrieval


class Bigrams:
    """A real, small embedder: counts of character pairs, hashed into 64 places."""

    fingerprint = "bigrams-64"
    dimensions = 64

    def __init__(self) -> None:
        self.texts = 0  # embedded so far

    def count_tokens(self, text: str) -> int:
        return len(text)

    def embed_passages(self, texts: Sequence[str], progress: object = None) -> Vectors:
        return self.embed_queries(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        vector = np.full(64, 1e-6, np.float32)
        for a, b in zip(text, text[1:], strict=False):
            vector[(ord(a) * 31 + ord(b)) % 64] += 1
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit


def beir(folder: Path) -> Path:
    folder.mkdir()
    passages = {"p1": "wheat harvest", "p2": "steel export loan", "p3": "sea port fees"}
    (folder / "corpus.jsonl").write_text(
        "".join(json.dumps({"_id": i, "title": "", "text": t}) + "\n" for i, t in passages.items())
    )
    queries = {"q1": "steel loan", "q2": "zebra", "q3": "unjudged"}
    (folder / "queries.jsonl").write_text(
        "".join(json.dumps({"_id": i, "text": t}) + "\n" for i, t in queries.items())
    )
    (folder / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\tp2\t1\nq2\tp3\t1\nq3\tp1\t0\n"
    )
    (folder / "conversations.jsonl").write_text(
        json.dumps({"_id": "q2", "history": [["user", "sea port fees"]], "question": "zebra"})
    )
    return folder


def test_measures_match_a_hand_calculation() -> None:
    qrels = {"q": {"a": 1, "b": 1}, "silent": {"a": 1}}
    values = values_by_query(qrels, {"q": [("a", 9.0), ("x", 8.0), ("b", 7.0)], "silent": []})
    # a at rank 1 and b at rank 3 of two relevant: R@1 = 1/2, R@5 = 2/2, RR = 1/1
    # nDCG = (1/log2(2) + 1/log2(4)) / (1/log2(2) + 1/log2(3)) = 1.5 / 1.63093 = .91972
    assert values["R@1"]["q"] == 0.5
    assert values["R@5"]["q"] == 1.0
    assert values["RR@10"]["q"] == 1.0
    assert values["nDCG@10"]["q"] == pytest.approx(0.91972, abs=1e-5)
    assert all(by["silent"] == 0 for by in values.values())


def test_equal_scores_keep_the_order_of_the_search() -> None:
    values = values_by_query({"q": {"a": 1}}, {"q": [("z", 1.0), ("a", 1.0)]})
    assert values["RR@10"]["q"] == 0.5


def test_pooling_counts_every_query_once() -> None:
    parts = {"ko-en": {"R@1": {"1": 1.0, "2": 1.0}}, "en-ko": {"R@1": {"1": 0.0}}}
    assert sorted(pooled(parts)["R@1"].values()) == [0.0, 1.0, 1.0]


def test_a_beir_folder_is_read_without_its_unjudged_queries(tmp_path: Path) -> None:
    (collection,) = read_collections(beir(tmp_path / "beir"))
    assert list(collection.queries) == ["q1", "q2"]
    assert collection.unjudged == 1
    assert collection.histories == {"q2": (Turn("user", "sea port fees"),)}


def test_a_korean_paragraph_given_twice_is_one_passage(tmp_path: Path) -> None:
    def paragraph(context: str, *questions: str) -> dict[str, object]:
        return {"context": context, "qas": [{"id": q, "question": q} for q in questions]}

    articles = [{"title": "논", "paragraphs": [paragraph("가", "q1", "q2"), paragraph("나", "q3")]}]
    articles += [{"title": "논", "paragraphs": [paragraph("가", "q4")]}]
    (tmp_path / "KorQuAD_v1.0_dev.json").write_text(json.dumps({"data": articles}))
    (collection,) = read_collections(tmp_path)
    assert collection.passages == {"p0": "논\n가", "p1": "논\n나"}
    assert collection.qrels["q4"] == {"p0": 1}


def test_pairs_are_searched_both_ways(tmp_path: Path) -> None:
    pairs = [{"id": "1", "ko": "밀 수확", "en": "wheat"}, {"id": "2", "ko": "항구", "en": "port"}]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(p) + "\n" for p in pairs))
    summary = evaluate_retrieval(tmp_path, tmp_path / "out", Bigrams(), tmp_path / "cache", 100)
    assert list(summary["directions"]) == ["ko-en", "en-ko"]
    assert summary["queries"] == 4
    assert summary["directions"]["ko-en"]["systems"]["bm25"]["R@1"]["value"] == 0.0


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """Six made-up notices with 12 questions: the summary, and where everything was written."""
    folder = tmp_path_factory.mktemp("notices")
    make_notices(folder / "made", documents=6, questions=12)
    summary = evaluate_retrieval(folder / "made", folder / "out", Bigrams(), folder / "cache", 100)
    return summary, folder


def test_a_passage_is_relevant_when_it_holds_the_evidence(
    searched: tuple[dict[str, Any], Path],
) -> None:
    _, folder = searched
    notices = read_notices(folder / "made", Bigrams().count_tokens, 256)
    of_chunk = {chunk.chunk_id: chunk for chunk in notices.chunks}
    asked = {row["id"]: row for _, row in read_jsonl(folder / "made" / "questions.jsonl")}
    assert len(asked) == len(notices.collection.queries) + notices.collection.unjudged
    for query, relevant in notices.collection.qrels.items():
        assert all(asked[query]["evidence"] in of_chunk[c].text for c in relevant)
        assert {of_chunk[c].document_id for c in relevant} == {asked[query]["document"]}
        assert notices.document_qrels[query] == {asked[query]["document"]: 1}


def test_notices_are_searched_by_the_chat_too_and_mistyped_questions_told_apart(
    searched: tuple[dict[str, Any], Path],
) -> None:
    summary, folder = searched
    written = [row for _, row in read_jsonl(folder / "made" / "questions.jsonl")]
    mistyped = sum(row["variant_of"] is not None for row in written)
    assert summary["queries"] == 12 and summary["variants"]["queries"] == mistyped > 0
    assert list(summary["systems"]) == ["bm25", "dense", "hybrid", "random", "chat"]
    for system, measures in summary["systems"].items():
        assert measures["R@5"]["n"] == 12
        by_document = summary["documents"]["systems"][system]
        # a document is found no later than its passage
        assert by_document["R@10"]["value"] >= measures["R@10"]["value"]
    assert summary["systems"]["chat"]["R@5"]["value"] > summary["systems"]["random"]["R@5"]["value"]
    differences = summary["variants"]["differences_to_as_written"]["chat"]["R@5"]
    assert differences["n"] == mistyped
    as_written = {row["id"]: row["metrics"] for _, row in read_jsonl(folder / "out/results.jsonl")}
    expected = [
        as_written[row["id"]]["chat R@5"] - as_written[row["variant_of"]]["chat R@5"]
        for row in written
        if row["variant_of"]
    ]
    assert differences["value"] == pytest.approx(sum(expected) / len(expected))


def test_a_document_stands_where_its_first_passage_does() -> None:
    ranking = {"q": [("a.md#1-1", 3.0), ("b.md#1-1", 2.0), ("a.md#2-1", 1.0)]}
    assert by_document(ranking) == {"q": [("a.md", 3.0), ("b.md", 2.0)]}


def test_systems_and_runs_are_compared_in_pairs_of_queries(tmp_path: Path) -> None:
    folder = beir(tmp_path / "beir")
    runs = [tmp_path / "a", tmp_path / "b"]
    for run in runs:
        summary = evaluate_retrieval(folder, run, Bigrams(), tmp_path / "cache", 100)
    # as asked, one of two is found first; with its history also the other: (0 + 1) / 2 more
    gained = summary["differences"]["hybrid to hybrid_history"]["R@1"]
    assert gained["value"] == pytest.approx(1 - summary["systems"]["hybrid"]["R@1"]["value"])
    compared = compare(*map(read_run, runs))
    assert compared["cases"]["both"] == 2
    assert compared["differences"]["hybrid_history R@1"]["value"] == 0


def test_a_folder_of_no_known_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="corpus.jsonl"):
        read_collections(tmp_path)


def test_every_system_is_measured_and_history_helps_a_follow_up(tmp_path: Path) -> None:
    summary = evaluate_retrieval(
        beir(tmp_path / "beir"), tmp_path / "out", Bigrams(), tmp_path / "cache", 100
    )
    assert summary == json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["queries"] == 2
    systems = summary["systems"]
    assert list(systems) == ["bm25", "dense", "hybrid", "random", "hybrid_history"]
    assert list(systems["bm25"]) == ["R@1", "R@5", "R@10", "nDCG@10", "RR@10"]
    # words: q1 finds p2 first, q2 ("zebra") finds nothing and counts 0: (1 + 0) / 2
    assert systems["bm25"]["R@1"]["value"] == 0.5
    assert systems["hybrid_history"]["R@1"]["value"] == 1.0
    assert systems["bm25"]["R@1"]["low"] <= 0.5 <= systems["bm25"]["R@1"]["high"]


def test_words_find_nothing_where_no_word_is_shared() -> None:
    passages = {"p1": "수출 바우처", "p2": "고용 지원금"}
    rankings = rank_by_words(
        index_words(passages), {"q1": "바우처는 얼마인가요", "q2": "zebra"}, 10
    )
    assert [p for p, _ in rankings["q1"]] == ["p1"]
    assert rankings["q2"] == []


def test_vectors_are_ranked_by_cosine_with_ties_in_passage_order() -> None:
    passages = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]], np.float32)
    query = np.array([[0.6, 0.8]], np.float32)
    ranking = rank_by_vectors(["a", "b", "c"], passages, ["q"], query, 3)["q"]
    assert [p for p, _ in ranking] == ["a", "b", "c"]
    assert [s for _, s in ranking] == pytest.approx([0.8, 0.6, 0.6])


def test_chance_finds_a_tenth_of_the_time_in_ten_passages() -> None:
    ids, queries = [str(i) for i in range(10)], [f"q{i}" for i in range(2000)]
    rankings = rank_by_chance(ids, queries, 10)
    hits = sum(rankings[q][0][0] == "3" for q in queries) / 2000
    # a share of 1/10 over 2,000 draws: standard error sqrt(.1 · .9 / 2000) = .0067, three of them
    assert hits == pytest.approx(0.1, abs=0.02)
    assert rankings == rank_by_chance(ids, queries, 10)


def test_vectors_are_embedded_once_and_again_when_a_text_changes(tmp_path: Path) -> None:
    embedder = Bigrams()
    first = cached_vectors(embedder, ["wheat", "port"], "passage", tmp_path)
    again = cached_vectors(embedder, ["wheat", "port"], "passage", tmp_path)
    assert embedder.texts == 2
    assert np.array_equal(first, again)
    cached_vectors(embedder, ["wheat", "ports"], "passage", tmp_path)
    assert embedder.texts == 4


# --- our own cases


@cache
def corpus_texts(programme: str) -> dict[Language, str]:
    """All that the default corpus says of a programme, by language."""
    texts: dict[Language, str] = {"ko": "", "en": ""}
    for path in sorted((ROOT / "corpus" / programme).glob("*")):
        if path.is_file() and path.name not in ("README.md", "record.yaml"):
            document = load_document(path, f"{programme}/{path.name}", programme)
            texts[document.language] += document.text + "\n\n"
    return texts


def sources(the_case: Case) -> list[str]:
    return the_case.src.split(",") if the_case.src else []


def own_cases() -> list[Case]:
    return read_cases(CASES)


def test_our_cases_cover_the_kinds_and_both_languages() -> None:
    cases = own_cases()
    kinds = Counter(c.kind for c in cases)
    assert len(cases) >= 140
    least = {"fact": 50, "list": 15, "procedure": 10, "follow-up": 15, "comparison": 10}
    least |= {"false-premise": 10, "missing-fact": 26}
    assert {kind: kinds[kind] for kind in least if kinds[kind] < least[kind]} == {}
    assert sum(c.status == "abstain" for c in cases) >= 36
    korean = sum(c.lang == "ko" for c in cases)
    assert abs(2 * korean - len(cases)) <= len(cases) // 20


def test_our_questions_are_in_the_language_they_name_and_asked_once() -> None:
    cases = own_cases()
    assert [
        c.case_id for c in cases if (c.lang == "ko") != bool(re.search("[가-힣]", c.question))
    ] == []
    assert max(Counter((c.question, c.history) for c in cases).values()) == 1


def test_only_answerable_cases_ask_for_words_and_all_of_them_do() -> None:
    assert [c.case_id for c in own_cases() if bool(c.all) != (c.status == "answered")] == []


def unmatched(the_case: Case, text: str) -> list[str]:
    return [p for p in the_case.all if not re.search(p, text, re.IGNORECASE)]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_corpus_holds_in_each_language_what_each_case_asks_for(language: Language) -> None:
    missing = {}
    for c in own_cases():
        text = "".join(corpus_texts(PROGRAMME_OF[src])[language] for src in sources(c))
        if gaps := unmatched(c, text):
            missing[c.case_id] = gaps
    assert missing == {}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five source texts are not beside this checkout")
def test_the_source_texts_hold_what_each_case_asks_for() -> None:
    missing = {
        c.case_id: gaps
        for c in own_cases()
        if (gaps := unmatched(c, "".join((SEEDS / src).read_text("utf-8") for src in sources(c))))
    }
    assert missing == {}
