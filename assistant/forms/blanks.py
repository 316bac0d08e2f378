"""Places to write within a line: "기업명: ____", "전화:      팩스:      ", "    년   월   일". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.forms.form import PrintedAs
from assistant.forms.printed import BLANK, LONGEST, UNITS
from assistant.forms.sensitive import SEAL

# Every repetition is bounded, so that no line takes more than its length times a constant.
_B = r"[ \u00a0\u2002\u2003\u3000\t]"
_N = r"[ \u00a0\u3000_○◯〇0XxＸ*]"  # of a number that is not written yet
_DAY = (
    r"(?:(?:19|20)\d{0,2})?[ \u00a0\u3000_○◯〇]{0,30}년"
    r"[ \u00a0\u3000_○◯〇]{0,30}월(?:[ \u00a0\u3000_○◯〇]{0,30}일)?"
    r"|(?:19|20)?(?:\d\d(?=[._ ]{0,4}[. _]{2}))?[ \u00a0_○]{0,12}[./][ \u00a0_○]{1,12}[./](?:[ \u00a0_○]{1,12}(?:\.|(?<=_)))?"
    r"|(?:YYYY|yyyy|0000)[-./ ] ?(?:MM|mm|00)(?:[-./ ] ?(?:DD|dd|00)\.?)?"
    r"|(?:DD|dd|MM|mm)[-./ ](?:MM|mm|DD|dd)[-./ ](?:YYYY|yyyy)"
)
_CURRENCY = r"(?:(?:KRW|USD|US\$|EUR|JPY)|[₩￦$])"
_AFTER_CURRENCY = r"(?:(?<=KRW)|(?<=USD)|(?<=US\$)|(?<=EUR)|(?<=JPY)|(?<=[₩￦$]))"
_SCALE = r"(?:thousand|million|billion)"
_EXPLICIT = re.compile(
    rf"(?P<day>(?:{_DAY})(?:{_B}{{0,6}}[~∼～–-]{_B}{{0,6}}(?:{_DAY}))?)"
    rf"|(?P<mail>{_B}{{0,20}}@(?:{_B}{{2,20}}(?:\.{_B}{{0,8}})?(?:com|kr)?|$)|(?:xxx|○○○|abc)@[\w○.]{{3,20}})"
    rf"|(?P<number>\(?(?:0\d{{1,2}}|{_N}{{2,12}})\)?{_N}{{0,12}}[-–]{_N}{{1,12}}[-–]{_N}{{1,12}}\)?"
    rf"|\({_N}{{1,12}}\){_N}{{1,12}}[-–]{_N}{{1,12}}"
    rf"|\({_N}{{3,16}}[-–]{_N}{{3,16}}\)|{_N}{{5,16}}[-–]{_N}{{5,16}})"
    r"|(?P<line>_{2,}|(?:_ ){2,60}_?|\.{5,}(?!\s{0,4}\d{1,3}\s*$)|…{3,}|·{6,}|‥{3,}|—{3,}|＿{2,})"
    rf"|(?P<paren>[(\[（［〔]{_B}{{2,60}}(?:(?:{UNITS}){_B}{{0,3}})?[)\]）］〕]"
    rf"|[(\[（］〔]{_B}{{1,60}}(?:{UNITS}){_B}{{0,3}}[)\]）］〕])"
    rf"|(?P<sum>{_AFTER_CURRENCY}{_B}{{2,60}}(?={_SCALE}\b|$))"
    rf"|(?P<gap>(?<=[^\d\s]){_B}{{2,60}}(?=(?:{UNITS})(?:[\s,.)]|$)))",
)
_COLON = re.compile(rf"(?<!\d)[:：]({_B}*)(?=\S|$)")
_ALONE = re.compile(rf"[(（]([가-힣A-Za-z·/ ]{{1,14}})[)）](?={_B}{{2}}|{_B}*$)")
_NO_LABEL = re.compile(
    rf"^(?:인|印|서명.*|직인|날인|필수|선택|해당.*|단위.*|이하.*|이상|택\s?1|.*(?:기재|입력|작성|기술|서술|명시|선택|참고|생략|이내|표기)|{UNITS}|optional|required)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:니다|다음과 같이|첨부|붙임|구비\s?서류|제출\s?서류|유의|참고|문의|※|below|following|attach\w*)",
    re.I,
)
_MEASURED = re.compile(r"(?:[가-힣A-Za-z]{2,}|[총약남여계금)\]:：,.~-])$")
_POST = re.compile(
    rf"{_B}*\(?{_B}*(?:우|〒|zip|post(?:al)?)(?:편번호| ?code)?{_B}*[:：]?[\s_-]*\){_B}*",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"[일총]?\s?금|총|약|[^:：]{0,12}(?:부터|이후|까지)|KRW|USD|₩|\$|제|\W*", re.IGNORECASE
)
_CURRENCY_BEFORE = re.compile(rf"(?<![A-Za-z])({_CURRENCY})\s?$")
_SCALE_NEXT = re.compile(rf"{_B}{{0,3}}({_SCALE})\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s?[(（]\s?(국문|한글|영문|(?:in )?(?:Korean|English))\s?[)）]", re.I)
_ENDS_IN_YEAR = re.compile(r"(.{0,80}?)((?:FY\s?)?(?:20\d\d|['’]\d\d)\s?(?:년도?)?)")
_SPREAD = re.compile(  # "주      소 :"
    rf"(?<![가-힣])(?:[가-힣]{_B}{{1,12}}){{1,5}}[가-힣](?={_B}{{0,12}}[:：]?$)"
)
_UNIT_NEXT = re.compile(rf"[)\]）］〕]?{_B}?({UNITS})(?=[\s,.)\]]|정|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Blank:
    """`text[start:end]` of a line is what a value replaces."""

    start: int
    end: int
    label: str = ""  # printed before it
    printed_as: PrintedAs = "nothing"
    unit: str = ""
    is_sealed: bool = False  # a seal or a signature is asked for right after it
    after_colon: bool = False  # nothing but a colon says that something is missing


def blanks(line: str, is_cell: bool = False, taken: Sequence[tuple[int, int]] = ()) -> list[Blank]:
    """The blanks of a line, left to right.

    is_cell: it stands in a cell to write in, where "(국문)" alone asks for something.
    taken: ranges that are blanks already, of controls: they end a label and hold no blank.
    """
    if len(line) > LONGEST:
        return []
    found: list[tuple[int, int, PrintedAs, str, bool]] = []
    for start, end, printed_as, unit in _explicit(line):
        if not any(a < end and start < b for a, b in taken):
            found.append((start, end, printed_as, unit, False))
    seals = list(SEAL.finditer(line))
    for seal in seals:  # the gap before a seal
        gap = len(line[: seal.start()].rstrip(BLANK))
        if not any(start <= seal.start() and end >= gap for start, end, *_ in found):
            if seal.start() - gap >= 1 or (is_cell and not gap):
                found.append((gap, seal.start(), "nothing", "", False))
    edges = sorted([(start, end) for start, end, *_ in found] + list(taken))
    for start, end in _after_colons(line, edges, seals):
        found.append((start, end, "nothing", "", True))
    if is_cell and (post := _POST.fullmatch(line)):
        return [Blank(len(line), len(line))] if post else []
    if is_cell:
        edges = sorted((start, end) for start, end, *_ in found)
        for match in _ALONE.finditer(line):
            end, before = match.end(), line[: match.start()]
            if before.strip(BLANK) and not re.search(rf"{_B}{{2}}$", before):
                continue  # a note on the words before it
            if not _NO_LABEL.match(match.group(1).strip()) and not any(
                (a <= end and match.start() < b) or end <= a <= end + 1 for a, b in [*edges, *taken]
            ):
                following = len(line) - len(line[end:].lstrip(BLANK))
                found.append((min(end + 1, following), following, "nothing", "", False))
    found.sort()
    result = []
    previous = 0
    bounds = sorted(taken)
    for start, end, printed_as, unit, after_colon in found:
        if start < previous:
            continue
        floor = max([previous, *(b for a, b in bounds if b <= start)])
        if not unit and (beside := _UNIT_NEXT.match(line, end)) and printed_as != "pattern":
            unit = beside.group(1)
        if currency := _CURRENCY_BEFORE.search(line[max(floor, start - 6) : start]):
            scale = _SCALE_NEXT.match(line, end)
            if scale or not unit:
                unit = f"{currency.group(1)} {scale.group(1)}" if scale else currency.group(1)
        sealed = any(
            0 <= seal.start() - end <= 6 and not line[end : seal.start()].strip(BLANK)
            for seal in seals
        )
        label = label_of(line[floor:start])
        result.append(Blank(start, end, label, printed_as, unit, sealed, after_colon))
        previous = end
    return _carried_on(line, result)


def _carried_on(line: str, found: list[Blank]) -> list[Blank]:
    """With the label that a line says once: "매출액: 2023년 ____ 2024년 ____"; and the language that
    it says behind a blank: "회사명: ____ (국문) ____ (영문)"."""
    after = [_LANGUAGE.match(line, blank.end) for blank in found]
    if not found or _LANGUAGE.search(line[: found[0].start]):
        after = [None] * len(found)
    result: list[Blank] = []
    head = ""
    for blank, language in zip(found, after, strict=True):
        label = blank.label
        if year := _ENDS_IN_YEAR.fullmatch(label):
            head = year.group(1).rstrip(" :：") or head
            label = f"{head} {year.group(2)}".strip()
        elif not _LANGUAGE.fullmatch(f"({label})"):
            head = label
        if language:
            label = f"{head} ({language.group(1)})".strip()
        result.append(replace(blank, label=label) if label != blank.label else blank)
    return result


def label_of(text: str) -> str:
    """The words right before a blank: without what the last blank left ("명, 여") and bullets."""
    text = re.sub(rf"^[)\]]?\s?(?:{UNITS})(?=[\s,.)=+])[\s=+]*", "", text.strip(BLANK)[-80:])
    text = _SPREAD.sub(lambda found: re.sub(r"\s", "", found.group()), text)
    text = text.lstrip(BLANK + ")]）").strip(BLANK + ":：,/|ㆍ·;□■○◯◦●▶◆▪-([（")
    text = text if "(" in text else text.rstrip(")]）")
    parts = [part for part in re.split(rf"{_B}{{3,}}|[,;|]{_B}", text) if part.strip(BLANK)]
    label = re.sub(r"\s+", " ", parts[-1]).strip(" :：") if parts else ""
    label = re.sub(rf"\s?[:：]?\s?(?:[:：]\s?(?:[일총]?\s?금|총|약)|{_CURRENCY})$", "", label)
    return "" if _FILLER.fullmatch(label) else label


def _explicit(line: str) -> Iterator[tuple[int, int, PrintedAs, str]]:
    for match in _EXPLICIT.finditer(line):
        start, end = match.span()
        text = match.group()
        if match.group("paren"):
            inner = text[1:-1]
            unit = inner.strip(BLANK)
            start += 1
            yield (
                start,
                start + len(inner) - len(inner.lstrip(BLANK)) if unit else end - 1,
                "nothing",
                unit,
            )
        elif match.group("sum"):
            lead, tail = text[:1] == " ", text[-1:] == " " and end < len(line)
            yield start + lead, end - tail, "nothing", ""
        elif match.group("gap"):
            if _MEASURED.search(line[:start]):
                yield start, end, "nothing", ""
        elif match.group("line"):
            yield start, end, "nothing", ""
        else:
            if not re.search(r"[ \u00a0\u3000_○◯〇YyXx0*@]", text) or (
                re.fullmatch(r"[\s./-]*", text) and len(text) < 4
            ):
                continue
            before = line[:start].rstrip(BLANK)
            if match.group("day") and re.search(r"[가-힣]$", before) and len(text) <= 6:
                continue  # "생년월일", "설 립 년 월 일"
            if before.endswith("(") and before != "(" and line[end : end + 1] == ")":
                continue  # "Established (YYYY-MM-DD)"
            shift = len(text) - len(text.lstrip(BLANK))
            if re.match(r"\S", text[shift:]) and text[shift] not in "년.@-–/":
                start += shift
            yield start, end, "pattern", ""


def _after_colons(
    line: str, edges: Sequence[tuple[int, int]], seals: Sequence[re.Match[str]]
) -> Iterator[tuple[int, int]]:
    colons = list(_COLON.finditer(line))
    for at, colon in enumerate(colons):
        start, end = colon.start() + 1, colon.end()
        gap = end - start
        if any(a <= end + 1 and start <= b for a, b in edges):
            continue  # a blank of its own follows, or it stands in one
        before = line[colons[at - 1].end() if at else 0 : colon.start()]
        label = label_of(before)
        if not 1 <= len(label) <= 40 or _SENTENCE.search(label) or "http" in label:
            continue
        rest = line[end:]
        following = colons[at + 1].start() if at + 1 < len(colons) else None
        if not rest.strip(BLANK) or (gap >= 3 and rest[0] in ")）/,"):
            yield min(start + 1, end), end if not rest.strip(BLANK) else end - (rest[0] in "/,")
        elif (gap >= 3 and following is not None and 1 <= following - end <= 20) or (
            gap >= 2 and any(a >= end and len(line[end:a]) <= 20 for a, _ in edges)
        ):
            yield start + 1, end - 1
        elif gap >= 2 and (seal := next((s for s in seals if s.start() == end), None)) is not None:
            yield start + 1, seal.start()
