"""Did a deal's map change after a coaching action, against similar deals without one in the same weeks (E3)?

Each action is compared with deals of the same segment and stage over the same span. The measure is how many more
people are engaged at the end than at the start. A comparison, not proof: who gets an action is no accident.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coalition.judgement.figures import mean_interval, z_for

#: An action without this many deals to compare with is left out: one neighbour is no comparison.
LEAST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class ActionCase:
    """One action: the change on its deal, and on each deal it is compared with."""

    change: float
    compared: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ActionEffect:
    """People engaged more than on the deals compared with, per action. None: too few to say."""

    actions: int
    deals_compared: int
    difference: float | None
    low: float | None
    high: float | None
    """95 % interval of the mean."""


def action_effect(cases: Sequence[ActionCase], least: int) -> ActionEffect:
    """The mean over actions of (its change minus the mean change of those compared), from ``least`` actions on."""
    usable = [case for case in cases if len(case.compared) >= LEAST_COMPARED]
    compared = sum(len(case.compared) for case in usable)
    if len(usable) < max(least, 2):
        return ActionEffect(len(usable), compared, None, None, None)
    gains = [case.change - math.fsum(case.compared) / len(case.compared) for case in usable]
    mean, low, high = mean_interval(gains, z_for())
    return ActionEffect(len(gains), compared, mean, low, high)
