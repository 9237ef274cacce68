"""What every finding is made from, and the sentences they share: who could reach a person, and what it rests on."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cached_property

from coalition.judgement.frame import Frame, label_of
from coalition.judgement.people import Stakeholder
from coalition.judgement.reach import Chain, chains
from coalition.judgement.signals.model import Evidence, News
from coalition.judgement.summary import Judgement


class Scene:
    """A deal as it stands, what judgement says of it, and what happened lately."""

    def __init__(self, frame: Frame, judgement: Judgement, news: News, held: AbstractSet[str] = frozenset()) -> None:
        self.frame, self.judgement, self.news, self.held = frame, judgement, news, held
        self.people = {person.contact_id: person for person in frame.snapshot.people}
        self.ours = {person.user_id: person.name for person in frame.snapshot.our_people}

    @cached_property
    def chains(self) -> dict[str, Chain]:
        return chains(self.frame)

    def slack(self, key: str, scale: float) -> float:
        """By how much a limit is eased for a signal that is open already, on a figure that reaches so far."""
        return self.frame.settings.closing_margin * scale if key in self.held else 0.0

    def name(self, contact_id: str) -> str:
        person = self.people.get(contact_id)
        return label_of(person) if person else "somebody"

    def weighty(self, person: Stakeholder) -> bool:
        """Whether the deal turns on them."""
        return person.influence.level == "high" or self.frame.has_group(person, "decision_maker")

    def way_to(self, contact_id: str) -> str:
        """``Ask Tom Brandt to call them`` or the chain that leads there; without one, to look for it."""
        chain = self.chains.get(contact_id)
        if chain is None:
            return "Find out who could introduce us"
        ours = self.ours.get(chain.user_id, "whoever of ours knows them best")
        if len(chain.contact_ids) == 1:
            return f"{ours} knows them best: have them call, not write"
        return f"Have {ours} ask {self.name(chain.contact_ids[-2])} for an introduction"

    def proof(self, *contact_ids: str) -> tuple[Evidence, ...]:
        return tuple(Evidence("contact", key, self.name(key)) for key in contact_ids)


def weeks(days: float) -> str:
    return f"{days / 7:.0f} weeks" if days >= 14 else f"{days:.0f} days"
