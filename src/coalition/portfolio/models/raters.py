"""Views that sellers held, with what came after, and what that says of each seller."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from coalition.record.models import Opportunity, Stakeholder


class HeldView(models.Model):
    """One view of one seller, held against what the person did in the weeks after it. Rows are never changed."""

    # Outlives the stakeholder: who is taken off a map was judged all the same.
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="held_views")
    word = models.CharField(max_length=10)
    viewed_at = models.DateTimeField(help_text="When they judged, as they say.")
    held_at = models.DateTimeField(help_text="When it was first on record: hindsight is no view.")
    later = models.FloatField(null=True, help_text="Behavioural sentiment some weeks on; null: unknown, or not kept.")
    later_confidence = models.FloatField(default=0.0)
    silent = models.BooleanField(null=True, help_text="They had gone silent by then; null: never in touch.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stakeholder", "viewed_at"], name="one_view_a_moment")]
        indexes = [models.Index(fields=["held_at"], name="held_view_by_moment")]  # the views of two years

    def __str__(self) -> str:
        return f"{self.word} of stakeholder {self.stakeholder_id} at {self.viewed_at}"


class RatersVersion(models.Model):
    """One calibration of all raters. The newest by a moment was in force then; rows are never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learned_at = models.DateTimeField()
    views = models.PositiveIntegerField(help_text="Views it was learned from.")
    raters = models.JSONField(default=list, help_text="See coalition.judgement.rater.Calibration; raters by key.")

    class Meta:
        indexes = [models.Index(fields=["learned_at"], name="raters_by_moment")]  # those in force at a moment

    def __str__(self) -> str:
        return f"raters at {self.learned_at}"
