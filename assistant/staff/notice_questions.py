"""What people will ask of a notice: a question for each kind of value that its record holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.record import LANGUAGES, Criterion, Fact, Record, Sourced
from assistant.schema import Language

_Both = Mapping[Language, str]

# {p}: the programme; {what}: what its record calls the value; {topic}: that with its particle.
_QUESTIONS: Mapping[str, _Both] = {
    "amount": {"ko": "{p}에서 {topic} 얼마인가요?", "en": "{what}"},
    "rate": {"ko": "{p}에서 {topic} 얼마인가요?", "en": "{what}"},
    "budget": {"ko": "{p}의 {topic} 얼마인가요?", "en": "{what}"},
    "duration": {"ko": "{p}의 {topic} 얼마나 되나요?", "en": "{what}"},
    "scale": {"ko": "{p}의 {topic} 얼마나 되나요?", "en": "{what}"},
    "benefit": {"ko": "{p}에서는 무엇을 지원하나요?", "en": "What support does {p} give?"},
    "purpose": {"ko": "{p}의 목적은 무엇인가요?", "en": "What is the purpose of {p}?"},
    "audience": {"ko": "{p}에는 누가 참여할 수 있나요?", "en": "Who can take part in {p}?"},
    "procedure": {
        "ko": "{p}의 절차는 어떻게 되나요?",
        "en": "What is the procedure of {p}?",
    },
    "place": {"ko": "{p}의 {topic} 어디인가요?", "en": "{what}"},
    "windows": {
        "ko": "{p}의 신청기간은 언제부터 언제까지인가요?",
        "en": "What is the application period of {p}?",
    },
    "criteria": {"ko": "{p}의 지원대상은 누구인가요?", "en": "Who can apply to {p}?"},
    "exclusions": {
        "ko": "{p}에서 지원 제외 대상은 누구인가요?",
        "en": "Who is excluded from {p}?",
    },
    "papers": {
        "ko": "{p}에 제출해야 하는 서류는 무엇인가요?",
        "en": "Which documents must be submitted to {p}?",
    },
    "steps": {
        "ko": "{p}의 전체 절차는 어떻게 되나요?",
        "en": "What are all the steps of {p}?",
    },
    "channels": {"ko": "{p}에는 어디에서 신청하나요?", "en": "Where do I apply to {p}?"},
    "contacts": {"ko": "{p}의 문의처는 어디인가요?", "en": "What is the contact of {p}?"},
    "tracks": {"ko": "{p}에는 어떤 트랙이 있나요?", "en": "Which tracks does {p} have?"},
}
_PLAIN: _Both = {"ko": "{p}의 {topic} 무엇인가요?", "en": "{what}"}
# Of these one question asks for all; of the others each value for itself, by what it is called.
_WHOLE = frozenset({"benefit", "purpose", "audience", "procedure"})
_LEFT_OUT = frozenset({"history"})  # what was is hardly asked for

_IS_ASKING = re.compile(r"(what|who|where|when|how|why)\b", re.IGNORECASE)
_LACKS_WHOM = re.compile(r"\b(by|with)$")
_BEHIND_THE_NOUN = re.compile(r"\s(of|at|in|on|for|that|to|from|this|last|selected|\()\b")
_PLURAL = re.compile(r"(?<![su])s$")


@dataclass(frozen=True, slots=True)
class NoticeQuestion:
    kind: str  # of the value asked for: a topic of a fact, or a part of the record
    question: str
    other: str  # the same in the other language


def questions_of(record: Record, language: Language) -> list[NoticeQuestion]:
    """A question for each kind of value that the record really holds, in its order; it names the
    programme. Values that are asked for by what the record calls them have a question each."""
    found = [_asked(record, kind, values[0][1], language) for kind, values in _kinds(record)]
    return found + ([_asked(record, "tracks", None, language)] if record.tracks else [])


def values_asked(record: Record, question: str) -> list[tuple[str, Sourced]]:
    """The values, with their names, that a question of `questions_of` asks for; [] for another."""
    for kind, values in _kinds(record):
        one = _asked(record, kind, values[0][1], "ko")
        if question in (one.question, one.other):
            return values
    return []


def _kinds(record: Record) -> list[tuple[str, list[tuple[str, Sourced]]]]:
    """The programme's own values by what is asked of them."""
    found: dict[tuple[str, str], list[tuple[str, Sourced]]] = {}
    for name, value in record.values():
        kind = kind_of(name, value)
        if kind in _LEFT_OUT or name.startswith("tracks/"):
            continue
        # where the question has the label of one, it does not ask for the others
        label = value.label.ko if isinstance(value, Fact) and kind not in _WHOLE else ""
        found.setdefault((kind, label), []).append((name, value))
    return [(kind, values) for (kind, _), values in found.items()]


def question_for(record: Record, name: str, value: Sourced, language: Language) -> str:
    """A question that the value answers. name: as `Record.values` gives it."""
    track = name.split("/")[1] if name.startswith("tracks/") else ""
    return _worded(record, kind_of(name, value), value, language, track)


def all_of_its_kind(record: Record, name: str, value: Sourced) -> list[Sourced]:
    """The values that `question_for` asks for with this one: the papers, the conditions, …"""
    above, _, _ = name.rpartition("/")
    kind = kind_of(name, value)
    if isinstance(value, Fact):
        return [value]
    return [
        other
        for key, other in record.values()
        if key.rpartition("/")[0] == above and kind_of(key, other) == kind
    ]


def kind_of(name: str, value: Sourced) -> str:
    """A fact's topic, or the part of the record that the value is of."""
    if isinstance(value, Fact):
        return value.topic
    if isinstance(value, Criterion) and value.rule.not_ is not None:
        return "exclusions"
    return name.split("/")[-2]


def _asked(record: Record, kind: str, value: Sourced | None, language: Language) -> NoticeQuestion:
    ko, en = (_worded(record, kind, value, each) for each in LANGUAGES)
    return NoticeQuestion(kind, *((ko, en) if language == "ko" else (en, ko)))


def _worded(
    record: Record, kind: str, value: Sourced | None, language: Language, track: str = ""
) -> str:
    name = record.names[language]
    for terms in record.tracks:
        if terms.id == track:
            own = terms.names[language]
            name = f"{name} {own}" if language == "ko" else f"{own} ({name})"
    label = value.label[language] if isinstance(value, Fact) else ""
    what = label if language == "ko" else _asking(label, name)
    template = _QUESTIONS.get(kind, _PLAIN)[language]
    return template.format(p=name, what=what, topic=f"{label}{_particle(label)}")


def _asking(label: str, name: str) -> str:
    """A label as a question: its own words, as they are nouns, "What you get" or "Led by"."""
    within = label[:1].lower() + label[1:] if label[1:2].islower() else label
    within = within.removesuffix(" include")
    if _IS_ASKING.match(label):
        return f"{name}: {within}?"
    if _LACKS_WHOM.search(label):
        return f"{name} is {within} whom?"
    noun = _BEHIND_THE_NOUN.split(within)[0]
    return f"What {'are' if _PLURAL.search(noun) else 'is'} the {within} of {name}?"


def _particle(word: str) -> str:
    """은 after a final consonant, 는 after a vowel."""
    last = next((c for c in reversed(word) if c.isalnum()), "")
    if not "가" <= last <= "힣":
        return "은(는)"
    return "은" if (ord(last) - ord("가")) % 28 else "는"
