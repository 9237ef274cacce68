"""How a deal stood over its life: the points of its trend lines."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from coalition.record.models import Opportunity


class DealPoint(models.Model):
    """What judgement said of a deal at a moment when it had moved enough to be seen. Null: too little to say.

    Kept as the moment went by, or worked out afterwards from what was recorded by then (``afterwards``).
    """

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="points")
    as_of = models.DateTimeField()
    settings_version = models.CharField(max_length=12)
    afterwards = models.BooleanField(default=False)
    people = models.PositiveIntegerField()
    engaged = models.PositiveIntegerField()
    supporting = models.FloatField(help_text="Share of the group's influence, 0 to 1.")
    against = models.FloatField(help_text="Share of the group's influence, 0 to 1.")
    consensus = models.FloatField(null=True, help_text="-1 to 1.")
    coverage = models.FloatField(null=True, help_text="0 to 100.")
    gaps = models.FloatField(null=True, help_text="Mean of the five visibility gaps, 0 to 100.")
    map_score = models.FloatField(null=True, help_text="0 to 100.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "as_of"], name="one_point_a_moment")]

    def __str__(self) -> str:
        return f"opportunity {self.opportunity_id} at {self.as_of}"


class WantedPast(models.Model):
    """A deal whose earlier points somebody waits for; the worker works them out when it has nothing newer to do."""

    opportunity = models.OneToOneField(Opportunity, primary_key=True, on_delete=models.CASCADE, related_name="+")
    wanted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["wanted_at"], name="wanted_past_in_turn")]  # the one that waits longest

    def __str__(self) -> str:
        return f"the past of opportunity {self.opportunity_id}"
