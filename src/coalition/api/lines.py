"""Lines: how two contacts stand to each other."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import contact_named, opportunity_named
from coalition.api.listing import page_of, searched, sorted_by
from coalition.api.opportunities import Day
from coalition.record import gates
from coalition.record.errors import Forbidden, Invalid
from coalition.record.models import Contact, Line
from coalition.record.services import lines as services

router = Router(tags=["lines"])

SORTS = {"kind": "kind", "recorded_at": "recorded_at", "updated_at": "updated_at"}
KindWord = Literal["reports_to", "dotted", "influences", "ally", "conflict", "knows"]
Strength = Literal[1, 2, 3]


class LineOut(s.Stamp):
    """From the report to the manager, from who influences to whom; the other kinds hold both ways."""

    kind: KindWord
    from_contact: s.Ref
    to_contact: s.Ref
    opportunity_id: UUID | None = Field(description="Null: it holds wherever both people stand.")
    strength: Strength | None
    note: str
    since: date | None
    told_by: str
    drawn_by: s.Ref | None


class LinePage(s.Paged):
    items: list[LineOut]


class LineFields(s.In):
    """What may be said of a line."""

    strength: Strength | None = None
    note: s.Long = ""
    since: Day | None = None
    told_by: s.Name | Literal[""] = ""


class LineIn(LineFields):
    """A new line. A reporting line replaces the person's manager."""

    kind: KindWord
    from_id: UUID = Field(description="The contact it starts at: the report, or who influences.")
    to_id: UUID = Field(description="The contact it ends at: the manager, or who is influenced.")
    opportunity_id: UUID | None = None


class LinePatch(LineFields):
    """What to change; what is left out stays. With another kind or other ends it is the same line, with its past."""

    kind: KindWord | None = None
    from_id: UUID | None = None
    to_id: UUID | None = None


class LineQuery(s.ListQuery):
    contact_id: UUID | None = Field(None, description="Only lines that start or end at this person.")
    opportunity_id: UUID | None = Field(None, description="Only lines of this deal alone.")
    kind: KindWord | None = None
    sort: Literal["kind", "-kind", "recorded_at", "-recorded_at", "updated_at", "-updated_at"] = "kind"


@router.get("", response={200: LinePage, **s.ERRORS}, operation_id="list_lines")
def list_lines(request: HttpRequest, filters: Query[LineQuery]) -> Any:
    """Lines between people you see."""
    rows = gates.visible_lines(viewer(request)).select_related(*_RELATED)
    if filters.contact_id is not None:
        ends = Q(from_contact__uuid=filters.contact_id) | Q(to_contact__uuid=filters.contact_id)
        rows = rows.filter(ends)
    if filters.opportunity_id is not None:
        rows = rows.filter(opportunity__uuid=filters.opportunity_id)
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind)
    rows = searched(rows, filters.search, ("from_contact__name", "to_contact__name", "note"))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return LinePage(items=[line_out(line) for line in items], total=total, limit=filters.limit, offset=filters.offset)


@router.post("", response={201: LineOut, **s.WRITE_ERRORS}, operation_id="draw_line")
def draw_line(request: HttpRequest, data: LineIn, response: HttpResponse) -> Any:
    """Draw a line. A circle of reporting lines is refused with the chain that would close."""
    by = viewer(request)
    gates.may_write(by)
    fields = data.dict(exclude={"from_id", "to_id", "opportunity_id"})
    from_contact = contact_named(by, data.from_id, "from_id")
    to_contact = contact_named(by, data.to_id, "to_id")
    deal = opportunity_named(by, data.opportunity_id, "opportunity_id", write=True)
    assert from_contact is not None  # noqa: S101  # ids were given, so they were found or refused
    assert to_contact is not None  # noqa: S101
    if deal is None:
        _one_is_yours(by, from_contact, to_contact)
    if deal is not None and not _both_on(deal.pk, from_contact, to_contact):
        raise Invalid({"opportunity_id": [f"Both people must stand on the map of {deal.name} first."]})
    line = services.draw_line(from_contact=from_contact, to_contact=to_contact, opportunity=deal, by=by, **fields)
    tag(response, line.version)
    return Status(201, line_out(line))


@router.get("/{uuid:line_id}", response={200: LineOut, **s.ERRORS}, operation_id="get_line")
def get_line(request: HttpRequest, line_id: UUID, response: HttpResponse) -> Any:
    """One line."""
    line = gates.line_for(viewer(request), line_id)
    tag(response, line.version)
    return line_out(line)


@router.patch("/{uuid:line_id}", response={200: LineOut, **s.WRITE_ERRORS}, operation_id="update_line")
def update_line(
    request: HttpRequest, line_id: UUID, data: LinePatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change strength, note, since, who said so; its kind; or between whom it runs."""
    by = viewer(request)
    line = gates.line_for(by, line_id, write=True)
    changes = s.given(data, "kind", "from_id", "to_id")
    for name in ("from", "to"):
        if f"{name}_id" in changes:
            changes[f"{name}_contact"] = contact_named(by, changes.pop(f"{name}_id"), f"{name}_id")
    ends = [changes.get(name, getattr(line, name)) for name in ("from_contact", "to_contact")]
    moved = ends != [line.from_contact, line.to_contact]
    if moved and line.opportunity is None:
        _one_is_yours(by, *ends)
    if moved and line.opportunity is not None and not _both_on(line.opportunity.pk, *ends):
        raise Invalid({"to_id": [f"Both people must stand on the map of {line.opportunity.name} first."]})
    line = services.update_line(line, by=by, expect_version=version_of(if_match), **changes)
    tag(response, line.version)
    return line_out(line)


@router.delete("/{uuid:line_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="erase_line")
def erase_line(request: HttpRequest, line_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Take a line off the map. It stays in the history."""
    by = viewer(request)
    line = gates.line_for(by, line_id, write=True)
    services.erase_line(line, by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.post("/{uuid:line_id}/restore", response={200: LineOut, **s.WRITE_ERRORS}, operation_id="restore_line")
def restore_line(request: HttpRequest, line_id: UUID, response: HttpResponse) -> Any:
    """Draw an erased line again as it was. Already there: nothing changes."""
    by = viewer(request)
    if gates.visible_lines(by).filter(uuid=line_id).exists():
        line = gates.line_for(by, line_id, write=True)
    else:
        line = services.restore_line(gates.removed_line_for(by, line_id), by=by)
    tag(response, line.version)
    return line_out(line)


def line_out(line: Line) -> LineOut:
    """A line as the API shows it."""
    return LineOut(
        **s.stamp(line),
        **s.columns(line, "kind", "strength", "note", "since", "told_by"),
        from_contact=s.Ref(id=line.from_contact.uuid, name=line.from_contact.name),
        to_contact=s.Ref(id=line.to_contact.uuid, name=line.to_contact.name),
        opportunity_id=line.opportunity.uuid if line.opportunity else None,
        drawn_by=s.user_ref(line.drawn_by),
    )


_RELATED = ("from_contact", "to_contact", "opportunity", "drawn_by")


def _one_is_yours(by: User, *ends: Contact) -> None:
    """A line that holds everywhere takes the right to change one of its ends."""
    mine = gates.visible_contacts(by, write=True).filter(pk__in=[end.pk for end in ends])
    if not mine.exists():
        raise Forbidden(gates.READ_ONLY)


def _both_on(opportunity_id: int, *ends: Contact) -> bool:
    here = Contact.objects.filter(stakeholders__opportunity=opportunity_id, pk__in=[end.pk for end in ends])
    return here.count() == 2 or ends[0].pk == ends[1].pk
