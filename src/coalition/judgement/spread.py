"""How far members of a group differ beyond chance: means shrunk, and nobody marked by luck (E4).

A seller with three deals has an extreme mean by chance alone. Each mean is therefore pulled towards the group's by how
little it rests on, and somebody is marked only where the interval, widened for the number of members looked at, leaves
the group's mean out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coalition.judgement.figures import z_for

Mark = Literal["", "above", "below", "too_few"]


@dataclass(frozen=True, slots=True)
class Member:
    """One member. ``value`` is the shrunk mean, ``low`` and ``high`` hold at 95 % over all members; None: too few."""

    key: str
    count: int
    mean: float
    value: float | None
    low: float | None
    high: float | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Spread:
    """``best_to_weakest`` is between shrunk means; None where fewer than two members have enough to say."""

    count: int
    mean: float | None
    members: tuple[Member, ...]
    best_to_weakest: float | None


def spread(values: Mapping[str, Sequence[float]], least: int) -> Spread:
    """Members by key, from ``least`` values on. Shifting all values shifts the means and no mark."""
    every = [value for found in values.values() for value in found]
    if not every:
        return Spread(0, None, (), None)
    enough = {key: found for key, found in values.items() if len(found) >= max(2, least)}
    within = _within(values)
    between = _between(enough, within)
    mean = _mean(every)
    looked = z_for(0.95, len(enough))
    members = tuple(
        _member(key, values[key], mean, within, between, looked, key in enough) for key in sorted(values) if values[key]
    )
    said = [member.value for member in members if member.value is not None]
    return Spread(len(every), mean, members, max(said) - min(said) if len(said) > 1 else None)


def _member(
    key: str, found: Sequence[float], mean: float, within: float, between: float, z: float, enough: bool
) -> Member:
    own = _mean(found)
    if not enough:
        return Member(key, len(found), own, None, None, None, "too_few")
    noise = within / len(found)
    trust = between / (between + noise) if between + noise > 0 else 0.0
    value = mean + trust * (own - mean)
    half = z * math.sqrt(noise)
    # The mark asks about the mean as it is; the shrunk one would need no interval of its own width.
    apart = between > 0 and abs(own - mean) > half
    mark: Mark = ("above" if own > mean else "below") if apart else ""
    return Member(key, len(found), own, value, value - half, value + half, mark)


def _within(groups: Mapping[str, Sequence[float]]) -> float:
    """The variance around each one's own mean, pooled over all who have two values or more; 0 where nobody has."""
    several = [found for found in groups.values() if len(found) > 1]
    freedom = sum(map(len, several)) - len(several)
    squares = math.fsum((value - _mean(found)) ** 2 for found in several for value in found)
    return squares / freedom if freedom else 0.0


def _between(groups: Mapping[str, Sequence[float]], within: float) -> float:
    """The variance of true means, by the method of moments; less than none is none."""
    total, members = sum(map(len, groups.values())), len(groups)
    if members < 2:
        return 0.0
    grand = _mean([value for found in groups.values() for value in found])
    among = math.fsum(len(found) * (_mean(found) - grand) ** 2 for found in groups.values()) / (members - 1)
    usual = (total - sum(len(found) ** 2 for found in groups.values()) / total) / (members - 1)
    return max(0.0, (among - within) / usual)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
