"""A draft as HTML: what was filled and from where, what is left, and the ways to take it away. Pure.

Each function gives one line of HTML: a blank line would hand the rest of it to Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.forms.fields import called
from assistant.markup import document_address, literal
from assistant.phrases import phrase
from assistant.prefill import Draft, Filled
from assistant.programme_text import paper_rows
from assistant.record import Record
from assistant.schema import Document, Language
from assistant.wording import WORDING

_QUOTE = 300  # characters shown of a long quote


def intro_html(language: Language) -> str:
    return f'<p class="hint" lang="{language}">{literal(WORDING[language].apply_intro)}</p>'


def draft_html(
    draft: Draft,
    language: Language,
    downloads: Mapping[str, str],
    records: Sequence[Record],
    stored: Mapping[str, Document],
) -> str:
    """`downloads`: what each is called, by its address. `stored`: documents that have a page."""
    words = WORDING[language]
    filled = draft.in_state("filled", "overflow")
    look_at = [one for one in filled if one.reason] + draft.in_state("ambiguous")
    blank = draft.in_state("blank")
    asked = [one for one in blank if one.field is not None]
    other = [one for one in blank if one.field is None]
    signing = draft.in_state("signature")
    html = (
        f'<div class="draft" lang="{language}"><h2>{literal(draft.title)}</h2>'
        f'<p class="standing">'
        f"{literal(words.draft_counts.format(filled=len(filled), all=len(draft.fields)))}</p>"
        f'<p class="downloads">{_links(downloads)}</p>'
        f'<p class="hint">{literal(words.draft_check)}</p>'
    )
    sections = (
        (words.draft_look_at, look_at, True),
        (words.draft_filled, [one for one in filled if one not in look_at], True),
        (words.draft_asked, asked, True),
        (words.draft_to_sign, signing, False),
        (words.draft_other, other, False),
    )
    for title, rows, is_open in sections:
        if rows:
            items = "".join(_row(one, language, stored) for one in rows)
            html += (
                f"<details{' open' if is_open else ''}><summary>{literal(title)} "
                f'<span class="count">{len(rows)}</span></summary>'
                f'<ul class="places">{items}</ul></details>'
            )
    return html + _papers(records, language) + "</div>"


def given_html(
    names: Sequence[str], has_profile: bool, problems: Sequence[str], language: Language
) -> str:
    """What the owner gave so far, and what could not be taken."""
    words = WORDING[language]
    items = [words.given_profile] if has_profile else []
    items += [words.given_document.format(name=name) for name in names]
    listed = "".join(f"<li>{literal(item)}</li>" for item in items)
    said = "".join(
        f'<p class="problem" role="alert">{literal(problem)}</p>' for problem in problems
    )
    return (
        f'<div class="given" lang="{language}">'
        + (f"<ul>{listed}</ul>" if listed else "")
        + (f"{said}</div>")
    )


def asking_html(field: str | None, language: Language) -> str:
    words = WORDING[language]
    if field is None:
        return f'<p class="hint" lang="{language}">{literal(words.draft_nothing_to_ask)}</p>'
    what = called(field, language)
    return f'<p class="asking" lang="{language}">{literal(words.draft_next.format(what=what))}</p>'


def place_name(one: Filled) -> str:
    """A place as it is chosen from a list."""
    where = one.section.rpartition(" > ")[2]
    return f"{where} · {one.label}" if where and where != one.label else one.label or where


def _row(one: Filled, language: Language, stored: Mapping[str, Document]) -> str:
    words = WORDING[language]
    where = one.section.rpartition(" > ")[2]
    html = f'<li class="is-{one.state}"><p class="place">'
    html += f'<span class="where">{literal(where)}</span> ' if where else ""
    html += f"<b>{literal(one.label or words.draft_no_label)}</b></p>"
    if one.value is not None:
        lines = "<br>".join(map(literal, one.value.split("\n")))
        unit = f' <span class="unit">{literal(one.unit)}</span>' if one.unit else ""
        html += f'<p class="value">{lines}{unit}</p>'
    if one.origin is not None:
        origin = words.origins[one.origin]
        html += f'<p class="origin"><b>{literal(origin)}</b>'
        if one.document is not None:
            html += f" · {_document(one, language, stored)}"
        html += "</p>"
        if one.quote is not None:
            quote = one.quote if len(one.quote) <= _QUOTE else f"{one.quote[:_QUOTE]}…"
            shown = literal(" ".join(quote.split()))
            html += f"<blockquote><mark>{shown}</mark></blockquote>"
    if one.reason is not None:
        html += f'<p class="reason">{literal(phrase(one.reason, language))}</p>'
    if one.value is None and one.hint and one.field is not None:
        asks = words.draft_form_asks.format(hint=" ".join(one.hint.split()))
        html += f'<p class="reason">{literal(asks)}</p>'
    return html + "</li>"


def _document(one: Filled, language: Language, stored: Mapping[str, Document]) -> str:
    document = stored.get(str(one.document))
    if document is None:
        return literal(str(one.document))
    start = document.text.find(one.quote or "")
    span = (start, start + len(one.quote)) if one.quote and start >= 0 else None
    address = literal(document_address(document.document_id, language, span))
    return f'<a href="{address}" target="_blank" rel="noopener">{literal(document.title)}</a>'


def _links(downloads: Mapping[str, str]) -> str:
    return " ".join(
        f'<a class="download" href="{literal(address)}" download>{literal(name)}</a>'
        for address, name in downloads.items()
    )


def _papers(records: Sequence[Record], language: Language) -> str:
    """What is to be handed in with it, as the programme's notice says."""
    rows = [text for record in records for text, _ in paper_rows(record, language)]
    if not rows:
        return ""
    items = "".join(f"<li>{literal(text)}</li>" for text in rows)
    title = literal(WORDING[language].draft_papers)
    return f"<details open><summary>{title}</summary><ul>{items}</ul></details>"
