"""Templates maps are started from, and what a deal's map can be started from."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.listing import page_of, searched, sorted_by
from coalition.api.stakeholders import PersonaKey
from coalition.portfolio.starts import starts_of
from coalition.record import gates
from coalition.record.errors import Forbidden, NotFound
from coalition.record.models import MapTemplate
from coalition.record.services import templates as services

router = Router(tags=["map templates"])


class TemplateRole(s.In):
    """A role the deals of a segment need."""

    persona: PersonaKey
    title: s.Short = Field("", description="The title one usually finds it with.")
    importance: int = Field(2, ge=1, le=3, description="1 helpful, 2 important, 3 a must.")
    from_stage: int = Field(0, ge=0, le=50, description="Position of the stage from which it is expected.")


Roles = Annotated[list[TemplateRole], Field(min_length=1, max_length=30)]


class MapTemplateOut(s.Stamp):
    """A template. An empty segment: for all segments that have none of theirs."""

    name: str
    segment: str
    roles: list[TemplateRole]


class MapTemplatePage(s.Paged):
    items: list[MapTemplateOut]


class MapTemplateIn(s.In):
    name: s.Short80 = Field(min_length=1)
    segment: s.Short = ""
    roles: Roles


class MapTemplatePatch(s.In):
    """What to change; what is left out stays."""

    name: s.Short80 = Field("", min_length=1)
    segment: s.Short = ""
    roles: Roles = Field(default_factory=list)


class MapTemplateQuery(s.ListQuery):
    pass


class StartRole(s.Out):
    """A role to keep a seat for. ``missing``: nobody on the map has it, and no seat waits for it."""

    persona: str
    name: str
    title: str
    missing: bool


class Start(s.Out):
    """One thing a map can be started from: the template of its segment, or a won deal like it."""

    kind: str = Field(description="template or deal")
    id: UUID
    name: str
    why: str
    roles: list[StartRole]


class Starts(s.Out):
    starts: list[Start]


@router.get("/map-templates", response={200: MapTemplatePage, **s.ERRORS}, operation_id="list_map_templates")
def list_map_templates(request: HttpRequest, filters: Query[MapTemplateQuery]) -> Any:
    """The templates, by segment."""
    viewer(request)
    rows = searched(MapTemplate.objects.all(), filters.search, ("name", "segment"))
    items, total = page_of(rows, filters, sorted_by("segment", {"segment": "segment"}))
    return MapTemplatePage(
        items=[template_out(each) for each in items], total=total, limit=filters.limit, offset=filters.offset
    )


@router.post("/map-templates", response={201: MapTemplateOut, **s.WRITE_ERRORS}, operation_id="create_map_template")
def create_map_template(request: HttpRequest, data: MapTemplateIn, response: HttpResponse) -> Any:
    """Write a template for a segment. Admins and RevOps."""
    by = _writer(request)
    template = services.create_template(by=by, **data.dict())
    tag(response, template.version)
    return Status(201, template_out(template))


@router.patch(
    "/map-templates/{uuid:template_id}",
    response={200: MapTemplateOut, **s.WRITE_ERRORS},
    operation_id="update_map_template",
)
def update_map_template(
    request: HttpRequest,
    template_id: UUID,
    data: MapTemplatePatch,
    response: HttpResponse,
    if_match: s.IfMatch = None,
) -> Any:
    """Change a template. Maps that were started from it stay as they are. Admins and RevOps."""
    by = _writer(request)
    changes = s.given(data)
    template = services.update_template(_one(template_id), by=by, expect_version=version_of(if_match), **changes)
    tag(response, template.version)
    return template_out(template)


@router.delete(
    "/map-templates/{uuid:template_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_map_template"
)
def delete_map_template(request: HttpRequest, template_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Delete a template. Admins and RevOps."""
    by = _writer(request)
    services.delete_template(_one(template_id), by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.get(
    "/opportunities/{uuid:opportunity_id}/starts", response={200: Starts, **s.ERRORS}, operation_id="get_starts"
)
def get_starts(request: HttpRequest, opportunity_id: UUID) -> Any:
    """What the deal's map can be started from: its segment's template, and the won deals most like it."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id)
    return {"starts": starts_of(deal, by)}


def template_out(template: MapTemplate) -> MapTemplateOut:
    """A template as the API shows it."""
    roles = [TemplateRole(**role) for role in template.roles]
    return MapTemplateOut(**s.stamp(template), **s.columns(template, "name", "segment"), roles=roles)


def _writer(request: HttpRequest) -> User:
    by = viewer(request)
    if not (by.sees_everything and by.may_write):
        raise Forbidden("Templates are changed by admins and RevOps; ask one of them.")
    return by


def _one(uuid: UUID) -> MapTemplate:
    found = MapTemplate.objects.filter(uuid=uuid).first()
    if found is None:
        raise NotFound("map template")
    return found
