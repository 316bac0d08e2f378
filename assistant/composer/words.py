"""The words by which a sentence is compared with what it stands on. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from assistant.figures import figures
from assistant.terms import Words, question_terms
from assistant.terms import match as match_term
from assistant.terms import words as matched

_TOKEN = re.compile(r"[0-9]*[가-힣]+|[a-z][a-z0-9&.+'’-]*[a-z0-9]|[a-z]|[一-鿿぀-ヿ]+")
_HANGUL = re.compile(r"[가-힣]")
_SINGLE_LETTER = re.compile(r"(?<![A-Za-z])[A-Z](?![A-Za-z])")
# Particles and endings; as many as stand after one another are taken off, each a candidate stem.
_ENDING = re.compile(
    r"(?:으로부터|로부터|에게서|에서|에게|으로|로|은|는|이|가|을|를|의|와|과|도|만|까지|부터|에|나|이나|마다|보다|처럼|씩|께|들|라|이라|란|이란|며|이며|고|이고|요"
    r"|입니다|이다|이에요|예요|합니다|하였습니다|했습니다|됩니다|되었습니다|됐습니다|습니다|습니다만|한다|된다|하는|되는|하던|하여|하고|되고|하며|되며|해야|돼야|되어야|하여야|하면|되면|할|될|한|된|했|됐|함|됨|해|돼|되어|하기|하지|되지"
    r"|받을|받는|받은|받습니다|받고|받게|받아|받으며|받으면|받|드립니다|해드립니다|해줍니다|줍니다|시킵니다|시키는|시킨|해서|하게|하도록|되도록|하려는|하려면|하시면|하실|하신|이고요|인|일)$"
)
# Words that state nothing by themselves, beside the document's own.
_NEUTRAL = frozenset(
    """수 것 등 및 또 또한 그 이 그리고 해당 위 같습니다 같다 같은 있습니다 있다 있는 있으며 있고 있음 있어요 있는데 있 없습니다 없다 없는 없으며
    합니다 한다 하는 하며 하고 하여 하면 할 해 됩니다 된다 되는 되며 되고 되어 될 입니다 이다 이며 이고 인 위해 위한 통해 통하여 대한 대해 대하여 따라 따르면 의해
    공고 공고에 문서 문서에 안내에 받는다 받습니다 받을 받는 받고 받으며 받게 받으실 있으실 드립니다 주며 경우 경우에 때 더 이를 이에 이러한 이후 가능합니다 가능하며 가능하고 가능 해야 하여야 필요합니다 계실 모두
    a an the of in on at to for from by with and or as is are was were be been being it its this that these those which who whose their they them there here
    can may will would could shall should must has have had do does did not no also so if when than then such into onto each
    s t yes you your according notice document documents""".split()
)


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without its figures and without those that state nothing."""
    plain = unicodedata.normalize("NFKC", without_figures(text))
    letters = [c.lower() for c in _SINGLE_LETTER.findall(plain) if not _is_article(plain, c)]
    found = [w for w in _TOKEN.findall(plain.lower()) if len(w) > 1 or _HANGUL.match(w)]
    return tuple(w for w in (*found, *(f"{c}." for c in letters)) if w not in _NEUTRAL)


def without_figures(text: str) -> str:
    for figure in reversed(figures(text)):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return text


class Lexicon:
    """The words that a sentence may use: those of some texts, under any particle or ending."""

    def __init__(self, texts: Iterable[str]) -> None:
        text = "\n".join(texts)
        own = unicodedata.normalize("NFKC", text)
        self._tokens = frozenset(tokens(own)) | frozenset(_TOKEN.findall(own.lower()))
        self._verbs = frozenset(map(_verb, self._tokens)) - {""}
        self._words: Words = matched(text)

    def has(self, token: str) -> bool:
        """Whether it is one of the words itself."""
        if token in self._tokens or _verb(token) in self._verbs:
            return True
        if _HANGUL.search(token):
            return any(
                len(stem) > 1 and (stem in self._words.joined) for stem in (token, *stems(token))
            )
        own = matched(token).stems.strip()
        return bool(own) and f" {own} " in self._words.stems

    def means(self, token: str) -> bool:
        """Whether it is a word for the same thing."""
        for form in (token, *stems(token)):
            match question_terms(form):
                case [term] if term.concepts and _is_whole(term.word, form):
                    if match_term(term, self._words) >= 1:
                        return True
        return False


@lru_cache(maxsize=4_000)
def lexicon(*texts: str) -> Lexicon:
    """One for the same texts: each check of a sentence asks for that of its ground."""
    return Lexicon(texts)


@lru_cache(maxsize=20_000)
def stems(token: str) -> tuple[str, ...]:
    """A Korean word without its endings: after one, after two and so on; else nothing."""
    found = []
    while _HANGUL.search(token) and (shorter := _ENDING.sub("", token)) not in ("", token):
        token = shorter
        found.append(token)
    return tuple(found)


def stem(token: str) -> str:
    """One form of a word, to compare words of two texts with."""
    if _HANGUL.search(token):
        return next((s for s in reversed(stems(token)) if len(s) > 1), _verb(token) or token)
    return matched(token).stems.strip() or token


def _verb(token: str) -> str:
    """The stem of a verb that ends a sentence, plain or polite (걸린다, 걸립니다: 걸리); else ""."""
    for ending in ("습니다", "는다"):
        if token.endswith(ending) and len(token) > len(ending):
            return token.removesuffix(ending)
    for ending, final in (("니다", "ᆸ"), ("다", "ᆫ")):
        before = unicodedata.normalize("NFD", token.removesuffix(ending))
        if token.endswith(ending) and len(before) > 2 and before.endswith(final):
            return unicodedata.normalize("NFC", before[:-1])
    return ""


def _is_whole(term: str, token: str) -> bool:
    """Whether a term is all of a word: of 환수인력 only a part is known, and the rest may be anything."""
    return term == token or not _HANGUL.search(token)


def _is_article(text: str, letter: str) -> bool:
    return letter in "AI" and bool(re.search(rf"(?<![A-Za-z]){letter} [a-z]", text))
