"""Makes a follow-up stand alone: what it leaves out is taken from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.language import language_of
from assistant.names import named_in, without_names
from assistant.schema import ProgrammeNames, Query, Turn
from assistant.terms import question_terms

_POINTS_BACK = re.compile(
    r"^\s*(그럼|그러면|그렇다면|그리고|그래서|그런데|근데|그건|그거|그것|그게|거기|이건|이거|그때|또|그 |이 사업|그 사업|해당)"
    r"|(?<![가-힣])(그|이|해당)\s?(사업|프로그램|지원|기관|과제|행사|워크숍|센터|회사|금액|트랙|제도|공제|학과|절차|서류)|거기|그중|그 중|그거|그건"
    r"|^\s*(and|but|so|then|also|what about|how about|what else|ok|okay)\b"
    r"|\b(it|its|they|their|them|that|this|those|these|there|he|she|his|her|one|ones|the same)\b",
    re.IGNORECASE,
)
_SWITCHES = re.compile(
    r"^\s*(and |but |ok |okay |so |then )*(what|how) about\b|^\s*and (the|for|in|at|of)?\b|(은|는)요\s?\?*\s*$|(은|는)\s?(어때|어떤가|어떻)|(그럼|그러면).{1,30}(은|는)\s?\?*\s*$",
    re.IGNORECASE,
)
_FEW = 2  # content words below which a question can hardly stand alone
_TURNS = 3  # questions looked back at


def rewrite(question: str, history: Sequence[Turn], known: Sequence[ProgrammeNames] = ()) -> Query:
    """The question as a query that needs no history.

    `text` is searched; `asked` is read for what is asked; `topic` is what the history adds to it;
    `answered` is the answer that it may go on from.
    """
    named = named_in(question, known)
    if not history or not _leans_on_history(question, named):
        return Query(question, question, language_of(question), named, question)
    answered = next((t.text for t in reversed(history) if t.role == "assistant"), "")
    return replace(_with_history(question, history, known, named), answered=answered)


def _with_history(
    question: str, history: Sequence[Turn], known: Sequence[ProgrammeNames], named: tuple[str, ...]
) -> Query:
    language = language_of(question)
    earlier = _standing_question(history, known)
    if named and (_asks(question) or _content(question, known) >= _FEW):
        return Query(question, question, language, named, question)
    if named:
        asked = f"{question} {without_names(earlier, known)}".strip()
        return Query(question, asked, language, named, asked)
    named = _named_lately(history, known)
    earlier = without_names(earlier, [n for n in known if n.programme not in named])
    if _content(question, known) == 0 and not _asks(question):
        return Query(question, f"{question} {earlier}", language, named, f"{question} {earlier}")
    return Query(question, f"{question} {earlier}", language, named, question, topic=earlier)


def _leans_on_history(question: str, named: Sequence[str]) -> bool:
    if _POINTS_BACK.search(question) or _SWITCHES.search(question):
        return True
    return not named and len([t for t in question_terms(question) if t.weight >= 0.5]) <= _FEW


def _content(question: str, known: Sequence[ProgrammeNames]) -> int:
    return len([t for t in question_terms(without_names(question, known)) if t.weight >= 0.5])


def _asks(question: str) -> bool:
    return bool(
        re.search(
            r"언제|어디|누가|누구|얼마|몇|어떻|왜|무엇|뭐|어떤|어느|\b(when|where|who|how|why|which|what)\b(?! about)",
            question,
            re.IGNORECASE,
        )
    )


def _standing_question(history: Sequence[Turn], known: Sequence[ProgrammeNames]) -> str:
    """The latest question that stands alone, with the follow-ups after it."""
    parts: list[str] = []
    for turn in [t for t in reversed(history) if t.role == "user"][:_TURNS]:
        parts.insert(0, turn.text)
        if not _leans_on_history(turn.text, named_in(turn.text, known)):
            break
    return " ".join(parts)


def _named_lately(history: Sequence[Turn], known: Sequence[ProgrammeNames]) -> tuple[str, ...]:
    for turn in reversed(history):
        if named := named_in(turn.text, known):
            return named
    return ()
