"""What every judgement of a deal needs first: who counts, how much, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from coalition.judgement.people import Stakeholder
from coalition.judgement.settings import JudgementSettings
from coalition.judgement.snapshot import DealSnapshot, PersonaFacts
from coalition.judgement.support import Side, side, support_of, weight_of


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is wrong or missing, with the records it rests on and its share of the number."""

    code: str
    text: str
    points: float = 0.0
    contact_ids: tuple[str, ...] = ()
    insight_ids: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = ()
    """Others: lines, review comments, coaching actions, fields."""


def label_of(person: Stakeholder) -> str:
    """``CFO Maria Lopez``: how a sentence names a person."""
    return " ".join(part for part in (person.title, person.name) if part) or "Unnamed contact"


class Frame:
    """A snapshot with its settings, indexed. Sorted by id, so that the order of the records never shows."""

    def __init__(self, snapshot: DealSnapshot, settings: JudgementSettings) -> None:
        self.snapshot = snapshot
        self.settings = settings
        self.people = tuple(sorted(snapshot.active, key=lambda person: person.contact_id))
        self.by_contact = {person.contact_id: person for person in self.people}
        self.weights = {person.contact_id: weight_of(person, settings) for person in self.people}
        self.supports = {person.contact_id: support_of(person) for person in self.people}

    def side(self, contact_id: str) -> Side:
        """Which side the person is on."""
        return side(self.supports[contact_id], self.settings)

    @cached_property
    def personas(self) -> dict[str, PersonaFacts]:
        return {facts.key: facts for facts in self.snapshot.personas or self.settings.personas}

    def persona_name(self, key: str) -> str:
        facts = self.personas.get(key)
        return facts.name if facts else key.replace("_", " ").capitalize()

    def has_group(self, person: Stakeholder, group: str) -> bool:
        """Whether any persona of the person belongs to the buyer group."""
        return any(key in self.personas and self.personas[key].group == group for key in person.personas)

    @cached_property
    def known_weight(self) -> float:
        """Weight of those whose stance is known."""
        return math.fsum(weight for key, weight in self.weights.items() if self.supports[key] is not None)

    @cached_property
    def decision_makers(self) -> tuple[Stakeholder, ...]:
        return tuple(person for person in self.people if self.has_group(person, "decision_maker"))

    def ids(self, people: Iterable[Stakeholder]) -> tuple[str, ...]:
        return tuple(person.contact_id for person in people)
