"""Which of the two languages a text is in."""

from __future__ import annotations

import re

from assistant.schema import Language

_ENGLISH_QUESTION = re.compile(
    r"^\s*(what|when|where|who|which|how|why|is|are|can|do|does|tell|and|list)\b", re.IGNORECASE
)


def language_of(text: str) -> Language:
    """Korean when a fifth of the letters are Hangul, unless it asks in English words."""
    hangul = len(re.findall(r"[가-힣]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    if _ENGLISH_QUESTION.match(text) and (
        latin > hangul or len(re.findall(r"[가-힣]+", text)) <= 2
    ):
        return "en"  # the Hangul is a name
    return "ko" if hangul and hangul * 4 >= latin else "en"
