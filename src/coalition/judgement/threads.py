"""Threads: on how many people the conversation really rests, and what is left when one of them leaves (B5)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coalition.judgement.consensus import Consensus
from coalition.judgement.coverage import UNNAMED, Coverage, holders_of, level_of, score_of
from coalition.judgement.frame import Frame
from coalition.judgement.gate import Gate
from coalition.judgement.missing_roles import Role
from coalition.judgement.people import Stakeholder
from coalition.judgement.words import ENGAGED_RANK, LEVEL_RANK


@dataclass(frozen=True, slots=True)
class Loss:
    """What is left without this person."""

    contact_id: str
    coverage: float | None
    coverage_lost: float
    """Points of coverage that go with them."""
    share_lost: float
    """The same as a share of what there is, 0..1."""
    consensus: float | None
    consensus_change: float | None
    roles_lost: tuple[str, ...]
    """Personas that keep no engaged holder."""
    gates_lost: tuple[str, ...]
    """Conditions of the next stage that would no longer be met."""


@dataclass(frozen=True, slots=True)
class Threads:
    """``effective`` as SCORING 4; None when nobody's interaction is known. ``shares`` add up to 1."""

    effective: float | None
    shares: Mapping[str, float]
    losses: tuple[Loss, ...]
    """Worst first; people whose leaving changes nothing are left out."""
    single_thread_risk: float | None
    """0..100: the greatest share of coverage that leaves with one person; None when there is no coverage to lose."""
    rests_on: tuple[str, ...]
    """The person whose leaving is that worst case."""


def shares_of(people: Iterable[Stakeholder]) -> dict[str, float] | None:
    """Each engaged person's share of the two-way interaction; None when nobody's engagement is known."""
    people = tuple(people)
    if people and not any(person.engagement.level for person in people):
        return None
    amounts = {p.contact_id: p.engagement.two_way_90 or 0.0 for p in people if p.is_engaged}
    total = math.fsum(amounts.values())
    if not total:
        # Levels without amounts (an import, a bare snapshot): all that can be said is who takes part.
        return {key: 1.0 / len(amounts) for key in amounts}
    return {key: amount / total for key, amount in amounts.items()}


def effective_threads(shares: Mapping[str, float] | None) -> float | None:
    """``1 / sum(p_i^2)``: n people who take equal part are n threads, one who does nearly all is little more than 1."""
    if shares is None:
        return None
    return 1.0 / math.fsum(share * share for share in shares.values()) if shares else 0.0


def threads(
    frame: Frame, roles: tuple[Role, ...], covered: Coverage, agreed: Consensus, open_gates: tuple[Gate, ...]
) -> Threads:
    """Leaves each person out in turn. Only who stands deepest in some role can move coverage, so this is linear."""
    shares = shares_of(frame.people)
    without = _coverage_without(frame, roles, covered)
    losses = []
    for person in frame.people:
        loss = _loss(person, frame, covered, agreed, open_gates, without)
        silenced = agreed.mean is not None and loss.consensus is None
        moved = silenced or abs(loss.consensus_change or 0.0) > 1e-9
        if moved or loss.coverage_lost or loss.gates_lost or loss.roles_lost:
            losses.append(loss)
    losses.sort(key=lambda loss: (-loss.share_lost, -len(loss.gates_lost), loss.consensus_change or 0, loss.contact_id))
    worst = losses[0] if losses and losses[0].share_lost > 0 else None
    return Threads(
        effective=effective_threads(shares),
        shares=shares or {},
        losses=tuple(losses),
        single_thread_risk=(100.0 * worst.share_lost if worst else 0.0) if covered.score else None,
        rests_on=(worst.contact_id,) if worst else (),
    )


def _coverage_without(
    frame: Frame, roles: tuple[Role, ...], covered: Coverage
) -> dict[str, tuple[float | None, tuple[str, ...]]]:
    """Coverage, and roles lost, without each person who is some role's deepest holder."""
    holders = holders_of(frame.people, roles)
    leaders = {found[0].contact_id for found in holders.values() if found}
    result = {}
    for leader in leaders:
        levels, lost = [], []
        for role, now in zip(roles, covered.roles, strict=True):
            left = [person for person in holders[role.persona][:2] if person.contact_id != leader]
            level = level_of(left) if left else UNNAMED
            levels.append((role, level))
            if now.is_engaged and LEVEL_RANK.get(level, 0) < ENGAGED_RANK:
                lost.append(role.persona)
        result[leader] = (score_of(levels, frame.settings), tuple(lost))
    return result


def _loss(
    person: Stakeholder,
    frame: Frame,
    covered: Coverage,
    agreed: Consensus,
    open_gates: tuple[Gate, ...],
    without: Mapping[str, tuple[float | None, tuple[str, ...]]],
) -> Loss:
    key = person.contact_id
    coverage, roles_lost = without.get(key, (covered.score, ()))
    # A role whose only holder was never assessed falls out of the mean: that is no loss of coverage.
    lost = (covered.score or 0.0) - (coverage or 0.0)
    lost = lost if lost > 1e-9 else 0.0
    mean = consensus_without(frame, agreed, key)
    return Loss(
        contact_id=key,
        coverage=coverage,
        coverage_lost=lost,
        share_lost=lost / covered.score if covered.score else 0.0,
        consensus=mean,
        consensus_change=None if mean is None or agreed.mean is None else mean - agreed.mean,
        roles_lost=roles_lost,
        gates_lost=tuple(gate.key for gate in open_gates if gate.met and not gate.met_without(key)),
    )


def consensus_without(frame: Frame, agreed: Consensus, contact_id: str) -> float | None:
    """The mean without one person, from the sums; None when they were the only one known."""
    support, weight = frame.supports[contact_id], frame.weights[contact_id]
    if support is None or agreed.mean is None or agreed.known_share is None:
        return agreed.mean
    rest = frame.known_weight - weight
    return (agreed.mean * frame.known_weight - weight * support) / rest if rest > 1e-9 else None
