"""One narrow row a deal, for pages that show very many deals at once."""

from __future__ import annotations

from django.db import models

from coalition.record.models import Opportunity


class DealSummary(models.Model):
    """What the portfolio page shows, filters and sorts by, written with each judgement.

    Beside ``DealScore`` and not in it: its JSON columns are long, and a list of thousands would read all their pages.
    """

    opportunity = models.OneToOneField(
        Opportunity, primary_key=True, on_delete=models.CASCADE, related_name="summary", db_index=False
    )
    as_of = models.DateTimeField(help_text="The moment the judgement is for.")
    static_records = models.FloatField(help_text="The five visibility gaps, 0 to 100.")
    persona_without_influence = models.FloatField()
    sentiment_blind_spots = models.FloatField()
    single_threaded_coverage = models.FloatField()
    no_coaching_loop = models.FloatField()
    widest_gap = models.FloatField()
    map_score = models.FloatField(null=True)
    map_colour = models.CharField(max_length=8, blank=True)
    gates_open = models.PositiveSmallIntegerField(help_text="Conditions of the next stage that are not met.")
    gates = models.PositiveSmallIntegerField()
    engaged = models.PositiveIntegerField()
    effective_threads = models.FloatField(null=True)
    consensus = models.FloatField(null=True)
    economic_buyer = models.CharField(max_length=10, help_text="A sentiment, unknown, or nobody.")
    finance_lead = models.CharField(max_length=10)
    outlook = models.FloatField(null=True, help_text="Of winning, 0 to 1; null: nothing can be said.")
    outlook_reasons = models.JSONField(default=list)
    outlook_stage = models.BigIntegerField(null=True, help_text="The stage it speaks of; moved on, it says no more.")
    shown = models.JSONField(default=dict, help_text="The reasons of each cell.")

    def __str__(self) -> str:
        return f"summary of opportunity {self.opportunity_id}"
