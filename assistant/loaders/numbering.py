"""The numbers that a word processor draws before a paragraph and keeps out of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_SYLLABLES = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
)
_ROMAN += ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(n: int) -> str:
    if n > 3999:
        return str(n)
    out = ""
    for value, letters in _ROMAN:
        out += letters * (n // value)
        n %= value
    return out


def _from(letters: str) -> Callable[[int], str]:
    return lambda n: letters[n - 1] if 1 <= n <= len(letters) else str(n)


_LATIN = _from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CIRCLED = _from("".join(chr(0x2460 + i) for i in range(20)))

# The names are those of OOXML (w:numFmt), OWPML (numFormat) and HTML (ol type).
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("ganada", "hangul_syllable"), _from(_SYLLABLES)),
    **dict.fromkeys(("chosung", "hangul_jamo"), _from(_JAMO)),
    **dict.fromkeys(("upperletter", "latin_capital", "type A"), _LATIN),
    **dict.fromkeys(("lowerletter", "latin_small", "type a"), lambda n: _LATIN(n).lower()),
    **dict.fromkeys(("upperroman", "roman_capital", "type I"), _roman),
    **dict.fromkeys(("lowerroman", "roman_small", "type i"), lambda n: _roman(n).lower()),
    **dict.fromkeys(("decimalenclosedcircle", "circled_digit"), _CIRCLED),
}


def ordinal(n: int, style: str) -> str:
    """`n` in a numbering style: ordinal(2, "ganada") is "나". Unknown styles count in digits."""
    known = _FORMATS.get(style) or _FORMATS.get(style.lower())
    return known(n) if known else str(n)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    style: str = "decimal"  # a numbering style; "bullet" for no number
    template: str = "%1."  # %1 is the number of the outermost level (OWPML writes ^1)
    start: int = 1


@dataclass(slots=True)
class Counters:
    """The running numbers of a document's lists."""

    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, level: int, levels: Sequence[Level]) -> str:
        """The label of the next item: "2.", "가.", or "-" for a bullet."""
        counts = self._counts.setdefault(list_id, {})
        for deeper in [d for d in counts if d > level]:
            del counts[deeper]
        own = levels[level] if level < len(levels) else Level()
        counts[level] = counts.get(level, own.start - 1) + 1
        if own.style == "bullet":
            return "-"

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            style = levels[at] if at < len(levels) else Level()
            return ordinal(counts.get(at, style.start), style.style)

        return re.sub(r"[%^](\d)", number, own.template).strip() or "-"


def item(label: str, level: int, text: str) -> str:
    """A list item as a line, two spaces deeper for each level."""
    return f"{'  ' * min(level, 8)}{label} {' '.join(text.split())}"
