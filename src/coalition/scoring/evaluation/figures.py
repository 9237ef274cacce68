"""Figures and their intervals. Resampling draws persons (or deals), because a person's pairs stand or fall together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

Vector: TypeAlias = Any
Figure: TypeAlias = Callable[[Vector], float]
"""A figure by how often each unit was drawn."""

ROUNDS = 1000
SEED = 20240229


def auc(scores: Vector, positive: Vector, weights: Vector | None = None) -> float:
    """Chance that a positive stands above a negative; a tie is half."""
    return auc_over(scores, positive)(np.ones(len(scores)) if weights is None else weights)


def auc_over(scores: Vector, positive: Vector) -> Figure:
    """The same as a function of weights: the order is made once, not for each of a thousand draws."""
    values, place = np.unique(scores, return_inverse=True)
    hit = np.asarray(positive, dtype=bool)

    def figure(weights: Vector) -> float:
        negative = np.bincount(place, weights=np.where(hit, 0.0, weights), minlength=values.size)
        gained = np.bincount(place, weights=np.where(hit, weights, 0.0), minlength=values.size)
        total = float(gained.sum() * negative.sum())
        below = np.cumsum(negative) - 0.5 * negative
        return float((gained * below).sum()) / total if total else float("nan")

    return figure


def average_precision(scores: Vector, positive: Vector, weights: Vector | None = None) -> float:
    """Mean precision at each positive, from the top; people who tie share one place."""
    return precision_over(scores, positive)(np.ones(len(scores)) if weights is None else weights)


def precision_over(scores: Vector, positive: Vector) -> Figure:
    """The same as a function of weights."""
    values, place = np.unique(-scores, return_inverse=True)
    hit = np.asarray(positive, dtype=float)

    def figure(weights: Vector) -> float:
        hits = np.bincount(place, weights=weights * hit, minlength=values.size)
        seen = np.cumsum(np.bincount(place, weights=weights, minlength=values.size))
        precision = np.divide(np.cumsum(hits), seen, out=np.zeros(values.size), where=seen > 0)
        total = float(hits.sum())
        return float((precision * hits).sum() / total) if total else float("nan")

    return figure


def pair_accuracy(scores: Vector, superior: Vector, subordinate: Vector, weights: Vector | None = None) -> float:
    """Share of the pairs in which the superior stands higher; a tie is half. ``weights`` are of persons."""
    return accuracy_over(scores, superior, subordinate)(np.ones(len(scores)) if weights is None else weights)


def accuracy_over(scores: Vector, superior: Vector, subordinate: Vector) -> Figure:
    """The same as a function of weights."""
    above, below = scores[superior], scores[subordinate]
    right = (above > below) + 0.5 * (above == below)

    def figure(weights: Vector) -> float:
        pair = weights[superior] * weights[subordinate]
        total = float(pair.sum())
        return float((right * pair).sum() / total) if total else float("nan")

    return figure


def interval(figure: Callable[[Vector], float], count: int) -> list[float] | None:
    """The middle 95 % of the figure over resampled units; ``figure`` takes how often each unit was drawn."""
    drawn = [value for value in _resampled(figure, count) if not np.isnan(value)]
    return _rounded(np.percentile(drawn, [2.5, 97.5])) if drawn else None


def paired(ours: Callable[[Vector], float], rival: Callable[[Vector], float], count: int) -> dict[str, Any]:
    """How much better ours is on the same draws. Better means that the interval leaves zero out."""
    differences = [
        value for value in _resampled(lambda drawn: ours(drawn) - rival(drawn), count) if not np.isnan(value)
    ]
    if not differences:
        return {"difference": None, "interval": None, "better": False}
    low, high = np.percentile(differences, [2.5, 97.5])
    once = np.ones(count)
    return {
        "difference": shown(ours(once) - rival(once)),
        "interval": _rounded((low, high)),
        "better": bool(low > 0),
    }


def quartiles(values: Sequence[float]) -> list[float]:
    return _rounded(np.percentile(np.asarray(values), [25, 50, 75])) if len(values) else []


def shown(value: float) -> float | None:
    """Four decimals; null where the figure has no meaning, such as an AUC with one class."""
    return None if not np.isfinite(value) else round(float(value), 4)


def _resampled(figure: Callable[[Vector], float], count: int) -> list[float]:
    random = np.random.default_rng(SEED)
    draws = (np.bincount(random.integers(0, count, count), minlength=count).astype(float) for _ in range(ROUNDS))
    return [figure(drawn) for drawn in draws]


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 4) for value in values]
