"""An owner's way through a programme's conditions: one question at a time. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.eligibility import CriterionVerdict, Overall, judge, open_questions
from assistant.profile import Profile
from assistant.record import Criterion, Record


@dataclass(frozen=True, slots=True)
class Walk:
    """What the owner has chosen and said so far."""

    programme: str | None = None
    track: str | None = None
    said: tuple[tuple[str, bool | None], ...] = ()  # (criterion id, answer); None: cannot say

    def answered(self, criterion: Criterion, answer: bool | None) -> Walk:
        return replace(self, said=(*self.said, (criterion.id, answer)))

    def back(self, record: Record) -> Walk:
        """Without the last thing chosen or said."""
        own = {criterion.id for criterion in record.criteria}
        if self.track and (not self.said or self.said[-1][0] in own):
            return replace(self, track=None)
        return replace(self, said=self.said[:-1]) if self.said else Walk()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a walk has come to. Of `asks` and `needs_track` one is set at most; with neither, what
    is said decides."""

    overall: Overall
    verdicts: tuple[CriterionVerdict, ...]  # the programme's, then its track's
    asks: Criterion | None = None
    needs_track: bool = False
    left: int = 0  # questions before the next choice or the end, this one included

    def of(self, verdict: str) -> list[Criterion]:
        return [found.criterion for found in self.verdicts if found.verdict == verdict]


def standing(record: Record, walk: Walk, today: date) -> Standing:
    """The programme's own conditions come first, then a track is chosen, then its conditions. Once
    one is not met nothing more is asked; what the owner cannot say is not asked again."""
    answers = {criterion: answer for criterion, answer in walk.said if answer is not None}
    judgement = judge(record, Profile(answers=answers), today)
    track = next((one for one in judgement.tracks if one.id == walk.track), None)
    overall = track.overall if track else judgement.overall
    verdicts = judgement.criteria + (track.criteria if track else ())
    if overall == "not_eligible":
        return Standing(overall, verdicts)
    heard = {criterion for criterion, _ in walk.said}
    shown = {found.criterion.id for found in verdicts}
    asked = [
        criterion
        for criterion in open_questions(judgement, walk.track)
        if criterion.id in shown - heard
    ]
    if asked:
        return Standing(overall, verdicts, asks=asked[0], left=len(asked))
    if record.tracks and track is None:
        return Standing("unknown", verdicts, needs_track=True)
    return Standing(overall, verdicts)
