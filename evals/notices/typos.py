"""Mistypes Korean questions as hurried owners do. Digits and Latin letters stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_KEY_ROWS = (
    "ㅂㅈㄷㄱㅅ",
    "ㅁㄴㅇㄹㅎ",
    "ㅋㅌㅊㅍ",
    "ㅛㅕㅑㅐㅔ",
    "ㅗㅓㅏㅣ",
    "ㅠㅜㅡ",
)  # of the two-set keyboard
_FIRST = ord("가")
_SYLLABLE = re.compile("[가-힣]")


def mistyped(question: str, rng: Random) -> str:
    """`question` with one or two slips; never as it was."""
    text = question
    slips = rng.choice((1, 1, 2))
    while slips or text == question:
        text = rng.choice(_SLIPS)(text, rng)
        slips = max(0, slips - 1)
    return text


def _run_together(text: str, rng: Random) -> str:
    """Without some or all of its spaces."""
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    lost = set(
        spaces if rng.random() < 0.4 else rng.sample(spaces, min(len(spaces), rng.randint(1, 3)))
    )
    return "".join(letter for at, letter in enumerate(text) if at not in lost)


def _swapped(text: str, rng: Random) -> str:
    """Two neighbouring syllables in each other's place."""
    pairs = [match.start() for match in re.finditer("(?=[가-힣]{2})", text)]
    if not pairs:
        return text
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _without_final(text: str, rng: Random) -> str:
    """A syllable without its final consonant."""
    return _changed(text, rng, lambda initial, vowel, final: chr(_syllable(initial, vowel, 0)))


def _doubled(text: str, rng: Random) -> str:
    """A first consonant typed twice."""
    return _changed(
        text,
        rng,
        lambda initial, vowel, final: _INITIALS[initial] + chr(_syllable(initial, vowel, final)),
    )


def _wrong_consonant(text: str, rng: Random) -> str:
    """A first consonant hit on the key beside it."""

    def slip(initial: int, vowel: int, final: int) -> str:
        beside = _beside(_INITIALS[initial], rng)
        return chr(_syllable(_INITIALS.index(beside), vowel, final))

    return _changed(text, rng, slip)


def _wrong_vowel(text: str, rng: Random) -> str:
    """A vowel hit on the key beside it."""

    def slip(initial: int, vowel: int, final: int) -> str:
        return chr(_syllable(initial, _VOWELS.index(_beside(_VOWELS[vowel], rng)), final))

    return _changed(text, rng, slip)


_SLIPS = (
    _run_together,
    _run_together,
    _swapped,
    _without_final,
    _doubled,
    _wrong_consonant,
    _wrong_vowel,
)


def _changed(text: str, rng: Random, slip: Callable[[int, int, int], str]) -> str:
    places = [match.start() for match in _SYLLABLE.finditer(text)]
    if not places:
        return text
    at = rng.choice(places)
    code = ord(text[at]) - _FIRST
    return text[:at] + slip(code // 588, code // 28 % 21, code % 28) + text[at + 1 :]


def _syllable(initial: int, vowel: int, final: int) -> int:
    return _FIRST + (initial * 21 + vowel) * 28 + final


def _beside(key: str, rng: Random) -> str:
    for row in _KEY_ROWS:
        if key in row:
            at = row.index(key)
            return rng.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    return key  # typed with shift or as two keys
