"""Test and improve: a review held together, with parts and an order (E7)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models import Opportunity
from coalition.record.models.base import Recorded, unique_source


class Step(models.TextChoices):
    """The order of a session. Closing it keeps a review."""

    PRESENT = "present", "Present"
    CLARIFY = "clarify", "Clarify"
    TEST = "test", "Test"
    IMPROVE = "improve", "Improve"
    CLOSED = "closed", "Closed"


class ReviewSession(Recorded):
    """One session on a deal; at most one is open."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="review_sessions")
    step = models.CharField(max_length=8, choices=Step.choices, default=Step.PRESENT)
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    parts = models.JSONField(default=dict, help_text="Public id of a user to the part they take in the test.")

    class Meta:
        verbose_name = "session"
        constraints = [
            unique_source("review_session"),
            models.UniqueConstraint(
                fields=["opportunity"], condition=~models.Q(step="closed"), name="one_open_session_per_deal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity}: {self.step}"
