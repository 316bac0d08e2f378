"""Three assistants that are bad on purpose: a metric that does not tell them apart says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from assistant.answerer import ExtractiveAnswerer
from assistant.build import build_assistant
from assistant.chat import Assistant
from assistant.guard import Guard
from assistant.retriever import Retriever
from assistant.schema import Answer, Language, Passage, Query
from evals.intervals import SEED

# A confident reply from nowhere: it names an amount, a day and a share, whatever is asked.
_CONFIDENT: dict[Language, str] = {
    "ko": "네, 가능합니다. 최대 7,130만 원까지 지원하며, 2031년 11월 29일까지 온라인으로 신청하시면 됩니다. 자부담은 37%입니다.",
    "en": "Yes, you can. Up to KRW 71,300,000 is granted; apply online by November 29, 2031. Your own share is 37%.",
}


class RandomRetriever(Retriever):
    """As many passages as the chat's, drawn without looking; the same for the same question."""

    def retrieve(self, query: Query) -> list[Passage]:
        chunks = [c for d in self._index.documents() for c in self._index.chunks_of(d.document_id)]
        draw = np.random.default_rng([SEED, crc32(query.text.encode())])
        drawn = draw.choice(len(chunks), min(self._passages, len(chunks)), replace=False)
        return [
            Passage(chunks[i], self._index.document(chunks[i].document_id), 1 / (1 + rank))
            for rank, i in enumerate(drawn)
        ]


class SinglePassageRetriever(Retriever):
    """The chat's best passage only."""

    def retrieve(self, query: Query) -> list[Passage]:
        return super().retrieve(query)[:1]


class ConfidentAnswerer(ExtractiveAnswerer):
    """Answers everything from no evidence, and cites nothing."""

    def answer(self, query: Query, passages: Sequence[Passage]) -> Answer:
        ids = tuple(p.chunk.chunk_id for p in passages)
        return Answer("answered", _CONFIDENT[query.language], query.language, (), ids)


class NoGuard(Guard):
    """Lets through what the guard would withhold: an answer without a citation."""

    def check_answer(self, answer: Answer, passages: Sequence[Passage]) -> Answer:
        return answer


def build_losers(data_dir: Path) -> dict[str, Assistant]:
    """The losers over the library in `data_dir`, each the chat but for the stage it is named by."""
    return {
        "random_retrieval": build_assistant(data_dir, retriever=RandomRetriever),
        "single_passage": build_assistant(data_dir, retriever=SinglePassageRetriever),
        "no_evidence": build_assistant(data_dir, guard=NoGuard, answerer=ConfidentAnswerer),
    }
