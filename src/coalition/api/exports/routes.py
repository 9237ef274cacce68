"""``GET /opportunities/{id}/export/{file_format}`` and its way back, ``POST /maps``."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Query, Router, Schema, Status
from pydantic import Field

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.exports.files import KINDS, FormatName, Orientation, PageName, Wish, file_name
from coalition.api.map.rows import MapRows, rows_as_of, rows_now
from coalition.api.map.schema import Grouping
from coalition.sources.map_format.document import MapDocument
from coalition.sources.map_format.read import read_map

router = Router(tags=["exports"])
log = logging.getLogger("coalition.audit")


class ExportQuery(Schema):
    as_of: s.Moment | None = Field(None, description="A past moment: what was known then, and nothing later.")
    group: Grouping = Field("reporting", description="How people are arranged.")
    page: PageName = Field("wide", description="Paper of PDF, SVG and PNG; wide: 16:9. Slides are always wide.")
    orientation: Orientation = "landscape"


class ReadCounts(s.Out):
    """What became of the records of one kind."""

    created: int
    updated: int
    unchanged: int


class ReadMapOut(s.Out):
    """A map file read in."""

    opportunity: s.Ref
    counts: dict[str, ReadCounts] = Field(description="By kind: opportunities, accounts, contacts, stakeholders, …")
    unknown_users: list[str] = Field(description="Addresses of colleagues who are no users here; left out.")


_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The file",
            "content": {kind.content_type: {} if name == "json" else _BINARY for name, kind in KINDS.items()},
        }
    }
}


@router.get(
    "/opportunities/{uuid:opportunity_id}/export/{file_format}",
    response={**s.ERRORS},
    operation_id="export_map",
    openapi_extra=_FILES,
)
def export_map(
    request: HttpRequest,
    opportunity_id: UUID,
    file_format: FormatName,
    wishes: Query[ExportQuery],
) -> HttpResponse:
    """The map as a file: slides, pages, pictures, tables, or the open map format."""
    by = viewer(request)
    return _answer(_rows(by, opportunity_id, wishes), file_format, wishes, by)


@router.get(
    "/opportunities/{uuid:opportunity_id}/map.json",
    response={200: MapDocument, **s.ERRORS},
    operation_id="get_map_file",
)
def get_map_file(request: HttpRequest, opportunity_id: UUID, wishes: Query[ExportQuery]) -> HttpResponse:
    """The map in the open map format; the same as export/json."""
    by = viewer(request)
    return _answer(_rows(by, opportunity_id, wishes), "json", wishes, by)


@router.post("/maps", response={201: ReadMapOut, **s.WRITE_ERRORS}, operation_id="read_map_file")
def read_map_file(request: HttpRequest, data: MapDocument) -> Any:
    """Read a map file in: records are found by id, then by source and external id, else made. Nothing is removed."""
    by = viewer(request)
    done = read_map(data, by=by)
    log.info("map file read in: opportunity=%s by=%s people=%d", done.opportunity.uuid, by.uuid, len(data.stakeholders))
    counts = {kind: asdict(each) for kind, each in done.counts.items()}
    deal = {"id": done.opportunity.uuid, "name": done.opportunity.name}
    return Status(201, {"opportunity": deal, "counts": counts, "unknown_users": done.unknown_users})


def _rows(by: User, opportunity_id: UUID, wishes: ExportQuery) -> MapRows:
    """Through the same gate and selector as the map on the screen."""
    now = timezone.now()
    if wishes.as_of is not None and wishes.as_of < now:
        return rows_as_of(by, opportunity_id, wishes.as_of)
    return rows_now(by, opportunity_id, now)


def _answer(rows: MapRows, name: FormatName, wishes: ExportQuery, by: User) -> HttpResponse:
    kind = KINDS[name]
    content = kind.make(rows, Wish(wishes.page, wishes.orientation, wishes.group), by)
    # Who took what home, and nothing of what it says.
    log.info(
        "map exported: opportunity=%s format=%s by=%s people=%d as_of=%s bytes=%d",
        rows.deal.uuid,
        name,
        by.uuid,
        len(rows.stakeholders),
        rows.moment.isoformat() if rows.past else "now",
        len(content),
    )
    response = HttpResponse(content, content_type=kind.content_type)
    file = file_name(rows.deal.name, rows.moment, name)
    response["Content-Disposition"] = content_disposition_header(True, file) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
