"""A run as one page: the gaps of each log as staff see them, then the drafts that fell short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from assistant.staff.gaps import Gap
from evals.answers.charts import bar
from evals.desk.drafting import Drafted
from evals.page import page_html, section

if TYPE_CHECKING:
    from evals.desk.run import Month

PassageText = Callable[[str], str]  # chunk id -> its text

_SHOWN = 240  # characters of a passage


def report_html(
    summary: Mapping[str, Any],
    months: Sequence[Month],
    drafts: Sequence[Drafted],
    passage_text: PassageText,
) -> str:
    """A whole page, nothing loaded from elsewhere. All that came from outside is escaped."""
    parts = (
        _headline(summary),
        section("Gaps", _gap_scores(summary["gaps"])),
        section("Drafts", _bars(summary["drafts"])),
        *(
            section(f"The gaps of log {month.wordings}", *_gaps(month, passage_text))
            for month in months
        ),
        section("Drafts that would not be approved", *map(_draft, (d for d in drafts if d.faults))),
    )
    return page_html("The staff desk", parts)


def _headline(summary: Mapping[str, Any]) -> str:
    if not summary["faults"]:
        return "<p class='good'>Every bar is reached.</p>"
    return f"<ul class='bad'>{_items(summary['faults'])}</ul>"


def _gap_scores(gaps: Mapping[str, Mapping[str, Any]]) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(wordings)}</th><td class='n'>{s['found']} of {s['topics']}"
        f"</td><td class='n'>{s['purity']['value']:.3f}</td><td class='n'>{s['open']}</td>"
        f"<td class='n'>{s['groups']}</td><td class='n'>{s['answerable_declined']}</td>"
        f"<td class='n'>{s['unanswerable_answered']}</td>"
        f"<td>{escape(', '.join(s['not_found']))}</td></tr>"
        for wordings, s in gaps.items()
    )
    heads = "".join(
        f"<th>{head}</th>"
        for head in (
            "log", "topics found", "purity", "open questions", "groups",
            "answerable, declined", "unanswerable, answered", "not found",
        )
    )  # fmt: skip
    return f"<div class='wide'><table><tr>{heads}</tr>{rows}</table></div>"


def _bars(shares: Mapping[str, Mapping[str, Any]]) -> str:
    rows = "".join(
        f"<span>{escape(name.replace('_', ' '))}</span>{bar(share)}"
        f"<span>{share['passed']} of {share['n']}</span>"
        for name, share in shares.items()
    )
    return f"<div class='bars'>{rows}</div>"


def _gaps(month: Month, passage_text: PassageText) -> Iterable[str]:
    questions = {one.question_id: one.asked for one in month.logged}
    for gap in month.gaps:
        asked = [questions[i] for i in gap.question_ids]
        kinds = Counter(question.label for question in asked).most_common()
        yield (
            f"<article class='{'failed' if len(kinds) > 1 else ''}'><h3>{escape(gap.name)}</h3>"
            f"<p>{_told(gap)} · {escape(', '.join(f'{label} {n}' for label, n in kinds))}</p>"
            f"<ul>{_items(question.question for question in asked)}</ul>"
            "<details><summary>Nearest passages</summary>"
            f"{''.join(_quoted(passage_text(chunk_id)) for chunk_id in gap.passages)}"
            "</details></article>"
        )


def _told(gap: Gap) -> str:
    return (
        f"asked {gap.count} times, last {gap.last_asked[:10]}, "
        f"{gap.unanswered} unanswered, {gap.badly_rated} rated badly"
    )


def _quoted(text: str) -> str:
    return f"<blockquote>{escape(text[:_SHOWN])}{'…' if len(text) > _SHOWN else ''}</blockquote>"


def _draft(one: Drafted) -> str:
    texts = "".join(
        f"<div><h3>{escape(text.question)}</h3><pre>{escape(text.answer)}</pre></div>"
        for _, text in one.content.texts()
    )
    return (
        f"<article class='failed'><h3>{escape(one.asked.label)}</h3><ul>{_items(one.faults)}{_items(one.warnings)}</ul>"
        f"<div class='sides'>{texts}</div></article>"
    )


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
