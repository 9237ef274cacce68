"""How long somebody had a map before them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models import Opportunity

#: Nobody is shown more, so nothing older is kept of anybody.
KEPT_DAYS = 30


class MapAttention(models.Model):
    """One person, one map, one day. Only sums over people are ever shown: it tells what maps cost, not who works."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="attention")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(db_index=True, help_text="In UTC.")
    seconds = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(help_text="When an open page last said that it is looked at.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "user", "day"], name="one_attention_a_day")]

    def __str__(self) -> str:
        return f"{self.seconds} s of {self.user} on {self.opportunity}, {self.day}"
