"""Opportunities: the deals, their stages and how they moved through them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.record.models.accounts import Account
from coalition.record.models.base import Recorded, unique_source


class Pipeline(models.Model):
    """An ordered set of stages. Most teams have one."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    OPEN = "open", "Open"
    WON = "won", "Closed won"
    LOST = "lost", "Closed lost"


class Stage(models.Model):
    """One step of a pipeline. ``outcome`` tells open stages from the two ends."""

    pipeline = models.ForeignKey(Pipeline, on_delete=models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=4, choices=Outcome.choices, default=Outcome.OPEN)

    class Meta:
        ordering = ["pipeline_id", "position"]
        constraints = [models.UniqueConstraint(fields=["pipeline", "key"], name="stage_key_once")]

    def __str__(self) -> str:
        return self.name


class Opportunity(Recorded):
    """A deal with an account. Its map is its stakeholders and the lines between their contacts."""

    account = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="opportunities",
        help_text="May be empty: some CRMs hold open deals without an account.",
    )
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=60, blank=True, help_text="Such as new business, expansion, renewal.")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="opportunities")
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    created_on = models.DateField(null=True, blank=True)
    close_on = models.DateField(null=True, blank=True, help_text="Expected, or actual once closed.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="opportunities",
    )
    is_primary = models.BooleanField(default=False, help_text="The account's main map.")
    next_step = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    custom = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [unique_source("opportunity")]
        indexes = [
            models.Index(fields=["account", "stage"], name="opportunity_by_account"),  # deals of an account
            models.Index(fields=["stage", "close_on"], name="opportunity_by_stage"),  # open deals by close date
            models.Index(fields=["owner", "stage"], name="opportunity_by_owner"),  # a rep's open deals
        ]

    def __str__(self) -> str:
        return self.name


class StageChange(models.Model):
    """A deal entered a stage. The first row is its creation."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="stage_changes")
    from_stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    to_stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["occurred_at", "id"]

    def __str__(self) -> str:
        return f"{self.opportunity}: {self.to_stage}"
