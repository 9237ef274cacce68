"""How deals ended that met a rule, were let past it, or went past it elsewhere (D6). Counts with their interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coalition.judgement.figures import wilson


@dataclass(frozen=True, slots=True)
class WonShare:
    """Of the deals that are closed, so many were won. ``share`` None: too few to say."""

    won: int
    closed: int
    open: int
    share: float | None
    low: float
    high: float
    """Wilson's interval, 95 %."""


@dataclass(frozen=True, slots=True)
class RuleOutcomes:
    """The three ways past one rule. That they differ does not say that the rule made the difference."""

    met: WonShare
    waived: WonShare
    flagged: WonShare


def won_share(won: int, closed: int, still_open: int, least: int) -> WonShare:
    """The share with its interval, and no share where fewer than ``least`` are closed."""
    low, high = wilson(won, closed)
    return WonShare(won, closed, still_open, won / closed if closed and closed >= least else None, low, high)


def outcomes(counts: Mapping[str, tuple[int, int, int]], least: int) -> RuleOutcomes:
    """From (won, closed, open) of each way; a way nobody went counts nothing."""
    return RuleOutcomes(
        **{way: won_share(*counts.get(way, (0, 0, 0)), least=least) for way in ("met", "waived", "flagged")}
    )
