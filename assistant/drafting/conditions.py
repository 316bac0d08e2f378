"""Finds typed conditions in a clause: "창업 7년 이내", "at most 50 employees", "서울 소재"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.values import Side, limit, number, of_kind
from assistant.figures import Figure, FigureKind
from assistant.record import SME, Limits, Rule

_RANGE = re.compile(
    r"(?P<a>\d{1,3})\s?(?:세|년|명|인)?(?:\s?[~∼–-]\s?|\s(?:to|and)\s)(?P<b>\d{1,3})[\s-]?"
    r"(?P<u>세|년(?!\d|도)|명|인(?=[의\s이])|years?|(?:regular |full-time )?employees)"
)
_AGES = re.compile(
    r"\b(?:aged?|ages)\s(?:between\s)?(?P<a>\d{2})(?:\s?[-–]\s?|\s(?:to|and)\s)(?P<b>\d{2})\b"
)


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a number is of, by the words near it."""

    key: str  # of Rule
    kind: FigureKind
    before: re.Pattern[str]  # at the end of what stands before the figure
    after: re.Pattern[str]  # at the beginning of what follows
    not_in: re.Pattern[str]  # of what else the clause would speak
    currency: str = ""


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form or r"(?!)", re.IGNORECASE)


_MEASURES = (
    _Measure(
        "business_years", "duration",
        _pattern(r"(?:창업(?!자|기획|보육)|업력|설립|개업|사업(?:\s?개시|을\s시작)|개시일?)(?:(?!에서?\s)[^,.;·\d]){0,14}(?:\d+\s?(?:년|개월)\s?(?:이상|초과)[,\s]{0,3})?$"
                 r"|(?:established|founded|incorporated|in business|in operation|operating|start-?ups?|set up|age of the company)(?:(?!\sin\s(?:the\s)?[A-Z])[^.;\d]){0,40}$"
                 r"|in (?:its|their) (?:first )?$|(?:compan\w+|firms?|business\w*|applicants?)\b[^.;\d]{0,24}older than $"),
        _pattern(r"\s?(?:이내|이하|미만|이상|초과)?(?:의|인)?\s?(?:창업|초기창업)|\s(?:or (?:less|more) )?(?:old|in business|of (?:business|establishment|founding|operation)|from (?:its |their )?(?:founding|establishment)|since (?:founding|establishment)|after (?:founding|establishment)|of age)"),
        _pattern(r"제재|탈락|협약|수혜|체납|본사|본점|사업장|공장|이전|sanction|agreement|turned down|head office|plant|site"),
    ),
    _Measure(
        "employees", "count",
        _pattern(r"(?:상시\s?(?:고용\s?)?(?:근로자|종업원|고용인원|인력)|종업원|근로자|임직원|고용인원|직원)\s?수?(?:이|가|는|은|을|를)?\s?[:：]?\s?$|(?:number of )?(?:regular |full-time )?employees[^.;\d]{0,30}$"),
        _pattern(r"\s(?:or (?:more|fewer|less) )?(?:regular |full-time |permanent |insured )*(?:employees|workers|staff)"),
        _pattern(r"전담|채용(?:하|할|해|한)|뽑|지정|배치|신규|참여|투입|수행|맡|담당|연구|기술|전문|project|assign|hire|dedicat|new employees|full time|experts?|specialist"),
    ),
    _Measure(
        "sales_krw", "money",
        _pattern(r"매출[^,.;·\d]{0,18}$|(?:sales|revenue|turnover)[^.;\d]{0,60}$"),
        _pattern(r"\s?(?:이상|이하|미만|초과)?(?:의|인)?\s?매출|\s(?:or (?:more|less) )?(?:in|of) (?:annual )?(?:sales|revenue|turnover)"),
        _pattern(r"수출|증가|목표|increase|growth|export"), "KRW",
    ),
    _Measure(
        "exports_usd", "money",
        _pattern(r"수출(?:액|실적|금액)?(?:이|가|은|는)?\s?(?:직접\s?|연\s?|연간\s?)?$|exports?[^.;\d]{0,60}$"),
        _pattern(r"\s?(?:이상|이하|미만|초과)?(?:의|인)?\s?수출|\s(?:or (?:more|less) )?(?:in|of) (?:annual )?exports"),
        _pattern(r"증가|목표|increase|growth"), "USD",
    ),
    _Measure(
        "founder_age", "age",
        _pattern(r"(?:대표|창업|청년|신청자|만|나이|연령|연령은|대표자의)[가-힣()\s]{0,14}$|(?:representatives?|founders?|ceos?|entrepreneurs?|people|persons?|applicants?|age)\b[^.;\d]{0,30}$"),
        _pattern(r"[^.;,]{0,8}(?:인\s|의\s|\s)?(?:청년|대표|창업자|예비창업|자$|자\b)|[^.;]{0,12}(?:representatives?|founders?|ceos?|entrepreneurs?|people)\b"),
        _pattern(r"근로자|재직자|종업원|employees|workers|compan|firms"),
    ),
)  # fmt: skip

_NAME = r"(?:[가-힣]{1,7}(?:특별자치도|특별자치시|특별시|광역시|도|시|군|구)|서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|수도권|비수도권)"
_OFFICES = r"(?:본사|본점|주사무소|주된\s?(?:사업장|사무소)|사업장|공장|연구소|지사|사무소)"
_REGION = re.compile(
    rf"(?P<r>{_NAME}(?:\s?(?:[,·ㆍ]|및|와|과|또는)\s?{_NAME})*)\s?(?:지역|관내|내)?(?:"
    rf"\s?에?\s?(?:소재|위치)(?:한|하는|하고|의)?"
    rf"|에\s(?:{_OFFICES}(?:이나|나|을|를|이|가)?(?:\s?(?:또는|및|,|·)\s?)?)+\s?)"
)
_REGION_AFTER = re.compile(
    rf"(?:{_OFFICES}(?:이나|나)?(?:\s?(?:또는|및|,|·)\s?)?)+(?:이|가|은|는|을|를)?\s(?P<r>{_NAME})\s?(?:에|내에)(?:\s?(?:있는|소재|위치)(?:한|하는)?)"
)
_PLACE = r"(?P<r>(?:[A-Z][\w'-]+)(?:\s(?:[A-Z][\w'-]+|of|and(?=\s[A-Z])))*)"
_REGION_ENGLISH = re.compile(
    rf"(?:(?:located|based|headquartered|registered|situated|established)\sin\s(?:the\s)?{_PLACE}"
    rf"|(?:(?:[Hh]ead\soffice|[Pp]lant|[Ff]actory|place\sof\sbusiness|[Oo]ffice|[Ss]ite)[^.;]{{0,50}}?\sin\s(?:the\s)?){_PLACE.replace('?P<r>', '?P<r2>')})"
)
_KOREAN = re.compile(
    r"\bbe Korean\b|\bKorean\s(?=small\b|SMEs|firms|companies|startups|businesses)"
    r"|\b(?:established|registered|based|incorporated)\sin\s(?:the\sRepublic\sof\s)?Korea\b"
)
_INDUSTRY = re.compile(
    r"(?P<i>[가-힣A-Za-z&·ㆍ]{2,20})(?:\s?업종)?(?:을|를)\s(?:주업(?:종)?으로(?:\s?하는)?|주업종으로|영위(?:하는|하고)?|주된\s?업종으로(?:\s?하는)?)"
    r"|(?P<i2>[가-힣A-Za-z&·ㆍ]{2,20})\s?(?:분야|업종|산업)(?:의|을|를)?\s?(?:영위(?:하는)?\s)?(?=중소기업|기업|업체|창업기업|소상공인)"
)
_INDUSTRY_ENGLISH = re.compile(
    r"(?:of|in|from)\sthe\s(?P<i>[a-z][a-z &/-]{2,40}?)\s(?:sector|industry)\b|working\sin\s(?P<i2>[a-z][a-z /-]{2,40}?)(?=\s(?:that|with|may|and)|[.,;]|$)"
)
_SMALL = re.compile(
    r"(?<![가-힣])(?:국내\s?|일반\s?)?중소기업(?!\s?(?:청|부|확인|진흥|중앙|기본법|지원|을 위한|R))(?:기본법[^,.;]{0,20}?중소기업)?"
    r"|\b[Ss]mall\s(?:and|or|&)\s[Mm]edium(?:-?\s?[Ss]ized)?\s(?:[Ee]nterprises|[Cc]ompanies|[Bb]usinesses|[Ff]irms)(?:\s\(SMEs?\))?|\bSMEs?\b"
)  # fmt: skip
_ACT = re.compile(
    r"[「『]?중소기업기본법[」』]?(?:\s?제\s?\d+조)?(?:\s?제\s?\d+항)?(?:에 따른|에 의한|상의?|의)?\s?(?:규정에 의한\s?)?"
)
_MICRO = re.compile(
    r"(?<![가-힣])소상공인(?!시장|진흥|지원|확인)|\bmicro[- ]?(?:enterprises|businesses)\b"
)
_LARGE = re.compile(
    r"(?<![가-힣])대기업|\blarge (?:companies|enterprises|businesses)\b", re.IGNORECASE
)
_NO_SIZE = re.compile(r"중견|소상공인|(?<!중)소기업|벤처|대기업|mid-?sized|large", re.IGNORECASE)


_GOES_ON = re.compile(  # from one limit to the other: "3년 이상 7년 이하"
    r"\s?(?:이상|초과|이하|미만)?(?:이고|이며|이면서|인|,|~|or more|or older|and over|employees|years|old|\s)*"
    r"(?:and|but|to|만|\s)*(?:no more than|not more than|at most|at least|less than|fewer than|up to|under|below|over|more than)?\s?",
    re.IGNORECASE,
)
_SITE = re.compile(r"\b(?:sites?|plant|head office|factory|premises)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"representative|founder|entrepreneur|people|person|\bCEO", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule, and the part of the clause that it says."""

    rule: Rule
    start: int
    end: int


def conditions(text: str) -> list[Condition] | None:
    """The typed conditions of a clause in order; None where a number is not what it seems: two
    limits of one thing that are no range, or a limit that the words do not tell."""
    found = list(_places_and_trades(text))
    limits: dict[str, list[tuple[Side, float, int, int]]] = {}
    taken = bytearray(len(text))
    for key, first, last, start, end in _ranges(text):
        limits[key] = [("at_least", first, start, end), ("at_most", last, start, end)]
        taken[start:end] = b"\x01" * (end - start)
    for measure in _MEASURES:
        last = -1  # where the figure before ended, if it was of this measure
        for figure in _figures(text, measure.kind):
            goes_on = last >= 0 and _GOES_ON.fullmatch(text[last : figure.start])
            if any(taken[figure.start : figure.end]):
                continue
            if not goes_on and not _is_of(measure, text, figure):
                continue
            last = figure.end
            if (told := limit(text, figure)) is None:
                return None
            which, start, end = told
            taken[figure.start : figure.end] = b"\x01" * (figure.end - figure.start)
            limits.setdefault(measure.key, []).append((which, number(figure), start, end))
    for key, sides in limits.items():
        named = {which: value for which, value, *_ in sides}
        if len(named) < len(sides) or len({w in ("at_least", "above") for w in named}) < len(sides):
            return None
        rule = Rule.model_validate({key: Limits.model_validate(named)})
        found.append(Condition(rule, min(s[2] for s in sides), max(s[3] for s in sides)))
    return sorted(found, key=lambda condition: condition.start)


def _figures(text: str, kind: FigureKind) -> Iterator[Figure]:
    """Those of a kind; "7 years old" is a company's age where it is nobody's."""
    for figure in of_kind(text, kind, "age") if kind == "duration" else of_kind(text, kind):
        if kind == figure.kind:
            yield figure
        elif not _PEOPLE.search(text) and (
            old := re.search(r"\s?old$", text[figure.start : figure.end])
        ):
            yield Figure("duration", f"P{figure.value}Y", figure.start, figure.end - len(old[0]))


def _is_of(measure: _Measure, text: str, figure: Figure) -> bool:
    near = text[max(0, figure.start - 12) : figure.end + 60]
    if measure.not_in.search(near) or not figure.value.startswith(measure.currency):
        return False
    if figure.kind == "duration" and (figure.value[-1] not in "YM" or _SITE.search(text)):
        return False
    if figure.kind == "age" and text.startswith("만", figure.start):
        return True
    before = text[max(0, figure.start - 80) : figure.start]
    before = re.sub(
        r"(?:at least|at most|up to|less than|fewer than|more than|over|under|no more than|not more than|최대|최소)\s?$",
        "",
        before,
    )
    return bool(measure.before.search(before) or measure.after.match(text[figure.end :]))


def _ranges(text: str) -> Iterator[tuple[str, float, float, int, int]]:
    for match in (*_RANGE.finditer(text), *_AGES.finditer(text)):
        unit = match.groupdict().get("u", "세")
        first, last = float(match["a"]), float(match["b"])
        key = {"세": "founder_age", "년": "business_years", "y": "business_years"}.get(
            unit[0], "employees"
        )
        if (
            key == "business_years"
            and _PEOPLE.search(text)
            and re.match(r"\s?old", text[match.end() :])
        ):
            key = "founder_age"
        measure = next(m for m in _MEASURES if m.key == key)
        figure = Figure(measure.kind, "KRW", match.start(), match.end())
        about = Figure("count", measure.currency, figure.start, figure.end)
        if first < last and _is_of(measure, text, about):
            yield key, first, last, match.start(), match.end()


def _places_and_trades(text: str) -> Iterator[Condition]:
    if korean := _KOREAN.search(text):
        yield Condition(Rule(country="KR"), *korean.span())
    for pattern in (_REGION, _REGION_AFTER, _REGION_ENGLISH):
        if (match := pattern.search(text)) and not korean:
            written = next(v for k, v in match.groupdict().items() if v and k[0] == "r")
            names = tuple(re.findall(_NAME, written)) or (written,)
            yield Condition(Rule(region=names), *match.span())
            break
    for pattern in (_INDUSTRY, _INDUSTRY_ENGLISH):
        if match := pattern.search(text):
            trade = next(v for v in match.groupdict().values() if v)
            yield Condition(Rule(industry=(trade,)), *match.span())
            break
    if match := _SMALL.search(text):
        act = _ACT.search(text)
        rest = text[: match.start()] + text[match.end() :]
        if not _NO_SIZE.search(rest):
            start = min(match.start(), act.start()) if act else match.start()
            yield Condition(Rule(size=SME), start, max(match.end(), act.end() if act else 0))
    elif match := _MICRO.search(text):
        yield Condition(Rule(size=("micro",)), *match.span())
    elif match := _LARGE.search(text):
        yield Condition(Rule(size=("large",)), *match.span())
