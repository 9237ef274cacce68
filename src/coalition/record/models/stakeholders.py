"""Stakeholders: a contact on an opportunity, and what they are there."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models.base import Recorded, unique_source
from coalition.record.models.contacts import Contact
from coalition.record.models.opportunities import Opportunity


class BuyerGroup(models.TextChoices):
    DECISION_MAKER = "decision_maker", "Decision maker"
    CHAMPION = "champion", "Champion"
    SUPPORTER = "supporter", "Supporter"
    BLOCKER = "blocker", "Blocker"


class Persona(models.Model):
    """A part somebody plays in a decision. Admins rename them or add their own; ``key`` never changes."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    group = models.CharField(max_length=16, choices=BuyerGroup.choices)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Sentiment(models.TextChoices):
    """The seller's words for a stakeholder's stance. Empty means not assessed, which is never neutral."""

    ADVOCATE = "advocate", "Advocate"
    SUPPORTIVE = "supportive", "Supportive"
    NEUTRAL = "neutral", "Neutral"
    SCEPTICAL = "sceptical", "Sceptical"
    OPPOSED = "opposed", "Opposed"


class InfluenceLevel(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class VoteKind(models.TextChoices):
    APPROVE = "approve", "Approves"
    RECOMMEND = "recommend", "Recommends"
    INFLUENCE = "influence", "Influences"
    VETO = "veto", "Can veto"


class VoteStance(models.TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Against"
    UNDECIDED = "undecided", "Undecided"


class Stakeholder(Recorded):
    """One contact on one opportunity. Empty fields and nulls mean not assessed; nothing defaults to neutral."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="stakeholders")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="stakeholders")
    personas = models.JSONField(default=list, blank=True, help_text="Keys of personas, the main one first.")
    coverage_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="covers"
    )

    sentiment = models.CharField(max_length=10, choices=Sentiment.choices, blank=True, help_text="Seller's view.")
    sentiment_evidence = models.TextField(blank=True, help_text="Required with a seller's view.")
    sentiment_at = models.DateTimeField(null=True, blank=True)
    sentiment_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    influence = models.CharField(
        max_length=6, choices=InfluenceLevel.choices, blank=True, help_text="Seller's override."
    )
    influence_reason = models.TextField(blank=True, help_text="Required with an override.")
    influence_until = models.DateField(null=True, blank=True, help_text="Required with an override: its expiry.")
    influence_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # Evidence of influence: true, false, or null for not assessed.
    purchasing_authority = models.BooleanField(null=True, blank=True)
    approval_power = models.BooleanField(null=True, blank=True)
    committee_member = models.BooleanField(null=True, blank=True)
    senior_for_decision = models.BooleanField(null=True, blank=True)
    personal_connections = models.BooleanField(null=True, blank=True)

    # Buyer indicators (A7); 1 low .. 5 high where a number, words otherwise, empty for not assessed.
    relationship = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Ours with them, 1-5.")
    process_role = models.CharField(max_length=80, blank=True)
    access = models.CharField(
        max_length=20, blank=True, help_text="How often we reach them: none, rare, monthly, weekly."
    )
    change_stance = models.CharField(
        max_length=20, blank=True, help_text="Innovator, visionary, pragmatist, conservative, laggard."
    )
    fit_view = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How well they think we fit, 1-5.")
    preference = models.CharField(
        max_length=20, blank=True, help_text="Whom they want to win: us, neutral, competitor."
    )
    buying_stage = models.CharField(max_length=40, blank=True)
    is_key = models.BooleanField(null=True, blank=True)
    owns_problem = models.BooleanField(null=True, blank=True)
    aligned_with = models.CharField(max_length=120, blank=True)
    vote_kind = models.CharField(max_length=10, choices=VoteKind.choices, blank=True)
    vote = models.CharField(max_length=10, choices=VoteStance.choices, blank=True)
    notes = models.TextField(blank=True)

    # Where somebody placed the card on this map by hand: its upper left corner, in pixels at zoom 1.
    pin_x = models.FloatField(null=True, blank=True)
    pin_y = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [
            unique_source("stakeholder"),
            models.UniqueConstraint(fields=["opportunity", "contact"], name="stakeholder_once"),
            models.CheckConstraint(
                condition=models.Q(sentiment="") | ~models.Q(sentiment_evidence=""),
                name="sentiment_needs_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(influence="")
                | (~models.Q(influence_reason="") & models.Q(influence_until__isnull=False)),
                name="influence_needs_reason_and_expiry",
            ),
            models.CheckConstraint(
                condition=models.Q(pin_x__isnull=True, pin_y__isnull=True)
                | models.Q(pin_x__isnull=False, pin_y__isnull=False),
                name="pin_is_a_point",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} on {self.opportunity}"
