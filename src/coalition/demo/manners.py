"""How somebody of theirs behaves towards us, given how they feel about the deal.

The simulation's own law, and deliberately not the scorer's: a warm person answers sooner and more often, accepts,
starts conversations, reads what we send and passes it on; a cold one does the opposite. Chance blurs all of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from coalition.demo.people import Contact


@dataclass(frozen=True, slots=True)
class Phase:
    """How one seat behaves from ``day`` on. ``pace`` counts conversations a week that centre on the person.

    ``courtesy`` keeps answers coming however cold the person is; ``silence`` (0 to 1) takes them away however warm.
    """

    day: int
    warmth: float
    pace: float
    courtesy: float = 0.0
    silence: float = 0.0


@dataclass(frozen=True, slots=True)
class Manner:
    """Chances, and the usual working hours to an answer."""

    reply: float
    hours: float
    accept: float
    start: float
    forward: float
    view: float
    depth_seconds: float
    connect: float


def manner(contact: Contact, phase: Phase) -> Manner:
    w, loud = phase.warmth, 1.0 - phase.silence
    aloof = 0.06 * (2 - contact.rank) if contact.rank < 2 else 0.0
    reply = max(0.66 + 0.30 * w - aloof, phase.courtesy)
    return Manner(
        reply=_share(reply * loud),
        hours=contact.tempo * math.exp(-0.85 * w + 1.5 * phase.silence),
        accept=_share((0.69 + 0.31 * w - aloof) * loud),
        start=_share((0.27 + 0.26 * w - aloof) * loud),
        forward=_share((0.05 + 0.13 * w) * loud),
        view=_share((0.52 + 0.36 * w) * loud),
        depth_seconds=150.0 * math.exp(0.9 * w),
        connect=_share((0.55 + 0.25 * w - aloof) * loud),
    )


def _share(value: float) -> float:
    return min(0.97, max(0.0, value))
