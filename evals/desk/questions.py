"""Makes the questions that a desk's log is filled with: answerable ones and ones of no document."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from assistant.errors import UsageError
from assistant.schema import Document, Language
from evals.desk.stanzas import read_stanzas

# a, b, d and e are of the same 12 topics in other words, c is of 12 others. The figures of
# assistant/staff/grouping.py were chosen on a to d; e was written before it was looked at.
Wordings = Literal["a", "b", "c", "d", "e"]

_HERE = Path(__file__).parent
_ASKED_OF_A_FACT = 5  # 3 in one language, 2 in the other, turn by turn
_NAMES: dict[str, dict[Language, tuple[str, ...]]] = {
    "research-dispatch": {
        "ko": ("공공연구기관 연구인력 파견지원사업", "연구인력 파견지원사업", "연구인력 파견사업"),
        "en": ("Research Dispatch Program", "research dispatch programme"),
    },
    "global-rnd": {
        "ko": ("글로벌 협력 R&D 사업", "2026년 글로벌 협력 R&D 사업", "글로벌협력R&D"),
        "en": ("Global Collaborative R&D Program", "2026 Global Collaborative R&D Program"),
    },
    "mit-ilp": {"ko": ("MIT ILP 트랙", "MIT 트랙"), "en": ("MIT ILP track", "MIT track")},
    "partner-proposals": {
        "ko": ("해외 협력기관 제안기술 트랙", "제안기술 트랙"),
        "en": ("partner proposals track",),
    },
    "eco-bridge": {"ko": ("에코브릿지 트랙", "에코브릿지"), "en": ("Eco-Bridge", "Eco-Bridge track")},
    "kosme-foreign-talent": {
        "ko": ("외국인 전문인력 매칭 지원", "중진공 외국인 전문인력 매칭"),
        "en": ("foreign talent matching", "KOSME foreign talent matching"),
    },
    "kosme-contract-departments": {
        "ko": ("중소기업 계약학과", "중진공 계약학과"),
        "en": ("corporate contract departments", "contract departments of KOSME"),
    },
    "kosme-savings-deduction": {
        "ko": ("중소기업 재직자 우대 저축공제", "재직자 우대저축공제"),
        "en": ("savings deduction for SME employees", "KOSME savings deduction"),
    },
    "kosme-young-founders": {
        "ko": ("청년창업사관학교 글로벌 트랙", "청년창업사관학교"),
        "en": ("young entrepreneur center", "global track of the young entrepreneur center"),
    },
    "rnd-roundtable": {
        "ko": ("중소·벤처 R&D 미래전략 라운드테이블", "R&D 미래전략 라운드테이블"),
        "en": ("R&D Future Strategy Roundtable", "SME & Venture R&D Future Strategy Roundtable"),
    },
    "rnd-sharing-center": {
        "ko": ("중소기업 R&D 공유센터", "KAIST 중소기업 R&D 공유센터"),
        "en": ("SME R&D Sharing Center", "R&D Sharing Center at KAIST"),
    },
    "workshop": {
        "ko": ("산학협력 전략 및 사례 공유 워크숍", "R&D 공유센터 산학협력 워크숍"),
        "en": ("industry-university cooperation workshop", "workshop of the SME R&D Sharing Center"),
    },
}  # fmt: skip
_OPENINGS: dict[Language, tuple[str, ...]] = {
    "ko": ("", "안녕하세요, ", "혹시 ", "질문이 있습니다. ", "죄송한데 "),
    "en": ("", "Hello, ", "Quick question: ", "Hi there. ", "Excuse me, "),
}


@dataclass(frozen=True, slots=True)
class Simulated:
    """A question that somebody might ask, and what is known of it."""

    question: str
    language: Language
    label: str  # "<programme>/<fact>" of an answerable question, else its topic
    patterns: tuple[str, ...] = ()  # that a right answer holds; () for an unanswerable question
    kind: str = "fact"  # or "list": its answer may be longer

    @property
    def answerable(self) -> bool:
        return bool(self.patterns)

    def missing_in(self, text: str) -> list[str]:
        """The patterns that an answer does not hold, case ignored."""
        return [p for p in self.patterns if not re.search(p, text, re.IGNORECASE)]


def answerable_questions(seed: int) -> list[Simulated]:
    """Five of each fact of facts.txt, in both languages, no two alike."""
    draw = random.Random(seed)
    made: list[Simulated] = []
    for at, fact in enumerate(read_stanzas(_HERE / "facts.txt")):
        more: Language = "ko" if at % 2 == 0 else "en"
        for language in ("ko", "en"):
            wordings = {
                ask.replace("{p}", name): None
                for ask in fact.lines[language]
                for name in _NAMES[fact.about][language]
            }
            every = [opening + w for w in wordings for opening in _OPENINGS[language]]
            number = _ASKED_OF_A_FACT // 2 + (language == more)
            label, patterns = f"{fact.about}/{fact.name}", tuple(fact.lines["all"])
            (kind,) = fact.lines.get("kind", ["fact"])
            made += [
                Simulated(text, language, label, patterns, kind)
                for text in draw.sample(sorted(every), number)
            ]
    return made


def wordings_of(names: Iterable[str]) -> list[Wordings]:
    """UsageError: there is no such set."""
    sets = get_args(Wordings)
    for name in names:
        if name not in sets:
            raise UsageError(f"There are no wordings {name!r}. Give some of: {', '.join(sets)}.")
    return [one for one in sets if one in names]


def unanswerable_questions(wordings: Wordings) -> list[Simulated]:
    """Five of each topic of topics.txt that has wordings of that set."""
    return [
        Simulated(text, "ko" if re.search("[가-힣]", text) else "en", topic.name)
        for topic in read_stanzas(_HERE / "topics.txt")
        for key in (f"{wordings}.ko", f"{wordings}.en")
        for text in topic.lines.get(key, ())
    ]


def simulated_questions(seed: int, wordings: Wordings) -> list[Simulated]:
    """All of them, in an order of that seed."""
    made = answerable_questions(seed) + unanswerable_questions(wordings)
    random.Random(seed + 1).shuffle(made)
    return made


def must_not_cover(documents: Iterable[Document], wordings: Wordings) -> None:
    """UsageError: a document has words of a topic that none is to cover."""
    texts = {document.document_id: document.text for document in documents}
    for topic in read_stanzas(_HERE / "topics.txt"):
        if not any(key.startswith(f"{wordings}.") for key in topic.lines):
            continue
        for pattern in topic.lines["absent"]:
            for document_id, text in texts.items():
                if found := re.search(pattern, text, re.IGNORECASE):
                    raise UsageError(
                        f"{document_id} has {found[0]!r}: questions of {topic.name} may have an "
                        "answer there. Give --data a library of corpus/, or write another topic."
                    )
