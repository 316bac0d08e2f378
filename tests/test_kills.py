"""A writer killed at any moment: what was acknowledged is served, whole, by the next process."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from fresh_processes import ProcessDiedError, answer_of_fresh, in_fresh_process, start_fresh
from killing import KilledLibrary, hold_until_replaced, noted, noting, open_again_and_again
from versioned_corpus import direction

# Before an action on files inside publish, at a moment inside publish, at a moment of the run.
WAYS = ("action", "publish", "run")


def kill_again_and_again(
    folder: Path, kills: int, progress: Callable[[str], None]
) -> tuple[KilledLibrary, int, int]:
    """Kill so many writers of one library, each way in turn, with two readers all the while;
    return it with how often these opened and searched it."""
    library = KilledLibrary(folder, random.Random(kills))
    library.let_finish()
    library.let_finish()  # the measure of what follows: this one has an index to replace
    stop = folder / "stop"
    opening = answer_of_fresh(open_again_and_again, library.data_dir, stop)
    holding = answer_of_fresh(hold_until_replaced, library.data_dir, stop)
    try:
        for kill in range(kills):
            # evenly over a way's kills, and anywhere within each share
            share = (kill // len(WAYS) + library.rng.random()) / (kills / len(WAYS))
            library.kill(WAYS[kill % len(WAYS)], min(share, 1.0))
            library.check()
            if (kill + 1) % 20 == 0:
                progress(f"{kill + 1} of {kills} writers killed")
        library.let_finish()
        library.check()
    finally:
        stop.touch()
        opened, searched = opening(60), holding(60)
    library.wait_for_orphans()
    return library, opened, searched


def test_killed_writers_lose_double_and_mix_nothing(tmp_path: Path) -> None:
    library, opened, searched = kill_again_and_again(tmp_path, 4, print)
    assert library.inside_publish >= 2
    assert opened and searched


@pytest.mark.proofs
def test_200_killed_writers_lose_double_and_mix_nothing(
    tmp_path: Path,
    proof_table: Callable[[str, str], None],
    progress: Callable[[str], None],
) -> None:
    began = time.monotonic()
    library, opened, searched = kill_again_and_again(tmp_path, 200, progress)
    proof_table(
        "200 kills during ingest, >= 50 inside publish: nothing acknowledged lost, doubled or mixed",
        f"0 faults; {library.inside_publish} inside publish ({library.publish_actions} file actions"
        f" each), {library.count('acknowledged')} ingests acknowledged, {len(library.served)} states"
        f" served; readers: {opened} openings, {searched} searches, 0 crashes;"
        f" {time.monotonic() - began:.0f} s in all",
    )
    assert library.inside_publish >= 50


# The control: Chroma alone, written in place, under the same kills and lookups.

_BATCH = 50
_BATCHES = 10  # in the time that a writer may live: 0.9 s where nothing else runs
_LOOKUPS = 100  # of the newest rows, and of all
_DISK = 2**33  # bytes: a damaged store can fill a disk


def _bare_collection(folder: Path) -> Any:
    import chromadb

    # a damaged store can ask for all memory: let the system end this process then, no other
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    return chromadb.PersistentClient(str(folder)).get_or_create_collection(
        "passages",
        configuration={"hnsw": {"space": "cosine", "sync_threshold": 200}},
        embedding_function=None,
    )


def upsert_until_killed(folder: Path, log: Path, row: int) -> None:
    """Write batches into a bare Chroma store from `row` on, noting each row that was taken."""
    collection, note = _bare_collection(folder), noting(log)
    note("ready")
    while True:
        _upsert(collection, row)
        note("acknowledged", row)
        row += _BATCH


def _upsert(collection: Any, row: int) -> None:
    ids = [f"row {row}" for row in range(row, row + _BATCH)]
    collection.upsert(ids=ids, embeddings=[direction(i, 384) for i in ids], documents=ids)


def bare_fault(folder: Path, batches: list[int]) -> str | None:
    """What a fresh reader finds wrong with a bare store that took the batches that start so."""
    from chromadb.errors import ChromaError

    try:
        return _fault_in(_bare_collection(folder), batches)
    except ChromaError as error:
        return f"the reader fails: {str(error).rpartition('segment reader: ')[2]}"


def _fault_in(collection: Any, batches: list[int]) -> str | None:
    wanted = [f"row {row}" for at in batches for row in range(at, at + _BATCH)]
    found = collection.get(include=[])["ids"]
    if len(found) != len(set(found)):
        return f"{len(found) - len(set(found))} rows are there twice"
    if lost := set(wanted) - set(found):
        return f"{len(lost)} of {len(wanted)} rows are lost"
    drawn = {*wanted[-_LOOKUPS:], *random.sample(wanted, min(len(wanted), _LOOKUPS))}
    missed = 0
    for row in drawn:
        near = collection.query(query_embeddings=[direction(row, 384)], n_results=1)
        missed += near["ids"][0] != [row] or near["distances"][0][0] > 0.0001
    return f"{missed} of {len(drawn)} rows are not found by their vectors" if missed else None


def kill_bare_store(
    folder: Path, kills: int, progress: Callable[[str], None]
) -> tuple[int, list[int], str | None]:
    """Kill writers of a bare store until a reader finds a fault: kills, batches taken, fault."""
    log, rng = folder / "log", random.Random(7)
    batches: list[int] = []
    lifetime = 0.0  # of the first writer, which takes _BATCHES batches
    for kill in range(1, kills + 1):
        # the batch at which the last one died is nobody's: left out, and not looked for
        row = batches[-1] + 2 * _BATCH if batches else 0
        started = len(noted(log))
        writer = start_fresh(upsert_until_killed, folder / "bare", log, row)
        if not _lines(log, started + 1, writer):
            return kill, batches, f"the next writer gets nowhere: {writer.exitcode}"
        ready = time.monotonic()
        if not lifetime:
            _lines(log, started + 1 + _BATCHES, writer)
            lifetime = time.monotonic() - ready
        else:
            time.sleep(rng.random() * lifetime)
        writer.kill()
        writer.join()
        batches = [line[1] for line in noted(log) if line[0] == "acknowledged"]
        try:
            fault = in_fresh_process(bare_fault, folder / "bare", batches)
        except ProcessDiedError as error:
            fault = f"the reader died: {error}"
        if not fault and _disk_use(folder) > _DISK:
            fault = f"it takes over {_DISK} bytes of disk"
        if fault:
            return kill, batches, fault
        if kill % 20 == 0:
            progress(f"{kill} writers of a bare store killed, no fault yet")
    return kills, batches, None


def _lines(log: Path, count: int, writer: BaseProcess) -> bool:
    """Whether `log` comes to hold so many lines."""
    until = time.monotonic() + 60
    while len(noted(log)) < count:
        if not writer.is_alive() or time.monotonic() > until:
            writer.kill()
            writer.join()
            return False
        time.sleep(0.002)
    return True


def _disk_use(folder: Path) -> int:
    return sum(512 * path.stat().st_blocks for path in folder.rglob("*"))


def write_bare_store(folder: Path, batches: list[int]) -> None:
    """The same batches by one writer that nobody kills."""
    collection = _bare_collection(folder)
    for row in batches:
        _upsert(collection, row)


@pytest.mark.proofs
def test_chroma_alone_fails_under_the_same_kills(
    tmp_path: Path,
    proof_table: Callable[[str, str], None],
    progress: Callable[[str], None],
) -> None:
    kills, batches, fault = kill_bare_store(tmp_path, 60, progress)
    in_fresh_process(write_bare_store, tmp_path / "unkilled", batches)
    without_kills = in_fresh_process(bare_fault, tmp_path / "unkilled", batches)
    proof_table(
        "control: Chroma alone (sync_threshold 200), killed up to 60 times, fails",
        f"after {kills} kills and {len(batches) * _BATCH} rows: {fault or 'no fault'};"
        f" the same rows without kills: {without_kills or 'no fault'}",
    )
    assert fault is not None
    assert without_kills is None
