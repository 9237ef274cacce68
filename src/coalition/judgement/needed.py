"""Needed for yes: the smallest set of people whose move to supportive makes a collective yes (SCORING 4).

Exact for a group of any size, in ``n log n``. A move to supportive does three things, and each adds up over people: it
lifts the sum ``weight * (support - threshold)``, it makes an unknown stance known, and it frees a veto or gives an
approval. The last is forced: those people are in every solution. Among the others only two orders matter:

* of the people whose stance is known, the k with the greatest lift are as good as any k;
* of those unknown, lift and share known both grow with weight, so the u heaviest are as good as any u.

So it is enough to try each u with the least k that does: no search over subsets. Of the smallest sets so found it takes
the one with the greatest lift.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from coalition.judgement.consensus import Consensus
from coalition.judgement.frame import Frame

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Needed:
    """Who must still be won. ``contact_ids`` is empty when the yes is there; None when there is nobody to decide."""

    contact_ids: tuple[str, ...] | None
    forced: tuple[str, ...]
    """Of those, the ones nobody can stand in for: they block, or must approve."""
    mean_after: float | None


@dataclass(frozen=True, slots=True)
class _Move:
    contact_id: str
    lift: float
    weight: float


def needed_for_yes(frame: Frame, now: Consensus) -> Needed:
    """The smallest set to win over, as of ``now``."""
    if not frame.people:
        return Needed(None, (), None)
    if now.reached:
        return Needed((), (), now.mean)
    forced = tuple(sorted({*now.blocking, *now.missing_approvals}))
    start = _Standing(frame, forced)
    known = [_move(frame, key) for key, s in frame.supports.items() if key not in forced and s is not None]
    unknown = [_move(frame, key) for key, s in frame.supports.items() if key not in forced and s is None]
    chosen = _smallest(start, [move for move in known if move.lift > 0], unknown)
    contact_ids = (*forced, *(move.contact_id for move in chosen))
    return Needed(contact_ids, forced, _Standing(frame, contact_ids).mean)


class _Standing:
    """The group after some were won over."""

    def __init__(self, frame: Frame, won: Sequence[str]) -> None:
        settings = frame.settings
        moved = set(won)
        after = {
            key: max(support or 0.0, settings.support_when_won) if key in moved else support
            for key, support in frame.supports.items()
        }
        known = [(frame.weights[key], support) for key, support in after.items() if support is not None]
        self.known_weight = math.fsum(weight for weight, _ in known)
        self.mean = math.fsum(w * s for w, s in known) / self.known_weight if known else None
        self.surplus = math.fsum(w * (s - settings.consensus_threshold) for w, s in known)
        self.to_know = math.fsum(frame.weights.values()) * settings.least_known_share - self.known_weight


def _move(frame: Frame, contact_id: str) -> _Move:
    settings, support, weight = frame.settings, frame.supports[contact_id], frame.weights[contact_id]
    before = settings.consensus_threshold if support is None else support
    return _Move(contact_id, weight * (settings.support_when_won - before), weight)


def _smallest(start: _Standing, known: list[_Move], unknown: list[_Move]) -> list[_Move]:
    known.sort(key=lambda move: (-move.lift, move.contact_id))
    unknown.sort(key=lambda move: (-move.weight, move.contact_id))
    lifts = [0.0, *accumulate(move.lift for move in known)]
    k = len(known)
    best = (len(known) + len(unknown), 0.0, len(unknown), k)  # winning everybody over always makes a yes
    gained = learned = 0.0
    for u in range(len(unknown) + 1):
        if u:
            gained += unknown[u - 1].lift
            learned += unknown[u - 1].weight
        if learned < start.to_know - _SLACK or start.surplus + gained + lifts[k] < -_SLACK:
            continue
        # More unknown people won never needs more known ones, so k only ever falls.
        while k and start.surplus + gained + lifts[k - 1] >= -_SLACK:
            k -= 1
        best = min(best, (u + k, -(gained + lifts[k]), u, k))
    _, _, u, k = best
    return [*known[:k], *unknown[:u]]
