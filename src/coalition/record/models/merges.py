"""Merges of two contacts: what each did, so that it can be undone, and whose part in an activity it was before."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.record.models.activities import Participant
from coalition.record.models.contacts import Contact


class MovedParticipation(models.Model):
    """A participation that a merge gave to the surviving contact.

    Who takes part in an activity has no history of its own, as nobody edits it. This row lets the map of a moment
    before the merge read the activity as it was known then: with the contact who was met.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="moves")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="moved_participations")
    moved_s = models.BigIntegerField(help_text="When, in whole seconds since 1970, as scoring counts.")

    def __str__(self) -> str:
        return f"{self.participant_id} was of contact {self.contact_id}"


class Merge(models.Model):
    """One merge, with every change it made in its order. Undoing walks them backwards.

    ``steps`` are those of ``services.merging.ledger``. Participations are not among them: they may be thousands, and
    ``MovedParticipation`` has them by ``moved_s``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    keep = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="merges")
    absorb = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_s = models.BigIntegerField(help_text="When its participations moved.")
    steps = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.absorb} into {self.keep}"
