"""Measure, in pairs: what is compared is done in turn, so that a busy machine slows both."""

from __future__ import annotations

import hashlib
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.build import build_embedder
from assistant.chunker import search_text
from assistant.config import settings
from assistant.embedder import Embedder, number_type
from assistant.ingestion import ingest, rebuild
from assistant.library import Library
from assistant.schema import Chunk, Document
from assistant.weights import model_folder
from evals.answers.cases import read_cases
from evals.bench.made import make_library, questions
from evals.bench.stages import ClockedQuestions, Seconds, by_stage, clocked, forget, percentiles
from evals.bench.stock import Stock, faster
from evals.files import write_json
from evals.progress import progress

CASES = Path(__file__).parents[1] / "cases" / "programmes.jsonl"
_WARM_UP = 2  # questions that are asked first and not counted

Notice = tuple[Document, list[Chunk]]


def measure(
    corpus: Path, out: Path, pairs: int, sizes: Sequence[int], texts: int, asked: int
) -> dict[str, Any]:
    """Measure all of it and write bench.json; returns it.

    `texts` passages of the notices in `corpus` are ingested `pairs` times by each path; `asked`
    questions are asked of these notices, and of made libraries of `sizes` chunks. UsageError: the
    stock path is not installed.
    """
    config = settings()
    model = config.embedding_model or str(model_folder(config.model_cache_dir))
    with closing(Stock(model)) as stock, tempfile.TemporaryDirectory() as scratch:
        embedder, folder = build_embedder(), Path(scratch)
        library = folder / "library"
        ingest([corpus], library, embedder)
        cases = [case.question for case in read_cases(CASES) if not case.history]
        spread = cases[:: max(1, len(cases) // asked)][:asked]  # over all programmes
        measured = {
            "machine": {
                "processors": len(os.sched_getaffinity(0)),
                "number_type": number_type(config.embedding_dtype),
                "model": embedder.fingerprint,
            },
            "ingest": compare_ingest(notices(library, texts), stock, embedder, folder, pairs),
            "question": compare_questions(library, spread, stock, embedder),
            "growth": measure_growth(sizes, questions(asked), embedder, folder),
        }
    write_json(out / "bench.json", measured)
    return measured


def notices(data_dir: Path, texts: int) -> list[Notice]:
    """Stored documents with `texts` chunks in all, some of them again under another title: no two
    chunks have the same text to embed."""
    with Library(data_dir) as library:
        stored = [(d, library.chunks(d.document_id)) for d in library.documents()]

    def copies() -> Iterator[tuple[Document, Chunk]]:
        copy = 1
        while True:
            for document, chunks in stored:
                key = f"{copy}/{document.document_id}"
                numbered = replace(document, document_id=key, title=f"{document.title} {copy}")
                for i, chunk in enumerate(chunks):
                    yield numbered, replace(chunk, document_id=key, chunk_id=f"{key}#{i}")
            copy += 1

    by_id: dict[str, Notice] = {}
    for document, chunk in islice(copies(), texts):
        by_id.setdefault(document.document_id, (document, []))[1].append(chunk)
    return list(by_id.values())


def compare_ingest(
    given: Sequence[Notice], stock: Stock, embedder: Embedder, folder: Path, pairs: int
) -> dict[str, Any]:
    """Seconds from chunks in memory to a published, checked index, and the stock path's for the
    same texts, with threads that spin and that sleep: what counts is the faster.
    It puts no prompt before the texts: a few tokens less for each."""
    texts = [search_text(chunk, document) for document, chunks in given for chunk in chunks]
    embedder.embed_passages(texts[:4])
    stock.ingest(texts[:4], folder / "stock-warm-up")
    tell, ours, theirs = progress("ingest, pairs:"), [], []
    for pair in range(pairs):
        ours.append(_ingest_seconds(given, embedder, folder / f"ours-{pair}"))
        theirs.append(stock.ingest(texts, folder / f"stock-{pair}"))
        tell(pair + 1, pairs)
    best = faster(theirs)
    return {
        "texts": len(texts),
        "seconds": ours,
        "stock_seconds": {
            "spinning": [spinning for spinning, _ in theirs],
            "sleeping": [sleeping for _, sleeping in theirs],
        },
        "passages_per_second": len(texts) / statistics.median(ours),
        "stock_passages_per_second": len(texts) / statistics.median(best),
        "times_as_fast": ratio(best, ours),
    }


def _ingest_seconds(given: Sequence[Notice], embedder: Embedder, data_dir: Path) -> float:
    started = time.perf_counter()
    with Library(data_dir) as library:
        for document, chunks in given:
            texts = [search_text(chunk, document) for chunk in chunks]
            hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
            library.replace_document(document, chunks, hashes, "bench")
    rebuild(data_dir, embedder)
    return time.perf_counter() - started


def compare_questions(
    data_dir: Path, asked: Sequence[str], stock: Stock, embedder: Embedder
) -> dict[str, Any]:
    """Each question by stage, and the stock path's embedding and search (k = 8) for it. The stock
    store must hold something: ingest first."""
    tell, stages, alone = progress("questions:"), [], []
    embed, search = [], []
    with _clocked_questions(data_dir, embedder) as clock:
        for question in [*asked[:_WARM_UP], *asked]:
            stages.append(clock.ask(question))
            embed.append(stock.embed(question))
            search.append(stock.search(question))
            forget(embedder)
            spent: Seconds = {}
            clocked(spent, "embed", lambda q=question: embedder.embed_query(q))
            alone.append(spent["embed"])
            tell(max(0, len(stages) - _WARM_UP), len(asked))
    stages, alone = stages[_WARM_UP:], alone[_WARM_UP:]
    embed, search = faster(embed[_WARM_UP:]), faster(search[_WARM_UP:])
    found = _retrieves(stages)
    return {
        "questions": len(asked),
        "stages": by_stage(stages),
        "retrieve": percentiles(found),
        "stock_embed": percentiles(embed),
        "stock_embed_and_search": percentiles(search),
        "embed_times_as_fast": ratio(embed, alone),
        "retrieve_times_as_fast": ratio(search, found),
    }


def measure_growth(
    sizes: Sequence[int], asked: Sequence[str], embedder: Embedder, folder: Path
) -> dict[str, Any]:
    """Each question at each size in turn; how many times its seconds at the smallest size it takes
    at the largest."""
    publish, clocks, seconds = {}, {}, {}
    for size in sizes:
        made = folder / f"made-{size}"
        make_library(made, size, embedder)
        spent: Seconds = {}
        clocked(spent, "publish", lambda made=made: rebuild(made, embedder))
        clocks[size] = clocked(spent, "open", lambda made=made: ClockedQuestions(made, embedder))
        publish[size], seconds[size] = spent, []
        progress("growth, chunks published:")(size, max(sizes))
    tell = progress("growth, questions:")
    for done, question in enumerate([*asked[:_WARM_UP], *asked]):
        for size in sizes:
            seconds[size].append(clocks[size].ask(question))
        tell(max(0, done + 1 - _WARM_UP), len(asked))
    for clock in clocks.values():
        clock.index.close()
    counted = {size: each[_WARM_UP:] for size, each in seconds.items()}
    first, last = counted[min(sizes)], counted[max(sizes)]
    return {
        "questions": len(asked),
        "sizes": [
            {
                "chunks": size,
                "publish_seconds": publish[size]["publish"],
                "open_seconds": publish[size]["open"],
                "stages": by_stage(counted[size]),
            }
            for size in sizes
        ],
        "times_as_long": ratio(_totals(last), _totals(first)),
        "retrieve_times_as_long": ratio(_retrieves(last), _retrieves(first)),
    }


def ratio(of: Sequence[float], to: Sequence[float]) -> dict[str, float]:
    """Of what was measured in turn: the median of the pairs' ratios, the lowest and the highest."""
    ratios = [a / b for a, b in zip(of, to, strict=True)]
    return {"median": statistics.median(ratios), "low": min(ratios), "high": max(ratios)}


def _totals(asked: Sequence[Seconds]) -> list[float]:
    return [seconds["total"] for seconds in asked]


def _retrieves(asked: Sequence[Seconds]) -> list[float]:
    """All but the answer, rewriting included."""
    return [seconds["total"] - seconds["answer"] for seconds in asked]


@contextmanager
def _clocked_questions(data_dir: Path, embedder: Embedder) -> Iterator[ClockedQuestions]:
    clock = ClockedQuestions(data_dir, embedder)
    try:
        yield clock
    finally:
        clock.index.close()
