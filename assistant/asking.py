"""How a chat model is asked: what it is told, the documents' words as data, and its reply. The words go
to it as JSON strings between marks that carry a random number: no text in a document can end its own
string, nor write the mark that ends them. Pure."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, Protocol, cast

from assistant.schema import Language

Message = tuple[Literal["system", "user", "assistant"], str]

_LANGUAGE: dict[Language, str] = {"ko": "Korean (polite, 습니다)", "en": "English"}


class ModelLike(Protocol):
    """What is needed of a chat model."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]: ...


def told(system: str, language: Language, rows: Sequence[dict[str, object]]) -> list[Message]:
    """system: the instruction, with the fields {language} and {mark}; rows: data, a line each."""
    mark = f"=== {secrets.token_hex(8)} ==="
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    instruction = system.format(language=_LANGUAGE[language], mark=mark)
    return [("system", instruction), ("user", "\n".join([mark, *lines, mark]))]


@contextmanager
def asked(model: ModelLike, messages: Sequence[Message]) -> Iterator[Iterator[str]]:
    """The model's reply in pieces; left, it is hung up on."""
    pieces = model.stream(messages)
    try:
        yield pieces
    finally:
        if isinstance(pieces, Generator):
            pieces.close()


def replied(model: ModelLike, messages: Sequence[Message], most: int) -> dict[str, object] | None:
    """The JSON object of a reply; None where it has none, or is longer than `most` characters.
    ModelUnavailableError: the model said nothing, or broke off."""
    text = ""
    with asked(model, messages) as pieces:
        for piece in pieces:
            text += piece
            if len(text) > most:
                return None
    return json_object(text)


def json_object(text: str) -> dict[str, object] | None:
    """The first JSON object of a text, whatever stands around it."""
    found = re.search(r"\{.*\}", text, re.DOTALL)
    try:
        row = json.loads(found[0]) if found else None
    except (ValueError, RecursionError):
        return None
    return cast(dict[str, object], row) if isinstance(row, dict) else None
