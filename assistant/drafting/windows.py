"""Drafts the rounds of applications, with what the notice leaves out left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.drafting.labels import kind_of
from assistant.drafting.reading import Clause
from assistant.drafting.values import both, plain, quoted, said
from assistant.figures import Period, figures, periods
from assistant.record import Bilingual, Window
from assistant.schema import Document

_ROUND = re.compile(
    r"(?P<n>\d{1,2})\s?차(?!\s?년)|제\s?(?P<m>\d{1,2})\s?회|\b(?P<w>first|second|third|fourth|1st|2nd|3rd|4th)\s(?:round|call|intake)|\bround\s(?P<r>\d)",
    re.IGNORECASE,
)
_WORDS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_FUNDS = re.compile(
    r"(?:예산|자금|재원|사업비)[가-힣\s]{0,8}소진|선착순\s?마감|until (?:the )?(?:funds?|budget|money)[^.]{0,20}(?:run|used|exhausted|gone)|(?:while|as long as) funds last",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"상시|수시|연중|rolling|all year|year-round|at any time", re.IGNORECASE)
_APPLIES = re.compile(
    r"(?:신청|접수|모집|공모)\s?(?:및\s?접수\s?)?(?:기간|기한|일정|일시|마감|은|는|을|를|:|：)|(?:까지|부터)\s?(?:신청|접수|제출|모집)|신청(?:하|받)|접수(?:하|받|한|함|합)|마감"
    r"|\bappl(?:y|ications?)\b|\bdeadline\b|\bsubmi(?:t|ssion)",
    re.IGNORECASE,
)
_NOT_THESE = re.compile(
    r"이의|결과|발표(?!회)|설명회|평가|협약|보완|정산|보고|교육|발급|하루 전|\b(?:result|briefing|evaluat|agreement|announce|appeal|report|issued|workshop)\w*",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:opens?|begins?|starts?|follows?|from)\b[^.,;]{0,20}$|\blater in $", re.IGNORECASE
)
_LAST_DAY = re.compile(
    r"마감(?:일|일시)?[^.\d]{0,12}$|\b(?:by|until|before|deadline|closing date|closes?)\b[^.\d]{0,20}$|~\s?$",
    re.IGNORECASE,
)
_LABELLED, _SAID = 0.9, 0.75


def draft_windows(
    document: Document, found: Iterable[Clause], year: tuple[int, int, int] | None
) -> tuple[Window, ...]:
    """`year`: of the notice's own title or number, with the span of its words."""
    drafted: list[Window] = []
    for clause in found:
        for window in _windows(document, clause, year):
            if not any(_same(window, other) for other in drafted):
                drafted.append(window)
    rounds = [window.round for window in drafted]
    if len(set(rounds)) < len(rounds):
        drafted = [
            window.model_copy(update={"round": f"{number}", "name": _numbered(window, f"{number}")})
            for number, window in enumerate(drafted, start=1)
        ]
    return tuple(drafted)


def _windows(
    document: Document, clause: Clause, year: tuple[int, int, int] | None
) -> Iterator[Window]:
    if clause.kind == "other":
        return
    text = plain(f"{clause.label}: {clause.text}" if clause.label else clause.text)
    label = clause.label or (clause.cells[0].text if clause.head else "")
    own = kind_of(label) if label else None
    labelled = own == "when" or (clause.kind == "when" and own in (None, "when", "how"))
    if not labelled and not (clause.kind in ("how", "overview", None) and _APPLIES.search(text)):
        return
    if clause.kind == "schedule" or _NOT_THESE.search(text if not labelled else label):
        return
    raw = document.text[clause.start : clause.end]
    funds, always = bool(_FUNDS.search(raw)), bool(_ALWAYS.search(raw))
    given = _given(raw)
    if not given and labelled and (funds or always):
        yield _window(document, clause, None, "1", funds, None, label)
    for at, period in enumerate(given, start=1):
        near = raw[0 if len(given) == 1 else max(0, period.start - 30) : period.start]
        number = (
            _round(near) or _round(label) or (_round(clause.section[-1]) if clause.section else "")
        )
        yield _window(document, clause, period, number or f"{at}", funds, year, label)


def _given(raw: str) -> list[Period]:
    """The periods; of a sentence with one day alone, that day as the last or as the first."""
    if given := [period for period in periods(raw) if period.opens or period.closes]:
        return given
    found = figures(raw)
    days = [figure for figure in found if figure.kind == "date"]
    if len(days) != 1:
        return []
    (day,) = days
    before, after = raw[max(0, day.start - 40) : day.start], raw[day.end : day.end + 30]
    if _BEGINS.search(before):
        return [Period(day.value, None, None, None, day.start, day.end)]
    if not (
        _LAST_DAY.search(before) or re.match(r"[\s\d:시분()월화수목금토일,]*(?:까지|마감)", after)
    ):
        return []
    clock = next((f for f in found if f.kind == "time" and 0 <= f.start - day.end < 12), None)
    return [Period(None, day.value, None, clock.value if clock else None, day.start, day.end)]


def _window(
    document: Document,
    clause: Clause,
    period: Period | None,
    number: str,
    funds: bool,
    year: tuple[int, int, int] | None,
    label: str,
) -> Window:
    spans = [(clause.start, clause.end)]
    stated = said(document, spans) | {
        f"date {day}"
        for given in periods(document.text[clause.start : clause.end])
        for day in (given.opens, given.closes)
    }

    def kept(kind: str, value: str | None) -> str | None:
        return value if value and f"{kind} {value}" in stated else None

    opens = kept("date", period.opens) if period else None
    closes = kept("date", period.closes) if period else None
    partial = [day for day in (opens, closes) if day and day.startswith("--")]
    apart = opens and closes and opens[-5:] > closes[-5:]  # over New Year: of two years
    told = None
    if year and partial and not apart and not re.search(r"\d{4}", f"{opens}{closes}"):
        told = year[0]
        spans.append(year[1:])
    labelled = clause.kind == "when" and (clause.label or clause.head)
    return Window(
        round=number,
        name=_name(document, plain(label), number),
        text=both(plain(clause.text)),
        opens=opens,
        closes=closes,
        opens_time=kept("time", period.opens_time) if period and opens else None,
        closes_time=kept("time", period.closes_time) if period and closes else None,
        until_funds=funds,
        year=told,
        quotes=quoted(document, *spans),
        confidence=_LABELLED if labelled else _SAID,
    )


def _name(document: Document, label: str, number: str) -> Bilingual:
    ko, en = f"{number}차 접수", f"Round {number}"
    if not label or len(label) > 40:
        return Bilingual(ko=ko, en=en)
    return Bilingual(ko=label, en=en) if document.language == "ko" else Bilingual(ko=ko, en=label)


def _numbered(window: Window, number: str) -> Bilingual:
    """A round's name where its number was taken already: that of no label changes with it."""
    old, new = (Bilingual(ko=f"{n}차 접수", en=f"Round {n}") for n in (window.round, number))
    return Bilingual(
        ko=new.ko if window.name.ko == old.ko else window.name.ko,
        en=new.en if window.name.en == old.en else window.name.en,
    )


def _round(words: str) -> str:
    found = list(_ROUND.finditer(words))
    if not found:
        return ""
    match = found[-1]
    number = match["n"] or match["m"] or match["r"]
    return number or f"{_WORDS[match['w'].lower()]}"


def _same(window: Window, other: Window) -> bool:
    mine, its = (
        (w.opens, w.closes, w.until_funds if not w.closes else None) for w in (window, other)
    )
    if mine == its:
        return True
    later_part = window.opens is None and window.closes == other.closes
    return bool(later_part)
