"""Templates of maps: the roles a segment's deals need, to start a map from and to expect."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from coalition.record.models.base import Recorded, unique_source


class MapTemplate(Recorded):
    """``roles`` is a list of ``{persona, title, importance, from_stage}``, in the order they are shown.

    ``importance`` 1 helpful, 2 important, 3 a must; ``from_stage`` the position of the stage it is expected from.
    """

    name = models.CharField(max_length=80)
    segment = models.CharField(max_length=120, blank=True, help_text="Of accounts; empty: all others.")
    roles = models.JSONField(default=list)

    class Meta:
        constraints = [
            unique_source("map_template"),
            # Two templates of one segment would leave it to chance which one judges.
            models.UniqueConstraint(Lower("segment"), name="one_template_a_segment"),
        ]

    def __str__(self) -> str:
        return self.name
