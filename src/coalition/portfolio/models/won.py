"""What was known of won deals, and from when on: a past moment compares with these, whatever came after."""

from __future__ import annotations

from django.db import models


class WonDeal(models.Model):
    """One state of a deal that was won, with what comparables are found by. Rows are only added; the latest by a moment
    holds. ``is_won`` false: won no longer, as of then."""

    # A plain key: the row outlives its deal.
    opportunity_id = models.BigIntegerField()
    uuid = models.UUIDField()
    known_from = models.DateTimeField()
    is_won = models.BooleanField(default=True)
    name = models.CharField(max_length=255)
    segment = models.CharField(max_length=120, blank=True)
    industry = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    amount = models.FloatField(null=True)
    close_on = models.DateField(null=True)
    engaged_from = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["opportunity_id", "known_from"], name="won_deal_by_deal")]  # its latest state

    def __str__(self) -> str:
        return f"{self.name}, known from {self.known_from}"
