"""A company's name in both languages, and without its legal form. Pure."""

from __future__ import annotations

import re

from assistant.company.labels import label_of
from assistant.company.unsaid import is_guidance, is_nothing

COMPANY_KO = r"(?:(?:㈜|\(주\)|（주）|주식회사|유한회사|농업회사법인|\(유\))\s?[가-힣A-Za-z0-9&.·-]{1,30}(?:\s?(?:㈜|주식회사))?|[가-힣A-Za-z0-9&.·-]{1,30}\s?(?:㈜|\(주\)|（주）|주식회사|유한회사))"
COMPANY_EN = r"(?:[A-Z0-9][\w&.'’+-]{0,30}\s){0,5}[A-Z0-9][\w&.'’+-]{0,30},?\s(?i:Co\.?,?\s?Ltd\.?|Company,?\s(?:Ltd\.?|Limited)|Inc\.?|Corp\.?|Corporation|Ltd\.?|Limited|LLC|L\.L\.C\.|GmbH|PLC)(?!\w)"


def company_names(text: str) -> dict[str, str]:
    """ "㈜가상정밀 (Gasang Precision Co., Ltd.)" has a Korean name and an English one."""
    words = " ".join(text.split()).strip(" ,;")
    if (
        is_guidance(words)
        or not words
        or len(words) > 100
        or is_nothing(words)
        or label_of(words) is not None
    ):
        return {}
    found: dict[str, str] = {}
    parts = re.split(
        r"\s*[(（](?!주\)|유\)|주）)(.*?)[)）]\s*|\s*/\s*|\s*,\s*(?=[A-Z][a-z]+ )(?!\s*(?:Co|Ltd|Inc))",
        words,
    )
    for part in (p.strip() for p in parts if p and p.strip()):
        part = re.sub(r"^(?:영문|국문|한글|영문명|English|Korean)\s?[:：]\s?", "", part)
        if re.search("[가-힣]", part):
            if not is_note(part):
                found.setdefault("name_ko", part)
        elif re.search(r"[A-Za-z]{2}", part) and (not found or len(part) > 3):
            found.setdefault("name_en", part)
    return found


def is_note(words: str) -> bool:
    """이하 "당사", 구 ㈜옛이름: no name of its own."""
    return bool(re.match(r"(?:이하|구\s|舊|이전|직인|인\b|대표|영문|국문)", words))


def stem(name: str) -> str:
    """A company's name without its legal form, to compare."""
    bare = re.sub(
        r"㈜|\(주\)|（주）|주식회사|유한회사|\(유\)|,?\s*\b(?:Co|Company|Inc|Corp|Corporation|Ltd|Limited|LLC|GmbH)\b\.?,?",
        "",
        name,
        flags=re.IGNORECASE,
    )
    return re.sub(r"[\s.,]", "", bare).casefold()
