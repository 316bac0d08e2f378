"""The words of support programmes, Korean and English, as concepts; and the words of a question.

A question says 예산, a notice says "budget": both are the concept `budget`. What is in no concept stays
a literal word. The table is general vocabulary of this field and public names of its agencies; it holds
no facts. `*` before a name marks a word so common here that it says little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import snowballstemmer

_TABLE = Path(__file__).with_name("terms.txt")
_STOP_EN = frozenset(
    """a an the of to in on at for from by with and or but if is are was were be been being am do does did done
    has have had having it its this that these those there here they them their he she his her we our us you your
    i my me who whom whose which what when where why how can could may might must shall should will would not no
    please tell give let know want need like get got any some each every all much many long far often ever just
    also too so as than then about into over under per via between among during within without up down out off
    mentioned say says said exactly really actually currently right ok okay hi hello one ones thing things else
    other another more most very only still yet same such both either if's what's it's there's i'm we're
    there'll does doesn't isn't aren't go going make made take taken use used using through walk happen happens set suppose supposed arrange arranges now time times before after themselves given sit come comes goes anyone someone something anything whether able part parts point sort possible possibly mean means meant stand stands otherwise instead work works working run runs look looks looking well good big because since while until start past outside around bigger larger smaller greater higher lower fewer less longer shorter wants want stay stays staying
    hit hits stop stops stopped draft drafting connect connected connects spoke speak spoken act
    acting acts spread told tell heard hear believe think thinking thought understand read reading
    correct wrong true false put puts bring brings brought keep keeps kept move moves
    moved follow follows following include includes including involve involved show shows shown see seen
    find finds found asking tells explain describe described describes mention mentions consist consists become
    becomes counts exist exists matter matters seem seems expect expected hoping try tries trying
    helping happening cover covers covered depend depends decide decided decides set sets setting settle
    settled settles granted aim aims aimed targeted meets met reach reached turn turns turned
    lose lost bear say saying called latest recent recently actual actually real really simply
    main major key different various several certain specific important quick quickly big high low
    official officially exact first-time currently today tomorrow yesterday once again still ever never always
    usually often soon sooner sure fine great nice best better worst worse little few
    lots lot bit quite rather per every folks guys sir madam dear thanks thank
    hi hey question questions answer answers info information detail details""".split()
)
_STOP_KO = frozenset(
    """무엇 무슨 뭐 뭔가 뭘 어떤 어떻게 언제 얼마 얼마나 어디 어느 누구 누가 왜 그럼 그러면 그리고 그런데 근데 혹시
    저희 우리 제가 저는 나는 이번 이건 그건 거기 여기 그거 이거 것 건가 건지 수 좀 및 또는 또 대해 대한 대해서 관해
    관한 통해 경우 정도 알려 알려줘 알려주세요 궁금 궁금해요 싶어 싶은데 싶습니다 있나 있는 있어 있을까 있습니까 있어요
    없나 없는 없어 되나 되는 돼요 되나요 됩니까 하나 하는 하면 하려면 해야 하죠 합니까 인가 인지 입니까 이에요 예요 인데
    같은 같이 다시 정말 맞나 맞아 맞나요 맞죠 맞습니까 주나 주세요 줘 받을 받는 받나 받나요 받아 나요 까지 부터 해주 설명
    말해 보여 찾아 각각 모든 가장 어느정도 정확히 정확한 구체적 몇 하고 한테 이라는 라는 라고 이라고 하는데 하는지 되는지
    빨리 아예 뭐뭐 뭔지 뭐죠 어디서 어디에서 어디로 어디부터 여러 개라는데 있는지 식으로 식 끝 처음 서로 대신 말고 다음 다음에 어때 어때요 해줘 해주는 같이 함께 그동안 요즘 지금 현재 대략 대충 약 쯤 정도로 얼마큼 얼마만큼 어느쪽 주로 직접 미리 아직 이미 바로 따로 혼자 다들 나중 오늘 올해는 하게 되게 보면 보니 하던데 라던데 된다던데 한다던데 있다던데 싶은 싶어요 때 때문 수가 수도 걸 게 건 거 거예요 건가요 되죠 돼 되고 되어 되었 된 하기 하나요 해요 해도 해서 모두 전부 감사 감사합니다 고맙 고맙습니다 그냥 한번 언제쯤 마지막 적용 누구나 얼만 얼만가 몇개 하려고 하려는데 그 이 저 네 예 아니 그게 이게 저게 이런 그런 뭐가 무엇인가 어떻게든 가능 필요""".split()
)
_ASKING_KO = ("얼마", "언제", "어디", "무엇", "어떻게", "누구")
_ENDINGS = re.compile(
    r"(?:에서는|에서도|에게서|으로는|으로도|이라는|라는|이라고|라고|이라면|라면|인가요|인가|인지|인데요|인데|입니까|입니다|이에요|"
    r"예요|이죠|이야|하나요|하는지|하는데|하는|하려면|하려고|하면|해야|합니까|합니다|할까요|할까|하지만|하고|하여|해서|하죠|해요|했나요|했어요|했습니까|했는지|"
    r"했다는데|한다는데|했다|한다|되나요|되는지|되는|됩니까|됩니다|되면|되고|된다|됐나요|됐어요|되었나요|하시|하신|하실|한가요|한지|한|할|함|된|될|"
    r"까지|부터|에서|에게|한테|께서|으로|이나|이랑|랑|보다|처럼|만큼|마다|조차|밖에|이든|든지|들은|들이|들을|들의|들|은|는|이|가|을|를|에|의|로|와|과|도|만|나|요|죠|야|께|서)$"
)
_VERBAL = re.compile(
    r"(고|면|며|서|게|데|데요|까요?|지요?|니까?|려고?|려는|도록|는지|은지|을지|대요?|래요?|줘요?|주세요?|해요?|해도|해야|돼요?|했|됐|었|았|겠"
    r"|나는|나올|건데요?|거지요?|있어요?|없어요?|수있|다고|라고|라는데|다는데|라던데|다던데|던데|던가요?|나요|는가|은가|습니다|합니다|됩니다|니다"
    r"|시켜|하는|되는|하던|되던|하려|되려|으려|을수|ㄹ수|준대|한대|된대|싶은|싶어|어요|아요|여요|워요|겨요|려요|켜요)$"
)
_MAKES_A_VERB = frozenset("하해한할함합했되된될됩됐받시")  # after a noun: 모집|하나요
_HANGUL = re.compile(r"[가-힣]")
_HANGUL_RUN = re.compile(r"[0-9a-z&]*[가-힣]+")
_LATIN = re.compile(r"[a-z0-9][a-z0-9&.'’-]*[a-z0-9]|[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question: the concepts it can mean, or the word itself."""

    word: str  # as asked, in lower case; a stem for a literal English word
    concepts: tuple[str, ...] = ()  # () for a literal word
    weight: float = 1.0  # how much it says: little for the commonest words of the field
    attribute: bool = False  # names what a notice says or does not say: a fee, a visa, a deadline


@dataclass(frozen=True, slots=True)
class Words:
    """A text made ready for matching."""

    spaced: str  # NFKC, lower case
    joined: str  # the same without spaces: compounds are written with and without them
    stems: str  # " stem stem stem ", English only


@dataclass(frozen=True, slots=True)
class _Table:
    korean: dict[str, tuple[str, ...]]  # concept -> surface forms
    english: dict[str, tuple[str, ...]]  # concept -> stemmed phrases
    english_forms: dict[str, tuple[str, ...]]  # concept -> the phrases as written
    common: frozenset[str]
    attributes: frozenset[str]
    by_korean: dict[str, tuple[str, ...]]  # surface form -> concepts
    by_english: dict[str, tuple[str, ...]]
    longest_korean: int
    longest_english: int  # in words


_COMMON_WEIGHT = 0.2
_CONCEPT_WEIGHT = 0.7
_LITERAL_WEIGHT = (
    0.6  # of a word that is in no concept: often a verb or an adverb, said otherwise in a notice
)
_SORTS = frozenset(
    """ministry institution place people company programme sector industry project country track support
    university hospital kind task continent name_of condition""".split()
)
_SORT_WEIGHT = (
    0.35  # of the noun in "which ministry", "몇 개 기관": the answer is one, and need not say so
)
_SORT_EN = re.compile(
    r"\b(?:which|what|how many|whose|number of|name of|kinds? of)\s+(?:the\s+)?([a-z-]+(?:\s[a-z-]+)?)"
)
_SORT_KO = re.compile(
    r"(?:어느|어떤|무슨|몇\s?(?:개|명|곳|건)?)\s?([가-힣]+)|([가-힣]+?)(?:이|가|은|는|를|을|의)?\s(?:이름|성함|명칭|종류)"
)


def question_terms(text: str) -> list[Term]:
    """The content words of a question, in order, each once."""
    folded = re.sub(r"(첫|두|세|네)\s번째", r"\1번째", _folded(text))
    terms: list[Term] = []
    for piece in re.split(rf"({_HANGUL_RUN.pattern})", folded):
        terms += _korean_terms(piece) if _HANGUL.search(piece) else _english_terms(piece)
    sorts = _sort_words(folded)
    terms = [_as_sort(t) if t.word in sorts else t for t in terms]
    return list({term.concepts or term.word: term for term in terms}.values())


def _as_sort(term: Term) -> Term:
    """The asked sort of thing: an institution's name need not say "institution", a visa must say so."""
    if term.concepts and not _SORTS.issuperset(term.concepts):
        return term
    return replace(term, weight=min(term.weight, _SORT_WEIGHT))


def _sort_words(folded: str) -> set[str]:
    """The nouns that a question word stands before: what sort of thing is asked for."""
    found = {
        term.word for m in _SORT_EN.finditer(folded) for term in _english_terms(m.group(1))[:1]
    }
    for m in _SORT_KO.finditer(folded):
        found |= {term.word for term in _korean_terms(m.group(1) or m.group(2))[:1]}
    return found


@lru_cache(maxsize=20_000)
def words(text: str) -> Words:
    folded = _folded(text)
    joined = re.sub(r"[^0-9a-z가-힣&]", "", folded)
    return Words(folded, joined, f" {' '.join(_english_stems(folded))} ")


# Of each of these only one can be meant: what is said of the first round is not said of the second.
_ALTERNATIVES = (
    frozenset({"round_one", "round_two"}),
    frozenset({"previous_year", "year_this", "next_year"}),
    frozenset({"ord_first", "ord_second", "ord_third"}),
)


def is_alternative(term: Term) -> bool:
    """Whether it is a round, a year or a number among others."""
    return any(name in group for name in term.concepts for group in _ALTERNATIVES)


def speaks_of_another(terms: Sequence[Term], text: Words) -> bool:
    """Whether `text` is about another round, year or number than the one that is asked about."""
    asked = {name for term in terms for name in term.concepts}
    for group in _ALTERNATIVES:
        wanted, *others = sorted(group, key=lambda name: name not in asked)
        if asked & group == {wanted} and not _holds_concept(wanted, text):
            if any(_holds_concept(other, text) for other in others):
                return True
    return False


def match(term: Term, text: Words) -> float:
    """How surely `text` holds `term`: 1 for the word or a name of its concept, 0 for no trace."""
    if term.concepts:
        return float(any(_holds_concept(name, text) for name in term.concepts))
    if _HANGUL.match(term.word):
        return _hangul_match(term.word, text.joined)
    if f" {term.word} " in text.stems:
        return 1.0
    return 0.7 if len(term.word) >= 6 and f" {term.word[:5]}" in text.stems else 0.0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _holds_concept(name: str, text: Words) -> bool:
    table = _table()
    for form in table.korean[name]:
        if form in text.spaced or (len(form) >= 4 and form in text.joined):
            return True
    return any(f" {form} " in text.stems for form in table.english[name])


def _hangul_match(word: str, joined: str) -> float:
    if word in joined:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    share = sum(pair in joined for pair in pairs) / len(pairs) if pairs else 0.0
    return 0.8 * share if share >= 0.6 else 0.0


def _korean_terms(run: str) -> list[Term]:
    """Concepts found left to right, longest first; what is left between them is a literal word."""
    table = _table()
    stem = _without_ending(run)
    if run in _STOP_KO or stem in _STOP_KO:
        return []
    if stem in table.by_korean:
        return [_concept_term(stem, table.by_korean[stem])]
    terms: list[Term] = []
    rest, at = "", 0
    while at < len(run):
        form = None
        if len(rest) != 1:  # after one stray syllable it is the end of another word: 위|원장
            sizes = range(min(table.longest_korean, len(run) - at), 1, -1)
            form = next((f for n in sizes if (f := run[at : at + n]) in table.by_korean), None)
        if form is None:
            rest += run[at]
            at += 1
            continue
        terms += _literal_korean(rest, tail=False)
        rest = ""
        terms.append(_concept_term(form, table.by_korean[form]))
        at += len(form)
    return terms + _literal_korean(rest, tail=True)


def _literal_korean(rest: str, tail: bool) -> list[Term]:
    stem = _without_ending(rest) if tail else rest
    if len(stem) < 2 or stem in _STOP_KO or not _HANGUL.search(stem):
        return []
    if stem.startswith(_ASKING_KO):  # written together with its particle: 얼마까지
        return []
    if tail and _VERBAL.search(rest) and rest[len(stem) : len(stem) + 1] not in _MAKES_A_VERB:
        return []  # a verb is said otherwise in a notice, and its stem cannot be told without a dictionary
    return [Term(stem, weight=_LITERAL_WEIGHT)]


def _without_ending(word: str) -> str:
    """The word without its particles and verb endings, at most three of them."""
    for _ in range(3):
        if word in _table().by_korean or word in _STOP_KO:
            return word
        shorter = _ENDINGS.sub("", word)
        if shorter == word:
            break
        word = shorter
    return word


def _english_terms(folded: str) -> list[Term]:
    table = _table()
    surface = [
        part
        for token in _LATIN.findall(folded.replace("’", "'"))
        for part in re.split(r"[-.]", token.removesuffix("'s"))
        if part
    ]
    stems = [_stem(part) for part in surface]
    terms: list[Term] = []
    at = 0
    while at < len(stems):
        for size in range(min(table.longest_english, len(stems) - at), 0, -1):
            phrase = " ".join(stems[at : at + size])
            if phrase in table.by_english and not (size == 1 and surface[at] in _STOP_EN):
                terms.append(_concept_term(phrase, table.by_english[phrase]))
                at += size
                break
        else:
            if len(surface[at]) > 1 and not {surface[at], stems[at]} & _STOP_EN:
                terms.append(Term(stems[at], weight=_literal_weight(surface[at])))
            at += 1
    return terms


def _literal_weight(word: str) -> float:
    return 1.0 if any(c.isdigit() for c in word) else _LITERAL_WEIGHT


def _concept_term(word: str, concepts: tuple[str, ...]) -> Term:
    table = _table()
    if table.common.issuperset(concepts):
        return Term(word, concepts, _COMMON_WEIGHT)
    attribute = not table.attributes.isdisjoint(concepts)
    return Term(word, concepts, 1.0 if attribute else _CONCEPT_WEIGHT, attribute)


# Words that the stemmer would make one with another: secondment and the second round.
_STEMS_OF_THEIR_OWN = {
    "secondment": "secondment",
    "secondments": "secondment",
    "seconded": "secondment",
    "succession": "succession",  # success
    "publicity": "publicity",  # public
    "electronically": "electronically",  # electronics
    "orientation": "orientation",  # oriented
    "rolling": "rolling",  # roll out
    "reservation": "reservation",  # reserved
    "reservations": "reservation",
    "willing": "willing",  # will
}


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    if word in _STEMS_OF_THEIR_OWN:
        return _STEMS_OF_THEIR_OWN[word]
    # One of its own: a stemmer keeps the word that it is at, and questions come in several threads.
    return str(snowballstemmer.stemmer("english").stemWord(word))


def _english_stems(text: str) -> list[str]:
    words = _LATIN.findall(text.replace("’", "'"))
    return [
        _stem(part) for word in words for part in re.split(r"[-.]", word.removesuffix("'s")) if part
    ]


@lru_cache(maxsize=1)
def _table() -> _Table:
    korean: dict[str, tuple[str, ...]] = {}
    english: dict[str, tuple[str, ...]] = {}
    english_forms: dict[str, tuple[str, ...]] = {}
    marked: dict[str, set[str]] = {"*": set(), "!": set()}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, _, forms = line.partition(" = ")
        ko, _, en = forms.partition("|")
        mark, name = name[:1], name.lstrip("*!")
        if mark in marked:
            marked[mark].add(name)
        korean[name] = tuple(ko.split())
        english_forms[name] = tuple(_phrases(en))
        english[name] = tuple(" ".join(_english_stems(phrase)) for phrase in _phrases(en))
    by_korean: dict[str, list[str]] = {}
    by_english: dict[str, list[str]] = {}
    for name, forms_ko in korean.items():
        for form in forms_ko:
            by_korean.setdefault(form, []).append(name)
        for form in english[name]:
            by_english.setdefault(form, []).append(name)
    return _Table(
        korean,
        english,
        english_forms,
        frozenset(marked["*"]),
        frozenset(marked["!"]),
        {k: tuple(dict.fromkeys(v)) for k, v in by_korean.items()},
        {k: tuple(dict.fromkeys(v)) for k, v in by_english.items()},
        max(map(len, by_korean)),
        max(len(k.split()) for k in by_english),
    )


def _phrases(column: str) -> list[str]:
    return [phrase.strip() for phrase in column.split(",") if phrase.strip()]


# Too short to be told by their likeness.
_SLIPS = {
    "wen": "when",
    "whn": "when",
    "wat": "what",
    "wht": "what",
    "waht": "what",
    "teh": "the",
    "hw": "how",
    "hwo": "how",
    "wich": "which",
    "wher": "where",
    "mony": "money",
}
_SLIP_CHARS, _SLIP_ALIKE = 5, 0.9  # a letter more or less in five


def mended(question: str, known: Sequence[Words]) -> str:
    """The question with its mistyped English words put right, where no text of `known` has them."""

    def word(found: re.Match[str]) -> str:
        typed = found.group().lower()
        if typed in _SLIPS:
            return _SLIPS[typed]
        if len(typed) < _SLIP_CHARS or typed in _STOP_EN or _stem(typed) in _known_stems():
            return found.group()
        if any(f" {_stem(typed)} " in text.stems for text in known):
            return found.group()
        meant = get_close_matches(typed, _single_words(), 1, _SLIP_ALIKE)
        if meant and (meant[0][0], meant[0][-1]) == (typed[0], typed[-1]):  # not braised for raised
            return meant[0]
        return found.group()

    return re.sub(r"(?<![\w'’-])[A-Za-z]+(?![\w'’-])", word, question)


@lru_cache(maxsize=1)
def _single_words() -> tuple[str, ...]:
    forms = (f for forms in _table().english_forms.values() for f in forms)
    return tuple(sorted({f for f in forms if f.isalpha() and len(f) >= _SLIP_CHARS}))


@lru_cache(maxsize=1)
def _known_stems() -> frozenset[str]:
    return frozenset(stem for phrase in _table().by_english for stem in phrase.split())


def translations(text: str) -> str:
    """Names in the other language for the concepts of a question, for the search by words."""
    table = _table()
    forms = table.english_forms if _HANGUL.search(text) else table.korean
    return _listed(form for name in _telling_concepts(text) for form in forms[name][:1])


def other_names(text: str) -> str:
    """Every name, in both languages, for the concepts of a question."""
    table = _table()
    both = (table.korean, table.english_forms)
    return _listed(f for name in _telling_concepts(text) for forms in both for f in forms[name])


def _telling_concepts(text: str) -> Iterator[str]:
    common = _table().common
    return (n for term in question_terms(text) for n in term.concepts if n not in common)


def _listed(forms: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(forms))


def says_little(word: str) -> bool:
    """Whether an English word is one of any question, or one so common here that it names nothing."""
    table = _table()
    return word in _STOP_EN or table.common.issuperset(table.by_english.get(_stem(word), "?"))
