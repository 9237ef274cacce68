"""One test of one field: the words that rules of signals and of stage gates share (C10, D1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from coalition.judgement.people import Stakeholder
from coalition.judgement.rule_fields import (
    DEAL_FIELDS,
    PERSON_FIELDS,
    Operator,
    custom_key,
    is_known,
    scale_of,
    subject_of,
)

Value = str | float | bool
OPERATORS: Final = get_args(Operator)


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one field. What is not assessed passes ``is_unknown`` and nothing else."""

    field: str
    operator: str
    value: Value = ""

    def __post_init__(self) -> None:
        if not is_known(self.field):
            known = ", ".join((*PERSON_FIELDS, *DEAL_FIELDS))
            raise ValueError(f"A rule reads the unknown field {self.field!r}. Known: {known}, and custom.KEY.")
        if self.operator not in OPERATORS:
            raise ValueError(f"A rule uses the unknown operator {self.operator!r}. Known: {', '.join(OPERATORS)}.")
        if self.operator in ("at_least", "at_most") and not isinstance(self.value, (int, float)):
            raise ValueError(f"{self.field} {self.operator} needs a number, not {self.value!r}.")

    @property
    def is_about_deal(self) -> bool:
        return subject_of(self.field) == "deal"

    def eased(self, margin: float) -> Condition:
        """The limit at which a signal that is open closes: beyond the one it opened at by a share of the scale.

        Only for numbers that are worked out. Counts, days and what somebody typed do not waver by themselves.
        """
        slack = margin * scale_of(self.field)
        if not slack or self.operator not in ("at_least", "at_most"):
            return self
        limit = float(self.value)
        return Condition(self.field, self.operator, limit - slack if self.operator == "at_least" else limit + slack)

    def holds(self, person: Stakeholder) -> bool:
        """Whether a person meets it."""
        key = custom_key(self.field)
        return self._passes(person.custom.get(key) if key else PERSON_FIELDS[self.field](person))

    def holds_of(self, deal: Mapping[str, object]) -> bool:
        """Whether the deal meets it; see ``deal_values``."""
        return self._passes(deal[self.field])

    def _passes(self, found: object) -> bool:
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
        same = _folded(found) == _folded(self.value) or (isinstance(found, tuple) and self.value in found)
        return same if self.operator == "is" else not same


def said_of(condition: Condition, found: object) -> str:
    """What an unmet condition found, and what it asks: ``Map score is 41, asked: at least 60``."""
    name = condition.field.removeprefix("deal.").replace("_", " ").replace(".", " ").capitalize()
    if found is None or found in ("", ()):
        return f"{name} is not known"
    asked = {"is": "", "is_unknown": "not known"}.get(condition.operator, condition.operator.replace("_", " "))
    value = "" if condition.operator == "is_unknown" else _told(condition.value)
    return f"{name} is {_told(found)}, asked: {' '.join(word for word in (asked, value) if word)}"


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _folded(value: object) -> object:
    """“proposal” is “Proposal”: what people type is not what a table holds."""
    return value.casefold() if isinstance(value, str) else value
