"""``GET /raters``: how sellers' past views compare with what people did next, to learn from."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.portfolio.raters.telling import RaterTold, raters_shown_to

router = Router(tags=["portfolio"])


class ShareOut(s.Out):
    """A share with its count and 95 % interval; null: nothing was counted."""

    count: int
    total: int
    share: float | None
    low: float
    high: float


class RaterOut(s.Out):
    """One seller. Null where it is too few to say."""

    id: UUID
    name: str
    is_you: bool
    views: int = Field(description="Views that later behaviour can be held against.")
    deals: int = Field(description="Deals these lie on: the views of one deal count as one.")
    bias: float | None = Field(description="Points by which their views are friendlier than what came after.")
    low: float | None
    high: float | None
    verdict: Literal["too_few", "fair", "over_friendly", "over_critical"]
    silent_rated_for: ShareOut = Field(
        description="Of the people who had gone silent: how many they called supportive."
    )
    overlooks_silent: bool | None
    won_of_supportive: ShareOut = Field(description="Of closed deals where they called somebody supportive: the won.")
    weight: float = Field(description="What their view would weigh, 0 to 1, where the settings take note of it.")
    text: str


class RatersOut(s.Out):
    names_sellers: bool = Field(description="False: the settings show everybody only themselves.")
    learned_at: datetime | None
    views: int = Field(description="Views of everybody it was learned from.")
    least_deals: int = Field(description="Deals below which nothing is said.")
    share: float = Field(description="How far scores take note of it; 0: not at all.")
    raters: list[RaterOut]


@router.get("/raters", response={200: RatersOut, **s.ERRORS}, operation_id="get_raters")
def get_raters(request: HttpRequest) -> Any:
    """Your own calibration, and that of the people you answer for."""
    found = raters_shown_to(viewer(request), timezone.now())
    return RatersOut(
        **s.columns(found, "names_sellers", "learned_at", "views", "least_deals", "share"),
        raters=[_rater(each) for each in found.raters],
    )


def _rater(told: RaterTold) -> RaterOut:
    known = {name: value for name, value in told.calibration.items() if name != "rater_id"}
    return RaterOut(id=told.id, name=told.name, is_you=told.is_you, **known)
