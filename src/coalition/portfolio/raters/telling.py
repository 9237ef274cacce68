"""Whose calibration a viewer is shown: their own, and that of the people they answer for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from coalition.access.models import User
from coalition.access.teams import people_seen_by
from coalition.portfolio.raters.weights import in_force
from coalition.portfolio.settings import current


@dataclass(frozen=True)
class RaterTold:
    """One seller, by name, with the fields of ``coalition.judgement.rater.Calibration``."""

    id: UUID
    name: str
    is_you: bool
    calibration: dict[str, Any]


@dataclass(frozen=True)
class RatersTold:
    """``names_sellers`` false: nobody is shown but oneself. ``share``: how far scores take note of it."""

    names_sellers: bool
    learned_at: datetime | None
    views: int
    least_deals: int
    share: float
    raters: tuple[RaterTold, ...]


def raters_shown_to(viewer: User, now: datetime) -> RatersTold:
    """A seller sees themselves, a manager their teams, admins all; in works-council mode everybody only themselves."""
    settings, held = current(), in_force(now)
    named = settings.judgement.name_sellers
    by_id = {each["rater_id"]: each for each in (held.raters if held else [])}
    people = User.objects.filter(uuid__in=by_id)
    if not named:
        people = people.filter(pk=viewer.pk)
    elif not viewer.sees_everything:
        people = people.filter(pk__in=people_seen_by(viewer))
    return RatersTold(
        names_sellers=named,
        learned_at=held.learned_at if held else None,
        views=held.views if held else 0,
        least_deals=settings.judgement.least_views,
        share=settings.scoring.sentiment.rater_share,
        raters=tuple(
            RaterTold(user.uuid, user.name or user.email, user.pk == viewer.pk, by_id[str(user.uuid)])
            for user in people.order_by("name", "id")
        ),
    )
