"""Contacts: people of the customer, or of a third party who has a say."""

from __future__ import annotations

from django.db import models

from coalition.record.models.accounts import Account
from coalition.record.models.base import Recorded, unique_source


class Seniority(models.TextChoices):
    """Rank by title. Empty means not assessed."""

    EXECUTIVE = "executive", "Executive"
    VICE_PRESIDENT = "vp", "Vice president"
    DIRECTOR = "director", "Director"
    MANAGER = "manager", "Manager"
    STAFF = "staff", "Staff"


class ContactStatus(models.TextChoices):
    ACTIVE = "active", "Active"
    LEFT = "left", "Left the company"
    MOVED = "moved", "Moved to another account"


class Contact(Recorded):
    """A person. What they are in a deal stands on the stakeholder, not here."""

    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")
    first_name = models.CharField(max_length=120, blank=True)
    last_name = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=255, help_text="As shown; made from first and last name when not given.")
    email = models.CharField(max_length=254, blank=True, help_text="Lower case.")
    other_emails = models.JSONField(default=list, blank=True, help_text="Further addresses, lower case.")
    phones = models.JSONField(default=list, blank=True)
    title = models.CharField(max_length=200, blank=True)
    department = models.CharField(max_length=120, blank=True)
    business_unit = models.CharField(max_length=120, blank=True)
    seniority = models.CharField(max_length=12, choices=Seniority.choices, blank=True)
    preferred_channel = models.CharField(max_length=20, blank=True)
    location = models.CharField(max_length=120, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    priorities = models.TextField(blank=True)
    motivations = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=ContactStatus.choices, default=ContactStatus.ACTIVE)
    moved_to = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="arrivals")
    decision_orientation = models.CharField(max_length=20, blank=True)
    adaptability = models.CharField(max_length=20, blank=True)
    competitor_stance = models.CharField(max_length=120, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    custom = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [unique_source("contact")]
        indexes = [
            models.Index(fields=["email"], name="contact_by_email"),  # import and mail: whose address is this
            models.Index(fields=["account", "name"], name="contact_by_account"),  # the people of an account, sorted
        ]

    def __str__(self) -> str:
        return self.name
