"""Fills a form: each place from what is known, then the copy is read anew and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.errors import BrokenFileError
from assistant.forms.checks import holds_identity
from assistant.forms.fields import FIELDS, NARRATIVE, company_names, field_at
from assistant.forms.form import Edit, Form, Sheet, Slot, paragraphs
from assistant.forms.labels import Match, matches
from assistant.forms.layout import read_form
from assistant.forms.reading_back import read_back
from assistant.forms.values import kind_of
from assistant.forms.writing import Written, literal, written
from assistant.parsing import Parser
from assistant.phrases import phrase
from assistant.prefill.draft import Draft, Filled
from assistant.prefill.known import Known, Value, known
from assistant.profile import Profile
from assistant.record import Record
from assistant.schema import Document, Language
from assistant.status import now_in_korea

_IN_UNITS = ("money_krw", "money_usd", "count", "months")
_UNIT = re.compile(
    r"[\s)\]）］〕]{0,8}(?:[십백천만억]{0,3}\s?(?:원|달러|불)|명|인|개월|년"
    r"|(?:KRW|USD|persons?|people|months?|years?|thousand|million|billion)\b)",
    re.IGNORECASE,
)
_HINT = 200  # characters of a form's own guidance in the report
_TRIES = 3  # copies written before one is given up that does not read as it was meant


Worded = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Planned:
    filled: Filled
    edits: tuple[Edit, ...] = ()


def prefill(
    form: Path,
    profile: Profile,
    documents: Sequence[Document] = (),
    records: Sequence[Record] = (),
    today: date | None = None,
    answers: Mapping[str, Value] | None = None,
    chosen: Mapping[str, str] | None = None,
    corrections: Mapping[str, str] | None = None,
    parser: Parser | None = None,
    worded: Worded = str,
) -> Draft:
    """A draft in the agency's own form: nothing is in it that no source says, and nothing outside
    the filled places is changed.

    `records`: of the programme that is applied for, with their sound values alone. `answers`: by
    field, as `typed` reads them. `chosen`: the owner's field for a place (slot id), "" for none.
    `corrections`: the owner's words for a place, "" to leave it blank. `worded`: says in connected
    sentences what a document says of the project; as it stands, by itself.
    LoadError: the file is no form that can be read, or has no place to fill.
    """
    day = today or now_in_korea().date()
    with Parser() if parser is None else nullcontext(parser) as files:
        sheet = files.read_form(form)
        blank = read_form(sheet)
        if not blank.slots:
            raise BrokenFileError(
                f"{form.name} has no place to fill that is known here: no table with labels, no "
                "line or box to write in. Is it the application form itself?"
            )
        found = known(profile, documents, records, answers or {}, blank.language, day)
        sources = _Sources(
            found,
            blank.language,
            day,
            chosen or {},
            corrections or {},
            {paragraph.address: paragraph.text for paragraph in paragraphs(sheet.blocks)},
            worded,
        )
        planned = [
            sources.planned(slot, match)
            for slot, match in zip(blank.slots, matches(blank), strict=True)
        ]
        draft = _written(form, blank, sheet, planned, files)
        return replace(draft, papers=tuple(p for r in records for p in r.papers))


@dataclass(frozen=True, slots=True)
class _Sources:
    known: Mapping[str, tuple[Known, ...]]
    language: Language
    today: date
    chosen: Mapping[str, str]
    corrections: Mapping[str, str]
    printed: Mapping[str, str]  # a paragraph's text by its address
    worded: Worded

    def planned(self, slot: Slot, match: Match) -> _Planned:
        plan = self._planned(slot, match)
        return replace(plan, edits=tuple(map(self._apart, plan.edits)))

    def _apart(self, edit: Edit) -> Edit:
        """Not right behind a colon or a currency."""
        before = self.printed.get(edit.address, "")[: edit.start]
        spaced = edit.start == edit.end and before.endswith((":", "：", "KRW", "USD", "EUR"))
        return replace(edit, text=f" {edit.text}") if spaced else edit

    def _planned(self, slot: Slot, match: Match) -> _Planned:
        of = Filled(
            slot.slot_id,
            slot.label,
            slot.section,
            None,
            None,
            "blank",
            hint=slot.printed.strip()[:_HINT] if slot.printed_as != "nothing" else "",
            unit=slot.unit,
        )
        if slot.kind in ("signature", "consent"):
            return _Planned(replace(of, state="signature", reason=f"unwritten_{slot.kind}"))
        if slot.kind == "identity":
            return _Planned(replace(of, reason="unwritten_identity"))
        candidates = self._candidates(slot, match)
        if (text := self.corrections.get(slot.slot_id)) is not None:
            return self._corrected(slot, replace(of, field=(*candidates, None)[0]), text)
        if not candidates:
            return _Planned(replace(of, reason="unknown_label"))
        if len(candidates) > 1:
            return _Planned(
                replace(of, state="ambiguous", reason="ambiguous_label", candidates=candidates)
            )
        (field,) = candidates
        if field_at(field) != FIELDS.get(field):  # of a year
            of = replace(of, label=f"{slot.label} {field.rpartition('.')[2]}")
        return self._from_known(slot, replace(of, field=field))

    def _candidates(self, slot: Slot, match: Match) -> tuple[str, ...]:
        """The fields that a place may be; what the owner chose is the only one."""
        if (chosen := self.chosen.get(slot.slot_id)) is not None:
            return (chosen,) if field_at(chosen) else ()
        if match.is_in_language:
            return match.fields
        if match.field is None or not FIELDS[match.field].is_yearly:
            return tuple(map(self._known_name, match.fields))
        if match.year is not None:
            year = match.year if match.year > 0 else self.today.year + match.year
            return (f"{match.field}.{year}",)
        return tuple(sorted(f for f in self.known if f.startswith(f"{match.field}.")))

    def _known_name(self, field: str) -> str:
        """A company's name in its other language, where only that is known and no language is
        asked for."""
        names = company_names(self.language)
        only_other = field == names[0] and field not in self.known and names[1] in self.known
        return names[1] if only_other else field

    def _stands_before_unread_unit(self, slot: Slot, field: str) -> bool:
        """A unit is printed right behind a figure's place, and the place does not know of it: the
        figure would be said in the wrong unit."""
        if slot.unit or slot.printed_as == "unit" or kind_of(field) not in _IN_UNITS:
            return False
        return bool(_UNIT.match(self.printed.get(slot.address, "")[slot.end :]))

    def _corrected(self, slot: Slot, of: Filled, text: str) -> _Planned:
        """The owner's words, as they are."""
        if not text.strip():
            return _Planned(replace(of, reason="left_blank"))
        if holds_identity(text):
            return _Planned(replace(of, reason="fault_identity"))
        return _as_planned(replace(of, origin="user"), literal(slot, text))

    def _from_known(self, slot: Slot, of: Filled) -> _Planned:
        field = str(of.field)
        values = self.known.get(field, ())
        if not values:
            return _Planned(replace(of, reason="not_known"))
        if len(values) > 1:
            return _Planned(replace(of, state="ambiguous", reason="documents_differ"))
        if self._stands_before_unread_unit(slot, field):
            return _Planned(replace(of, reason="unwritten_unit"))
        (value,) = values
        of = replace(of, origin=value.origin, quote=value.quote, document=value.document)
        if self.language == "en" and re.search("[가-힣]", str(value.value)):
            of = replace(of, reason="value_in_korean")
        put = written(slot, field, value.value, self.language, self.today)
        if field in NARRATIVE and value.origin == "document" and put.edits:
            own, mark = str(value.value), f"{phrase('draft_mark', self.language)}\n"
            put = literal(slot, mark + own)
            if put.state != "overflow" and (said := self.worded(own)) != own:
                better = literal(slot, mark + said)
                if better.state != "overflow":
                    return _as_planned(replace(of, reason="worded"), better)
        return _as_planned(of, put)


def _as_planned(of: Filled, put: Written) -> _Planned:
    if put.state == "blank":
        return _left_blank(of, put.reason)
    reason = "overflow" if put.state == "overflow" else of.reason
    return _Planned(replace(of, value=put.text, state=put.state, reason=reason), put.edits)


def _written(
    path: Path, blank: Form, sheet: Sheet, planned: Sequence[_Planned], files: Parser
) -> Draft:
    """The copy whose places all read as they were meant. What does not is left blank instead."""
    for _ in range(_TRIES):
        edits = [edit for plan in planned for edit in plan.edits]
        raw, copy = files.write_form(path, edits)
        found = read_back(sheet, edits, copy)
        if found.is_as_meant:
            fields = tuple(plan.filled for plan in planned)
            return Draft(raw, copy.format, blank.language, blank.title, fields)
        failed = {edit for edit, text in found.standing.items() if text != edit.text}
        if not failed:
            break
        planned = [
            _left_blank(plan.filled, "not_as_meant") if failed.intersection(plan.edits) else plan
            for plan in planned
        ]
    raise BrokenFileError(
        f"{path.name} could not be filled without changing what is printed in it, so it was left "
        "as it is. Ask the agency for the form as DOCX, or fill it by hand with the report beside."
    )


def _left_blank(of: Filled, reason: str | None) -> _Planned:
    of = replace(of, value=None, state="blank", reason=reason)
    return _Planned(replace(of, origin=None, quote=None, document=None))
