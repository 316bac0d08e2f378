"""Drafts a programme's record from a notice."""

from __future__ import annotations

import re

from assistant.drafting.criteria import draft_criteria
from assistant.drafting.facts import draft_facts
from assistant.drafting.lists import draft_channels, draft_contacts, draft_papers, draft_steps
from assistant.drafting.prose import by_what_they_say, is_article
from assistant.drafting.reading import clauses
from assistant.drafting.titles import (
    article_agency,
    article_names,
    draft_agency,
    draft_names,
    notice_year,
)
from assistant.drafting.values import both, plain
from assistant.drafting.windows import draft_windows
from assistant.record import Record
from assistant.schema import Document


def draft_record(document: Document) -> Record:
    """What a notice says, by its labels and outline, for somebody to review.

    Every value carries its words and a confidence, so that none is used before it was reviewed.
    What the notice does not say, or says in a way that is not known here, is left out.
    """
    found = clauses(document.text)
    opening = [clause for clause in found if clause.lead]
    lines = [plain(document.text[clause.start : clause.end]) for clause in opening]
    article = is_article(found)
    aliases: tuple[str, ...] = ()
    if article:
        named = article_names(document)
        names, agency = named or both(_file(document)), article_agency(document)
        found = by_what_they_say(document, found, named is not None)
    else:
        names, aliases = draft_names(document, lines)
        agency = draft_agency(document, lines, found)
    called = [names.ko, names.en, *aliases, *([agency.ko, agency.en] if agency else [])]
    facts, tracks = draft_facts(document, found, article)
    windows = draft_windows(document, found, notice_year(document, opening))
    channels = draft_channels(document, found)
    return Record(
        id=_id(document),
        folder=document.programme or document.document_id.rpartition("/")[0],
        names=names,
        aliases=aliases,
        agency=agency,
        windows=windows,
        facts=facts,
        criteria=tuple(draft_criteria(document, found, called, article)),
        steps=draft_steps(document, found),
        papers=draft_papers(document, found),
        channels=channels,
        contacts=draft_contacts(document, found),
        tracks=tracks,
    )


def _id(document: Document) -> str:
    """From the folder or the file's name."""
    folder = document.document_id.rpartition("/")[0]
    name = folder.rpartition("/")[2] or _file(document)
    return re.sub(r"[^\w.-]+", "-", name).strip("-") or "programme"


def _file(document: Document) -> str:
    """The file's name without its ending."""
    return document.document_id.rpartition("/")[2].split(".")[0] or "programme"
