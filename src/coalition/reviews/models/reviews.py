"""A look at a deal's map together: the questions that were prepared, and what was answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.record.models import Opportunity


class MapReview(models.Model):
    """One review, as it was held. Never changed afterwards: a mistake is told in the next."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="map_reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    held_at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(default=list, help_text="Objects of code, question and answer, as they were put.")
    notes = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["opportunity", "-held_at"], name="review_by_deal")]  # when it was last reviewed

    def __str__(self) -> str:
        return f"{self.opportunity} reviewed {self.held_at:%Y-%m-%d}"
