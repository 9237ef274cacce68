"""Which roles this deal should have by now: what comparable won deals had engaged, else the template (B8)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from coalition.judgement.figures import wilson
from coalition.judgement.frame import Frame
from coalition.judgement.settings import JudgementSettings
from coalition.judgement.snapshot import Comparable, DealFacts, ExpectedRole

_SEAT_IMPORTANCE = 2


@dataclass(frozen=True, slots=True)
class Role:
    """A role expected by this stage, with the figure that makes it expected (None where the template does)."""

    persona: str
    name: str
    importance: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    engaged_in: int = 0
    """Number of the compared deals that had it engaged by this stage."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A won deal this one was compared with; ``distance`` 0 is alike in all."""

    deal_id: str
    name: str
    distance: float


@dataclass(frozen=True, slots=True)
class MissingRole:
    """An expected role without an engaged holder. ``named``: somebody holds it, but is not engaged."""

    persona: str
    name: str
    importance: int
    named: bool
    contact_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected and why. ``basis`` is ``comparables`` or ``template``; ``why`` says it in words."""

    basis: str
    why: str
    roles: tuple[Role, ...]
    compared: tuple[Compared, ...]
    missing: tuple[MissingRole, ...]


def distance(deal: DealFacts, other: Comparable) -> float:
    """0 (alike) .. 1, over segment, size, industry and type. What either side does not know counts as half unlike."""
    return (
        0.35 * _unlike(deal.segment, other.segment)
        + 0.30 * _size_gap(deal.amount, other.amount)
        + 0.20 * _unlike(deal.industry, other.industry)
        + 0.15 * _unlike(deal.kind, other.kind)
    )


def _unlike(one: str, other: str) -> float:
    if not one or not other:
        return 0.5
    # Most are spelled alike, and this runs for every won deal of every deal judged.
    return 0.0 if one == other else float(one.casefold() != other.casefold())


def _size_gap(one: float | None, other: float | None) -> float:
    """A tenfold amount is fully unlike; the log makes 10 to 20 thousand the same step as 10 to 20 million."""
    if not one or not other or one < 0 or other < 0:
        return 0.5
    return min(1.0, abs(math.log10(one / other)))


def nearest(deal: DealFacts, others: Iterable[Comparable], settings: JudgementSettings) -> tuple[Compared, ...]:
    """The closest won deals within the greatest distance, nearest first; a deal is not compared with itself."""
    found = [
        Compared(other.deal_id, other.name, gap)
        for other in others
        if other.deal_id != deal.id and (gap := distance(deal, other)) <= settings.greatest_distance
    ]
    found.sort(key=lambda compared: (compared.distance, compared.deal_id))
    return tuple(found[: settings.nearest_comparables])


def expectation(frame: Frame) -> Expectation:
    """The roles expected by the deal's stage, and which of them nobody engaged holds."""
    snapshot, settings = frame.snapshot, frame.settings
    compared = nearest(snapshot.deal, snapshot.comparables, settings)
    counts = _Counts(frame, compared)
    too_few = len(compared) < settings.least_comparables
    name, template = _template(frame)
    if too_few or not counts.has_roles:
        roles, basis = _from_template(frame, template), "template"
        reason = (
            f"Only {len(compared)} similar won deals; {settings.least_comparables} are needed to compare"
            if too_few
            else f"The {len(compared)} similar won deals have no role in common"
        )
        why = f"{reason}, so the roles are those of the template {name!r}."
    else:
        roles, basis = _from_comparables(frame, counts, template), "comparables"
        why = f"Compared with {len(compared)} similar won deals."
    roles = (*roles, *_from_seats(frame, {role.persona for role in roles}))
    missing = tuple(m for role in roles if (m := _missing(frame, role, len(compared))) is not None)
    return Expectation(basis, why, roles, compared if basis == "comparables" else (), missing)


class _Counts:
    """In how many of the compared deals each role was engaged, by this stage and ever."""

    def __init__(self, frame: Frame, compared: tuple[Compared, ...]) -> None:
        chosen = {deal.deal_id for deal in compared}
        stage, barred = frame.snapshot.deal.stage_position, frame.settings.never_expected
        self.total = len(chosen)
        self.least = frame.settings.expected_share * self.total - 1e-9
        ever: Counter[str] = Counter()
        self.by_now: Counter[str] = Counter()
        for other in frame.snapshot.comparables:
            if other.deal_id in chosen:
                ever.update(persona for persona in other.engaged_from if persona not in barred)
                self.by_now.update(p for p, since in other.engaged_from.items() if since <= stage and p not in barred)
        # Without any common role at any stage, roles were not kept on those deals; none *yet* is an answer.
        self.has_roles = any(count >= self.least for count in ever.values())


def _from_comparables(frame: Frame, counts: _Counts, template: tuple[ExpectedRole, ...]) -> tuple[Role, ...]:
    importance = {role.persona: role.importance for role in template}
    total = counts.total
    roles = [
        Role(
            persona,
            frame.persona_name(persona),
            importance.get(persona) or _importance(count / total),
            count / total,
            *wilson(count, total),
            count,
        )
        for persona, count in counts.by_now.items()
        if count >= counts.least
    ]
    return tuple(sorted(roles, key=lambda role: (-role.importance, -role.engaged_in, role.persona)))


def _importance(share: float) -> int:
    return 3 if share >= 0.9 else 2 if share >= 0.75 else 1


def _template(frame: Frame) -> tuple[str, tuple[ExpectedRole, ...]]:
    given = frame.snapshot.template
    chosen = given if given.roles else frame.settings.template
    return chosen.name or "default", chosen.roles


def _from_template(frame: Frame, template: tuple[ExpectedRole, ...]) -> tuple[Role, ...]:
    stage = frame.snapshot.deal.stage_position
    return tuple(
        Role(role.persona, frame.persona_name(role.persona), role.importance)
        for role in sorted(template, key=lambda role: (-role.importance, role.persona))
        if role.from_stage <= stage
    )


def _from_seats(frame: Frame, known: set[str]) -> tuple[Role, ...]:
    """Who keeps a seat free for a persona expects it, whatever other deals had."""
    hoped = dict.fromkeys(key for seat in frame.snapshot.seats for key in seat.personas if key not in known)
    return tuple(Role(key, frame.persona_name(key), _SEAT_IMPORTANCE) for key in hoped)


def _missing(frame: Frame, role: Role, compared: int) -> MissingRole | None:
    holders = [person for person in frame.people if role.persona in person.personas]
    if any(person.is_engaged for person in holders):
        return None
    reason = (
        _unshared(frame, role)
        if role.share is None
        else f"{role.engaged_in} of {compared} similar won deals had it engaged by this stage ({role.share:.0%})."
    )
    return MissingRole(
        role.persona, role.name, role.importance, bool(holders), tuple(h.contact_id for h in holders), reason
    )


def _unshared(frame: Frame, role: Role) -> str:
    kept_free = any(role.persona in seat.personas for seat in frame.snapshot.seats)
    return "An empty seat waits for it." if kept_free else "Expected by the template."
