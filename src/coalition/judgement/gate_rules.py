"""What a stage asks for before it may be entered: rules an admin builds from roles, counts, engagement and reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from coalition.judgement.conditions import Condition

KINDS: Final = ("people", "review", "deal")


@dataclass(frozen=True, slots=True)
class GateRule:
    """One condition of a stage (D1). It holds for its stage and for every later one.

    Kinds: ``people`` (enough of them fit), ``review`` (the map was reviewed), ``deal`` (it meets every condition).
    A person fits who has any of the personas or departments, meets every condition, and is engaged where that is asked
    for. Stalled people never fit (D4).
    """

    key: str
    label: str
    kind: str
    to_stage: int
    """Position of the first stage that may not be entered while this is unmet."""
    personas: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    """Any of the personas, or any of these words in the department. Both empty: everybody."""
    conditions: tuple[Condition, ...] = ()
    engaged: bool = True
    within_days: int | None = None
    """For people: the last interaction we led is no older. For a review: the review is no older."""
    at_least: int = 1
    at_most: int | None = None
    since_entry: bool = True
    """For a review: made since the deal entered its stage (D3)."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(
                f"The gate rule {self.key!r} has the unknown kind {self.kind!r}; use people, review or deal."
            )
        self._check_conditions()
        if self.kind == "review":
            if not self.since_entry and self.within_days is None:
                raise ValueError(f"The gate rule {self.key!r} asks for no review: set since_entry or within_days.")
        elif self.kind == "deal":
            return
        elif self.at_least < 1 and self.at_most is None:
            raise ValueError(f"The gate rule {self.key!r} always holds: give at_least 1 or an at_most.")
        elif self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"The gate rule {self.key!r} never holds: at_most is below at_least.")

    def _check_conditions(self) -> None:
        about_deal = self.kind == "deal"
        if about_deal and not self.conditions:
            raise ValueError(f"The gate rule {self.key!r} asks nothing of the deal: give it a condition.")
        for each in self.conditions:
            if self.kind != "review" and each.is_about_deal != about_deal:
                asked = "the deal" if about_deal else "people"
                raise ValueError(
                    f"The gate rule {self.key!r} asks about {asked}, and {each.field} is no field of that."
                )
            if each.field == "deal.open_gates":
                raise ValueError(
                    f"The gate rule {self.key!r} reads the number of open gates, which it is one of itself."
                )

    @property
    def names_somebody(self) -> bool:
        """Whether it asks for particular people, rather than for a number of any."""
        return bool(self.personas or self.departments or self.conditions)


# What a new installation starts with, in the default pipeline: its third stage is at position 2, proposal at 3.
DEFAULT_GATE_RULES: Final = (
    GateRule("economic_buyer", "Economic buyer named and engaged", "people", 2, personas=("economic_buyer",)),
    GateRule(
        "finance",
        "Finance counterpart named and engaged",
        "people",
        2,
        departments=("finance", "controlling", "procurement"),
    ),
    GateRule("three_engaged", "At least 3 stakeholders engaged", "people", 3, within_days=21, at_least=3),
)
