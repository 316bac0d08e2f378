"""The words that limit a clause, and those of them that an FAQ has dropped. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.outline import Block, blocks
from assistant.ranking import lexical_tokens
from assistant.sentences import sentence_spans
from assistant.staff.statements import unquoted

Limit = Literal["exclusion", "only", "ceiling", "proviso"]
_USED = 0.5  # of a sentence's words: more of them in the answer, and the answer says the sentence


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# A figure stands by most words for a ceiling: "국내 최대 규모", "up to date" and "매칭까지" limit none.
_FIGURE = r"(\d|[일이삼사오육칠팔구십백천만억]+\s?(원|명|개|년|월|회|건)|(one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|an?)\b)"
_LIMITS: Mapping[Limit, re.Pattern[str]] = {
    "exclusion": _words(
        r"제외|불가(?!피|능한\s?경우는\s?없)|배제|할\s수\s없|받을\s수\s없|아니\s?(한|하는)다",
        r"\bexcept\b(?! that)|\bexclu(d|si)\w*|\bnot eligible\b|\bineligible\b|\bother than\b",
        r"\b(cannot|may not|must not)\b",
    ),
    "only": _words(
        r"한하여|한하며|한해서?\b|한정|에만|으로만|인\s?경우에만|만\s?(가능|해당|신청할|지원할)",
        r"(?<!not )\bonly\b|\bsolely\b|\blimited to\b",
    ),
    "ceiling": _words(
        rf"최대\s?(약\s?)?(KRW\s?)?{_FIGURE}|{_FIGURE}[^\s.,]{{0,8}}\s?(이내|이하|미만|한도|까지)|한도",
        rf"\bup to (a |an )?(maximum|total|(about |roughly )?([A-Z₩$]{{1,4}}\s?)?{_FIGURE})",
        rf"\b(at most|no more than|less than|not (to )?exceed\w*|within|no later than)\s(the (first|last) )?([A-Z₩$]{{1,4}}\s?)?{_FIGURE}",
        rf"{_FIGURE}\s?\w*\s(and|or) (under|below|less|fewer|younger)\b|\bmaximum\b",
    ),
    "proviso": _words(
        r"(?:^|[\s(※.])단[,，]\s?|(?:^|[\s(※.])다만[,，]?\s", r"\bunless\b|\bprovided that\b"
    ),
}
# What else says the same in an answer's words.
_ALSO: Mapping[Limit, re.Pattern[str]] = {
    "exclusion": _words(r"안\s?되|않|없|못", r"\bnot?\b|n't\b|\bunless\b|\bwithout\b"),
    "only": _words(r"만\b|경우에?|전용", r"\bmust\b|\bhas to\b|\bif\b|\bonce\b"),
    "ceiling": _words(
        r"최대|이내|이하|미만|까지|한도|넘지|마감|~|∼|～|상한",
        r"\bup to\b|\bwithin\b|\bat most\b|\bno more\b|\bless than\b|\bunder\b|\bbelow\b|\bby\b|\buntil\b|\bto\b"
        r"|\bmaximum\b|\bmax\b|\blimit|\bceiling\b|\bfirst\b|\bdeadline\b|\bclos",
    ),
    "proviso": _words(
        r"단[,，]|다만|경우|제외|하지만|그러나", r"\bbut\b|\bhowever\b|\bif\b|\bexcept\b|\bonly\b"
    ),
}
# A sentence or note that takes back something of the one before it.
_TAKES_BACK = _words(
    r"^[\s(※*-]*(단[,，]|단\s|다만|그러나|하지만)", r"^\W*(however|except|unless|but)\b"
)
_CELL = re.compile(r"[^|\s][^|]*(?<!\s)")
_KEPT_OUT = _words(r"제외|불가|배제", r"\bexclu(d|si)\w*|\bnot eligible\b|\bineligible\b")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A limit of a quoted clause that the answer does not say."""

    word: str  # as the document writes it
    clause: str  # that it stands in


def dropped(
    text: str, quote: str, said: str, quoted: Sequence[str], earlier: str = ""
) -> Iterator[Dropped]:
    """What the answer left out of the clause that it quotes.

    text: the document's. said: the words of the answer that cite this quote. quoted: all quotes.
    earlier: what `said` was before an edit. A limit of a sentence is looked for where the answer
    says that sentence, or its earlier words said the limit; one in what stands around the quote
    wherever neither quote nor answer has it.
    """
    start = text.find(quote)
    if start < 0 or not said.strip():
        return
    end = start + len(quote)
    for begin, stop in _sentences(text, start, end):
        clause = " ".join(text[begin:stop].split())
        inside = text[max(begin, start) : min(stop, end)] if begin < end and start < stop else ""
        is_said = not inside or _says(said, inside)
        if not inside and any(clause in " ".join(other.split()) for other in quoted):
            continue
        for limit, pattern in _LIMITS.items():
            found = pattern.search(clause)
            if found is None or pattern.search(said) or _ALSO[limit].search(said):
                continue
            if is_said or pattern.search(earlier):
                yield Dropped(found[0].strip(" (.,，※"), clause)
    for above in _above(text, start):
        if (found := _KEPT_OUT.search(above)) and not _KEPT_OUT.search(f"{said} {quote}"):
            if not _ALSO["exclusion"].search(said):
                yield Dropped(found[0], above)


def limits(text: str) -> set[Limit]:
    """The kinds of limit that a text's words say."""
    return {limit for limit, pattern in _LIMITS.items() if pattern.search(text)}


def _says(said: str, sentence: str) -> bool:
    """Whether the answer gives a figure of a sentence, or most of its words."""
    if len(set(unquoted(sentence, [said]))) < len(set(unquoted(sentence, ()))):
        return True
    words = set(lexical_tokens(sentence))
    return len(words & set(lexical_tokens(said))) > _USED * len(words)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences, cells and items that `text[start:end]` is of, and one behind them that takes
    back something of them."""
    spans = _all_spans(text)
    touched = [at for at, (begin, stop) in enumerate(spans) if begin < end and start < stop]
    yield from (spans[at] for at in touched)
    if touched and touched[-1] + 1 < len(spans):
        begin, stop = spans[touched[-1] + 1]
        if _TAKES_BACK.search(text[begin:stop]):
            yield begin, stop


def _spans(text: str, block: Block) -> list[tuple[int, int]]:
    if block.kind in ("heading", "rule"):
        return []
    if block.kind == "row":  # a cell limits its neighbours only where it says so
        row = text[block.start : block.end]
        return [(block.start + m.start(), block.start + m.end()) for m in _CELL.finditer(row)]
    return list(sentence_spans(text, block.start, block.end))


def _above(text: str, start: int) -> Iterator[str]:
    """What a clause stands under: its heading, and the sentence that leads its list in."""
    own = next((b for b in reversed(_blocks(text)) if b.start <= start), None)
    before = [block for block in _blocks(text) if block.end <= start]
    heading = next((block for block in reversed(before) if block.kind == "heading"), None)
    if heading is not None:
        yield text[heading.start : heading.end]
    if own is not None and own.kind == "item":
        lead = next((block for block in reversed(before) if block.kind != "item"), None)
        if lead is not None and lead.kind == "paragraph":
            yield text[lead.start : lead.end]


@lru_cache(maxsize=64)
def _all_spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(span for block in _blocks(text) for span in _spans(text, block))


@lru_cache(maxsize=64)
def _blocks(text: str) -> tuple[Block, ...]:
    return tuple(blocks(text))
