"""Intervals, so that a share of few is never told like a share of many (B14)."""

from __future__ import annotations

import math
from statistics import NormalDist


def z_for(confidence: float = 0.95, comparisons: int = 1) -> float:
    """Two-sided normal quantile. ``comparisons`` divides the error among that many looks (Bonferroni)."""
    return NormalDist().inv_cdf(1 - (1 - confidence) / 2 / max(1, comparisons))


def wilson(count: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's interval for a share: honest at 0, at 1 and for few. (0, 1) when nothing was counted."""
    if total <= 0:
        return 0.0, 1.0
    share, square = count / total, z * z
    middle = share + square / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def mean_interval(values: list[float], z: float, spread: float | None = None) -> tuple[float, float, float]:
    """Mean with its interval. ``spread`` is a pooled standard deviation for small groups; None: their own."""
    count = len(values)
    if not count:
        raise ValueError("A mean of nothing was asked for; check the count first.")
    mean = math.fsum(values) / count
    if spread is None:
        spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (count - 1)) if count > 1 else math.inf
    half = z * spread / math.sqrt(count)
    return mean, mean - half, mean + half
