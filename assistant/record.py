"""A programme's record: its terms as typed values, each with the words it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.schema import Language, ProgrammeNames

Size = Literal["micro", "small", "medium", "startup", "large"]
SME: tuple[Size, ...] = ("micro", "small", "medium", "startup")
Topic = Literal[
    "amount",  # what one applicant gets, in money
    "rate",  # a share of something that is paid
    "duration",  # of the support
    "benefit",  # what one gets besides money
    "purpose",
    "audience",  # who else may take part, where that is no condition on the company
    "budget",  # of the whole programme
    "scale",  # how many are taken or reached
    "field",  # industries and subjects
    "partner",  # institutions to work with
    "organisation",  # who runs it
    "selection",  # how applicants are chosen
    "procedure",  # the steps in brief
    "place",
    "history",  # what was before
]
Bound = Literal["exactly", "up_to", "at_least", "about", "over"]
Text = Annotated[str, Field(min_length=1)]
PartialDate = Annotated[str, Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?|---\d\d)$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-4]):[0-5]\d$")]


LANGUAGES: tuple[Language, Language] = ("ko", "en")
_ASKED_AS: dict[str, dict[Language, str]] = {  # what the parts of a record are called in notices
    "criteria": {"ko": "지원대상", "en": "who can apply"},
    "windows": {"ko": "신청기간", "en": "application period"},
    "steps": {"ko": "추진절차", "en": "procedure"},
    "papers": {"ko": "제출서류", "en": "documents to submit"},
    "channels": {"ko": "신청방법", "en": "how to apply"},
    "contacts": {"ko": "문의처", "en": "contact"},
}


class Model(BaseModel):
    """Frozen; a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Model):
    ko: Text
    en: Text

    def __getitem__(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en


class Quote(Model):
    """Words of a document. What follows `text` is known once they were looked for in it."""

    document: str
    text: Text  # as the record has them; found ones exactly as they stand in the document
    start: int | None = None  # offset in the document's stored text; None: they are not in it
    language: Language | None = None  # the document's
    version: int | None = None  # the document's, when they were found


class Sourced(Model):
    """A value of a record, with its quotes: it is used only while it is `sound`."""

    quotes: tuple[Quote, ...] = Field(min_length=1)
    unfounded: tuple[str, ...] = ()  # figures of the value that are in none of its quotes
    confidence: float | None = None  # of a drafted value, 0 to 1; None once somebody reviewed it

    @property
    def sound(self) -> bool:
        return (
            self.confidence is None
            and not self.unfounded
            and all(quote.start is not None for quote in self.quotes)
        )

    def quoted(self, language: Language) -> tuple[Quote, ...]:
        """The quotes in a language; all of them where none is."""
        return tuple(q for q in self.quotes if q.language == language) or self.quotes


class Fact(Sourced):
    """One thing that a programme's documents say of it."""

    id: Text
    topic: Topic
    label: Bilingual
    text: Bilingual
    figures: tuple[str, ...] = ()  # "<kind> <value>" as in assistant.figures, each in the quotes
    bound: Bound = "exactly"

    @property
    def is_money(self) -> bool:
        return self.topic in ("amount", "rate")


class Window(Sourced):
    """A round of applications. Dates may be partial: what the source leaves out stays out."""

    round: Text
    name: Bilingual
    text: Bilingual
    opens: PartialDate | None = None
    closes: PartialDate | None = None
    opens_time: Clock | None = None
    closes_time: Clock | None = None  # Korean time
    until_funds: bool = False  # it may close sooner, when the money has run out
    year: int | None = None  # of both dates, where the source says it elsewhere
    tracks: tuple[str, ...] = ()  # ids of those it takes; () is all


class Limits(Model):
    """A number's limits, each optional."""

    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _limits_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("a limit needs at_least, above, at_most or below")
        return self


class Rule(Model):
    """What a company must be: just one of these keys."""

    size: tuple[Size, ...] | None = None
    country: Literal["KR"] | None = None
    founder_age: Limits | None = None  # full years of the representative
    business_years: Limits | None = None  # since founding, in years
    employees: Limits | None = None
    sales_krw: Limits | None = None  # of the last year given
    exports_usd: Limits | None = None  # of the last year given
    region: tuple[str, ...] | None = None
    industry: tuple[str, ...] | None = None  # words, any of which names it
    certification: tuple[str, ...] | None = None  # any of them
    prior_award: tuple[str, ...] | None = None  # any of them
    has: Literal["overseas_partners", "certifications", "prior_awards"] | None = None
    stated: Literal[True] | None = None  # only the owner can say: the answer to the question
    all: tuple[Rule, ...] | None = None
    any: tuple[Rule, ...] | None = None
    not_: Rule | None = Field(default=None, alias="not")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("a rule has just one key")
        return self

    @property
    def kind(self) -> str:
        """The key that is set; "not_" for an exclusion."""
        (kind,) = self.model_fields_set
        return kind


class Criterion(Sourced):
    """One condition of taking part, or one reason for not being let in (`rule: {not: …}`)."""

    id: Text
    label: Bilingual
    rule: Rule
    question: Bilingual  # what settles it; where the rule is `stated`, a yes meets it


class Step(Sourced):
    what: Bilingual
    who: Bilingual | None = None


class Paper(Sourced):
    """Something to hand in."""

    name: Bilingual
    issuer: Bilingual | None = None
    copies: int | None = None


class Channel(Sourced):
    """Where to apply, or whom to ask."""

    text: Bilingual
    url: str | None = None
    email: str | None = None
    phone: str | None = None


class Terms(Model):
    """What a programme and each of its tracks may have."""

    id: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    names: Bilingual
    aliases: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    lacks_criteria: bool = False  # one was left out, as it is not sound: nobody is eligible by it


class Track(Terms):
    """One of several ways through a programme, with conditions of its own."""


class Agency(Model):
    ko: Text
    en: Text
    aliases: tuple[Text, ...] = ()


class Record(Terms):
    """A programme. `applies` is False where there is nothing to apply for."""

    folder: str = ""
    complete: bool = False  # what is not here is not in its documents either: who wrote it says so
    agency: Agency | None = None
    applies: bool = True
    windows: tuple[Window, ...] = ()
    steps: tuple[Step, ...] = ()
    papers: tuple[Paper, ...] = ()
    channels: tuple[Channel, ...] = ()  # to apply
    contacts: tuple[Channel, ...] = ()
    tracks: tuple[Track, ...] = ()

    @model_validator(mode="after")
    def _ids_are_its_own(self) -> Self:
        for kind, ids in (
            ("fact", [f.id for terms in self.all_terms() for f in terms.facts]),
            ("criterion", [c.id for terms in self.all_terms() for c in terms.criteria]),
            ("window", [w.round for w in self.windows]),
            ("track", [t.id for t in self.tracks]),
        ):
            if twice := {name for name in ids if ids.count(name) > 1}:
                raise ValueError(f"{self.id} has two {kind}s of one id: {', '.join(sorted(twice))}")
        for window in self.windows:
            if strange := set(window.tracks) - {t.id for t in self.tracks}:
                raise ValueError(f"window {window.round} of {self.id} has no track {strange}")
        return self

    def all_terms(self) -> tuple[Terms, ...]:
        """The programme, then its tracks."""
        return (self, *self.tracks)

    def programme_names(self) -> Iterator[ProgrammeNames]:
        """What the programme and then its tracks are called."""
        for terms in self.all_terms():
            key = self.id if terms is self else f"{self.id}/{terms.id}"
            yield ProgrammeNames(key, self.folder, terms.names.ko, terms.names.en, terms.aliases)

    def values(self) -> Iterator[tuple[str, Sourced]]:
        """Every sourced value with a name that is its own, as "windows/first"."""
        for terms in self.all_terms():
            at = "" if terms is self else f"tracks/{terms.id}/"
            yield from ((f"{at}facts/{fact.id}", fact) for fact in terms.facts)
            yield from ((f"{at}criteria/{c.id}", c) for c in terms.criteria)
        yield from ((f"windows/{window.round}", window) for window in self.windows)
        for part in ("steps", "papers", "channels", "contacts"):
            yield from ((f"{part}/{n}", value) for n, value in enumerate(getattr(self, part), 1))

    def for_track(self, track: str | None) -> Record:
        """With the windows that are said to take the track, where one is."""
        own = tuple(window for window in self.windows if track in window.tracks)
        return self.model_copy(update={"windows": own or self.windows})

    def gains(self) -> list[Fact]:
        """What one gets: amounts and rates, of its tracks too; else what is not money."""
        facts = [fact for terms in self.all_terms() for fact in terms.facts]
        money = [fact for fact in facts if fact.is_money]
        return money or [fact for fact in facts if fact.topic == "benefit"]

    def documents(self) -> set[str]:
        """Ids of the documents that its values quote."""
        return {quote.document for _, value in self.values() for quote in value.quotes}

    def unsound(self) -> list[Sourced]:
        """The values that are not used."""
        return [value for _, value in self.values() if not value.sound]

    def search_texts(self) -> Iterator[tuple[Sourced, Language, str]]:
        """Each value in each language, as words that a question of it is near to."""
        for name, value in self.values():
            part = name.split("/")[-2]
            for language in LANGUAGES:
                words = [self.names[language]]
                words += [_ASKED_AS[part][language]] if part in _ASKED_AS else []
                for field in ("label", "name", "what", "who", "text"):
                    said = getattr(value, field, None)
                    words += [said[language]] if said is not None else []
                yield value, language, ": ".join(words)

    def sound(self) -> Record:
        """Without the values that are not."""

        def kept(terms: Terms) -> dict[str, object]:
            return {
                "facts": tuple(fact for fact in terms.facts if fact.sound),
                "criteria": tuple(c for c in terms.criteria if c.sound),
                "lacks_criteria": terms.lacks_criteria or not all(c.sound for c in terms.criteria),
            }

        return self.model_copy(
            update=kept(self)
            | {"complete": self.complete and not self.unsound()}
            | {"tracks": tuple(track.model_copy(update=kept(track)) for track in self.tracks)}
            | {
                part: tuple(value for value in getattr(self, part) if value.sound)
                for part in ("windows", "steps", "papers", "channels", "contacts")
            }
        )
