"""What the words printed in a place to write show: nothing, an example, guidance, a unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.forms.form import Paragraph, PrintedAs

BLANK = " \t\u00a0\u2002\u2003\u3000\u200b"
LONGEST = 2000  # letters of a line with places in it; a longer one is prose
UNITS = (
    r"(?:천|백만|만|억)\s?(?:US\$|USD|US\s?달러|\$|KRW|￦)|"
    "백만달러|천달러|만달러|달러|백만불|천불|만불|불|백만원|천만원|억원|천원|만원|원|조원|"
    "개월|개사|개소|여명|명|인|건|개|%|％|퍼센트|㎡|평|세|년차|년|회|"
    r"(?:KRW|USD|US\$|₩|\$)(?:\s?(?:thousand|million|billion|mn|m|bn|k))?|"
    r"(?:thousand|million|billion)\s(?:KRW|USD|won)|won|months?|persons?"
)
_UNIT = re.compile(
    rf"\(?\s?({UNITS})\s?\)?\s?(?:정)?(?:\s?\([^()\n]{{0,30}}(?:기준|현재|제외|포함|as of|including|excluding)[^()\n]{{0,20}}\))?",
    re.IGNORECASE,
)
_UNIT_IN_LABEL = re.compile(
    rf"[(\[（](?:[^()\n]{{1,14}},)?\s?(?:단위|unit|in)?\s?[:：]?\s?({UNITS})\s?[)\]）]|\bin ({UNITS})\b",
    re.IGNORECASE,
)
_CORNER = re.compile(
    r"[(\[（<〈]?\s?(?:단위|unit)s?\s?[:：]\s?([^)\]）>〉\n]{1,30})", re.IGNORECASE
)

_DELETED = re.compile(
    r"(?:후|시|전)에?\s?(?:반드시\s?|모두\s?)?삭제|삭제\s?(?:후|하고|한 후|한 뒤|요망|바람|할 것|하여|해\s?주)|지우고|지운\s?(?:후|뒤)|삭제하시"
    r"|\b(?:delete|remove|erase)\b.{0,40}\b(?:before|prior|when|text|guidance|line|instruction|once)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"(?:삭제|변경)\s?하지|(?:지우|없애)지\s?(?:마|말|않)|\b(?:do not|don[’']?t|never|must not|should not)\s(?:\w+\s)?(?:delete|remove|erase)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^[\s(\[<（＜〈*]{0,4}(?:예\s?[)）:：]|예시(?!\s?(?:서식|양식|문서))\s?[)）:：]?|작성\s?예|기재\s?예|\(예\)|ex[).:]|e\.g\.|"
    r"for example|example[:)]|sample[:)])",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"입력\s?(?:하세요|하십시오|해\s?주세요|하여\s?주|란|바람|합니다)|(?:여기|이\s?곳)(?:에|를)|눌러|누르고|클릭|"
    r"기재\s?(?:하세요|하십시오|해\s?주세요)|적어\s?주(?:세요|십시오)|(?:^|[<\[(（〈])\s?[^\n]{0,20}\s?입력\s?[>\])）〉]?$|"
    r"^\W{0,2}(?:please )?(?:enter|insert|fill in|click|tap|(?:type|choose|select|write) (?:the|your|an?|one|here|in|text|from))\b"
    r"|^(?:click|type|write|enter)\b.{0,30}\bhere\b\W{0,3}$",
    re.IGNORECASE,
)
_CIRCLES = re.compile(r"[○◯〇]{2,}|[OＯ]{3,}|[Xx]{3,}|△△|□□")
_BRACKETED = re.compile(
    r"^[<\[(（〈＜「【][^\n]{0,80}(?:기재|작성|입력|서술|명시|기술|기입|표기|선택|enter|insert|describe|state|"
    r"your [a-z ]+|name|specify)[^\n]{0,30}[>\])）〉＞」】]$|^<[^<>\n]{2,60}>$",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"^\s?(?:※|☞|▶|\*{1,3}(?=\s?[가-힣A-Za-z])|[<\[(（【]?\s?(?:작성|기재|기입)\s?(?:요령|방법|안내|지침|시|예)|"
    r"유의\s?사항|note[s:]|guidance|instructions?\b|how to (?:complete|fill))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:기술|작성|서술|기재|기입|명시|제시|설명|요약|첨부|표기|나열|열거)\s?(?:할 것|하시오|하십시오|하세요|바랍니다|바람|요망|"
    r"한다|합니다|해\s?주세요|하여\s?주십시오|하여야 함|하되[^\n]{0,60}|함)?\s?[.)\]）]?\s?$"
    r"|(?:이내|이상|내외)(?:로)?\s?(?:작성|기술|서술|기재)"
    r"|^\W{0,2}(?:please\b|describe|explain|outline|summari[sz]e|state (?:the|your|how|why|what)"
    r"|provide|give (?:a|the|your)|list (?:the|all|any|your)|indicate|specify|set out|tell us"
    r"|max(?:imum|\.)?\b.{0,12}words|(?:up to|no more than|within) \d+ (?:words|pages|characters))",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"(?:기재|작성|기입)하지|(?:쓰|적)지\s?(?:마|않)|(?:담당자|접수자|기관)\s?(?:기재|작성)|"
    r"\bdo not (?:write|fill|complete|enter)|\b(?:office|official|internal) use|\bleave (?:this )?blank",
    re.IGNORECASE,
)
_FOR_OFFICE = re.compile(
    r"(?:기관|접수처?|접수자|담당\s?(?:자|부서)|공단|진흥원|센터|심사)\s?(?:에서\s?)?(?:기재|작성|사용|기입)\s?(?:란|합니다|함|함\.)|기재하지\s?(?:마|않)"
    r"|\b(?:office|official|internal|agency) use\b|\bdo not (?:write|fill|complete)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"[ \u00a0\u3000]{3,}[-–][ \u00a0\u3000]{3,}")
_BULLET = re.compile(r"^[○◯ㅇ◦●•·∙‧\-–▪■□◇◆*①1]{1,2}[.)]?$")
_COUNT = re.compile(r"명|인|개|건|개사|개월|%|％|persons?|people|months?", re.IGNORECASE)
_DOLLAR = re.compile(r"달러|불|USD|US\$|\$", re.IGNORECASE)
_PEOPLE = re.compile(r"종업원|근로자|고용|인원|직원|인력|employees|staff|headcount", re.IGNORECASE)
_EXPORT = re.compile(r"수출|\bexport", re.IGNORECASE)
_AMOUNT = re.compile(
    r"액|금|비(?:\W|$)|비용|매출|수출|자산|자본|부채|이익|예산|실적|합계|소계|\b(?:sales|revenue|turnover|export|cost|budget|profit|"
    r"amount|asset|grant|fund|expen|capital|total|income)",
    re.IGNORECASE,
)
_HEADS_A_NOTE = re.compile(
    r"유의\s?사항|작성\s?(?:요령|방법)|기재\s?요령|주의\s?사항|안내|note|instruction", re.I
)


def is_blank(text: str) -> bool:
    return not text.strip(BLANK + "\n")


def is_bullet(text: str) -> bool:
    """A bullet without words after it: "○", "-"; not the dash amid a blank for a number."""
    return bool(_BULLET.match(text.strip(BLANK))) and not _DASHED.fullmatch(text)


def unit_alone(text: str) -> str:
    """The unit where nothing else is printed, "" otherwise."""
    match = _UNIT.fullmatch(text.strip(BLANK + "\n"))
    return match.group(1) if match else ""


def unit_in_label(label: str) -> str:
    """Of "매출액(백만원)", "Sales (KRW million)"; "" without."""
    match = _UNIT_IN_LABEL.search(label[:200])
    return (match.group(1) or match.group(2)) if match else ""


def corner_units(text: str) -> tuple[str, ...]:
    """Of "(단위: 백만원, 명)"."""
    match = _CORNER.search(text[:400])
    parts = re.split(r"\s?[,/·、]\s?|\s및\s", match.group(1)) if match else []
    return tuple(part.strip() for part in parts if part.strip())


def unit_for(labels: Sequence[str], units: Sequence[str]) -> str:
    """Which of a table's units is that of a figure with these labels; "" where none can be."""
    said = re.sub(r"(?<=[가-힣])\s(?=[가-힣])", "", " | ".join(labels[:3]))
    counts = [unit for unit in units if _COUNT.fullmatch(unit)]
    dollars = [unit for unit in units if _DOLLAR.search(unit)]
    won = [unit for unit in units if unit not in counts and unit not in dollars]
    if _PEOPLE.search(said):
        return counts[0] if counts else ""
    if not _AMOUNT.search(said):
        return ""
    first, second = (dollars, won) if _EXPORT.search(said) else (won, dollars)
    return (*first, *second, "")[0]


def heads_a_note(text: str) -> bool:
    return bool(_HEADS_A_NOTE.search(text))


def is_for_office(text: str) -> bool:
    """Whether a note keeps what follows for those who receive the form."""
    return bool(_FOR_OFFICE.search(text[:200]))


def asks_deletion(text: str) -> bool:
    """What is printed goes when the form is filled: "delete this guidance", not "do not delete"."""
    return bool(_DELETED.search(text)) and not _KEPT.search(text)


def forbids_deletion(text: str) -> bool:
    return bool(_KEPT.search(text))


def asks_to_write(text: str) -> bool:
    return bool(_ASKS.search(text[:2000].strip()) or _HERE.search(text[:400].strip()))


def is_example(text: str) -> bool:
    """An example or "here": sure without looking at where it stands."""
    text = text[:2000].strip(BLANK + "\n")
    return bool(
        _EXAMPLE.search(text)
        or _CIRCLES.search(text)
        or re.fullmatch(r"(?:https?://)?(?:www\.)?\s*", text)
        or _BRACKETED.search(text)
        or (len(text) <= 60 and _HERE.search(text))
    )


def is_guidance(text: str) -> bool:
    """Opens as guidance does, or asks for its own deletion: sure without looking at its place."""
    text = text[:2000].strip(BLANK + "\n")
    return bool(_GUIDANCE.search(text)) or asks_deletion(text)


def hint(text: str, is_styled: bool, all_deleted: bool = False) -> PrintedAs | None:
    """How a value stands to the text printed in its place; None where that is no hint.

    all_deleted: the form says elsewhere that its guidance is to be deleted.
    """
    text = text[:2000].strip(BLANK + "\n")
    if _FORBIDS.search(text):
        return None
    if asks_deletion(text):
        return "placeholder"
    if _GUIDANCE.search(text):
        return "placeholder" if all_deleted else "guidance"
    if is_example(text):
        return "placeholder"
    asks = bool(_ASKS.search(text))
    if is_styled:
        long = len(text) > 40 or "\n" in text
        return "guidance" if (asks or long) and not all_deleted else "placeholder"
    if not asks:
        return None
    return "placeholder" if all_deleted else "guidance"


def is_room(paragraph: Paragraph) -> bool:
    """It holds no words of the form, only a bullet or a hint."""
    text = paragraph.text
    styled = paragraph.is_hint and not paragraph.is_heading
    return is_bullet(text) or hint(text, styled) is not None
