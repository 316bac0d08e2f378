"""How sure a measured number is: the only module that names scipy. Pure functions.

An undefined value is NaN, never 0, and is counted; in the JSON files it is null (`files.py`).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import DegenerateDataWarning, bootstrap

RESAMPLES = 2000
SEED = 20261121  # fixed: the same values give the same interval
ANECDOTAL = 30  # below so many cases a number says little, whatever its interval
UNDEFINED = math.nan

Values = npt.NDArray[np.float64]


def rate(passed: int, n: int, undefined: int = 0) -> dict[str, Any]:
    """The share `passed` / `n` with its 95 % Wilson interval; NaN where n is 0."""
    low, high = wilson(passed, n) if n else (UNDEFINED, UNDEFINED)
    return {
        "n": n,
        "passed": passed,
        "undefined": undefined,
        "value": passed / n if n else UNDEFINED,
        "low": low,
        "high": high,
        "anecdotal": n < ANECDOTAL,
    }


def rate_of(values: Sequence[float]) -> dict[str, Any]:
    """`rate` of ones and zeros; NaN among them are undefined."""
    defined = [v for v in values if not math.isnan(v)]
    return rate(round(sum(defined)), len(defined), len(values) - len(defined))


def wilson(passed: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Score interval of a proportion, both ends in 0..1; n must be above 0.

    centre = (p + z²/2n) / (1 + z²/n), half width = z / (1 + z²/n) · sqrt(p(1-p)/n + z²/4n²).
    Wilson, JASA 1927. Unlike p ± z·sqrt(p(1-p)/n) it does not say "100 % ± 0" of ten passes.
    """
    p, spread = passed / n, 1 + z * z / n
    centre = (p + z * z / (2 * n)) / spread
    half = z / spread * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def mean_interval(values: Sequence[float], resamples: int = RESAMPLES) -> dict[str, Any]:
    """Mean of the defined values, with the 95 % percentile bootstrap interval over them."""
    array = np.asarray(values, np.float64)
    defined = array[~np.isnan(array)]
    low, high = _percentile_bootstrap((defined,), _mean, resamples)
    return {
        "n": len(defined),
        "undefined": len(array) - len(defined),
        "value": float(defined.mean()) if len(defined) else UNDEFINED,
        "low": low,
        "high": high,
        "anecdotal": len(defined) < ANECDOTAL,
    }


def paired_difference(
    a: Sequence[float], b: Sequence[float], resamples: int = RESAMPLES
) -> dict[str, Any]:
    """Mean of `b` less mean of `a` over the same cases in the same order, 95 % bootstrap interval.

    Cases are drawn, and with each its value in `a` and in `b`. A mean is over the cases in which
    that side is defined: where both always are, this is the mean of the paired differences. `n`
    counts cases in which a side is defined, `n_both` those in which both are.
    """
    first, second = np.asarray(a, np.float64), np.asarray(b, np.float64)
    either = ~(np.isnan(first) & np.isnan(second))
    first, second = first[either], second[either]
    difference = float(_difference(first, second)) if len(first) else UNDEFINED
    low, high = _percentile_bootstrap((first, second), _difference, resamples, paired=True)
    return {
        "n": len(first),
        "n_both": int((~np.isnan(first) & ~np.isnan(second)).sum()),
        "undefined": len(either) - len(first),
        "value": difference,
        "low": low,
        "high": high,
        "anecdotal": len(first) < ANECDOTAL,
    }


def group_difference(
    a: Sequence[float], b: Sequence[float], resamples: int = RESAMPLES
) -> dict[str, Any]:
    """Mean of `b` less mean of `a` where they are of different cases, each drawn by itself."""
    first, second = (_defined(values) for values in (a, b))
    difference = float(_difference(first, second)) if len(first) and len(second) else UNDEFINED
    low, high = _percentile_bootstrap((first, second), _difference, resamples)
    return {
        "n": [len(first), len(second)],
        "undefined": len(a) + len(b) - len(first) - len(second),
        "value": difference,
        "low": low,
        "high": high,
        "anecdotal": min(len(first), len(second)) < ANECDOTAL,
    }


def percentile(values: Sequence[float], q: float) -> float:
    """The value below which `q` per cent of `values` lie, linear between neighbours."""
    return float(np.percentile(values, q)) if values else UNDEFINED


def _defined(values: Sequence[float]) -> Values:
    array = np.asarray(values, np.float64)
    return array[~np.isnan(array)]


def _mean(values: Values, axis: int = -1) -> Any:
    """Mean of the defined values along an axis; NaN where there are none."""
    known = ~np.isnan(values)
    number = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.where(number > 0, total / np.maximum(number, 1), UNDEFINED)


def _difference(first: Values, second: Values, axis: int = -1) -> Any:
    return _mean(second, axis) - _mean(first, axis)


def _percentile_bootstrap(
    samples: tuple[Values, ...],
    statistic: Callable[..., Any],
    resamples: int,
    paired: bool = False,
) -> tuple[float, float]:
    """NaN for one value, which does not say how much values differ, and where a draw may have
    no defined value."""
    if min(map(len, samples)) < 2:
        return UNDEFINED, UNDEFINED
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)  # told by NaN
        interval = bootstrap(
            samples,
            statistic,
            n_resamples=resamples,
            batch=200,  # 200 draws of 11,000 queries are 18 MB
            vectorized=True,
            paired=paired,
            method="percentile",
            rng=np.random.default_rng(SEED),
        ).confidence_interval
    return float(interval.low), float(interval.high)
