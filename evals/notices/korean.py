"""Korean grammar for filled-in sentences: particles after words, endings in three registers."""

from __future__ import annotations

import re
from collections.abc import Mapping

_STEMS = {
    "{do}": "하{.}", "{be}": "되{.}", "{has}": "있{.}", "{must}": "하여야 하{.}",
    "{can}": "할 수 있{.}", "{cannot}": "할 수 없{.}",
}  # fmt: skip
_PLACEHOLDER = re.compile(
    r"\{(?!is\}|do\}|be\}|has\}|must\}|can\}|cannot\})(\w+)\}"
    r"(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|(?:으로|[은는을를로])(?=[\s,]|$))?"
)
_PAIRS = ("은는", "이가", "을를", "과와")  # after a final consonant, after a vowel
_FIRST, _LAST = ord("가"), ord("힣")
_RIEUL = 8
_FINALS_OF_DIGITS = {"0": 21, "1": _RIEUL, "3": 16, "6": 1, "7": _RIEUL, "8": _RIEUL}


def with_particles(template: str, words: Mapping[str, str]) -> str:
    """`template` filled in, with the forms of particles that its words take."""

    def filled(match: re.Match[str]) -> str:
        word = words[match[1]]
        return word + particle(word, match[2]) if match[2] else word

    return _PLACEHOLDER.sub(filled, template)


def particle(word: str, given: str) -> str:
    """The form that a particle, given in any form ("은(는)", "를", "(으)로"), takes after `word`."""
    final = _final(re.sub(r"\([^)]*\)$|[」)\s]+$", "", word)[-1:])
    if "로" in given:
        return "로" if final in (0, _RIEUL) else "으로"
    pair = next(pair for pair in _PAIRS if given[0] in pair)
    return pair[0 if final else 1]


def ended(text: str, register: int) -> str:
    """`text` with its endings: 0 합니다, 1 함, 2 한다."""
    for mark, stem in _STEMS.items():
        text = text.replace(mark, stem)
    stop = "." if text.endswith(("{.}", "{is}")) and register != 1 else ""
    text = text.replace("{is}", ("입니다", "임", "이다")[register])
    return re.sub(r"(.)\{\.\}", lambda match: _ending(match[1], register), text) + stop


def _ending(last: str, register: int) -> str:
    if _final(last):
        return last + ("습니다", "음", "다" if last in "있없" else "는다")[register]
    joined = chr(ord(last) + (17, 16, 4)[register])  # ㅂ, ㅁ, ㄴ below the vowel
    return joined + ("니다", "", "다")[register]


def _final(letter: str) -> int:
    """The number of a syllable's final consonant, 0 without one; digits as they are read."""
    if letter and _FIRST <= ord(letter) <= _LAST:
        return (ord(letter) - _FIRST) % 28
    return _FINALS_OF_DIGITS.get(letter, 0)
