"""The measures of answers, their intervals and the comparison of runs: each sum is in a comment."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.schema import Answer, Citation, Language, Status, Turn
from evals.answers.cases import Case, read_cases
from evals.answers.curve import PROXY, Attempt, confidence, curve, named_confidence, separation
from evals.answers.gate import gate_faults, save_baseline
from evals.answers.score import METRICS, Result, judge
from evals.answers.statements import figure_recall, invented_figures, statements, unsupported
from evals.answers.summary import summarise
from evals.answers.telling import not_told_apart, told_apart
from evals.compare import Row, compare, read_run, table
from evals.files import json_line, write_json
from evals.intervals import group_difference, mean_interval, paired_difference, rate, rate_of

NAN = math.nan
TEXT = (
    "총사업비는 3억5천2백만 원이며 기업은 20%를 부담합니다.\n"
    "Applications open on April 6, 2026 and run through April 24, 2026.\n"
    "The total is KRW 352 million."
)


def case(case_id: str = "c", status: str = "answered", **more: object) -> Case:
    fields: dict[str, object] = {
        "lang": "en",
        "kind": "fact",
        "question": "When do applications open?",
        "history": (),
        "today": None,
        "all": (),
        "none": (),
        "src": None,
        "given": {},
        **more,
    }
    return Case(case_id=case_id, status=status, **fields)  # type: ignore[arg-type]


def answer(
    text: str, *quotes: str, status: Status = "answered", language: Language = "en"
) -> Answer:
    citations = tuple(
        Citation(n, "notice.txt", None, "Notice", "", None, quote)
        for n, quote in enumerate(quotes, start=1)
    )
    return Answer(status, text, language, citations)


def declined() -> Answer:
    return answer("The documents do not say.", status="no_source")


def stored(document_id: str) -> str | None:
    return TEXT if document_id == "notice.txt" else None


def judged(the_case: Case, the_answer: Answer) -> Result:
    return judge(the_case, the_answer, stored)


def right(i: int, **more: object) -> Result:
    """A case that passes, with everything in order."""
    quote = "Applications open on April 6, 2026"
    return judged(case(f"c{i}", all=("April 6",), **more), answer(f"{quote}. [1]", quote))


def wrong(i: int, **more: object) -> Result:
    return judged(case(f"c{i}", all=("April 6",), **more), declined())


# --- what an answer states


def test_a_statement_is_the_words_up_to_their_marks_without_the_number_of_a_list() -> None:
    text = "1) First thing [1][2]. Second [3] third\n- item [4]\n4. 6.까지 [5]"
    assert [(s.text, sorted(s.cited)) for s in statements(text)] == [
        ("First thing", [1, 2]),
        ("Second", [3]),
        ("third", []),
        ("item", [4]),
        ("4. 6.까지", [5]),
    ]


def test_our_fixed_sentences_state_nothing_but_what_they_cite() -> None:
    text = (
        "올려진 문서에는 그 내용이 나와 있지 않습니다.\n"
        "문서에서 다루는 내용: 2026년 사업 안내, 3단계: 선발.\n"
        "공고의 문의처: 02-123-4567 [1]"
    )
    assert [s.text for s in statements(text)] == ["공고의 문의처: 02-123-4567"]
    assert invented_figures(answer(text, "전화 02-123-9999")) == ["phone 02-123-4567"]


@pytest.mark.parametrize("written", ["352,000,000원", "3억5천2백만 원", "KRW 352 million"])
@pytest.mark.parametrize("quoted", ["352,000,000원", "3억5천2백만 원", "KRW 352 million"])
def test_an_amount_is_the_same_figure_in_every_unit(written: str, quoted: str) -> None:
    stated = answer(f"The total is {written} [1]", f"The total is {quoted}")
    assert invented_figures(stated) == []
    assert figure_recall(["KRW 352000000"], stated) == 1.0


def test_a_figure_in_none_of_the_quotes_is_invented_once_for_each_time_it_is_stated() -> None:
    stated = answer("From KRW 352 million to KRW 353 million, 20%. [1]", "KRW 352 million")
    assert invented_figures(stated) == ["money KRW 353000000", "percent 20"]


def test_a_share_does_not_prove_a_count() -> None:
    assert invented_figures(answer("지원 대상은 20명입니다. [1]", "기업은 20%를 부담")) == [
        "count 20"
    ]


def test_a_date_may_say_less_than_its_quote_and_not_more() -> None:
    assert invented_figures(answer("By April 24. [1]", "through April 24, 2026")) == []
    assert invented_figures(answer("By April 24, 2027. [1]", "through April 24")) == [
        "date 2027-04-24"
    ]
    assert invented_figures(answer("By April 25. [1]", "through April 24, 2026")) == [
        "date --04-25"
    ]


def test_marks_and_the_numbers_of_a_list_are_no_figures() -> None:
    listed = answer("1. Apply online. [1]\n2. Attend. [2]", "Apply online", "Attend")
    assert invented_figures(listed) == []


def test_recall_of_figures_counts_each_expected_value() -> None:
    # 352 million and 20 per cent are stated, of three: 2/3; the year may be left out of a date
    stated = answer("KRW 352 million, 20% [1]", "x")
    assert figure_recall(["KRW 352000000", "20", "P3Y"], stated) == pytest.approx(2 / 3)
    assert figure_recall(["2026-04-24"], answer("4월 24일까지 [1]", "x")) == 1.0
    assert figure_recall(["2026-04-24"], answer("2025년 4월 24일까지 [1]", "x")) == 0.0
    assert math.isnan(figure_recall([], stated))


def test_a_sentence_without_a_mark_or_with_another_sentences_quote_is_unsupported() -> None:
    good = "Applications open on April 6, 2026"
    assert unsupported(answer(f"{good}. [1]", good)) == []
    assert unsupported(answer(f"{good}.", good)) == [good]
    assert unsupported(answer("Firms pay their staff quarterly. [1]", good)) == [
        "Firms pay their staff quarterly"
    ]
    # two sentences before one mark are held against the quote one by one
    assert unsupported(answer(f"{good}. Firms pay their staff quarterly. [1]", good)) == [
        "Firms pay their staff quarterly"
    ]


def test_words_are_not_enough_where_the_figure_is_another() -> None:
    quote = "Applications open on April 6, 2026"
    assert unsupported(answer("Applications open on April 7, 2026. [1]", quote)) != []


# --- measures of one answer


def test_a_right_answer_has_every_measure_that_arises_at_one() -> None:
    measures = right(1).metrics
    assert list(measures) == list(METRICS)
    undefined = {name for name, value in measures.items() if math.isnan(value)}
    assert undefined == {"declined", "declined_rightly", "forbidden", "figures_given", "complete"}
    assert all(value == 1.0 for name, value in measures.items() if name not in undefined)


def test_a_refusal_of_what_is_to_be_answered_is_no_answer_and_no_right_refusal() -> None:
    measures = wrong(1, figures=("2026-04-06",)).metrics
    assert [measures[m] for m in ("passed", "status", "answered", "required")] == [0, 0, 0, 0]
    assert (measures["declined_rightly"], measures["figures_given"]) == (0, 0)
    assert math.isnan(measures["declined"]) and math.isnan(measures["figures_quoted"])


def test_a_right_refusal_counts_for_recall_and_precision_of_refusing() -> None:
    measures = judged(case(status="abstain"), declined()).metrics
    assert [measures[m] for m in ("passed", "declined", "declined_rightly")] == [1, 1, 1]
    assert math.isnan(measures["answered"]) and math.isnan(measures["required"])


def test_a_list_is_as_complete_as_the_share_of_its_members() -> None:
    asked = case(kind="papers", all=("April 6", "April 24", "June", "July"))
    measures = judged(asked, answer("April 6 to April 24 [1]", "April 6")).metrics
    assert measures["complete"] == 0.5  # 2 of 4
    assert measures["required"] == 0.0
    assert math.isnan(
        judged(replace(asked, kind="fact"), answer("April 6 [1]", "April 6")).metrics["complete"]
    )


def test_an_answer_without_a_citation_resolves_nothing_and_quotes_nothing() -> None:
    measures = judged(case(), answer("Yes, up to KRW 5 million.")).metrics
    assert [measures[m] for m in ("citations_resolve", "supported", "figures_quoted")] == [0, 0, 0]
    assert math.isnan(measures["citations_exact"])


def test_a_quote_that_is_not_word_for_word_is_not_exact() -> None:
    changed = answer("Open on April 6. [1]", "Applications opened on April 6")
    assert judged(case(), changed).metrics["citations_exact"] == 0.0


def test_expected_figures_are_read_from_a_case(tmp_path: Path) -> None:
    row = {"id": "a", "lang": "ko", "question": "얼마?", "status": "answered"}
    lines = [row | {"figures": ["KRW 352000000"]}, row | {"id": "b"}]
    (tmp_path / "cases.jsonl").write_text("".join(map(json_line, lines)), encoding="utf-8")
    assert [c.figures for c in read_cases(tmp_path / "cases.jsonl")] == [("KRW 352000000",), None]
    (tmp_path / "cases.jsonl").write_text(json_line(row | {"figures": [352]}), encoding="utf-8")
    with pytest.raises(UsageError, match="cases.jsonl:1"):
        read_cases(tmp_path / "cases.jsonl")


# --- intervals


def test_undefined_values_are_left_out_and_counted() -> None:
    assert mean_interval([1.0, NAN, 0.0])["value"] == 0.5
    assert mean_interval([1.0, NAN, 0.0])["undefined"] == 1
    assert (rate_of([1.0, NAN, 0.0])["n"], rate_of([1.0, NAN, 0.0])["undefined"]) == (2, 1)
    nothing = mean_interval([NAN, NAN])
    assert math.isnan(nothing["value"]) and nothing["n"] == 0


def test_one_value_has_a_mean_and_no_interval() -> None:
    one = mean_interval([0.7])
    assert one["value"] == 0.7 and math.isnan(one["low"])


def test_fewer_than_thirty_cases_are_anecdotal() -> None:
    assert rate(29, 29)["anecdotal"] and not rate(30, 30)["anecdotal"]
    assert mean_interval([1.0] * 29)["anecdotal"] and not mean_interval([1.0] * 30)["anecdotal"]


def test_a_paired_difference_is_surer_than_two_unpaired_means() -> None:
    # 50 of 100 pass in A; in B the same and 5 more: +.05; standard error of the paired
    # difference sqrt(.05 · .95 / 100) = .0218, so about .05 ± .043: above 0.
    # Unpaired: sqrt(.5 · .5 / 100 + .55 · .45 / 100) = .0705, so .05 ± .138: 0 is inside.
    a, b = [1.0] * 50 + [0.0] * 50, [1.0] * 55 + [0.0] * 45
    paired, apart = paired_difference(a, b), group_difference(a, b)
    assert paired["value"] == apart["value"] == pytest.approx(0.05)
    assert paired["low"] == pytest.approx(0.01, abs=0.011) and paired["low"] > 0
    assert paired["high"] == pytest.approx(0.093, abs=0.015)
    assert apart["low"] == pytest.approx(-0.088, abs=0.03)
    assert paired == paired_difference(a, b)


def test_a_difference_of_means_over_other_cases_counts_those_defined_in_both() -> None:
    # A: (1 + 0) / 2 = .5 over the first two; B: (1 + 1) / 2 = 1 over the first and third
    difference = paired_difference([1.0, 0.0, NAN, NAN], [1.0, NAN, 1.0, NAN])
    assert difference["value"] == pytest.approx(0.5)
    assert (difference["n"], difference["n_both"], difference["undefined"]) == (3, 1, 1)


def test_nothing_in_common_is_undefined_and_null_in_the_file(tmp_path: Path) -> None:
    difference = paired_difference([1.0, 1.0], [NAN, NAN])
    assert math.isnan(difference["value"])
    write_json(tmp_path / "d.json", {"d": [difference]})
    assert json.loads((tmp_path / "d.json").read_text())["d"][0]["value"] is None


# --- the curve


def test_withholding_the_less_sure_answers_moves_along_the_curve() -> None:
    attempts = [
        Attempt(0.9, answerable=True, correct=True),
        Attempt(0.6, answerable=True, correct=False),
        Attempt(0.4, answerable=False, correct=False),
        Attempt(NAN, answerable=True, correct=False),  # declined
        Attempt(NAN, answerable=False, correct=True),
    ]
    strict, middle, loose = curve(attempts)
    # of three answerable, 1 then 2 then 2 are answered; right are 1 of 1, 1 of 2, 1 of 3;
    # of two unanswerable, 2, 2 and 1 are declined
    assert [p["answered"]["passed"] for p in (strict, middle, loose)] == [1, 2, 2]
    assert [p["accuracy"]["value"] for p in (strict, middle, loose)] == [1, 0.5, 1 / 3]
    assert [p["declined"]["value"] for p in (strict, middle, loose)] == [1, 1, 0.5]
    assert separation(attempts)["value"] == 1.0  # .9 above both .6 and .4


def test_a_confidence_that_says_nothing_separates_half() -> None:
    same = [Attempt(0.5, True, True), Attempt(0.5, True, False)]
    assert separation(same)["value"] == 0.5
    assert math.isnan(separation(same[:1])["value"])


def test_without_a_confidence_of_its_own_an_answer_gets_the_share_of_words_it_quotes() -> None:
    found = answer("It opens in spring. [1]", "Applications open on April 6, 2026")
    missed = answer("It opens in spring. [1]", "The total is KRW 352 million")
    question = "When do applications open?"
    assert confidence(question, found) > confidence(question, missed)
    assert named_confidence([found]) == PROXY


# --- all results together


def test_every_number_of_a_summary_has_its_n_and_says_whether_it_is_anecdotal() -> None:
    followed = (Turn("user", "What is it?"), Turn("assistant", "A programme."))
    results = [right(1), right(2, lang="ko"), wrong(3, history=followed)]
    summary = summarise(results)
    assert list(summary["metrics"]) == list(METRICS)
    assert all({"n", "low", "high", "anecdotal"} <= set(m) for m in summary["metrics"].values())
    assert {turn: r["n"] for turn, r in summary["by_turn"].items()} == {"1": 2, "2": 1}
    # Korean 1 of 1, English 1 of 2: 1 - .5
    assert summary["language_parity"]["passed"]["value"] == pytest.approx(0.5)
    assert summary["abstention"]["precision"]["value"] == 0.0  # its one refusal was wrong
    assert summary["abstention"]["recall"]["n"] == 0
    assert summary["figures"]["invented"] == 0


def test_invented_figures_are_counted_in_the_summary() -> None:
    summary = summarise([judged(case(), answer("Up to KRW 9 million. [1]", "Up to")), right(2)])
    assert summary["figures"]["invented"] == summary["figures"]["answers_with_invented"] == 1


# --- losers


def test_a_loser_is_told_apart_where_the_whole_interval_is_below_nothing() -> None:
    ours = [right(i) for i in range(40)]
    losers = [right(i) if i < 20 else wrong(i) for i in range(40)]
    verdict = told_apart(ours, {"random_retrieval": losers})
    passed = verdict["systems"]["random_retrieval"]["passed"]
    assert passed["value"] == pytest.approx(-0.5)  # 20 of 40 lost
    assert passed["told_apart"] and verdict["all_told_apart"]


def test_what_no_case_asks_for_is_not_held_against_a_measure() -> None:
    ours, losers = [right(i) for i in range(40)], [wrong(i) for i in range(40)]
    verdict = told_apart(ours, {"random_retrieval": losers})
    systems = verdict["systems"]["random_retrieval"]
    assert systems["complete"]["n"] == 0 and not systems["complete"]["told_apart"]
    # ours never declines: its precision of declining has no value to compare
    assert math.isnan(systems["declined_rightly"]["value"])
    assert verdict["all_told_apart"] and not_told_apart(verdict) == []


def test_a_loser_that_loses_nothing_is_reported() -> None:
    ours = [right(i) for i in range(5)]
    verdict = told_apart(ours, {"single_passage": ours})
    assert not verdict["all_told_apart"]
    assert not_told_apart(verdict)[0].startswith(
        "passed does not tell single_passage apart: too few cases (5)"
    )


# --- two runs


def rows(passed: Mapping[str, float], lang: str = "ko", kind: str = "fact") -> dict[str, Row]:
    return {i: Row(i, {"passed": p}, kind, lang) for i, p in passed.items()}


def test_two_runs_are_compared_on_the_cases_that_both_have() -> None:
    a = rows({"x": 1, "y": 0, "z": 1, "old": 1})
    b = rows({"x": 0, "y": 1, "z": 1, "new": 0}) | rows({"y": 1}, lang="en", kind="list")
    compared = compare(a, b)
    assert compared["cases"]["both"] == 3
    assert (compared["cases"]["only_a"], compared["cases"]["only_b"]) == (["old"], ["new"])
    assert compared["differences"]["passed"]["value"] == 0  # (-1 + 1 + 0) / 3
    assert compared["by_language"]["ko"]["passed"]["value"] == pytest.approx(-0.5)  # (-1 + 0) / 2
    assert compared["by_kind"]["list"]["passed"]["value"] == 1
    assert compared["flipped"] == {"gained": ["y"], "lost": ["x"]}
    assert "lost 1\n  x" in table(compared)


def test_a_case_that_was_changed_between_the_runs_is_left_out_and_named() -> None:
    a = {"x": Row("x", {"passed": 1.0}, case={"question": "old"})}
    b = {"x": Row("x", {"passed": 0.0}, case={"question": "new"})}
    compared = compare(a, b)
    assert compared["cases"] | {"only_a": [], "only_b": []} == {
        "both": 0,
        "changed": ["x"],
        "only_a": [],
        "only_b": [],
    }


def test_a_run_is_read_from_its_folder_with_its_undefined_values(tmp_path: Path) -> None:
    lines = [json_line(right(1).to_dict()), json_line(wrong(2).to_dict())]
    (tmp_path / "results.jsonl").write_text("".join(lines), encoding="utf-8")
    run = read_run(tmp_path)
    assert run["c1"].metrics["passed"] == 1 and math.isnan(run["c1"].metrics["declined"])
    (tmp_path / "results.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="results.jsonl:1"):
        read_run(tmp_path)


# --- the gate


@pytest.fixture
def baseline(tmp_path: Path) -> dict[str, Row]:
    """200 cases, of which the last 10 failed."""
    path = tmp_path / "baseline.jsonl"
    save_baseline(path, [right(i) if i < 190 else wrong(i) for i in range(200)])
    return read_run(path)


def run_of(lost: int) -> list[Result]:
    return [wrong(i) if i < lost or i >= 190 else right(i) for i in range(200)]


def test_an_unchanged_run_passes_the_gate(baseline: dict[str, Row]) -> None:
    assert gate_faults(run_of(lost=0), baseline) == []


def test_a_planted_regression_of_five_points_is_caught(baseline: dict[str, Row]) -> None:
    # 10 of 200 lost: -.05; standard error sqrt(.05 · .95 / 200) = .0154, low = -.05 - .030 = -.08
    (fault,) = gate_faults(run_of(lost=10), baseline)
    assert fault.startswith("pass rate against the baseline, points: -5.0 [-8.")
    assert "Lost: c0, c1, " in fault


def test_one_lost_case_of_two_hundred_may_be(baseline: dict[str, Row]) -> None:
    # -.005, low about -.005 - 1.96 · .005 = -.015: not below -.03
    assert gate_faults(run_of(lost=1), baseline) == []


def test_a_planted_invented_figure_is_caught(baseline: dict[str, Row]) -> None:
    quote = "Applications open on April 6, 2026"
    planted = answer(f"{quote}, up to KRW 7 million. [1]", quote)
    results = [judged(case("c0", all=("April 6",)), planted), *run_of(lost=0)[1:]]
    assert results[0].passed  # the case itself does not see it
    assert gate_faults(results, baseline) == ["c0: invented money KRW 7000000"]


def test_a_citation_that_does_not_resolve_is_caught(baseline: dict[str, Row]) -> None:
    quote = "Applications open on April 6, 2026"
    results = [judged(case("c0"), answer(f"{quote}. [1][2]", quote)), *run_of(lost=0)[1:]]
    assert gate_faults(results, baseline) == ["c0: citation [2] is marked but not given"]


def test_cases_that_are_no_longer_asked_do_not_slip_away(baseline: dict[str, Row]) -> None:
    assert gate_faults(run_of(lost=0)[:-1], baseline) == ["not asked, but in the baseline: c199"]
    with pytest.raises(UsageError, match="--save-baseline"):
        gate_faults([right(999)], baseline)
