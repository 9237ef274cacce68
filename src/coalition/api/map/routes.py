"""``GET /opportunities/{id}/map``."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field
from pydantic_core import to_json

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.map.build import map_out
from coalition.api.map.rows import rows_as_of, rows_now
from coalition.api.map.schema import Grouping, MapOut

router = Router(tags=["map"])


class MapQuery(Schema):
    as_of: s.Moment | None = Field(None, description="A past moment: what was known then, and nothing later.")
    group: Grouping = Field("reporting", description="How people are arranged.")


@router.get("/{uuid:opportunity_id}/map", response={200: MapOut, **s.ERRORS}, operation_id="get_map", by_alias=True)
def get_map(request: HttpRequest, opportunity_id: UUID, filters: Query[MapQuery]) -> HttpResponse:
    """The whole map: people with their scores and parts, lines, positions."""
    by, now, moment = viewer(request), timezone.now(), filters.as_of
    if moment is not None and moment < now:
        rows = rows_as_of(by, opportunity_id, moment)
    else:
        rows = rows_now(by, opportunity_id, now)
    return HttpResponse(to_json(map_out(rows, filters.group)), content_type="application/json")
