"""Insights: what the customer wants, fears and decides by."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import account_named, contact_named, opportunity_named
from coalition.api.listing import page_of, searched, sorted_by
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.record.models import Insight
from coalition.record.services import insights as services

router = Router(tags=["insights"])

SORTS = {"kind": "kind", "recorded_at": "recorded_at", "updated_at": "updated_at"}
KindWord = Literal["goal", "pressure", "initiative", "obstacle", "challenge", "criterion", "concern"]
Ids = Annotated[list[UUID], Field(max_length=200)]


class InsightOut(s.Stamp):
    """Something we learned, whose it is, and what we answer."""

    account: s.Ref
    opportunity: s.Ref | None
    kind: KindWord
    text: str
    answer: str
    contact_ids: list[UUID] = Field(description="Whose it is.")
    linked_ids: list[UUID] = Field(description="Other insights it hangs on.")
    told_by: s.Ref | None
    confirmed_by_customer: bool | None
    confirmed_at: datetime | None
    confirmed_with: s.Ref | None


class InsightPage(s.Paged):
    items: list[InsightOut]


class InsightFields(s.In):
    """What may be said of an insight."""

    answer: s.Long = ""
    contact_ids: Ids = []
    linked_ids: Ids = []
    told_by_id: UUID | None = None
    confirmed_by_customer: bool | None = None


class InsightIn(InsightFields, s.SourcedIn):
    """A new insight, of an account or of one of its deals."""

    account_id: UUID
    opportunity_id: UUID | None = None
    kind: KindWord
    text: s.Long = Field(min_length=1)


class InsightPatch(InsightFields):
    """What to change; what is left out stays."""

    kind: KindWord | None = None
    text: s.Long | None = Field(None, min_length=1)


class InsightQuery(s.ListQuery):
    account_id: UUID | None = None
    opportunity_id: UUID | None = None
    kind: KindWord | None = None
    sort: Literal["kind", "-kind", "recorded_at", "-recorded_at", "updated_at", "-updated_at"] = "-recorded_at"


@router.get("", response={200: InsightPage, **s.ERRORS}, operation_id="list_insights")
def list_insights(request: HttpRequest, filters: Query[InsightQuery]) -> Any:
    """Insights of accounts and deals you see."""
    rows = gates.visible_insights(viewer(request)).select_related(*_RELATED)
    wanted = {
        "account__uuid": filters.account_id,
        "opportunity__uuid": filters.opportunity_id,
        "kind": filters.kind,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    rows = searched(rows, filters.search, ("text", "answer"))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return InsightPage(
        items=[insight_out(each) for each in items], total=total, limit=filters.limit, offset=filters.offset
    )


@router.post("", response={201: InsightOut, **s.WRITE_ERRORS}, operation_id="create_insight")
def create_insight(request: HttpRequest, data: InsightIn, response: HttpResponse) -> Any:
    """Write down something learned."""
    by = viewer(request)
    gates.may_write(by)
    fields = data.dict(exclude={"account_id", "opportunity_id"})
    account = account_named(by, data.account_id, "account_id", write=True)
    assert account is not None  # noqa: S101  # an id was given, so it was found or refused
    deal = opportunity_named(by, data.opportunity_id, "opportunity_id", write=True)
    insight = services.record_insight(account=account, opportunity=deal, by=by, **_resolved(fields, by))
    tag(response, insight.version)
    return Status(201, insight_out(insight))


@router.get("/{uuid:insight_id}", response={200: InsightOut, **s.ERRORS}, operation_id="get_insight")
def get_insight(request: HttpRequest, insight_id: UUID, response: HttpResponse) -> Any:
    """One insight."""
    insight = gates.insight_for(viewer(request), insight_id)
    tag(response, insight.version)
    return insight_out(insight)


@router.patch("/{uuid:insight_id}", response={200: InsightOut, **s.WRITE_ERRORS}, operation_id="update_insight")
def update_insight(
    request: HttpRequest, insight_id: UUID, data: InsightPatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change an insight. Confirming it keeps when and by whom."""
    by = viewer(request)
    insight = gates.insight_for(by, insight_id, write=True)
    changes = _resolved(s.given(data, "kind", "text"), by)
    insight = services.update_insight(insight, by=by, expect_version=version_of(if_match), **changes)
    tag(response, insight.version)
    return insight_out(insight)


@router.delete("/{uuid:insight_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_insight")
def delete_insight(request: HttpRequest, insight_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Delete an insight; it stays in the history."""
    by = viewer(request)
    insight = gates.insight_for(by, insight_id, write=True)
    services.delete_insight(insight, by=by, expect_version=version_of(if_match))
    return Status(204, None)


def insight_out(insight: Insight) -> InsightOut:
    """An insight as the API shows it."""
    same = ("kind", "text", "answer", "contact_ids", "linked_ids", "confirmed_by_customer", "confirmed_at")
    return InsightOut(
        **s.stamp(insight),
        **{name: getattr(insight, name) for name in same},
        account=s.Ref(id=insight.account.uuid, name=insight.account.name),
        opportunity=s.ref(insight.opportunity),
        told_by=s.ref(insight.told_by),
        confirmed_with=s.user_ref(insight.confirmed_with),
    )


_RELATED = ("account", "opportunity", "told_by", "confirmed_with")


def _resolved(fields: dict[str, Any], by: User) -> dict[str, Any]:
    if "told_by_id" in fields:
        fields["told_by"] = contact_named(by, fields.pop("told_by_id"), "told_by_id")
    if "contact_ids" in fields:
        seen = gates.visible_contacts(by).filter(uuid__in=fields["contact_ids"])
        fields["contact_ids"] = _known(fields["contact_ids"], seen.values_list("uuid", flat=True), "contact_ids")
    if "linked_ids" in fields:
        others = gates.visible_insights(by).filter(uuid__in=fields["linked_ids"])
        fields["linked_ids"] = _known(fields["linked_ids"], others.values_list("uuid", flat=True), "linked_ids")
    return fields


def _known(asked: list[UUID], found: Any, field: str) -> list[str]:
    there = set(found)
    missing = [str(each) for each in asked if each not in there]
    if missing:
        raise Invalid({field: [f"There is no {each}, or it is not shared with you." for each in missing]})
    return [str(each) for each in asked]
