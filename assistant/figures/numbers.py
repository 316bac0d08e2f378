"""Numbers in digits and in words, in Korean and English."""

from __future__ import annotations

import re

NUMBER = r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
FIRST = r"(?<!\d)(?<!\d[.,])"  # before a number: it does not begin inside another

_LARGE = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = {"천": 1000, "백": 100, "십": 10}
_DIGITS = {digit: value for value, digit in enumerate("일이삼사오육칠팔구", start=1)}
KOREAN_NUMBER = rf"(?:{NUMBER}\s?[조억만천백십]{{1,3}}\s?){{0,8}}{NUMBER}(?:\s?여?[조억만천백십]{{1,3}})?(?:[일이삼사오육칠팔구][조억만천백십]{{1,3}}){{0,8}}여?"
# 오천만, 백만, but not 만 or 이 alone, which mean other things too
HANGUL_NUMBER = (
    r"(?<![가-힣\d])(?:[일이삼사오육칠팔구]?[조억만천백십]\s?){0,16}"
    r"[일이삼사오육칠팔구]?[십백천만억조]{1,2}"
)

_NATIVE_ONES = dict(zip("한 두 세 네 다섯 여섯 일곱 여덟 아홉".split(), range(1, 10), strict=True))
_NATIVE_TENS = {
    "열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
NATIVE = {
    **_NATIVE_ONES,
    **_NATIVE_TENS,
    **{ten + one: _NATIVE_TENS[ten] + _NATIVE_ONES[one] for ten in _NATIVE_TENS for one in _NATIVE_ONES},
    "스무": 20, "석": 3, "넉": 4, "하나": 1, "둘": 2, "셋": 3, "넷": 4,
}  # fmt: skip
NATIVE_NUMBER = (
    r"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)"
    r"|스무|열|서른|마흔|쉰|예순|일흔|여든|아흔)"
)

_ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_WORDS = {**_ONES, **_TENS}
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
SCALE = r"(?:thousand|million|billion|trillion|bn|mn)"
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
WORD_NUMBER = rf"(?:{_WORD}\shundred(?:\s(?:and\s)?{_WORD})?|a\shundred|{_WORD})(?:\s(?:thousand|million|billion)\b)?"


def plain(number: str) -> float:
    return float(number.replace(",", ""))


def shortest(value: float) -> str:
    """ "1434", "1.5": without an end that says nothing."""
    return f"{value:.12g}"


def korean_number(written: str) -> float:
    """The value of a Korean amount: "3억5천2백만" is 352,000,000, "오천만" 50,000,000, "1,434" 1,434."""
    total = 0.0
    section = 0.0
    number: float | None = None
    for token in re.findall(rf"{NUMBER}|[조억만천백십일이삼사오육칠팔구]", written):
        if token in _LARGE:
            section += number if number is not None else (0 if section else 1)
            total += section * _LARGE[token]
            section, number = 0.0, None
        elif token in _SMALL:
            section += (number if number is not None else 1) * _SMALL[token]
            number = None
        else:
            number = float(_DIGITS[token]) if token in _DIGITS else plain(token)
    return total + section + (number or 0)


def english_number(written: str) -> float:
    """The value of number words: "two hundred and fifty thousand" is 250,000, "a million" 1,000,000."""
    value = 0.0
    for word in re.findall(r"[a-z]+", written.lower()):
        if word == "hundred":
            value = (value or 1) * 100
        elif word in SCALES:
            value = (value or 1) * SCALES[word]
        else:
            value += _WORDS.get(word, 0)
    return value


def low_amount(low: str, high: str) -> float:
    """The 1 of 1~3억 is an eok as well; the 5천 of 5천~1억 is 5천만, the most that is below 1억."""
    own = korean_number(low)
    if re.search("[조억만]", low):
        return own
    letters = re.sub(r".*\d\s?", "", high)
    large = re.sub("[천백십]", "", letters)
    tails = [large, "만"] if re.search("[천백십]", low) else [letters, large, "만"]
    amounts = [korean_number(low + tail) for tail in tails]
    return next((a for a in amounts if own < a < korean_number(high)), own)


def any_number(written: str) -> float:
    """Of digits, number words in English or in native Korean."""
    if written[0].isdigit():
        return plain(written)
    return float(NATIVE[written]) if written in NATIVE else english_number(written)
