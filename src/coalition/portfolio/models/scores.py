"""The scores in force, one row a stakeholder and one a deal, and a row for each time one moved."""

from __future__ import annotations

from django.db import models

from coalition.record.models import Opportunity, Stakeholder


class Scored(models.Model):
    """When a row was made, for which moment, and by which settings. Null scores: too little to say."""

    as_of = models.DateTimeField(help_text="The moment the scores are for.")
    scored_at = models.DateTimeField(help_text="When they were worked out.")
    settings_version = models.CharField(max_length=12)

    class Meta:
        abstract = True


class StakeholderScore(Scored):
    """What the last run said of a stakeholder. Columns hold what lists and maps show; ``facts`` holds every column of
    the scoring run by its name there, so that the parts of each score can be shown without running it again."""

    stakeholder = models.OneToOneField(
        Stakeholder, primary_key=True, on_delete=models.CASCADE, related_name="current_score"
    )
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")

    engagement_level = models.CharField(max_length=7)
    engagement_score = models.FloatField(null=True)
    last_two_way_at = models.DateTimeField(null=True)
    last_seller_led_at = models.DateTimeField(null=True)
    trend = models.JSONField(default=list, help_text="Weekly engagement scores, oldest first.")

    sentiment = models.CharField(max_length=10, blank=True, help_text="The effective word; empty: unknown.")
    sentiment_score = models.FloatField(null=True, help_text="Effective, -100 to 100.")
    sentiment_source = models.CharField(max_length=9, blank=True, help_text="seller, behaviour or blend.")
    diverges = models.BooleanField(default=False)
    behaviour_score = models.FloatField(null=True)
    behaviour_confidence = models.FloatField(null=True)

    influence_level = models.CharField(max_length=6, blank=True)
    influence_score = models.FloatField(null=True)
    influence_confidence = models.FloatField(null=True)
    influence_assumed = models.BooleanField(default=True)

    facts = models.JSONField(default=dict)
    noted = models.JSONField(default=list, help_text="What the last snapshot held, to tell whether another is due.")

    def __str__(self) -> str:
        return f"scores of stakeholder {self.stakeholder_id}"


class DealScore(Scored):
    """What the last run said of a deal. ``judgement`` is what coverage, gaps, consensus and outlook came to."""

    opportunity = models.OneToOneField(
        Opportunity, primary_key=True, on_delete=models.CASCADE, related_name="current_score"
    )
    effective_threads = models.FloatField(null=True)
    engaged = models.PositiveIntegerField(default=0, help_text="Stakeholders engaged or deep.")
    facts = models.JSONField(default=dict)
    ties = models.JSONField(default=list, help_text="Ours and theirs: user id, contact id, strength 0 to 1.")
    judgement = models.JSONField(default=dict, help_text="In brief; see coalition.judgement.brief.")
    engaged_from = models.JSONField(
        null=True, help_text="Of a won deal: persona to the position of the first stage with an engaged holder."
    )

    def __str__(self) -> str:
        return f"scores of opportunity {self.opportunity_id}"


class ScoreSnapshot(models.Model):
    """A stakeholder's scores at a moment when one of them had moved enough to be seen: the points of a trend line."""

    # Outlives the stakeholder: who is taken off a map may be put back under the same key, with their trend.
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.DO_NOTHING, db_constraint=False, related_name="score_snapshots"
    )
    as_of = models.DateTimeField()
    settings_version = models.CharField(max_length=12)
    engagement_level = models.CharField(max_length=7)
    engagement_score = models.FloatField(null=True)
    sentiment_score = models.FloatField(null=True)
    behaviour_score = models.FloatField(null=True)
    influence_level = models.CharField(max_length=6, blank=True)
    influence_score = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["stakeholder", "as_of"], name="snapshot_by_stakeholder")]  # a trend line

    def __str__(self) -> str:
        return f"stakeholder {self.stakeholder_id} at {self.as_of}"
