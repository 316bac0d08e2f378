"""Asks for the facts of notices: in an owner's words, naming the programme in one of three ways."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from evals.notices.facts import Fact
from evals.notices.korean import particle, with_particles
from evals.notices.programme import Programme
from evals.notices.stock import Lang, Split, clauses, half
from evals.notices.typos import mistyped

Naming = Literal["full", "short", "described"]

# (language of the notice, of the question): their share of the questions
_SHARES: dict[tuple[Lang, Lang], float] = {
    ("ko", "ko"): 0.68,
    ("ko", "en"): 0.10,
    ("en", "en"): 0.14,
    ("en", "ko"): 0.08,
}
_FRAMES: dict[Lang, tuple[str, ...]] = {
    "ko": ("{p} {q}", "{p} 관련해서 {q}", "{p}에서 {q}", "{p}의 경우 {q}", "{q} ({p})", "{p}: {q}"),
    "en": (
        "{p}: {q}",
        "{q} ({p})",
        "For {p}: {q}",
        "About {p} – {q}",
        "{q} This is about {p}.",
        "{q} [{p}]",
    ),
}
_ENDINGS = (
    "이(가) 어떻게 되나요?", "은(는) 어떻게 되나요?", " 알려 주세요", " 문의드립니다", "이(가) 궁금합니다", "?", "", "은(는)?",
)  # fmt: skip
_DESCRIBED: dict[Lang, tuple[str, ...]] = {
    "ko": (
        "{region}에서 {purpose} {industry} 쪽 사업",
        "{region} {industry} 업체가 신청하는, {purpose} 사업",
        "{purpose} {region} {industry} 지원",
        "{region}의 {industry} 회사를 대상으로 {purpose} 사업",
    ),
    "en": (
        "the {industry} programme in {region} {purpose}",
        "support in {region} {purpose} ({industry})",
        "the scheme {purpose} in {industry}, {region}",
        "{region}'s support {purpose} for {industry} firms",
    ),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact with the document that states it, and its words there."""

    fact: Fact
    programme: Programme
    document_id: str
    lang: Lang
    evidence: str


@dataclass(frozen=True, slots=True)
class Question:
    question_id: str
    lang: Lang
    text: str
    naming: Naming
    about: Stated
    variant_of: str | None = None

    def to_dict(self) -> dict[str, object]:
        """A line of questions.jsonl."""
        return {
            "id": self.question_id,
            "lang": self.lang,
            "question": self.text,
            "document": self.about.document_id,
            "evidence": self.about.evidence,
            "figures": list(self.about.fact.value.figures()),
            "kind": self.about.fact.kind,
            "naming": self.naming,
            "variant_of": self.variant_of,
        }


def ask(
    stated: Sequence[Stated],
    stands_once: Callable[[str], bool],
    number: int,
    split: Split,
    prefix: str,
    rng: Random,
) -> list[Question]:
    """`number` questions, spread over documents, kinds of fact and languages; each Korean one is
    followed by itself mistyped. Only about evidence that stands nowhere else, in no other notice
    either: fewer questions where there is not so much of it."""
    shares = {pair: round(number * share) for pair, share in _SHARES.items()}
    shares["ko", "ko"] += number - sum(shares.values())
    asked: list[Question] = []
    used: Counter[str] = Counter()  # documents
    for (of_notice, lang), wanted in shares.items():
        candidates = [about for about in stated if about.lang == of_notice]
        for about in _spread(candidates, stands_once, wanted, used, rng):
            question_id = f"{prefix}-{used.total():03}"
            question = _question(question_id, lang, about, split, rng)
            asked.append(question)
            if lang == "ko":
                text = mistyped(question.text, rng)
                asked.append(
                    Question(f"{question_id}-typo", lang, text, question.naming, about, question_id)
                )
    return asked


def _spread(
    candidates: Sequence[Stated],
    stands_once: Callable[[str], bool],
    wanted: int,
    used: Counter[str],
    rng: Random,
) -> Iterator[Stated]:
    """Facts of each kind in turn, from the documents that were asked about least."""
    by_kind: dict[str, list[Stated]] = {}
    for about in rng.sample(candidates, len(candidates)):
        by_kind.setdefault(about.fact.kind, []).append(about)
    kinds = deque(rng.sample(sorted(by_kind), len(by_kind)))
    while wanted and kinds:
        left = by_kind[kinds[0]]
        about = min(left, key=lambda stated: used[stated.document_id])
        left.remove(about)
        found = stands_once(about.evidence)
        if not left:
            kinds.popleft()
        elif found:
            kinds.rotate(-1)
        if found:
            used[about.document_id] += 1
            wanted -= 1
            yield about


def _question(question_id: str, lang: Lang, about: Stated, split: Split, rng: Random) -> Question:
    naming: Naming = rng.choice(("full", "short", "described"))
    words = {"t": about.fact.subject[lang]} if about.fact.subject else {}
    template = rng.choice(half(clauses(lang)[about.fact.key].questions, split))
    if lang == "ko":
        text = _with_ending(with_particles(template, words), split, rng)
    else:
        text = template.format(**words)
    frame = rng.choice(half(_FRAMES[lang], split))
    text = frame.format(p=_named(about.programme, naming, lang, split, rng), q=text)
    return Question(question_id, lang, text[0].upper() + text[1:], naming, about)


def _with_ending(text: str, split: Split, rng: Random) -> str:
    """A noun phrase of the stock, marked by `~`, as a question."""
    if not text.endswith("~"):
        return text
    words, ending = text[:-1], rng.choice(half(_ENDINGS, split))
    form, rest = re.fullmatch(r"((?:\w\(\w\))?)(.*)", ending).groups()  # type: ignore[union-attr]
    return words + (particle(words, form) if form else "") + rest


def _named(programme: Programme, naming: Naming, lang: Lang, split: Split, rng: Random) -> str:
    if naming == "full":
        return programme.name[lang]
    if naming == "short":
        return programme.short[lang]
    purpose = programme.purpose
    return rng.choice(half(_DESCRIBED[lang], split)).format(
        region=programme.region[lang],
        industry=programme.industry[lang],
        purpose=purpose.described_ko if lang == "ko" else purpose.described_en,
    )
