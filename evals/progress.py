"""Progress on standard error: standard output and the result files stay clean."""

from __future__ import annotations

import sys
from collections.abc import Callable


def progress(label: str) -> Callable[[int, int], None]:
    """A callback (done, total): one moving line on a terminal, else a line every tenth."""
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        last = done >= total
        if sys.stderr.isatty():
            print(f"\r{label} {done}/{total}", end="\n" if last else "", file=sys.stderr)
        elif (tenth := done * 10 // max(total, 1)) != told:
            told = tenth
            print(f"{label} {done}/{total}", file=sys.stderr, flush=True)

    return tell
