"""Drafts what a programme gives, and its tracks: amounts, shares, durations, how many are taken."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.drafting.labels import Kind, kind_of
from assistant.drafting.reading import Clause
from assistant.drafting.values import both, bound, of_kind, plain, quoted, said, spans_of
from assistant.figures import FigureKind
from assistant.record import Bilingual, Bound, Fact, Topic, Track
from assistant.schema import Document

_TOPICS: dict[Kind, Topic] = {
    "amount": "amount", "rate": "rate", "duration": "duration", "scale": "scale", "budget": "budget",
}  # fmt: skip
_IN_WORDS: dict[Kind | None, Topic] = {"field": "field", "partner": "partner"}
_FIGURES: dict[Topic, FigureKind] = {
    "amount": "money", "rate": "percent", "duration": "duration", "scale": "count", "budget": "money",
}  # fmt: skip
_NAMES: dict[Topic, tuple[str, str]] = {
    "amount": ("지원금액", "Amount"),
    "rate": ("부담 비율", "Share of the cost"),
    "duration": ("지원기간", "Duration"),
    "scale": ("선정규모", "How many are selected"),
    "budget": ("사업 예산", "Budget"),
    "benefit": ("지원내용", "Support"),
    "field": ("지원분야", "Fields"),
    "partner": ("협력기관", "Partners"),
}
_GIVES = ("support", "benefit", "amount", "scale", "budget", "rate", "own", "duration", "overview")

# What a sentence in a section about the support says; the first that fits.
_SENTENCES: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("budget", re.compile(r"재원|투입|예산(?:은|은 총|\s?총액은?|규모는?|액은?)?\s|총사업비는|budget\b|total funding", re.IGNORECASE)),
    ("duration", re.compile(r"(?:협약|지원|사업|과제|수행)\s?기간은|협약일부터[^.]{0,20}(?:동안|까지|간)\s?(?:수행|지원|진행)|동안 (?:수행|지원)|지원기간"
                            r"|agreement[^.]{0,40}\bruns? (?:for|over)|(?:support|project|agreement)s? (?:lasts?|period)|for up to|\bover (?:\w+) (?:years|months)", re.IGNORECASE)),
    ("rate", re.compile(r"자부담|기업\s?부담|민간\s?부담|현물|현금|부담금|부담(?:하|은|할|률|비율)|스스로|지원비율|보조율|국비|지방비"
                        r"|\b(?:contribut\w*|own share|in kind|in cash|themselves|its own|their own|subsid\w+ rate)\b", re.IGNORECASE)),
    ("amount", re.compile(r"최대|이내|한도|까지|지원금|지원한다|지원합니다|지원함|지원$|\bup to\b|maximum|at most|grant|receive|provide", re.IGNORECASE)),
    ("scale", re.compile(r"선정|선발|뽑|모집|내외|안팎|\b(?:select\w*|places|chosen|accept\w*|admitted|companies will)\b", re.IGNORECASE)),
)  # fmt: skip
_PROJECT_COST = re.compile(  # a size that projects have, or a limit of one of their costs
    r"총\s?사업비|과제\s?규모|매출|못 미치|최소|이상|하루|1일|1인|1회|여비|출장|수당|포상|상금|\b(?:project|total) (?:cost|budget)|at least|or more|per (?:person|day|trip|job)|travel|award",
    re.IGNORECASE,
)
_WHOLE_PROJECT = re.compile(r"총\s?사업비|과제\s?규모|\b(?:project|total) cost", re.IGNORECASE)
_OUTSIDE = re.compile(r"외주|외부|위탁|맡길|outsourc", re.IGNORECASE)
_FOR_ONE = re.compile(r"(?:기업|과제|업체)당|최대|\bper\b|\bup to\b", re.IGNORECASE)
_ELSEWHERE: dict[Topic, tuple[Kind, ...]] = {
    "scale": ("benefit", "rate", "own"),
    "budget": ("benefit", "rate", "own", "duration"),
}
_MUST = re.compile(
    r"(?:야|여야)\s?(?:한다|합니다|함|하)|적어야|넣어야|새로|채용|고용|외주|외부 업체|목표|증가|늘리|매출|못 미치|신청할 수 없|최소|편성|여비|출장"
    r"|\b(?:must|hire|outsourc\w*|target|sales|travel|cannot|not be (?:less|lower)|total cost of a project)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"자문|컨설팅|멘토링|싸게|깎|낮추|찾아|이용할 수|쓸 수 있|advice|advis|mentor|session|cheaper|\bfees?\b|제공|지원|감면|할인|무료|방문|우대|연계|참여 기회|받|\b(?:receive\w*|provid\w*|offer\w*|support\w*|free|lower\w*|discount\w*|reduc\w*|access|match\w*|consult\w*)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[(（]\s?(?:단위\s?[:：]?\s?)?(?P<u>조|억|천만|백만|만|천)\s?원?[)）]|\((?:KRW )?(?:million|thousand|billion)[^)]*\)",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"유형|트랙|분야|단계|구분|과제|프로그램|사업명|type|track|category|stage|field|programme",
    re.IGNORECASE,
)
_COST_ITEM = re.compile(r"비목|세목|경비|비용|^item$|cost", re.IGNORECASE)
_GRANT = re.compile(r"지원|융자|보조|grant|support|subsid", re.IGNORECASE)
_NO_TRACK = re.compile(r"합계|소계|^계$|총계|^total$|^sum$", re.IGNORECASE)
_HEADING_REST = re.compile(
    r"\s*(?:안내|지원내용|지원|소개|개요|세부내용|상세)$|^(?:About the|About|The|Details of the)\s+",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:over|for) (?:up to )?(?:\w+) (?:years|months)\b|\d+\s?(?:년|개월)\s?(?:간|동안)",
    re.IGNORECASE,
)
_ROW, _LABELLED, _SAID, _WORDS_ONLY = 0.9, 0.9, 0.75, 0.6  # how sure
_LEAST = 4  # characters of a benefit


@dataclass(frozen=True, slots=True)
class _Stated:
    """A fact before it has its id, with the track that it is about, if any."""

    track: str
    fact: Fact


def draft_facts(
    document: Document, found: Iterable[Clause]
) -> tuple[tuple[Fact, ...], tuple[Track, ...]]:
    """What the programme gives, and its tracks with what each gives."""
    stated = [one for clause in found for one in _stated(document, clause)]
    tracks = Counter(one.track for one in stated if one.track)
    if len(tracks) < 2:
        tracks.clear()
    used: Counter[str] = Counter()
    own: list[Fact] = []
    of_track: defaultdict[str, list[Fact]] = defaultdict(list)
    seen: set[tuple[str, Topic, tuple[str, ...]]] = set()
    for one in stated:
        key = (one.track, one.fact.topic, one.fact.figures or (one.fact.text.ko,))
        if key in seen:
            continue
        seen.add(key)
        used[one.fact.topic] += 1
        fact = one.fact.model_copy(update={"id": f"{one.fact.topic}-{used[one.fact.topic]}"})
        (of_track[one.track] if one.track in tracks else own).append(fact)
    drafted = []
    for number, name in enumerate(tracks, start=1):
        facts = tuple(of_track[name])
        drafted.append(Track(id=f"track-{number}", names=both(name), facts=facts))
    return tuple(own), tuple(drafted)


def _stated(document: Document, clause: Clause) -> Iterator[_Stated]:
    if clause.kind == "other" or clause.kind in ("who", "out"):
        return
    if clause.head:
        yield from _of_row(document, clause)
        return
    topic = _TOPICS.get(kind_of(clause.label) or "other") if clause.label else None
    if topic and _MUST.search(clause.label):
        return
    text = plain(clause.text)
    if clause.kind in _IN_WORDS and len(text) >= _LEAST and not _MUST.search(text):
        yield _Stated("", _in_words(document, clause, _IN_WORDS[clause.kind], text))
        return
    if topic:
        if fact := _fact(document, clause, topic, plain(clause.label), text, _LABELLED):
            yield _Stated(_heading_in(clause, plain(clause.label)), fact)
        return
    if clause.kind not in _GIVES and not _heading_in(clause, text):
        return
    yield from _of_words(document, clause, text)


def _of_words(document: Document, clause: Clause, text: str) -> Iterator[_Stated]:
    """What a sentence without a label says, in a section that is about the support."""
    whole = plain(document.text[clause.start : clause.end])
    subject = _heading_in(clause, whole)
    must = bool(_MUST.search(whole))
    for topic, pattern in _SENTENCES:
        if not pattern.search(whole) or not _is_about(topic, clause, whole, must):
            continue
        if fact := _fact(document, clause, topic, "", text, _SAID):
            yield _Stated(subject, fact)
            if topic == "amount" and (lasting := _lasting(document, clause, text)):
                yield _Stated(subject, lasting)
            return
    if clause.kind in ("scale", "budget") and not must and not _FOR_ONE.search(whole):
        if fact := _fact(document, clause, "budget", "", text, _SAID):
            yield _Stated("", fact)
            return
    if clause.kind in ("benefit", "support") and len(text) >= _LEAST and not subject:
        if _GIVEN.search(whole) and not must and not _WHOLE_PROJECT.search(whole):
            yield _Stated("", _in_words(document, clause, "benefit", text))


def _is_about(topic: Topic, clause: Clause, whole: str, must: bool) -> bool:
    """Whether words that fit a topic speak of it: not of what projects have to be, nor of a cost."""
    if topic == "rate":
        return not _OUTSIDE.search(whole)
    if must or clause.kind in _ELSEWHERE.get(topic, ()):
        return False
    return topic != "amount" or not _PROJECT_COST.search(whole)


def _lasting(document: Document, clause: Clause, text: str) -> Fact | None:
    over = _OVER.search(text)
    return _fact(document, clause, "duration", "", over[0], _SAID) if over else None


def _of_row(document: Document, clause: Clause) -> Iterator[_Stated]:
    topics = [_TOPICS.get(kind_of(cell.text) or "other") for cell in clause.head]
    if clause.kind in ("papers", "contact", "schedule", "steps", "when", "how"):
        return
    if _COST_ITEM.search(clause.head[0].text) and not _GRANT.search(
        " ".join(h.text for h in clause.head)
    ):
        return
    first = plain(clause.cells[0].text)
    named = topics[0] is None and bool(first) and not _NO_TRACK.search(first)
    if _NO_TRACK.search(first):
        return
    for cell, head, topic in zip(clause.cells, clause.head, topics, strict=True):
        if topic is None or not cell.text:
            continue
        fact = _fact(document, clause, topic, plain(head.text), plain(cell.text), _ROW)
        if fact is None:
            continue
        is_track = named and bool(_TRACK.search(clause.head[0].text))
        if named and not is_track:
            label = f"{first} {fact.label.ko}"
            fact = fact.model_copy(update={"label": both(label)})
        yield _Stated(first if is_track else "", fact)


def _fact(
    document: Document, clause: Clause, topic: Topic, label: str, text: str, sure: float
) -> Fact | None:
    """None where the words give no figure of the topic's kind, or the quotes not the same one."""
    kinds: tuple[FigureKind, ...] = (_FIGURES[topic],)
    if kinds == ("money",) and _UNIT.search(label):
        kinds = ("money", "count")  # "85" below a head that says 백만원 is left as it stands
    found = of_kind(text, *kinds)
    quotes = said(document, spans_of(clause))
    found = [figure for figure in found if f"{figure.kind} {figure.value}" in quotes]
    if topic == "scale":
        found = [f for f in found if not re.match(r"\s?(?:회|차|년|배)", text[f.end - 1 :])]
    if topic == "duration":
        found = [f for f in found if f.value[-1] != "H"]
    if not found:
        return None
    inside = [range(*match.span()) for match in re.finditer(r"\([^)]*\)", text)]
    found = [f for f in found if not any(f.start in r for r in inside)] or found  # "5년 (2년 거치)"
    main = found[0]
    unit = _UNIT.search(label)
    return Fact(
        id="drafted",
        topic=topic,
        label=_label(document, topic, label),
        text=both(f"{text} {unit[0]}" if unit and main.kind == "count" else text),
        figures=tuple(dict.fromkeys(f"{f.kind} {f.value}" for f in found)),
        bound=_bound(topic, label, text, bound(text, main)),
        quotes=quoted(document, *spans_of(clause)),
        confidence=sure,
    )


def _in_words(document: Document, clause: Clause, topic: Topic, text: str) -> Fact:
    """A fact that needs no figure: all of its words, and the figures among them."""
    quotes = said(document, spans_of(clause))
    figures = (
        f"{f.kind} {f.value}" for f in of_kind(text, "money", "percent", "duration", "count")
    )
    return Fact(
        id="drafted",
        topic=topic,
        label=_label(document, topic, plain(clause.label)),
        text=both(text),
        figures=tuple(dict.fromkeys(f for f in figures if f in quotes)),
        quotes=quoted(document, *spans_of(clause)),
        confidence=_WORDS_ONLY,
    )


def _bound(topic: Topic, label: str, text: str, found: Bound) -> Bound:
    if found == "exactly" and re.search(
        r"한도|최대|maximum|limit|ceiling|up to", label, re.IGNORECASE
    ):
        return "up_to"
    if topic == "duration" and found == "over":  # "over three years" is how long, not longer
        return "exactly"
    if topic == "scale" and found == "up_to" and re.search(r"내외|안팎", text):
        return "about"
    return found


def _label(document: Document, topic: Topic, label: str) -> Bilingual:
    """The notice's label in its language; the topic's usual name in the other."""
    ko, en = _NAMES[topic]
    if not label:
        return Bilingual(ko=ko, en=en)
    if document.language == "ko":
        return Bilingual(ko=label, en=label if _UNIT.search(label) else en)
    return Bilingual(ko=label if _UNIT.search(label) else ko, en=label)


def _heading_in(clause: Clause, words: str) -> str:
    """The track that words are about: the heading's own name, where they hold it."""
    if not clause.section:
        return ""
    heading = plain(clause.section[-1])
    name = _HEADING_REST.sub("", heading)
    known = kind_of(name)
    return name if name and known is None and _holds(words, name) else ""


def _holds(words: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}", words, re.IGNORECASE))
