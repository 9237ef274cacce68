"""Business units of a group and their departments in figures: of ten thousand people, few are on deals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from ninja import Field

from coalition.access.models import User
from coalition.api import schema as s
from coalition.record import gates
from coalition.record.models import Account, Contact, Outcome

ENGAGED = ("engaged", "deep")
MOST_OWNERS = 3
_SEAT = (
    "contact__account",
    "contact__business_unit",
    "contact__department",
    "contact",
    "opportunity",
    "opportunity__stage__outcome",
    "current_score__engagement_level",
    "coverage_owner",
)


class People(s.Out):
    """How many people, and what we have with them."""

    people: int
    engaged: int = Field(description="Of the people: engaged on a deal, by their score.")
    on_open_deal: int = Field(description="Of the people: on the map of a running deal.")


class DepartmentOut(People):
    """The people of one department of a unit. Empty: those of whom it is not said."""

    department: str


class UnitOut(People):
    """One business unit of one account. Nobody engaged and no open deal: white space."""

    account: s.Ref
    business_unit: str
    open_opportunities: int
    won_opportunities: int
    owners: list[s.Ref] = Field(description="Who of ours covers its people, most of them first; at most three.")
    is_white_space: bool
    departments: list[DepartmentOut] = Field(description="The largest first.")


@dataclass
class _Active:
    """What we have with the people of one department, or of one unit, by internal id."""

    engaged: set[int] = field(default_factory=set)
    on_open_deal: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)
    won: set[int] = field(default_factory=set)
    owners: Counter[int] = field(default_factory=Counter)


def units_of(by: User, group: Sequence[Account]) -> list[UnitOut]:
    """The units by account and name, each account with one for those of whom no unit is said. Three queries."""
    active = _active(by, group)
    departments = _departments(group, active)
    accounts = {account.pk: account for account in group}
    keys = {(account.pk, "") for account in group} | departments.keys()
    users = User.objects.in_bulk({owner for each in active.values() for owner in each.owners})
    return [
        _unit(accounts[key[0]], key[1], departments.get(key, []), active.get(key, _Active()), users)
        for key in sorted(keys, key=lambda key: (accounts[key[0]].name, key))
    ]


def _unit(
    account: Account, name: str, departments: list[DepartmentOut], active: _Active, users: dict[int, User]
) -> UnitOut:
    owners = [users[owner] for owner, _ in active.owners.most_common(MOST_OWNERS)]
    return UnitOut(
        account=s.Ref(id=account.uuid, name=account.name),
        business_unit=name,
        people=sum(each.people for each in departments),
        engaged=len(active.engaged),
        on_open_deal=len(active.on_open_deal),
        open_opportunities=len(active.open),
        won_opportunities=len(active.won),
        owners=[s.named(user) for user in owners],
        is_white_space=not active.engaged and not active.open,
        departments=departments,
    )


def _active(by: User, group: Sequence[Account]) -> dict[tuple[Any, ...], _Active]:
    """By ``(account, unit)`` and by ``(account, unit, department)``. A deal is of the units its people come from."""
    seats = gates.visible_stakeholders(by).filter(contact__account__in=group, contact__merged_into=None).order_by("id")
    found: dict[tuple[Any, ...], _Active] = {}
    for *place, contact, deal, outcome, level, owner in seats.values_list(*_SEAT):
        for key in (tuple(place[:2]), tuple(place)):
            active = found.setdefault(key, _Active())
            if level in ENGAGED:
                active.engaged.add(contact)
            if outcome == Outcome.OPEN:
                active.on_open_deal.add(contact)
                active.open.add(deal)
            elif outcome == Outcome.WON:
                active.won.add(deal)
            if owner is not None:
                active.owners[owner] += 1
    return found


def _departments(
    group: Sequence[Account], active: dict[tuple[Any, ...], _Active]
) -> dict[tuple[int, str], list[DepartmentOut]]:
    people = Contact.objects.filter(account__in=group, merged_into=None)
    counted = people.values_list("account", "business_unit", "department").annotate(n=Count("id"))
    found: dict[tuple[int, str], list[DepartmentOut]] = {}
    for account, unit, department, number in counted.order_by("-n", "department"):
        here = active.get((account, unit, department), _Active())
        found.setdefault((account, unit), []).append(
            DepartmentOut(
                department=department,
                people=number,
                engaged=len(here.engaged),
                on_open_deal=len(here.on_open_deal),
            )
        )
    return found
