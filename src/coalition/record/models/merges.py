"""Merges: whose part in an activity it was, before two contacts became one."""

from __future__ import annotations

from django.db import models

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
