"""Tells apart the programmes of an article that presents several of one agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.drafting.cues import ABOUT, NUMBER
from assistant.drafting.statements import Statement

_HEADS = (
    r"(?:deductions?|accounts?|funds?|loans?|insurance|guarantees?|vouchers?|centers?|centres?|academ(?:y|ies)"
    r"|services?|schools?|camps?|labs?|courses?|departments?|schemes?|programs?|programmes?)"
)
_NEW = r"(?:support|service|scheme|program|courses?|operat|expand|widen|launch|run|start|사업|과정|시작|신설|확대|운영|대상|줄|늘)"
_QUOTED = 2  # of the openings: a name in quotes
_OPENINGS = (  # the names that tell more come first
    re.compile(
        r"(?:^|(?<=\s))[‘'「](?P<n>[가-힣][^’',()」]{1,30})[’'」](?=[은는이가을를에]\s)"
        r"|^[‘'「](?P<m>[가-힣][^’',()」]{1,30})[’'」](?=\s)"
    ),
    re.compile(r"(?:^|(?<=[\s(]))[‘'](?P<n>[A-Za-z가-힣][^’',()]{2,40})[’'](?![a-zA-Z])"),
    re.compile(rf"\bThe\s(?P<n>(?:[a-z-]+\s){{1,3}}{_HEADS})\sis\s(?:[A-Z][\w’']+\s)?[\w’']+\sflagship"),
    re.compile(rf"(?<=[’']s\s)(?P<n>(?:[a-z-]+\s){{1,3}}{_HEADS})(?=,\s(?:meant|aimed|open|for|designed)|\sis\b|\sgains?\b)"),
    re.compile(r"\bprogram(?:me)?s?,\s(?:the\s)?(?P<n>(?:[a-z-]+\s){1,3}[a-z-]+),"),
    re.compile(rf"\b(?:Under|Through|With)\sthe\s(?P<n>(?:[a-z-]+\s){{1,3}}{_HEADS}),"),
    re.compile(rf"^Its\s(?P<n>(?:[a-z-]+\s){{1,3}}(?:{_HEADS}|plan))\s(?:will|is|has)\b"),
    re.compile(rf"\bjoin\s(?:the\s(?:[a-z]+[’']s\s)?)(?P<n>(?:[a-z-]+\s){{1,3}}{_HEADS}),"),
    re.compile(rf"\b(?:duration|term|period)\s(?:for|of)\s(?:its\s|the\s)?(?P<n>(?:[a-z’'-]+\s){{1,4}}{_HEADS})"),
    re.compile(rf"\b(?:(?:announced|unveiled|launched|presented)\s[^.;]{{0,60}}?|new (?:program|programme|scheme|service)\s)\bto\s(?:match|connect|link|pair|place)\s{ABOUT}(?:{NUMBER}\s)?(?P<n>[a-z]+\s[a-z]+)\s(?:with|to|and)\b"),
    re.compile(r"\bprogram(?:me)?\s(?:aimed at|for)\s(?:[a-z]+ing\s)?(?P<n>(?:[a-z]+\s){1,2}(?:entrepreneurs|founders|exporters|researchers|makers))"),
)  # fmt: skip
_SPEECH = re.compile(
    r"[“\"][^”\"]{20,}|\b(?:said|noted|explained|added)\b|말했다|강조했다|덧붙였다"
)
_WORD = re.compile(r"[A-Za-z]{3,}|[가-힣]{2,}")
_STEM = 8  # letters: entrepreneur and entrepreneurs are one word
_HALF = 0.5
_MOST_WORDS = 5  # of a name in quotes
_FEWEST = 2


@dataclass(slots=True)
class Told:
    """A programme, as the article calls it, with its sentences."""

    name: str
    rank: int  # of the way it was named
    statements: list[Statement] = field(default_factory=list)


def told_programmes(read: Sequence[Statement]) -> list[Told]:
    """Those that are introduced one after the other; none where there is only one. What somebody says
    of them without a figure is left out."""
    found: list[Told] = []
    now: Told | None = None
    for statement in read:
        opening = _opening(statement.text)
        if opening:
            name, rank = opening
            now = next((told for told in found if _shared(told.name, name) >= _HALF), None)
            if now is None:
                now = Told(name, rank)
                found.append(now)
            elif rank < now.rank:
                now.name, now.rank = name, rank
        else:
            now = _mentioned(statement.text, found) or now
        if now and not (_SPEECH.search(statement.text) and not re.search(r"\d", statement.text)):
            now.statements.append(statement)
    return found if len(found) >= _FEWEST else []


def _opening(text: str) -> tuple[str, int] | None:
    for rank, pattern in enumerate(_OPENINGS):
        for match in pattern.finditer(text):
            name = next(words for words in match.groups() if words).strip()
            if rank < _QUOTED and len(name.split()) > _MOST_WORDS:
                continue
            if rank == _QUOTED - 1 and not re.search(_NEW, text):
                continue
            return name, rank
    return None


def _shared(mine: str, its: str) -> float:
    a, b = _stems(mine), _stems(its)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _mentioned(text: str, found: Sequence[Told]) -> Told | None:
    """The programme that a sentence calls by its name, or by most of its words."""
    of = _stems(text)
    shares = [
        (len(of & _stems(told.name)) / max(2, len(_stems(told.name))), told) for told in found
    ]
    share, told = max(shares, key=lambda each: each[0], default=(0.0, None))
    return told if share > _HALF else None


def _stems(words: str) -> set[str]:
    return {word[:_STEM].lower().rstrip("s") for word in _WORD.findall(words)}
