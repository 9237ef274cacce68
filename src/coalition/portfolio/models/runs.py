"""When the jobs that come round were last done."""

from __future__ import annotations

from django.db import models


class Run(models.Model):
    """One recurring job. It is claimed by moving ``last_at`` on, so that of several workers one does it."""

    name = models.CharField(max_length=40, primary_key=True)
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}, last at {self.last_at}"
