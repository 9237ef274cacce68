"""``GET /opportunities/{id}/timeline``: a deal's life, as its time bar draws it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.changes import ref_of
from coalition.portfolio.changes.model import Named
from coalition.portfolio.models import DealPoint
from coalition.portfolio.trend.past import begin_of, want_past
from coalition.portfolio.trend.timeline import Event, Kind, events_of
from coalition.record import gates
from coalition.record.models import Opportunity
from coalition.reviews.models import MapReview

router = Router(tags=["map"])
EVENTS_AT_MOST = 1000


class EventOut(s.Out):
    """Something that happened on the map, in one sentence."""

    at: datetime
    kind: Kind
    text: str
    by: s.Ref | None
    reason: str
    contact: s.Ref | None = Field(description="Whom it is about.")


class PointOut(s.Out):
    """How the deal stood. Null: too little to say."""

    as_of: datetime
    people: int
    engaged: int
    supporting: float = Field(description="Share of the group's influence, 0 to 1.")
    against: float = Field(description="Share of the group's influence, 0 to 1.")
    consensus: float | None
    coverage: float | None
    gaps: float | None = Field(description="Mean of the five visibility gaps.")
    map_score: float | None


class TimelineOut(s.Out):
    begins: datetime
    until: datetime
    complete: bool = Field(description="False: there were too many events, and the oldest are left out.")
    trend_complete: bool = Field(description="False: earlier points are being worked out; ask again in a moment.")
    events: list[EventOut] = Field(description="Newest first.")
    points: list[PointOut] = Field(description="Oldest first. A point holds until the next.")


@router.get("/{uuid:opportunity_id}/timeline", response={200: TimelineOut, **s.ERRORS}, operation_id="get_timeline")
def get_timeline(request: HttpRequest, opportunity_id: UUID) -> Any:
    """The deal's life: what happened on its map, and how coverage, consensus and gaps moved."""
    deal = gates.opportunity_for(viewer(request), opportunity_id)
    now, begin = timezone.now(), begin_of(deal)
    found = events_of(deal, begin, now)
    events = sorted([*found.events, *_reviews(deal)], key=lambda event: event.at, reverse=True)
    return TimelineOut(
        begins=begin,
        until=now,
        complete=found.complete and len(events) <= EVENTS_AT_MOST,
        trend_complete=not want_past(deal, now),
        events=[_event_out(each) for each in events[:EVENTS_AT_MOST]],
        points=[_point_out(each) for each in DealPoint.objects.filter(opportunity=deal).order_by("as_of")],
    )


def _reviews(deal: Opportunity) -> list[Event]:
    held = MapReview.objects.filter(opportunity=deal).select_related("by")
    return [
        Event(
            each.held_at,
            "review",
            "The map was reviewed",
            Named(each.by.uuid, each.by.name or each.by.email) if each.by else None,
        )
        for each in held
    ]


def _event_out(event: Event) -> EventOut:
    same = s.columns(event, "at", "kind", "text", "reason")
    return EventOut(**same, by=ref_of(event.by), contact=ref_of(event.contact))


def _point_out(point: DealPoint) -> PointOut:
    names = ("as_of", "people", "engaged", "supporting", "against", "consensus", "coverage", "gaps", "map_score")
    return PointOut(**s.columns(point, *names))
