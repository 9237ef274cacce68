"""Portfolio pages somebody set up and gave a name."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class SavedView(models.Model):
    """Filters and sorting by name. Its owner's alone, or read by their whole team."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=120)
    query = models.JSONField(default=dict, help_text="Parameters of the page, as in its address.")
    is_shared = models.BooleanField(default=False, help_text="With the owner's team.")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
