"""Drafts the facts that an article's sentences tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.drafting.cues import ENGLISH, Cue
from assistant.drafting.cues_korean import KOREAN
from assistant.drafting.statements import Statement
from assistant.drafting.values import both, bound, of_kind, quoted, said
from assistant.record import Bilingual, Bound, Fact, Topic
from assistant.schema import Document

_NAMES: dict[Topic, tuple[str, str]] = {
    "amount": ("지원금액", "Amount"),
    "rate": ("부담 비율", "Share of the cost"),
    "duration": ("기간", "Duration"),
    "scale": ("규모", "Scale"),
    "budget": ("예산", "Budget"),
    "benefit": ("지원내용", "Support"),
    "field": ("지원분야", "Fields"),
    "partner": ("협력기관", "Partners"),
    "purpose": ("목적", "Purpose"),
    "audience": ("참가대상", "Who can take part"),
    "organisation": ("추진체계", "Who runs it"),
    "selection": ("선정방법", "Selection"),
    "procedure": ("추진절차", "Procedure"),
    "place": ("장소", "Place"),
    "history": ("경과", "What was before"),
}
_CEILING = re.compile(r"capped at|ceiling|\blimit\b|maximum|as much as|as many as", re.IGNORECASE)
_TYPED, _WORDS_ONLY = 0.7, 0.55  # how sure
_LEAST = 4  # characters of what is told in words


def told_facts(document: Document, read: Sequence[Statement]) -> list[Fact]:
    """In the order of the text, the same once; without ids of their own yet."""
    cues = KOREAN if document.language == "ko" else ENGLISH
    drafted: list[Fact] = []
    used: set[int] = set()
    seen: set[tuple[Topic, tuple[str, ...], str]] = set()
    for statement in read:
        for at, cue in enumerate(cues):
            if cue.once and at in used:
                continue
            for fact in _by_cue(document, statement, cue):
                used.add(at)
                key = (fact.topic, fact.figures, "" if fact.figures else fact.text.ko)
                if key not in seen:
                    seen.add(key)
                    drafted.append(fact)
    return drafted


def numbered(facts: Iterable[Fact], used: Counter[str]) -> tuple[Fact, ...]:
    """With ids: the topic and how many of it there were."""
    drafted = []
    for fact in facts:
        used[fact.topic] += 1
        drafted.append(fact.model_copy(update={"id": f"{fact.topic}-{used[fact.topic]}"}))
    return tuple(drafted)


def fact_of(
    document: Document,
    topic: Topic,
    text: str,
    spans: Sequence[tuple[int, int]],
    figures: Sequence[str] = (),
    limit: Bound = "exactly",
) -> Fact:
    return Fact(
        id="drafted",
        topic=topic,
        label=Bilingual(ko=_NAMES[topic][0], en=_NAMES[topic][1]),
        text=both(text),
        figures=tuple(figures),
        bound=limit,
        quotes=quoted(document, *spans),
        confidence=_TYPED if figures else _WORDS_ONLY,
    )


def _by_cue(document: Document, statement: Statement, cue: Cue) -> Iterator[Fact]:
    for match in cue.pattern.finditer(statement.text):
        part = next((name for name, words in match.groupdict().items() if words), 0)
        start, end = match.span(part)
        text = statement.text[start:end].strip(' ,:–—-“”"')
        if len(text) < _LEAST:
            continue
        spans = [(statement.start, statement.end)]
        if not cue.kinds:
            yield fact_of(document, cue.topic, text, spans)
            return
        quotes = said(document, spans)
        found = [f for f in of_kind(text, *cue.kinds) if f"{f.kind} {f.value}" in quotes]
        found.sort(key=lambda figure: cue.kinds.index(figure.kind))
        if not found:
            continue
        limit = bound(text, found[0])
        if limit == "exactly" and _CEILING.search(text):
            limit = "up_to"
        if cue.topic == "duration" and limit == "over":  # "over three years": how long
            limit = "exactly"
        figures = dict.fromkeys(f"{f.kind} {f.value}" for f in found)
        yield fact_of(document, cue.topic, text, spans, tuple(figures), limit)
