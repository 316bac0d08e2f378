"""The eligibility walk-through as HTML: the question, the conditions, the verdict. Pure."""

from __future__ import annotations

from assistant.markup import literal, plain_lines
from assistant.phrases import phrase
from assistant.programme_html import Page, reason_html, source_links, state_html
from assistant.programme_text import criterion_text
from assistant.record import Criterion, Record
from assistant.schema import Language
from assistant.status import Moment, ProgrammeStatus, programme_status
from assistant.walkthrough import Standing, Walk
from assistant.wording import WORDING


def walk_head_html(record: Record, walk: Walk, at: Moment, language: Language) -> str:
    """Which programme and track it is about, and whether that can be applied for."""
    status = programme_status(record.for_track(walk.track), at)
    track = "".join(
        f'<p class="agency">{literal(one.names[language])}</p>'
        for one in record.tracks
        if one.id == walk.track
    )
    return (
        f'<div class="about" lang="{language}"><h2>{literal(record.names[language])}</h2>{track}'
        f"{state_html(status, language)}{reason_html(status, language)}</div>"
    )


def question_html(walk: Walk, now: Standing, language: Language) -> str:
    """The one question to answer, with the condition that it settles; "" at the end."""
    words = WORDING[language]
    if now.needs_track:
        return f'<div class="asked" lang="{language}"><h3>{literal(words.check_track)}</h3></div>'
    if now.asks is None:
        return ""
    count = words.question_of.format(n=len(walk.said) + 1, total=len(walk.said) + now.left)
    kind = words.exclusion if now.asks.rule.not_ else words.condition
    about = kind.format(label=now.asks.label[language])
    return (
        f'<div class="asked" lang="{language}"><p class="count">{literal(count)}</p>'
        f"<h3>{literal(now.asks.question[language])}</h3>"
        f'<p class="about">{literal(about)}</p></div>'
    )


def verdict_html(record: Record, walk: Walk, now: Standing, page: Page, at: Moment) -> str:
    """The verdict, then each condition with its own and the words that it stands on."""
    words, language = WORDING[page.language], page.language
    status = programme_status(record.for_track(walk.track), at)
    rows = "".join(
        f'<li class="is-{found.verdict}"><p class="label"><b class="verdict">'
        f"{literal(phrase(f'verdict_{found.verdict}', language))}</b> "
        f"{literal(criterion_text(found.criterion, language))}</p>"
        f"{_quotes(found.criterion, page)}</li>"
        for found in now.verdicts
    )
    listed = f'<h3>{literal(words.conditions)}</h3><ul class="conditions">{rows}</ul>'
    return (
        f'<div class="result is-{now.overall}" lang="{language}">'
        f'<p class="overall" role="status">{literal(result_text(now, status, language))}</p>'
        f"{listed if rows else ''}</div>"
    )


def result_text(now: Standing, status: ProgrammeStatus, language: Language) -> str:
    """The verdict as a sentence. A closed programme is never recommended."""
    words = WORDING[language]
    if now.asks is not None:
        return words.result_asking
    if now.needs_track:
        return words.result_track
    if not now.verdicts:
        return words.result_no_criteria
    if now.overall == "unknown" and not now.of("unknown"):
        return words.result_incomplete
    labels = {
        verdict: ", ".join(criterion_text(criterion, language) for criterion in now.of(verdict))
        for verdict in ("not_met", "unknown")
    }
    said = {
        "eligible": words.result_eligible,
        "not_eligible": words.result_not_eligible.format(why=labels["not_met"]),
        "unknown": words.result_unknown.format(missing=labels["unknown"]),
    }[now.overall]
    return f"{words.result_closed} {said}" if status.state == "closed" else said


def _quotes(criterion: Criterion, page: Page) -> str:
    quotes = criterion.quoted(page.language)
    lines = [line for quote in quotes for line in plain_lines(quote.text)]
    said = "<br>".join(map(literal, lines))
    return f"<blockquote>{said}</blockquote>{source_links(criterion, page)}"
