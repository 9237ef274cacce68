"""Empty seats: parts nobody has named yet, on the map from the day one knows they are missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import contact_named
from coalition.api.listing import page_of, searched, sorted_by
from coalition.api.stakeholders import Personas, PinIn, PinOut, StakeholderOut, stakeholder_out
from coalition.record import gates
from coalition.record.models import EmptySeat, SeatState
from coalition.record.services import seats as services

router = Router(tags=["empty seats"])

SORTS = {"title": "title", "recorded_at": "recorded_at", "updated_at": "updated_at"}


class SeatOut(s.Stamp):
    """A placeholder on a deal's map. It is nobody: it has no scores and counts in no figure about people."""

    opportunity_id: UUID
    title: str
    personas: list[str]
    notes: str
    pin: PinOut | None


class SeatPage(s.Paged):
    items: list[SeatOut]


class SeatFields(s.In):
    """A persona, the title hoped for, or both."""

    title: s.Line = Field("", max_length=200)
    personas: Personas = []
    notes: s.Long = ""
    pin: PinIn | None = None


class SeatIn(SeatFields):
    id: UUID | None = Field(None, description="An id made by you, to draw lines with at once; left out: one of ours.")


class SeatPatch(SeatFields):
    """What to change; what is left out stays."""


class FillIn(s.In):
    """Who takes the seat."""

    contact_id: UUID


class SeatQuery(s.ListQuery):
    pass


@router.get(
    "/opportunities/{uuid:opportunity_id}/seats", response={200: SeatPage, **s.ERRORS}, operation_id="list_seats"
)
def list_seats(request: HttpRequest, opportunity_id: UUID, filters: Query[SeatQuery]) -> Any:
    """The seats on the deal's map that nobody has taken yet."""
    deal = gates.opportunity_for(viewer(request), opportunity_id)
    rows = EmptySeat.objects.filter(opportunity=deal, state=SeatState.OPEN).select_related("opportunity")
    rows = searched(rows, filters.search, ("title", "notes"))
    items, total = page_of(rows, filters, sorted_by("recorded_at", SORTS))
    return SeatPage(items=[seat_out(each) for each in items], total=total, limit=filters.limit, offset=filters.offset)


@router.post(
    "/opportunities/{uuid:opportunity_id}/seats", response={201: SeatOut, **s.WRITE_ERRORS}, operation_id="add_seat"
)
def add_seat(request: HttpRequest, opportunity_id: UUID, data: SeatIn, response: HttpResponse) -> Any:
    """Put an empty seat on the map."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    fields = data.dict(exclude={"id"})
    seat = services.add_seat(opportunity=deal, by=by, uuid=data.id, **_resolved(fields))
    tag(response, seat.version)
    return Status(201, seat_out(seat))


@router.get("/seats/{uuid:seat_id}", response={200: SeatOut, **s.ERRORS}, operation_id="get_seat")
def get_seat(request: HttpRequest, seat_id: UUID, response: HttpResponse) -> Any:
    """One seat, also one that was filled or removed since."""
    seat = gates.seat_for(viewer(request), seat_id)
    tag(response, seat.version)
    return seat_out(seat)


@router.patch("/seats/{uuid:seat_id}", response={200: SeatOut, **s.WRITE_ERRORS}, operation_id="update_seat")
def update_seat(
    request: HttpRequest, seat_id: UUID, data: SeatPatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change the title hoped for, the personas, the notes or the place."""
    by = viewer(request)
    seat = gates.seat_for(by, seat_id, write=True)
    seat = services.update_seat(seat, by=by, expect_version=version_of(if_match), **_resolved(s.given(data)))
    tag(response, seat.version)
    return seat_out(seat)


@router.delete("/seats/{uuid:seat_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="remove_seat")
def remove_seat(request: HttpRequest, seat_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Take the seat off the map. Opening it again brings its lines back."""
    by = viewer(request)
    seat = gates.seat_for(by, seat_id, write=True)
    services.remove_seat(seat, by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.post("/seats/{uuid:seat_id}/fill", response={200: StakeholderOut, **s.WRITE_ERRORS}, operation_id="fill_seat")
def fill_seat(
    request: HttpRequest, seat_id: UUID, data: FillIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """A person takes the seat: they come onto the map with its personas and lines, and the seat goes."""
    by = viewer(request)
    seat = gates.seat_for(by, seat_id, write=True)
    contact = contact_named(by, data.contact_id, "contact_id")
    stakeholder = services.fill_seat(seat, contact=contact, by=by, expect_version=version_of(if_match))
    tag(response, stakeholder.version)
    return stakeholder_out(stakeholder)


@router.post("/seats/{uuid:seat_id}/open", response={200: SeatOut, **s.WRITE_ERRORS}, operation_id="open_seat")
def open_seat(request: HttpRequest, seat_id: UUID, response: HttpResponse) -> Any:
    """Put a removed seat back, or take the filling of a filled one back. Open already: nothing changes."""
    by = viewer(request)
    seat = services.open_seat(gates.seat_for(by, seat_id, write=True), by=by)
    tag(response, seat.version)
    return seat_out(seat)


def seat_out(seat: EmptySeat) -> SeatOut:
    """A seat as the API shows it."""
    x, y = seat.pin_x, seat.pin_y
    return SeatOut(
        **s.stamp(seat),
        **s.columns(seat, "title", "personas", "notes"),
        opportunity_id=seat.opportunity.uuid,
        pin=None if x is None or y is None else PinOut(x=x, y=y),
    )


def _resolved(fields: dict[str, Any]) -> dict[str, Any]:
    if "pin" in fields:
        pin = fields.pop("pin") or {"x": None, "y": None}
        fields |= {"pin_x": pin["x"], "pin_y": pin["y"]}
    return fields
