"""How deals went past each rule: what the statistics beside it are counted from (D6)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.gates.models.exceptions import StageException
from coalition.gates.models.rules import GateRule
from coalition.record.models import Opportunity, Stage


class Way(models.TextChoices):
    MET = "met", "Met"
    WAIVED = "waived", "Waived by an exception"
    FLAGGED = "flagged", "Unmet, and moved elsewhere"


class Passage(models.Model):
    """A deal entered a stage past a rule."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="passages")
    rule = models.ForeignKey(GateRule, on_delete=models.CASCADE, related_name="passages")
    to_stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=7, choices=Way.choices)
    missing = models.CharField(max_length=255, blank=True)
    exception = models.ForeignKey(StageException, null=True, on_delete=models.SET_NULL, related_name="passages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["rule", "way"], name="passage_by_rule"),  # how waived deals ended
            models.Index(fields=["opportunity", "at"], name="passage_by_deal"),  # what a deal was let past
        ]

    def __str__(self) -> str:
        return f"{self.opportunity} past {self.rule}: {self.way}"
