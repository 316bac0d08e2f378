"""Reads a company's document into tables, lines and the headings that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from assistant.company.labels import is_of_others, label_of
from assistant.company.stated import Words

_MARKS = (
    ("Ⅰ", re.compile(r"(?:[Ⅰ-Ⅻ]+|[IVX]{1,4}(?=\.))\s?\.?\s*")),
    ("1.1.1", re.compile(r"\d{1,2}(?:[.-]\d{1,2}){2}[.)]?\s+")),
    ("1.1", re.compile(r"\d{1,2}[.-]\d{1,2}[.)]?\s+(?!\d)")),
    ("1.", re.compile(r"\d{1,2}\.(?!\d)\s*(?!\d)")),
    ("가.", re.compile(r"[가-하]\.\s*")),
    ("1)", re.compile(r"\d{1,2}\)\s*")),
    ("가)", re.compile(r"[가-하]\)\s*")),
    ("(1)", re.compile(r"\(\d{1,2}\)\s*")),
    ("(가)", re.compile(r"\([가-하]\)\s*")),
    ("①", re.compile(r"[①-⑳❶-❿]\s*")),
    ("□", re.compile(r"[□■◆◇▣◈▌●]\s*")),
)
_ITEM = re.compile(r"(?:[-*+–]\s|[•·‣▪○ㅇ◦※▶▷☞✓✔]|\d{1,2}\.\s)\s*")
_PIPES = re.compile(r"\s\|\s")
_HASH = re.compile(r"(#{1,6})\s+")
_RULE = re.compile(r"\|?[\s:|-]*-{3,}[\s:|-]*\|?$")
_SENTENCE_END = re.compile(r"[.!?。…,;]['\"”’)]*$|(?:다|요|까|죠)$")
_PAIR = re.compile(r"[:：](?!//)\s*\S")
_HEAD_CHARS = 60
_PLAIN_HEAD_CHARS = 40  # of a heading without a mark
_LONG_LINE = 30  # a shorter one was not broken off by the page's width
_MOST_ROWS = 500  # of one table
_MOST_LINES = 5000


@dataclass(frozen=True, slots=True)
class Heading:
    section: tuple[str, ...]  # outermost first, itself last
    words: Words
    depth: int  # headings above it


@dataclass(frozen=True, slots=True)
class Line:
    section: tuple[str, ...]
    words: Words  # without its mark
    run: int  # lines of one run have no blank line or table between them
    is_item: bool


@dataclass(frozen=True, slots=True)
class Table:
    section: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str  # the line before it, its unit too; "" without


Unit = Heading | Line | Table


@dataclass(slots=True)
class _Path:
    # mark ("" is none), words, and the mark behind a "#"
    open: list[tuple[str, str, str]] = field(default_factory=list)

    def enter(self, mark: str, words: str, inner: str) -> None:
        if mark:
            while self.open and not self.open[-1][0]:  # what has no mark is the weakest
                self.open.pop()
        known = [m for m, _, _ in self.open]
        behind = [i for _, _, i in self.open]
        if mark.startswith("#") and inner and inner in behind:  # "## 2." and then "### 3."
            mark = known[behind.index(inner)]
            del self.open[behind.index(inner) :]
        elif mark.startswith("#"):
            self.open = [one for one in self.open if one[0][:1] == "#" and len(one[0]) < len(mark)]
        elif mark in known:
            del self.open[known.index(mark) :]
        elif mark and mark in behind:  # "## 4.1 …" and then "4.2 …", whose "##" was lost
            mark, inner = known[behind.index(mark)], mark
            del self.open[behind.index(inner) :]
        self.open.append((mark, words, inner))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(words for _, words, _ in self.open)


def units(text: str) -> list[Unit]:
    """In order of place. Blank lines are in none."""
    path = _Path()
    found: list[Unit] = []
    run, was_blank = 0, True
    rows: list[tuple[Words, ...]] = []
    lines = list(islice(_lines(text), _MOST_LINES))
    has_hashes = any(_HASH.match(line.text) for line in lines)
    for n, line in enumerate(lines):
        is_row = line.text.startswith("|") or _is_open_row(lines, n)
        if rows and not is_row:
            found.append(Table(path.words, tuple(rows), _caption(found)))
            rows = []
            run += 1
        if not line.text:
            run, was_blank = run + 1, True
            continue
        if is_row:
            if not _RULE.match(line.text) and len(rows) < _MOST_ROWS:
                rows.append(tuple(_cells(line)))
            was_blank = False
            continue
        last = found[-1] if found else None
        if not was_blank and isinstance(last, Line) and _goes_on(last.words.text, line.text):
            found.append(Line(path.words, line, run, is_item=False))
            continue
        mark, inner, rest, is_item = _unmarked(line)
        if _is_heading(mark, rest.text, is_item, was_blank, has_hashes):
            path.enter(mark, rest.text.strip("[]<>【】〈〉《》:： "), inner)
            found.append(Heading(path.words, line, len(path.open) - 1))
            run += 1
        else:
            found.append(Line(path.words, rest, run, is_item or bool(mark)))
        was_blank = False
    if rows:
        found.append(Table(path.words, tuple(rows), _caption(found)))
    return list(_closed(found, text))


def _closed(found: Sequence[Unit], text: str) -> Iterator[Unit]:
    """Lines with the next where a bracket that opens on one closes on it."""
    at = 0
    while at < len(found):
        unit = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if isinstance(unit, Line) and isinstance(following, Line) and unit.run == following.run:
            if _balance(unit.words.text) > 0 > _balance(following.words.text):
                start, end = unit.words.start, following.words.end
                whole = Words(start, end, text[start:end].replace("\n", " "))
                yield Line(unit.section, whole, unit.run, unit.is_item)
                at += 2
                continue
        yield unit
        at += 1


def _balance(text: str) -> int:
    return sum(text.count(c) for c in "(（") - sum(text.count(c) for c in ")）")


def _caption(found: list[Unit]) -> str:
    last = found[-1] if found else None
    if isinstance(last, Line) and len(last.words.text) <= _HEAD_CHARS:
        return last.words.text
    return last.words.text if isinstance(last, Heading) else ""


def _lines(text: str) -> Iterator[Words]:
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = at + raw.index(stripped[0]) if stripped else at
        yield Words(start, start + len(stripped), stripped)
        at += len(raw) + 1


def _cells(line: Words) -> Iterator[Words]:
    bounds = [match.start() for match in re.finditer(r"(?<!\\)\|", line.text)]
    if not line.text.startswith("|"):
        bounds.insert(0, -1)
    if not line.text.endswith("|"):
        bounds.append(len(line.text))
    for before, after in zip(bounds, bounds[1:], strict=False):
        yield part(line, before + 1, after)


def part(words: Words, start: int, end: int) -> Words:
    """`words.text[start:end]` in its place, without the white space around it."""
    text = words.text[start:end]
    bare = text.strip()
    first = start + (text.index(bare[0]) if bare else 0)
    return Words(words.start + first, words.start + first + len(bare), bare)


def _goes_on(line: str, following: str) -> bool:
    """Whether a number that begins a line is no mark, but the rest of the sentence above it."""
    return (
        len(line) >= _LONG_LINE
        and not _SENTENCE_END.search(line)
        and bool(re.match(r"\d+[.-]\d+\s(?:[a-z%]|[조억만천백십]|달러|원)", following))
    )


def _unmarked(line: Words) -> tuple[str, str, Words, bool]:
    """The kind of mark before a line, that behind a "#", the line without them, and whether it is an
    item of a list: also one that was taken for a heading."""
    text = line.text
    if match := _HASH.match(text):
        bare = part(line, match.end(), len(text))
        inner, length = _mark_of(bare.text)
        if (item := _ITEM.match(bare.text)) and not inner and _PAIR.search(bare.text):
            return "", "", part(bare, item.end(), len(bare.text)), True
        return match[1], inner, part(bare, length, len(bare.text)), False
    mark, length = _mark_of(text)
    if mark:
        return mark, "", part(line, length, len(text)), False
    if (match := _ITEM.match(text)) and match.end() < len(text):
        return "", "", part(line, match.end(), len(text)), True
    return "", "", line, False


def _mark_of(text: str) -> tuple[str, int]:
    for name, pattern in _MARKS:
        if (match := pattern.match(text)) and match.end() < len(text):
            return name, match.end()
    return "", 0


def _is_open_row(lines: Sequence[Words], n: int) -> bool:
    """A row without pipes at its ends: one beside it has as many within."""
    count = len(_PIPES.findall(lines[n].text))
    if not count or _PAIR.search(lines[n].text):
        return False
    beside = [lines[at].text for at in (n - 1, n + 1) if 0 <= at < len(lines)]
    return any(len(_PIPES.findall(t)) == count and not _PAIR.search(t) for t in beside)


def _is_heading(mark: str, words: str, is_item: bool, was_blank: bool, has_hashes: bool) -> bool:
    if mark.startswith("#"):
        return True
    if is_item or _PAIR.search(words) or _SENTENCE_END.search(words) or "@" in words:
        return False
    if mark:
        return len(words) <= _HEAD_CHARS
    bracketed = re.fullmatch(r"[\[<【〈《].{2,40}[\]>】〉》]", words)
    named = label_of(words) is not None or (is_of_others(words) and len(words) <= 20)
    plain = len(words) <= _PLAIN_HEAD_CHARS and (was_blank or named or words.isupper())
    if has_hashes and not bracketed:  # its headings have marks: others are known by their words
        plain = plain and (label_of(words) is not None or is_of_others(words))
    return bool(bracketed) or (plain and not re.search(r"[|\t,\d]|www\.|https?:", words))
