"""Reads an article, which has no labels: only sentences that say plainly what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.drafting.labels import Kind
from assistant.drafting.reading import Clause
from assistant.drafting.values import plain
from assistant.schema import Document

_COUNT = r"(?:approximately |about |around |roughly |up to |over |some )?(?:[\d,]+|[a-z]+teen|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty)"
_TAKEN = r"(?:new |more |foreign |young |selected )?(?:projects|compan\w+|firms|SMEs|startups|professionals|researchers|teams|founders|entrepreneurs|enterprises)"
_CUES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "amount",
        re.compile(
            r"\b(?:receive|granted|provided with|grants? of|support(?:ed)? (?:of|with)|funding of)\s(?:a (?:total|maximum) of )?up to\s(?:KRW|USD|₩|\d)"
            r"|최대\s?[\d,.]+\s?[조억천백만]*\s?원[^.]{0,25}지원",
            re.IGNORECASE,
        ),
    ),
    ("budget", re.compile(r"\b(?:total |overall )?budget (?:of|is|was|set at|totals?)\b|(?:사업|총|올해)?\s?예산(?:은|은 총|\s총)?\s?[\d,]+\s?[조억]", re.IGNORECASE)),
    (
        "scale",
        re.compile(
            rf"\b(?:support|back|select|match|choose|fund|assist|admit)(?:s|ing)?\s{_COUNT}\s{_TAKEN}\b"
            r"|[\d,]+\s?(?:여\s?)?(?:개사|개\s?기업|개\s?업체|개\s?과제|명|팀)(?:을|를)?\s(?:선정|선발|모집|지원)",
            re.IGNORECASE,
        ),
    ),
    ("field", re.compile(r"\bfocus(?:es)? on\b[^.]{0,80}\b(?:industries|sectors|fields)\b", re.IGNORECASE)),
    ("partner", re.compile(r"\bpartner institutions\b[^.]{0,140}\b(?:including|such as)\b", re.IGNORECASE)),
    ("rate", re.compile(r"\b(?:support|cover|subsidi[sz]|pay|contribut)\w*\s(?:up to )?\d+\s?%\sof\b|의\s?\d+\s?%(?:를|을)?\s?(?:까지\s)?(?:지원|보조)", re.IGNORECASE)),
    ("who", re.compile(r"\btargeting\b[^.]{0,60}\b(?:aged?|in their|with)\b|\beligible\b|\bopen to\b|\bcan be attended by\b|\b(?:may|can) apply\b|을 대상으로|를 대상으로|신청할 수 있|신청 가능|지원 대상은", re.IGNORECASE)),
    (
        "when",
        re.compile(
            r"\bapplications?\b[^.]{0,40}\b(?:opens?|runs?|close|can be made|accepted|due|start|begin)\b|\bapply\b[^.]{0,40}\b(?:by|until|from|through)\b"
            r"|\b(?:round|call)\b[^.]{0,90}\b(?:follow|open)s?\b|(?:신청|접수|모집)(?:은|는|을|를|기간은)?\s[^.]{0,30}(?:부터|까지)|(?:부터|까지)[^.]{0,20}(?:신청|접수|모집)",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
_OF_A_PART = re.compile(r"\b(?:tracks?|routes?|pathways?|category)\b|트랙|유형", re.IGNORECASE)
_READ = ("who", "out", "when", "how", "papers", "support", "amount", "rate", "duration", "scale", "budget")  # fmt: skip
_LONG_LINE = 130  # characters
_FEWEST = 3  # clauses of known kinds make a notice


def is_article(found: Sequence[Clause]) -> bool:
    """Whether hardly anything stands below a heading or label that is known."""
    known = (c for c in found if c.kind in _READ or (c.kind == "other" and c.section))
    return sum(1 for _ in known) < _FEWEST


def by_what_they_say(document: Document, found: Sequence[Clause], named: bool) -> list[Clause]:
    """The clauses with what each says plainly as its kind, one for each; of a figure only what
    follows the words that tell. What is only of one of several tracks is left out, and who may apply
    where no programme is `named`: it may be that of one of several."""
    said: list[Clause] = []
    for clause in _joined(document, found):
        words = plain(document.text[clause.start : clause.end])
        for kind, cue in _CUES:
            match = cue.search(words)
            if match is None:
                continue
            if kind == "who" and not named:
                continue
            if kind in ("who", "scale") and _OF_A_PART.search(_paragraph(document, clause)):
                continue
            text = words if kind in ("who", "when") else words[match.start() :]
            said.append(replace(clause, kind=kind, label="", text=text, section=()))
    return said


def _joined(document: Document, found: Sequence[Clause]) -> Iterator[Clause]:
    """An address in brackets that was broken off its sentence goes with it."""
    last: Clause | None = None
    for clause in found:
        if clause.head or clause.kind == "other":
            continue
        words = document.text[clause.start : clause.end]
        if last and re.match(r"\((?:www|http|\S+@)", words) and clause.start - last.end < 4:
            last = replace(last, end=clause.end)
            continue
        if last:
            yield last
        last = clause
    if last:
        yield last


def _paragraph(document: Document, clause: Clause) -> str:
    """The lines around a clause; a long line is a paragraph by itself."""
    start = document.text.rfind("\n", 0, clause.start) + 1
    end = document.text.find("\n", clause.end)
    line = document.text[start : end if end >= 0 else None]
    if len(line) > _LONG_LINE:
        return line
    start = document.text.rfind("\n\n", 0, clause.start) + 1
    end = document.text.find("\n\n", clause.end)
    return document.text[start : end if end >= 0 else None]
