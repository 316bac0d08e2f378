"""A new generation is looked at by a fresh process: what its builder still holds in memory proves
nothing, and a bad vector file ends the process that opens it.

    python -m assistant.index < request
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

import numpy as np

from assistant.config import own_environment
from assistant.errors import UnsoundIndexError
from assistant.index import dense, lexical
from assistant.index.dense import Vectors
from assistant.index.generation import DENSE, LEXICAL, PASSAGES
from assistant.index.lexical import LexicalIndex
from assistant.index.passages import Passages

_SOUND = "sound"
_SELF_QUERIES = 200
_SECONDS = 600  # far beyond what any index takes: then the process hangs


class Verifier:
    """The process, started before it is needed: its imports take longer than its work."""

    _process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant.index"],
            env=own_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()  # closes its pipes

    def check(
        self,
        directory: Path,
        vectors: Vectors,
        tokens: Sequence[list[str]],
        indexed: Sequence[int],
    ) -> None:
        """UnsoundIndexError: a reader of `directory` does not find what went into it.

        Row i of `vectors` and `tokens[i]` are those of its chunk i; `indexed`: the rows in Chroma.
        """
        rows = np.linspace(0, len(tokens) - 1, min(len(tokens), _SELF_QUERIES), dtype=int).tolist()
        request = {
            "directory": str(directory),
            "chunks": len(tokens),
            "indexed": list(indexed),
            "worded": any(tokens),
            "probes": [[row, vectors[row].tolist(), tokens[row]] for row in rows],
        }
        assert self._process is not None and self._process.stdin and self._process.stdout
        asked, told = self._process.stdin, self._process.stdout
        too_long = Timer(_SECONDS, self._process.kill)
        too_long.start()
        try:
            asked.write(json.dumps(request) + "\n")
            asked.flush()
            verdict = told.readline().strip()
        except BrokenPipeError:
            verdict = ""
        finally:
            too_long.cancel()
        if verdict != _SOUND:
            raise UnsoundIndexError(verdict or "the process that checked it broke down or hung")


def main() -> None:
    """Answer requests, a line each, with a line each: "sound", or what is wrong."""
    dense.preload()  # while the index is still being built
    lexical.preload()
    for line in sys.stdin:
        if not line.endswith("\n"):
            return  # half a request: its builder was killed
        request = json.loads(line)
        verdict = _fault(Path(request["directory"]), request) or _SOUND
        with suppress(BrokenPipeError):  # its builder was killed
            os.write(sys.stdout.fileno(), f"{verdict}\n".encode())


def _fault(directory: Path, request: dict[str, Any]) -> str | None:
    """What is wrong with a generation, as far as every id and some self-queries tell."""
    levels = {p.name: p.stat().st_size for p in (directory / DENSE).glob("*/*.bin")}
    if levels.get("link_lists.bin", 0) > levels.get("data_level0.bin", 0):
        return "its vector files are of impossible sizes"
    with closing(Passages(directory / PASSAGES)) as passages:
        ids, document_ids = passages.chunk_ids, passages.document_ids
    if len(ids) != request["chunks"]:
        return f"it holds {len(ids)} of {request['chunks']} passages"
    words = LexicalIndex(directory / LEXICAL, ids, document_ids)
    if words.size != (len(ids) if request["worded"] else 0):
        return f"its words cover {words.size} of {len(ids)} passages"
    for row, _, tokens in request["probes"]:
        if tokens and ids[row] not in dict(words.search(tokens, len(ids))):
            return f"{ids[row]} is not found by its own words"
    indexed = {ids[row] for row in request["indexed"]}
    vectors = {ids[row]: np.array(v, np.float32) for row, v, _ in request["probes"]}
    if lost := dense.missing(
        directory / DENSE, indexed, {i: v for i, v in vectors.items() if i in indexed}
    ):
        return f"{lost} is not found by its own vector"
    return None
