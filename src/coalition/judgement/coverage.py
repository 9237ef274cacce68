"""Coverage: for each expected role the deepest engagement among its holders. Depth before breadth (SCORING 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.judgement.frame import Frame
from coalition.judgement.missing_roles import Role
from coalition.judgement.people import Stakeholder
from coalition.judgement.settings import JudgementSettings
from coalition.judgement.words import ENGAGED_RANK, LEVEL_RANK

UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """One expected role. ``level`` is that of its deepest holder; ``unnamed``: nobody holds it; empty: not assessed."""

    persona: str
    name: str
    importance: int
    level: str
    contact_ids: tuple[str, ...]
    """Holders, deepest first."""
    points: float
    """What it adds to the score; the points of all roles add up to it."""

    @property
    def is_engaged(self) -> bool:
        return LEVEL_RANK.get(self.level, 0) >= ENGAGED_RANK


@dataclass(frozen=True, slots=True)
class Coverage:
    """``score`` 0..100 over the roles that could be assessed; None when there is none."""

    score: float | None
    engaged_share: float | None
    """Share of the expected roles, by importance, with an engaged holder."""
    roles: tuple[RoleCoverage, ...]
    not_assessed: int
    engaged_contact_ids: tuple[str, ...]

    @property
    def engaged(self) -> int:
        return len(self.engaged_contact_ids)


def holders_of(people: Sequence[Stakeholder], roles: Sequence[Role]) -> dict[str, list[Stakeholder]]:
    """Per expected role its holders, deepest first; equals by engagement score, then by id."""
    holders: dict[str, list[Stakeholder]] = {role.persona: [] for role in roles}
    for person in people:
        for persona in dict.fromkeys(person.personas):
            if persona in holders:
                holders[persona].append(person)
    for found in holders.values():
        found.sort(key=depth)
    return holders


def depth(person: Stakeholder) -> tuple[int, float, str]:
    """Sorts the deepest relationship first."""
    return (-LEVEL_RANK[person.engagement.level], -(person.engagement.score or 0.0), person.contact_id)


def level_of(holders: Sequence[Stakeholder]) -> str:
    """The level of the deepest holder."""
    return holders[0].engagement.level if holders else UNNAMED


def role_points(level: str, settings: JudgementSettings) -> float | None:
    """0..100 for a level; None for not assessed. A role nobody holds is known to be uncovered: 0."""
    return 0.0 if level == UNNAMED else dict(settings.level_points).get(level)


def score_of(levels: Sequence[tuple[Role, str]], settings: JudgementSettings) -> float | None:
    """The importance-weighted mean of the points of the roles that could be assessed."""
    known = [(role.importance, points) for role, lv in levels if (points := role_points(lv, settings)) is not None]
    total = sum(importance for importance, _ in known)
    return sum(importance * points for importance, points in known) / total if total else None


def coverage(frame: Frame, roles: Sequence[Role]) -> Coverage:
    """The coverage of the expected roles by the people who are still there."""
    holders = holders_of(frame.people, roles)
    levels = [(role, level_of(holders[role.persona])) for role in roles]
    total = sum(role.importance for role, level in levels if level != "")
    covered = tuple(_role(role, level, holders[role.persona], total, frame.settings) for role, level in levels)
    importance = sum(role.importance for role in roles)
    return Coverage(
        score=sum(role.points for role in covered) if total else None,
        engaged_share=sum(r.importance for r in covered if r.is_engaged) / importance if importance else None,
        roles=covered,
        not_assessed=sum(level == "" for _, level in levels),
        engaged_contact_ids=tuple(p.contact_id for p in frame.people if p.is_engaged),
    )


def _role(
    role: Role, level: str, holders: Sequence[Stakeholder], total: int, settings: JudgementSettings
) -> RoleCoverage:
    points = role_points(level, settings)
    return RoleCoverage(
        role.persona,
        role.name,
        role.importance,
        level,
        tuple(person.contact_id for person in holders),
        role.importance * points / total if points is not None and total else 0.0,
    )
