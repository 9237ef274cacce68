"""What a gate is: one condition of a stage as a deal stands, and who could meet it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Somebody who would count, and why they do not yet."""

    contact_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition. ``contact_ids`` meet it; without one of them it is met only while enough others remain."""

    key: str
    label: str
    met: bool
    missing: str
    contact_ids: tuple[str, ...]
    needed: int
    """How many people must meet it; 0 for a condition that rests on no person."""
    most: int | None = None
    """How many may meet it, where there is a limit."""
    short: tuple[Shortfall, ...] = ()
    """Who could meet it next, most influential first."""
    wanted: tuple[str, ...] = ()
    """Personas to find somebody for, where nobody is named."""

    def met_without(self, contact_id: str) -> bool:
        if not self.needed and self.most is None:
            return self.met
        left = len(self.contact_ids) - (contact_id in self.contact_ids)
        return left >= self.needed and (self.most is None or left <= self.most)
