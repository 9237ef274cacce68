"""The scoring settings an admin chose, version after version."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class ScoringSettingsVersion(models.Model):
    """One saved version. The newest row is in force; with no row, the defaults are. Rows are never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.CharField(max_length=12, help_text="Names the values; a score carries the one that made it.")
    judgement_version = models.CharField(max_length=12, help_text="The same for what judgement uses.")
    values = models.JSONField(default=dict, help_text="Every value, defaults included.")
    note = models.TextField(blank=True, help_text="Why.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.version
