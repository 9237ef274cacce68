"""Activities: what happened between us and them. Append-only; a mistake is retracted, never rewritten."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from uuid_utils import uuid7

from coalition.record.models.accounts import Account
from coalition.record.models.base import Sourced, unique_source
from coalition.record.models.contacts import Contact
from coalition.record.models.opportunities import Opportunity


def time_ordered_uuid() -> uuid.UUID:
    """Version 7: neighbours in time are neighbours in the index, which a long log needs."""
    return uuid.UUID(int=uuid7().int)


class ActivityKind(models.TextChoices):
    EMAIL = "email", "E-mail"
    MEETING = "meeting", "Meeting"
    CALL = "call", "Call"
    CONTENT = "content", "Content view"
    DOCUMENT = "document", "Document share"
    FORWARD = "forward", "Forward"
    SUPPORT = "support", "Support case"


class Direction(models.TextChoices):
    """Who acted: ours, theirs, or only theirs among themselves. Empty: not known."""

    OUTBOUND = "outbound", "From us"
    INBOUND = "inbound", "From them"
    INTERNAL = "internal", "Among them"


class Automatic(models.TextChoices):
    """Mail no person wrote: presence at most."""

    OUT_OF_OFFICE = "out_of_office", "Out of office"
    BOUNCE = "bounce", "Bounce"
    CALENDAR = "calendar", "Calendar notice"
    MAILING_LIST = "mailing_list", "Mailing list"


class ActivityStatus(models.TextChoices):
    DONE = "done", "Took place"
    PLANNED = "planned", "Planned"
    CANCELLED = "cancelled", "Cancelled"
    RESCHEDULED = "rescheduled", "Rescheduled"


class Activity(Sourced):
    """One mail, meeting, call or the like. Bodies stay out."""

    uuid = models.UUIDField(default=time_ordered_uuid, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=ActivityKind.choices)
    direction = models.CharField(max_length=8, choices=Direction.choices, blank=True)
    status = models.CharField(max_length=11, choices=ActivityStatus.choices, default=ActivityStatus.DONE)
    automatic = models.CharField(max_length=13, choices=Automatic.choices, blank=True)
    occurred_at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    thread = models.CharField(max_length=200, blank=True, help_text="Mails of one conversation share it.")
    subject = models.CharField(max_length=400, blank=True)
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    retracted_at = models.DateTimeField(null=True, blank=True, help_text="Deleted here; still true of the time before.")

    class Meta:
        constraints = [unique_source("activity")]
        indexes = [
            models.Index(fields=["opportunity", "occurred_at"], name="activity_by_opportunity"),  # a deal's timeline
            models.Index(fields=["account", "occurred_at"], name="activity_by_account"),  # an account's timeline
            models.Index(fields=["thread"], condition=~models.Q(thread=""), name="activity_by_thread"),  # reply pairing
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}".strip()


class ParticipantRole(models.TextChoices):
    FROM = "from", "From"
    TO = "to", "To"
    CC = "cc", "Cc"
    ORGANIZER = "organizer", "Organizer"
    ATTENDEE = "attendee", "Attendee"
    CALLER = "caller", "Caller"
    CALLEE = "callee", "Callee"
    VIEWER = "viewer", "Viewer"
    REQUESTER = "requester", "Requester"


class Response(models.TextChoices):
    """What the participant did. Empty: nothing, or not known."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    TENTATIVE = "tentative", "Tentative"
    NO_ANSWER = "no_answer", "No answer"
    CONNECTED = "connected", "Connected"
    VOICEMAIL = "voicemail", "Voicemail"
    OPENED = "opened", "Opened"
    FORWARDED = "forwarded", "Forwarded"
    COMMENTED = "commented", "Commented"
    ANSWERED = "answered", "Answered"


class Participant(models.Model):
    """A person in an activity: a contact, a user, or an address nobody has claimed yet."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participants")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="participations"
    )
    address = models.CharField(max_length=254, blank=True, help_text="As met, lower case; kept for matching later.")
    role = models.CharField(max_length=9, choices=ParticipantRole.choices)
    response = models.CharField(max_length=9, choices=Response.choices, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True, help_text="Time spent, for content.")

    class Meta:
        indexes = [
            models.Index(
                fields=["address"],
                condition=models.Q(contact__isnull=True, user__isnull=True),
                name="participant_unclaimed",
            ),  # a new contact claims the addresses met before
        ]

    def __str__(self) -> str:
        return f"{self.contact or self.user or self.address} ({self.role})"
