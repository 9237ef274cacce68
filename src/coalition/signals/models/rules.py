"""Rules of one's own, as an admin wrote them in a form. Every version of each is kept."""

from __future__ import annotations

from django.db import models

from coalition.record.models.base import Recorded, unique_source
from coalition.signals.models.signals import SeverityWord


class SignalRule(Recorded):
    """Raises a signal on a deal while enough of its people meet all conditions; means what ``own_rules`` says."""

    label = models.CharField(max_length=120, help_text="What the rule is called among us.")
    text = models.TextField(help_text="What the signal says; $names, $count and $deal are filled in.")
    action = models.TextField(blank=True, help_text="What the signal proposes.")
    severity = models.CharField(max_length=6, choices=SeverityWord.choices, default=SeverityWord.MEDIUM)
    conditions = models.JSONField(default=list, help_text="Objects of field, operator and value; all must hold.")
    at_least = models.PositiveSmallIntegerField(default=1)
    at_most = models.PositiveSmallIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "signal rule"
        constraints = [unique_source("signal_rule")]

    def __str__(self) -> str:
        return self.label
