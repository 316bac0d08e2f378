"""The headings above a place of a form. Pure."""

from __future__ import annotations

import re

_MARKS = (
    r"[\[<〈【(]?\s?(?:붙임|별지|별첨|서식|양식|제\s?\d{1,2}\s?호|(?:annex|appendix|form|attachment)\s+(?:no\.?\s?)?[\da-z]\b)",
    r"제\s?\d{1,2}\s?[장편부]|(?:part|section)\s+[\divx]+\b",
    r"[Ⅰ-Ⅻ]\s?[.)]?|(?:I{1,3}|IV|VI{0,3}|IX|X)[.)]\s",
    r"\d{1,2}\s?[.]\s?(?!\d)",
    r"\d{1,2}[.-]\d{1,2}\s?[.)]?\s?(?!\d)|[가-하]\s?[.]|[A-H]\.\s",
    r"\d{1,2}\)|[①-⑳]|[□■◆◇▣◈▶]\s?(?=\S)",
    r"[가-하]\)|\(\d{1,2}\)|\([가-하]\)|\([a-z]\)|[○ㅇ◦●]\s?(?=[가-힣A-Za-z])",
)
_MARK = re.compile("|".join(f"(?P<m{n}>{mark})" for n, mark in enumerate(_MARKS)), re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\s{0,20}(?:[\[<〈【(]?\s?(?:붙임|별지|별첨|서식|양식|첨부|제\s?\d{1,2}\s?[장편호])[^.]{0,30}$|[Ⅰ-Ⅻ]|\d{1,2}\s?[.)]|\d{1,2}[.-]\d|"
    r"[가-하][.)]\s|[①-⑳]|[□■◆◇▣◈▶○◦]\s|\((?:\d{1,2}|[가-하])\)\s|[A-H]\.\s|(?:part|section|annex|appendix)\s+[\da-z]+\b)",
    re.IGNORECASE,
)
NARRATIVE = re.compile(
    r"필요성|배경|목표|내용|계획|기대\s?효과|활용|방안|전략|개요|동기|전망|추진|차별성|\b(?:need|background|goal|objective|aim|plan|"
    r"approach|rationale|why|methodology|impact|effect|outcome|benefit|description|summary|activities)",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"(?:다|요|음|함|것|오|[,;?!])[.)]?\s{0,3}$|[a-z0-9][.]\s{0,3}$")
_BOLD = len(_MARKS) - 3  # a bold line without a mark ranks as "가." does


def is_heading(text: str, is_bold: bool) -> bool:
    """A short line with a heading's mark, or a bold one."""
    text = text.strip()
    if not 2 <= len(text) <= 80 or _ENDS_SENTENCE.search(text) or text[0] in "※*☞-":
        return False
    return is_bold or bool(_NUMBERED.match(text))


class Headings:
    """The headings that a place stands under, outermost first."""

    def __init__(self) -> None:
        self._path: list[tuple[int, str]] = []

    def enter(self, text: str, is_bold: bool = True) -> None:
        text = re.sub(r"\s+", " ", text).strip()
        match = _MARK.match(text.lstrip())
        rank = int((match.lastgroup or "m0")[1:]) if match else _BOLD if is_bold else len(_MARKS)
        self._path = [(other, words) for other, words in self._path if other < rank]
        self._path.append((rank, text))

    @property
    def path(self) -> str:
        """Joined by " > "."""
        return " > ".join(words for _, words in self._path)

    @property
    def nearest(self) -> str:
        return self._path[-1][1] if self._path else ""
