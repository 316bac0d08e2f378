"""Drafts who runs a programme where a page says it beside labels, or below them in a flattened row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.statements import Statement
from assistant.drafting.told import fact_of
from assistant.drafting.values import of_kind
from assistant.record import Bilingual, Fact
from assistant.schema import Document

_LABELS = re.compile(r"(?:[A-Z][a-z]+(?:\s[a-z]+)?\sby\s?){2,5}")
_LABEL = re.compile(r"[A-Z][a-z]+(?:\s[a-z]+)?\sby")
_ONE = re.compile(
    r"(?P<l>(?:[A-Z][a-z]+\sby|Participating (?:bodies|organi[sz]ations)|총괄|주관|운영|시행|전담|참여|지원)(?:기관|부처)?)\s?:\s(?P<b>\S.{1,80})"
)
_FLAT = re.compile(
    r"(?P<l>Responsible ministry|Operator|Organi[sz]er|Host|Partners|(?:주관|소관|담당)부처|(?:주관|운영|시행|전담|참여|협력)기관)\s?:?\s(?P<b>(?:[A-Z가-힣\d]\S*)(?:\s\S+){0,7})"
)
_SURE = re.compile(r"(?<=[A-Z]\))\s(?=[A-Z])|\s(?=A total of\s)")
_ABBREVIATED = re.compile(r"\((?P<a>[A-Z]{2,8})\)$")


def draft_bodies(document: Document, read: Sequence[Statement]) -> Iterator[Fact]:
    for at, statement in enumerate(read):
        if match := _ONE.fullmatch(statement.text) or _FLAT.fullmatch(statement.text):
            yield _body(document, match["l"], match["b"], [(statement.start, statement.end)])
        elif _LABELS.fullmatch(statement.text) and at + 1 < len(read):
            labels = _LABEL.findall(statement.text)
            below = read[at + 1]
            names = _names(below.text, len(labels))
            spans = [(statement.start, statement.end), (below.start, below.end)]
            for label, name in zip(labels, names, strict=False):
                yield _body(document, label, name, spans)


def _body(document: Document, label: str, name: str, spans: list[tuple[int, int]]) -> Fact:
    figures = [f"{f.kind} {f.value}" for f in of_kind(name, "count")]
    fact = fact_of(document, "organisation", name, spans, figures)
    return fact.model_copy(update={"label": Bilingual(ko=label, en=label)})


def _names(row: str, wanted: int) -> list[str]:
    """As many as there are labels; none where it is not plain where one ends."""
    names = _SURE.split(row)
    while len(names) < wanted:
        at = next((n for n, name in enumerate(names) if _before_abbreviated(name)), None)
        if at is None:
            return []
        cut = _before_abbreviated(names[at])
        names[at : at + 1] = [names[at][:cut].strip(), names[at][cut:]]
    return names if len(names) == wanted else []


def _before_abbreviated(words: str) -> int:
    """Where the name begins that the brackets at the end abbreviate; 0: at the beginning, or
    nowhere."""
    match = _ABBREVIATED.search(words)
    if match is None:
        return 0
    starts = [m.start() for m in re.finditer(r"\b[A-Z]", words[: match.start()])]
    for start in reversed(starts):
        initials = iter(re.findall(r"\b[A-Z]", words[start : match.start()]))
        if words[start] == match["a"][0] and all(letter in initials for letter in match["a"]):
            return start
    return 0
