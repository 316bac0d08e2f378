"""Whether a model's rewriting of a follow-up may be searched with. Pure.

Guaranteed by code: it is one plain question in the language of the follow-up, of words, names and
figures that stand in the conversation, and it keeps the figures and most words of the follow-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composer.checks import plain
from assistant.composer.words import Lexicon, tokens
from assistant.injected import is_instruction
from assistant.language import language_of
from assistant.schema import Turn
from assistant.staff.statements import unquoted
from assistant.terms import question_terms

_CHARS = 300
_KEPT = 0.5  # of the follow-up's words that say something
_MARKUP = re.compile(r"[<>\[\]{}|\\`*#^=]|__|~~|https?:|www\.")
_NUMBER = re.compile(r"\d+")
_ASKS = frozenset(
    """언제 어디 어디서 누구 누가 무엇 무엇인가 무엇인가요 무엇입니까 뭐 왜 어떻게 얼마 얼마나 얼마인가요 몇 어떤 어느 알려 주세요 알려주세요 있나요 되나요 하나요 인가요 합니까 됩니까 있습니까
    what when where who which how why much many long does the""".split()
)


def checked_question(text: str, question: str, history: Sequence[Turn]) -> str | None:
    """The rewriting, on one line, if it may be used; None where not, or where it adds nothing."""
    text = plain(text)
    conversation = [question, *(turn.text for turn in history)]
    if not text or text == plain(question) or len(text) > _CHARS or _MARKUP.search(text):
        return None
    if is_instruction(text) or language_of(text) != language_of(question):
        return None
    if unquoted(text, conversation) or unquoted(question, [text]):
        return None
    if not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(" ".join(conversation))):
        return None
    held = Lexicon(conversation)
    if not all(w in _ASKS or held.has(w) for w in tokens(text)):
        return None
    said = Lexicon([text])
    asked = [t.word for t in question_terms(question) if t.weight >= 0.5]
    kept = sum(said.has(word) or said.means(word) for word in asked)
    return text if kept >= _KEPT * len(asked) else None
