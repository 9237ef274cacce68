"""Seeded chance. Every draw goes through ``random()`` alone, whose sequence Python promises to keep."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """One stream of chance with a name: changing what one deal draws leaves every other deal as it was."""

    def __init__(self, *name: object) -> None:
        super().__init__(":".join(str(part) for part in name))

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.random() * len(options))]

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self.random() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        return low + self.random() * (high - low)

    def normal(self, mean: float = 0.0, deviation: float = 1.0) -> float:
        """Box and Muller's; the second value is thrown away so that no hidden state is carried between draws."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self.random()))
        return mean + deviation * radius * math.cos(2.0 * math.pi * self.random())

    def spread(self, median: float, sigma: float) -> float:
        """Log-normal: how waiting times and sums of money are spread."""
        return median * math.exp(self.normal(0.0, sigma))

    def poisson(self, mean: float) -> int:
        """Knuth's; for the small means used here."""
        limit, count, product = math.exp(-mean), 0, self.random()
        while product > limit:
            count += 1
            product *= self.random()
        return count

    def weighted(self, options: Sequence[T], weights: Sequence[float]) -> T:
        """One option, in proportion to its weight."""
        mark = self.random() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            mark -= weight
            if mark < 0:
                return option
        return options[-1]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """``count`` different options (all when there are fewer), in the order drawn."""
        left = list(options)
        return [left.pop(int(self.random() * len(left))) for _ in range(min(count, len(left)))]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        return self.some(options, len(options))
