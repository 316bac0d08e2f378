"""How sure a measured number is. Pure functions; an undefined value is None, never 0."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
SEED = 20261121  # fixed: the same values give the same interval


def rate(passed: int, n: int) -> dict[str, Any]:
    """The share `passed` / `n` with its 95 % Wilson interval; None where n is 0."""
    low, high = wilson(passed, n) if n else (None, None)
    return {
        "n": n,
        "passed": passed,
        "value": passed / n if n else None,
        "low": low,
        "high": high,
    }


def wilson(passed: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Score interval of a proportion, both ends in 0..1; n must be above 0.

    centre = (p + z²/2n) / (1 + z²/n), half width = z / (1 + z²/n) · sqrt(p(1-p)/n + z²/4n²).
    Wilson, JASA 1927. Unlike p ± z·sqrt(p(1-p)/n) it does not say "100 % ± 0" of ten passes.
    """
    p, spread = passed / n, 1 + z * z / n
    centre = (p + z * z / (2 * n)) / spread
    half = z / spread * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def mean_interval(values: Sequence[float], resamples: int = RESAMPLES) -> dict[str, float | None]:
    """Mean of a value a query, with the 2.5th and 97.5th percentile of resampled means."""
    if not values:
        return {"value": None, "low": None, "high": None}
    array: npt.NDArray[np.float64] = np.asarray(values, np.float64)
    means = array[_draws(len(array), resamples)].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return {"value": float(array.mean()), "low": float(low), "high": float(high)}


@lru_cache(maxsize=1)
def _draws(n: int, resamples: int) -> npt.NDArray[np.int32]:
    """The same draws for every measure and system: they are resampled in pairs."""
    return np.random.default_rng(SEED).integers(0, n, (resamples, n), np.int32)


def percentile(values: Sequence[float], q: float) -> float | None:
    """The value below which `q` per cent of `values` lie, linear between neighbours."""
    return float(np.percentile(values, q)) if values else None
