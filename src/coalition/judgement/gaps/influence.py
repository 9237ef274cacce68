"""Persona without influence: roles are written on people of whom nobody knows what they can move."""

from __future__ import annotations

from coalition.judgement.coverage import UNNAMED, Coverage
from coalition.judgement.frame import Frame, Item, label_of
from coalition.judgement.gaps.model import Gap, empty_map, gap_of
from coalition.judgement.people import Stakeholder

ASSUMED, NOBODY_ENGAGED = 60.0, 40.0


def persona_without_influence(frame: Frame, covered: Coverage) -> Gap:
    """60 for the share of people whose influence is only assumed, 40 while nobody of high influence is engaged.

    People without a persona count like those with one: otherwise writing a persona down would widen the gap.
    """
    if not frame.people:
        return gap_of("persona_without_influence", "Persona without influence", [empty_map()])
    share = ASSUMED / len(frame.people)
    items = [_assumed(frame, person, share) for person in frame.people if is_assumed(person)]
    high = [person for person in frame.people if person.influence.level == "high"]
    if not any(person.is_engaged for person in high):
        items.append(_nobody_engaged(frame, covered, high))
    return gap_of("persona_without_influence", "Persona without influence", items)


def is_assumed(person: Stakeholder) -> bool:
    """Influence is a guess from title and role, or was never scored."""
    return person.influence.assumed or person.influence.score is None


def _assumed(frame: Frame, person: Stakeholder, points: float) -> Item:
    roles = ", ".join(frame.persona_name(key) for key in person.personas)
    held = f", though mapped as {roles.lower()}" if roles else ""
    return Item(
        "influence_assumed", f"Influence of {label_of(person)} is only assumed{held}.", points, (person.contact_id,)
    )


def _nobody_engaged(frame: Frame, covered: Coverage, high: list[Stakeholder]) -> Item:
    filled = bool(covered.roles) and all(role.level != UNNAMED for role in covered.roles)
    start = "Every seat is filled, yet nobody" if filled else "Nobody"
    return Item("no_engaged_influence", f"{start} of high influence is engaged.", NOBODY_ENGAGED, frame.ids(high))
