"""Finds the tracks that an article tells of one after the other, and what each sentence is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.drafting.statements import Statement, paragraphs

_WHICH = r"(?:one|another|first|second|third|fourth|fifth|final|last|special(?:ized|ised)?|separate|dedicated)"
_KIND = r"(?:routes?|pathways?|tracks?|paths?|streams?|categor(?:y|ies)|types?)"
_OPENS = re.compile(
    rf"\b(?:the|a|an)?\s?{_WHICH}\s(?:[a-z-]+\s)?{_KIND}\b|^One {_KIND}\b|^The (?:second|third|fourth|fifth|last),\s"
    r"|\bthe\s(?-i:[A-Z])[\w-]+\s(?:track|type|route|stream|category)\b|['‘“「][가-힣A-Za-z]{1,12}(?:형|트랙|유형)['’”」]"
    r"|(?:첫|두|세|네|다섯)\s?번째(?:\s(?:트랙|유형|경로))?|(?:제|^)\s?\d\s?(?:트랙|유형)",
    re.IGNORECASE,
)
_NAMED = (
    re.compile(r"[“‘\"'「『](?P<n>[^”’\"'」』]{2,40})[”’\"'」』]"),
    re.compile(r"\b[Tt]he\s(?P<n>[A-Z][\w-]+)\s(?:track|type|route|stream|category)\b"),
    re.compile(r"\b(?:track|route|stream|pathway|type),\s(?P<n>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,4}),"),
    re.compile(r"\b(?:called|named|known as)\s(?P<n>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,4})"),
    re.compile(r"(?P<n>(?:[A-Z][\w&-]+\s){1,6}(?:Program|Programme|Initiative|Track)(?:\s\([A-Z]{2,8}\))?)"),
)  # fmt: skip
_FEWEST, _SHORT = 2, 40  # tracks; characters of what opens one


@dataclass(slots=True)
class Route:
    """A track, as the article calls it, with its sentences."""

    name: str
    statements: list[Statement] = field(default_factory=list)


def split_routes(read: Sequence[Statement]) -> tuple[list[Statement], list[Route]]:
    """The statements that are of no track, and the tracks; none where there is only one."""
    own: list[Statement] = []
    routes: list[Route] = []
    for paragraph in paragraphs(read):
        route: Route | None = None
        for statement in paragraph:
            opening = _OPENS.search(statement.text)
            if opening and len(opening[0]) <= _SHORT:
                route = Route(_plainly(opening[0]))
                routes.append(route)
            (route.statements if route else own).append(statement)
    if len(routes) < _FEWEST:
        return list(read), []
    for route in routes:
        route.name = _name(route)
    return own, routes


def _plainly(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s", "", words.strip(" ,"), flags=re.IGNORECASE)


def _name(route: Route) -> str:
    """The track's own name, else which of them it is: "second pathway"."""
    for pattern in _NAMED:
        for statement in route.statements:
            if match := pattern.search(statement.text):
                return match["n"].strip(" ,.")
    return route.name
