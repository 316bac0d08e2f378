"""Sales and exports by year, in tables and in words. Only years that are over, only exact sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from assistant.company.labels import Label, is_planned, label_of
from assistant.company.reading import Table
from assistant.company.stated import Stated, Words
from assistant.company.values import is_about
from assistant.figures import Figure, figures
from assistant.forms.values import money_unit

BY_YEAR = {"sales_krw": "KRW", "exports_usd": "USD"}
_YEAR = re.compile(
    r"(?:FY\s?)?(?P<year>20\d\d|['’]\d\d)\s?(?:년도?|회계연도|A)?(?:\s?(?:말|결산|실적|매출액?|수출액?|기준|actual|audited|results?))?\.?"
    r"(?:\s?[(（]\s?(?:결산|실적|확정|actual|audited|A|천?백?만?억?\s?원|KRW[\w\s]*|USD[\w\s]*|제?\s?\d+기)\s?[)）])?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:₩|\$|US\$|KRW\s|USD\s)?\s?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
)
_UNIT = re.compile(
    r"[(（\[]?\s?(?:단위|units?)\s?[:：]?\s?(?P<unit>[^()（）\]|\n]{1,30})[)）\]]?|[(（](?P<only>[^()（）]{0,20}(?:원|불|달러|won|KRW|USD|\$)[^()（）]{0,20})[)）]"
    r"|\b(?P<said>in (?:KRW|USD|US\$)? ?(?:thousand|million|billion)s?(?: of)? ?(?:KRW|USD|won|dollars|US\$)?)|^(?P<bare>(?:KRW|USD)(?: (?:thousand|million|billion|1,000))?)$",
    re.IGNORECASE,
)
_OTHER_SUMS = re.compile(
    r"영업\s?이익|순이익|자본|투자|유치|과제비|지원금|사업비|부채|자산|시장\s?규모|절감|수주|계약|누적|평균|상반기|하반기|분기|월\s?매출|profit|capital|invest|funding|grant|market|loss|cost|order|contract|cumulative|average|half|quarter|monthly|EBITDA|assets|debt",
    re.IGNORECASE,
)
_SALES = re.compile(r"매출|\b(?:sales|revenues?|turnover)\b", re.IGNORECASE)
_EXPORTS = re.compile(r"수출|\bexport(?:s|ed)?\b", re.IGNORECASE)
_GROWTH = re.compile(
    r"증가|성장(?!을)|늘어|감소|비해|대비|increase|grew by|growth|up from|compared|rose by",
    re.IGNORECASE,
)


def year_of(written: str, today: date) -> int | None:
    """The year that a cell names, if it is over and no estimate."""
    words = " ".join(written.split())
    if is_planned(words) or re.search(r"\d[EF]\)?$|\((?:E|F|P)\)", words):
        return None
    match = _YEAR.fullmatch(words)
    if match is None:
        return None
    year = int(match["year"]) if match["year"][0] == "2" else 2000 + int(match["year"][1:])
    return year if year < today.year else None


def of_table(table: Table, near: str, today: date, text: str) -> Iterator[Stated]:
    """`near`: the words around that may give a unit."""
    if not table.rows:
        return
    unit = unit_in(table.rows[0][0].text) or unit_in(table.caption) or unit_in(near)
    yield from _years_across(table, unit, today, text)
    yield from _years_down(table, unit, today, text)


def _years_across(table: Table, unit: str, today: date, text: str) -> Iterator[Stated]:
    """A row of years above rows of sums; or a label, a year and a sum in one row."""
    years: dict[int, int] = {}
    for row in table.rows:
        found = {n: y for n, cell in enumerate(row) if (y := year_of(cell.text, today)) is not None}
        label = _row_label(row)
        if label is None:
            if any(_looks_like_year(cell.text) for cell in row):
                years = found
            continue
        if label[1].field not in BY_YEAR or is_planned(row[label[0]].text):
            continue
        if len(found) == 1 and label[0] < min(found):  # 매출액 | 2024년 | 4,105
            (at,) = found
            sums = dict(zip((at,), row[at + 1 : at + 2], strict=False))
            columns = {at: found[at]}
        else:
            sums = {n: row[n] for n in years if n < len(row) and n > label[0]}
            columns = years
        for n, cell in sums.items():
            currency = BY_YEAR[label[1].field]
            own = money_unit(label[1].note) and label[1].note
            amount = amount_of(cell.text, own or unit, currency)
            if amount is not None:
                yield _stated(label[1].field, columns[n], amount, text, row[0].start, row[-1].end)


def _years_down(table: Table, unit: str, today: date, text: str) -> Iterator[Stated]:
    """Years in the first column, below what the columns are."""
    head = [label_of(cell.text) for cell in table.rows[0]]
    if not any(label and label.field in BY_YEAR for label in head):
        return
    for row in table.rows[1:]:
        year = year_of(row[0].text, today) if row else None
        if year is None:
            continue
        for cell, label, over in zip(row[1:], head[1:], table.rows[0][1:], strict=False):
            if label is None or label.field not in BY_YEAR or is_planned(over.text):
                continue
            own = money_unit(label.note) and label.note
            amount = amount_of(cell.text, own or unit, BY_YEAR[label.field])
            if amount is not None:
                yield _stated(label.field, year, amount, text, row[0].start, row[-1].end)


def _row_label(row: Sequence[Words]) -> tuple[int, Label] | None:
    """The first cell that is a known label, within the first two."""
    for n, cell in enumerate(row[:2]):
        if (label := label_of(cell.text)) is not None and label.field:
            return n, label
    return None


def _looks_like_year(text: str) -> bool:
    return bool(re.match(r"(?:FY\s?)?20\d\d(?!\d)|['’]\d\d\s?년?", text))


def unit_in(words: str) -> str:
    """A unit of money that the words tell: "(단위: 백만원)" is 백만원; "" without, or with two."""
    found = []
    for match in _UNIT.finditer(words):
        unit = next(group for group in match.groups() if group).strip()
        parts = [part for part in re.split(r"\s*[,/]\s*(?!\d)", unit) if money_unit(part)]
        found += parts if parts else [unit] if money_unit(unit) else []
    return found[0] if len(set(found)) == 1 else ""


def amount_of(written: str, unit: str, currency: str) -> int | None:
    """A cell's sum in whole won or dollars; None: not exact, of another currency, or of no unit."""
    words = " ".join(written.split())
    if is_planned(words) or re.search(
        r"약\s|약\d|~|여\s?[억만]|about|approx|%", words, re.IGNORECASE
    ):
        return None
    money = [figure for figure in figures(words) if figure.kind == "money"]
    if len(money) == 1 and money[0].value.startswith(f"{currency} "):
        if re.sub(r"[\s()]", "", words[: money[0].start] + words[money[0].end :]):
            return None
        return int(money[0].value.split()[1])
    if money or not unit:
        return None
    match = _NUMBER.fullmatch(words)
    scale = money_unit(unit)
    if match is None or scale is None or scale[0] != currency:
        return None
    amount = Decimal(match["n"].replace(",", "")) * scale[1]
    return int(amount) if amount == int(amount) else None


def of_words(words: Words, today: date, text: str, label: Label | None = None) -> Iterator[Stated]:
    """ "2023년 매출 21억 원, 2024년 25억 3천만 원": as many years as sums, in turn. `label`: what the
    words stand beside, where they do not say themselves that these are sales."""
    field, year = label.field if label else "", 0
    for piece in _pieces(words.text):
        found = figures(piece)
        days = [f for f in found if f.kind == "date"]
        sums = [f for f in found if f.kind == "money"]
        if label is None:
            field = _told_in(piece) or ("" if _OTHER_SUMS.search(piece) else field)
        if len(days) == 1 and not sums:
            year = int(days[0].value) if re.fullmatch(r"20\d\d", days[0].value) else 0
            continue
        if not sums or not field or is_planned(piece) or _GROWTH.search(piece):
            continue
        if any(not re.fullmatch(r"20\d\d", f.value) for f in days):
            continue
        if _OTHER_SUMS.search(piece) or any(not f.value.startswith(BY_YEAR[field]) for f in sums):
            continue
        for told, amount in _paired(days, sums, year, label):
            if told < today.year and not is_about(piece, amount):
                value = int(amount.value.split()[1])
                yield Stated(
                    f"{field}.{told}", value, text[words.start : words.end], words.start, "prose"
                )


def _pieces(sentence: str) -> Iterator[str]:
    """A sentence cut at its commas; the commas of a number have no space behind."""
    yield from re.split(r",\s|;\s|\s(?:while|but)\s|(?<=고)\s|(?<=며)\s|\s/\s", sentence)


def _told_in(piece: str) -> str | None:
    """ "" where it tells of both."""
    told = [bool(pattern.search(piece)) for pattern in (_SALES, _EXPORTS)]
    if all(told):
        return (
            "exports_usd"
            if re.search(r"수출\s?매출|export sales|export revenue", piece, re.IGNORECASE)
            else ""
        )
    return "sales_krw" if told[0] else "exports_usd" if told[1] else None


def _paired(
    years: Sequence[Figure], sums: Sequence[Figure], given: int, label: Label | None
) -> list[tuple[int, Figure]]:
    """`given`: the year that the words before tell, "In 2024, sales were …"."""
    if not years and len(sums) == 1:
        noted = [int(y) for y in re.findall(r"20\d\d", label.note)] if label else []
        year = noted[0] if len(noted) == 1 else given
        return [(year, sums[0])] if year else []
    if len(years) != len(sums):
        return []
    order = sorted([*years, *sums], key=lambda figure: figure.start)
    kinds = [figure.kind for figure in order]
    if len(set(kinds[::2])) > 1 or len(set(kinds[1::2])) > 1:
        return []
    return [(int(y.value), s) for y, s in zip(years, sums, strict=True)]


def _stated(field: str, year: int, amount: int, text: str, start: int, end: int) -> Stated:
    return Stated(f"{field}.{year}", amount, text[start:end], start)
