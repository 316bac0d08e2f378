"""What is said when the documents do not say: what they cover, whom to ask, what was not clear."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answerer.compose import citation
from assistant.answerer.evidence import Unit, units_of
from assistant.answerer.inquiry import MUCH, Inquiry
from assistant.answerer.scoring import is_in
from assistant.answerer.selection import Finding
from assistant.injected import is_instruction
from assistant.phrases import phrase
from assistant.schema import Answer, Passage, ProgrammeNames, Query, Status

_SECTIONS = 5  # named as what the documents cover
_NAMES = 8

# Words that every programme's notice answers: alone, they do not say which one is meant.
_ANY_PROGRAMME = frozenset(
    """apply deadline window open_start budget amount maximum minimum fund eligible document submit procedure
    method contact phone email portal evaluate select age rate duration benefit application_form total address
    agreement result support programme company exist receive content kind number people""".split()
)


def is_vague(query: Query, inquiries: Sequence[Inquiry], findings: Sequence[Finding]) -> bool:
    """Whether the question could be about any of several programmes, each with its own answer."""
    if query.programmes or query.topic:
        return False
    terms = [t for i in inquiries for t in i.terms]
    general = all(t.concepts and _ANY_PROGRAMME.issuperset(t.concepts) for t in terms)
    return general and len({source for f in findings for source in f.sources}) > 1


def needs_detail(
    query: Query, known: Sequence[ProgrammeNames], passages: Sequence[Passage]
) -> Answer:
    return _plain("needs_detail", query, known, passages)


def nothing_found(
    query: Query,
    inquiries: Sequence[Inquiry],
    known: Sequence[ProgrammeNames],
    passages: Sequence[Passage],
) -> Answer:
    """`no_source` with what is covered and the notice's contact, or `off_topic`."""
    terms = [t for i in inquiries for t in (*i.terms, *i.topic) if t.weight >= MUCH]
    if not query.programmes and not any(is_in(t, p.document) for t in terms for p in passages):
        return _plain("off_topic", query, known, passages)
    lines = [phrase("no_source", query.language)]
    if sections := _sections(query, passages):
        lines.append(phrase("covers", query.language, what=", ".join(sections)))
    contact = _contact(query, passages)
    citations = [citation(contact, 1)] if contact else []
    if contact:
        lines.append(phrase("contact", query.language, what=f"{contact.text} [1]"))
    ids = tuple(p.chunk.chunk_id for p in passages)
    return Answer("no_source", "\n".join(lines), query.language, tuple(citations), ids)


def _plain(
    status: Status, query: Query, known: Sequence[ProgrammeNames], passages: Sequence[Passage]
) -> Answer:
    names = [n.ko if query.language == "ko" else n.en for n in known if "/" not in n.programme]
    names = names or [t for p in passages if not is_instruction(t := p.document.title)]
    what = ", ".join(list(dict.fromkeys(names))[:_NAMES])
    ids = tuple(p.chunk.chunk_id for p in passages)
    return Answer(status, phrase(status, query.language, what=what), query.language, passages=ids)


def _sections(query: Query, passages: Sequence[Passage]) -> list[str]:
    """Headings of the nearest document's passages, in the question's language where it has any."""
    own = [p for p in passages if p.document.language == query.language] or list(passages)
    near = [p for p in own if p.document is own[0].document] if own else []
    names = [p.chunk.section[-1] if len(p.chunk.section) > 1 else p.document.title for p in near]
    told = (n for n in dict.fromkeys(names) if len(n) <= 80 and not is_instruction(n))
    return list(told)[:_SECTIONS]


def _contact(query: Query, passages: Sequence[Passage]) -> Unit | None:
    """The sentence or row of the nearest document that gives an address to ask at."""
    if not passages:
        return None
    own = [p for p in passages if p.document.language == query.language] or list(passages)
    near = [p for p in passages if p.document is own[0].document]
    units = [u for u in units_of(near) if u.kinds & {"email", "phone"} and len(u.text) <= 200]
    return units[0] if units else None
