"""Lines of which at least one end is an empty seat. They hold on the seat's deal alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.lines import KindWord, LineFields, Strength
from coalition.api.opportunities import Day
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.record.models import Contact, EmptySeat, Opportunity, SeatLine
from coalition.record.services import seat_lines as services

router = Router(tags=["empty seats"])


class SeatEnd(s.Ref):
    """Who stands at an end, or the empty seat there."""

    is_seat: bool


class SeatLineOut(s.Stamp):
    """From the report to the manager, from who influences to whom; the other kinds hold both ways."""

    kind: KindWord
    start: SeatEnd
    end: SeatEnd
    opportunity_id: UUID
    strength: Strength | None
    note: str
    since: Day | None
    told_by: str
    drawn_by: s.Ref | None


class SeatLineIn(LineFields):
    """A new line. A solid one replaces the seat's manager."""

    kind: KindWord
    from_id: UUID = Field(description="The seat or contact it starts at: the report, or who influences.")
    to_id: UUID = Field(description="The seat or contact it ends at: the manager, or who is influenced.")


class SeatLinePatch(LineFields):
    """What to change; what is left out stays. Kind and ends stay: erase the line and draw another."""


@router.post(
    "/opportunities/{uuid:opportunity_id}/seat-lines",
    response={201: SeatLineOut, **s.WRITE_ERRORS},
    operation_id="draw_seat_line",
)
def draw_seat_line(request: HttpRequest, opportunity_id: UUID, data: SeatLineIn, response: HttpResponse) -> Any:
    """Draw a line to or from an empty seat."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    fields = data.dict(exclude={"from_id", "to_id"})
    start, end = _end(by, deal, data.from_id, "from_id"), _end(by, deal, data.to_id, "to_id")
    line = services.draw_seat_line(opportunity=deal, start=start, end=end, by=by, **fields)
    tag(response, line.version)
    return Status(201, seat_line_out(line))


@router.patch(
    "/seat-lines/{uuid:seat_line_id}", response={200: SeatLineOut, **s.WRITE_ERRORS}, operation_id="update_seat_line"
)
def update_seat_line(
    request: HttpRequest, seat_line_id: UUID, data: SeatLinePatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change strength, note, since, or who said so."""
    by = viewer(request)
    line = gates.seat_line_for(by, seat_line_id, write=True)
    line = services.update_seat_line(line, by=by, expect_version=version_of(if_match), **s.given(data))
    tag(response, line.version)
    return seat_line_out(line)


@router.delete(
    "/seat-lines/{uuid:seat_line_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="erase_seat_line"
)
def erase_seat_line(request: HttpRequest, seat_line_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Take the line off the map. It stays in the history."""
    by = viewer(request)
    line = gates.seat_line_for(by, seat_line_id, write=True)
    services.erase_seat_line(line, by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.post(
    "/seat-lines/{uuid:seat_line_id}/restore",
    response={200: SeatLineOut, **s.WRITE_ERRORS},
    operation_id="restore_seat_line",
)
def restore_seat_line(request: HttpRequest, seat_line_id: UUID, response: HttpResponse) -> Any:
    """Draw an erased line again as it was. Already there: nothing changes."""
    by = viewer(request)
    if gates.visible_seat_lines(by).filter(uuid=seat_line_id).exists():
        line = gates.seat_line_for(by, seat_line_id, write=True)
    else:
        line = services.restore_seat_line(gates.removed_seat_line_for(by, seat_line_id), by=by)
    tag(response, line.version)
    return seat_line_out(line)


def seat_line_out(line: SeatLine) -> SeatLineOut:
    """A line as the API shows it."""
    start, end = services.ends_of(line)
    return SeatLineOut(
        **s.stamp(line),
        **s.columns(line, "kind", "strength", "note", "since", "told_by"),
        start=_shown(start),
        end=_shown(end),
        opportunity_id=line.opportunity.uuid,
        drawn_by=s.user_ref(line.drawn_by),
    )


def _shown(end: Contact | EmptySeat) -> SeatEnd:
    seat = isinstance(end, EmptySeat)
    return SeatEnd(id=end.uuid, name=end.title if isinstance(end, EmptySeat) else end.name, is_seat=seat)


def _end(by: User, deal: Opportunity, uuid: UUID, field: str) -> Contact | EmptySeat:
    """A seat of this deal, or somebody who stands on its map."""
    seat = gates.visible_seats(by).filter(uuid=uuid, opportunity=deal).first()
    if seat is not None:
        return seat
    contact = Contact.objects.filter(uuid=uuid, stakeholders__opportunity=deal).first()
    if contact is None:
        raise Invalid({field: [f"There is no such seat or person on the map of {deal.name}."]})
    return contact
