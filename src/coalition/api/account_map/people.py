"""The people of a group with their part in every deal, some at a time: by unit, by department, or by search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When
from ninja import Field

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.contacts import ContactRow, contact_row
from coalition.api.lines import LineOut, line_out
from coalition.api.listing import searched
from coalition.api.map.schema import EngagementLevel, SentimentLevel
from coalition.api.opportunities import OutcomeWord
from coalition.record import gates
from coalition.record.models import Account, Contact, Line, Stakeholder
from coalition.record.models.contacts import Seniority


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


class AccountPeopleOut(s.Out):
    """One page of the people of a group."""

    people: list[AccountPerson] = Field(description="Highest seniority first, then by name.")
    lines: list[LineOut] = Field(description="Lines between the people of this page, those of single deals left out.")
    total: int


class AccountPeopleQuery(s.ListQuery):
    """What is left out narrows nothing; an empty word means those of whom it is not said."""

    of_account_id: UUID | None = Field(None, description="Only people of this account of the group.")
    business_unit: s.Short | None = None
    department: s.Short | None = None


def people_of(by: User, group: Sequence[Account], query: AccountPeopleQuery) -> AccountPeopleOut:
    """The page that is asked for. Four queries."""
    rows = _matching(group, query)
    page = list(rows.order_by(_rank(), "name", "id")[query.offset : query.offset + query.limit])
    # The last page says by itself how many there are.
    total = query.offset + len(page) if 0 < len(page) < query.limit else rows.count()
    here = [contact.pk for contact in page]
    seats: dict[int, list[Stakeholder]] = {}
    for row in (
        gates.visible_stakeholders(by)
        .filter(contact__in=here)
        .select_related("opportunity__stage", "current_score")
        .order_by("id")
    ):
        seats.setdefault(row.contact_id, []).append(row)
    lines = Line.objects.filter(from_contact__in=here, to_contact__in=here, opportunity__isnull=True)
    return AccountPeopleOut(
        people=[
            AccountPerson(**contact_row(contact).model_dump(), deals=[_seat(row) for row in seats.get(contact.pk, [])])
            for contact in page
        ],
        lines=[
            line_out(line) for line in lines.select_related("from_contact", "to_contact", "drawn_by").order_by("id")
        ],
        total=total,
    )


def _matching(group: Sequence[Account], query: AccountPeopleQuery) -> QuerySet[Contact]:
    # An account that is not of the group has nobody in it.
    wanted = [account for account in group if query.of_account_id in (None, account.uuid)]
    rows = Contact.objects.filter(account__in=wanted, merged_into=None).select_related("account")
    for name in ("business_unit", "department"):
        if (value := getattr(query, name)) is not None:
            rows = rows.filter(**{name: value})
    return searched(rows, query.search, ("name", "title", "email", "department", "business_unit"))


def _rank() -> Case:
    """The order of seniority; not said comes last."""
    ranks = (When(seniority=word, then=Value(rank)) for rank, word in enumerate(Seniority.values))
    return Case(*ranks, default=Value(len(Seniority)), output_field=IntegerField())


def _seat(row: Stakeholder) -> Seat:
    score = getattr(row, "current_score", None)
    words: dict[str, Any] = {
        "outcome": row.opportunity.stage.outcome,
        "sentiment": (score.sentiment if score else row.sentiment) or None,
        "engagement": score.engagement_level if score else None,
    }
    deal = s.Ref(id=row.opportunity.uuid, name=row.opportunity.name)
    return Seat(opportunity=deal, stakeholder_id=row.uuid, personas=row.personas, **words)
