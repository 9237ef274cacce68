"""A signal: one cause on one deal, and every turn of its life."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.judgement.signals.model import KINDS
from coalition.record.models import Contact, Opportunity


class SignalState(models.TextChoices):
    OPEN = "open", "Open"
    SNOOZED = "snoozed", "Snoozed"
    ACTED_ON = "acted_on", "Acted on"
    RESOLVED = "resolved", "Resolved"
    DISMISSED = "dismissed", "Dismissed"


class SeverityWord(models.TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Signal(models.Model):
    """What is worth somebody's attention. The same cause on the same deal is one row, however often it is found."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="signals")
    key = models.CharField(max_length=200, help_text="The cause, unique on its deal.")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    severity = models.CharField(max_length=6, choices=SeverityWord.choices)
    rank = models.PositiveSmallIntegerField(help_text="The severity as a number, to sort by: 3 is high.")
    text = models.TextField()
    action = models.TextField(blank=True, help_text="What could be done about it.")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    contact_ids = models.JSONField(default=list, help_text="Public ids of everybody it is about.")
    evidence = models.JSONField(default=list, help_text="Objects of kind, id and text.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    state = models.CharField(max_length=9, choices=SignalState.choices, default=SignalState.OPEN)
    state_since = models.DateTimeField()
    snoozed_until = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="Why it was dismissed, or what was done.")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_present = models.BooleanField(default=True, help_text="Whether its cause was there when last looked.")
    closed_severity = models.CharField(max_length=6, blank=True, help_text="How bad it was when it was put aside.")
    wavers = models.BooleanField(default=False, help_text="Its cause went and came again within days.")
    gone_since = models.DateTimeField(null=True, help_text="When the cause of one that wavers went away.")
    worst = models.CharField(max_length=6, blank=True, help_text="The worst that was told since it opened.")
    opened_at = models.DateTimeField(help_text="When it was opened, the last time it was.")
    seen_at = models.DateTimeField(help_text="When its cause was last found.")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "key"], name="signal_once_a_cause")]
        indexes = [
            models.Index(fields=["owner", "state", "rank"], name="signal_by_owner"),  # somebody's inbox
            models.Index(fields=["state", "rank"], name="signal_by_state"),  # everybody's
        ]

    def __str__(self) -> str:
        return self.text


class What(models.TextChoices):
    """What happened to a signal."""

    OPENED = "opened", "Opened"
    REOPENED = "reopened", "Opened again"
    WORSE = "worse", "Grew worse"
    SNOOZED = "snoozed", "Snoozed"
    ACTED_ON = "acted_on", "Acted on"
    RESOLVED = "resolved", "Resolved"
    DISMISSED = "dismissed", "Dismissed"


class SignalEvent(models.Model):
    """One turn in the life of a signal. Also the outbox of notices: what is committed here is told."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=9, choices=What.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True)
    severity = models.CharField(max_length=6, choices=SeverityWord.choices)
    text = models.TextField(help_text="What the signal said then.")

    class Meta:
        indexes = [models.Index(fields=["at"], name="signal_event_by_time")]  # digests: since when

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.text}"
