"""Whether a company may take part: a verdict for each criterion of a programme's record. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from assistant.dates import day_span, full_years
from assistant.profile import Profile
from assistant.record import SME, Criterion, Limits, Record, Rule, Size, Terms
from assistant.regions import in_region, is_in_korea
from assistant.schema import Language
from assistant.sectors import works_in

Verdict = Literal["met", "not_met", "unknown"]
Overall = Literal["eligible", "not_eligible", "unknown"]


@dataclass(frozen=True, slots=True)
class CriterionVerdict:
    criterion: Criterion
    verdict: Verdict

    def to_dict(self, language: Language) -> dict[str, Any]:
        quote = self.criterion.quoted(language)[0]
        asks = self.verdict == "unknown"
        return {
            "id": self.criterion.id,
            "verdict": self.verdict,
            "quote": quote.text,
            "document": quote.document,
            "question": self.criterion.question[language] if asks else None,
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """Of a programme or of one of its tracks."""

    id: str
    overall: Overall
    criteria: tuple[CriterionVerdict, ...]
    tracks: tuple[Judgement, ...] = ()

    def to_dict(self, language: Language) -> dict[str, Any]:
        """The shape of `eligibility --json`."""
        criteria = [verdict.to_dict(language) for verdict in self.criteria]
        tracks = [
            {"id": t.id, "overall": t.overall, "criteria": t.to_dict(language)["criteria"]}
            for t in self.tracks
        ]
        return {"programme": self.id, "overall": self.overall, "criteria": criteria} | (
            {"tracks": tracks} if tracks else {}
        )


def judge(record: Record, profile: Profile, today: date) -> Judgement:
    """Eligible only where every criterion is met, and one track's too where there are tracks; not
    eligible where one is not met, or none of the tracks is left; else unknown.

    A record without criteria, or with one whose words are gone from its document, decides nothing
    in a company's favour.
    """
    own = _verdicts(record, profile, today)
    tracks = []
    for track in record.tracks:
        verdicts = _verdicts(track, profile, today)
        overall = _overall((*own, *verdicts), _is_whole(record) and _is_whole(track))
        tracks.append(Judgement(track.id, overall, verdicts))
    overall = _overall(own, _is_whole(record) and bool(own or record.tracks))
    if tracks and overall != "not_eligible":
        found = {track.overall for track in tracks}
        overall = next(o for o in ("eligible", "unknown", "not_eligible") if o in found)
    return Judgement(record.id, overall, own, tuple(tracks))


def open_questions(judgement: Judgement, track: str | None = None) -> list[Criterion]:
    """The criteria that are still unknown and would decide something: the programme's, then those
    of the track, or of each track that is not out."""
    if judgement.overall != "unknown" and track is None:
        return []
    verdicts = list(judgement.criteria)
    for one in judgement.tracks:
        if one.overall == "unknown" and track in (None, one.id):
            verdicts += one.criteria
    unknown = [v.criterion for v in verdicts if v.verdict == "unknown"]
    return sorted(unknown, key=lambda c: c.rule.country is not None)  # what is likely comes last


def _verdicts(terms: Terms, profile: Profile, today: date) -> tuple[CriterionVerdict, ...]:
    return tuple(
        CriterionVerdict(c, _evaluate(c.rule, profile, today, profile.answers.get(c.id)))
        for c in terms.criteria
        if c.sound
    )


def _is_whole(terms: Terms) -> bool:
    return not terms.lacks_criteria and all(criterion.sound for criterion in terms.criteria)


def _overall(verdicts: Sequence[CriterionVerdict], may_be_eligible: bool) -> Overall:
    found = {v.verdict for v in verdicts}
    if "not_met" in found:
        return "not_eligible"
    return "eligible" if found == {"met"} and may_be_eligible else "unknown"


def _evaluate(rule: Rule, profile: Profile, today: date, answer: bool | None) -> Verdict:
    """`answer`: what the owner said to the criterion's question; it settles what the profile does
    not. To an exclusion's question a yes says that it applies."""
    if rule.not_ is not None:
        return _negated(_evaluate(rule.not_, profile, today, answer))
    if rule.all is not None:
        verdict = _all(_evaluate(part, profile, today, None) for part in rule.all)
    elif rule.any is not None:
        parts = [_negated(_evaluate(part, profile, today, None)) for part in rule.any]
        verdict = _negated(_all(parts))
    else:
        verdict = _known(rule, profile, today)
    if verdict == "unknown" and answer is not None:
        return "met" if answer else "not_met"
    return verdict


def _known(rule: Rule, profile: Profile, today: date) -> Verdict:
    """What the profile says of a rule without parts."""
    if rule.size is not None:
        return _size(rule.size, profile)
    if rule.country is not None:
        if profile.country is not None:
            return _is(profile.country == rule.country)
        return _is(True if is_korean(profile) else None)
    if rule.founder_age is not None:
        if profile.representative_born is None:
            return _number(rule.founder_age, profile.representative_age)
        return _age(rule.founder_age, profile.representative_born, today)
    if rule.business_years is not None:
        if profile.founded is None and (years := profile.years_in_business) is not None:
            return _is(_same(_within(rule.business_years, y) for y in (years, years + 0.99)))
        return _years_since(rule.business_years, profile.founded, today)
    if rule.employees is not None:
        return _number(rule.employees, profile.employees)
    if rule.sales_krw is not None:
        return _number(rule.sales_krw, _latest(profile.sales_krw))
    if rule.exports_usd is not None:
        return _number(rule.exports_usd, _latest(profile.exports_usd))
    if rule.region is not None:
        return _is(in_region(rule.region, profile.region, profile.address))
    if rule.industry is not None:
        return _is(works_in(rule.industry, profile.industry))
    if rule.certification is not None:
        return _is(_named(rule.certification, profile.certifications))
    if rule.prior_award is not None:
        return _is(_named(rule.prior_award, profile.prior_awards))
    if rule.has is not None:
        held: tuple[str, ...] | None = getattr(profile, rule.has)
        return _is(None if held is None else bool(held))
    return "unknown"  # stated: the owner's answer alone settles it


def is_korean(profile: Profile) -> bool:
    """By its registration here, or an address here."""
    number = re.sub(r"\D", "", profile.business_registration_number or "")
    corporate = re.sub(r"\D", "", profile.corporate_registration_number or "")
    return (
        is_registration_number(number)
        or len(corporate) == 13
        or is_in_korea(profile.region, profile.address)
    )


def is_registration_number(digits: str) -> bool:
    """Whether ten digits are a Korean business registration number.

    The tenth makes the weighted sum a multiple of ten: weights 1 3 7 1 3 7 1 3 5, and the tens of
    the ninth digit times five (National Tax Service).
    """
    if not re.fullmatch(r"\d{10}", digits):
        return False
    numbers = [int(digit) for digit in digits]
    total = sum(w * n for w, n in zip((1, 3, 7, 1, 3, 7, 1, 3, 5), numbers[:9], strict=True))
    total += numbers[8] * 5 // 10
    return (total + numbers[9]) % 10 == 0


def _is(known: bool | None) -> Verdict:
    return "unknown" if known is None else "met" if known else "not_met"


def _same(found: Iterable[bool | None]) -> bool | None:
    """What all say; None where they differ."""
    said = set(found)
    return said.pop() if len(said) == 1 else None


def _size(wanted: Sequence[Size], profile: Profile) -> Verdict:
    if profile.size is not None:
        return _is(profile.size in wanted)
    if profile.is_sme is None:
        return "unknown"
    held = SME if profile.is_sme else ("large",)
    return _is(_same(size in wanted for size in held))


def _negated(verdict: Verdict) -> Verdict:
    return {"met": "not_met", "not_met": "met"}.get(verdict, verdict)  # type: ignore[return-value]


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    return "not_met" if "not_met" in found else "unknown" if "unknown" in found else "met"


def _latest(by_year: dict[int, int] | None) -> int | None:
    return by_year[max(by_year)] if by_year else None


def _number(limits: Limits, value: float | None) -> Verdict:
    return "unknown" if value is None else _is(_within(limits, value))


def _within(limits: Limits, value: float) -> bool:
    return (
        (limits.at_least is None or value >= limits.at_least)
        and (limits.above is None or value > limits.above)
        and (limits.at_most is None or value <= limits.at_most)
        and (limits.below is None or value < limits.below)
    )


def _age(limits: Limits, born: str | None, today: date) -> Verdict:
    """In full years. Of a birthday that is not given whole, both ends have to agree."""
    if born is None or (span := day_span(born)) is None:
        return "unknown"
    return _is(_same(_within(limits, full_years(day, today)[0]) for day in span))


def _years_since(limits: Limits, founded: str | None, today: date) -> Verdict:
    """ "Three years or less" and "over three years" leave open to which of them the anniversary
    itself belongs, so on that day they are unknown."""
    if founded is None or (span := day_span(founded)) is None:
        return "unknown"
    found: list[bool | None] = []
    for day in span:
        years, since = full_years(day, today)
        on_the_day = since == 0 and years in (limits.at_most, limits.above)
        found.append(None if on_the_day else _within(limits, years + since / 366))
    return _is(_same(found))


def _named(wanted: Sequence[str], held: Sequence[str] | None) -> bool | None:
    if held is None:
        return None
    return any(_plain(w) in _plain(h) for w in wanted for h in held)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
