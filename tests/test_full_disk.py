"""A disk that is full, or fails, while ingesting: nothing half is ever published."""

from __future__ import annotations

import errno
import os
import resource
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fresh_processes import in_fresh_process
from versioned_corpus import TextEmbedder, served_step, write_corpus

from assistant import index
from assistant.errors import GiljabiError
from assistant.ingestion import ingest

Fault = tuple[str, int]
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def ingest_with_fault(data_dir: Path, corpus: Path, fault: Fault | None) -> tuple[str, int]:
    """What ingesting ended with, and how many writes Python made in it.

    ("write", n): the n-th time, from 1, that Python opens a file of the library for writing, makes
    a folder, renames or flushes there, the disk is full. ("bytes", n): no file may grow beyond n
    bytes, which SQLite and Chroma meet too; ("bytes in publish", n): from the publish on.
    """
    writes = 0
    way, limit = fault or ("write", 0)
    fsync = os.fsync

    def write(error: int) -> None:
        nonlocal writes
        writes += 1
        if (way, limit) == ("write", writes):
            raise OSError(error, os.strerror(error))

    def failing_fsync(descriptor: int) -> None:
        write(errno.EIO)
        fsync(descriptor)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writing = event in {"os.rename", "os.mkdir", "sqlite3.connect"} or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        )
        if writing and str(data_dir) in str(arguments[0]):
            write(errno.ENOSPC)

    def keep_files_small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    def limited_publish(*arguments: Any) -> str:
        keep_files_small()
        return publish(*arguments)

    publish = index.publish
    os.fsync = failing_fsync
    sys.addaudithook(watch)
    if way == "bytes":
        keep_files_small()
    elif way == "bytes in publish":
        index.publish = limited_publish  # where `ingest` takes it from
    try:
        ingest([corpus], data_dir, TextEmbedder())
    except GiljabiError as error:
        return f"named: {type(error).__name__}", writes
    except Exception as error:  # noqa: BLE001 - what else there may be is what is asked
        return f"unnamed: {type(error).__name__} ({error})", writes
    return "nothing", writes


def fail_again_and_again(
    folder: Path, faults: Callable[[int, int], list[Fault]], progress: Callable[[str], None]
) -> Counter[str]:
    """Meet each fault once: `faults` of how many writes an ingest has, and how many bytes the
    largest file of an index. What the ingests ended with."""
    data_dir, corpus = folder / "library", folder / "corpus"
    write_corpus(corpus, 1)
    ended, writes = in_fresh_process(ingest_with_fault, data_dir, corpus, None)
    assert ended == "nothing"
    generations = (data_dir / "generations").rglob("*")
    largest = max(path.stat().st_size for path in generations if path.is_file())
    step = acknowledged = 1
    endings: Counter[str] = Counter()
    for done, fault in enumerate(faults(writes, largest), start=1):
        step += 1
        write_corpus(corpus, step)
        ended, _ = in_fresh_process(ingest_with_fault, data_dir, corpus, fault)
        endings[ended] += 1
        assert not ended.startswith("unnamed"), f"{ended} after {fault}"
        served = in_fresh_process(served_step, data_dir)
        if ended == "nothing":
            acknowledged = step
        assert acknowledged <= served <= step, f"{served} is served after {fault}"
        if done % 10 == 0:
            progress(f"{done} faults met")
    step += 1
    write_corpus(corpus, step)
    assert in_fresh_process(ingest_with_fault, data_dir, corpus, None)[0] == "nothing"
    assert in_fresh_process(served_step, data_dir) == step
    return endings


def test_on_a_full_disk_the_earlier_index_is_served_and_the_next_run_goes_on(
    tmp_path: Path,
) -> None:
    def faults(writes: int, largest: int) -> list[Fault]:
        return [("write", writes // 2), ("bytes in publish", largest // 2)]

    endings = fail_again_and_again(tmp_path, faults, print)
    assert endings["nothing"] == 0  # so that each was met


@pytest.mark.proofs
def test_a_disk_that_fails_at_any_fourth_write_publishes_nothing_half(
    tmp_path: Path,
    proof_table: Callable[[str, str], None],
    progress: Callable[[str], None],
) -> None:
    def faults(writes: int, largest: int) -> list[Fault]:
        return [
            *(("write", write) for write in range(1, writes + 1, 4)),
            *(("bytes", largest * share // 5) for share in range(5)),
            *(("bytes in publish", largest * share // 15) for share in range(15)),
        ]

    endings = fail_again_and_again(tmp_path, faults, progress)
    proof_table(
        "a disk that is full or fails at every 4th write of ingest: nothing half is published",
        f"{endings.total()} faults, 0 bad publishes; the runs ended with: "
        + ", ".join(f"{ending} {count}" for ending, count in endings.most_common()),
    )
