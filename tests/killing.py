"""A library whose writers are killed, one after another, while others read it."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from fresh_processes import in_fresh_process, start_fresh
from versioned_corpus import TextEmbedder, served_step, shown_step, write_corpus

from assistant import index
from assistant.index import Index, current
from assistant.ingestion import ingest

_WRITER = "KILLED_WRITER"  # names the library in the environment of whatever its writer starts
# Seconds within which what a killed writer had started is gone: a check of the index notices it only
# once it has loaded what it checks with.
_ORPHANS_END = 60.0


# the writer, in a process of its own


def ingest_until_killed(
    data_dir: Path, corpus: Path, log: Path, step: int, fatal_action: int | None
) -> None:
    """Ingest the corpus of `step`, of the next one, and so on, noting in `log` what begins and
    what is acknowledged. Right before its n-th action on files inside `index.publish`, counted
    from 1, it kills itself if `fatal_action` is n."""
    os.environ[_WRITER] = str(data_dir)
    note, publish = noting(log), index.publish
    publishing, actions = False, 0

    def noted_publish(*arguments: Any) -> str:
        nonlocal publishing, actions
        note("publishing", step)
        publishing, before = True, actions
        generation = publish(*arguments)
        publishing = False
        note("published", step, actions - before)
        return generation

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal actions
        if publishing and _touches(event, arguments, str(data_dir)):
            actions += 1
            if actions == fatal_action:
                os.kill(os.getpid(), signal.SIGKILL)

    index.publish = noted_publish  # where `ingest` takes it from
    sys.addaudithook(count)
    while True:
        note("started", step)
        write_corpus(corpus, step)
        ingest([corpus], data_dir, TextEmbedder())
        note("acknowledged", step)
        step += 1


def _touches(event: str, arguments: tuple[object, ...], data_dir: str) -> bool:
    """Whether Python reports that it is about to touch a file of the library or start a process.
    What SQLite and Chroma do by themselves is met by the kills at random moments."""
    return event == "subprocess.Popen" or (
        event in {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "sqlite3.connect"}
        and data_dir in str(arguments[0])
    )


def noting(log: Path) -> Callable[..., None]:
    """`note(event, ...)` adds a line to `log`, on the disk when it returns."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(*line: object) -> None:
        os.write(descriptor, json.dumps(line).encode() + b"\n")
        os.fsync(descriptor)

    return note


def noted(log: Path, after: int = 0) -> list[list[Any]]:
    """The lines of `log`, from byte `after` on."""
    if not log.exists():
        return []
    with open(log, "rb") as file:
        file.seek(after)
        return [json.loads(line) for line in file.read().splitlines()]


def size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


# readers, each in a process of its own


def open_again_and_again(data_dir: Path, stop: Path) -> int:
    """How often the index was opened and searched; the step that it shows never goes back."""
    opened = step = 0
    while not stop.exists():
        step, before = served_step(data_dir, lookups=5), step
        assert step >= before, f"step {step} is served after {before}"
        opened += 1
        time.sleep(0.05)
    return opened


def hold_until_replaced(data_dir: Path, stop: Path) -> int:
    """How often a held index was searched, as the chat does it: until another is served, and
    then once more, when its text has left the disk already."""
    searched = 0
    while not stop.exists():
        with Index.open(data_dir) as held:
            step, replaced = shown_step(held, lookups=5), False
            while not (replaced or stop.exists()):
                time.sleep(0.05)
                replaced = current(data_dir) != held.generation
                assert shown_step(held, lookups=5) == step
                searched += 1
    return searched


# the killing


@dataclass(slots=True)
class KilledLibrary:
    folder: Path
    rng: random.Random
    run_seconds: float = 0.0  # of one ingest, as measured
    publish_seconds: float = 0.0
    publish_actions: int = 0
    inside_publish: int = 0  # kills
    served: set[int] = field(default_factory=set)  # steps seen after kills

    @property
    def data_dir(self) -> Path:
        return self.folder / "library"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def last(self, event: str) -> int:
        """The last step of which `event` was noted; 0: none."""
        return max((line[1] for line in noted(self.log) if line[0] == event), default=0)

    def count(self, event: str) -> int:
        return sum(line[0] == event for line in noted(self.log))

    def let_finish(self) -> None:
        """Let one writer finish an ingest, and see how long its parts take."""
        before = size(self.log)
        writer = self._start()
        times = {
            event: self._wait_for(event, before, writer)
            for event in ("started", "publishing", "published", "acknowledged")
        }
        _kill(writer)
        self.publish_seconds = times["published"] - times["publishing"]
        self.run_seconds = times["acknowledged"] - times["started"]
        counts = [n for event, *_, n in noted(self.log, before) if event == "published"]
        self.publish_actions = counts[0]

    def kill(self, how: str, share: float) -> None:
        """Kill a new writer: right before an "action" on files inside publish, at a moment inside
        "publish", or at a moment of its "run". `share`, 0..1, says how far on."""
        before = size(self.log)
        action = round(share * (self.publish_actions - 1)) + 1 if how == "action" else None
        writer = self._start(action)
        if how == "action":
            writer.join(60)
        elif how == "publish":
            self._wait_for("publishing", before, writer)
            time.sleep(share * self.publish_seconds)
        else:
            self._wait_for("started", before, writer)
            # from 1 ms to three ingests, log-uniform: what comes early is short
            time.sleep(0.001 * (3000 * self.run_seconds) ** share)
        _kill(writer)
        self.inside_publish += noted(self.log)[-1][0] == "publishing"

    def check(self) -> None:
        """A fresh process finds one step, whole: the last acknowledged or one begun since."""
        step = in_fresh_process(served_step, self.data_dir)
        acknowledged, begun = self.last("acknowledged"), self.last("started")
        assert acknowledged <= step <= begun, f"{step} is served, of {acknowledged} to {begun}"
        assert step >= max(self.served, default=0), "an earlier step is served again"
        self.served.add(step)

    def wait_for_orphans(self) -> float:
        """Seconds until all is gone that killed writers had started."""
        began = time.monotonic()
        while orphans := _started_for(self.data_dir):
            assert time.monotonic() - began < _ORPHANS_END, f"{orphans} outlive their killed writer"
            time.sleep(0.1)
        return time.monotonic() - began

    def _start(self, fatal_action: int | None = None) -> BaseProcess:
        """A writer that redoes the step at which the last one died, or begins the next."""
        step = max(1, self.last("started") + self.rng.choice((0, 1)))
        corpus = self.folder / "corpus"
        return start_fresh(ingest_until_killed, self.data_dir, corpus, self.log, step, fatal_action)

    def _wait_for(self, event: str, before: int, writer: BaseProcess) -> float:
        """The moment at which `event` is noted, beyond byte `before` of the log."""
        until = time.monotonic() + 60
        while all(line[0] != event for line in noted(self.log, before)):
            assert writer.is_alive(), f"the writer ended by itself with {writer.exitcode}"
            assert time.monotonic() < until, f"no {event!r} from the writer"
            time.sleep(0.002)
        return time.monotonic()


def _kill(writer: BaseProcess) -> None:
    writer.kill()
    writer.join(60)
    assert writer.exitcode == -signal.SIGKILL, f"the writer ended by itself: {writer.exitcode}"


def _started_for(data_dir: Path) -> list[str]:
    """Processes that the library's writers started, by their environment."""
    mark = f"{_WRITER}={data_dir}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(process.name)
        except OSError:  # gone, or another user's
            continue
    return found
