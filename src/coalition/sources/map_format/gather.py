"""Everything a map file holds, read from the record. The caller has passed the gate of the deal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from coalition.access.models import User
from coalition.record import gates
from coalition.record.models import (
    Account,
    Contact,
    EmptySeat,
    Insight,
    Line,
    Opportunity,
    Persona,
    SeatLine,
    Stakeholder,
)
from coalition.record.selectors.as_of import accounts_as_of, versions_at
from coalition.sources.map_format.document import MapDocument
from coalition.sources.map_format.write import document_of


def map_document(
    deal: Opportunity,
    stakeholders: Sequence[Stakeholder],
    contacts: Sequence[Contact],
    lines: Sequence[Line],
    *,
    viewer: User,
    moment: datetime | None = None,
    seats: Sequence[EmptySeat] = (),
    seat_lines: Sequence[SeatLine] = (),
) -> MapDocument:
    """The document of a map whose rows are known; ``moment``: as accounts and insights were then.

    Of an account the viewer may not open (an outsider's employer) only the name is told, as on the map.
    """
    accounts = _accounts(deal, contacts, moment)
    open_to_viewer = set(
        gates.visible_accounts(viewer).filter(pk__in=[a.pk for a in accounts]).values_list("pk", flat=True)
    )
    accounts = [each if each.pk in open_to_viewer else _name_alone(each) for each in accounts]
    insights = _insights(deal, moment)
    named = {
        user_id
        for user_id in (
            deal.owner_id,
            *(each.owner_id for each in accounts),
            *(i for s in stakeholders for i in (s.coverage_owner_id, s.sentiment_by_id, s.influence_by_id)),
            *(each.confirmed_with_id for each in insights),
        )
        if user_id is not None
    }
    users = User.objects.filter(pk__in=named).values_list("id", "email", "name")
    return document_of(
        deal,
        accounts=accounts,
        contacts=contacts,
        stakeholders=stakeholders,
        lines=lines,
        seats=seats,
        seat_lines=seat_lines,
        insights=insights,
        personas=Persona.objects.all(),
        users={pk: (email, name) for pk, email, name in users},
    )


def _accounts(deal: Opportunity, contacts: Sequence[Contact], moment: datetime | None) -> list[Account]:
    """The accounts of the deal and its people, and those above them."""
    found: dict[int, Account] = {}
    wanted = {each for each in (deal.account_id, *(contact.account_id for contact in contacts)) if each is not None}
    while wanted:
        if moment is None:
            found |= Account.objects.in_bulk(wanted)
        else:
            found |= accounts_as_of(wanted, moment)
        above = {each.parent_id for each in found.values() if each.parent_id is not None}
        # An account that was not recorded yet at that moment is asked for once and not again.
        wanted, before = above - found.keys(), wanted
        if wanted == before:
            break
    return list(found.values())


def _name_alone(account: Account) -> Account:
    return Account(pk=account.pk, uuid=account.uuid, name=account.name)


def _insights(deal: Opportunity, moment: datetime | None) -> list[Insight]:
    if moment is not None:
        return versions_at(Insight, moment, Q(opportunity_id=deal.pk))
    return list(Insight.objects.filter(opportunity=deal))
