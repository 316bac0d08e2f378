"""An answer as OpenAI's clients read it: whole, or as the chunks of a stream. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.api.asked import MODEL
from assistant.schema import Answer, Citation

Quoted = tuple[str, str]  # a citation's document and words


@dataclass(frozen=True, slots=True)
class Completion:
    answer: Answer
    addresses: Mapping[Quoted, str]  # where each opens its document at the quoted words
    question_id: int | None  # in the desk's log
    completion_id: str
    created: int  # seconds since 1970

    @property
    def is_whole(self) -> bool:
        return bool(self.answer.seconds)

    def whole(self) -> dict[str, Any]:
        message = {
            "role": "assistant",
            "content": self.answer.answer,
            "refusal": None,
            "annotations": self._annotations(),
        }
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return self._of("chat.completion", choice) | {"giljabi": self._giljabi()}

    def chunk(self, delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
        return self._of("chat.completion.chunk", choice)

    def last_chunk(self) -> dict[str, Any]:
        """With the sources."""
        last = self.chunk({"annotations": self._annotations()}, "stop")
        return last | {"giljabi": self._giljabi()}

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
        cited = {citation.n: citation for citation in self.answer.citations}
        return [
            {
                "type": "url_citation",
                "url_citation": {
                    "start_index": mark.start(),
                    "end_index": mark.end(),
                    "title": cited[int(mark[1])].title,
                    "url": self._address(cited[int(mark[1])]),
                },
            }
            for mark in re.finditer(r"\[(\d{1,3})\]", self.answer.answer)
            if int(mark[1]) in cited
        ]

    def _giljabi(self) -> dict[str, Any]:
        answer = self.answer
        return {
            "status": answer.status,
            "language": answer.language,
            "citations": [
                asdict(citation) | {"address": self._address(citation)}
                for citation in answer.citations
            ],
            "programmes": list(answer.programmes),
            "faq": answer.faq,
            "confidence": answer.confidence,
            "question_id": self.question_id,
        }

    def _address(self, citation: Citation) -> str:
        return self.addresses[citation.document, citation.quote]
