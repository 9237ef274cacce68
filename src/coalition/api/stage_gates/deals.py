"""How a deal stands against the gate of a stage, and exceptions to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import stage_named
from coalition.api.listing import page_of, searched
from coalition.api.stage_gates.schema import (
    DecisionIn,
    ExceptionIn,
    ExceptionOut,
    ExceptionPage,
    ExceptionQuery,
    GatesOut,
    GatesQuery,
)
from coalition.api.stage_gates.shown import exceptions_out, gates_out
from coalition.gates.models import StageException
from coalition.gates.selectors.exceptions import exception_for, overdue_exceptions, visible_exceptions
from coalition.gates.services import exceptions as services
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.record.models import Opportunity, Outcome, Stage

router = Router(tags=["stage gates"])


@router.get(
    "/opportunities/{uuid:opportunity_id}/gates", response={200: GatesOut, **s.ERRORS}, operation_id="get_gates"
)
def get_gates(request: HttpRequest, opportunity_id: UUID, filters: Query[GatesQuery]) -> Any:
    """What the next stage, or the one named, asks for: met or not, by whom, and what is missing."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id)
    to = stage_named(filters.stage, pipeline_id=deal.stage.pipeline_id) if filters.stage else _next(deal)
    return gates_out(deal, to, by)


@router.post(
    "/opportunities/{uuid:opportunity_id}/exceptions",
    response={201: ExceptionOut, **s.WRITE_ERRORS},
    operation_id="ask_exception",
)
def ask_exception(request: HttpRequest, opportunity_id: UUID, data: ExceptionIn, response: HttpResponse) -> Any:
    """Ask to let a deal into a stage with what is missing today, until a day by which it is to be met."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    stage = stage_named(data.stage, pipeline_id=deal.stage.pipeline_id)
    made = services.ask_exception(deal, to_stage=stage, why=data.why, until=data.until, by=by)
    tag(response, made.version)
    return Status(201, _shown(made, request))


@router.get("/exceptions", response={200: ExceptionPage, **s.ERRORS}, operation_id="list_exceptions")
def list_exceptions(request: HttpRequest, filters: Query[ExceptionQuery]) -> Any:
    """Exceptions of deals you see, the newest first."""
    by = viewer(request)
    rows = overdue_exceptions(by, timezone.now().date()) if filters.overdue else visible_exceptions(by)
    if filters.status is not None:
        rows = rows.filter(status=filters.status)
    if filters.opportunity_id is not None:
        rows = rows.filter(opportunity__uuid=filters.opportunity_id)
    rows = searched(rows, filters.search, ("opportunity__name", "opportunity__account__name", "why"))
    items, total = page_of(rows, filters, ["-asked_at"])
    shown = exceptions_out(items, by)
    return ExceptionPage(items=shown, total=total, limit=filters.limit, offset=filters.offset)


@router.get("/exceptions/{uuid:exception_id}", response={200: ExceptionOut, **s.ERRORS}, operation_id="get_exception")
def get_exception(request: HttpRequest, exception_id: UUID, response: HttpResponse) -> Any:
    """One exception."""
    found = exception_for(viewer(request), exception_id)
    tag(response, found.version)
    return exceptions_out([found], viewer(request))[0]


@router.post(
    "/exceptions/{uuid:exception_id}/approve",
    response={200: ExceptionOut, **s.WRITE_ERRORS},
    operation_id="approve_exception",
)
def approve_exception(
    request: HttpRequest, exception_id: UUID, data: DecisionIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Let the deal past. A manager of the deal, RevOps or an admin; never who asked."""
    by = viewer(request)
    found = exception_for(by, exception_id, write=True)
    made = services.approve_exception(found, by=by, note=data.note, expect_version=version_of(if_match))
    tag(response, made.version)
    return _shown(made, request)


@router.post(
    "/exceptions/{uuid:exception_id}/refuse",
    response={200: ExceptionOut, **s.WRITE_ERRORS},
    operation_id="refuse_exception",
)
def refuse_exception(
    request: HttpRequest, exception_id: UUID, data: DecisionIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Say no, and why."""
    by = viewer(request)
    found = exception_for(by, exception_id, write=True)
    made = services.refuse_exception(found, by=by, note=data.note, expect_version=version_of(if_match))
    tag(response, made.version)
    return _shown(made, request)


@router.post(
    "/exceptions/{uuid:exception_id}/withdraw",
    response={200: ExceptionOut, **s.WRITE_ERRORS},
    operation_id="withdraw_exception",
)
def withdraw_exception(
    request: HttpRequest, exception_id: UUID, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Take back what was asked for, or approved and not used yet."""
    by = viewer(request)
    found = exception_for(by, exception_id, write=True)
    made = services.withdraw_exception(found, by=by, expect_version=version_of(if_match))
    tag(response, made.version)
    return _shown(made, request)


def _shown(made: StageException, request: HttpRequest) -> ExceptionOut:
    by = viewer(request)
    return exceptions_out([exception_for(by, made.uuid)], by)[0]


def _next(deal: Opportunity) -> Stage:
    later = Stage.objects.filter(pipeline=deal.stage.pipeline_id, position__gt=deal.stage.position)
    found = later.exclude(outcome=Outcome.LOST).order_by("position").first()
    if found is None or deal.stage.outcome != Outcome.OPEN:
        raise Invalid({"stage": ["No stage follows; name the one you ask about."]})
    return found
