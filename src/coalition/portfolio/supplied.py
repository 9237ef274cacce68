"""What a snapshot holds that is kept above the portfolio: the rules of its stages, and what reviews left behind.

Imports walk one way, so the portfolio cannot ask the folders that keep these; each says at start how to ask it. With
nobody to ask, a snapshot holds no rule and no review.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from coalition.judgement.gate_rules import GateRule
from coalition.judgement.snapshot import ReviewFacts
from coalition.record.models import Opportunity

T = TypeVar("T")
Supplier = Callable[[Sequence[Opportunity], datetime, bool], Mapping[int, T]]
"""Deals (with account and stage), a moment, and whether it is past in; a value by internal id out, in a few queries.

Of a past moment only what was recorded by then counts, in the version it had."""


class Supply(Generic[T]):
    """One kind of value and who supplies it."""

    def __init__(self, without: T) -> None:
        self._without = without
        self._ask: Supplier[T] | None = None

    def comes_from(self, supplier: Supplier[T]) -> None:
        """Say whom to ask. Called once, when the application starts."""
        self._ask = supplier

    def of(self, deals: Sequence[Opportunity], as_of: datetime, *, past: bool = False) -> dict[int, T]:
        """The value of every deal as it was known at ``as_of``."""
        found = self._ask(deals, as_of, past) if self._ask and deals else {}
        return {deal.pk: found.get(deal.pk, self._without) for deal in deals}


GATE_RULES: Supply[tuple[GateRule, ...]] = Supply(())
REVIEWS: Supply[ReviewFacts] = Supply(ReviewFacts())
