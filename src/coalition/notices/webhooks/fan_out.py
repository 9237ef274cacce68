"""Events of the record become deliveries: one for each address that wants to hear and whose owner may know."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from coalition.notices.models import Delivery, HandedOn, WebhookEndpoint
from coalition.notices.webhooks.messages import body_of, data_of, message_of
from coalition.record import gates
from coalition.record.models import LiveEvent, Opportunity

BATCH = 500


@transaction.atomic
def hand_on() -> int:
    """Look at the events nobody has looked at yet. Returns how many there were.

    Events are marked one by one and not by the highest number seen: on PostgreSQL a transaction with a lower number
    may commit later. Marked and queued in one transaction, so that a kill in the middle loses nothing and doubles
    nothing.
    """
    endpoints = list(WebhookEndpoint.objects.filter(is_active=True, owner__is_active=True).select_related("owner"))
    if not endpoints:
        return 0
    events = list(_waiting(min(each.created_at for each in endpoints)))
    if not events:
        return 0
    HandedOn.objects.bulk_create([HandedOn(event=event.pk) for event in events], ignore_conflicts=True)
    Delivery.objects.bulk_create(
        [delivery for endpoint in endpoints for delivery in _deliveries(endpoint, events)], ignore_conflicts=True
    )
    return len(events)


def sweep() -> None:
    """Forget marks of events that have been swept out."""
    oldest = LiveEvent.objects.aggregate(first=Min("id"))["first"]
    if oldest is not None:
        HandedOn.objects.filter(event__lt=oldest).delete()


def _waiting(since: object) -> QuerySet[LiveEvent]:
    seen = HandedOn.objects.values("event")
    events = LiveEvent.objects.filter(at__gte=since, opportunity__isnull=False).exclude(id__in=seen)
    return events.order_by("id")[:BATCH]


def _deliveries(endpoint: WebhookEndpoint, events: Sequence[LiveEvent]) -> list[Delivery]:
    deals: dict[int, Opportunity] = {
        deal.pk: deal
        for deal in gates.visible_opportunities(endpoint.owner)
        .filter(pk__in={event.opportunity_id for event in events})
        .select_related("stage")
    }
    now = timezone.now()
    made = []
    for event in events:
        message = message_of(event)
        deal = deals.get(event.opportunity_id or 0)
        wanted = message is not None and (not endpoint.messages or message in endpoint.messages)
        if message is None or deal is None or not wanted or event.at < endpoint.created_at:
            continue
        body = body_of(message, event.at, data_of(message, event, deal))
        made.append(Delivery(endpoint=endpoint, event=event.pk, message=message, body=body, created_at=now))
    return made
