"""What was agreed on: who does what until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models import Contact, Opportunity
from coalition.record.models.base import Recorded, unique_source


class ActionStatus(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class CoachingAction(Recorded):
    """One action with an owner and a day."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="coaching_actions")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField()
    status = models.CharField(max_length=7, choices=ActionStatus.choices, default=ActionStatus.OPEN)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "action"
        constraints = [unique_source("coaching_action")]
        indexes = [models.Index(fields=["opportunity", "status"], name="action_by_deal")]  # open ones of a deal

    def __str__(self) -> str:
        return self.text[:60]
