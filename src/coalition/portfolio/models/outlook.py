"""What the outlook learns from, and what it learnt."""

from __future__ import annotations

from django.db import models

from coalition.record.models import Opportunity, Stage


class StageReading(models.Model):
    """What was known of a deal as it entered a stage. Read once: later edits and later events do not reach it."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="stage_readings")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateTimeField(help_text="The moment that was read.")
    version = models.CharField(max_length=12, help_text="Names the fields.")
    known = models.JSONField(null=True, help_text="Field to value; null: the deal was not on record by then.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "stage"], name="one_reading_a_stage")]

    def __str__(self) -> str:
        return f"opportunity {self.opportunity_id} at {self.as_of}"


class OutlookVersion(models.Model):
    """What a night learnt for one stage. The newest by a moment was in force then; the same again adds none."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    learned_at = models.DateTimeField()
    version = models.CharField(max_length=40, help_text="Names the method and the fields.")
    shown = models.BooleanField()
    why = models.CharField(max_length=500, help_text="What was found, or what stands in the way.")
    won = models.PositiveIntegerField(help_text="Past deals it was learnt from.")
    lost = models.PositiveIntegerField()
    fields = models.JSONField(default=dict, help_text="Names of those used, refused and left out, with why.")
    figures = models.JSONField(null=True, help_text="On deals held out; null: too few.")
    model = models.JSONField(null=True, help_text="See coalition.judgement.outlook.kept.")

    class Meta:
        indexes = [models.Index(fields=["stage", "learned_at"], name="outlook_by_moment")]  # in force at a moment

    def __str__(self) -> str:
        return f"outlook of {self.stage_id}, learnt {self.learned_at}"
