"""Who of ours is what to whom of theirs, on one map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from coalition.access.models import User
from coalition.record.models import AccountMember, Contact, Opportunity, Stakeholder, Standing
from coalition.record.selectors.as_of import map_as_of, versions_at


@dataclass(frozen=True, slots=True)
class StandingGrid:
    """Our people, their people, and the cells somebody filled in. The gate is passed before."""

    users: list[User]
    contacts: list[Contact]
    standings: list[Standing]


def standing_grid(deal: Opportunity, moment: datetime | None = None) -> StandingGrid:
    """The grid of a deal: everybody on its map against who of ours works on it or has a standing there.

    ``moment``: as it was known then. Who of ours works on the deal is always today's team, which has no history.
    """
    if moment is None:
        stakeholders = list(Stakeholder.objects.filter(opportunity=deal).select_related("contact"))
        contacts = {each.contact_id: each.contact for each in stakeholders}
        standings = list(Standing.objects.filter(contact__in=contacts))
    else:
        past = map_as_of(deal.pk, moment)
        stakeholders, contacts = past.stakeholders, past.contacts
        standings = versions_at(Standing, moment, Q(contact_id__in=contacts))
    ours = {each.user_id for each in standings} | {each.coverage_owner_id for each in stakeholders}
    ours |= {deal.owner_id, *AccountMember.objects.filter(account=deal.account_id).values_list("user_id", flat=True)}
    known = {each for each in ours if each is not None}
    return StandingGrid(
        list(User.objects.filter(pk__in=known).order_by("name", "id")),
        sorted(contacts.values(), key=lambda contact: (contact.name, contact.pk)),
        sorted(standings, key=lambda standing: standing.pk),
    )
