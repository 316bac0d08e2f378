"""Answers a question from the records, where it is one that they answer better than prose does."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.adviser.comparing import compare, says_something
from assistant.adviser.fitting import fitting
from assistant.adviser.intent import read_intent
from assistant.adviser.sheet import Sheet
from assistant.adviser.stated import AskedBack, asked_back, company, replied
from assistant.adviser.telling import state_now, steps, submit
from assistant.config import settings
from assistant.eligibility import Judgement, judge, open_questions
from assistant.index import Index
from assistant.phrases import phrase
from assistant.programme_text import criterion_text
from assistant.record import Record
from assistant.schema import Answer, Language, ProgrammeNames, Query, Turn
from assistant.status import Moment, day_in_korea, programme_status


class Adviser:
    def __init__(
        self, index: Index, records: Sequence[Record], names: Sequence[ProgrammeNames]
    ) -> None:
        """`records`: with their sound values alone."""
        self._index = index
        self._records = {record.id: record for record in records}
        self._names = names

    def answer(self, query: Query, history: Sequence[Turn], at: Moment) -> Answer | None:
        """None: not a question for the records, or they do not say."""
        turns = [*history, Turn("user", query.question)]
        if (asked := self._in_dialogue(query, history)) is not None:
            return self._eligibility(asked.record, asked.track, query, turns, at)
        intent = read_intent(query, self._names, day_in_korea(at))
        named = self._named(query)
        if intent == "fitting":
            sheet, records = self._sheet(query.language, long=True), list(self._records.values())
            return fitting(sheet, records, company(turns, records, day_in_korea(at)), query, at)
        if intent == "comparison" and len(named) > 1:
            if not all(says_something(record, query.language) for record in named):
                return None  # of one only the name is recorded: the documents say more
            return compare(self._sheet(query.language, long=True), named, query.language, at)
        if intent is None or len(named) != 1:
            return None
        (record,) = named
        track = self._track(query, record)
        if intent == "eligibility":
            return self._eligibility(record, track, query, turns, at)
        if intent == "papers":
            if not (record.papers or record.complete):
                return None
            return submit(self._sheet(query.language), record, query.language)
        if intent == "steps":
            sheet = self._sheet(query.language, long=True)
            return None if track else steps(sheet, record, query.language)
        if record.windows and intent == "window":
            return None  # the documents' own words say it
        if record.applies and not (record.windows or record.complete):
            return None
        return self._status(record, track, query.language, at)

    def reckons(self, query: Query, history: Sequence[Turn], at: Moment) -> bool:
        """Whether the question is about this day or this company, so that no answer written
        beforehand can be its answer."""
        intent = read_intent(query, self._names, day_in_korea(at))
        of_the_moment = intent in ("fitting", "comparison", "eligibility", "status")
        return of_the_moment or self._in_dialogue(query, history) is not None

    def _named(self, query: Query) -> list[Record]:
        ids = dict.fromkeys(programme.split("/")[0] for programme in query.programmes)
        return [self._records[key] for key in ids if key in self._records]

    def _track(self, query: Query, record: Record) -> str | None:
        """The one track that the question names."""
        found = [p.split("/")[1] for p in query.programmes if p.startswith(f"{record.id}/")]
        return found[0] if len(found) == 1 else None

    def _in_dialogue(self, query: Query, history: Sequence[Turn]) -> AskedBack | None:
        """The question that was asked back, if this is a reply to it."""
        if not history or history[-1].role != "assistant":
            return None
        asked = asked_back(history[-1].text, self._records.values())
        return asked if asked is not None and replied(asked, query.question) else None

    def _sheet(self, language: Language, long: bool = False) -> Sheet:
        limit = settings().list_answer_chars if long else settings().answer_chars
        return Sheet(language, self._index, limit)

    def _status(
        self, record: Record, track: str | None, language: Language, at: Moment
    ) -> Answer | None:
        status = programme_status(record.for_track(track), at)
        sheet = self._sheet(language)
        name = _called(record, track, language)
        if not record.applies:
            sheet.say(phrase("nothing_to_apply_for", language, what=name))
        elif not status.windows:
            sheet.say(phrase("window_not_said", language, what=name))
        elif (current := status.current) is not None:
            sheet.cite(f"{name}: {state_now(current, language)}", current.window)
            for window in status.windows:
                said = phrase(f"status_{window.state}", language)
                sheet.quote(f"- {window.window.name[language]} ({said}):", window.window)
        if status.state != "closed":
            for channel in record.channels[:1]:
                sheet.quote(f"{phrase('where_to_apply', language)}:", channel)
        return sheet.answer("answered" if status.windows else "no_source")

    def _eligibility(
        self,
        record: Record,
        track: str | None,
        query: Query,
        turns: Sequence[Turn],
        at: Moment,
    ) -> Answer | None:
        if not any(terms.criteria for terms in record.all_terms()):
            return None
        language = query.language
        profile = company(turns, list(self._records.values()), day_in_korea(at))
        judgement = judge(record, profile, day_in_korea(at))
        overall = next((t.overall for t in judgement.tracks if t.id == track), judgement.overall)
        questions = open_questions(judgement, track) if overall == "unknown" else []
        last = phrase("agency_decides", language) if overall == "eligible" else ""
        if questions:
            last = f"{phrase('asks_back', language)} {questions[0].question[language]}"
        sheet = self._sheet(language)
        sheet.keep_room(last)
        sheet.say(f"{_called(record, track, language)}: {phrase(f'overall_{overall}', language)}")
        status = programme_status(record.for_track(track), at)
        if status.state in ("closed", "upcoming") and status.current and overall != "not_eligible":
            sheet.cite(state_now(status.current, language), status.current.window)
        self._criteria(sheet, record, judgement, track, language)
        sheet.say(last)
        return sheet.answer("answered")

    def _criteria(
        self,
        sheet: Sheet,
        record: Record,
        judgement: Judgement,
        track: str | None,
        language: Language,
    ) -> None:
        """Each criterion with its clause, those that are not met first; then the tracks."""
        verdicts = list(judgement.criteria)
        for one in judgement.tracks:
            verdicts += one.criteria if one.id == track else ()
        for verdict in sorted(verdicts, key=lambda v: v.verdict != "not_met"):
            said = phrase(f"verdict_{verdict.verdict}", language)
            named = criterion_text(verdict.criterion, language)
            sheet.quote(f"- {said}: {named}", verdict.criterion)
        if track is None and not any(v.verdict == "not_met" for v in judgement.criteria):
            for terms, one in zip(record.tracks, judgement.tracks, strict=True):
                said = phrase(f"overall_{one.overall}", language)
                own = [v.criterion for v in one.criteria[:1]]
                sheet.cite(f"- {terms.names[language]}: {said}", *own)


def _called(record: Record, track: str | None, language: Language) -> str:
    terms = next((t for t in record.tracks if t.id == track), record)
    return terms.names[language]
