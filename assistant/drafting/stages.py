"""Drafts the steps of a page: numbered lines, a flattened table of stages, a sentence of what comes
first and then; and the papers that a step hands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.statements import Statement, is_stages
from assistant.drafting.values import both, quoted
from assistant.record import Paper, Step
from assistant.schema import Document

_NUMBER = re.compile(
    r"(?:^|\n)\s*(?:Step\s|Stage\s)?(?P<n>\d{1,2})(?:[.)]|단계|:)\s*$", re.IGNORECASE
)
_LEADS = re.compile(r"(?:Step\s|Stage\s)?(?P<n>\d{1,2})(?:[.)]|단계|:)\s+", re.IGNORECASE)
_TITLED = re.compile(r"(?P<t>[^:(]{2,50}?)(?:\s[-–—]\s|\s?:\s)(?P<w>.{4,})")
_BY = re.compile(r"\s\((?P<by>[^()\d]{2,60})\)$")
_STAGE_AND_STEP = re.compile(r"(?P<s>[A-Z][a-z-]+(?:\s[a-z-]+){0,2})\s(?P<w>[A-Z][a-z]+\s.+)")
_STAGE = re.compile(r"[A-Z][a-z-]+(?:\s[a-z-]+){0,2}")
_ABBREVIATION = r"[A-Z][A-Z&]+"
_BODY = rf"(?:(?:[A-Z][\w&-]*\s(?:(?:of|for|and)\s)?){{1,8}}\({_ABBREVIATION}\)|{_ABBREVIATION}|(?:[A-Z][a-z]+\s)?(?:[a-z]+\s)?(?:from|of)\s{_ABBREVIATION}|[A-Z]?[a-z]+(?:ing|ed)\s[a-z-]{{3,20}}s|[A-Z][a-z-]{{3,20}}[a-rt-z]s)"
_BODIES = re.compile(rf"{_BODY}(?:(?:,\s|\sand\s|\s)(?:{_BODY}|[a-z-]{{3,20}}s)){{0,4}}")
_TRAILING = re.compile(
    rf"\s(?P<by>(?:(?:[A-Z][\w&-]*\s(?:(?:of|for|and)\s)?){{1,8}}\({_ABBREVIATION}\)|{_ABBREVIATION})(?:,?\s{_BODY}){{0,4}})$"
)
_ADDRESS = re.compile(r"\S@\S|\d{2,4}-\d{3,4}|https?:|www\.")
_CUT_OFF = re.compile(r"\b(?:by|to|of|and|the|for)$")
_FIRST_THEN = re.compile(
    r"\b(?:first|begins? by|starts? by)\s(?P<s>[^.;]{4,200}?,\s(?:and\s)?then\s[^.;]{4,300})",
    re.IGNORECASE,
)
_THEN = re.compile(r",\s(?:and\s)?(?:then|finally|lastly|after that)\s|,\sand\s")
_FIRST_KOREAN = re.compile(r"한\s(?:뒤|후),?\s|하고,?\s(?:이후\s|마지막으로\s|끝으로\s)?")
_HANDED_IN = re.compile(
    r"\b(?:submits?|sends?|hands? in|files?|encloses?|attach(?:es)?|needs?|requires?|fills? in)\s(?P<l>[^.;()]{4,200})|^(?P<m>[^.;]{4,200}?)\ssubmitted$"
    r"|제출\s?서류는\s(?P<d>[^.]{4,200}?)(?:이다|입니다|다)\.?$"
    r"|(?P<k>(?:[가-힣]+(?:서|표|서류|계획|증명)(?:와|과|,|\s및)?\s?){1,6})(?:을|를)\s제출",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:forms?|plan|overview|sheet|description|profile|certificates?|report|proposal|statements?"
    r"|summary|map|list|registration|licen[cs]e|quotation|photographs?|contract|letter)\b"
    r"|(?:서|표|서류|계획|증명|명부)$"
)
_FEWEST, _MOST = 3, 40  # steps of a list
_TITLE = 4  # words before what a step is
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Step:
    what: str
    who: str
    statement: Statement


def draft_stages(document: Document, read: Sequence[Statement]) -> tuple[Step, ...]:
    """From the first of these that the page has."""
    for steps in (_numbered(document, read), _flattened(read), _told(read)):
        if len(steps) >= _FEWEST:
            return tuple(
                Step(
                    what=both(step.what),
                    who=both(step.who) if step.who else None,
                    quotes=quoted(document, (step.statement.start, step.statement.end)),
                    confidence=_SURE,
                )
                for step in steps[:_MOST]
            )
    return ()


def stage_papers(document: Document, read: Sequence[Statement]) -> tuple[Paper, ...]:
    """What a step or a sentence says is handed in, where all of the list is papers."""
    drafted: dict[str, Paper] = {}
    for statement in read:
        match = _HANDED_IN.search(statement.text)
        if match is None:
            continue
        written = re.split(
            r",\s(?:and\s)?|\sand\s|(?<=[가-힣])[와과]\s|\s및\s",
            next(words for words in match.groups() if words),
        )
        names = [
            re.sub(r"^(?:an?|the|their|its)\s(?:copy of (?:its|the|their)\s)?", "", name.strip())
            for name in written
        ]
        if len(names) > 1 and all(_PAPER.search(name) for name in names):
            for name in names:
                quotes = quoted(document, (statement.start, statement.end))
                drafted.setdefault(name, Paper(name=both(name), quotes=quotes, confidence=_SURE))
    return tuple(drafted.values())


def _numbered(document: Document, read: Sequence[Statement]) -> list[_Step]:
    steps: list[_Step] = []
    for at, statement in enumerate(read):
        before = _NUMBER.search(document.text[max(0, statement.start - 16) : statement.start])
        match = before or _LEADS.match(statement.text)
        if match is None or int(match["n"]) != len(steps) + 1:
            continue
        words = statement.text if before else statement.text[match.end() :]
        by = _BY.search(words)
        what = words[: by.start()] if by else words
        titled = _TITLED.fullmatch(what)
        after = read[at + 1] if at + 1 < len(read) else None
        if after and len(what.split()) <= _TITLE and _same_line(document, statement, after):
            what, statement = after.text, after
        steps.append(_Step(titled["w"] if titled else what, by["by"] if by else "", statement))
    return steps


def _same_line(document: Document, statement: Statement, after: Statement) -> bool:
    return "\n" not in document.text[statement.end : after.start]


def _flattened(read: Sequence[Statement]) -> list[_Step]:
    begin = next((at for at, s in enumerate(read) if is_stages(s.text)), None)
    if begin is None:
        return []
    steps: list[_Step] = []
    lines = read[begin + 1 :]
    for at, line in enumerate(lines):
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if _BODIES.fullmatch(line.text):
            if steps and not steps[-1].who and read[begin + at] is steps[-1].statement:
                steps[-1] = _Step(steps[-1].what, line.text, steps[-1].statement)
            continue
        if _ADDRESS.search(line.text):
            break  # whom to ask comes after the steps
        if _is_broken(line.text, following):
            continue
        if _STAGE.fullmatch(line.text) and not _BODIES.fullmatch(following):
            continue
        match = _STAGE_AND_STEP.fullmatch(line.text)
        what = match["w"] if match else line.text
        by = _TRAILING.search(what)
        steps.append(_Step(what[: by.start()] if by else what, by["by"] if by else "", line))
    return steps


def _is_broken(line: str, following: str) -> bool:
    """A part of a line that the table's cell was too narrow for."""
    return (
        not line[0].isupper()
        or bool(_CUT_OFF.search(line))
        or (following[:1].islower() and not line.endswith("."))
    )


def _told(read: Sequence[Statement]) -> list[_Step]:
    for statement in read:
        if match := _FIRST_THEN.search(statement.text):
            return [_Step(part.strip(" ,."), "", statement) for part in _THEN.split(match["s"])]
        if "먼저" in statement.text:
            parts = _FIRST_KOREAN.split(statement.text)
            if len(parts) >= _FEWEST:
                return [_Step(part.strip(" ,."), "", statement) for part in parts]
    return []
