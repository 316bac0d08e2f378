"""What an answer states, and what it stands on: its sentences, its figures, its quotes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.citations import MARK, marks
from assistant.figures import Figure, figures
from assistant.phrases import PHRASES
from assistant.ranking import lexical_tokens
from assistant.schema import Answer
from assistant.sentences import sentence_spans

MOST = 0.5  # of a sentence's content words, more than which its quotes must hold

_CITED = re.compile(r"(?P<words>.*?)(?P<marks>(?:\s?\[\d+\])+)|(?P<rest>.+)$")
# "- ", "2) ", "③ " in front of a line; "4. 6." is a date
_LIST_MARK = re.compile(r"^\s*(?:[-*•·]\s+|\(?\d{1,2}[.)]\s+(?!\d)|[①-⑳]\s*)")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of one line, up to the marks that they stand on."""

    text: str  # without marks and without the mark or number of a list
    cited: frozenset[int]  # empty: it names no source


def statements(text: str) -> list[Statement]:
    """All that an answer states. A fixed sentence of ours without a mark ("The documents do not
    say.", what is covered, which part is missing) states nothing about a programme."""
    return [
        Statement(words, cited)
        for line in text.split("\n")
        if MARK.search(line) or not _is_fixed(line.strip())
        for words, cited in _parts(_LIST_MARK.sub("", line))
    ]


def _parts(line: str) -> Iterator[tuple[str, frozenset[int]]]:
    for match in _CITED.finditer(line):
        words = (match["words"] or match["rest"] or "").strip(" \t.,;:")
        if any(c.isalnum() for c in words):
            yield words, frozenset(marks(match["marks"] or ""))


def _is_fixed(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in _fixed())


@lru_cache(maxsize=1)
def _fixed() -> list[re.Pattern[str]]:
    sentences = [sentence for both in PHRASES.values() for sentence in both.values()]
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(s))) for s in sentences]


def stated_figures(answer: Answer) -> list[Figure]:
    """The figures of an answer's statements; places are within each statement."""
    return [figure for said in statements(answer.answer) for figure in figures(said.text)]


def invented_figures(answer: Answer) -> list[str]:
    """Figures that the answer states and none of its quotes holds, as "kind value", in order.

    352,000,000원, 3억5천2백만 원 and KRW 352 million are one figure. A date may say less than the
    quote ("April 6" of "April 6, 2026"), never more.
    """
    quoted = _quoted(answer, {c.n for c in answer.citations})
    return [f"{f.kind} {f.value}" for f in stated_figures(answer) if not _among(f, quoted)]


def figure_recall(expected: Iterable[str], answer: Answer) -> float:
    """Share of the expected values (as `assistant.figures` gives them) that the answer states."""
    wanted = list(expected)
    said = {f.value for f in stated_figures(answer)}
    found = sum(v in said or bool(_shorter_dates(v) & said) for v in wanted)
    return found / len(wanted) if wanted else float("nan")


def unsupported(answer: Answer) -> list[str]:
    """The sentences that name no source, or whose source lacks a figure or most of their words."""
    return [
        said.text[start:end]
        for said in statements(answer.answer)
        for start, end in sentence_spans(said.text, 0, len(said.text))
        if not _is_supported(said.text[start:end], answer, said.cited)
    ]


def _is_supported(sentence: str, answer: Answer, cited: frozenset[int]) -> bool:
    quotes = [c.quote for c in answer.citations if c.n in cited]
    if not quotes:
        return False
    quoted = _quoted(answer, cited)
    if not all(_among(figure, quoted) for figure in figures(sentence)):
        return False
    words = _content(sentence)
    return not words or len(words & _content("\n".join(quotes))) > MOST * len(words)


def _content(text: str) -> set[str]:
    """Hangul bigrams, numbers, and Latin words that are long enough to say something."""
    return {t for t in lexical_tokens(text) if len(t) > 3 or not t.isascii() or t.isdigit()}


def _quoted(answer: Answer, cited: Iterable[int]) -> list[Figure]:
    wanted = set(cited)
    return [f for c in answer.citations if c.n in wanted for f in figures(c.quote)]


def _among(figure: Figure, quoted: Iterable[Figure]) -> bool:
    return any(
        figure.kind == q.kind
        and (
            figure.value == q.value
            or (q.kind == "date" and figure.value in _shorter_dates(q.value))
        )
        for q in quoted
    )


def _shorter_dates(value: str) -> set[str]:
    """A day without its year, or without its month too; a day's month: "2026-04-06" gives
    "--04-06", "---06", "2026-04", "--04" and "2026"."""
    match = re.fullmatch(r"(\d{4}|-)-(\d\d)(?:-(\d\d))?", value)
    if not match:
        return set()
    year, month, day = match.groups()
    shorter = {f"--{month}"}
    if day:
        shorter |= {f"--{month}-{day}", f"---{day}", f"{year}-{month}"}
    return shorter | ({year} if year != "-" else set())
