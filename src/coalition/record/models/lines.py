"""Lines: how two contacts stand to each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models.base import Recorded, unique_source
from coalition.record.models.contacts import Contact
from coalition.record.models.opportunities import Opportunity


class LineKind(models.TextChoices):
    """``reports_to``, ``dotted`` and ``influences`` have a direction; the others hold both ways."""

    REPORTS_TO = "reports_to", "Reports to"
    DOTTED = "dotted", "Dotted line to"
    INFLUENCES = "influences", "Influences"
    ALLY = "ally", "Ally of"
    CONFLICT = "conflict", "In conflict of views with"
    KNOWS = "knows", "Knows"


DIRECTED = frozenset({LineKind.REPORTS_TO, LineKind.DOTTED, LineKind.INFLUENCES})


class Line(Recorded):
    """From one contact to another: from the report to the manager, from who influences to whom.

    With an opportunity it holds for that deal alone, without one wherever both people stand.
    An undirected line is stored once, the contact with the smaller key first.
    """

    kind = models.CharField(max_length=12, choices=LineKind.choices)
    from_contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="lines_out")
    to_contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="lines_in")
    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.CASCADE, related_name="lines")
    strength = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 low, 2 medium, 3 high; empty: not assessed."
    )
    note = models.TextField(blank=True)
    since = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=200, blank=True, help_text="Who said so.")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            unique_source("line"),
            models.UniqueConstraint(
                fields=["kind", "from_contact", "to_contact", "opportunity"], name="line_once_in_opportunity"
            ),
            models.UniqueConstraint(
                fields=["kind", "from_contact", "to_contact"],
                condition=models.Q(opportunity__isnull=True),
                name="line_once_everywhere",
            ),
            models.UniqueConstraint(
                fields=["from_contact"],
                condition=models.Q(kind="reports_to", opportunity__isnull=True),
                name="one_manager",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_contact=models.F("to_contact")), name="line_between_two_people"
            ),
        ]
        indexes = [models.Index(fields=["to_contact", "kind"], name="line_by_target")]  # reports of a manager

    def __str__(self) -> str:
        return f"{self.from_contact} {self.get_kind_display()} {self.to_contact}"
