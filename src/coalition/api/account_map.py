"""The people of an account, its parent and its units, over all their deals; and where we know nobody (white space)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from ninja import Field, Query, Router

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.account_deals import AccountDeal, deals_of
from coalition.api.auth import viewer
from coalition.api.contacts import ContactRow, contact_row
from coalition.api.lines import LineOut, line_out
from coalition.api.map.schema import EngagementLevel, SentimentLevel
from coalition.api.opportunities import OutcomeWord
from coalition.record import gates
from coalition.record.models import Account, Contact, Line, Outcome, Stakeholder

router = Router(tags=["map"])

ENGAGED = ("engaged", "deep")
MOST_OWNERS = 3


class Seat(s.Out):
    """What somebody is on one of the deals."""

    opportunity: s.Ref
    outcome: OutcomeWord
    stakeholder_id: UUID
    personas: list[str]
    sentiment: SentimentLevel | None
    engagement: EngagementLevel | None = Field(description="Null: not scored yet.")


class AccountPerson(ContactRow):
    """A person of the account with their part in every deal."""

    deals: list[Seat]


class UnitOut(s.Out):
    """One business unit of one account. Nobody engaged and no open deal: white space."""

    account: s.Ref
    business_unit: str
    people: int
    engaged: int
    open_opportunities: int
    won_opportunities: int
    owners: list[s.Ref] = Field(description="Who of ours covers its people, most of them first; at most three.")
    is_white_space: bool


class AccountMapOut(s.Out):
    """An account across its deals."""

    account: s.Ref
    accounts: list[s.Ref] = Field(description="The account itself, its parent, and its units, as far as you see them.")
    people: list[AccountPerson]
    total: int = Field(description="Number of people; the answer holds one page of them.")
    lines: list[LineOut] = Field(description="Lines between the people of this page.")
    units: list[UnitOut]
    deals: list[AccountDeal] = Field(
        description="Deals of the group, open ones first; at most 200, whatever page of people is asked for."
    )
    deals_total: int


class AccountMapQuery(s.Out):
    limit: int = Field(200, ge=1, le=500)
    offset: int = Field(0, ge=0, le=10_000_000)


@router.get("/{uuid:account_id}/map", response={200: AccountMapOut, **s.ERRORS}, operation_id="get_account_map")
def get_account_map(request: HttpRequest, account_id: UUID, filters: Query[AccountMapQuery]) -> Any:
    """All people of an account and its group, over all their deals. A constant number of queries."""
    by = viewer(request)
    account = gates.account_for(by, account_id)
    group = list(gates.visible_accounts(by).filter(_of_group(account)).order_by("name", "id"))
    people = Contact.objects.filter(account__in=group, merged_into=None).select_related("account")
    total = people.count()
    page = list(people.order_by("name", "id")[filters.offset : filters.offset + filters.limit])
    rows = _rows(by, group)
    seats: dict[int, list[Stakeholder]] = {}
    for row in rows:
        seats.setdefault(row.contact_id, []).append(row)
    here = [contact.pk for contact in page]
    lines = Line.objects.filter(from_contact__in=here, to_contact__in=here, opportunity__isnull=True)
    deals, deals_total = deals_of(by, group, rows)
    return AccountMapOut(
        account=s.Ref(id=account.uuid, name=account.name),
        accounts=[s.Ref(id=each.uuid, name=each.name) for each in group],
        people=[
            AccountPerson(**contact_row(contact).model_dump(), deals=[_seat(row) for row in seats.get(contact.pk, [])])
            for contact in page
        ],
        total=total,
        lines=[
            line_out(line) for line in lines.select_related("from_contact", "to_contact", "drawn_by").order_by("id")
        ],
        units=_units(group, people, seats),
        deals=deals,
        deals_total=deals_total,
    )


def _of_group(account: Account) -> Q:
    return Q(pk=account.pk) | Q(pk=account.parent_id) | Q(parent=account.pk)


def _rows(by: User, group: list[Account]) -> list[Stakeholder]:
    """Who of the group stands on which deal the viewer sees, and who from outside stands on a deal of the group."""
    wanted = Q(contact__account__in=group) | Q(opportunity__account__in=group)
    rows = gates.visible_stakeholders(by).filter(wanted)
    return list(rows.select_related("contact", "opportunity__stage", "current_score", "coverage_owner").order_by("id"))


def _seat(row: Stakeholder) -> Seat:
    score = getattr(row, "current_score", None)
    words: dict[str, Any] = {
        "outcome": row.opportunity.stage.outcome,
        "sentiment": (score.sentiment if score else row.sentiment) or None,
        "engagement": score.engagement_level if score else None,
    }
    deal = s.Ref(id=row.opportunity.uuid, name=row.opportunity.name)
    return Seat(opportunity=deal, stakeholder_id=row.uuid, personas=row.personas, **words)


@dataclass
class _Unit:
    """What is counted of one business unit, by internal id."""

    people: set[int] = field(default_factory=set)
    engaged: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)
    won: set[int] = field(default_factory=set)
    owners: Counter[User] = field(default_factory=Counter)


def _units(group: list[Account], people: Any, seats: dict[int, list[Stakeholder]]) -> list[UnitOut]:
    """People, engaged people and open deals of each unit. A deal belongs to the units its stakeholders come from."""
    accounts = {account.pk: account for account in group}
    units: dict[tuple[int, str], _Unit] = {(account.pk, ""): _Unit() for account in group}
    for contact_id, account_id, unit in people.values_list("id", "account_id", "business_unit"):
        counted = units.setdefault((account_id, unit), _Unit())
        counted.people.add(contact_id)
        for row in seats.get(contact_id, []):
            score = getattr(row, "current_score", None)
            if score is not None and score.engagement_level in ENGAGED:
                counted.engaged.add(contact_id)
            if row.opportunity.stage.outcome == Outcome.OPEN:
                counted.open.add(row.opportunity_id)
            elif row.opportunity.stage.outcome == Outcome.WON:
                counted.won.add(row.opportunity_id)
            if row.coverage_owner is not None:
                counted.owners[row.coverage_owner] += 1
    return [
        UnitOut(
            account=s.Ref(id=accounts[account_id].uuid, name=accounts[account_id].name),
            business_unit=unit,
            people=len(counted.people),
            engaged=len(counted.engaged),
            open_opportunities=len(counted.open),
            won_opportunities=len(counted.won),
            owners=[s.named(user) for user, _ in counted.owners.most_common(MOST_OWNERS)],
            is_white_space=not counted.engaged and not counted.open,
        )
        for (account_id, unit), counted in sorted(units.items(), key=lambda item: (accounts[item[0][0]].name, item[0]))
        if counted.people or not unit
    ]
