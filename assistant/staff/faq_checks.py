"""What may be wrong with an FAQ, found by code and named, when it is saved. Pure.

A problem never keeps an FAQ from being saved: staff may know better. Only what would put an
unproven statement before an owner, BLOCKING, keeps it from being published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.citations import MARK, marks
from assistant.phrases import PHRASES
from assistant.schema import Citation, Language
from assistant.sentences import sentence_spans
from assistant.staff.conditions import Dropped, dropped
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.statements import (
    ANY_KIND,
    CONTACTS,
    answering,
    is_fixed,
    statements,
    unquoted,
)

Kind = Literal[
    "no_answer",
    "figure_not_quoted",
    "citation_broken",
    "citation_unused",
    "condition_dropped",
    "sentence_not_cited",
    "language_mixed",
    "figures_differ_between_languages",
    "depends_on_today",
    "too_long",
]
# An empty answer is no FAQ, whatever it cites.
BLOCKING: frozenset[Kind] = frozenset({"no_answer", "citation_broken", "figure_not_quoted"})

NAMES: Mapping[Kind, Mapping[Language, str]] = {
    "no_answer": {"ko": "답변이 비어 있음", "en": "There is no answer"},
    "figure_not_quoted": {
        "ko": "인용문에 없는 숫자",
        "en": "A figure that is in none of the quotes",
    },
    "citation_broken": {
        "ko": "출처가 맞지 않음 (번호에 출처가 없거나, 인용문이 문서에 없음)",
        "en": "A source is broken (a number without one, or words that are not in the document)",
    },
    "citation_unused": {
        "ko": "답변에서 쓰지 않은 출처",
        "en": "A source that the answer does not cite",
    },
    "condition_dropped": {
        "ko": "인용한 조항의 조건이 빠짐",
        "en": "A condition of the quoted clause is left out",
    },
    "sentence_not_cited": {"ko": "출처가 없는 문장", "en": "A sentence without a source"},
    "language_mixed": {"ko": "다른 언어가 섞임", "en": "Words in the other language"},
    "figures_differ_between_languages": {
        "ko": "한국어와 영어 답변의 숫자가 다름",
        "en": "The Korean and the English answer differ in a figure",
    },
    "depends_on_today": {
        "ko": "오늘이 며칠인지에 따라 달라지는 답변",
        "en": "The answer depends on what day it is",
    },
    "too_long": {"ko": "답변이 너무 김", "en": "The answer is too long"},
}

ANSWER_CHARS, LIST_ANSWER_CHARS = 600, 1200  # as the answers of the chat
_LISTED = 3  # lines that make a list
_DETAIL_CHARS = 160
_YEAR = re.compile(r"(19|20)\d\d년?")  # by itself mostly a part of a name

_TODAY = re.compile(
    r"오늘|내일|어제|지금|현재\s?.{0,6}(접수|신청|모집)|(접수|모집|신청)\s?중|마감\s?임박|D-\d+|D-day|\d+일\s?남"
    r"|(접수|모집|신청)(가|이)?\s?(끝났|마감되었|시작하지 않았)|접수\s?(예정|마감)\)"
    r"|\b(today|tomorrow|yesterday|right now|as of now|at the moment|days? left|days? remaining)\b"
    r"|\b(currently|now|still|no longer|not yet|already) (open|closed|accept\w*|tak\w*|upcoming)\b"
    r"|\b(is|are|have|has) (now |currently |already )?(open|closed|not opened|ended|over)\b( (now|yet))?"
    r"|\((open|closed|upcoming)\)",
    re.IGNORECASE,
)
_OF_TODAY = [
    sentence
    for key, both in PHRASES.items()
    if key.startswith(("now_", "closes_", "fitting_"))
    for sentence in both.values()
]
_NO_WORDS = re.compile(r"\S*@\S+|(https?://|www\.)\S+|[(（「“\"'‘][^)）」”\"'’]*[)）」”\"'’]")
_LATIN_WORDS = 4  # without a Hangul syllable beside them: fewer are a name


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should look at before it is published."""

    kind: Kind
    language: Language
    detail: str  # what of the FAQ it is about, in the FAQ's or the document's own words

    def said(self, language: Language) -> str:
        """For a person, in the language of the page: the detail stays as it is."""
        detail = f": {self.detail}" if self.detail else ""
        return f"{NAMES[self.kind][language]} ({self.language}){detail}"


def problems(
    content: FaqContent, texts: Mapping[str, str], before: FaqContent | None = None
) -> list[Problem]:
    """What the checks find, Korean first, the gravest first.

    texts: document id -> stored text. before: the revision that this one was made of: a condition
    that it gave and this one does not is named also where the answer says its clause in other words.
    """
    earlier = dict(before.texts()) if before else {}
    found = [
        Problem(kind, language, _short(detail))
        for language, text in content.texts()
        for kind, detail in _of_text(text, language, texts, earlier.get(language))
    ]
    found += [
        Problem("figures_differ_between_languages", language, _short(figure))
        for language, figure in _differing(content)
    ]
    order = list(NAMES)
    return sorted(dict.fromkeys(found), key=lambda p: (p.language == "en", order.index(p.kind)))


def blocking(found: Sequence[Problem]) -> list[Problem]:
    """Those with which an FAQ is not published."""
    return [problem for problem in found if problem.kind in BLOCKING]


def _of_text(
    text: FaqText, language: Language, texts: Mapping[str, str], before: FaqText | None
) -> Iterator[tuple[Kind, str]]:
    if not text.answer.strip():
        yield "no_answer", text.question
        return
    yield from (("citation_broken", detail) for detail in _broken(text, texts))
    cited = [c.quote for c in text.citations if c.n in marks(text.answer)]
    unused = [c for c in text.citations if c.n not in marks(text.answer)]
    yield from (("citation_unused", f"[{c.n}] “{c.quote}”") for c in unused)
    yield from (("figure_not_quoted", figure) for figure in unquoted(text.answer, cited))
    yield from (
        ("condition_dropped", f"{one.word}: “{one.clause}”")
        for one in _conditions(text, texts, before)
    )
    yield from (("sentence_not_cited", said) for said in _uncited(text.answer))
    yield from (("language_mixed", said) for said in _mixed(text, language))
    yield from (("depends_on_today", words) for words in _of_today(text.answer, cited))
    lines = text.answer.split("\n")
    limit = ANSWER_CHARS if len(lines) < _LISTED else LIST_ANSWER_CHARS
    if len(text.answer) > limit:
        yield "too_long", f"{len(text.answer)} > {limit}"


def _broken(text: FaqText, texts: Mapping[str, str]) -> Iterator[str]:
    used = marks(text.answer)
    numbers = [citation.n for citation in text.citations]
    yield from (f"[{n}] ?" for n in sorted(used - set(numbers)))
    yield from (f"[{n}] × {numbers.count(n)}" for n in sorted(set(numbers)) if numbers.count(n) > 1)
    for citation in text.citations:
        if citation.n in used and (
            not citation.quote.strip() or citation.quote not in texts.get(citation.document, "")
        ):
            yield f"[{citation.n}] {citation.document}: “{citation.quote}”"


def _conditions(
    text: FaqText, texts: Mapping[str, str], before: FaqText | None
) -> Iterator[Dropped]:
    quoted = [citation.quote for citation in text.citations]
    for citation in text.citations:
        said = _said_of(text, citation)
        source = texts.get(citation.document, "")
        was = next((c for c in before.citations if _same(c, citation)), None) if before else None
        # what the earlier text said of this quote, this one says too, or has dropped a part of
        earlier = _said_of(before, was) if before and was else ""
        yield from dropped(source, citation.quote, said, quoted, earlier)


def _same(one: Citation, other: Citation) -> bool:
    return (one.document, one.quote) == (other.document, other.quote)


def _said_of(text: FaqText, citation: Citation) -> str:
    return "\n".join(s.text for s in statements(text.answer) if citation.n in s.cited)


def _uncited(answer: str) -> Iterator[str]:
    for said in statements(answer):
        if said.cited or (said.text.endswith((":", "：")) and not unquoted(said.text, ())):
            continue  # what leads a list in states nothing by itself
        for start, end in sentence_spans(said.text, 0, len(said.text)):
            yield said.text[start:end]


def _mixed(text: FaqText, language: Language) -> Iterator[str]:
    lines = [line for line in text.answer.split("\n") if not is_fixed(line)]
    for line in [text.question, *lines]:
        bare = _NO_WORDS.sub(" ", MARK.sub("", line))
        for start, end in sentence_spans(bare, 0, len(bare)):
            sentence = bare[start:end]
            hangul = len(re.findall(r"[가-힣]", sentence))
            latin = re.findall(r"[A-Za-z]{2,}", sentence)
            if language == "ko" and not hangul and len(latin) >= _LATIN_WORDS:
                yield sentence
            if language == "en" and hangul > sum(map(len, latin)):
                yield sentence


def _of_today(answer: str, quotes: Sequence[str]) -> Iterator[str]:
    """Words that are true on some days only, unless a document says them so."""
    quoted = " ".join(" ".join(quotes).split())
    for line in answer.split("\n"):
        said = MARK.sub("", line)
        fixed = next((sentence for sentence in _OF_TODAY if sentence in said), None)
        if fixed is not None:
            yield fixed
        elif (found := _TODAY.search(said)) and found[0] not in quoted:
            yield said.strip()


def _differing(content: FaqContent) -> Iterator[tuple[Language, str]]:
    """Figures that one answer turns on and the other does not hold."""
    if content.ko is None or content.en is None or not (content.ko.answer and content.en.answer):
        return
    for figure in figures_beyond(content.ko.answer, content.en.answer):
        yield "ko", figure
    for figure in figures_beyond(content.en.answer, content.ko.answer):
        yield "en", figure


def figures_beyond(answer: str, other: str) -> list[str]:
    """The figures that one answer turns on and the other, in another language, does not hold."""
    beyond = unquoted(answering(answer), [other], ANY_KIND - CONTACTS)
    return [figure for figure in beyond if not _YEAR.fullmatch(figure)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _DETAIL_CHARS else f"{text[: _DETAIL_CHARS - 1]}…"
