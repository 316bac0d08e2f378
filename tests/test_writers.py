"""Eight processes ingest into one library at once: one writes, the others are told so."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Barrier, Semaphore
from pathlib import Path

import pytest
from fresh_processes import FRESH, answer_of_fresh, in_fresh_process
from versioned_corpus import TextEmbedder, served_step, write_corpus

from assistant.errors import LibraryBusyError
from assistant.ingestion import ingest

WRITERS = 8
_PATIENCE = 60.0  # seconds that one of them waits for the others


def ingest_at_once(
    data_dir: Path, corpus: Path, ready: Barrier, refused: Semaphore
) -> tuple[str, float]:
    """How it went, and after how many seconds. Whoever may write does not publish before all the
    others have been refused, so that none of them comes too late to meet it."""

    def wait_for_the_others(step: str, done: int, _: int) -> None:
        if (step, done) == ("publish", 0):
            for _ in range(WRITERS - 1):
                assert refused.acquire(timeout=_PATIENCE), "another one may write too, or hangs"

    ready.wait(_PATIENCE)
    began = time.monotonic()
    try:
        ingest([corpus], data_dir, TextEmbedder(), wait_for_the_others)
    except LibraryBusyError:
        seconds = time.monotonic() - began
        refused.release()
        return "refused", seconds
    return "wrote", time.monotonic() - began


def race(folder: Path, rounds: int, progress: Callable[[str], None]) -> list[float]:
    """Let eight ingest a changed corpus at once, so many times; how long each refusal took."""
    data_dir, corpus, waits = folder / "library", folder / "corpus", []
    for step in range(1, rounds + 1):
        write_corpus(corpus, step)
        shared = FRESH.Barrier(WRITERS), FRESH.Semaphore(0)
        arguments = (ingest_at_once, data_dir, corpus, *shared)
        answers = [answer_of_fresh(*arguments) for _ in range(WRITERS)]
        outcomes = [answer(2 * _PATIENCE) for answer in answers]
        assert Counter(how for how, _ in outcomes) == {"wrote": 1, "refused": WRITERS - 1}
        waits += [seconds for how, seconds in outcomes if how == "refused"]
        # every chunk of this step is found by its vector and its word, once
        assert in_fresh_process(served_step, data_dir) == step
        if step % 10 == 0:
            progress(f"{step} of {rounds} rounds")
    return waits


def test_of_eight_that_ingest_at_once_one_writes_and_the_others_are_told(tmp_path: Path) -> None:
    assert len(race(tmp_path, 2, print)) == 2 * (WRITERS - 1)


@pytest.mark.proofs
def test_of_eight_that_ingest_at_once_one_writes_50_times(
    tmp_path: Path,
    proof_table: Callable[[str, str], None],
    progress: Callable[[str], None],
) -> None:
    began = time.monotonic()
    waits = sorted(race(tmp_path, 50, progress))
    proof_table(
        "8 processes ingest at once, 50 rounds: one writes, the others get the named error",
        f"50 x 1 wrote, {len(waits)} refused, after {waits[len(waits) // 2]:.2f} s in the median,"
        f" {waits[-1]:.2f} s at most; 0 misses; {time.monotonic() - began:.0f} s in all",
    )
    assert waits[-1] < 1.0
