"""How often and how much at once. All of it in memory."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable

WINDOW_SECONDS = 60.0
_KEPT = 10_000  # names; the one unused longest is forgotten first

Clock = Callable[[], float]  # seconds, never going back


class PerMinute:
    """What each name did in the last minute."""

    def __init__(self, most: int, clock: Clock = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, name: str) -> int:
        """Seconds until the next one is free; 0: this one is, and counts. What had to wait does
        not count: who goes on asking is let in again like who does not."""
        now = self._clock()
        times = self._times.setdefault(name, deque())
        self._times.move_to_end(name)
        while len(self._times) > _KEPT:
            self._times.popitem(last=False)
        while times and times[0] <= now - WINDOW_SECONDS:
            times.popleft()
        if len(times) >= self._most:
            return max(1, math.ceil((times[0] if times else now) + WINDOW_SECONDS - now))
        times.append(now)
        return 0


class AtOnce:
    """What is being answered or waits for it: by name, and altogether. Safe for threads."""

    def __init__(self, most_of_one: int, most: int) -> None:
        self._most_of_one = most_of_one
        self._most = most
        self._names: Counter[str] = Counter()
        self._lock = threading.Lock()

    def is_full(self) -> bool:
        return self._names.total() >= self._most

    def take(self, name: str) -> bool:
        """Whether there was room. Then `give_back` is called once."""
        with self._lock:
            if self._names[name] >= self._most_of_one or self.is_full():
                return False
            self._names[name] += 1
            return True

    def give_back(self, name: str) -> None:
        with self._lock:
            self._names[name] -= 1
            if not self._names[name]:
                del self._names[name]
