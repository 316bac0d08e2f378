"""The answerer without a language model: scores what could be quoted, and quotes the best or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answerer.compose import compose
from assistant.answerer.evidence import Unit, joined, units_of
from assistant.answerer.inquiry import Inquiry, read_inquiries, read_inquiry
from assistant.answerer.refusal import is_vague, needs_detail, nothing_found
from assistant.answerer.scoring import Setting, score_unit
from assistant.answerer.selection import Finding, select
from assistant.names import without_names
from assistant.schema import Answer, Passage, ProgrammeNames, Query
from assistant.terms import mended, words

_LINES = 4  # lines of a scraped table or list that may answer together
_LINE_CHARS = 500


class ExtractiveAnswerer:
    """Answers with sentences, rows and items of the passages, each with its citation."""

    def __init__(self, names: Sequence[ProgrammeNames]) -> None:
        self._known = names
        self._names = _single_programme_names(names)

    def answer(self, query: Query, passages: Sequence[Passage]) -> Answer:
        """What the passages say to the query, or that they do not."""
        query = replace(query, asked=_mended(query.asked, passages))
        inquiries = read_inquiries(query.asked, query.topic)
        if len(compared := self._compared(query)) > 1:
            findings = [self._find_for(n, compared, query, passages) for n in compared]
        else:
            findings = [self.find(query, inquiry, passages) for inquiry in inquiries]
        if is_vague(query, inquiries, findings):
            return needs_detail(query, self._known, passages)
        if not any(f.units for f in findings):
            return nothing_found(query, inquiries, self._known, passages)
        return compose(query, findings, passages)

    def _compared(self, query: Query) -> list[ProgrammeNames]:
        """The programmes or tracks that a comparison names."""
        named = [n for n in self._known if n.programme in query.programmes]
        inner = [
            n for n in named if not any(o.programme.startswith(f"{n.programme}/") for o in named)
        ]
        return inner if read_inquiry(query.asked).shape == "comparison" else []

    def _find_for(
        self,
        names: ProgrammeNames,
        compared: Sequence[ProgrammeNames],
        query: Query,
        passages: Sequence[Passage],
    ) -> Finding:
        """What one of the compared programmes has to say: the question without the others' names."""
        asked = without_names(query.asked, [n for n in compared if n is not names])
        inquiry = replace(read_inquiry(asked), shape="comparison")
        own = [p for p in passages if p.document.programme == names.folder]
        return self.find(replace(query, asked=asked), inquiry, own)

    def find(self, query: Query, inquiry: Inquiry, passages: Sequence[Passage]) -> Finding:
        units = units_of(passages)
        candidates = [u for u in units if u.kind != "heading"] + _runs(units)
        if not candidates:
            return Finding(inquiry, ())
        setting = Setting(candidates, passages, self._names)
        scored = [score_unit(inquiry, unit, setting) for unit in candidates]
        return select(
            inquiry, query.language, sorted(scored, key=lambda s: -s.score), units, setting
        )


def _mended(asked: str, passages: Sequence[Passage]) -> str:
    """With its mistyped words put right; what the passages have is no mistyped word."""
    if mended(asked, ()) == asked:  # as nearly always: the passages' words need not be made ready
        return asked
    return mended(asked, [words(f"{p.document.title} {p.chunk.text}") for p in passages])


def _runs(units: Sequence[Unit]) -> list[Unit]:
    """Neighbouring lines joined, for texts whose tables and lists lost their form."""
    runs = []
    for at, first in enumerate(units):
        for size in range(2, _LINES + 1):
            run = units[at : at + size]
            if len(run) < size or any(u.kind != "line" or u.group != first.group for u in run):
                break
            if run[-1].end - first.start > _LINE_CHARS:
                break
            runs.append(joined(run))
    return runs


def _single_programme_names(names: Sequence[ProgrammeNames]) -> dict[str, str]:
    """What a folder's programme is called, for folders that hold one: there, every passage is about it."""
    by_folder: dict[str, list[ProgrammeNames]] = {}
    for n in names:
        if "/" not in n.programme:
            by_folder.setdefault(n.folder, []).append(n)
    return {
        folder: " ".join((n.ko, n.en, *n.aliases))
        for folder, (n, *others) in by_folder.items()
        if not others
    }
