"""How well each deal's map was kept, week by week."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models import Opportunity


class MapWeek(models.Model):
    """The last judgement of an open deal in a week, under its owner of that week. Older weeks are never rewritten."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="map_weeks")
    week = models.DateField(help_text="Its Monday.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    quality = models.FloatField(help_text="100 less the mean of the five gaps.")
    freshness = models.FloatField(help_text="100 less the gap of static records.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "week"], name="map_week_once")]
        indexes = [models.Index(fields=["week"], name="map_week_by_week")]  # the last half-year of all deals

    def __str__(self) -> str:
        return f"map of opportunity {self.opportunity_id} in the week of {self.week}"
