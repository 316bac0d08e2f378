"""What a draft gives, as comparable values, and how much of it is right. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.figures import figures
from assistant.record import Criterion, Fact, Record, Rule, Window
from assistant.schema import Document
from evals.intervals import mean_interval, rate
from evals.records.truth import FIELDS, Notice, Value, number, plain

_UNIT = re.compile(r"\((백만원|천원)\)")
_TIMES = {"백만원": 1_000_000, "천원": 1000}
_SAME = {"above": "at_most", "below": "at_least", "at_most": "above", "at_least": "below"}


@dataclass(frozen=True, slots=True)
class Scored:
    """One notice's draft: what it gives and gives rightly, and what it should give."""

    document_id: str
    right: tuple[tuple[str, Value], ...] = ()
    wrong: tuple[tuple[str, Value], ...] = ()
    missed: tuple[tuple[str, Value], ...] = ()
    unquoted: tuple[str, ...] = ()  # values whose quote is not in the document
    faults: tuple[str, ...] = field(default=())  # of the record, read back and looked up


def score(
    notice: Notice,
    document: Document,
    record: Record,
    stated: set[tuple[str, Value]],
    allowed: set[tuple[str, Value]],
    faults: Sequence[str] = (),
) -> Scored:
    """A value that is `allowed` counts neither way."""
    drafted = [item for item in _drafted(record, notice) if item not in allowed - stated]
    right = {item for item in drafted if item in stated}
    return Scored(
        notice.document_id,
        tuple(sorted(right, key=str)),
        tuple(
            item for at, item in enumerate(drafted) if item not in stated or item in drafted[:at]
        ),
        tuple(sorted(stated - right, key=str)),
        tuple(unquoted(record, document)),
        tuple(faults),
    )


def unquoted(record: Record, document: Document) -> Iterator[str]:
    for name, value in record.values():
        for quote in value.quotes:
            start = quote.start if quote.start is not None else -1
            if (
                not quote.text
                or not document.text.startswith(quote.text, max(start, 0))
                or start < 0
            ):
                yield name


def summary(scored: Sequence[Scored], fields: Sequence[str] = FIELDS) -> dict[str, Any]:
    """Precision and recall by field and over all; values pooled, 95 % Wilson intervals. `by_notice`
    is the mean of the notices' own, with the bootstrap's interval over them: values of one notice
    stand or fall together."""
    by_field = {
        name: {
            "precision": _precision([_of(s, name) for s in scored]),
            "recall": _recall([_of(s, name) for s in scored]),
        }
        for name in fields
    }
    precise = [len(s.right) / n for s in scored if (n := len(s.right) + len(s.wrong))]
    recalled = [len(s.right) / n for s in scored if (n := len(s.right) + len(s.missed))]
    return {
        "notices": len(scored),
        "precision": _precision(scored),
        "recall": _recall(scored),
        "by_notice": {"precision": mean_interval(precise), "recall": mean_interval(recalled)},
        "fields": by_field,
        "values_without_a_quote": sum(len(s.unquoted) for s in scored),
        "faults_when_read_back": sum(len(s.faults) for s in scored),
    }


def _of(scored: Scored, name: str) -> Scored:
    def kept(items: Sequence[tuple[str, Value]]) -> tuple[tuple[str, Value], ...]:
        return tuple(item for item in items if item[0] == name)

    return Scored(scored.document_id, kept(scored.right), kept(scored.wrong), kept(scored.missed))


def _precision(scored: Sequence[Scored]) -> dict[str, Any]:
    right = sum(len(s.right) for s in scored)
    return rate(right, right + sum(len(s.wrong) for s in scored))


def _recall(scored: Sequence[Scored]) -> dict[str, Any]:
    right = sum(len(s.right) for s in scored)
    return rate(right, right + sum(len(s.missed) for s in scored))


def _drafted(record: Record, notice: Notice) -> Iterator[tuple[str, Value]]:
    row = notice.row
    yield from (("name", (k, record.names[k])) for k in ("ko", "en"))
    if record.agency:
        yield "agency", ("ko", record.agency.ko)
        if row["lang"] == "en" or record.agency.en != record.agency.ko:
            yield "agency", ("en", record.agency.en)
    yield from (("window", _window(window)) for window in record.windows)
    for terms in record.all_terms():
        track = "" if terms is record else terms.names[row["lang"]]
        yield from (_fact(fact, track, row) for fact in terms.facts)
    lines = {plain(words) for words in row["exclusions"]}
    evidence = [plain(fact["evidence"]) for fact in row["facts"]]
    for criterion in record.criteria:
        yield from _criterion(criterion, lines, evidence)
    yield from (("paper", (paper.name[row["lang"]], paper.copies or 0)) for paper in record.papers)
    yield from (("channel", (c.url or c.email or c.text.ko,)) for c in record.channels)
    yield from (("contact", (c.phone or c.email or c.text.ko,)) for c in record.contacts)


def _window(window: Window) -> Value:
    given = [
        f"{window.year}{day[1:]}" if day and day.startswith("--") and window.year else day
        for day in (window.opens, window.closes)
    ]
    return (*given, *(clock for clock in (window.opens_time, window.closes_time) if clock))


def _fact(fact: Fact, track: str, row: Mapping[str, Any]) -> tuple[str, Value]:
    lang = row["lang"]
    words = f"{track} {fact.label[lang]} {fact.text[lang]}"
    subject = next((name for name in row["types"] if name in words), "")
    value = number(fact.figures[0]) if fact.figures else fact.text[lang]
    if (unit := _UNIT.search(fact.text[lang])) and value.isdigit():
        value = f"{int(value) * _TIMES[unit[1]]}"
    if fact.topic == "benefit":
        value = next(
            (
                number(f"{f.kind} {f.value}")
                for f in figures(fact.text[lang])
                if f.kind != "duration"
            ),
            value,
        )
    return fact.topic, (subject, value)


def _criterion(
    criterion: Criterion, exclusions: set[str], evidence: Sequence[str]
) -> Iterator[tuple[str, Value]]:
    """By the clause that it stands on: an exclusion, a typed limit, a question that is asked."""
    quote = plain(criterion.quotes[0].text)
    words = next((w for w in (*exclusions, *evidence) if w and (w in quote or quote in w)), quote)
    refuses = criterion.rule.not_ is not None
    if words in exclusions:
        yield "exclusion", (words,) if refuses else (words, "as a requirement")
        return
    rule = criterion.rule.not_ or criterion.rule
    yield "criterion", (words, *_rule(rule, refuses))


def _rule(rule: Rule, refuses: bool) -> Value:
    """A limit of one side as what is let in: not above 50 is at most 50."""
    kind = rule.kind
    if kind == "stated":
        return ("asked", refuses)
    value = getattr(rule, kind)
    if kind in ("business_years", "employees", "sales_krw", "founder_age", "exports_usd"):
        sides = {
            side: f"{limit:.0f}" for side, limit in value.model_dump(exclude_none=True).items()
        }
        parts = [(_SAME[side] if refuses else side, limit) for side, limit in sides.items()]
        unit = "P{}Y" if kind == "business_years" else "{}"
        return (kind, *(part for side, limit in parts for part in (side, unit.format(limit))))
    return (f"not {kind}" if refuses else kind, value)
