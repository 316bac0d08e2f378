"""A run as one page of HTML: its measures, then every draft with its faults."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from evals.answers.charts import bar
from evals.drafts.score import Scored
from evals.page import page_html, section

_MEANINGS = {
    "precision": "of what was written, the share that is right",
    "recall": "of the places whose value is known, the share that has it",
    "read_back": "of what the report calls filled, the share that stands so in the file",
    "quotes": "of what is said to come from a paper, the share whose quote stands there and says it",
    "facts": "of what only the papers tell, the share that some form has rightly",
}
_SHOWN = 12  # faults of one kind that are listed for a draft


def report_html(summary: Mapping[str, Any], scored: Sequence[Scored]) -> str:
    """A whole page, nothing loaded from elsewhere. All that came from outside is escaped."""
    parts = (
        _headline(summary),
        section("Measures", _measures(summary)),
        section("Losers", _losers(summary.get("losers"))),
        *(
            section(title, _groups(summary[key]))
            for title, key in (
                ("By form", "by_form"),
                ("By language", "by_language"),
                ("By format", "by_format"),
                ("By kind of form", "by_kind"),
                ("By company", "by_company"),
            )
        ),
        section("Drafts with faults", *map(_draft, filter(_has_faults, scored))),
    )
    return page_html(f"Drafts of {summary['cases']}", parts)


def _headline(summary: Mapping[str, Any]) -> str:
    counts = summary["counts"]
    words = "".join(
        f"<li class='{'bad' if count else 'good'}'>{count} {escape(name.replace('_', ' '))}</li>"
        for name, count in counts.items()
        if name != "drafts"
    )
    return (
        f"<p><strong>{counts['drafts']} drafts</strong>, filled as of {summary['today']}. "
        f"In brackets the 95 % interval.</p><ul>{words}</ul>"
    )


def _measures(summary: Mapping[str, Any]) -> str:
    bars = "".join(
        f"<span>{escape(name.replace('_', ' '))}</span>{bar(summary[name])}"
        f"<span>{_value(summary[name])} of {summary[name]['n']}</span>"
        for name in _MEANINGS
    )
    meanings = "".join(
        f"<li>{escape(n.replace('_', ' '))}: {escape(m)}</li>" for n, m in _MEANINGS.items()
    )
    rows = (
        f"<tr><th scope='row'>{escape(name)}</th><td class='n'>{_value(m)}</td>"
        f"<td class='n'>{m['n']}</td></tr>"
        for name, m in summary["by_draft"].items()
    )
    return (
        f"<div class='bars'>{bars}</div><details><summary>What they mean</summary><ul>{meanings}"
        f"</ul></details><h3>Mean of the drafts' own</h3>{_table(('', 'value', 'drafts'), rows)}"
    )


def _losers(losers: Mapping[str, Any] | None) -> str:
    if not losers:
        return "<p>Not asked (<code>--no-losers</code>): what the measures tell is not shown.</p>"
    verdict = (
        "<p class='good'>Each measure tells apart every loser that can only be worse in it.</p>"
    )
    if not losers["all_told_apart"]:
        verdict = f"<ul class='bad'>{_items(losers['not_told_apart'])}</ul>"
    rows = (
        f"<tr><th scope='row'>{escape(name.replace('_', ' '))}</th>"
        f"<td class='n'>{_value(s['precision'])}</td><td class='n'>{_value(s['recall'])}</td>"
        f"<td class='n'>{s['counts']['invented_values']}</td>"
        f"<td class='n'>{s['counts']['sensitive_touched']}</td>"
        f"<td class='n'>{s['counts']['changed_outside']}</td></tr>"
        for name, s in losers["systems"].items()
    )
    return verdict + _table(
        ("loser", "precision", "recall", "invented", "sensitive", "changed outside"), rows
    )


def _groups(groups: Mapping[str, Mapping[str, Any]]) -> str:
    rows = (
        f"<tr><th scope='row'>{escape(name)}</th><td class='n'>{g['counts']['drafts']}</td>"
        f"<td class='n'>{_value(g['precision'])}</td><td class='n'>{_value(g['recall'])}</td>"
        f"<td class='n'>{g['counts']['invented_values']}</td>"
        f"<td class='n'>{g['counts']['sensitive_touched']}</td>"
        f"<td class='n'>{g['counts']['changed_outside']}</td></tr>"
        for name, g in groups.items()
    )
    heads = ("", "drafts", "precision", "recall", "invented", "sensitive", "changed outside")
    return _table(heads, rows)


def _has_faults(scored: Scored) -> bool:
    return any(notes for _, notes in _faults(scored))


def _faults(scored: Scored) -> list[tuple[str, list[str]]]:
    return [
        ("error", [scored.error] if scored.error else []),
        ("wrong", scored.wrong),
        ("invented", scored.invented),
        ("sensitive", scored.sensitive),
        ("changed outside the places", scored.changed),
        ("report and file differ", scored.unread),
        ("wrong quote", scored.unquoted),
        ("missed", scored.missed),
    ]


def _draft(scored: Scored) -> str:
    lists = "".join(
        f"<details{'' if name == 'missed' else ' open'}><summary>{escape(name)}: {len(notes)}"
        f"</summary><ul>{_items(notes[:_SHOWN])}</ul></details>"
        for name, notes in _faults(scored)
        if notes
    )
    return (
        f"<article class='failed'><h3>{escape(scored.form.file)} · {escape(scored.form.name)} · "
        f"{escape(scored.company)}</h3><p>{len(scored.right)} right</p>{lists}</article>"
    )


def _items(notes: Iterable[str]) -> str:
    return "".join(f"<li>{escape(note)}</li>" for note in notes)


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    names = "".join(f"<th{' class=n' if n else ''}>{escape(h)}</th>" for n, h in enumerate(heads))
    return f"<div class='wide'><table><tr>{names}</tr>{''.join(rows)}</table></div>"


def _value(measured: Mapping[str, Any]) -> str:
    value, low, high = (measured[key] for key in ("value", "low", "high"))
    if value is None or math.isnan(value):
        return "–"
    if low is None or math.isnan(low):
        return f"{value:.3f}"
    return f"{value:.3f} <span class='whole'>[{low:.3f}–{high:.3f}]</span>"
