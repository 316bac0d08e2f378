"""Reads the structure of a stored text: headings, table rows, list items, paragraphs.

One reading for every format, because loaders write light Markdown; what Korean notices and scraped
texts do without Markdown (제3조, □ 지원대상, a title on a line of its own, lines broken at a fixed
width) is recognised here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "row", "rule", "item", "paragraph"]

_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+\S")
_ARTICLE_TITLE = re.compile(r"제\s?\d+\s?조(?:의\s?\d+)?\s?[(（][^)）]*[)）]")
_VALUE = re.compile(r"(?:까지|부터|이내|이하|이상|원|명|%|\d+ (?:years?|months?|days?))$")
_ARTICLE = re.compile(r"제\s?\d+\s?(장|절|관|조)(의\s?\d+)?(?=[\s(（]|$)")
_ROMAN = re.compile(r"[Ⅰ-Ⅻ]\s?\.?\s?\S")
_BOX = re.compile(r"[□■◆◇▣◈]\s?\S")
_TABLE_RULE = re.compile(r"\|?[\s:|-]*-{3,}[\s:|-]*\|?$")
_ITEM = re.compile(
    r"\s*(?:[-*+•·‣▪○ㅇ◦●※▶▷☞]|\(?\d{1,2}[.)](?!\d)|\(?[가-하][.)]|[①-⑳❶-❿]|\([a-z]\)|[a-z]\))\s+\S"
)
_ENDS_SENTENCE = re.compile(
    r"[.!?。…:;,]['\"”’)\]]*$|(?:다|세요|해요|예요|에요|어요|아요|나요|까요|지요)\.?$|(?:\S+\s+){3,}\S*[음함임]\.?$"
)
_ARTICLE_LEVEL = {"장": 1, "절": 2, "관": 2, "조": 3}
_TITLE_CHARS = 120  # a longer line is prose, not a heading
_PROSE_CHARS = 60  # a shorter line may be a label, with nothing broken off
_WRAP_CHARS = 130  # text broken at a fixed width has no line longer than this
_WRAP_FULL = 0.72  # a line this full, against its block's width, was broken by the width


@dataclass(frozen=True, slots=True)
class Block:
    """A line or a run of joined lines, `text[start:end]`, without its line end."""

    kind: Kind
    start: int
    end: int
    level: int = 0  # of a heading, from 1 for the outermost


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def blocks(text: str) -> list[Block]:
    """The blocks of a stored text in order; blank lines are in none of them."""
    found: list[Block] = []
    for paragraph in _paragraphs(text):
        for block in _read(paragraph):
            if found and _broken_off(text, found[-1], block):
                block = Block("paragraph", found.pop().start, block.end)
            found.append(block)
    return found


def heading_text(line: str) -> str:
    """A heading's words without its marks."""
    return re.sub(r"^(?:#{1,6}\s+|[□■◆◇▣◈]\s?)", "", line.strip()).strip().rstrip(":：").strip()


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank line between them."""
    run: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            run.append(_Line(start, start + len(stripped), stripped))
        elif run:
            yield run
            run = []
        at += len(raw) + 1
    if run:
        yield run


def _read(lines: list[_Line]) -> Iterator[Block]:
    alone = len(lines) == 1 and not _rule_of_article(lines[0].text)
    if alone and (level := _standalone_title(lines[0].text)):
        yield Block("heading", lines[0].start, lines[0].end, level)
        return
    width = _width(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        if rest := _rule_of_article(line.text):
            end = line.start + line.text.index(rest)
            yield Block("heading", line.start, end, _ARTICLE_LEVEL["조"])
            line = _Line(end, line.end, rest)
        kind, level = _kind(line.text)
        last = at
        if kind in ("item", "paragraph"):
            while last + 1 < len(lines) and _continues(lines[last], lines[last + 1], width):
                last += 1
        yield Block(kind, line.start, lines[last].end, level)
        at = last + 1


def _rule_of_article(line: str) -> str:
    """What follows an article's title on its line, "제5조(신청기간) 신청기간은 …"; "" if nothing does."""
    title = _ARTICLE_TITLE.match(line)
    rest = line[title.end() :].lstrip() if title else ""
    return rest if len(rest) > 8 else ""


def _kind(line: str) -> tuple[Kind, int]:
    if match := _MARKDOWN_HEADING.match(line):
        return "heading", len(match.group(1))
    if line.startswith("|"):
        return ("rule", 0) if _TABLE_RULE.match(line) else ("row", 0)
    if (match := _ARTICLE.match(line)) and len(line) <= _TITLE_CHARS:
        return "heading", _ARTICLE_LEVEL[match.group(1)]
    short = len(line) <= 40 and not _ENDS_SENTENCE.search(line)
    if short and _ROMAN.match(line):
        return "heading", 1
    if short and _BOX.match(line):
        return "heading", 2
    if _ITEM.match(line) or _BOX.match(line):
        return "item", 0
    return "paragraph", 0


def _standalone_title(line: str) -> int:
    """The level of a title-like line that stands between blank lines, 0 for anything else."""
    kind, level = _kind(line)
    if kind != "paragraph":
        return level
    is_title = (
        3 <= len(line) <= _TITLE_CHARS
        and not _ENDS_SENTENCE.search(line)
        and not line.startswith(("(", "[", "<", "“", '"', "©", "http", "*"))
        and not _VALUE.search(line)
        and not line[0].islower()
        and (len(line.split()) > 1 or len(re.findall(r"[가-힣]", line)) >= 4)
    )
    return 2 if is_title else 0


def _width(lines: list[_Line]) -> int:
    """The width at which these lines were broken, 0 when they were not broken by a width."""
    longest = max(len(line.text) for line in lines)
    return longest if len(lines) > 1 and 20 <= longest <= _WRAP_CHARS else 0


def _broken_off(text: str, previous: Block, block: Block) -> bool:
    """Whether a page break or an empty line stands in the middle of a sentence."""
    if previous.kind not in ("paragraph", "heading") or block.kind != "paragraph":
        return False
    if text[previous.start] == "#":
        return False
    before, after = text[previous.start : previous.end], text[block.start : block.end]
    return (
        len(before) >= _PROSE_CHARS
        and not _ENDS_SENTENCE.search(before[-_TITLE_CHARS:])
        and bool(re.match(r"[a-z(]", after))
        and len(after) >= _PROSE_CHARS
    )


def _continues(line: _Line, following: _Line, width: int) -> bool:
    """Whether `following` is the rest of `line`, broken off by the page's width."""
    if not width or len(line.text) < _WRAP_FULL * width:
        return False
    return _kind(following.text)[0] == "paragraph"
