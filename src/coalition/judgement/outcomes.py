"""How closed deals ended, by how well they were mapped and how many were engaged (E5).

Correlation: deals that go well last longer and are mapped better, so a difference is no effect of the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from coalition.judgement.figures import wilson

WARNING: Final = (
    "A comparison of different deals, not proof. Deals that go well last longer, so more people are met and written "
    "down: the map may follow the outcome as well as lead to it."
)
#: People with a role on the map from which a deal counts as mapped.
MAPPED_FROM = 3
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class ClosedDeal:
    """One deal that ended. ``people`` had a role on the map by then, ``engaged`` acted in its last 90 days."""

    won: bool
    days: int | None
    amount: float | None
    people: int
    engaged: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its count and 95 % interval. ``value`` None: too few to say."""

    count: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Deals of one kind. ``won`` is a share; ``days`` and ``amount`` are medians, of won deals."""

    key: str
    label: str
    deals: int
    won: Figure
    days: Figure
    amount: Figure


@dataclass(frozen=True, slots=True)
class Outcomes:
    deals: int
    by_map: tuple[Group, ...]
    by_engaged: tuple[Group, ...]
    warning: str = WARNING


_BY_MAP: tuple[tuple[str, str, Callable[[ClosedDeal], bool]], ...] = (
    ("mapped", f"Mapped: {MAPPED_FROM} or more people with a role", lambda deal: deal.people >= MAPPED_FROM),
    ("unmapped", f"Unmapped: fewer than {MAPPED_FROM}", lambda deal: deal.people < MAPPED_FROM),
)
_BY_ENGAGED: tuple[tuple[str, str, Callable[[ClosedDeal], bool]], ...] = (
    ("0", "Nobody engaged", lambda deal: deal.engaged == 0),
    ("1", "1 engaged", lambda deal: deal.engaged == 1),
    ("2", "2 engaged", lambda deal: deal.engaged == 2),
    ("3-4", "3 or 4 engaged", lambda deal: deal.engaged in (3, 4)),
    ("5+", "5 or more engaged", lambda deal: deal.engaged >= 5),
)


def outcomes(deals: Sequence[ClosedDeal], least: int) -> Outcomes:
    """Both comparisons; each figure from ``least`` deals on. The groups of one comparison share no deal."""
    return Outcomes(
        len(deals),
        tuple(_group(key, label, [d for d in deals if fits(d)], least) for key, label, fits in _BY_MAP),
        tuple(_group(key, label, [d for d in deals if fits(d)], least) for key, label, fits in _BY_ENGAGED),
    )


def _group(key: str, label: str, deals: Sequence[ClosedDeal], least: int) -> Group:
    won = [deal for deal in deals if deal.won]
    return Group(
        key,
        label,
        len(deals),
        _share(len(won), len(deals), least),
        median([float(deal.days) for deal in won if deal.days is not None], least),
        median([deal.amount for deal in won if deal.amount is not None], least),
    )


def _share(count: int, total: int, least: int) -> Figure:
    if total < least:
        return Figure(total, None, None, None)
    low, high = wilson(count, total)
    return Figure(total, count / total, low, high)


def median(values: Sequence[float], least: int) -> Figure:
    """The median with an interval from the order of the values alone, for amounts form no bell curve."""
    count = len(values)
    if count < max(least, 6):  # below six no two values of them hold the median at 95 %
        return Figure(count, None, None, None)
    ordered = sorted(values)
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    reach = _Z * math.sqrt(count) / 2
    low = max(0, math.floor(count / 2 - reach))
    high = min(count - 1, math.ceil(count / 2 + reach))
    return Figure(count, middle, ordered[low], ordered[high])
