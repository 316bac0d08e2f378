"""What a piece of work costs, for tests of how its time grows with its input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds_of(work: Callable[[], object], times: int = 3) -> float:
    """Processor time of the quickest of `times` runs. Without the collector's: to go through all that
    a process full of tests holds takes half a second, whatever is measured."""
    collects = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        return min(_once(work) for _ in range(times))
    finally:
        if collects:
            gc.enable()


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
