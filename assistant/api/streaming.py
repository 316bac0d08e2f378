"""An answer as the events of a stream. What has been sent cannot be taken back: an answer that turns
out other than it began goes on in full below."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from assistant.api.completion import Completion, Quoted
from assistant.api.refusing import Refusal
from assistant.citations import MARK
from assistant.phrases import phrase
from assistant.schema import Citation
from assistant.sentences import sentence_spans

END = "data: [DONE]\n\n"


async def events(first: Completion, more: AsyncGenerator[Completion]) -> AsyncGenerator[str]:
    """The text as it grows, sentence by sentence; the sources with the last chunk.

    first, more: the answer as it grows, the last one whole. If it breaks off, the last event says why.
    """
    yield _event(first.chunk({"role": "assistant", "content": ""}))
    shown: Completion | None = None
    async with aclosing(more):
        completion = first
        while not completion.is_whole:
            before = shown.answer.answer if shown else ""
            if completion.answer.answer.startswith(before):
                for piece in pieces(completion.answer.answer[len(before) :]):
                    yield _event(completion.chunk({"content": piece}))
                shown = completion
            try:
                completion = await anext(more)
            except Refusal as refusal:
                yield _event(refusal.body)
                return
    before = ""
    if shown is not None:
        completion = _continued(shown, completion)
        before = shown.answer.answer
    for piece in pieces(completion.answer.answer[len(before) :]):
        yield _event(completion.chunk({"content": piece}))
    yield _event(completion.last_chunk())
    yield END


def pieces(text: str) -> Iterator[str]:
    """The text cut where a line or a sentence begins: put together they are the text."""
    begin = 0
    for line in re.finditer(r"[^\n]*\n?", text):
        for start, _ in sentence_spans(text, line.start(), line.end()):
            if start > begin:
                yield text[begin:start]
                begin = start
    if begin < len(text):
        yield text[begin:]


def _continued(shown: Completion, whole: Completion) -> Completion:
    """The whole answer where it goes on from what was shown; else both, the whole one below, with
    its marks as those of one answer."""
    head, tail = shown.answer, whole.answer
    if (
        tail.answer.startswith(head.answer)
        and head.citations == tail.citations[: len(head.citations)]
    ):
        return whole
    numbers: dict[Quoted, int] = {(c.document, c.quote): c.n for c in head.citations}
    added: list[Citation] = []
    renumbered: dict[int, int] = {}
    for citation in tail.citations:
        key = citation.document, citation.quote
        if key not in numbers:
            numbers[key] = max(numbers.values(), default=0) + 1
            added.append(replace(citation, n=numbers[key]))
        renumbered[citation.n] = numbers[key]
    below = MARK.sub(lambda m: m[0].replace(m[1], str(renumbered[int(m[1])])), tail.answer)
    text = "\n\n".join([head.answer, phrase("in_its_words", tail.language), below])
    answer = replace(tail, answer=text, citations=(*head.citations, *added))
    return replace(whole, answer=answer, addresses={**shown.addresses, **whole.addresses})


def _event(chunk: dict[str, Any]) -> str:
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
