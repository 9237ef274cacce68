"""Stalled relationships: put on the map and never answered. They count for no gate, and are listed (D4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coalition.judgement.people import Stakeholder


@dataclass(frozen=True, slots=True)
class Stalled:
    """Somebody who stands on the map and never took part."""

    contact_id: str
    days: int
    """Since they were put on the map."""
    reason: str


def is_stalled(person: Stakeholder, as_of: datetime, stalled_days: int) -> bool:
    """On the map for long enough and never once two-way. One not scored yet is not assessed, so not stalled."""
    if person.added_at is None or not person.engagement.level or person.engagement.last_two_way_at is not None:
        return False
    return person.added_at <= as_of - timedelta(days=stalled_days)


def stalled(people: tuple[Stakeholder, ...], as_of: datetime, stalled_days: int) -> tuple[Stalled, ...]:
    """All of them, those who have stood there longest first."""
    found = [
        (person, (as_of - person.added_at).days)
        for person in people
        if person.added_at is not None and is_stalled(person, as_of, stalled_days)
    ]
    return tuple(
        Stalled(person.contact_id, days, f"On the map for {days} days and never answered")
        for person, days in sorted(found, key=lambda each: (-each[1], each[0].contact_id))
    )
