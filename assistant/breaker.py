"""When to leave an outside service alone, and when to try it again. Pure but for its clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class ModelState:
    """How the chat model is doing, for staff."""

    state: Literal["ready", "failing", "open"]  # open: it is left alone for a while
    last_error: str | None = None  # the last failure's reason; None: it worked since, or never ran
    since: datetime | None = None  # UTC; when the state began; None: ever since the start
    chooses: bool = False  # it has passed the examination: what is quoted is its choice


class Breaker:
    """Opens after `failures` in a row; every `rest` seconds of being open, one trial is due.

    A trial that works closes it on probation: until a call of a user's has worked, one failure opens
    it again, so a service that only ever passes trials costs one wait a rest. Safe for threads.
    """

    def __init__(
        self, failures: int = 3, rest: float = 15.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = failures
        self._rest = rest  # seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._count = 0  # failures in a row
        self._open = False
        self._era = 0  # goes up whenever it opens or closes
        self._trying = False
        self._tried = 0.0  # when it opened or the last trial ended
        self._error: str | None = None
        self._since: datetime | None = None

    def admit(self) -> int | None:
        """The ticket of a call that may be made; None: it is open."""
        with self._lock:
            return None if self._open else self._era

    def trial(self) -> int | None:
        """The ticket of the trial that is due now; None: none is. It must be settled."""
        with self._lock:
            if not self._open or self._trying or self._clock() - self._tried < self._rest:
                return None
            self._trying = True
            return self._era

    def succeeded(self, ticket: int) -> None:
        with self._lock:
            if ticket != self._era:
                return  # it began before the last opening or closing: old news
            if self._trying:  # the trial: no other call has a ticket of this era
                self._trying = self._open = False
                self._era += 1
                self._count = self._limit - 1
                self._since = datetime.now(UTC)
            elif self._count:
                self._count, self._error, self._since = 0, None, datetime.now(UTC)

    def failed(self, ticket: int, reason: str) -> None:
        with self._lock:
            if ticket != self._era:
                return
            self._error = reason
            if self._trying:
                self._trying, self._tried = False, self._clock()
                return
            if not self._count:
                self._since = datetime.now(UTC)
            self._count += 1
            if self._count >= self._limit:
                self._open = True
                self._era += 1
                self._tried, self._since = self._clock(), datetime.now(UTC)

    @property
    def state(self) -> ModelState:
        with self._lock:
            name: Literal["ready", "failing", "open"] = (
                "open" if self._open else "failing" if self._count else "ready"
            )
            return ModelState(name, self._error, self._since)
