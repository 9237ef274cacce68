"""Every change of an address. What is changed by whom goes into the audit log, the secret never."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.notices.models import Delivery, WebhookEndpoint
from coalition.notices.models.webhooks import MESSAGES
from coalition.notices.webhooks.addresses import problem_with
from coalition.notices.webhooks.messages import body_of
from coalition.notices.webhooks.signing import secret_of
from coalition.record.errors import Forbidden, Invalid, NotFound

MOST = 20
TEST = "test"
log = logging.getLogger("coalition.audit")


def require_keeper(viewer: User) -> None:
    """Webhooks carry news of every deal out of the house: admins and RevOps keep them, with a token that may write."""
    if not viewer.sees_everything or not viewer.may_write:
        raise Forbidden("Webhooks are kept by admins and revenue operations. Ask one of them.")


def endpoint_for(viewer: User, uuid: UUID) -> WebhookEndpoint:
    """The address, for who keeps them."""
    require_keeper(viewer)
    found = WebhookEndpoint.objects.select_related("owner").filter(uuid=uuid).first()
    if found is None:
        raise NotFound("webhook")
    return found


@transaction.atomic
def create_endpoint(*, by: User, name: str, url: str, messages: Sequence[str]) -> tuple[WebhookEndpoint, str]:
    """A new address and its secret, to be shown once."""
    require_keeper(by)
    _check(url, messages)
    if WebhookEndpoint.objects.count() >= MOST:
        raise Invalid({"url": [f"There are {MOST} webhooks already. Delete one that is not used."]})
    endpoint = WebhookEndpoint.objects.create(owner=by, name=name, url=url, messages=sorted(set(messages)))
    log.info("webhook made: webhook=%s by=%s", endpoint.uuid, by.uuid)
    return endpoint, secret_of(endpoint)


@transaction.atomic
def update_endpoint(endpoint: WebhookEndpoint, *, by: User, **changes: Any) -> WebhookEndpoint:
    """Change name, address, kinds of messages, or pause and resume."""
    row = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
    _check(changes.get("url", row.url), changes.get("messages", row.messages))
    if changes.get("is_active"):
        changes["paused_because"] = ""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    log.info("webhook changed: webhook=%s fields=%s by=%s", row.uuid, sorted(changes), by.uuid)
    return row


@transaction.atomic
def replace_secret(endpoint: WebhookEndpoint, *, by: User) -> tuple[WebhookEndpoint, str]:
    """A new secret. The one before goes on signing beside it for a day."""
    row = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
    row.generation += 1
    row.rotated_at = timezone.now()
    row.save(update_fields=["generation", "rotated_at"])
    log.info("webhook secret replaced: webhook=%s by=%s", row.uuid, by.uuid)
    return row, secret_of(row)


@transaction.atomic
def delete_endpoint(endpoint: WebhookEndpoint, *, by: User) -> None:
    """Delete an address and its log."""
    log.info("webhook deleted: webhook=%s by=%s", endpoint.uuid, by.uuid)
    endpoint.delete()


@transaction.atomic
def send_test(endpoint: WebhookEndpoint) -> Delivery:
    """Put a message into the queue that says only that it is a test."""
    now = timezone.now()
    body = body_of(TEST, now, {"sentence": "Coalition reaches you."})
    return Delivery.objects.create(endpoint=endpoint, message=TEST, body=body, created_at=now)


@transaction.atomic
def send_again(delivery: Delivery) -> Delivery:
    """Try a delivery that was given up anew, with all its attempts."""
    given_up = Delivery.objects.filter(pk=delivery.pk, next_at__isnull=True, delivered_at__isnull=True)
    if not given_up.update(next_at=timezone.now(), attempts=0):
        raise Invalid({"delivery_id": ["It arrived or is still being tried: there is nothing to send again."]})
    delivery.refresh_from_db()
    return delivery


def _check(url: str, messages: Sequence[str]) -> None:
    fields: dict[str, list[str]] = {}
    if problem := problem_with(url, allow_private=settings.WEBHOOKS_TO_PRIVATE):
        fields["url"] = [problem]
    if unknown := sorted(set(messages) - set(MESSAGES)):
        fields["messages"] = [f"There is no message {', '.join(unknown)}; there are {', '.join(MESSAGES)}."]
    if fields:
        raise Invalid(fields)
