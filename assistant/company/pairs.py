"""What stands beside what: "label: value" on lines, label and value cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.company.labels import Label, is_of_others, is_of_partners_abroad, label_of
from assistant.company.reading import Table, part
from assistant.company.stated import Words

_COLON = re.compile(r"(?<!\d)\s?[:：](?!//)(?!\d\d(?!\d))|\s[–—]\s|(?<=[0-9)\]])\s?[:：]\s")
_BOUND = re.compile(r"[|,;·ㆍ/]\s*|\s{2,}|\s[-–—]\s|(?<=\))\s*")
_SPACE = re.compile(r"\s+")
_ENDS = " \t|,;·ㆍ/-–—"
_UNCOLONED = (  # fields whose value tells itself
    "phone", "mobile", "fax", "email", "website", "business_registration_number", "founded",
    "corporate_registration_number", "address", "employees", "representative", "contact.name",
    "contact.phone", "contact.email", "name", "name_ko", "name_en", "industry_code",
)  # fmt: skip
_MOST_CHARS = 2000  # of a line with labels
_MOST_LABEL_WORDS = 4
_TOTAL = re.compile(r"(?:합\s?계|총\s?계|계|총원|전체|total|sum)(?:\s?\(.*\))?", re.IGNORECASE)
_TONGUE = re.compile(r"국문|한글|영문|영어|English|Korean", re.IGNORECASE)
_OURS = re.compile(
    r"(?:주관|신청)\s?(?:기업|기관)|당사|자사|우리\s?회사|applicant|lead (?:company|partner)|our company|us",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d,.]+\s?(?:명|인|people)?")


@dataclass(frozen=True, slots=True)
class Pair:
    label: Label
    value: Words
    start: int  # of the quote: from the label to the value's end
    end: int
    row: int  # pairs of one row stand beside one another
    colon: bool = True  # or a cell


def of_line(words: Words, row: int) -> list[Pair]:
    """Every known label with its value. Nothing of a line about others but partners abroad."""
    if len(words.text) > _MOST_CHARS:
        return []
    colons = [(m.start(), m.end()) for m in _COLON.finditer(words.text)]
    found: list[tuple[int, int, Label]] = []  # label's start, value's start, label
    ends: list[int] = []  # where a value must end, at the latest
    at = 0
    for begin, end in colons:
        whole = words.text[at:begin]
        if (label := _label_before(whole, bool(found))) is not None:
            start, name = label
            found.append((at + start, end, name))
            ends.append(at + start)
        else:
            last = max((m.end() for m in _BOUND.finditer(whole)), default=0)
            if not found and is_of_others(whole) and not is_of_partners_abroad(whole):
                return []
            if at == 0 or last:
                ends.append(at + last)
            else:
                continue
        at = end
    if not found and not colons:
        return [pair for piece in _columns(words) for pair in _uncoloned(piece, row)]
    pairs = []
    for start, begin, name in found:
        stop = min((end for end in ends if end > start), default=len(words.text))
        value = part(words, begin, max(stop, begin))
        value = part(value, 0, len(value.text.rstrip(f"{_ENDS}(")))
        if value.text.count(")") > value.text.count("("):
            value = part(value, 0, len(value.text.rstrip(" )")))
        if value.text:
            pairs.append(Pair(name, value, words.start + start, value.end, row))
    return pairs


def _columns(words: Words) -> list[Words]:
    """What wide gaps or pipes part."""
    edges = [0, *(e for m in re.finditer(r"\s{2,}|\s\|\s", words.text) for e in m.span())]
    edges.append(len(words.text))
    return [part(words, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def of_imprint(words: Words, row: int) -> list[Pair]:
    """Labels and values on one line with nothing but spaces between."""
    tokens = [*re.finditer(r"[^\s|]+", words.text)]
    found: list[tuple[int, int, Label]] = []
    at = 0
    while at < len(tokens):
        for last in range(min(at + 3, len(tokens) - 1), at, -1):
            label = label_of(words.text[tokens[at].start() : tokens[last - 1].end()].rstrip(".:"))
            if label is not None and label.field in _UNCOLONED:
                found.append((tokens[at].start(), tokens[last].start(), label))
                at = last
                break
        at += 1
    pairs = []
    stops = [start for start, _, _ in found[1:]] + [len(words.text)]
    for (start, begin, label), stop in zip(found, stops, strict=bool(found)):
        value = part(words, begin, stop)
        value = part(value, 0, len(value.text.rstrip(_ENDS)))
        if value.text:
            pairs.append(Pair(label, value, words.start + start, value.end, row, colon=False))
    return pairs


def broken_off(words: Words, following: Words, row: int) -> list[Pair]:
    """A label that ends its line, and a value without spaces on the next."""
    found = _label_before(words.text.rstrip(" :："), True)
    if found is None or " " in following.text or found[1].field not in _UNCOLONED:
        return []
    return [Pair(found[1], following, words.start + found[0], following.end, row, colon=False)]


def _label_before(whole: str, has_label: bool) -> tuple[int, Label] | None:
    """The longest known label that ends the words, and where it begins."""
    bounds = [0, *(m.end() for m in _BOUND.finditer(whole))]
    if has_label:
        bounds += [m.end() for m in _SPACE.finditer(whole)]
    bracketed = {m.end() for m in re.finditer(r"[(（]\s*", whole)}
    for start in sorted({*bounds, *bracketed}):
        if (label := label_of(whole[start:])) is not None:
            if start in bracketed and label.field not in ("name_ko", "name_en"):
                continue  # "(대표: …)" is that of whoever stands before the bracket
            lead = len(whole[start:]) - len(whole[start:].lstrip())
            return start + lead, label
    return None


def _uncoloned(words: Words, row: int) -> list[Pair]:
    """ "전화 02-000-0000", "Tel. 02-000-0000": a known label, then its value."""
    spaces = list(_SPACE.finditer(words.text))[:_MOST_LABEL_WORDS]
    for space in reversed(spaces):
        before = words.text[: space.start()].rstrip(".")
        label = None if re.search(r"\d", before) else label_of(before)
        if label is not None and label.field in _UNCOLONED and len(words.text) <= 150:
            value = part(words, space.end(), len(words.text))
            return [Pair(label, value, words.start, value.end, row, colon=False)]
    return []


def of_table(table: Table, first_row: int) -> Iterator[tuple[Pair, str]]:
    """Pairs, each with the group that its rows stand under: "담당자", "참여기관", or ""."""
    rows = [_distinct(row) for row in table.rows]
    if columns := _under_heads(table):
        for label, head, value in columns:
            yield Pair(label, value, head.start, value.end, first_row), ""
        return
    if (column := _own_column(table)) is not None:
        for n, cells in enumerate(table.rows[1:], start=1):
            known = label_of(cells[0].text)
            if known is not None and column < len(cells) and cells[column].text:
                value = cells[column]
                yield Pair(known, value, cells[0].start, value.end, first_row + n), ""
        return
    if _is_of_many(rows):
        return
    group = ""
    for n, row in enumerate(rows):
        if len(row) == 1 and len(table.rows[n]) > 1:
            group = row[0].text
            continue
        heads = table.rows[0]
        yield from (
            (pair, _joined(group, own))
            for pair, own in _of_row(row, heads, table.rows[n], first_row + n)
        )


def _joined(group: str, own: str) -> str:
    return f"{group} {own}".strip()


def _of_row(
    row: Sequence[Words], heads: Sequence[Words], whole: Sequence[Words], number: int
) -> Iterator[tuple[Pair, str]]:
    group = ""
    at = 0
    while at + 1 < len(row):
        label = label_of(row[at].text)
        following = label_of(row[at + 1].text)
        more = at + 2 < len(row)
        if label is not None and label.field == "employees" and len(row) > at + 2:
            if all(_NUMBER.fullmatch(cell.text) for cell in row[at + 1 :]):
                if (total := _total(heads, whole)) is not None:
                    yield Pair(label, total, row[at].start, total.end, number), group
                return
        if label is not None and more and _TONGUE.fullmatch(row[at + 1].text):
            if (told := _in_tongue(label, row[at + 1].text)) is not None:
                value = row[at + 2]
                yield Pair(told, value, row[at].start, value.end, number), group
            at += 3
            continue
        odd = (len(row) - at) % 2 == 1
        if (
            following is not None
            and more
            and label_of(row[at + 2].text) is None
            and (odd or label is None)
        ):
            group, at = row[at].text, at + 1  # 참여기관 | 기업명 | ㈜다른테크
            continue
        if label is not None and following is None:
            value = row[at + 1]
            if value.text:
                yield Pair(label, value, row[at].start, value.end, number), group
            at += 2
        elif label is None and odd and at == 0 and more:
            group, at = row[at].text, at + 1
        else:
            at += 2 if label is None else 1


def _in_tongue(label: Label, tongue: str) -> Label | None:
    """회사명 | 국문 | …: the label with the language of its value. Of a project, Korean alone."""
    is_korean = not re.match(r"영|Eng", tongue, re.IGNORECASE)
    if label.field in ("name", "name_ko", "name_en"):
        return Label("name_ko" if is_korean else "name_en", "")
    return label if is_korean else None


def _own_column(table: Table) -> int | None:
    """The column that is ours beside those of others: 주관기업 | 참여기업, 당사 | 경쟁사."""
    heads = [cell.text for cell in table.rows[0]]
    own = [n for n, head in enumerate(heads[1:], start=1) if _OURS.fullmatch(head)]
    return own[0] if len(own) == 1 and len(heads) > 2 and any(map(is_of_others, heads)) else None


def _is_of_many(rows: Sequence[Sequence[Words]]) -> bool:
    """Whether its first row only names the columns of what is below: other companies, certificates,
    people."""
    if len(rows) < 2 or len(rows[0]) < 3:
        return False
    return not any(label_of(cell.text) is not None for row in rows[1:] for cell in row[:2])


def _total(heads: Sequence[Words], whole: Sequence[Words]) -> Words | None:
    places = [n for n, head in enumerate(heads) if _TOTAL.fullmatch(head.text)]
    return whole[places[0]] if len(places) == 1 and places[0] < len(whole) else None


def _distinct(row: Sequence[Words]) -> list[Words]:
    """Cells without those that repeat the one before: merged ones stand at each of their places."""
    kept: list[Words] = []
    for cell in row:
        if not kept or cell.text != kept[-1].text:
            kept.append(cell)
    while kept and not kept[-1].text:
        kept.pop()
    return kept


def _under_heads(table: Table) -> list[tuple[Label, Words, Words]]:
    """The cells of the only row below a row of labels: several rows are of several things."""
    if len(table.rows) != 2 or len(table.rows[0]) < 2:
        return []
    labels = [label_of(cell.text) for cell in table.rows[0]]
    known = sum(1 for label in labels if label is not None)
    if known < 2 or known * 3 < len(labels) * 2:
        return []
    if any(label_of(cell.text) is not None for cell in table.rows[1]):
        return []
    return [
        (label, head, value)
        for label, head, value in zip(labels, table.rows[0], table.rows[1], strict=False)
        if label is not None and value.text
    ]
