"""Consensus: the influence-weighted support of the buying group, its spread, and who may block it (B7, SCORING 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coalition.judgement.frame import Frame
from coalition.judgement.people import Stakeholder


@dataclass(frozen=True, slots=True)
class Opinion:
    """Where one person stands. ``points`` of all known ones add up to the consensus."""

    contact_id: str
    support: float | None
    """-1..1; None: not known."""
    source: str
    """``vote``, ``sentiment`` or empty."""
    share: float
    """Their part of the group's influence."""
    points: float


@dataclass(frozen=True, slots=True)
class Stances:
    """Shares of the group's influence; they add up to 1 unless nobody is there."""

    supporting: float
    neutral: float
    against: float
    unknown: float


@dataclass(frozen=True, slots=True)
class Consensus:
    """``mean`` and ``spread`` -1..1 over those whose stance is known; None when too few are (1 for mean, 2 for spread).

    ``reached``: the mean is over the threshold, enough of the influence is known, no holder of a veto is against, and
    all required approvals are given.
    """

    mean: float | None
    spread: float | None
    known_share: float | None
    stances: Stances
    opinions: tuple[Opinion, ...]
    blocking: tuple[str, ...]
    """Contacts who hold a veto and are against."""
    required: tuple[str, ...]
    """Contacts who must approve."""
    missing_approvals: tuple[str, ...]
    reached: bool


def must_approve(frame: Frame, person: Stakeholder) -> bool:
    """They hold an approving vote, tick approval power, or hold a persona whose approval every deal needs."""
    return (
        person.indicators.vote_kind == "approve"
        or person.ticks.approval_power is True
        or any(persona in frame.settings.approving_personas for persona in person.personas)
    )


def consensus(frame: Frame) -> Consensus:
    """Where the group stands. What is unknown is neither for nor against: it lowers ``known_share``, not the mean."""
    settings, supports, weights = frame.settings, frame.supports, frame.weights
    known = [(weights[key], support) for key, support in supports.items() if support is not None]
    all_weight = math.fsum(weights.values())
    known_weight = math.fsum(weight for weight, _ in known)
    opinions = tuple(_opinion(frame, person, all_weight, known_weight) for person in frame.people)
    mean = sum(opinion.points for opinion in opinions) if known else None
    blocking = tuple(p.contact_id for p in frame.people if blocks(frame, p))
    required = tuple(p.contact_id for p in frame.people if must_approve(frame, p))
    missing = tuple(key for key in required if not supports_us(frame, key))
    known_share = known_weight / all_weight if all_weight else None
    return Consensus(
        mean=mean,
        spread=_spread(known, mean, known_weight),
        known_share=known_share,
        stances=stances(frame),
        opinions=opinions,
        blocking=blocking,
        required=required,
        missing_approvals=missing,
        reached=(
            mean is not None
            and known_share is not None
            and mean >= settings.consensus_threshold - 1e-9
            and known_share >= settings.least_known_share - 1e-9
            and not blocking
            and not missing
        ),
    )


def supports_us(frame: Frame, contact_id: str) -> bool:
    """For us; somebody whose stance is unknown is not."""
    return frame.side(contact_id) == "for"


def is_against(frame: Frame, contact_id: str) -> bool:
    return frame.side(contact_id) == "against"


def blocks(frame: Frame, person: Stakeholder) -> bool:
    return person.indicators.vote_kind == "veto" and is_against(frame, person.contact_id)


def stances(frame: Frame) -> Stances:
    """The group's influence by stance; all zero on an empty map."""
    total = math.fsum(frame.weights.values())
    sums = {"for": 0.0, "neutral": 0.0, "against": 0.0, "unknown": 0.0}
    for key, weight in frame.weights.items():
        sums[frame.side(key)] += weight / total
    return Stances(sums["for"], sums["neutral"], sums["against"], sums["unknown"])


def _spread(known: list[tuple[float, float]], mean: float | None, total: float) -> float | None:
    if mean is None or len(known) < 2:
        return None
    return math.sqrt(math.fsum(weight * (support - mean) ** 2 for weight, support in known) / total)


def _opinion(frame: Frame, person: Stakeholder, all_weight: float, known_weight: float) -> Opinion:
    support, weight = frame.supports[person.contact_id], frame.weights[person.contact_id]
    source = "" if support is None else "vote" if person.indicators.vote else "sentiment"
    points = 0.0 if support is None else support * weight / known_weight
    return Opinion(person.contact_id, support, source, weight / all_weight, points)
