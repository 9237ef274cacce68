"""A colleague asked to look at a map."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.record.models import Opportunity


class ReviewInvitation(models.Model):
    """One colleague, one deal. Answered by whatever they comment afterwards, which is never written here."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="review_invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True, help_text="What to look at.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "user"], name="invited_once_per_deal")]

    def __str__(self) -> str:
        return f"{self.user} on {self.opportunity}"
