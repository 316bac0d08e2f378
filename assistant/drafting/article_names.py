"""Reads what an article's programme is called, who runs it, and the year in its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.drafting.statements import Statement
from assistant.drafting.titles import AGENCY_WORD, BODY, agency_of
from assistant.drafting.values import both, plain
from assistant.record import Agency, Bilingual
from assistant.schema import Document

_NAMED = re.compile(
    r"(?P<n>(?:20\d\d\s)?(?:[A-Z][\w’'&-]*\s{1,4}(?:(?:&|of|and|for)\s{1,4})?){1,8}(?:Program(?:me)?|Project|Scheme|Roundtable|Workshop|Initiative|Voucher|Fund|Challenge|Academy)\b)"
    r"|[「『‘'](?P<q>(?:20\d\d년도?\s)?[가-힣A-Za-z&·\s]{3,40}(?:사업|프로그램|바우처))[」』’']"
    r"|^(?P<h>[가-힣A-Za-z&·\s]{3,30}?(?:사업|프로그램))의\s(?:특징|개요|목적)"
    r"|(?<=[은는]\s)(?P<k>20\d\d년도?\s(?:[가-힣A-Za-z&]+\s){1,5}?(?:사업|프로그램))(?=을|를|의|에)",
    re.MULTILINE,
)
_DETERMINED = re.compile(r"^(?:New|The|Its|This|Our|A)\s")
_ACTS = re.compile(
    r"(?P<a>(?:[A-Z][\w&-]*\s(?:(?:of|for|and|the)\s)*){1,8}(?:[A-Z][\w&-]*))(?:\s\((?P<b>[A-Z]{2,10}(?:-[A-Z]+)?)\))?(?=[\s,]),?[^.;()\n\0]{0,110}?\s(?:(?:will|is|has)\s[a-z]+|announced|unveiled|launche[sd]|held|runs|operates|supports|sends|opens|offers|lends|lets|gives|helps|pays|plans|said|set out|outlined|presented)\b"
)
_ACTED_BY = re.compile(
    rf"\b(?:unveiled|announced|launched|published|presented|run|operated|managed) by the\s(?P<a>(?:[A-Z][\w&-]*\s(?:(?:of|for|and)\s)?){{0,6}}{AGENCY_WORD}(?:\s(?:of|for)\s[A-Z]\w+)?)(?:\s\((?P<b>[A-Z]{{2,10}})\))?"
)
_ACTS_KOREAN = re.compile(
    rf"(?<![가-힣])(?P<a>(?!정부)[가-힣]{{1,20}}(?:[ ][가-힣]{{1,12}})?(?:{BODY}|국))(?:\((?P<b>[A-Z]{{2,10}})\))?(?:은|는|이|가)\s[^.\n]{{0,120}}?(?:발표|밝혔|모집|추진|보내|운영|시작|개방|지원|공고|내놓|공개|마련|소개)"
)
_SHORT_ACTS = re.compile(
    r"^(?P<a>[A-Z]{3,10}(?:\s(?:Institute|Agency|Foundation|Center|Centre))?)\s(?:supports|operates|runs|provides|launched|announced|opens|sends|offers|lends|lets|gives|helps)\b",
    re.MULTILINE,
)
_PAGE_NAME = re.compile(r"[A-Z가-힣]\S*(?:\s\S+){1,7}(?<![.:;,])")
_ARTICLE = 20_000  # characters of an article that are looked at for its names
_SHORT = 60  # characters of a page's heading; a sentence has more
_SPEAKERS = 5  # who does something, that are looked at


def article_names(document: Document) -> Bilingual | None:
    """The name that an article gives most often, its year with it; None where it names nothing."""
    found = _names(document)
    counted = Counter(re.sub(r"^20\d\d(?:년도?)?\s", "", name) for name, *_ in found)
    if not counted:
        return None
    dated = {name[5:].lstrip("년도 ") for name, *_ in found if name.startswith("20")}
    best = max(counted, key=lambda name: (counted[name], name in dated))
    return both(max((name for name, *_ in found if name.endswith(best)), key=len))


def page_name(read: Sequence[Statement]) -> str:
    """The short line above the first sentence of a page: "" where there is none."""
    for line, below in pairwise(read):
        is_short = _PAGE_NAME.fullmatch(line.text) and len(line.text) <= _SHORT
        is_told = len(below.text) > _SHORT or re.search(r".{20}다\.?$", below.text)
        if is_short and is_told and line.paragraph == below.paragraph:
            return line.text
    return ""


def named_year(document: Document, names: Bilingual) -> tuple[int, int, int] | None:
    """The year of the name itself, and the span of the name."""
    for name, start, end in _names(document):
        year = re.match(r"20\d\d", name)
        if year and name == names.ko:
            return int(year[0]), start, end
    return None


def article_agency(document: Document) -> Agency | None:
    """The first that does something for the programme in it."""
    text = re.sub(r"\n(?=\n)", "\0", document.text[:_ARTICLE])  # no name goes on over a blank line
    if document.language == "ko":
        match = _ACTS_KOREAN.search(text)
        return agency_of(match["a"], match["b"] or "") if match else None
    for number, match in enumerate(_ACTS.finditer(text)):
        if re.search(rf"\b{AGENCY_WORD}\b", match["a"]):
            name = re.split(r"\n\s*(?=The\s)", match["a"])[-1]  # below a headline
            return agency_of(plain(name), match["b"] or "")
        if number == _SPEAKERS:
            break
    if by := _ACTED_BY.search(text):
        return agency_of(plain(by["a"]), by["b"] or "")
    short = _SHORT_ACTS.search(text)
    return agency_of(short["a"]) if short else None


def _names(document: Document) -> list[tuple[str, int, int]]:
    found = []
    for match in _NAMED.finditer(document.text[:_ARTICLE]):
        part = next(name for name, words in match.groupdict().items() if words)
        name = _DETERMINED.sub("", plain(match[part]))
        if len(name.split()) > 2 or part == "q":
            found.append((name, *match.span(part)))
    return found
