"""What a sentence of a model must pass before it may be shown. Pure.

Guaranteed by code, whatever the model says. A sentence that passes
- stands on one sentence, row, item or whole list of one quote that it cites, under that one's headings;
- has no figure, date or contact that is not in it, by value and kind, nor one under another bound, nor
  one with the words of another figure of its sort;
- has no word that is not in it or above it, but for words of the same concept and a few that state
  nothing: so no name, no other language, nothing of the model's own;
- denies, obliges, restricts and takes back as it does, says most of it, something of each of its
  members, labels and conditions, and whom or what it is about;
- is no torn piece: its brackets and quotation marks close;
- has no markup, and no address but those that the extractive answer quotes.

What code cannot see: which of the words of one sentence belongs to which, apart from its figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.composer.limits import keeps_its_limits
from assistant.composer.placing import placed, same_value, well_placed
from assistant.composer.quotable import Ground, Quotable
from assistant.composer.words import lexicon, tokens, without_figures
from assistant.figures import figures
from assistant.injected import is_instruction
from assistant.language import language_of
from assistant.names import named_in
from assistant.schema import Language, ProgrammeNames
from assistant.staff.conditions import dropped

_CHARS = 400
# Chosen on the made-up notices of the tests: light rewording passes, a summary that drops who or
# when does not.
_OWN = 0.5  # of a sentence's words: in its ground itself, not only above it
_BACK = 0.7  # of the ground's words: said
_BACK_EACH = 0.5  # of the words of each part of it
_COVERED = 0.7  # of a line's words: said elsewhere
_MARKUP = re.compile(
    r"[<>\[\]{}|\\`*#^=]|__|~~|&#?\w+;|\b(?:javascript|data|vbscript|file|mailto):", re.I
)
_ADDRESS = re.compile(
    r"https?:\S*|www\.\S+|\S+@\S+|@\w+|(?<![\w.])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?",
    re.I,
)
_PLAIN = frozenset("“”‘’「」『』〈〉《》·ㆍ…–—~～∼，．、：％＆（）－₩€£※ ")
_ENDS = re.compile(r"[다요]\.?$")  # a Korean sentence that is whole
_BEGINS = re.compile(r"[\w「『《〈“‘\"'₩$€※]")
_PAIRS = ("()", "（）", "「」", "『』", "《》", "〈〉", "“”", "‘’")
_BRACKET = re.compile(r"\s?[(（]([^()（）]*)[)）]")
_PART_ENDS = re.compile(
    r"[,;|/()（）\n]|[:：](?!\d)|\s(?:and|or|및|또는)\s|(?<=[가-힣])[와과](?=\s)", re.IGNORECASE
)
_CAPITALISED = re.compile(r"[A-Z][\w&.-]+")
# What a bracket holds beside acronyms and names in the other language: (KITECH), (Eco-Bridge).
_SPEAKING: dict[Language, re.Pattern[str]] = {
    "ko": re.compile("[가-힣]"),
    "en": re.compile(r"\b[a-z]{2,}"),
}
_SUBJECT = re.compile(r"([가-힣A-Za-z]+)(?:\([^()]*\))?(?:은|는|이|가)(?=[\s,])")
_NUMBER = re.compile(r"\d[\d.,]*")


def plain(text: str) -> str:
    """A model's sentence on one line, without what cannot be seen."""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return " ".join(seen.split())


def ground_of(
    text: str,
    language: Language,
    cited: Sequence[Quotable],
    quotes: Sequence[Quotable],
    names: Sequence[ProgrammeNames] = (),
) -> Quotable | None:
    """The one of `cited` that a sentence stands on; None: it may not be shown.

    `quotes`: all that the model was given. `text`: as `plain` gives it.
    """
    if not text or len(text) > _CHARS or text.endswith("?") or _MARKUP.search(text):
        return None
    if not _addresses(text) <= {
        a for q in quotes if q.role != "further" for a in _addresses(_all(q))
    }:
        return None
    if is_instruction(text):
        return None
    for quotable in cited:
        if any(_stands_on(text, language, g, quotable, quotes, names) for g in quotable.grounds()):
            return quotable
    return None


def covers(text: str, line: str) -> bool:
    """Whether an answer says a line of another: its figures, its names and most of its words."""
    told = figures(text)
    if not all(any(same_value(f, t) for t in told) for f in figures(line)):
        return False
    said, words = lexicon(text), tokens(line)
    if not all(map(said.has, _capitalised(line))):
        return False
    return sum(map(said.has, words)) >= _COVERED * len(words)


def _capitalised(text: str) -> tuple[str, ...]:
    return tokens(" ".join(_CAPITALISED.findall(text)))


def _stands_on(
    text: str,
    language: Language,
    ground: Ground,
    quotable: Quotable,
    quotes: Sequence[Quotable],
    names: Sequence[ProgrammeNames],
) -> bool:
    if _letters(text) == _letters(ground.text) and _figures_stand(text, ground.text):
        return True
    return (
        language_of(text) == language
        and _is_whole(text)
        and _words_stand(text, ground, quotable, quotes)
        and _numbers(text) <= _numbers(" ".join((ground.text, *ground.above)))
        and _says_each_part(text, ground, language)
        and _says_its_subjects(text, ground, names)
        and well_placed(text, ground.text)
        and keeps_its_limits(text, ground.text)
        and not (_ENDS.search(ground.text) and not _ENDS.search(text))
        and not (language == "en" and ground.text.endswith(".") and not text.endswith("."))
        and _names_what_it_is_about(text, ground, quotable, names)
        and all(covers(text, part) for part in ground.parts)
        and not any(dropped(quotable.document_text, quotable.citation.quote, text, [text]))
    )


def _figures_stand(text: str, ground: str) -> bool:
    """Whether a text's figures are read as its ground's: a comma more makes two of one."""
    held = figures(ground)
    return all(any(same_value(told, h) for h in held) for told in figures(text))


def _words_stand(text: str, ground: Ground, quotable: Quotable, quotes: Sequence[Quotable]) -> bool:
    words = tokens(text)
    if not words and not placed(text):
        return False
    own, above = lexicon(ground.text), lexicon(*ground.above)
    whole = lexicon(ground.text, *ground.above)
    meant = [w for w in words if not whole.has(w)]
    if not all(map(whole.means, meant)):
        return False
    if meant and any(map(lexicon(*(q.citation.quote for q in quotes)).has, meant)):
        return False  # another line's word for its own: 주관기관 beside 사업주체
    if (
        set(text)
        - _PLAIN
        - set(ground.text)
        - {c for c in text if c.isascii() or "가" <= c <= "힣"}
    ):
        return False
    if sum(map(own.has, words)) < _OWN * len(words):
        return False
    if _borrowed([w for w in words if not own.has(w)], quotable, quotes, ground):
        return False
    said = lexicon(text)
    asked = [w for w in tokens(ground.text) if not above.has(w)]
    return sum(said.has(w) or said.means(w) for w in asked) >= _BACK * len(asked)


def _is_whole(text: str) -> bool:
    """Whether it begins as a sentence does and what it opens it closes."""
    if not _BEGINS.match(text):
        return False
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def _says_each_part(text: str, ground: Ground, language: Language) -> bool:
    """Whether half of the words of each part of the ground between its commas, cells and brackets
    are said, or the figures of one that has no words: no member, label or condition is lost. What
    stands in the headings too may go, if nothing else of them comes in its place."""
    said, own, above = lexicon(text), lexicon(ground.text), lexicon(*ground.above)
    told, is_own = figures(text), all(map(own.has, tokens(text)))
    spoken = _SPEAKING[language]
    parts = _BRACKET.sub(lambda m: m[0] if spoken.search(m[1]) else "", ground.text)
    names = _capitalised(parts)
    if not all(said.has(name) or said.means(name) or above.has(name) for name in names):
        return False
    for part in _PART_ENDS.split(parts):
        words = tokens(part)
        if not words and not all(any(same_value(f, t) for t in told) for f in figures(part)):
            return False
        if sum(said.has(w) or said.means(w) for w in words) >= _BACK_EACH * len(words):
            continue
        if not (is_own and all(map(above.has, words))):
            return False
    return True


def _says_its_subjects(text: str, ground: Ground, names: Sequence[ProgrammeNames]) -> bool:
    """Whether whom and what a Korean ground is about is said; a programme's name may be left out."""
    said = lexicon(text)
    named = {name for n in names for name in (n.ko, *n.aliases)}
    return all(
        said.has(word) or said.means(word) or any(name.endswith(word) for name in named)
        for word in _SUBJECT.findall(ground.text)
        if len(word) > 1
    )


def _borrowed(
    words: Sequence[str], quotable: Quotable, quotes: Sequence[Quotable], ground: Ground
) -> bool:
    """Whether a word of the title alone heads another section: it is that one's."""
    near = lexicon(*ground.above[:-1])
    sections = (q.citation.section for q in quotes)
    others = lexicon(*(s for s in sections if s != quotable.citation.section))
    return any(not near.has(w) and others.has(w) for w in words)


def _names_what_it_is_about(
    text: str, ground: Ground, quotable: Quotable, names: Sequence[ProgrammeNames]
) -> bool:
    """Whether each programme that a sentence names is the one that its ground is about: the one named
    nearest to it, else that of its folder."""
    said = set(named_in(text, names))
    if not said:
        return True
    for near in (ground.text, *ground.above):
        if found := set(named_in(near, names)):
            if len(found) > 1:  # of several, all are named: none stands in another's place
                return said == found
            return all(_is_of(f, s) for f in found for s in said)
    own = {n.programme for n in names if n.folder == quotable.citation.programme}
    single = {programme for programme in own if "/" not in programme}
    return len(single) == 1 and said <= single


def _is_of(programme: str, other: str) -> bool:
    """A track is of its programme."""
    return programme == other or programme.startswith(f"{other}/")


def _all(quotable: Quotable) -> str:
    return " ".join((quotable.citation.quote, *quotable.lines))


def _addresses(text: str) -> set[str]:
    return {a.strip(".,;:()（）'\"’”").lower() for a in _ADDRESS.findall(text)}


def _numbers(text: str) -> set[str]:
    """The numbers beside the figures of a text: the 2 of 제2분과."""
    return {n.strip(".,") for n in _NUMBER.findall(without_figures(text))}


def _letters(text: str) -> str:
    return re.sub(r"[\s.:,;·-]+", "", text).casefold()
