"""Reads what a programme is called, who runs it, and the year that the notice itself names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.labels import kind_of
from assistant.drafting.reading import Clause
from assistant.drafting.values import plain
from assistant.record import Agency, Bilingual
from assistant.schema import Document

_NOTICE = re.compile(  # what a title says besides the programme's name
    r"\s*(?:(?:신규\s?|추가\s?)?(?:지원|참여|수행|입주|수혜|신청)?\s?(?:기업|업체|과제|대상자|대상|자|기관)?\s?(?:추가\s?)?(?:모집|선정|시행|접수|공모)\s?(?:계획\s?)?(?:재\s?)?(?:통합\s?)?(?:공고|안내)(?:문)?"
    r"|(?:시행\s?계획\s?)?(?:재|정정|수정|변경|통합)?\s?공고(?:문)?|(?:모집|신청|사업)?\s?안내(?:문)?)\s*(?:\([^)]*\))?\s*$"
)
_NOTICE_ENGLISH = re.compile(
    r"\s*(?:[:–—-]\s*|\()(?:(?:public\s)?(?:call|invitation)\sfor\s[\w\s]+|(?:public\s)?(?:notice|announcement)(?:\sof\s[\w\s]+)?|application\sguidelines?|guidelines)\)?\s*$"
    r"|\s+(?:call for (?:applications|companies|proposals)|notice|announcement)\s*$",
    re.IGNORECASE,
)
_NOTICE_BEFORE = re.compile(
    r"^\s*(?:\[[^\]]{1,30}\]\s*|【[^】]{1,30}】\s*|(?:(?:public\s)?(?:notice|announcement|call)(?:\s(?:of|for|on)|:)\s(?:(?:applications|companies|proposals)\s(?:for|to)\s)?(?:the\s)?)|\(?(?:재|정정|수정|변경)\s?공고\)?\s*)",
    re.IGNORECASE,
)
_PROGRAMME_WORD = re.compile(
    r"사업|프로그램|바우처|공모|패키지|과정|펀드|자금|사관학교|캠프|\b(?:programme|program|project|scheme|voucher|fund|package|initiative|support)\b",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣]")
_ENDS_KOREAN_NAME = r"(?:사업|프로그램|바우처|공모전|공모|패키지|과정|펀드|자금)"
_KOREAN_NAME = re.compile(
    rf"(?:(?<=[:：(])\s*|^)(?P<n>(?:20\d\d년도?\s)?[「『]?[가-힣][^:：()|\n]{{3,60}}?{_ENDS_KOREAN_NAME})(?=[\s).,]*$|\))"
)
BODY = r"(?:부|처|청|원|단|공단|공사|재단|진흥원|센터|협회|위원회|연구원|연구소|공제회|진흥회|조합|대학교|도|시|군|구|은행|기금|기구|본부|테크노파크|이음센터)"
_NUMBERED = re.compile(rf"^(?P<a>[가-힣A-Za-z·\s()]{{2,40}}?{BODY}(?:\([^)]*\))?)\s*공고\s*제")
_SIGNED = re.compile(rf"(?:\)|\d\.?|일)\s*(?P<a>[가-힣·\s]{{2,40}}?{BODY})장\s*$")
_RUNS = re.compile(
    rf"(?:운영|주관|전담|시행|주최|소관)\s?(?:기관|부처)?(?:은|는|이|:|：)\s*(?P<a>[가-힣A-Za-z·()\s]{{2,40}}?{BODY}(?:\([A-Za-z]+\))?)(?=이며|이고|이다|입니다|임|으로|에서|[.,;(]|$)"
)
AGENCY_WORD = r"(?:Agency|Ministry|Institute|Foundation|Center|Centre|Corps|Office|Authority|Corporation|Association|Council|Commission|Technopark|Fund|Government|Administration|Promotion|Organi[sz]ation)"
_OPENS_ENGLISH = re.compile(
    r"^(?:(?:Organi[sz]ed|Run|Managed|Operated|Issued|Hosted) by:?\s)?(?:The\s)?(?P<a>(?:[A-Z][\w&'-]*\s(?:(?:of|for|and|the)\s)*){0,8}[A-Z]?[\w&'-]*)(?:\s\((?P<b>[^)]{2,40})\))?(?=,|\s*$|\.$)"
)
_NUMBER_LINE = re.compile(r"공고\s*제|^Notice\b")
_PLAIN_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:년도?|(?=\s|-|$))")
_TITLE_CHARS, _LEAD = 120, 8  # characters; statements of the opening that are looked at


def draft_names(document: Document, opening: Sequence[str]) -> tuple[Bilingual, tuple[str, ...]]:
    """The names, and others by which it goes: without the year, and what stands in 「 」."""
    written = plain(document.title)[: 2 * _TITLE_CHARS]
    title = programme_name(written) or written or document.document_id
    other = _in_other_language(title, opening)
    korean = bool(_HANGUL.search(title))
    names = Bilingual(
        ko=title if korean else other or title, en=other or title if korean else title
    )
    aliases: dict[str, None] = {}
    for name in dict.fromkeys((names.ko, names.en)):
        short = re.sub(r"^20\d\d(?:년도?)?\s+", "", name)
        brand = re.search(r"[「『](.{2,30}?)[」』]", name)
        for alias in (short, brand[1] if brand else ""):
            if alias and alias not in (names.ko, names.en):
                aliases[alias] = None
    return names, tuple(aliases)


def programme_name(title: str) -> str:
    """A title without what says only that it is a notice."""
    name = plain(title).strip("#* ")
    for _ in range(2):
        shorter = _NOTICE_BEFORE.sub("", _NOTICE_ENGLISH.sub("", _NOTICE.sub("", name))).strip()
        name = shorter if len(shorter) >= 3 else name
    return name.strip(" :：-–")


def _in_other_language(title: str, opening: Sequence[str]) -> str:
    if _HANGUL.search(title):
        for line in opening[:_LEAD]:
            if (
                not _HANGUL.search(line)
                and 3 <= len(line.split()) <= 20
                and not line.endswith((".", "!", "?"))
                and _PROGRAMME_WORD.search(line)
                and line != title
            ):
                return programme_name(line)
        return ""
    for line in opening[:_LEAD]:
        if match := _KOREAN_NAME.search(line):
            return programme_name(match["n"])
    return ""


def draft_agency(
    document: Document, opening: Sequence[str], found: Sequence[Clause]
) -> Agency | None:
    """The agency where the notice states it: in a label, its number, its signature, its opening."""
    for clause in found:
        if clause.label and kind_of(clause.label) == "agency" and len(clause.text) <= 60:
            name = re.split(r"[,/;]|\s및\s", plain(clause.text))[0]
            if re.search(rf"{BODY}(?:\([^)]*\))?$|\b{AGENCY_WORD}\b", name):
                return agency_of(name)
    for line in opening[:_LEAD]:
        for pattern in (_NUMBERED, _SIGNED):
            if match := pattern.search(line):
                return agency_of(match["a"])
    if document.language == "en":
        for line in opening[:_LEAD]:
            match = _OPENS_ENGLISH.match(line)
            if match and re.search(rf"\b{AGENCY_WORD}\b", match["a"]) and line != document.title:
                return agency_of(match["a"], match["b"] or "")
    for clause in found:
        if clause.kind in ("overview", "agency") and (match := _RUNS.search(plain(clause.text))):
            return agency_of(match["a"])
    return None


def agency_of(name: str, other: str = "") -> Agency:
    name = plain(name).strip(" .").removeprefix("The ")
    match = re.fullmatch(r"(.+?)\s*\(([^)]+)\)", name)
    if match and not other:
        name, other = match[1], match[2]
    is_korean = bool(_HANGUL.search(name))
    if not other or bool(_HANGUL.search(other)) == is_korean:
        aliases = (other,) if other else ()
        return Agency(ko=name, en=name, aliases=aliases)
    if is_korean and len(other) <= 8 and other.isupper():  # an abbreviation
        return Agency(ko=name, en=name, aliases=(other,))
    return Agency(ko=name if is_korean else other, en=other if is_korean else name)


def notice_year(document: Document, opening: Sequence[Clause]) -> tuple[int, int, int] | None:
    """The year of the notice's title or number, and the span of the line that says it."""
    title = document.text.find(document.title)
    spans = [(title, title + len(document.title))] if title >= 0 else []
    spans += [(clause.start, clause.end) for clause in opening[:_LEAD]]
    for start, end in spans:
        line = document.text[start:end]
        if len(line) > _TITLE_CHARS or not (start == title or _NUMBER_LINE.search(line)):
            continue
        years = set(_PLAIN_YEAR.findall(line))
        if len(years) == 1:
            return int(years.pop()), start, end
    return None
