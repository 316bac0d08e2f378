"""The stock path that ours is measured against: LangChain's own embeddings and vector store, with
their defaults. It runs in a process of its own, which none of our settings reach."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from assistant.errors import UsageError

_PACKAGE = "langchain-huggingface==1.2.3"
_K = 8  # passages found

Both = tuple[float, float]  # seconds with threads that spin while they wait, and that sleep

_loaded: dict[str, Any] = {}  # in such a process: the embeddings and the latest store


class Stock:
    """Two such processes with the model loaded. UsageError: a package they need is not installed.

    In one, threads that wait spin, as they do by default; in the other they sleep, as ours do. On a
    machine with other work the first is many times as slow: that must not pass for our merit.
    """

    def __init__(self, model: str) -> None:
        if find_spec("langchain_huggingface") is None:
            # Its metadata ask for an older huggingface_hub than the one pinned here; it runs with both.
            raise UsageError(
                f"The stock path is not installed. Run: .venv/bin/pip install --no-deps {_PACKAGE}"
            )
        context = get_context("spawn")
        self._processes = [
            ProcessPoolExecutor(1, context, _load, (model, sleeps)) for sleeps in (False, True)
        ]
        self.embed("")

    def close(self) -> None:
        for process in self._processes:
            process.shutdown()

    def ingest(self, texts: Sequence[str], folder: Path) -> Both:
        """Seconds for a store of `texts` in a new folder; later questions are asked of it."""
        return self._both(_ingest, list(texts), str(folder))

    def embed(self, question: str) -> Both:
        return self._both(_embed, question)

    def search(self, question: str) -> Both:
        """Seconds to embed and search, k = 8."""
        return self._both(_search, question)

    def _both(self, work: Callable[..., float], *given: object) -> Both:
        spinning, sleeping = (p.submit(work, *given).result() for p in self._processes)
        return spinning, sleeping


def faster(measured: Sequence[Both]) -> list[float]:
    """The seconds of that one of the two whose median is lower."""
    return list(min(zip(*measured, strict=True), key=statistics.median))


def _load(model: str, sleeps: bool) -> None:
    os.environ.pop("OMP_WAIT_POLICY", None)  # ours, handed down
    if sleeps:
        os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    from langchain_huggingface import HuggingFaceEmbeddings

    _loaded["embeddings"] = HuggingFaceEmbeddings(
        model_name=model, model_kwargs={"device": "cpu", "model_kwargs": {"dtype": "float32"}}
    )


def _ingest(texts: list[str], folder: str) -> float:
    from langchain_chroma import Chroma

    started = time.perf_counter()
    _loaded["store"] = Chroma.from_texts(
        texts, _loaded["embeddings"], persist_directory=f"{folder}-{os.getpid()}"
    )
    return time.perf_counter() - started


def _embed(question: str) -> float:
    started = time.perf_counter()
    _loaded["embeddings"].embed_query(question)
    return time.perf_counter() - started


def _search(question: str) -> float:
    started = time.perf_counter()
    _loaded["store"].similarity_search(question, k=_K)
    return time.perf_counter() - started
