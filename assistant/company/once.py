"""What says the same is said once: the fuller of two, a label's before a sentence's. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from assistant.company.company_name import stem
from assistant.company.stated import Stated


def once(found: Iterable[Stated]) -> list[Stated]:
    """Each field's values once: of two that say the same the fuller, of a label before a sentence's."""
    by_field: defaultdict[str, list[Stated]] = defaultdict(list)
    for stated in sorted(found, key=lambda s: (s.told == "prose", s.start)):
        kept = by_field[stated.field]
        same = next((n for n, one in enumerate(kept) if _is_same(one, stated)), None)
        if same is None:
            kept.append(stated)
        elif _is_fuller(stated, kept[same]):
            kept[same] = stated
    return [stated for kept in by_field.values() for stated in kept]


def _is_same(one: Stated, other: Stated) -> bool:
    a, b = one.value, other.value
    if isinstance(a, int) and isinstance(b, int):
        return a == b or (one.told != other.told and _is_rounded(a, b))
    if isinstance(a, tuple) and isinstance(b, tuple):
        return set(a) <= set(b) or set(b) <= set(a)
    x, y = str(a), str(b)
    match one.field.split(".")[-1]:
        case "name_ko" | "name_en":
            return stem(x) == stem(y)
        case "phone":
            return _digits(x) == _digits(y)
        case "founded" | "representative_born":
            return x.startswith(y) or y.startswith(x)
        case "website":
            return _web(x) == _web(y)
        case "address" | "need" | "goal" | "plan" | "effect" | "industry":
            return _even(x) in _even(y) or _even(y) in _even(x)
    return _even(x) == _even(y)


def _is_rounded(a: int, b: int) -> bool:
    """Whether the sum with fewer figures is the other one, rounded or cut."""
    low, high = sorted((a, b), key=lambda n: len(str(n).rstrip("0")))
    step = 10 ** (len(str(low)) - len(str(low).rstrip("0")))
    return step > 1 and len(str(low)) - len(str(step)) >= 1 and abs(high - low) < step


def _is_fuller(other: Stated, one: Stated) -> bool:
    if isinstance(one.value, int) or one.field in ("phone", "contact.phone", "website"):
        return False
    return len(other.value) > len(one.value) if isinstance(other.value, str | tuple) else False


def _digits(number: str) -> str:
    return re.sub(r"\D", "", re.sub(r"^\+82[-\s]?\(?0?\)?", "0", number))


def _web(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.|/$", "", address.casefold())


def _even(words: str) -> str:
    return re.sub(r"[\s.,()-]", "", words).casefold()
