"""How much the view of each seller would weigh, by the calibration in force at a moment."""

from __future__ import annotations

from datetime import datetime

from coalition.access.models import User
from coalition.portfolio.models import RatersVersion


def in_force(moment: datetime) -> RatersVersion | None:
    return RatersVersion.objects.filter(learned_at__lte=moment).order_by("-learned_at", "-id").first()


def weights_at(moment: datetime) -> dict[int, float]:
    """By user; only those whose views are weighed below 1."""
    held = in_force(moment)
    below = {each["rater_id"]: each["weight"] for each in (held.raters if held else []) if each["weight"] < 1}
    if not below:
        return {}
    return {key: below[str(uuid)] for key, uuid in User.objects.filter(uuid__in=below).values_list("id", "uuid")}
