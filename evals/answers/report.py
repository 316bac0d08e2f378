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

_CURVE_ROWS = 12  # thresholds in the curve's table; all are in summary.json

STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{font:16px/1.55 system-ui,"Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",sans-serif;
max-width:72rem;margin:0 auto;padding:1rem;word-break:keep-all;overflow-wrap:anywhere;
color:#1b1f24;background:#fff}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem;
border-bottom:2px solid #d0d7de;padding-bottom:.2rem}h3{font-size:1.05rem;margin:.6rem 0}
table{border-collapse:collapse;min-width:min(100%,38rem);font-size:.93rem}
th,td{border-bottom:1px solid #d0d7de;padding:.3rem .5rem;text-align:left;vertical-align:top}
th,td.n{overflow-wrap:normal}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.whole,.few{display:inline-block;white-space:nowrap}.wide{overflow-x:auto}small,.note{color:#57606a;font-size:.87rem}
.few{color:#8a4600}.bad{color:#a40e26;font-weight:600}.good{color:#116329}
.bars{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr auto;gap:.25rem .8rem;
align-items:center}.bars>span:nth-child(3n){font-variant-numeric:tabular-nums;font-size:.9rem}
svg.bar{width:100%;height:.9rem;display:block}.ground{fill:#eaeef2}.share{fill:#6aa3e0}
.whisker{stroke:#0a3069;stroke-width:1.6;vector-effect:non-scaling-stroke}
svg.curve{width:100%;max-width:32rem;height:auto}svg.curve text{font-size:11px;fill:#57606a}
.grid{stroke:#eaeef2}.band{fill:#ddf0ff}.line{fill:none;stroke:#0a3069;stroke-width:2}
article{border:1px solid #d0d7de;border-left:.4rem solid #1a7f37;border-radius:.3rem;
padding:.2rem 1rem 1rem;margin:1rem 0}article.failed{border-left-color:#a40e26}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}
.sides>div{min-width:0}pre{white-space:pre-wrap;font:inherit;margin:.4rem 0;
background:#f6f8fa;padding:.6rem;border-radius:.3rem}
blockquote{margin:.4rem 0;padding:.1rem 0 .1rem .8rem;border-left:3px solid #6aa3e0;
white-space:pre-wrap}details{margin:.3rem 0}summary{cursor:pointer}
mark{background:#fff0b3}ul{padding-left:1.2rem;margin:.3rem 0}
@media(max-width:42rem){body{padding:.7rem}.sides{grid-template-columns:1fr}
.bars{grid-template-columns:1fr auto}.bars svg{grid-column:1/-1;grid-row:auto;order:0}
.bars>span:nth-child(3n+1){grid-column:1}.bars>span:nth-child(3n){grid-column:1/-1;
margin-bottom:.4rem}article{padding:.2rem .7rem .7rem}td,th{padding:.25rem .35rem}}
@media(min-width:42.01rem){td.n{white-space:nowrap}}
"""


def report_html(
    summary: Mapping[str, Any],
    results: Sequence[Result],
    passage_text: PassageText = lambda chunk_id: None,
) -> str:
    """A whole page, nothing loaded from elsewhere. All that came from outside is escaped."""
    name = escape(summary["cases"]["file"])
    parts = (
        f"<h1>Answers to {name}</h1>{_headline(summary)}",
        _section("Measures", _measures(summary["metrics"])),
        _section("Difference to the baseline", _baseline(summary.get("baseline"))),
        _section("Losers", _losers(summary.get("losers"))),
        _section("By kind", _bars(summary["by_kind"])),
        _section("By language, by turn", _bars(_languages_and_turns(summary)), _parity(summary)),
        _section("The less sure answers withheld", _curve(summary["curve"])),
        _section("Latency", _latency(summary["latency_seconds"])),
        _section(f"The worst {min(WORST, len(results))} cases", worst_cases(results, passage_text)),
        _section("All cases", _all(results)),
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Answers to {name}</title><style>{STYLE}</style></head><body>"
        f"{''.join(parts)}</body></html>\n"
    )


def _section(title: str, *content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{''.join(content)}</section>"


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
