"""Programmes as HTML: cards with where each value stands, and tables that compare them. Pure.

Each function gives one line of HTML: a blank line would hand the rest of it to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.markup import document_address, literal
from assistant.programme_text import (
    Listed,
    Row,
    agency_name,
    channel_rows,
    criterion_rows,
    fact_rows,
    issue_date,
    paper_rows,
    source_documents,
    status_reason,
    status_text,
    step_rows,
)
from assistant.record import Quote, Record, Sourced
from assistant.schema import Document, Language
from assistant.status import Moment, ProgrammeStatus, WindowStatus, day_in_korea
from assistant.wording import WORDING

FACTS_SHOWN = 3  # of a card
COMPARED_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Page:
    """What everything shown depends on."""

    language: Language
    documents: Mapping[str, Document]  # by id
    complete: bool = True  # of the record shown: what it lacks, its documents lack

    def of(self, record: Record) -> Page:
        return replace(self, complete=record.complete)

    def title(self, document_id: str) -> str:
        found = self.documents.get(document_id)
        return document_id if found is None else found.title


# --- Where a value stands ----------------------------------------------------------------------


def spans(quotes: Sequence[Quote], documents: Mapping[str, Document]) -> list[tuple[Quote, int]]:
    """The places to open, as (their first quote, where they end). Quotes that follow on one
    another, as the items of a list do, are one place."""
    places: list[tuple[Quote, int]] = []
    for quote in quotes:
        if quote.start is None:
            continue
        end = quote.start + len(quote.text)
        if places and (first := places[-1][0]).document == quote.document:
            document, last = documents.get(quote.document), places[-1][1]
            between = document.text[last : quote.start] if document else "?"
            if (first.start or 0) <= quote.start and re.fullmatch(r"[\W\d]{0,12}", between):
                places[-1] = (first, max(last, end))
                continue
        if (quote, end) not in places:
            places.append((quote, end))
    return places


def source_links(value: Sourced, page: Page) -> str:
    """Links to a value's quotes in their documents; each says which document it opens."""
    words = WORDING[page.language]
    places = spans(value.quoted(page.language), page.documents)
    links = ""
    for n, (quote, end) in enumerate(places, start=1):
        address = document_address(quote.document, page.language, (quote.start or 0, end))
        name = f" {page.title(quote.document)} ({words.opens_in_new_tab})"
        links += (
            f' <a class="source" href="{literal(address)}" target="_blank" rel="noopener" '
            f'title="{literal(" ".join(quote.text.split()))}">'
            f"{literal(words.source if n == 1 else str(n))}"
            f'<span class="unseen">{literal(name)}</span></a>'
        )
    return f'<span class="where">{links}</span>' if links else ""


def sourced_list(rows: Sequence[Row], page: Page, tag: str = "ul") -> str:
    """Texts with their sources; a source that all of them share is given once. "The documents do
    not say" for none, where the record tells that."""
    if not rows:
        words = WORDING[page.language]
        unsaid = words.not_said if page.complete else words.not_recorded
        return f'<p class="unsaid">{literal(unsaid)}</p>'
    links = [source_links(value, page) for _, value in rows]
    if len(rows) == 1:
        return f"<p>{literal(rows[0][0])}{links[0]}</p>"
    shared = links[0] if len(set(links)) == 1 else ""
    items = "".join(
        f"<li>{literal(text)}{'' if shared else link}</li>"
        for (text, _), link in zip(rows, links, strict=True)
    )
    return f"<{tag}>{items}</{tag}>" + (f"<p>{shared}</p>" if shared else "")


# --- Cards -------------------------------------------------------------------------------------


def hint_html(text: str) -> str:
    return f'<p class="hint">{literal(text)}</p>'


def programmes_html(
    programmes: Sequence[Listed],
    shown: Sequence[Listed],
    policy: Sequence[Record],
    page: Page,
    at: Moment,
) -> str:
    """All of the list: how many, the cards of `shown`, and what is no programme to apply to."""
    words = WORDING[page.language]
    if not programmes and not policy:
        return hint_html(words.no_programmes)
    count = words.shown_programmes.format(
        shown=len(shown),
        open=sum(one.status.state == "open" for one in shown),
        day=day_in_korea(at).isoformat(),
    )
    html = f'<div class="programmes" lang="{page.language}">'
    html += f'<p class="count" role="status">{literal(count)}</p>'
    if not shown:
        html += hint_html(words.none_shown)
    html += f'<div class="cards">{"".join(card_html(one, page) for one in shown)}</div>'
    if policy:
        html += f'<section class="policy"><h2>{literal(words.policy_material)}</h2>'
        html += hint_html(words.policy_note)
        for record in policy:
            agency = literal(agency_name(record, page.language))
            html += f"<h3>{literal(record.names[page.language])}</h3><p>{agency}</p>"
            html += documents_html(record, page)
        html += "</section>"
    return html + "</div>"


def card_html(one: Listed, page: Page) -> str:
    record, language, page = one.record, page.language, page.of(one.record)
    words = WORDING[language]
    facts = record.gains()
    money = any(fact.is_money for fact in facts)
    gain = words.amount if money else words.benefit
    parts = [
        (gain, sourced_list(fact_rows(facts[:FACTS_SHOWN], language, gain), page)),
        (
            words.who,
            sourced_list(criterion_rows(record, language), page) + tracks_html(record, page),
        ),
        (words.windows, windows_html(one.status, page)),
        (words.documents, documents_html(record, page)),
    ]
    rows = "".join(f"<dt>{literal(head)}</dt><dd>{body}</dd>" for head, body in parts)
    agency = f'<p class="agency">{literal(agency_name(record, language))}</p>'
    return (
        f'<article class="programme is-{one.status.state}">'
        f"{state_html(one.status, language)}<h3>{literal(record.names[language])}</h3>{agency}"
        f"{reason_html(one.status, language)}<dl>{rows}</dl>"
        f'<p class="actions">{actions_html(record, language)}</p></article>'
    )


def actions_html(record: Record, language: Language) -> str:
    """page.js brings the buttons to the tabs beside the list."""
    words = WORDING[language]
    name = f'<span class="unseen"> {literal(record.names[language])}</span>'
    buttons = "".join(
        f'<button type="button" class="act to-{tab}" value="{record.id}">{literal(text)}{name}</button>'
        for tab, text in (("check", words.check_action), ("compare", words.compare_action))
    )
    return (
        f'{buttons}<a class="checklist" download href="/programmes/{record.id}/checklist.docx?'
        f'lang={language}">{literal(words.checklist_action)}{name}</a>'
    )


def state_html(status: ProgrammeStatus | WindowStatus, language: Language) -> str:
    text = literal(status_text(status, language))
    return f'<p class="state is-{status.state}">{text}</p>'


def reason_html(status: ProgrammeStatus, language: Language) -> str:
    reason = status_reason(status, language)
    return f'<p class="reason">{literal(reason)}</p>' if reason else ""


def windows_html(status: ProgrammeStatus, page: Page) -> str:
    """Each round with its own status."""
    if not status.windows:
        return sourced_list([], page)
    return "".join(
        f'<div class="round"><p><b>{literal(one.window.name[page.language])}</b> '
        f"{literal(one.window.text[page.language])}{source_links(one.window, page)}</p>"
        + (state_html(one, page.language) if len(status.windows) > 1 else "")
        + "</div>"
        for one in status.windows
    )


def tracks_html(record: Record, page: Page) -> str:
    if not record.tracks:
        return ""
    words, inside, page = WORDING[page.language], "", page.of(record)
    for track in record.tracks:
        rows = fact_rows([f for f in track.facts if f.topic == "benefit"], page.language)
        rows += criterion_rows(track, page.language)
        inside += f"<h4>{literal(track.names[page.language])}</h4>{sourced_list(rows, page)}"
    head = literal(words.tracks.format(count=len(record.tracks)))
    return f"<details><summary>{head}</summary>{inside}</details>"


def documents_html(record: Record, page: Page) -> str:
    """Links to the programme's documents, each with its date of issue; or that none has one."""
    words = WORDING[page.language]
    found = source_documents(record, page.documents)
    found.sort(key=lambda document: document.language != page.language)
    dates = [issue_date(document) for document in found]
    links = "".join(
        f'<li><a lang="{document.language}" target="_blank" rel="noopener" '
        f'href="{literal(document_address(document.document_id, page.language))}">'
        f"{literal(document.title)}</a>"
        + (f" {literal(words.issued.format(date=issued))}" if issued else "")
        + "</li>"
        for document, issued in zip(found, dates, strict=True)
    )
    undated = "" if any(dates) else f'<p class="undated">{literal(words.no_issue_date)}</p>'
    return f'<ul class="papers">{links}</ul>{undated}'


# --- Side by side ------------------------------------------------------------------------------


def comparison_html(chosen: Sequence[Listed], page: Page) -> str:
    """A row for each thing, a column for each programme. On a narrow screen the style sheet stacks
    the cells, so each names its programme, and roles keep it a table for a screen reader."""
    words, language = WORDING[page.language], page.language
    if len(chosen) < 2:
        return hint_html(words.compare_hint)
    html = ""
    if len(chosen) > COMPARED_AT_MOST:
        html = f'<p class="notice" role="status">{literal(words.compare_limit)}</p>'
        chosen = chosen[:COMPARED_AT_MOST]

    def how(record: Record) -> str:
        steps = step_rows(record, language)
        said = sourced_list(channel_rows(record.channels, language), page.of(record))
        if not steps:
            return said
        folded = f"<details><summary>{literal(words.steps)} ({len(steps)})</summary>"
        return said + folded + sourced_list(steps, page, "ol") + "</details>"

    rows: list[tuple[str, list[str]]] = [
        (
            words.gains,
            [
                sourced_list(
                    fact_rows(one.record.gains()[:FACTS_SHOWN], language, words.benefit),
                    page.of(one.record),
                )
                for one in chosen
            ],
        ),
        (
            words.windows,
            [
                state_html(one.status, language)
                + (windows_html(one.status, page) if one.status.windows else "")
                + reason_html(one.status, language)
                for one in chosen
            ],
        ),
        (
            words.who,
            [
                sourced_list(criterion_rows(one.record, language), page.of(one.record))
                + tracks_html(one.record, page)
                for one in chosen
            ],
        ),
        (words.how, [how(one.record) for one in chosen]),
        (
            words.papers,
            [sourced_list(paper_rows(one.record, language), page.of(one.record)) for one in chosen],
        ),
    ]
    names = [literal(one.record.names[language]) for one in chosen]
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in names)
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{literal(head)}</th>'
        + "".join(
            f'<td role="cell"><p class="of">{name}</p>{cell}</td>'
            for name, cell in zip(names, cells, strict=True)
        )
        + "</tr>"
        for head, cells in rows
    )
    return (
        f'{html}<div class="comparison" lang="{language}"><table role="table">'
        f'<caption class="unseen">{literal(words.comparison)}</caption><thead role="rowgroup"><tr role="row">'
        f'<td role="cell"></td>{heads}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )
