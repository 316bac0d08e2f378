"""Compares drafts of documents with the records of the same programmes that people reviewed. Pure.

A document's words are its own and the record's may be others, so what can be typed is compared typed
and the rest by main words (`evals.records.words`). One value of a draft answers to one of the record:
drafted twice, it is wrong once. By field:

- name, paper: at least .6 of the words of both names, or of another of the programme's names;
- agency: the same, of its name without brackets or of one of its aliases;
- window: opening and closing day, with the year where it is known, and both times, all equal;
- figure: the topic of the fact and the figure's kind and value, each figure of a fact by itself;
- said: a fact without figures: the topic, and half of the main words of the shorter of the record's
  text and the draft's words, or of one's text and the other's quote;
- criterion: a rule with numbers by its kind and limits; another rule by its kind and value, or as
  the clause that is asked, by half of the main words; an exclusion never as a condition;
- step: what is done, by half of the main words; who does it, where the draft says it, likewise;
- channel, contact: address, mail and telephone, all equal; without any of them by half of the words;
- track: paired by name, or else by the facts and criteria that both have; what a track gives counts
  within its track only.

Left out are figures of the record that the document does not say, since somebody counted them. A
fact of the draft without figures that says what a fact with figures of the record says counts
neither way. Of several programmes those of one name are a pair, and one left on either side; what a
draft has of a programme that is in no record is wrong, all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from assistant.record import Record, Terms
from assistant.schema import Document, Language
from evals.records.items import TOLD, Item, figures_unsaid, items_of, terms_items
from evals.records.score import Scored, unquoted
from evals.records.truth import Value
from evals.records.words import same_name

_Field = tuple[str, Value]
T = TypeVar("T")


def score_drafts(
    document: Document,
    reviewed: Sequence[Record],
    drafted: Sequence[Record],
    faults: Sequence[str] = (),
) -> Scored:
    """The drafts of one document against its programmes' records."""
    language = document.language
    right: list[_Field] = []
    wrong: list[_Field] = []
    missed: list[_Field] = []
    for record, draft in _pairs(reviewed, drafted, language):
        unsaid = figures_unsaid(record, document) if record else frozenset()
        theirs = items_of(record, language, unsaid) if record else []
        mine = items_of(draft, language) if draft else []
        _tell(theirs, mine, right, wrong, missed)
        for track, route in _tracks(record, draft, language, unsaid):
            label = (track or route or record or draft).names[language]  # type: ignore[union-attr]
            (right if track and route else missed if track else wrong).append(("track", (label,)))
            _tell(
                list(terms_items(track, language, unsaid)) if track else [],
                list(terms_items(route, language, frozenset())) if route else [],
                right, wrong, missed,
            )  # fmt: skip
    without = [name for draft in drafted for name in unquoted(draft, document)]
    return Scored(
        document.document_id, tuple(right), tuple(wrong), tuple(missed), tuple(without),
        tuple(faults),
    )  # fmt: skip


def _tell(
    theirs: Sequence[Item],
    mine: Sequence[Item],
    right: list[_Field],
    wrong: list[_Field],
    missed: list[_Field],
) -> None:
    """The likest pairs first, each item in one."""
    ranked = sorted(
        (
            (-likeness, at, to)
            for at, its in enumerate(theirs)
            for to, own in enumerate(mine)
            if its.field == own.field and (likeness := its.likeness(own)) > 0
        ),
    )
    stated: set[int] = set()
    found: set[int] = set()
    for _, at, to in ranked:
        if at not in stated and to not in found:
            stated.add(at)
            found.add(to)
            right.append((mine[to].field, mine[to].value))
    wrong += [
        (own.field, own.value)
        for to, own in enumerate(mine)
        if to not in found and not _told_with_figures(own, theirs)
    ]
    missed += [
        (its.field, its.value)
        for at, its in enumerate(theirs)
        if at not in stated and its.field != TOLD
    ]


def _told_with_figures(own: Item, theirs: Sequence[Item]) -> bool:
    return own.field == "said" and any(
        its.field == TOLD and its.likeness(own) > 0 for its in theirs
    )


def _pairs(
    reviewed: Sequence[Record], drafted: Sequence[Record], language: Language
) -> list[tuple[Record | None, Record | None]]:
    likeness = {
        (at, to): same_name(_names(record, language), _names(draft, language))
        for at, record in enumerate(reviewed)
        for to, draft in enumerate(drafted)
    }
    return _paired(reviewed, drafted, likeness)


def _tracks(
    record: Record | None, draft: Record | None, language: Language, unsaid: frozenset[str]
) -> list[tuple[Terms | None, Terms | None]]:
    theirs = record.tracks if record else ()
    mine = draft.tracks if draft else ()
    likeness = {}
    for at, track in enumerate(theirs):
        for to, route in enumerate(mine):
            right: list[_Field] = []
            _tell(
                list(terms_items(track, language, unsaid)),
                list(terms_items(route, language, frozenset())),
                right, [], [],
            )  # fmt: skip
            named = same_name(_names(track, language), _names(route, language))
            likeness[at, to] = 100 * named + len(right)
    return _paired(theirs, mine, likeness, leftovers=False)


def _paired(
    theirs: Sequence[T],
    mine: Sequence[T],
    likeness: dict[tuple[int, int], float],
    leftovers: bool = True,
) -> list[tuple[T | None, T | None]]:
    pairs: dict[int, int] = {}
    for (at, to), like in sorted(likeness.items(), key=lambda item: -item[1]):
        if like > 0 and at not in pairs and to not in pairs.values():
            pairs[at] = to
    left = [to for to in range(len(mine)) if to not in pairs.values()]
    alone = [at for at in range(len(theirs)) if at not in pairs]
    if leftovers and len(left) == len(alone) == 1:
        pairs[alone[0]] = left.pop()
    return [
        *((one, mine[pairs[at]] if at in pairs else None) for at, one in enumerate(theirs)),
        *((None, mine[to]) for to in left),
    ]


def _names(terms: Terms, language: Language) -> tuple[str, ...]:
    return (terms.names[language], *terms.aliases)
