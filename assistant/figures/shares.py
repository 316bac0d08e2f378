"""Forms of shares and multiples."""

from __future__ import annotations

import re

from assistant.figures.figure import Form, both_ends, form, lower_end, not_figure, range_form
from assistant.figures.numbers import (
    FIRST,
    NUMBER,
    WORD_NUMBER,
    any_number,
    english_number,
    korean_number,
    shortest,
)


def _share(part: float, whole: float) -> str:
    return shortest(round(100 * part / whole, 2))


_WHOLES = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}


def _word_share(match: re.Match[str]) -> str:
    part = english_number(match["w"]) or 1
    return _share(part, _WHOLES[match["of"].lower().removesuffix("s")])


_TIMES = (
    r"(?:수(?=\s|로|가|를|의|이|까)|(?=[^가-힣]|로|가|를|는|의|에|나|이|까지|씩|만|인|였|도|$))"
)
SHARES: list[Form] = [
    range_form(
        "percent",
        lower_end(NUMBER, r"(?:\s?%)?")
        + rf"{FIRST}(?P<high>{NUMBER})\s?(?:(?:%|percentage|퍼센트)\s?(?P<point>p(?![a-z])|포인트|points?)|%|퍼센트|프로(?![가-힣])|per\s?cent\b)",
        lambda m: tuple(v and v + "p" if m["point"] else v for v in both_ends(m)),  # type: ignore[arg-type, return-value]
        signs="% 퍼센트 프로 percent cent",
    ),
    form(
        "percent",
        rf"\b(?P<w>{WORD_NUMBER})\s?per\s?cent\b",
        lambda m: shortest(english_number(m["w"])),
        digits=False,
        signs="cent",
    ),
    form(
        "percent",
        rf"(?P<whole>{NUMBER}|백|천)\s?분의\s?(?P<part>{NUMBER}|일|이(?![가-힣])|삼|사|오)",
        lambda m: _share(korean_number(m["part"]), korean_number(m["whole"])),
        digits=False,
        signs="분의",
    ),
    form(  # 1/2 is a share only where it is one of something
        "percent",
        r"(?<![\d./])(?P<part>\d)/(?P<whole>[2-9]|10)(?=\s?(?:이상|이하|이내|미만|초과|까지|을|를|\sof\s))",
        lambda m: _share(int(m["part"]), int(m["whole"])),
        signs="/",
    ),
    not_figure(
        r"(?<![\d./~-])(?<![~-]\s)\d{1,2}/\d{1,3}(?![\d/])(?!\s?(?:\([월화수목금토일]|~|-))",
        signs="/",
    ),
    form(
        "percent",
        r"\b(?:(?P<w>one|two|three|four)[\s-](?P<of>thirds?|quarters?|fourths?|fifths?|tenths?)(?=\sof\b)|(?P<a>a)\s(?:third|quarter)(?=\sof\sthe))",
        lambda m: (
            _word_share(m) if m["w"] else _share(1, 3 if m.group().lower().endswith("third") else 4)
        ),
        digits=False,
        signs="third quarter fourth fifth tenth",
    ),
    range_form(
        "multiple",
        lower_end(NUMBER, r"\s?배?") + rf"{FIRST}(?P<high>{NUMBER})\s?배{_TIMES}",
        both_ends,
        signs="배",
    ),
    form(
        "multiple",
        rf"(?<![가-힣])(?P<k>두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?배{_TIMES}",
        lambda m: shortest(any_number(m["k"])),
        digits=False,
        signs="배",
    ),
    form(
        "multiple",
        rf"\b(?P<n>{NUMBER}|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred)(?:-?\s?fold\b|\stimes(?=\s(?:the|as|more|larger|higher|bigger|greater|that)\b))",
        lambda m: "100" if m["n"].lower() == "hundred" else shortest(any_number(m["n"])),
        digits=False,
        signs="fold times",
    ),
    form(
        "multiple",
        r"\b(?P<by>doubl|tripl|quadrupl)(?:ed|es|ing)\b|\b(?P<twice>twice)(?=\s(?:the|as|that)\b)",
        lambda m: {"d": "2", "t": "3", "q": "4"}[(m["by"] or "d")[0].lower()],
        digits=False,
        signs="double doubl tripl quadrupl twice",
    ),
    form(
        "percent",
        r"절반|반반|(?<!first\s)(?<!second\s)(?<!latter\s)(?<!other\s)(?<!a\s)\bhalf\b(?!-|\sa\b|\san\b|\syears?\b|\sday\b|\s(?:million|billion))|\b(?<=a\s)half\b(?=\sof\b)",
        lambda _: "50",
        digits=False,
        signs="절반 반반 half",
    ),
]
