"""Drafts the records of an article, which has no labels: what its sentences say plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.drafting.applicants import who_clauses
from assistant.drafting.article_names import article_agency, article_names, named_year, page_name
from assistant.drafting.bodies import draft_bodies
from assistant.drafting.criteria import draft_criteria
from assistant.drafting.highlights import draft_highlights
from assistant.drafting.reached import article_channels, article_contacts, article_windows
from assistant.drafting.reading import Clause
from assistant.drafting.routes import Route, split_routes
from assistant.drafting.several import told_programmes
from assistant.drafting.stages import draft_stages, stage_papers
from assistant.drafting.statements import Statement, statements
from assistant.drafting.told import numbered, told_facts
from assistant.drafting.values import both
from assistant.record import Agency, Bilingual, Criterion, Record, Track
from assistant.schema import Document

_READ = 60_000  # characters: an article is shorter, and of a book the rest is not read


def draft_article(document: Document, found: Sequence[Clause], key: str) -> tuple[Record, ...]:
    """A record for each programme that it presents; `key`: the id of one alone."""
    read = statements(document, (clause for clause in found if clause.end <= _READ))
    agency = article_agency(document)
    own, routes = split_routes(read)
    told = [] if routes else told_programmes(read)
    if told:
        drafts = (
            _record(document, one.statements, [], f"{key}-{number}", both(one.name), agency)
            for number, one in enumerate(told, start=1)
        )
        return tuple(drafts)
    name = page_name(read) if draft_stages(document, read) else ""
    names = article_names(document) or both(name or _file(document))
    return (_record(document, own, routes, key, names, agency),)


def _record(
    document: Document,
    read: Sequence[Statement],
    routes: Sequence[Route],
    key: str,
    names: Bilingual,
    agency: Agency | None,
) -> Record:
    used: Counter[str] = Counter()
    called = [names.ko, names.en, *([agency.ko, agency.en] if agency else [])]
    facts = [
        *told_facts(document, read),
        *draft_highlights(document, read),
        *draft_bodies(document, read),
    ]
    return Record(
        id=key,
        folder=document.programme or document.document_id.rpartition("/")[0],
        names=names,
        agency=agency,
        windows=article_windows(document, read, named_year(document, names)),
        facts=numbered(facts, used),
        criteria=_criteria(document, read, called, True, used),
        steps=draft_stages(document, read),
        papers=stage_papers(document, read),
        channels=article_channels(document, read),
        contacts=article_contacts(document, read),
        tracks=tuple(
            Track(
                id=f"track-{number}",
                names=both(route.name),
                facts=numbered(told_facts(document, route.statements), used),
                criteria=_criteria(document, route.statements, called, False, used),
            )
            for number, route in enumerate(routes, start=1)
        ),
    )


def _criteria(
    document: Document,
    read: Sequence[Statement],
    called: Sequence[str],
    whole: bool,
    used: Counter[str],
) -> tuple[Criterion, ...]:
    """With ids of their own in all of the record."""
    drafted = []
    for criterion in draft_criteria(document, who_clauses(read, whole), called, article=True):
        kind = criterion.id.rpartition("-")[0]
        used[kind] += 1
        drafted.append(criterion.model_copy(update={"id": f"{kind}-{used[kind]}"}))
    return tuple(drafted)


def _file(document: Document) -> str:
    """The file's name without its ending."""
    return document.document_id.rpartition("/")[2].split(".")[0] or "programme"
