"""A run as one page of HTML: its numbers, then its worst cases with what they were given."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from evals.answers.charts import bar, curve_picture
from evals.answers.score import METRICS, Result
from evals.answers.telling import not_told_apart
from evals.answers.worst import WORST, PassageText, items, worst_cases
from evals.compare import points
from evals.page import page_html, section

_CURVE_ROWS = 12  # thresholds in the curve's table; all are in summary.json


def report_html(
    summary: Mapping[str, Any],
    results: Sequence[Result],
    passage_text: PassageText = lambda chunk_id: None,
) -> str:
    """A whole page, nothing loaded from elsewhere. All that came from outside is escaped."""
    parts = (
        _headline(summary),
        section("Measures", _measures(summary["metrics"])),
        section("Difference to the baseline", _baseline(summary.get("baseline"))),
        section("Losers", _losers(summary.get("losers"))),
        section("By kind", _bars(summary["by_kind"])),
        section("By language, by turn", _bars(_languages_and_turns(summary)), _parity(summary)),
        section("The less sure answers withheld", _curve(summary["curve"])),
        section("Latency", _latency(summary["latency_seconds"])),
        section(f"The worst {min(WORST, len(results))} cases", worst_cases(results, passage_text)),
        section("All cases", _all(results)),
    )
    return page_html(f"Answers to {summary['cases']['file']}", parts)


def _headline(summary: Mapping[str, Any]) -> str:
    passed, invented = summary["pass_rate"], summary["figures"]["invented"]
    word = "good" if not invented else "bad"
    return (
        f"<p><strong>{passed['passed']} of {passed['n']} cases pass</strong>: {_value(passed)}. "
        f"<span class='{word}'>Invented figures: {invented}.</span> "
        f"Quotes: {summary['citations']['quotes']}, word for word in their document: "
        f"{summary['citations']['exact']}.</p>"
        "<p class='note'>In brackets the 95 % interval. Below 30 cases a number is "
        "<span class='few'>anecdotal</span>. A dash is undefined: its question did not arise.</p>"
    )


def _measures(metrics: Mapping[str, Any]) -> str:
    rows = (
        f"<tr><th scope='row'>{_words(name)}</th><td class='n'>{_value(m)}</td>"
        f"<td class='n'>{_n(m)}</td></tr>"
        for name, m in metrics.items()
    )
    meanings = items(f"{name.replace('_', ' ')}: {meaning}" for name, meaning in METRICS.items())
    return (
        _table(("measure", "value", "n"), rows)
        + f"<details><summary>What they mean</summary><ul>{meanings}</ul></details>"
    )


def _baseline(baseline: Mapping[str, Any] | None) -> str:
    if not baseline:
        return "<p>None was given (<code>--baseline</code>).</p>"
    flipped, cases = baseline["flipped"], baseline["cases"]
    lists = "".join(
        f"<details><summary>{word}: {len(ids)}</summary>{escape(', '.join(ids)) or '–'}</details>"
        for word, ids in flipped.items()
    )
    return (
        f"<p>This run less {escape(baseline['run'])}, in points, over the {cases['both']} cases "
        f"that both have.</p>{_differences(baseline['differences'])}{lists}"
    )


def _losers(losers: Mapping[str, Any] | None) -> str:
    if not losers:
        return "<p>Not asked (<code>--no-losers</code>): what the measures tell is not shown.</p>"
    verdict = (
        "<p class='good'>Each measure tells apart every loser that can only be worse in it.</p>"
        if losers["all_told_apart"]
        else f"<ul class='bad'>{items(not_told_apart(losers))}</ul>"
    )
    tables = "".join(
        f"<h3>{_words(name)}</h3>{_differences(differences)}"
        for name, differences in losers["systems"].items()
    )
    return f"{verdict}<p class='note'>The loser less this run, in points.</p>{tables}"


def _differences(differences: Mapping[str, Mapping[str, Any]]) -> str:
    rows = (
        f"<tr><th scope='row'>{_words(name)}</th><td class='n'>{_points(d)}</td>"
        f"<td class='n'>{_n(d)}</td></tr>"
        for name, d in differences.items()
        if d["n"]
    )
    return _table(("measure", "difference", "n"), rows)


def _languages_and_turns(summary: Mapping[str, Any]) -> dict[str, Any]:
    turns = {f"turn {turn}": rate for turn, rate in summary["by_turn"].items()}
    return {**summary["by_language"], **turns}


def _parity(summary: Mapping[str, Any]) -> str:
    passed = summary["language_parity"]["passed"]
    return f"<p>Korean less English, points: {_points(passed)}{_few(passed)}</p>"


def _bars(rates: Mapping[str, Mapping[str, Any]]) -> str:
    cells = "".join(
        f"<span>{escape(name) or '–'}</span>{bar(rate)}"
        f"<span>{_value(rate)} of {rate['n']}{_few(rate)}</span>"
        for name, rate in rates.items()
    )
    return f"<div class='bars'>{cells}</div>"


def _curve(curve: Mapping[str, Any]) -> str:
    all_points, surer = curve["points"], curve["separation"]
    step = max(1, -(-len(all_points) // _CURVE_ROWS))
    shown = [*all_points[:-1:step], *all_points[-1:]]
    rows = (
        f"<tr><td class='n'>{p['threshold']:.3f}</td><td class='n'>{_value(p['answered'])}</td>"
        f"<td class='n'>{_value(p['accuracy'])}</td><td class='n'>{_value(p['declined'])}</td></tr>"
        for p in shown
    )
    heads = ("confidence from", "answered", "accuracy", "rightly declined")
    return (
        f"<p>Confidence: {escape(curve['confidence'])}. A right answer is surer than a wrong one "
        f"in {_number(surer['value'])} of pairs (.5: it says nothing), of {surer['right']} right "
        f"and {surer['wrong']} wrong answers{_few(surer)}.</p>"
        f"{curve_picture(all_points)}{_table(heads, rows)}"
    )


def _latency(latency: Mapping[str, Any]) -> str:
    stages = {"reply, by the clock": latency, **latency["by_stage"]}
    rows = (
        f"<tr><th scope='row'>{escape(name)}</th><td class='n'>{1000 * s['p50']:.0f} ms</td>"
        f"<td class='n'>{1000 * s['p95']:.0f} ms</td></tr>"
        for name, s in stages.items()
        if not math.isnan(s["p50"])
    )
    return _table(("stage", "p50", "p95"), rows)


def _all(results: Sequence[Result]) -> str:
    rows = (
        f"<tr><th scope='row'>{escape(r.case.case_id)}</th>"
        f"<td>{'passed' if r.passed else '<span class=bad>failed</span>'}</td>"
        f"<td>{escape(r.answer.status)}</td><td>{escape('; '.join(r.reasons))}</td></tr>"
        for r in results
    )
    table = _table(("case", "", "status", "reasons"), rows)
    return f"<details><summary>{len(results)} cases</summary>{table}</details>"


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    names = "".join(f"<th{_class_of(h)}>{escape(h)}</th>" for h in heads)
    return f"<div class='wide'><table><tr>{names}</tr>{''.join(rows)}</table></div>"


def _class_of(head: str) -> str:
    if head in ("measure", "stage", "case", "", "status", "reasons"):
        return ""
    return " class='n'"


def _points(difference: Mapping[str, Any]) -> str:
    value, bracket, interval = points(difference).partition("[")
    return f"{value}<span class='whole'>{bracket}{interval}</span>"


def _n(measured: Mapping[str, Any]) -> str:
    undefined = measured["undefined"]
    left_out = f" <small class='whole'>and {undefined} undefined</small>" if undefined else ""
    return f"{measured['n']}{_few(measured)}{left_out}"


def _words(name: str) -> str:
    return escape(name.replace("_", " "))


def _few(measured: Mapping[str, Any]) -> str:
    return " <span class='few'>anecdotal</span>" if measured["anecdotal"] else ""


def _value(measured: Mapping[str, Any]) -> str:
    value, low, high = (_number(measured[key]) for key in ("value", "low", "high"))
    return value if low == "–" else f"{value} <span class='whole'>[{low}–{high}]</span>"


def _number(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else f"{value:.3f}"
