"""Opportunities: the deals, and the stages they move through."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import account_named, stage_named, user_named
from coalition.api.listing import page_of, searched, sorted_by
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.record.models import Opportunity, Stage, Stakeholder
from coalition.record.services import opportunities as services

router = Router(tags=["opportunities"])

SORTS = {
    "name": "name",
    "account": "account__name",
    "stage": "stage__position",
    "amount": "amount",
    "close_on": "close_on",
    "created_on": "created_on",
    "owner": "owner__name",
    "stakeholders": "people_count",
    "updated_at": "updated_at",
}
OutcomeWord = Literal["open", "won", "lost"]
StageKey = Annotated[
    str, Field(max_length=60, pattern=r"^[-a-zA-Z0-9_]+$", description="Key of a stage; see /pipelines.")
]
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2199, 12, 31))]


class StageOut(s.Out):
    """One step of a pipeline."""

    key: str
    name: str
    outcome: OutcomeWord
    position: int


class OpportunityOut(s.Stamp):
    """A deal with an account."""

    name: str
    kind: str
    account: s.Ref | None
    stage: StageOut
    pipeline: str
    amount: float | None
    currency: str
    created_on: date | None
    close_on: date | None
    owner: s.Ref | None
    is_primary: bool
    next_step: str
    notes: str
    custom: dict[str, Any]
    can_edit: bool


class OpportunityRow(s.Stamp):
    """A deal in a list, with what its map says in short."""

    name: str
    kind: str
    account: s.Ref | None
    stage: StageOut
    amount: float | None
    currency: str
    created_on: date | None
    close_on: date | None
    owner: s.Ref | None
    is_primary: bool
    next_step: str
    can_edit: bool
    stakeholders: int
    engaged: int | None = Field(description="Stakeholders engaged or deep; null: not scored yet.")
    effective_threads: float | None


class OpportunityPage(s.Paged):
    items: list[OpportunityRow]


class OpportunityFields(s.In):
    """What may be said of a deal; all of it may be left out."""

    account_id: UUID | None = None
    kind: Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")] = ""
    amount: s.Money | None = None
    currency: s.Currency = ""
    created_on: Day | None = None
    close_on: Day | None = None
    owner_id: UUID | None = None
    is_primary: bool = False
    next_step: s.Long = ""
    notes: s.Long = ""
    custom: s.Custom = {}


class OpportunityIn(OpportunityFields, s.SourcedIn):
    """A new deal. Without a stage it starts at the first."""

    name: s.Name
    stage: StageKey | None = None


class OpportunityPatch(OpportunityFields):
    """What to change; what is left out stays. The stage moves with POST …/stage."""

    name: s.Name | None = None


class StageIn(s.In):
    """The stage the deal enters."""

    stage: StageKey


class StageChangeOut(s.Out):
    """A deal entered a stage."""

    from_stage: str | None
    to_stage: str
    occurred_at: datetime
    recorded_at: datetime
    by: s.Ref | None


class OpportunityQuery(s.ListQuery):
    account_id: UUID | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = Field(None, description="Only deals whose owner is on this team.")
    contact_id: UUID | None = Field(None, description="Only deals this person stands on.")
    stage: StageKey | None = None
    outcome: OutcomeWord | None = None
    close_from: Day | None = None
    close_to: Day | None = None
    min_amount: s.Money | None = None
    sort: Literal[
        "name",
        "-name",
        "account",
        "-account",
        "stage",
        "-stage",
        "amount",
        "-amount",
        "close_on",
        "-close_on",
        "created_on",
        "-created_on",
        "owner",
        "-owner",
        "stakeholders",
        "-stakeholders",
        "updated_at",
        "-updated_at",
    ] = "close_on"


@router.get("", response={200: OpportunityPage, **s.ERRORS}, operation_id="list_opportunities")
def list_opportunities(request: HttpRequest, filters: Query[OpportunityQuery]) -> Any:
    """Deals you see, with the number of people on their maps."""
    by = viewer(request)
    rows = with_counts(gates.with_can_edit(gates.visible_opportunities(by), by))
    rows = _filtered(rows.select_related("account", "stage", "owner", "current_score"), filters)
    rows = searched(rows, filters.search, ("name", "account__name", "owner__name", "next_step"))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return OpportunityPage(
        items=[opportunity_row(deal) for deal in items], total=total, limit=filters.limit, offset=filters.offset
    )


@router.post("", response={201: OpportunityOut, **s.WRITE_ERRORS}, operation_id="create_opportunity")
def create_opportunity(request: HttpRequest, data: OpportunityIn, response: HttpResponse) -> Any:
    """Record a deal on one of your accounts; without an owner it is yours."""
    by = viewer(request)
    gates.may_write(by)
    fields = _resolved(data.dict(), by)
    key = fields.pop("stage")
    stage = stage_named(key) if key else Stage.objects.select_related("pipeline").first()
    if stage is None:
        raise Invalid({"stage": ["There is no pipeline yet; an admin adds one with its stages first."]})
    if fields.get("owner") is None and not by.sees_everything:
        fields["owner"] = by
    if fields.get("created_on") is None:
        fields.pop("created_on", None)
    deal = services.create_opportunity(by=by, stage=stage, **fields)
    tag(response, deal.version)
    return Status(201, opportunity_out(deal, can_edit=True))


@router.get("/{uuid:opportunity_id}", response={200: OpportunityOut, **s.ERRORS}, operation_id="get_opportunity")
def get_opportunity(request: HttpRequest, opportunity_id: UUID, response: HttpResponse) -> Any:
    """One deal."""
    deal, rights = gates.opportunity_and_rights(viewer(request), opportunity_id)
    tag(response, deal.version)
    return opportunity_out(deal, can_edit=rights is gates.Rights.WRITE)


@router.patch(
    "/{uuid:opportunity_id}", response={200: OpportunityOut, **s.WRITE_ERRORS}, operation_id="update_opportunity"
)
def update_opportunity(
    request: HttpRequest,
    opportunity_id: UUID,
    data: OpportunityPatch,
    response: HttpResponse,
    if_match: s.IfMatch = None,
) -> Any:
    """Change a deal. Fields left out stay as they are."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    changes = _resolved(s.given(data), by)
    deal = services.update_opportunity(deal, by=by, expect_version=version_of(if_match), **changes)
    tag(response, deal.version)
    return opportunity_out(deal, can_edit=_can_edit(by, deal))


@router.delete("/{uuid:opportunity_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_opportunity")
def delete_opportunity(request: HttpRequest, opportunity_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Delete a deal and its map; one with activities is closed instead."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    services.delete_opportunity(deal, by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.post(
    "/{uuid:opportunity_id}/stage", response={200: OpportunityOut, **s.WRITE_ERRORS}, operation_id="move_stage"
)
def move_stage(
    request: HttpRequest, opportunity_id: UUID, data: StageIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Move a deal to another stage of its pipeline."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    stage = stage_named(data.stage, pipeline_id=deal.stage.pipeline_id)
    deal = services.move_stage(deal, stage=stage, by=by, expect_version=version_of(if_match))
    tag(response, deal.version)
    return opportunity_out(deal, can_edit=_can_edit(by, deal))


@router.get(
    "/{uuid:opportunity_id}/stages", response={200: list[StageChangeOut], **s.ERRORS}, operation_id="list_stage_changes"
)
def list_stage_changes(request: HttpRequest, opportunity_id: UUID) -> Any:
    """How the deal moved through its stages, oldest first."""
    deal = gates.opportunity_for(viewer(request), opportunity_id)
    return [
        StageChangeOut(
            from_stage=change.from_stage.key if change.from_stage else None,
            to_stage=change.to_stage.key,
            occurred_at=change.occurred_at,
            recorded_at=change.recorded_at,
            by=s.user_ref(change.by),
        )
        for change in deal.stage_changes.select_related("from_stage", "to_stage", "by")
    ]


def with_counts(rows: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """The rows knowing how many people stand on their maps."""
    people = Stakeholder.objects.filter(opportunity=OuterRef("pk")).order_by().values("opportunity")
    counted = people.annotate(n=Count("id")).values("n")
    return rows.annotate(people_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def opportunity_out(deal: Opportunity, *, can_edit: bool) -> OpportunityOut:
    """A deal as the API shows it."""
    return OpportunityOut(
        **_brief(deal), pipeline=deal.stage.pipeline.key, notes=deal.notes, custom=deal.custom, can_edit=can_edit
    )


def opportunity_row(deal: Opportunity) -> OpportunityRow:
    """A deal in a list."""
    score = getattr(deal, "current_score", None)
    return OpportunityRow(
        engaged=score.engaged if score else None,
        effective_threads=score.effective_threads if score else None,
        **_brief(deal),
        can_edit=deal.can_edit,  # type: ignore[attr-defined]
        stakeholders=deal.people_count,  # type: ignore[attr-defined]
    )


def stage_out(stage: Stage) -> StageOut:
    """A stage as the API shows it."""
    return StageOut(**{name: getattr(stage, name) for name in StageOut.model_fields})


def _brief(deal: Opportunity) -> dict[str, Any]:
    same = ("name", "kind", "amount", "currency", "created_on", "close_on", "is_primary", "next_step")
    return {
        **s.stamp(deal),
        **{name: getattr(deal, name) for name in same},
        "account": s.ref(deal.account),
        "stage": stage_out(deal.stage),
        "owner": s.user_ref(deal.owner),
    }


def _can_edit(by: User, deal: Opportunity) -> bool:
    """Asked again after a change: a deal that was handed to another owner or account may no longer be yours."""
    return gates.rights_on(by, deal) is gates.Rights.WRITE


def _filtered(rows: QuerySet[Opportunity], filters: OpportunityQuery) -> QuerySet[Opportunity]:
    wanted = {
        "account__uuid": filters.account_id,
        "owner__uuid": filters.owner_id,
        "owner__team__uuid": filters.team_id,
        "stage__key": filters.stage,
        "stage__outcome": filters.outcome,
        "close_on__gte": filters.close_from,
        "close_on__lte": filters.close_to,
        "amount__gte": filters.min_amount,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if filters.contact_id is not None:
        stands_on = Stakeholder.objects.filter(contact__uuid=filters.contact_id)
        rows = rows.filter(pk__in=stands_on.values("opportunity"))
    return rows


def _resolved(fields: dict[str, Any], by: User) -> dict[str, Any]:
    if "account_id" in fields:
        fields["account"] = account_named(by, fields.pop("account_id"), "account_id", write=True)
    if "owner_id" in fields:
        fields["owner"] = user_named(fields.pop("owner_id"), "owner_id")
    return fields
