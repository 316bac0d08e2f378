"""Forms of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.figures.figure import Form, Reading, form, reading_form

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
        "september sept sep,october oct,november nov,december dec".split(","),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_WEEKDAY = r"\s?\((?:[월화수목금토일](?:요일)?|mon|tue|wed|thu|fri|sat|sun)[a-z]*\)"
_M = r"(?<!\d)(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_TH = r"(?:st|nd|rd|th)"


def _date(year: str | None, month: int, day: int) -> str | None:
    """ISO 8601 with what is not said left out."""
    if month > 12 or day > 31:
        return None
    if year and len(year.strip("'’‘")) == 2:
        year = "20" + year.strip("'’‘")
    value = f"{year or '-'}-{month:02d}" if month else (year or "--")
    return value + (f"-{day:02d}" if day else "")


def _one(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    name = part.get("mn")
    month = _MONTHS[name.lower()] if name else int(part.get("m") or 0)
    if name and not part.get("d") and not part.get("y") and name in ("may", "march", "May"):
        return None  # the verb
    if name in ("may", "mar", "march") and not part.get("y") and not _after_preposition(match):
        return None
    return _date(part.get("y"), month, int(part.get("d") or 0))


def _after_preposition(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return bool(re.search(r"(?:^|[~-]|\b(?:on|from|to|by|until|till|through|and|of))\s*$", before))


def _days(match: re.Match[str]) -> Iterator[Reading]:
    """4월 6~24일: two days of one month."""
    month = _MONTHS.get((match["mn"] or "").lower(), 0) or int(match["m"] or 0)
    first, last = int(match["low"]), int(match["high"])
    low, high = _date(match["y"], month, first), _date(match["y"], month, last)
    if low and high and first < last:
        yield low, match.start(), match.end("low_day")
        yield high, match.start("high"), match.end()


def _second(match: re.Match[str]) -> Iterator[Reading]:
    """The 4.24 of 2026.4.6~4.24 or '26.4.6.~24., whose first date another form reads."""
    month = match["m2"] or (match["m"] if match["bare"] else None)
    day = int(match["d2"] or match["bare"])
    if month and (value := _date(match["y"] if match["bare"] else None, int(month), day)):
        yield value, match.start("second"), match.end()


def _months(match: re.Match[str]) -> Iterator[Reading]:
    """3~6월: two months of one year."""
    for month, start, end in (
        (match["low"], match.start(), match.end("low_month")),
        (match["high"], match.start("high"), match.end()),
    ):
        if (value := _date(match["y"], int(month), 0)) is not None:
            yield value, start, end


_Y = rf"(?P<y>{_YEAR}|['’‘]\d{{2}}|(?<![\d.])[23]\d)"
_TIME = r"(?:\s?\d{1,2}(?::\d{2}|시(?:\s?\d{1,2}분)?))?"


DATES: list[Form] = [
    reading_form(
        "date",
        rf"(?:{_Y}\s?[년.]\s?)?(?P<m>{_M})\s?[월.]\s?(?P<low_day>(?P<low>{_D})\s?[일.]?)(?:{_WEEKDAY})?\s?~\s?(?P<high>{_D})\s?일(?P<mn>)",
        _days,
        signs="~",
    ),
    reading_form(
        "date",
        rf"\b(?P<mn>{_MONTH})\b\.?\s(?P<low_day>(?P<low>{_D}){_TH}?)(?:\s?[~-]\s?|\sto\s|\sand\s)(?:the\s)?(?P<high>{_D}){_TH}?(?:,?\s(?P<y>{_YEAR})\b)?(?![\w:]|\.\d)(?P<m>)",
        _days,
        signs="jan feb mar apr may jun jul aug sep oct nov dec",
    ),
    reading_form(
        "date",
        rf"\b(?P<low_day>(?P<low>{_D}){_TH}?)(?:\s?[~-]\s?|\sto\s|\sand\s)(?P<high>{_D}){_TH}?\s(?:of\s)?(?P<mn>{_MONTH})\b(?:,?\s(?P<y>{_YEAR})\b)?(?P<m>)",
        _days,
        signs="jan feb mar apr may jun jul aug sep oct nov dec",
    ),
    reading_form(
        "date",
        rf"(?P<y>{_YEAR}|['’‘]?\d{{2}})\.\s?(?P<m>{_M})\.\s?{_D}\.?(?:{_WEEKDAY})?{_TIME}\s?~\s?(?P<second>(?P<m2>{_M})\.\s?(?P<d2>{_D})(?:\.(?!\d))?|(?P<bare>{_D})(?:\.(?!\d)|일))(?!\.?\d|\.\s?\d)",
        _second,
        signs="~",
    ),
    form(
        "date",
        rf"(?P<y>{_YEAR}|(?<!\d)['’‘]\d{{2}})\s?[.년/-]\s?(?P<m>\d{{1,2}})\s?[.월/-]\s?(?P<d>\d{{1,2}})(?:일|\.(?!\d)|(?!\d))",
        _one,
    ),
    form(
        "date",
        rf"(?<![\d.])(?P<y>[23]\d)\.\s?(?P<m>\d{{1,2}})\.\s?(?P<d>{_D})(?:\.(?!\d)|(?={_WEEKDAY}|\s?~))",
        _one,
    ),
    reading_form(
        "date",
        rf"(?:{_Y}\s?[년.]\s?)?(?<!\d)(?<!\d\.)(?P<low_month>(?P<low>1[0-2]|[1-9])\s?월?)\s?~\s?(?P<high>1[0-2]|[1-9])\s?월(?!간|\s?\d)",
        _months,
        signs="월",
    ),
    form(
        "date",
        rf"(?:{_Y}\s?[년.]\s?)?(?P<m>{_M})\s?월(?:\s?(?P<d>{_D})\s?일)?(?!간)",
        _one,
        signs="월",
    ),
    form(
        "date",
        rf"\b(?P<d>{_D}){_TH}?\s(?:of\s)?(?P<mn>{_MONTH})\b(?:\.?,?\s(?P<y>{_YEAR})\b)?",
        _one,
        signs="jan feb mar apr may jun jul aug sep oct nov dec",
    ),
    form(
        "date",
        rf"(?<![\d.])(?P<m>{_M})\.\s?(?P<d>{_D})(?:\.(?=\s?(?:[(~-]|까지|부터|\d{{1,2}}(?::\d|시)))|(?={_WEEKDAY}))",
        _one,
        signs=".",
    ),
    form("date", rf"(?<=[~-])\s?(?P<m>{_M})\.\s?(?P<d>{_D})\.(?!\d)", _one, signs="."),
    form(
        "date",
        rf"(?<![\d/.])(?P<m>{_M})/(?P<d>{_D})(?![\d/])(?={_WEEKDAY}|\s?[~-]\s?\d{{1,2}}/\d)|(?<=\d[~-])(?P<m2>{_M})/(?P<d2>{_D})(?![\d/])|(?<=[)\d]\s[~-]\s)(?P<m3>{_M})/(?P<d3>{_D})(?![\d/])",
        lambda m: _date(None, int(m["m"] or m["m2"] or m["m3"]), int(m["d"] or m["d2"] or m["d3"])),
        signs="/",
    ),
    form(
        "date",
        rf"\b(?P<mn>{_MONTH})\b\.?(?:\s(?P<d>{_D}){_TH}?\b(?!,?\d))?(?:,?\s(?P<y>{_YEAR})\b)?",
        _one,
        digits=False,
        signs="jan feb mar apr may jun jul aug sep oct nov dec",
    ),
    form(
        "date",
        rf"(?P<y>{_YEAR})(?:\s?\.\s?(?P<m>{_M})\.(?!\s?\d)|[./-](?P<m2>0[1-9]|1[0-2])(?![\d.-]))",
        lambda m: _date(m["y"], int(m["m"] or m["m2"]), 0),
    ),
    form(
        "date",
        rf"\b(?P<d>{_D}){_TH}\b(?=\s?[.,;:)(|]|\s?$|\s?[~-]|\s(?:at|to|and|of|from|until|by|in|for|is|was|with|via|through)\b)",
        _one,
        signs="st nd rd th",
    ),
]

# a day or a year alone, where it is no duration
DAYS_AND_YEARS: list[Form] = [
    form(
        "date",
        r"(?<![\d.월])\b(?P<d>3[01]|[12]\d|0?[1-9])\s?일(?=[\s까부에은이자(),.:;|~·-]|$)",
        lambda m: f"---{int(m['d']):02d}",
        signs="일",
    ),
    form(
        "date",
        r"(?:(?<![\d.])['’‘](?P<y>\d{2})(?:\s?년|(?=\s?[~)]))|(?<![\d.~-])(?P<y2>[23]\d)\s?년(?=\s?(?:상반기|하반기|매출|결산|말|초|기준|[1-4]/?4?\s?분기|실적|귀속|도)))",
        lambda m: f"20{m['y'] or m['y2']}",
        signs="' ’ ‘ 년",
    ),
    form(
        "date",
        r"(?<![\d,.])(?<![A-EG-XZa-z])(?P<y>(?:19|20)\d{2})(?:\s?년(?!\s?(?:간|차|이상|이하|동안))|(?<!2000)(?!\d|,\d|\.\d|-(?!20)\d|\s?(?:명|개|곳|건|팀|회(?![가-힣])|점|쪽|종(?![가-힣])|여\s?(?:명|개))))",
        lambda m: m["y"],
    ),
]
