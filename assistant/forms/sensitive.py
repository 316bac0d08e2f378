"""Places that are never filled: signatures and seals, consent, numbers that identify a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.forms.form import SlotKind

SEAL = re.compile(
    r"[(\[（]\s{0,3}(?:인|印|서명|직인|날인|도장|사인|서명\s?(?:또는|및|·|/|,)\s?(?:인|날인|직인)|인\s?또는\s?서명|"
    r"법인\s?인감|인감|(?:signature|sign|signed|seal|stamp|sign here)[^)\]）\n]{0,30})\s{0,3}[)\]）]|㊞",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|[^가-힣]|자필|본인|대표자|대표|신청인|신청자|책임자|작성자|확인자|전자)서명(?:란|일|날인|자|인)?(?:[^가-힣]|또는|및|$)"
    r"|날인|(?<!법)인감|(?<!재)직인(?!원)|^도장|\bsign(?:ed|ature|atory)s?\b|\bseal\b|\bstamp\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"동의|서약|확약|선서|다짐|확인합니다|확인함|확인하였|숙지|이의\s?없|"
    r"\b(?:have )?read and\b|\baccept(?:s|ed)?\b|\bagree|\bconsent|\bcertif(?:y|ies)\b|\backnowledge|\bi (?:hereby )?(?:confirm|declare|accept|understand)"
    r"|\bwe (?:hereby )?(?:confirm|declare|accept|agree)|\bpledge|\bundertake",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^(?:예|네|아니오|아니요|yes|no|동의\S*|미동의|확인|함|하지 않음|)$", re.IGNORECASE
)
_IDENTIFIES = re.compile(
    r"주민(?:\s?등록)?\s?\)?\s?번호|주민\s?등록\s?\)|\(\s?주민|주민\)?\s?등록\s?번호|주민등록$|외국인\s?등록|여권|운전\s?면허|"
    r"계좌|통장|예금주|입금\s?은행|"
    r"\bresident (?:registration|reg|id)|\brrn\b|\bpassport|\balien registration|\bforeigner registration"
    r"|\bdriv(?:er|ing).{0,3}licen|\bbank (?:account|details)|\baccount (?:no|number|holder|name)|\biban\b"
    r"|\bswift\b|\bsocial security|\bnational id|\bid card",
    re.IGNORECASE,
)


def is_signed(label: str) -> bool:
    """Whether a label asks for a signature or a seal."""
    return bool(SEAL.search(label[:300]) or _SIGNED.search(label[:300]))


def kind_of_text(labels: Sequence[str], printed: str) -> SlotKind:
    if any(_IDENTIFIES.search(label[:300]) for label in labels):
        return "identity"
    if SEAL.search(printed) or (labels and is_signed(labels[0])):
        return "signature"
    return "text"


def kind_of_boxes(labels: Sequence[str], options: Sequence[str], before: str) -> SlotKind:
    """`before`: what is printed before the boxes, as a sentence that is agreed to."""
    if any(_AGREES.search(text[:600]) for text in (*labels[:2], *options)):
        return "consent"
    answers = all(_YES_NO.match(option.strip()) for option in options)
    return "consent" if answers and _AGREES.search(before[-600:]) else "choice"
