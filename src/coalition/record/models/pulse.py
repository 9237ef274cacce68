"""What the other parts of the house are told: which deals need scoring, and what open pages should hear of."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from coalition.record.models.accounts import Account
from coalition.record.models.opportunities import Opportunity


class DirtyOpportunity(models.Model):
    """A deal whose scores are out of date. One row a deal; marked in the transaction that changed it."""

    opportunity = models.OneToOneField(Opportunity, primary_key=True, on_delete=models.CASCADE, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)
    # Raised at every mark, so that a mark made while a worker is scoring is not lost when it clears the row.
    marks = models.PositiveIntegerField(default=1)
    claimed_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.opportunity_id}"


class LiveEvent(models.Model):
    """Something open pages should know. Written in the transaction of the change, read by the event stream in order."""

    kind = models.CharField(max_length=40)
    opportunity = models.ForeignKey(Opportunity, null=True, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    payload = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
