"""Agreement map: where the buyers will not agree, compared pair by pair (B13)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from coalition.judgement.frame import Frame

# Beyond these the list serves nobody; ``left_out`` says how many pairs were compared and not listed.
MOST_PAIRS = 60
MOST_PEOPLE = 120
LEANS = 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people compared. Each of the three is -1 (apart) .. 1 (together), None where there is nothing to compare."""

    contact_ids: tuple[str, str]
    agreement: float
    """Mean of what can be compared."""
    criteria: float | None
    concerns: float | None
    votes: float | None
    shared_ids: tuple[str, ...]
    """Insights both hold."""
    apart_ids: tuple[str, ...]
    """Criteria and concerns that one holds and the other does not."""
    lines: tuple[str, ...]
    """Ally and conflict lines between the two; they are shown, and do not count as an opinion."""


@dataclass(frozen=True, slots=True)
class Divide:
    """A criterion or concern whose holders stand otherwise on us than the rest."""

    insight_id: str
    text: str
    contact_ids: tuple[str, ...]
    support_of_holders: float
    support_of_others: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """``mean`` over all pairs that can be compared; None: nothing to compare. ``pairs``: most apart first."""

    mean: float | None
    compared: int
    pairs: tuple[Pair, ...]
    left_out: int
    divides: tuple[Divide, ...]
    not_assessed: tuple[str, ...]
    """People of whom neither a criterion, a concern nor a stance is known."""


def agreement(frame: Frame) -> Agreement:
    """Compares everybody of whom something is known; on a very large map the most influential of them."""
    criteria, concerns = _held(frame, "criterion"), _held(frame, "concern")
    known = [p for p in frame.people if _known(frame, p.contact_id, criteria, concerns)]
    compared = sorted(known, key=lambda p: (-frame.weights[p.contact_id], p.contact_id))[:MOST_PEOPLE]
    lines = _lines(frame)
    pairs = []
    for one, other in combinations(sorted(p.contact_id for p in compared), 2):
        pair = _pair(frame, one, other, criteria, concerns, lines)
        if pair is not None:
            pairs.append(pair)
    pairs.sort(key=lambda pair: (pair.agreement, pair.contact_ids))
    known_ids = {person.contact_id for person in known}
    return Agreement(
        mean=sum(pair.agreement for pair in pairs) / len(pairs) if pairs else None,
        compared=len(pairs),
        pairs=tuple(pairs[:MOST_PAIRS]),
        left_out=max(0, len(pairs) - MOST_PAIRS),
        divides=_divides(frame),
        not_assessed=tuple(p.contact_id for p in frame.people if p.contact_id not in known_ids),
    )


def _held(frame: Frame, kind: str) -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for insight in frame.snapshot.insights:
        if insight.kind == kind:
            for contact_id in insight.contact_ids:
                held[contact_id].add(insight.id)
    return {key: frozenset(ids) for key, ids in held.items()}


def _known(frame: Frame, key: str, criteria: dict[str, frozenset[str]], concerns: dict[str, frozenset[str]]) -> bool:
    return key in criteria or key in concerns or frame.supports[key] is not None


def _lines(frame: Frame) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in frame.snapshot.lines:
        if line.kind in ("ally", "conflict"):
            found[(min(line.from_id, line.to_id), max(line.from_id, line.to_id))].append(line.id)
    return {pair: tuple(sorted(ids)) for pair, ids in found.items()}


def _pair(
    frame: Frame,
    one: str,
    other: str,
    criteria: dict[str, frozenset[str]],
    concerns: dict[str, frozenset[str]],
    lines: dict[tuple[str, str], tuple[str, ...]],
) -> Pair | None:
    empty: frozenset[str] = frozenset()
    mine, theirs = criteria.get(one, empty), criteria.get(other, empty)
    fears, their_fears = concerns.get(one, empty), concerns.get(other, empty)
    parts = (
        _overlap(mine, theirs),
        _overlap(fears, their_fears),
        _together(frame.supports[one], frame.supports[other]),
    )
    known = [part for part in parts if part is not None]
    if not known:
        return None
    shared = (mine & theirs) | (fears & their_fears)
    # Only where both were asked is a difference one: a criterion nobody asked the other about divides nobody.
    apart = (mine ^ theirs if mine and theirs else empty) | (fears ^ their_fears if fears and their_fears else empty)
    return Pair(
        (one, other),
        sum(known) / len(known),
        *parts,
        tuple(sorted(shared)),
        tuple(sorted(apart)),
        lines.get((one, other), ()),
    )


def _overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    """Jaccard on -1..1; None unless something is known of both."""
    if not one or not other:
        return None
    return 2.0 * len(one & other) / len(one | other) - 1.0


def _together(one: float | None, other: float | None) -> float | None:
    """1: same stance, -1: one fully for and the other fully against."""
    return None if one is None or other is None else 1.0 - abs(one - other)


def _divides(frame: Frame) -> tuple[Divide, ...]:
    found = []
    for insight in frame.snapshot.insights:
        if insight.kind not in ("criterion", "concern"):
            continue
        holders = {key for key in insight.contact_ids if frame.supports.get(key) is not None}
        others = {key for key, support in frame.supports.items() if support is not None and key not in holders}
        if not holders or not others:
            continue
        ours, theirs = _mean(frame, holders), _mean(frame, others)
        # Holders lean one way and the rest the other. One side that stands in the middle is no divide.
        if ours * theirs < 0 and min(abs(ours), abs(theirs)) >= LEANS:
            found.append(Divide(insight.id, insight.text, tuple(sorted(holders)), ours, theirs))
    return tuple(sorted(found, key=lambda d: (-abs(d.support_of_holders - d.support_of_others), d.insight_id)))


def _mean(frame: Frame, keys: set[str]) -> float:
    weight = sum(frame.weights[key] for key in sorted(keys))
    return sum(frame.weights[key] * (frame.supports[key] or 0.0) for key in sorted(keys)) / weight
