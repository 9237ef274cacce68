"""Figures on deals the model had not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

FOLDS = 20
REPEATS = 3
BLOCKS = 5
ROUNDS = 1000
BINS = 10
SEED = 20240229
#: Beating the base rate by less than this share of it helps nobody, however sure it is.
LEAST_SKILL = 0.02


@dataclass(frozen=True)
class Figures:
    """Of held-out forecasts. ``gain`` is how much lower the Brier score is than the base rate's, with its interval."""

    auc: float
    auc_interval: tuple[float, float]
    brier: float
    base_brier: float
    gain_interval: tuple[float, float]
    ece: float
    deals: int
    groups: int
    base_rate: float
    split: str

    @property
    def beats_base(self) -> bool:
        """Beyond chance, and by enough to be of use."""
        return self.beats_base_among(1)

    def beats_base_among(self, asked: int) -> bool:
        """The same where so many models were tried on one book: the interval is wider, so that all of them together are
        wrong no more often than one would be (Bonferroni)."""
        gain = self.base_brier - self.brier
        lowest = self.gain_interval[0]
        if asked > 1:
            wider = NormalDist().inv_cdf(1 - 0.025 / asked) / NormalDist().inv_cdf(0.975)
            lowest = gain - wider * (gain - lowest)
        return lowest > 0 and gain >= LEAST_SKILL * self.base_brier


def held_out(
    copies: Any,
    won: Any,
    forecast: Callable[[Any, Any], Any],
    *,
    groups: Sequence[str] | None = None,
    times: Sequence[float] | None = None,
) -> Figures:
    """Forecast each deal from others: ``forecast(train, test)`` gives probabilities for positions ``test``."""
    bundle = together(copies, groups)
    if times is not None:
        chosen, probability, base = _forward(bundle, won, forecast, times)
        split = "past to future"
    else:
        chosen, (probability, base) = np.arange(len(won)), _crossed(bundle, won, forecast)
        split = f"{FOLDS} folds, copies together, {REPEATS} times"
    return measured(probability, base, won[chosen], bundle[chosen], split)


def measured(probability: Any, base: Any, won: Any, bundle: Any, split: str) -> Figures:
    """The figures of forecasts, with intervals from drawing whole groups."""
    bundle = np.unique(bundle, return_inverse=True)[1]
    truth = won.astype(float)
    gain = (base - truth) ** 2 - (probability - truth) ** 2
    random = np.random.default_rng(SEED)
    count = int(bundle.max()) + 1
    gains, aucs = [], []
    for _ in range(ROUNDS):
        weight = np.bincount(random.integers(0, count, count), minlength=count)[bundle]
        gains.append(float((gain * weight).sum() / weight.sum()))
        aucs.append(auc(probability, won, weight))
    return Figures(
        auc=auc(probability, won, np.ones(len(won))),
        auc_interval=_middle(aucs),
        brier=float(((probability - truth) ** 2).mean()),
        base_brier=float(((base - truth) ** 2).mean()),
        gain_interval=_middle(gains),
        ece=calibration_error(probability, truth),
        deals=len(won),
        groups=count,
        base_rate=float(truth.mean()),
        split=split,
    )


def together(copies: Any, groups: Sequence[str] | None) -> Any:
    """Bundles that must not be split: copies of one another, and what shares a group; chains of both are one bundle."""
    bundle = np.asarray(copies).copy()
    if groups is None:
        return bundle
    names = np.unique(list(groups), return_inverse=True)[1]
    while True:
        smallest = np.full(int(names.max()) + 1, len(bundle))
        np.minimum.at(smallest, names, bundle)
        lowered = smallest[names]
        by_copy = np.full(int(copies.max()) + 1, len(bundle))
        np.minimum.at(by_copy, copies, lowered)
        joined = by_copy[copies]
        if np.array_equal(joined, bundle):
            return bundle
        bundle = joined


def calibration_error(probability: Any, truth: Any) -> float:
    """Mean distance between what was said and what happened, over ten bins of equal width, weighted by their size."""
    place = np.minimum((probability * BINS).astype(int), BINS - 1)
    count = np.bincount(place, minlength=BINS)
    said, happened = (np.bincount(place, weights=values, minlength=BINS) for values in (probability, truth))
    return float(np.abs(said - happened).sum() / count.sum())


def auc(probability: Any, won: Any, weight: Any) -> float:
    _, place = np.unique(probability, return_inverse=True)
    lost, gained = (np.bincount(place, weights=weight * side) for side in (~won, won))
    pairs = lost.sum() * gained.sum()
    return float((gained * (np.cumsum(lost) - 0.5 * lost)).sum() / pairs) if pairs else 0.5


def _crossed(bundle: Any, won: Any, forecast: Callable[[Any, Any], Any]) -> tuple[Any, Any]:
    """Each bundle is forecast from the others, several times over; the mean is less dependent on how folds fell."""
    names, bundle = np.unique(bundle, return_inverse=True)
    folds = min(FOLDS, len(names))
    random = np.random.default_rng(SEED)
    probability, base = np.zeros((2, len(won)))
    for _ in range(REPEATS):
        fold = (random.permutation(len(names)) % folds)[bundle]
        for number in range(folds):
            train, test = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            base[test] += won[train].mean() / REPEATS
            probability[test] += _safe(forecast, train, test, won) / REPEATS
    return probability, base


def _forward(
    bundle: Any, won: Any, forecast: Callable[[Any, Any], Any], times: Sequence[float]
) -> tuple[Any, Any, Any]:
    """The later half in blocks, each from all that ended before it; a copy of a tested deal does not train.

    Unless that leaves nearly nothing: with two yes-or-no fields every deal is a copy of some other, by chance.
    """
    at = np.asarray(times)
    order = np.argsort(at, kind="stable")
    chosen, probability, base = [], [], []
    for block in np.array_split(order[len(order) // 2 :], BLOCKS):
        before = np.flatnonzero(at < at[block[0]])
        apart = before[~np.isin(bundle[before], bundle[block])]
        train = apart if len(apart) * 2 >= len(before) else before
        if len(train) < 2:
            continue
        chosen.append(block)
        base.append(np.full(len(block), won[train].mean()))
        probability.append(_safe(forecast, train, block, won))
    if not chosen:
        # All on one day: there is no past to learn from.
        return np.arange(len(won)), *_crossed(bundle, won, forecast)
    return np.concatenate(chosen), np.concatenate(probability), np.concatenate(base)


def _safe(forecast: Callable[[Any, Any], Any], train: Any, test: Any, won: Any) -> Any:
    """With one outcome only in training there is nothing to fit; its rate is the forecast."""
    if won[train].all() or not won[train].any():
        return np.full(len(test), float(won[train].mean()))
    return forecast(train, test)


def _middle(values: list[float]) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
