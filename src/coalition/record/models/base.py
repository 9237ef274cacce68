"""What every record has: a public id, the ids it has elsewhere, two clocks and a history."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords


class Sourced(models.Model):
    """A row that is known here by ``uuid`` and elsewhere by ``source`` and ``external_id``.

    The integer key stays inside: it keeps joins and the narrow scoring table small. Everything outside uses ``uuid``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=40, blank=True, help_text="The system it came from; empty: made here.")
    external_id = models.CharField(max_length=200, blank=True, help_text="Its id in that system.")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When we first knew of it.")

    class Meta:
        abstract = True


class Recorded(Sourced):
    """A row people edit: it carries a version for optimistic locking, and every version is kept.

    Change it only through the services of this package; they raise ``version`` and write who and why into the history.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    history = HistoricalRecords(inherit=True, history_change_reason_field=models.TextField(null=True))

    class Meta:
        abstract = True


def unique_source(name: str) -> models.UniqueConstraint:
    """An import is keyed by these two: the same row read twice is one row."""
    return models.UniqueConstraint(
        fields=["source", "external_id"],
        condition=~models.Q(external_id=""),
        name=f"{name}_source_external_id",
    )
