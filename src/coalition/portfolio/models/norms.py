"""What was usual for a persona at a stage, and for one of a seniority, learned from the book, night after night."""

from __future__ import annotations

import uuid

from django.db import models


class NormsVersion(models.Model):
    """One learning. The newest by a moment was in force then; rows are never changed. The same again adds none."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.CharField(max_length=12, help_text="Names the values.")
    learned_at = models.DateTimeField()
    people = models.PositiveIntegerField(help_text="Stakeholders of open deals it was learned from.")
    norms = models.JSONField(default=list, help_text="See coalition.scoring.norms.Norm.")
    influence = models.JSONField(default=list, help_text="See coalition.scoring.influence_norms.InfluenceNorm.")

    class Meta:
        indexes = [models.Index(fields=["learned_at"], name="norms_by_moment")]  # those in force at a moment

    def __str__(self) -> str:
        return f"norms {self.version}"
