"""Reads a notice into clauses: each statement with the headings and the label it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from assistant.drafting.labels import Kind, is_label, kind_of
from assistant.outline import Block, blocks
from assistant.sentences import sentence_spans

_MARKS = (  # of headings and items; a heading's mark tells its level
    ("#", re.compile(r"(#{1,6})\s+")),
    ("article", re.compile(r"제\s?\d+\s?[장절관조](?:의\s?\d+)?\s*")),
    ("Ⅰ", re.compile(r"(?:[Ⅰ-Ⅻ]+|[IVX]+(?=\.))\s?\.?\s*")),
    ("1-1", re.compile(r"\d{1,2}-\d{1,2}[.)]?\s+")),
    ("1.", re.compile(r"\d{1,2}\.(?!\d)\s*")),
    ("가.", re.compile(r"[가-하]\.\s*")),
    ("1)", re.compile(r"\d{1,2}\)\s*")),
    ("가)", re.compile(r"[가-하]\)\s*")),
    ("(1)", re.compile(r"\(\d{1,2}\)\s*")),
    ("(가)", re.compile(r"\([가-하]\)\s*")),
    ("(a)", re.compile(r"\(?[a-z]\)\s*")),
    ("①", re.compile(r"[①-⑳❶-❿]\s*")),
    ("□", re.compile(r"[□■◆◇▣◈]\s*")),
    ("○", re.compile(r"[○ㅇ●◦]\s*")),
    ("-", re.compile(r"(?:[-*+•·‣▪※▶▷☞◎]|❍)\s+|※\s*")),
)
_LABEL = re.compile(
    r"(?P<l>(?:[^:：\n(]|\([^)\n]{0,40}\)){1,40}?)\s*(?:[:：](?=\s|\D)|\s[–—]\s)\s*(?=\S)"
)
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+ *)(?=\S)")
_HEAD_CHARS = 60  # a longer line is no heading
_ENDS = re.compile(
    r"(?:다|함|음|임|됨|요|까지|이내|이상|이하|미만|초과|외|[.!;,:：]|\d\s?(?:원|명|개사|개월|년|일|%))$"
)
_OTHER_WORDS = re.compile(r"(?:구분|항목|내용|비고|일시|일정|장소|금액|한도|부수|전화|연락처|담당|유형"
    r"|Item|Date|Details?|Remarks?|Content|Place|Limit|Copies|Phone|Amount|Type)", re.IGNORECASE)  # fmt: skip
_MOST_CHARS = 2000  # of a statement; what is longer is none, and would take its time
_MOST = 5000  # statements: a notice has some hundred
_SHORT_CELL = 20  # characters; what is longer is no column's head


@dataclass(frozen=True, slots=True)
class Cell:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement as it stands at `[start:end]` of its document: its quote."""

    section: tuple[str, ...]  # headings above it without their marks, outermost first
    start: int
    end: int
    label: str  # of "label: value", or a two-column row's first cell; "" without one
    text: str  # what it says: the value, or all of it but its mark
    kind: Kind | None  # what its label or else the nearest known heading is about
    cells: tuple[Cell, ...] = ()  # of a row below `head`
    head: tuple[Cell, ...] = ()
    head_span: tuple[int, int] = (0, 0)
    lead: bool = False  # before the first heading


@dataclass(slots=True)
class _Outline:
    """The headings above where the reading is."""

    open: list[tuple[str, str]] = field(default_factory=list)  # (mark, words)
    titled: bool = False  # the first heading is the notice's title and above no clause

    def enter(self, mark: str, words: str) -> None:
        if not self.titled and not is_label(words):
            self.titled = True
            return
        self.titled = True
        known = [m for m, _ in self.open]
        if mark in known:
            del self.open[known.index(mark) :]
        elif mark.startswith("#"):  # a larger one closes what is smaller
            self.open = [(m, w) for m, w in self.open if m.startswith("#") and m < mark]
        self.open.append((mark, words))

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.open)


def clauses(text: str) -> list[Clause]:
    """Every statement of a stored text in order, up to the first 5,000: items, rows, sentences;
    headings are in none."""
    outline = _Outline()
    found: list[Clause] = []
    table: list[Sequence[Cell]] = []
    for unit in _units(text):
        if isinstance(unit, list):
            table = unit
            found += islice(_rows(table, outline), _MOST)
            continue
        start, end, alone, followed = unit
        mark, words = _unmarked(text[start:end])
        if _is_heading(mark, words, alone, followed, bool(outline.open)):
            outline.enter(mark, words.rstrip(":： ").strip("[]<>【】〈〉 "))
            continue
        begin = end - len(words)
        found += _statements(text, begin, end, outline)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _statements(text: str, start: int, end: int, outline: _Outline) -> Iterator[Clause]:
    for first, last in sentence_spans(text, start, end):
        if last - first > _MOST_CHARS:
            continue
        if re.search(r"[^다요\W]\.$", text[first:last]):
            last -= 1  # "협약일부터 8개월.": a list's full stop
        words = text[first:last]
        label, value = _labelled(words)
        yield Clause(
            section=outline.path,
            start=first,
            end=last,
            label=label,
            text=value,
            kind=_kind(outline.path, label),
            lead=not outline.open,
        )


def _labelled(words: str) -> tuple[str, str]:
    match = _LABEL.match(words)
    if match and not re.search(r"\d$|https?$", match["l"]):
        return match["l"].strip("[]<>【】〈〉 "), words[match.end() :]
    head, gap, rest = words.partition(" ")
    if gap and is_label(head) and kind_of(head) == "when" and re.match(r"['’]?\d", rest):
        return head, rest  # "접수기간 2026. 4. 6. ~ 4. 24."
    return "", words


def _kind(path: Sequence[str], label: str) -> Kind | None:
    """What the label is about, or else the innermost heading that is known. A part of what is not
    read is not read either, nor is anything but whom to ask below a heading that says so."""
    kinds = [kind for kind in map(kind_of, path) if kind]
    inner = kinds[-1] if kinds else None
    if "other" in kinds and inner != "benefit":
        return "other"
    if inner == "contact":
        return "contact"
    return (kind_of(label) if label else None) or inner


def _rows(table: list[Sequence[Cell]], outline: _Outline) -> Iterator[Clause]:
    head: Sequence[Cell] = table[0]
    body = table[1:]
    if _is_pair(table[0]):
        head, body = (), table
    span = (head[0].start, head[-1].end) if head else (0, 0)
    for row in body:
        if not row or row[-1].end - row[0].start > _MOST_CHARS:
            continue
        pairs = [(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
        labels = all(is_label(name.text) for name, _ in pairs) or (
            len(row) == 2 and bool(kind_of(row[0].text)) and not any(kind_of(c.text) for c in head)
        )
        if len(row) % 2 == 0 and labels:
            for name, said in pairs:
                if said.text:
                    yield _row_clause((name, said), outline, name.text, said.text)
            continue
        label, value = (row[0].text, row[1].text) if len(row) == 2 else ("", "")
        clause = _row_clause(row, outline, label, value or " ".join(c.text for c in row if c.text))
        if head and len(head) == len(row):
            clause = Clause(
                clause.section, clause.start, clause.end, clause.label, clause.text,
                _table_kind(clause.kind, head, outline), tuple(row), tuple(head), span,
            )  # fmt: skip
        yield clause


def _table_kind(kind: Kind | None, head: Sequence[Cell], outline: _Outline) -> Kind | None:
    if kind or len(head) < 2:
        return kind
    return kind_of(head[0].text)


def _row_clause(row: Sequence[Cell], outline: _Outline, label: str, value: str) -> Clause:
    start, end = row[0].start, row[-1].end
    return Clause(outline.path, start, end, label, value, _kind(outline.path, label), tuple(row))


def _is_pair(row: Sequence[Cell]) -> bool:
    """Whether a table's first row says something already: "| 지원대상 | 중소기업 |"."""
    if len(row) not in (2, 4) or not is_label(row[0].text):
        return False
    value = row[1].text
    return len(value) > _SHORT_CELL or not (_OTHER_WORDS.search(value) or is_label(value))


def _units(text: str) -> Iterator[tuple[int, int, bool, bool] | list[Sequence[Cell]]]:
    """Lines and runs of joined lines as (start, end, stands alone, more follows), and tables."""
    found = list(_lines(text, blocks(text)))
    at = 0
    while at < len(found):
        kind, start, end = found[at]
        if kind in ("row", "rule", "gapped"):
            rows: list[Sequence[Cell]] = []
            while at < len(found) and (
                found[at][0] == kind or {kind, found[at][0]} <= {"row", "rule"}
            ):
                if rows and "\n\n" in text[found[at - 1][2] : found[at][1]]:
                    break
                if found[at][0] != "rule":
                    rows.append(_cells(text, *found[at][1:], gapped=kind == "gapped"))
                at += 1
            if kind == "gapped" and (len(rows) < 2 or len({len(row) for row in rows}) > 1):
                for row in rows:
                    yield row[0].start, row[-1].end, False, True
            elif rows and rows[0]:
                yield rows
            continue
        before = text[found[at - 1][2] : start] if at else "\n\n"
        after = text[end : found[at + 1][1]] if at + 1 < len(found) else ""
        boxed = kind == "heading" and text[start] in "□■◆◇▣◈"  # a title without blank lines too
        alone = boxed or ("\n\n" in before and "\n\n" in after)
        yield start, end, alone, bool(after)
        at += 1


def _lines(text: str, found: Sequence[Block]) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end); a line whose words stand in columns is "gapped"."""
    for block in found:
        body = text[block.start : block.end]
        if block.kind == "paragraph" and all(
            _GAP.search(line.strip()) for line in body.split("\n")
        ):
            at = block.start
            for line in body.split("\n"):
                lead = len(line) - len(line.lstrip())
                yield "gapped", at + lead, at + len(line.rstrip())
                at += len(line) + 1
        else:
            yield block.kind, block.start, block.end


def _cells(text: str, start: int, end: int, gapped: bool) -> list[Cell]:
    line = text[start:end]
    bounds = list(_GAP.finditer(line) if gapped else re.finditer(r"(?<!\\)\|", line))
    if gapped:
        edges = [0, *(edge for gap in bounds for edge in gap.span()), len(line)]
        spans = list(zip(edges[::2], edges[1::2], strict=True))
    else:
        spans = [(a.end(), b.start()) for a, b in zip(bounds, bounds[1:], strict=False)]
    cells = []
    for first, last in spans:
        words = line[first:last]
        lead = len(words) - len(words.lstrip())
        last = first + len(words.rstrip()) if words.strip() else first
        first = min(first + lead, last)
        cells.append(Cell(start + first, start + last, line[first:last]))
    return cells


def _unmarked(line: str) -> tuple[str, str]:
    """The kind of mark that a line begins with, and the rest: the line's end."""
    kind, rest = "", line
    for name, pattern in _MARKS:
        if not (match := pattern.match(rest)) or match.end() == len(rest):
            continue
        if name == "1." and rest[match.end()].isdigit():  # a date
            continue
        kind = kind or (match[1] if name == "#" else name)
        rest = rest[match.end() :]
        if name != "#":  # "## 1. 지원대상": the outer mark tells the level
            break
    return kind, rest


def _is_heading(mark: str, words: str, alone: bool, followed: bool, opened: bool) -> bool:
    """An unmarked line opens no outline unless it is a label: before, it is the notice's opening."""
    if mark.startswith("#"):
        return True
    if len(words) > _HEAD_CHARS or not followed or "\n" in words:
        return False
    if mark == "article":
        return True
    bare = words.rstrip(":： ").strip("[]<>【】〈〉 ")
    if is_label(bare) and mark not in ("-",):
        return True
    if not alone or mark in ("-", "○") or (not mark and not opened):
        return False
    return words.endswith("?") or not (_LABEL.match(words) or _ENDS.search(words.rstrip()))
