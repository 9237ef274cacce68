"""Where other systems want to hear of changes, and every attempt to tell them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

MESSAGES = (
    "opportunity.stage_changed",
    "opportunity.map_changed",
    "opportunity.scores_changed",
    "opportunity.signals_changed",
)


class WebhookEndpoint(models.Model):
    """An address of another system. It hears of what its owner may see, as of the moment of sending.

    No secret is kept: it is worked out from the installation's own key, the id and the generation, so that a copy of
    the database signs nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=500)
    name = models.CharField(max_length=120, help_text="Which system it is.")
    messages = models.JSONField(default=list, help_text="Kinds of messages it wants; empty: every one.")
    generation = models.PositiveIntegerField(default=1, help_text="Raised when its secret is replaced.")
    rotated_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    paused_because = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One message to one address, with how it went. The body is kept as it was signed: every attempt sends the same."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    # The event it tells of; null for one that was asked for by hand.
    event = models.BigIntegerField(null=True, blank=True)
    message = models.CharField(max_length=40)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    # null: nothing more will be tried, it arrived or was given up.
    next_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    delivered_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status of the last answer.")
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["endpoint", "event"], name="delivery_once")]
        indexes = [
            # What is due, for the courier.
            models.Index(fields=["next_at"], name="delivery_due", condition=models.Q(next_at__isnull=False)),
            # The log of an address, newest first.
            models.Index(fields=["endpoint", "-created_at"], name="delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.message} to {self.endpoint_id}"

    @property
    def message_id(self) -> str:
        """The same at every attempt: by it the receiver knows a repetition."""
        return f"msg_{self.uuid.hex}"


class HandedOn(models.Model):
    """An event that was looked at for every address. Swept out with the events."""

    event = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.event}"
