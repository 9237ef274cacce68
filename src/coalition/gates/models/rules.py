"""The rules of stages, as an admin built them. Every version of each is kept."""

from __future__ import annotations

from typing import Any

from django.db import models

from coalition.record.models import Stage
from coalition.record.models.base import Recorded, unique_source

#: What a rule asks. Who approved an exception approved these; a new label or segment changes nothing for them.
TERMS = (
    "kind",
    "personas",
    "departments",
    "conditions",
    "engaged",
    "within_days",
    "at_least",
    "at_most",
    "since_entry",
)


class GateKind(models.TextChoices):
    PEOPLE = "people", "People"
    REVIEW = "review", "Review of the map"
    DEAL = "deal", "The deal itself"


class GateRule(Recorded):
    """One condition of entering a stage and those after it; its fields mean what ``judgement.gate_rules`` says."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="gate_rules")
    segments = models.JSONField(default=list, blank=True, help_text="Segments of accounts it holds for; empty: all.")
    label = models.CharField(max_length=120, help_text="Said of a deal: such as Economic buyer named and engaged.")
    advice = models.TextField(blank=True, help_text="What to do about it, shown beside it while it is unmet.")
    kind = models.CharField(max_length=8, choices=GateKind.choices, default=GateKind.PEOPLE)
    personas = models.JSONField(default=list, blank=True)
    departments = models.JSONField(default=list, blank=True)
    conditions = models.JSONField(default=list, blank=True, help_text="Objects of field, operator and value.")
    engaged = models.BooleanField(default=True)
    within_days = models.PositiveSmallIntegerField(null=True, blank=True)
    at_least = models.PositiveSmallIntegerField(default=1)
    at_most = models.PositiveSmallIntegerField(null=True, blank=True)
    since_entry = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True, help_text="A rule out of use keeps its statistics.")

    class Meta:
        constraints = [unique_source("gate_rule")]

    def __str__(self) -> str:
        return self.label

    @property
    def terms(self) -> dict[str, Any]:
        """What it asks, as plain values to compare."""
        return {name: getattr(self, name) for name in TERMS}
