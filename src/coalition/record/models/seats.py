"""Empty seats: a part in a decision that nobody has named yet, and the lines that already lead to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalition.record.models.base import Recorded, unique_source
from coalition.record.models.contacts import Contact
from coalition.record.models.lines import LineKind
from coalition.record.models.opportunities import Opportunity
from coalition.record.models.stakeholders import Stakeholder


class SeatState(models.TextChoices):
    """Only an open seat stands on the map. The others are kept, so that filling or removing one can be undone."""

    OPEN = "open", "Open"
    FILLED = "filled", "Filled"
    REMOVED = "removed", "Removed"


class EmptySeat(Recorded):
    """A placeholder on one deal's map. It is nobody: not scored, not counted, without a stance."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="seats")
    title = models.CharField(max_length=200, blank=True, help_text="The title one hopes to find.")
    personas = models.JSONField(default=list, blank=True, help_text="Keys of personas, the main one first.")
    notes = models.TextField(blank=True)
    pin_x = models.FloatField(null=True, blank=True)
    pin_y = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=SeatState.choices, default=SeatState.OPEN)
    filled_by = models.ForeignKey(Stakeholder, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    filling = models.JSONField(null=True, blank=True, help_text="What filling it made, to take back.")

    class Meta:
        constraints = [
            unique_source("empty_seat"),
            models.CheckConstraint(
                condition=Q(pin_x__isnull=True, pin_y__isnull=True) | Q(pin_x__isnull=False, pin_y__isnull=False),
                name="seat_pin_is_a_point",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or 'Empty seat'} on {self.opportunity}"


class SeatLine(Recorded):
    """A line with an empty seat at one end or both. It holds on the seat's deal alone."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="seat_lines")
    kind = models.CharField(max_length=12, choices=LineKind.choices)
    from_contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    from_seat = models.ForeignKey(EmptySeat, null=True, blank=True, on_delete=models.CASCADE, related_name="lines_out")
    to_contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    to_seat = models.ForeignKey(EmptySeat, null=True, blank=True, on_delete=models.CASCADE, related_name="lines_in")
    strength = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 low .. 3 high.")
    note = models.TextField(blank=True)
    since = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=200, blank=True, help_text="Who said so.")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            unique_source("seat_line"),
            models.CheckConstraint(
                condition=(
                    (Q(from_contact__isnull=True) ^ Q(from_seat__isnull=True))
                    & (Q(to_contact__isnull=True) ^ Q(to_seat__isnull=True))
                    & (Q(from_seat__isnull=False) | Q(to_seat__isnull=False))
                ),
                name="seat_line_has_two_ends_and_a_seat",
            ),
        ]

    def __str__(self) -> str:
        ends = (self.from_contact or self.from_seat, self.to_contact or self.to_seat)
        return f"{ends[0]} {self.get_kind_display()} {ends[1]}"
