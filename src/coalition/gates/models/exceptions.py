"""A deal let past a gate it does not meet: who asked, who approved, why, until when (D2)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.gates.models.rules import GateRule
from coalition.record.models import Opportunity, Stage
from coalition.record.models.base import Recorded, unique_source


class ExceptionStatus(models.TextChoices):
    """Expired is none of these: it follows from the day, and is never written."""

    ASKED = "asked", "Asked for"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class StageException(Recorded):
    """Leave to enter one stage with named conditions unmet, until a day."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="stage_exceptions")
    to_stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    why = models.TextField()
    until = models.DateField(help_text="The last day it holds; by then the conditions are to be met.")
    status = models.CharField(max_length=9, choices=ExceptionStatus.choices, default=ExceptionStatus.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, help_text="What whoever decided said.")
    used_at = models.DateTimeField(null=True, help_text="When the deal moved on it.")

    class Meta:
        verbose_name = "exception"
        constraints = [
            unique_source("stage_exception"),
            models.UniqueConstraint(
                fields=["opportunity", "to_stage"],
                condition=models.Q(status="asked"),
                name="one_exception_asked_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["status", "until"], name="exception_by_status")]  # those waiting, those overdue

    def __str__(self) -> str:
        return f"{self.opportunity} into {self.to_stage}"

    def is_over(self, today: date) -> bool:
        return self.until < today


class ExceptionRule(models.Model):
    """A condition the exception covers, as it stood when it was asked for."""

    exception = models.ForeignKey(StageException, on_delete=models.CASCADE, related_name="covers")
    rule = models.ForeignKey(GateRule, on_delete=models.CASCADE, related_name="+")
    terms = models.JSONField(help_text="What the rule asked then; one that asks something else now is not covered.")
    missing = models.CharField(max_length=255, help_text="What was missing then.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exception", "rule"], name="exception_covers_rule_once")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.missing}"
