"""Accounts: the companies we sell to, and who of ours works on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models.base import Recorded, unique_source


class Account(Recorded):
    """A company or a business unit of one. ``parent`` makes groups."""

    name = models.CharField(max_length=255)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    domain = models.CharField(max_length=255, blank=True)
    industry = models.CharField(max_length=120, blank=True)
    segment = models.CharField(max_length=120, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    annual_revenue = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    country = models.CharField(max_length=80, blank=True)
    website = models.CharField(max_length=255, blank=True)
    fit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Ideal-customer fit, 0-100; empty: not assessed."
    )
    tier = models.CharField(max_length=20, blank=True, help_text="Target tier, such as A, B, C.")
    notes = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="accounts"
    )
    custom = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [unique_source("account")]
        indexes = [
            models.Index(fields=["name", "id"], name="account_by_name"),  # the account list, sorted by name
            models.Index(fields=["domain"], name="account_by_domain"),  # import: whose address is this
        ]

    def __str__(self) -> str:
        return self.name


class AccountMember(models.Model):
    """One of ours on an account's team: this is what makes the account visible to them."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=80, blank=True, help_text="Such as account executive, solution engineer.")
    can_edit = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "user"], name="account_member_once")]

    def __str__(self) -> str:
        return f"{self.user} on {self.account}"
