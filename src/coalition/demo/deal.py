"""A deal and the seats of its buying group, as the simulation knows them: with the truth the record never shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from coalition.demo.companies import Company
from coalition.demo.manners import Phase
from coalition.demo.people import Contact, User

OPEN_STAGES = ("prospecting", "discovery", "validation", "proposal", "negotiation")


@dataclass(frozen=True, slots=True)
class View:
    """The seller's view of a seat from a day on."""

    day: int
    word: str
    evidence: str
    reason: str = ""


@dataclass(slots=True, eq=False)
class Seat:
    """One contact on a deal. ``phases`` are how they truly feel and behave; ``views`` what the seller believes."""

    contact: Contact
    personas: tuple[str, ...]
    joined: int
    phases: list[Phase]
    draw: float = 1.0
    views: list[View] = field(default_factory=list)
    # Nothing with this person after that day, and something on it.
    last_day: int | None = None
    # Personas they were first taken for, until a day.
    first_personas: tuple[tuple[str, ...], int] | None = None
    # The day somebody took them off the map again.
    removed: int | None = None
    # What the seller has filled in by hand; empty: as sellers usually do.
    fields: dict[str, object] = field(default_factory=dict)
    notes: str = ""

    def phase(self, day: int) -> Phase:
        found = self.phases[0]
        for phase in self.phases:
            if phase.day <= day:
                found = phase
        return found


@dataclass(slots=True, eq=False)
class Deal:
    key: str
    name: str
    product: str
    account: str
    company: Company
    kind: str
    amount: int
    currency: str
    team: tuple[User, ...]
    created: int
    stages: list[tuple[str, int]]
    outcome: str
    close_on: int
    seats: list[Seat] = field(default_factory=list)
    story: str = ""
    strangers: list[tuple[int, str]] = field(default_factory=list)
    mail_subjects: tuple[str, ...] = ()
    meeting_subjects: tuple[str, ...] = ()
    next_step: str = ""

    @property
    def owner(self) -> User:
        return self.team[0]

    @property
    def stage(self) -> str:
        return self.stages[-1][0]

    def seat(self, persona: str) -> Seat | None:
        return next((seat for seat in self.seats if persona in seat.personas), None)
