"""Which maps a change reaches."""

from __future__ import annotations

from collections.abc import Iterable

from coalition.record.models import Participant, Stakeholder


def deals_of(contact_ids: Iterable[int]) -> list[int]:
    """Internal ids of the opportunities these contacts stand on."""
    rows = Stakeholder.objects.filter(contact__in=list(contact_ids))
    return list(rows.values_list("opportunity_id", flat=True).distinct())


def deals_with_takers(activity_ids: Iterable[int]) -> list[int]:
    """Internal ids of the opportunities on which somebody stands who took part in these activities.

    Wider than the activities' own deals: what a contact does anywhere is presence on each of their deals.
    """
    contacts = Participant.objects.filter(activity__in=list(activity_ids), contact__isnull=False).values("contact")
    rows = Stakeholder.objects.filter(contact__in=contacts)
    return list(rows.values_list("opportunity_id", flat=True).distinct())
