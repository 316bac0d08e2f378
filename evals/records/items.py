"""A record as items that can be compared with those of another one. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.figures import figures
from assistant.record import Agency, Channel, Criterion, Fact, Record, Rule, Sourced, Terms, Window
from assistant.schema import Document, Language
from evals.records.truth import Value
from evals.records.words import HALF, main_words, same_name, shared

FIELDS = (
    "name", "agency", "window", "figure", "said", "criterion", "step", "paper", "channel",
    "contact", "track",
)  # fmt: skip
TOLD = "told"  # the words of a reviewed fact that has figures: no item by itself
_ASKED = ("stated", "size", "country", "region", "industry", "certification", "prior_award", "has")


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a record; `likeness`, of a reviewed one to a drafted one of its field: 0 to 1,
    where 0 is another."""

    field: str
    value: Value  # as it is told
    likeness: Callable[[Item], float]
    wordings: tuple[frozenset[str], ...] = ()  # main words of what it says, and of each quote


def items_of(
    record: Record, language: Language, unsaid: frozenset[str] = frozenset()
) -> list[Item]:
    """All that the record says but what its tracks say. `unsaid`: figures that are left out."""
    return [
        _named("name", (record.names[language], *record.aliases)),
        *([_agency(record.agency, language)] if record.agency else []),
        *(_typed("window", _window(window)) for window in record.windows),
        *terms_items(record, language, unsaid),
        *(
            _worded(
                "step",
                step,
                language,
                step.what[language],
                step.who[language] if step.who else None,
            )
            for step in record.steps
        ),
        *(_named("paper", (paper.name[language],)) for paper in record.papers),
        *(_reached("channel", channel, language) for channel in record.channels),
        *(_reached("contact", channel, language) for channel in record.contacts),
    ]


def terms_items(terms: Terms, language: Language, unsaid: frozenset[str]) -> Iterator[Item]:
    """The facts and criteria of a programme or of a track."""
    for fact in terms.facts:
        yield from _fact(fact, language, unsaid)
    for criterion in terms.criteria:
        yield _criterion(criterion, language)


def figures_unsaid(record: Record, document: Document) -> frozenset[str]:
    """Figures of a reviewed record that the document does not say: somebody counted them."""
    said = {f"{figure.kind} {figure.value}" for figure in figures(document.text)}
    all_of = {f for terms in record.all_terms() for fact in terms.facts for f in fact.figures}
    return frozenset(all_of - said)


def _typed(field: str, value: Value) -> Item:
    return Item(field, value, lambda other: float(other.value == value))


def _named(field: str, names: tuple[str, ...]) -> Item:
    return Item(field, names, lambda other: same_name(names, map(str, other.value)))


def _agency(agency: Agency, language: Language) -> Item:
    name = agency.ko if language == "ko" else agency.en
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    return _named("agency", tuple(dict.fromkeys((plain, *agency.aliases))))


def _window(window: Window) -> Value:
    days = (
        f"{window.year}{day[1:]}" if day and window.year and day.startswith("--") else day
        for day in (window.opens, window.closes)
    )
    return (*days, window.opens_time, window.closes_time)


def _fact(fact: Fact, language: Language, unsaid: frozenset[str]) -> Iterator[Item]:
    stated = [figure for figure in fact.figures if figure not in unsaid]
    yield from (_typed("figure", (fact.topic, figure)) for figure in stated)
    if not stated or fact.confidence is None:
        field = TOLD if stated else "said"
        yield _worded(field, fact, language, fact.text[language], topic=fact.topic)


def _wordings(value: Sourced, language: Language, *told: str) -> tuple[frozenset[str], ...]:
    quotes = [quote.text for quote in value.quotes if quote.language in (language, None)]
    return (main_words(*told), *map(main_words, quotes), main_words(*quotes))


def _worded(
    field: str,
    value: Sourced,
    language: Language,
    text: str,
    who: str | None = None,
    topic: str = "",
) -> Item:
    wordings = _wordings(value, language, text)

    def likeness(other: Item) -> float:
        its_topic, _, its_who = other.value
        if its_topic != topic or not _same_who(who, its_who):
            return 0.0
        return _best(wordings, other.wordings)

    return Item(field, (topic, text, who), likeness, wordings)


def _best(mine: tuple[frozenset[str], ...], its: tuple[frozenset[str], ...]) -> float:
    """What one says in its own words is compared with what the other says, or quotes: that is less
    like it, as a sentence may say several things."""
    told = shared(mine[0], its[0])
    quoted = max(*(shared(mine[0], other) for other in its), *(shared(own, its[0]) for own in mine))
    return max(told if told >= HALF else 0.0, HALF * quoted if quoted >= HALF else 0.0)


def _same_who(stated: str | None, drafted: object) -> bool:
    """A draft may leave out who does a step; who it names has to be stated."""
    if not drafted:
        return True
    return bool(stated) and shared(main_words(str(stated)), main_words(str(drafted))) >= HALF


def _criterion(criterion: Criterion, language: Language) -> Item:
    rule = criterion.rule.not_ or criterion.rule
    refuses = criterion.rule.not_ is not None
    reviewed = criterion.confidence is None
    told = criterion.label[language] if reviewed else criterion.quotes[0].text
    wordings = _wordings(criterion, language, told)
    value = (refuses, rule.kind, _limits(rule), criterion.question[language])

    def likeness(other: Item) -> float:
        its_refuses, its_kind, its_limits, _ = other.value
        if its_refuses != refuses:
            return 0.0
        if rule.kind == its_kind and rule.kind != "stated":
            return float(its_limits == _limits(rule))
        if rule.kind in _ASKED and its_kind in _ASKED and "stated" in (rule.kind, its_kind):
            return _best(wordings, other.wordings)
        return 0.0

    return Item("criterion", value, likeness, wordings)


def _limits(rule: Rule) -> object:
    if rule.kind in ("region", "industry", "stated"):  # named in words, which are in the clause
        return ""
    return str(rule.model_dump(exclude_none=True))


def _reached(field: str, channel: Channel, language: Language) -> Item:
    ways = (channel.url, channel.email, channel.phone)
    if any(ways):
        return _typed(field, ways)
    return _worded(field, channel, language, channel.text[language], topic=field)
