"""Rules of one's own over any field of the people of a deal, with a text template (C10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from string import Template as Text
from typing import Final, Literal, get_args

from coalition.judgement.people import Indicators, Stakeholder, Ticks
from coalition.judgement.words import Severity

Value = str | float | bool

# What a rule may read. A closed table: a rule is data that an admin typed, and never reaches further than this.
FIELDS: Final[dict[str, Callable[[Stakeholder], object]]] = {
    "name": lambda p: p.name,
    "title": lambda p: p.title,
    "department": lambda p: p.department,
    "business_unit": lambda p: p.business_unit,
    "seniority": lambda p: p.seniority,
    "status": lambda p: p.status,
    "is_outsider": lambda p: p.is_outsider,
    "personas": lambda p: p.personas,
    "engagement.level": lambda p: p.engagement.level,
    "engagement.score": lambda p: p.engagement.score,
    "sentiment.score": lambda p: p.sentiment.score,
    "sentiment.diverges": lambda p: p.sentiment.diverges,
    "influence.score": lambda p: p.influence.score,
    "influence.level": lambda p: p.influence.level,
    "influence.assumed": lambda p: p.influence.assumed,
    **{f"ticks.{f.name}": attrgetter(f"ticks.{f.name}") for f in fields(Ticks)},
    **{f"indicators.{f.name}": attrgetter(f"indicators.{f.name}") for f in fields(Indicators)},
}
Operator = Literal["is", "is_not", "at_least", "at_most", "contains", "is_known", "is_unknown"]
OPERATORS: Final = get_args(Operator)


_NUMBERS = frozenset({"engagement.score", "sentiment.score", "influence.score"})
_RATINGS = frozenset({"indicators.relationship", "indicators.fit_view"})


def operators_for(field: str) -> tuple[Operator, ...]:
    """Those that make sense for a field: numbers are compared, words and yes-or-no are matched."""
    if field in _NUMBERS | _RATINGS:
        return ("at_least", "at_most", "is", "is_known", "is_unknown")
    return ("is", "is_not", "contains", "is_known", "is_unknown")


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one field. What is not assessed passes ``is_unknown`` and nothing else."""

    field: str
    operator: str
    value: Value = ""

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise ValueError(f"A rule reads the unknown field {self.field!r}. Known: {', '.join(FIELDS)}.")
        if self.operator not in OPERATORS:
            raise ValueError(f"A rule uses the unknown operator {self.operator!r}. Known: {', '.join(OPERATORS)}.")
        if self.operator in ("at_least", "at_most") and not isinstance(self.value, (int, float)):
            raise ValueError(f"{self.field} {self.operator} needs a number, not {self.value!r}.")

    def holds(self, person: Stakeholder) -> bool:
        found = FIELDS[self.field](person)
        known = found is not None and found not in ("", ())
        if self.operator == "is_known":
            return known
        if self.operator == "is_unknown":
            return not known
        return known and self._compare(found)

    def _compare(self, found: object) -> bool:
        if self.operator == "contains":
            wanted = str(self.value)
            return wanted in found if isinstance(found, tuple) else wanted.casefold() in str(found).casefold()
        if self.operator in ("at_least", "at_most"):
            if not isinstance(found, (int, float)):
                return False
            limit = float(self.value)
            return found >= limit if self.operator == "at_least" else found <= limit
        same = found == self.value or (isinstance(found, tuple) and self.value in found)
        return same if self.operator == "is" else not same


@dataclass(frozen=True, slots=True)
class OwnRule:
    """Fires when at least ``at_least`` people meet all conditions, and, when given, at most ``at_most``.

    ``at_least=0, at_most=0`` fires when nobody does. The text may use ``$names``, ``$count`` and ``$deal``.
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

    def matches(self, people: tuple[Stakeholder, ...]) -> tuple[Stakeholder, ...] | None:
        """Those who meet it, or None where it does not fire."""
        found = tuple(person for person in people if all(c.holds(person) for c in self.conditions))
        fires = len(found) >= self.at_least and (self.at_most is None or len(found) <= self.at_most)
        return found if fires else None

    def say(self, found: tuple[Stakeholder, ...], deal_name: str) -> str:
        """The template filled in. Names are data: they are put in, never read for placeholders."""
        names = ", ".join(person.name for person in found) or "nobody"
        return Text(self.text).safe_substitute(names=names, count=len(found), deal=deal_name)
