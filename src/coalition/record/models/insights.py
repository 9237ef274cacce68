"""Insights: what the customer wants, fears and decides by."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models.accounts import Account
from coalition.record.models.base import Recorded, unique_source
from coalition.record.models.contacts import Contact
from coalition.record.models.opportunities import Opportunity


class InsightKind(models.TextChoices):
    GOAL = "goal", "Goal"
    PRESSURE = "pressure", "Pressure"
    INITIATIVE = "initiative", "Initiative"
    OBSTACLE = "obstacle", "Obstacle"
    CHALLENGE = "challenge", "Challenge"
    CRITERION = "criterion", "Decision criterion"
    CONCERN = "concern", "Concern"


class Insight(Recorded):
    """Something we learned, whose it is, and what we answer."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="insights")
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.CASCADE, related_name="insights"
    )
    kind = models.CharField(max_length=12, choices=InsightKind.choices)
    text = models.TextField()
    answer = models.TextField(blank=True, help_text="What we offer for it.")
    # Who holds it, and what it hangs on. Kept as lists of public ids so that one history row tells the whole state.
    contact_ids = models.JSONField(default=list, blank=True)
    linked_ids = models.JSONField(default=list, blank=True)
    told_by = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="told_insights")
    confirmed_by_customer = models.BooleanField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [unique_source("insight")]

    def __str__(self) -> str:
        return self.text[:80]
