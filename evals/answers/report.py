"""The results as one page of HTML: failures first, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from evals.answers.score import Result

_STYLE = """
body{font:16px/1.6 "Noto Sans KR","Malgun Gothic",sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;word-break:keep-all;overflow-wrap:anywhere;color:#1a1a1a;background:#fff}
table{border-collapse:collapse}td,th{border:1px solid #767676;padding:.2rem .6rem;text-align:left}
article{border:1px solid #767676;border-left:.5rem solid #2e7d32;padding:.2rem 1rem;margin:1rem 0}
article.failed{border-left-color:#b3261e}pre{white-space:pre-wrap;font:inherit}
blockquote{margin:.3rem 0;padding-left:.8rem;border-left:3px solid #767676}
"""


def report_html(summary: dict[str, Any], results: Sequence[Result]) -> str:
    """A whole page. Everything that came from a case or an answer is escaped."""
    ordered = sorted(results, key=lambda result: result.passed)  # stable: case order within each
    head = f"<h1>Answers: {escape(summary['cases']['file'])}</h1>{_rates(summary)}"
    latency, citations = summary["latency_seconds"], summary["citations"]
    facts = (
        f"<p>Latency p50 {_number(latency['p50'])} s, p95 {_number(latency['p95'])} s. "
        f"Quotes {citations['quotes']}, found word for word in their document "
        f"{citations['exact']}.</p>"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Answers</title><style>{_STYLE}</style></head><body>"
        f"{head}{facts}{''.join(map(_article, ordered))}</body></html>\n"
    )


def _rates(summary: dict[str, Any]) -> str:
    rows = [("all", summary["pass_rate"])]
    for split in ("by_status", "by_language", "by_kind"):
        rows += summary[split].items()
    cells = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{r['passed']} / {r['n']}</td>"
        f"<td>{_number(r['value'])}</td><td>{_number(r['low'])} to {_number(r['high'])}</td></tr>"
        for name, r in rows
    )
    names = "".join(f"<th>{h}</th>" for h in ("cases", "passed", "rate", "95 % interval"))
    return f"<table><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table>"


def _article(result: Result) -> str:
    case, answer = result.case, result.answer
    turns = "".join(f"<p>{t.role}: {escape(t.text)}</p>" for t in case.history)
    reasons = "".join(f"<li><code>{escape(reason)}</code></li>" for reason in result.reasons)
    quotes = "".join(
        f"<blockquote>[{c.n}] {escape(c.quote)}<br><small>{escape(c.document)}"
        f" {escape(c.section)}</small></blockquote>"
        for c in answer.citations
    )
    return (
        f"<article class='{'passed' if result.passed else 'failed'}'>"
        f"<h2>{'Passed' if result.passed else 'Failed'}: {escape(case.case_id)}</h2>"
        f"<ul>{reasons}</ul><div lang='{case.lang}'>{turns}"
        f"<p><strong>{escape(case.question)}</strong></p><pre>{escape(answer.answer)}</pre></div>"
        f"<p>status {answer.status}, {result.seconds:.2f} s</p>{quotes}</article>"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
