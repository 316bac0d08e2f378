"""Work that takes longer than a page may: done behind it, looked at on a page of its own."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.errors import GiljabiError
from assistant.staff_wording import Reason, reason_of

log = logging.getLogger(__name__)

Kind = Literal["drafting", "documents", "gaps"]
State = Literal["waiting", "running", "done", "failed"]
_KEPT = 200
_WAITING = 20  # of one kind


@dataclass(slots=True)
class Task:
    number: int
    kind: Kind
    who: str
    what: str
    state: State = "waiting"
    done: int = 0  # of `of`; both 0: it cannot be said
    of: int = 0
    result: Any = None  # what the work gave
    problems: list[tuple[str, Reason]] = field(default_factory=list)  # ("" or of what, why)

    @property
    def settled(self) -> bool:
        return self.state in ("done", "failed")


class Tasks:
    """One piece of work of a kind at a time, in the order it was asked for. Forgotten at a restart:
    what was done stands in the desk's file or the library."""

    def __init__(self) -> None:
        self._tasks: OrderedDict[int, Task] = OrderedDict()
        self._lock = threading.Lock()
        self._last = 0
        self._workers: dict[Kind, ThreadPoolExecutor] = {}

    def start(
        self,
        kind: Kind,
        who: str,
        what: str,
        work: Callable[[Task], Any],
        ended: Callable[[Task, State], None],
    ) -> Task | None:
        """None: too much is waiting. `ended` is called with the task and how it ended, before
        anybody is told so."""
        with self._lock:
            waiting = [t for t in self._tasks.values() if t.kind == kind and not t.settled]
            if len(waiting) >= _WAITING:
                return None
            self._last += 1
            task = self._tasks[self._last] = Task(self._last, kind, who, what)
            for number in [n for n, t in self._tasks.items() if t.settled][:-_KEPT]:
                del self._tasks[number]
            if kind not in self._workers:
                self._workers[kind] = ThreadPoolExecutor(1, thread_name_prefix=f"staff-{kind}")
        self._workers[kind].submit(self._run, task, work, ended)
        return task

    def one(self, kind: Kind, number: int) -> Task | None:
        task = self._tasks.get(number)
        return task if task is not None and task.kind == kind else None

    def latest(self, kind: Kind, most: int = 5) -> list[Task]:
        """Newest first."""
        with self._lock:
            return [task for task in reversed(self._tasks.values()) if task.kind == kind][:most]

    @staticmethod
    def _run(task: Task, work: Callable[[Task], Any], ended: Callable[[Task, State], None]) -> None:
        task.state = "running"
        try:
            task.result = work(task)
            state: State = "done"
        except GiljabiError as error:
            task.problems.append(("", reason_of(error)))
            state = "failed"
        except Exception:  # told on the task's page, with the cause in the log
            log.exception("A task of the desk failed")
            state = "failed"
        try:
            ended(task, state)
        except Exception:  # the work itself is done
            log.exception("The end of a task could not be written down")
        finally:
            task.state = state
