"""Deliveries that are due are tried; those that fail are tried again, later each time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coalition.notices.models import Delivery, WebhookEndpoint
from coalition.notices.webhooks.calling import SECONDS, Answer, call
from coalition.notices.webhooks.signing import secrets_at, signed_headers

#: Waits after the first, second, … failure: about three days in all, as the Standard Webhooks specification advises.
WAITS = tuple(timedelta(seconds=each) for each in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400))
#: While an attempt runs, nobody else takes the delivery; after a kill it is due again when this has passed.
LEASE = timedelta(seconds=6 * SECONDS)
KEPT = timedelta(days=30)
BATCH = 50
log = logging.getLogger(__name__)


def deliver_due() -> int:
    """Try what is due, oldest first. Returns how many were tried."""
    tried = 0
    for _ in range(BATCH):
        delivery = _claim(timezone.now())
        if delivery is None:
            break
        _attempt(delivery)
        tried += 1
    return tried


def sweep(now: datetime) -> None:
    """The log is kept for a month."""
    Delivery.objects.filter(created_at__lt=now - KEPT, next_at__isnull=True).delete()


def _claim(now: datetime) -> Delivery | None:
    due = Delivery.objects.filter(next_at__lte=now, endpoint__is_active=True).order_by("next_at", "id")
    for delivery in due.select_related("endpoint")[:5]:
        # Of several couriers one finds the row as it was.
        mine = Delivery.objects.filter(pk=delivery.pk, next_at=delivery.next_at)
        if mine.update(next_at=now + LEASE, attempts=delivery.attempts + 1):
            delivery.attempts += 1
            return delivery
    return None


def _attempt(delivery: Delivery) -> None:
    endpoint, now = delivery.endpoint, timezone.now()
    body = delivery.body.encode()
    headers = signed_headers(delivery.message_id, body, secrets_at(endpoint, now), now)
    _note(delivery, call(endpoint.url, body, headers, allow_private=settings.WEBHOOKS_TO_PRIVATE))


@transaction.atomic
def _note(delivery: Delivery, answer: Answer) -> None:
    now = timezone.now()
    again = None if answer.arrived or answer.gone or delivery.attempts > len(WAITS) else WAITS[delivery.attempts - 1]
    Delivery.objects.filter(pk=delivery.pk).update(
        status=answer.status,
        problem=answer.problem,
        delivered_at=now if answer.arrived else None,
        next_at=now + again if again is not None else None,
    )
    if answer.arrived:
        return
    log.warning("Webhook %s did not take %s: %s", delivery.endpoint.uuid, delivery.message_id, _said(answer))
    if answer.gone or again is None:
        why = "It answered 410 Gone." if answer.gone else "A message was refused for three days."
        WebhookEndpoint.objects.filter(pk=delivery.endpoint_id).update(is_active=False, paused_because=why)


def _said(answer: Answer) -> str:
    # Not what the receiver wrote: it is theirs, and logs are read in many places.
    return f"status {answer.status}" if answer.status is not None else answer.problem
