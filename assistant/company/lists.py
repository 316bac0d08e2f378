"""What a paper lists beside a label: certificates, partners, prizes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.company.labels import is_planned
from assistant.company.unsaid import is_nothing

_COUNTRY = re.compile(
    "USA|US|United States|UK|United Kingdom|Germany|France|Japan|China|Taiwan|Hong Kong|Singapore|"
    "Vietnam|Thailand|Indonesia|Malaysia|India|Australia|New Zealand|Canada|Mexico|Brazil|Spain|"
    "Italy|Switzerland|Austria|Netherlands|The Netherlands|Belgium|Sweden|Norway|Denmark|Finland|"
    "Estonia|Poland|Czech Republic|Israel|UAE|Saudi Arabia|Turkey|Türkiye|Kazakhstan|Uzbekistan|"
    "미국|영국|독일|프랑스|일본|중국|대만|홍콩|싱가포르|베트남|태국|인도네시아|말레이시아|인도|호주|"
    "캐나다|멕시코|브라질|스페인|이탈리아|스위스|오스트리아|네덜란드|벨기에|스웨덴|노르웨이|덴마크|"
    "핀란드|폴란드|체코|이스라엘|튀르키예"
)
_MOST_ITEM_CHARS = 120
_MOST_ITEMS = 30


def items(text: str) -> tuple[str, ...] | None:
    """What is listed, without what is only planned."""
    found: list[str] = []
    for piece in _pieces(" ".join(text.split())):
        piece = re.sub(r"^(?:[-*•·○◦▪✓]|\d{1,2}[.)])\s*", "", piece).strip(" .;")
        if (found and _COUNTRY.fullmatch(piece)) or (
            found and re.fullmatch(r"(?:19|20)\d\d(?:년|\.\s?\d{1,2}\.?)?", piece)
        ):
            found[-1] += f", {piece}"
        elif piece and not is_nothing(piece) and is_held(piece):
            found.append(piece)
    fits = (
        found and len(found) <= _MOST_ITEMS and all(len(one) <= _MOST_ITEM_CHARS for one in found)
    )
    return tuple(dict.fromkeys(found)) if fits else None


def is_held(item: str) -> bool:
    return not is_planned(item) and not re.search(
        r"준비|추진\s?중|진행\s?중|신청\s?중|심사\s?중|출원|in progress|pending|applied for|under way|not yet",
        item,
        re.IGNORECASE,
    )


def _pieces(words: str) -> Iterator[str]:
    """Parted by commas and the like outside brackets."""
    depth, at = 0, 0
    for n, letter in enumerate(words):
        if letter in "([（":
            depth += 1
        elif letter in ")]）":
            depth = max(depth - 1, 0)
        elif not depth and (
            letter in ";·ㆍ、"
            or (letter == "," and not re.match(r",\d{3}\b", words[n:]))
            or (letter in "/|" and words[n - 1 : n] == " ")
        ):
            yield words[at:n]
            at = n + 1
    yield words[at:]
