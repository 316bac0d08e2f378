"""An answer as OpenAI's clients read it: whole, or as a stream of chunks. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.api.asked import MODEL
from assistant.schema import Answer
from assistant.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Completion:
    answer: Answer
    addresses: Mapping[int, str]  # a citation's n -> its document, opened at the quoted words
    question_id: int | None  # in the desk's log
    completion_id: str
    created: int  # seconds since 1970

    def whole(self) -> dict[str, Any]:
        message = {
            "role": "assistant",
            "content": self.answer.answer,
            "refusal": None,
            "annotations": self._annotations(),
        }
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return self._of("chat.completion", choice) | {"giljabi": self._giljabi()}

    def events(self) -> Iterator[str]:
        """The text sentence by sentence; the sources with the last chunk."""
        yield _event(self._chunk({"role": "assistant", "content": ""}))
        for piece in pieces(self.answer.answer):
            yield _event(self._chunk({"content": piece}))
        last = self._chunk({"annotations": self._annotations()}, "stop")
        yield _event(last | {"giljabi": self._giljabi()})
        yield "data: [DONE]\n\n"

    def _chunk(self, delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
        return self._of("chat.completion.chunk", choice)

    def _of(self, kind: str, choice: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": self.completion_id,
            "object": kind,
            "created": self.created,
            "model": MODEL,
            "choices": [choice],
        }

    def _annotations(self) -> list[dict[str, Any]]:
        """One for each [n] of the text: where it stands, and what it points to."""
        titles = {citation.n: citation.title for citation in self.answer.citations}
        return [
            {
                "type": "url_citation",
                "url_citation": {
                    "start_index": mark.start(),
                    "end_index": mark.end(),
                    "title": titles[int(mark[1])],
                    "url": self.addresses[int(mark[1])],
                },
            }
            for mark in re.finditer(r"\[(\d{1,3})\]", self.answer.answer)
            if int(mark[1]) in titles
        ]

    def _giljabi(self) -> dict[str, Any]:
        answer = self.answer
        return {
            "status": answer.status,
            "language": answer.language,
            "citations": [
                asdict(citation) | {"address": self.addresses[citation.n]}
                for citation in answer.citations
            ],
            "programmes": list(answer.programmes),
            "faq": answer.faq,
            "confidence": answer.confidence,
            "question_id": self.question_id,
        }


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


def _event(chunk: dict[str, Any]) -> str:
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
