"""Drafts the records of a notice's or an article's programmes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.article import draft_article
from assistant.drafting.criteria import draft_criteria
from assistant.drafting.facts import draft_facts
from assistant.drafting.lists import draft_channels, draft_contacts, draft_papers, draft_steps
from assistant.drafting.prose import is_article
from assistant.drafting.reading import Clause, clauses
from assistant.drafting.titles import draft_agency, draft_names, notice_year
from assistant.drafting.values import plain
from assistant.drafting.windows import draft_windows
from assistant.record import Record
from assistant.schema import Document


def draft_records(document: Document) -> tuple[Record, ...]:
    """What a notice or an article says of each programme in it, for somebody to review.

    Every value carries its words and a confidence, so that none is used before it was reviewed.
    What the document does not say, or says in a way that is not known here, is left out.
    """
    found = clauses(document.text)
    if is_article(document.text, found):
        return draft_article(document, found, _id(document))
    return (_of_notice(document, found),)


def draft_record(document: Document) -> Record:
    """The first of them: a notice is of one programme."""
    return draft_records(document)[0]


def _of_notice(document: Document, found: Sequence[Clause]) -> Record:
    opening = [clause for clause in found if clause.lead]
    lines = [plain(document.text[clause.start : clause.end]) for clause in opening]
    names, aliases = draft_names(document, lines)
    agency = draft_agency(document, lines, found)
    called = [names.ko, names.en, *aliases, *([agency.ko, agency.en] if agency else [])]
    facts, tracks = draft_facts(document, found)
    return Record(
        id=_id(document),
        folder=document.programme or document.document_id.rpartition("/")[0],
        names=names,
        aliases=aliases,
        agency=agency,
        windows=draft_windows(document, found, notice_year(document, opening)),
        facts=facts,
        criteria=tuple(draft_criteria(document, found, called)),
        steps=draft_steps(document, found),
        papers=draft_papers(document, found),
        channels=draft_channels(document, found),
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
