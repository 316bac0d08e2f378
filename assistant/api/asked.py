"""What a request asks, out of the body that OpenAI's clients send."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.api.refusing import Refusal, unfit
from assistant.schema import Turn

MODEL = "giljabi"
_ANSWER_CHARS = 4000  # kept of an earlier answer; ours are shorter
_UNSPOKEN = ("system", "developer")  # who answers here is told nothing by the caller
# Whoever sends one of these counts on something that does not happen here. Other fields
# (temperature, max_tokens, stop, seed, user …) change nothing and are passed over.
_NOT_HERE = ("tools", "functions", "audio", "modalities", "logprobs", "response_format")
_PLAIN: tuple[Any, ...] = (None, [], False, ["text"], {"type": "text"})  # they ask for nothing


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    history: tuple[Turn, ...]  # whole exchanges, oldest first
    stream: bool


def read(body: bytes, question_chars: int, turns: int) -> Asked:
    """turns: kept of the history. Refusal: it cannot be answered as it is."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise unfit("The body is not JSON.") from None
    if not isinstance(sent, dict):
        raise unfit("The body is not a JSON object.")
    _check_wishes(sent)
    spoken = list(_spoken(sent.get("messages")))
    if not spoken or spoken[-1].role != "user":
        raise unfit("The last message must be the user's question.", "messages")
    question = spoken[-1].text.strip()
    if not question:
        raise unfit("The question is empty.", "messages")
    if len(question) > question_chars:
        raise unfit(
            f"The question has {len(question):,} characters; {question_chars:,} are taken.",
            "messages",
            "string_above_max_length",
        )
    exchanges = _exchanges(spoken[:-1], question_chars)
    history = [turn for exchange in exchanges[-(turns // 2) :] for turn in exchange]
    return Asked(question, tuple(history if turns > 1 else ()), sent.get("stream") is True)


def _check_wishes(sent: dict[str, Any]) -> None:
    model = sent.get("model")
    if not isinstance(model, str):
        raise unfit(f"Name the model: {MODEL!r}.", "model")
    if model != MODEL:
        raise Refusal(404, "model_not_found", f"There is one model here: {MODEL!r}.", "model")
    if sent.get("n") not in (None, 1):
        raise unfit("One answer is given to a question: leave out n.", "n", "unsupported_value")
    for name in _NOT_HERE:
        if sent.get(name) not in _PLAIN:
            raise unfit(f"{name} is not supported: leave it out.", name, "unsupported_parameter")
    if sent.get("stream") not in (None, True, False):
        raise unfit("stream is true or false.", "stream")


def _spoken(messages: Any) -> Iterable[Turn]:
    """What user and assistant said, in order."""
    if not isinstance(messages, list):
        raise unfit("messages must be a list.", "messages")
    for number, message in enumerate(messages):
        place = f"messages[{number}]"
        if not isinstance(message, dict):
            raise unfit(f"{place} is not an object.", place)
        role = message.get("role")
        if role in _UNSPOKEN:
            continue
        if role not in ("user", "assistant"):
            raise unfit(f"A message's role is system, user or assistant; not {role!r:.40}.", place)
        yield Turn(role, _text(message.get("content"), f"{place}.content", role))


def _text(content: Any, place: str, role: str) -> str:
    """What the message says; lines of text parts one below the other."""
    if content is None and role == "assistant":  # as a refusal is sent back
        return ""
    if isinstance(content, str):
        return _encodable(content)
    if not isinstance(content, list):
        raise unfit(f"{place} must be text, or a list of parts of text.", place)
    said = []
    for number, part in enumerate(content):
        kind = part.get("type") if isinstance(part, dict) else None
        text = part.get("text") if isinstance(part, dict) else None
        if kind != "text" or not isinstance(text, str):
            raise unfit(
                f"Only text is read: {kind!r:.40} is not supported.",
                f"{place}[{number}]",
                "unsupported_content",
            )
        said.append(_encodable(text))
    return "\n".join(said)


def _exchanges(turns: list[Turn], question_chars: int) -> list[tuple[Turn, Turn]]:
    """Questions with what was answered. A greeting before them, or a question that got no answer,
    is no part of the conversation; nor is one that would not have been taken."""
    return [
        (asked, Turn("assistant", answered.text[:_ANSWER_CHARS]))
        for asked, answered in zip(turns, turns[1:], strict=False)
        if (asked.role, answered.role) == ("user", "assistant")
        and len(asked.text) <= question_chars
    ]


def _encodable(text: str) -> str:
    """Halves of signs that JSON can carry and no answer, as "?"."""
    return text.encode(errors="replace").decode()
