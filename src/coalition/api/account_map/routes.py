"""An account, its parent and its units over all their deals; and where we know nobody (white space)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router

from coalition.api import schema as s
from coalition.api.account_map.deals import AccountDeal, deals_of
from coalition.api.account_map.group import group_of
from coalition.api.account_map.people import AccountPeopleOut, AccountPeopleQuery, people_of
from coalition.api.account_map.units import UnitOut, units_of
from coalition.api.auth import viewer

router = Router(tags=["map"])


class AccountMapOut(s.Out):
    """An account across its deals. Its people are asked for apart, some at a time."""

    account: s.Ref
    accounts: list[s.Ref] = Field(description="The account itself, its parent, and its units, as far as you see them.")
    people: int
    units: list[UnitOut]
    deals: list[AccountDeal] = Field(description="Deals of the group, open ones first; at most 200.")
    deals_total: int


@router.get("/{uuid:account_id}/map", response={200: AccountMapOut, **s.ERRORS}, operation_id="get_account_map")
def get_account_map(request: HttpRequest, account_id: UUID) -> Any:
    """The business units of an account and its group, and their deals. A constant number of queries."""
    by = viewer(request)
    account, group = group_of(by, account_id)
    units = units_of(by, group)
    deals, deals_total = deals_of(by, group)
    return AccountMapOut(
        account=s.Ref(id=account.uuid, name=account.name),
        accounts=[s.Ref(id=each.uuid, name=each.name) for each in group],
        people=sum(unit.people for unit in units),
        units=units,
        deals=deals,
        deals_total=deals_total,
    )


@router.get(
    "/{uuid:account_id}/map/people", response={200: AccountPeopleOut, **s.ERRORS}, operation_id="list_account_people"
)
def list_account_people(request: HttpRequest, account_id: UUID, filters: Query[AccountPeopleQuery]) -> Any:
    """People of an account and its group with their part in every deal."""
    by = viewer(request)
    return people_of(by, group_of(by, account_id)[1], filters)
