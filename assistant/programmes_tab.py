"""What the page's Programmes tab shows at this moment: everything of it but the widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.conversations import Desk
from assistant.phrases import phrase
from assistant.programme_html import Page, comparison_html, hint_html, programmes_html
from assistant.programme_text import Listed, agencies, fitting, listed
from assistant.record import Record
from assistant.schema import Language
from assistant.status import STATES, day_in_korea
from assistant.walkthrough import Walk, standing
from assistant.walkthrough_html import question_html, verdict_html, walk_head_html
from assistant.wording import WORDING

Choices = list[tuple[str, str]]  # (what is shown, what it stands for)


@dataclass(frozen=True, slots=True)
class WalkShown:
    """A walk-through as it is shown; of `asks` and `tracks` one is there at most."""

    walk: Walk
    head: str = ""
    question: str = ""
    asks: bool = False  # a question that is answered with yes, no or "I don't know"
    tracks: Choices | None = None  # to choose from
    verdict: str = ""


class ProgrammesTab:
    """now: when it is; asked anew each time, as a window may close while the page is open."""

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._now = now

    def states(self, language: Language) -> Choices:
        shown = [(phrase(f"status_{state}", language), state) for state in STATES]
        return [(WORDING[language].any_status, ""), *shown]

    def agencies(self, language: Language) -> Choices:
        return [(WORDING[language].any_agency, ""), *agencies(self._listed(), language)]

    def names(self, language: Language) -> Choices:
        """Of the programmes to compare or to check; closed ones last."""
        return [(one.record.names[language], one.record.id) for one in self._listed()]

    def list_html(self, language: Language, state: str, agency: str, open_only: bool) -> str:
        words = WORDING[language]
        if self._desk.assistant is None:
            said = {"starting": words.opening_programmes, "no_index": words.no_index}
            return hint_html(said.get(self._desk.status, words.broken))
        found = self._listed()
        shown = fitting(found, "open" if open_only else state, agency)
        policy = [record for record in self._desk.assistant.records() if not record.applies]
        return programmes_html(found, shown, policy, self._page(language), self._now())

    def comparison_html(self, language: Language, picked: Sequence[str]) -> str:
        """picked: ids, in the order in which they were chosen."""
        found = {one.record.id: one for one in self._listed()}
        chosen = [found[programme] for programme in picked if programme in found]
        return comparison_html(chosen, self._page(language))

    def walk(self, language: Language, walk: Walk) -> WalkShown:
        record = self._record(walk)
        if record is None:
            return WalkShown(Walk())
        at = self._now()
        come_to = standing(record, walk, day_in_korea(at))
        return WalkShown(
            walk,
            walk_head_html(record, walk, at, language),
            question_html(walk, come_to, language),
            come_to.asks is not None,
            [(track.names[language], track.id) for track in record.tracks]
            if come_to.needs_track
            else None,
            verdict_html(record, walk, come_to, self._page(language), at),
        )

    def answered(self, walk: Walk, answer: bool | None) -> Walk:
        record = self._record(walk)
        asks = record and standing(record, walk, day_in_korea(self._now())).asks
        return walk.answered(asks, answer) if asks else walk

    def with_track(self, walk: Walk, track: str | None) -> Walk:
        record = self._record(walk)
        known = record is not None and track in {one.id for one in record.tracks}
        return replace(walk, track=track) if known else walk

    def back(self, walk: Walk) -> Walk:
        record = self._record(walk)
        return walk.back(record) if record else Walk()

    def _record(self, walk: Walk) -> Record | None:
        return next((p.record for p in self._listed() if p.record.id == walk.programme), None)

    def _listed(self) -> list[Listed]:
        assistant = self._desk.assistant
        return listed(assistant.records(), self._now()) if assistant else []

    def _page(self, language: Language) -> Page:
        documents = self._desk.assistant.documents() if self._desk.assistant else ()
        return Page(language, {document.document_id: document for document in documents})
