"""What a sentence denies, obliges, allows and restricts, and whether another does so too. Pure."""

from __future__ import annotations

import re

from assistant.composer.words import without_figures

_NOT = re.compile(
    r"제외|불가|배제|없|않|못하|못\s|아니|안\s?되|안\s?됩|금지|\bnot\b|n't\b|\bno\b|\bnor\b|\bnever\b|\bwithout\b|\bcannot\b|\bexcept|\bexclu|\bineligible|\bunless|\bother than",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"해야|하여야|돼야|되어야|어야|아야|여야|필수|의무|반드시|\bmust\b|\brequired\b|\bhave to\b|\bhas to\b|\bshall\b|\bmandatory",
    re.I,
)
_MAY = re.compile(r"[을할될]\s수\s(?:도\s)?있|가능|\bmay\b|\bcan\b|\bcould\b|\bpossible", re.I)
_IF = re.compile(
    r"경우|조건|요건|(?<=[가-힣])(?:으면|하면|되면|이면)(?=[\s,])|\bif\b|\bwhen\b|\bwhere\b|\bunless\b|\bprovided\b|\bsubject to\b|\bonly\b",
    re.I,
)
_ONLY = re.compile(
    r"한하여|한하며|한해서?|한정|에만|으로만|만\s?(?:가능|해당|신청|지원)|\bonly\b|\bsolely\b|\blimited to\b|\bexclusively",
    re.I,
)
# Of a thing, not of a figure beside it: 최소 가입기간.
_EXTREME = re.compile(
    r"(최소|최대|최저|최고)(?=\s?[가-힣]{2})|\b(minimum|maximum)\b(?!\s+of\b)", re.IGNORECASE
)
_FROM_TO = re.compile(r"[가-힣]+(?:부터|까지)|\bup to\b|\buntil\b", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"(?:^|[\s(※.])단[,，]?\s|다만|\bunless\b|\bprovided that\b|\bexcept|\bhowever\b|제외", re.I
)


def keeps_its_limits(text: str, ground: str) -> bool:
    """Whether a sentence denies, obliges, allows and restricts as its ground does."""
    if bool(_NOT.search(text)) != bool(_NOT.search(ground)):
        return False
    if _MUST.search(text) and not _MUST.search(ground):
        return False
    if _MAY.search(text) and _MUST.search(ground) and not _MAY.search(ground):
        return False
    if bool(_ONLY.search(text)) != bool(_ONLY.search(ground)):
        return False
    if _extremes(text) != _extremes(ground):
        return False
    if set(_FROM_TO.findall(without_figures(text))) != set(
        _FROM_TO.findall(without_figures(ground))
    ):
        return False
    return all(limit.search(text) or not limit.search(ground) for limit in (_IF, _TAKES_BACK))


def _extremes(text: str) -> set[str]:
    found = _EXTREME.finditer(without_figures(text))
    return {match[0].lower() for match in found}
