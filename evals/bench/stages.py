"""A question through the chat's own stages, with a clock on each."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from assistant.answerer import ExtractiveAnswerer
from assistant.config import settings
from assistant.embedder import Embedder
from assistant.index import Index
from assistant.retriever import Retriever
from assistant.rewriter import rewrite
from evals.intervals import percentile

STAGES = ("rewrite", "embed", "dense", "lexical", "rest_of_retrieve", "answer", "total")
Seconds = dict[str, float]  # by stage


class _Clocked:
    """Stands in front of an object and adds up the time that some of its methods take."""

    def __init__(self, subject: object, stages: dict[str, str], spent: Seconds) -> None:
        self._subject, self._stages, self._spent = subject, stages, spent

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._subject, name)
        if name not in self._stages:
            return found
        return lambda *given, **named: clocked(
            self._spent, self._stages[name], lambda: found(*given, **named)
        )


def clocked(spent: Seconds, stage: str, work: Callable[[], Any]) -> Any:
    """What `work` returns; its seconds are added to `spent[stage]`."""
    started = time.perf_counter()
    result = work()
    spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - started
    return result


class ClockedQuestions:
    """The stages over the index served in a data directory."""

    def __init__(self, data_dir: Path, embedder: Embedder) -> None:
        config = settings()
        self.index = Index.open(data_dir)
        self._embedder = embedder
        self._spent: Seconds = {}
        names = self.index.programmes
        index = _Clocked(self.index, {"dense": "dense", "lexical": "lexical"}, self._spent)
        self._retriever = Retriever(
            cast(Index, index),
            cast(Embedder, _Clocked(embedder, {"embed_query": "embed"}, self._spent)),
            names,
            config.passages,
            config.candidates,
        )

    def ask(self, question: str) -> Seconds:
        """Seconds by stage of one question; its vector is not remembered from an earlier one."""
        spent = self._spent
        answerer = ExtractiveAnswerer(self.index.programmes)
        forget(self._embedder)
        spent.clear()
        query = clocked(spent, "rewrite", lambda: rewrite(question, (), self.index.programmes))
        passages = clocked(spent, "retrieve", lambda: self._retriever.retrieve(query))
        clocked(spent, "answer", lambda: answerer.answer(query, passages))
        retrieve = spent.pop("retrieve")
        spent["rest_of_retrieve"] = retrieve - sum(
            spent.get(stage, 0.0) for stage in ("embed", "dense", "lexical")
        )
        spent["total"] = spent["rewrite"] + retrieve + spent["answer"]
        return {stage: spent.get(stage, 0.0) for stage in STAGES}


def forget(embedder: Embedder) -> None:
    """Let the embedder remember a question that nobody asks."""
    embedder.embed_query("")


def percentiles(seconds: Sequence[float]) -> dict[str, float | None]:
    """In milliseconds."""
    ms = [1000 * s for s in seconds]
    return {"p50_ms": percentile(ms, 50), "p95_ms": percentile(ms, 95)}


def by_stage(asked: Sequence[Seconds]) -> dict[str, dict[str, float | None]]:
    return {stage: percentiles([seconds[stage] for seconds in asked]) for stage in STAGES}
