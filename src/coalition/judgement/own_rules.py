"""Rules of one's own over any field of a deal and its people, with a text template (C10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import Template as Text

from coalition.judgement.conditions import Condition
from coalition.judgement.people import Stakeholder
from coalition.judgement.words import Severity

NO_DEAL: Mapping[str, object] = {}
#: What the text may use of the deal, and the field it comes from.
_SAID = {"stage": "deal.stage", "amount": "deal.amount", "owner": "deal.owner", "account": "account.name"}


@dataclass(frozen=True, slots=True)
class OwnRule:
    """Fires when the deal meets all conditions about it, and enough people all conditions about people.

    Enough: at least ``at_least`` and, when given, at most ``at_most``; ``at_least=0, at_most=0`` when nobody does.
    Without a condition about people the deal alone decides. The text may use ``$names``, ``$count``, ``$deal``,
    ``$account``, ``$stage``, ``$amount`` and ``$owner``.
    """

    key: str
    text: str
    conditions: tuple[Condition, ...]
    at_least: int = 1
    at_most: int | None = None
    severity: Severity = "medium"

    def __post_init__(self) -> None:
        if not self.conditions:
            raise ValueError(f"The rule {self.key!r} has no condition, so it would always fire. Give it one.")
        if not Text(self.text).is_valid():
            raise ValueError(f"The text of rule {self.key!r} has a broken $placeholder. Write $$ for a dollar sign.")

    @property
    def of_people(self) -> tuple[Condition, ...]:
        return tuple(each for each in self.conditions if not each.is_about_deal)

    @property
    def of_deal(self) -> tuple[Condition, ...]:
        return tuple(each for each in self.conditions if each.is_about_deal)

    def eased(self, margin: float) -> OwnRule:
        """The rule by which a signal it raised stays open: one that wavers about a limit is told once."""
        return replace(self, conditions=tuple(each.eased(margin) for each in self.conditions))

    def matches(
        self, people: tuple[Stakeholder, ...], deal: Mapping[str, object] = NO_DEAL
    ) -> tuple[Stakeholder, ...] | None:
        """Those who meet it (none, where it asks the deal alone), or None where it does not fire."""
        if not all(each.holds_of(deal) for each in self.of_deal):
            return None
        asked = self.of_people
        if not asked:
            return ()
        found = tuple(person for person in people if all(each.holds(person) for each in asked))
        fires = len(found) >= self.at_least and (self.at_most is None or len(found) <= self.at_most)
        return found if fires else None

    def say(self, found: tuple[Stakeholder, ...], deal_name: str, deal: Mapping[str, object] = NO_DEAL) -> str:
        """The template filled in. Names are data: they are put in, never read for placeholders."""
        names = ", ".join(person.name for person in found) or "nobody"
        told = {word: _shown(deal.get(field)) for word, field in _SAID.items()} if deal is not NO_DEAL else {}
        return Text(self.text).safe_substitute(told, names=names, count=len(found), deal=deal_name)


def _shown(value: object) -> str:
    if value is None or value == "":
        return "unknown"
    return f"{value:,.0f}" if isinstance(value, (int, float)) else str(value)
