"""Processes that have opened no library and no index yet, for tests that kill them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

# A server that has imported what takes seconds, and opened nothing, forks each of them. Importing
# starts no thread but those of OpenBLAS, which copes with forks.
FRESH = multiprocessing.get_context("forkserver")
FRESH.set_forkserver_preload(["chromadb", "langchain_chroma", "bm25s"])


class ProcessDiedError(Exception):
    """It ended without an answer: killed by a signal (negative) or with an exit code."""


def start_fresh(function: Callable[..., object], *arguments: object) -> BaseProcess:
    process = FRESH.Process(target=_run, args=(function, *arguments))
    process.start()
    return process


def in_fresh_process(function: Callable[..., Any], *arguments: object, seconds: float = 120) -> Any:
    """What `function` returns in a process of its own. ProcessDiedError: it returned nothing."""
    answer = answer_of_fresh(function, *arguments)
    return answer(seconds)


def answer_of_fresh(function: Callable[..., Any], *arguments: object) -> Callable[[float], Any]:
    """Start `function` in a process of its own; call what comes back to wait for its answer."""
    ours, theirs = FRESH.Pipe(duplex=False)
    process = start_fresh(_send_answer, theirs, function, *arguments)
    theirs.close()  # else its death would not be seen here

    def wait(seconds: float) -> Any:
        try:
            if not ours.poll(seconds):
                process.kill()
                raise ProcessDiedError(f"{function.__name__} gave no answer in {seconds} s")
            return ours.recv()
        except EOFError as error:
            process.join()
            raise ProcessDiedError(f"{function.__name__} ended with {process.exitcode}") from error
        finally:
            process.join(10)
            ours.close()

    return wait


def _run(function: Callable[..., object], *arguments: object) -> None:
    # as in a process started by hand; else a lock that tqdm makes outlives a kill
    multiprocessing.set_start_method("fork", force=True)
    function(*arguments)


def _send_answer(theirs: Connection, function: Callable[..., Any], *arguments: object) -> None:
    theirs.send(function(*arguments))
