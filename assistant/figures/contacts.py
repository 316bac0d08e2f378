"""Forms of email and web addresses and of phones."""

from __future__ import annotations

import re

from assistant.figures.figure import Form, form


def _lower(match: re.Match[str]) -> str:
    return match.group().lower()


def _phone(match: re.Match[str]) -> str:
    """Its groups of digits as dialled in Korea, whichever way they are set apart."""
    groups = re.findall(r"\d+", match["line"])
    if "+82" in match["line"]:
        groups = ["0" + groups[1].removeprefix("0"), *groups[2:]]
    line = "-".join(groups)
    return f"{line} ext {match['extension']}" if match["extension"] else line


_EXTENSION = r"(?:\s?[,(]?\s?(?:내선|교환|ext(?:ension)?\.?)\s?(?:번호\s?)?:?\s?(?P<extension>\d{1,5})\)?|\s?~\s?\d{1,4}(?!\d)|,\s?\d{4}(?!\d|\s?[가-힣]))?"
_LINE = (
    r"\(?0(?:2|[3-6]\d|70|80|1\d|50\d)\)?\s?[-.)]?\s?\d{3,4}[-.]\d{4}"
    r"|1[3-9]\d{2}-\d{4}"
    r"|\+82[-\s]?(?:\(0\)|\(?0?)\d{1,2}\)?[-\s]\d{3,4}[-\s]\d{4}"
    r"|0\d{1,2}-\d{3,4}-\d{4}"
)

CONTACTS: list[Form] = [
    form("email", r"(?a:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", _lower, digits=False, signs="@"),
    form(
        "url",
        r"(?:https?://|www\.)[^\s<>()\]|,가-힣]+(?a:[\w/])",
        _lower,
        digits=False,
        signs="http www",
    ),
    form("phone", rf"(?<![\d-])(?P<line>{_LINE})(?!\d){_EXTENSION}", _phone, signs="- . +82"),
    form(
        "phone",
        r"(?:국번\s?없이|☎|☏|\bdial)\s?(?P<line>1\d{2,3})(?!\d)(?P<extension>)",
        _phone,
        signs="없이 ☎ ☏ dial",
    ),
]
