"""Standings: what one of ours is to one of theirs, and what they mean to become."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models.base import Recorded, unique_source
from coalition.record.models.contacts import Contact


class StandingLevel(models.TextChoices):
    """A ladder, lowest rung first. Empty means not assessed."""

    VENDOR = "vendor", "Vendor"
    CREDIBLE_SOURCE = "credible_source", "Credible source"
    PROBLEM_SOLVER = "problem_solver", "Problem solver"
    TRUSTED_ADVISER = "trusted_adviser", "Trusted adviser"


class Standing(Recorded):
    """How a contact sees a user. It is between two people, so every map the contact is on shows the same."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standings")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="standings")
    current = models.CharField(max_length=16, choices=StandingLevel.choices, blank=True)
    desired = models.CharField(max_length=16, choices=StandingLevel.choices, blank=True)
    note = models.TextField(blank=True, help_text="What it rests on, or how to get there.")

    class Meta:
        constraints = [
            unique_source("standing"),
            # Also the index of a map's grid, which is read by contact.
            models.UniqueConstraint(fields=["contact", "user"], name="standing_once"),
            models.CheckConstraint(
                condition=~models.Q(current="") | ~models.Q(desired=""), name="standing_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} to {self.contact}"
