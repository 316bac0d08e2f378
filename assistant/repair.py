"""Undoes the line breaks and spaces that page layout puts into words. For search only: a quote is
always taken from the stored text, never from this."""

from __future__ import annotations

import re
import unicodedata

_LONG_LINE = 36  # columns, a Hangul syllable taking two: shorter lines end where their author ended
_NEAR_WIDTH = 0.88  # of the block's widest line: a line this full was broken by the page's edge
_FULL_ENOUGH = 0.6  # a line this full goes on in the next one
_OWN_LINE = re.compile(r"\s*([-*•·○●□■◦▪▶※☞|#>]|\d{1,2}[.)]\s|[가-힣][.)]\s|[①-⑳])")
_HYPHEN = re.compile(r"([A-Za-z]+)-$")
_TAIL = 40  # characters of what is joined already that are looked at: no word is longer

# At a break between two syllables, only grammar tells whether a word was cut.
_ENDS_A_WORD = re.compile(
    r"[가-힣]{2,}(을|를|는|은|의|에|및|와|과|며|에서|으로|까지|부터)$|(^|\s)(및|등|또는)$"
)
_STARTS_WITHIN_A_WORD = re.compile(
    r"(은|는|을|를|의|에|에서|에게|로|으로|와|과|도|며|고|다|하는|하여|한다|된다|합니다|습니다|입니다)(?![가-힣])"
)

_UNITS = (
    "년|월|일|시|분|초|개월|주|만|억|조|천|백|원|명|인|건|개|개사|차|회|호|항|목|위|단계|배|쪽|곳|세|점"
    "|층|종|팀|달러|퍼센트|포인트|세대|가지|분기"
)
_AFTER_A_UNIT = (
    r"(?![가-힣])|(?=만|억|천|백|원|까지|부터|간|이내|이상|이하|미만|초과|이전|이후|당|씩|째|여|차"
    r"|[이은는을를에의로도]|으로|에서|동안|정도|한도)"
)
_SPACED_UNIT = re.compile(rf"(?<=\d) +(?=({_UNITS})({_AFTER_A_UNIT}))")
_SPACED_ORDINAL = re.compile(r"(?<![가-힣])제 +(?=\d)")
_SPACED_MARK = re.compile(r"(?<=\w) +(?=[)\]」』》]|[,;:](\s|$))|(?<=[가-힣]) +(?=\.(\s|$))")


def repaired(text: str) -> str:
    """Stored text as it was meant: wrapped lines joined, spaces evened, figures closed up.

    "medium-\\nsized" becomes "medium-sized", "상\\n점가" in a full line "상점가", "500 만 원"
    "500만 원". Blocks, list items and table rows stay on lines of their own.
    """
    blocks = re.split(r"\n[ \t]*\n", text)
    return "\n\n".join(_figures(_joined_lines(block.split("\n"), text)) for block in blocks)


def _joined_lines(lines: list[str], text: str) -> str:
    widest = max(map(_columns, lines))
    out, goes_on = "", False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        evened = re.sub(r"(?<=\S)[ \t]+", " ", line.rstrip())
        out += evened.lstrip() if goes_on else evened
        goes_on = False
        if not following.strip():
            continue
        full = _columns(line) / max(widest, 1)
        wrapped = (full >= _FULL_ENOUGH and _columns(line) >= _LONG_LINE) or _HYPHEN.search(
            out[-_TAIL:]
        )
        if wrapped and not _OWN_LINE.match(following) and not re.match(r"\s*[|#]", line):
            out, goes_on = _glued(out, line, following, full, text), True
        else:
            out += "\n"
    return out


def _glued(out: str, line: str, following: str, full: float, text: str) -> str:
    """`out`, which ends with `line`, made ready for `following` to be put behind it."""
    if cut := _HYPHEN.search(out[-_TAIL:]):
        rest = re.match(r"\s*([a-z]+)", following)
        if rest is None:
            return out
        whole = cut[1] + rest[1]  # a hyphen of the page, if the word also stands without it
        return out[:-1] if re.search(rf"\b{whole}\b", text, re.IGNORECASE) else out
    start = following.lstrip()
    cut_by_edge = full >= _NEAR_WIDTH and line == line.rstrip()
    return out if cut_by_edge and cuts_a_word(out, start) else out + " "


def cuts_a_word(before: str, after: str) -> bool:
    """Whether the break between two full lines stands inside a Korean word, as far as it shows."""
    if not (before and after and _is_hangul(before[-1]) and _is_hangul(after[0])):
        return False
    return bool(_STARTS_WITHIN_A_WORD.match(after)) or not _ENDS_A_WORD.search(before[-_TAIL:])


def _figures(text: str) -> str:
    text = _SPACED_ORDINAL.sub("제", _SPACED_UNIT.sub("", text))
    return _SPACED_MARK.sub("", text)


def _is_hangul(c: str) -> bool:
    return "가" <= c <= "힣"


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.strip())
