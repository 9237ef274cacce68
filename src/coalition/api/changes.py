"""What changed between two moments: on one deal's map, and on all the maps you see."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from coalition.access.models import Team, User
from coalition.access.teams import people_under
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.judgement.moments import NAMED, STAGE_ENTRY, moment_named
from coalition.portfolio.changes.model import Change, Changes, Named
from coalition.portfolio.changes.selector import changes_on, entered_stage_at
from coalition.record import gates
from coalition.record.errors import Invalid, NotFound
from coalition.record.models import Opportunity

router = Router(tags=["changes"])

_KNOWN = f"A date, an ISO time, or a word: {', '.join(NAMED)}."
When = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00]*$")]
WhatWord = Literal["joined", "left", "changed"]
SubjectWord = Literal["person", "line", "deal", "seat"]


class ChangeOut(s.Out):
    """One difference, with who or what caused it. Of a person, an empty seat, a line, or the deal itself."""

    id: str
    opportunity: s.Ref
    subject: SubjectWord
    what: WhatWord
    field: str = Field(description="Which field changed; empty where somebody joined or left, or a line came or went.")
    label: str = Field(description="What the field is called.")
    before: str
    after: str
    at: datetime = Field(description="When the value that holds at the end was recorded.")
    cause: Literal["user", "system", "scores"]
    by: s.Ref | None
    reason: str = Field(description="The evidence, or why, as it was written with the change.")
    contact: s.Ref | None = Field(description="The person or empty seat; of a line, where it starts.")
    other: s.Ref | None = Field(description="Of a line: where it leads.")
    line_kind: str


class ChangePage(s.Paged):
    """Changes, newest first."""

    since: datetime = Field(description="From when on; later than asked for where `complete` is false.")
    until: datetime
    complete: bool = Field(description="False: there was more than can be read at once, and only the newest is here.")
    items: list[ChangeOut]


class TimeQuery(Schema):
    since: When = Field("last-week", description=_KNOWN)
    until: When = Field("now", description=f"{_KNOWN} A day means its end.")
    limit: int = Field(50, ge=1, le=500)
    offset: int = Field(0, ge=0, le=100_000)


class DealTimeQuery(TimeQuery):
    since: When = Field("last-week", description=f"{_KNOWN} Of a deal also {STAGE_ENTRY}.")


class PortfolioQuery(TimeQuery):
    team_id: UUID | None = Field(None, description="Only deals whose owner is on this team or one below it.")
    owner_id: UUID | None = None


@router.get(
    "/opportunities/{uuid:opportunity_id}/changes",
    response={200: ChangePage, **s.ERRORS},
    operation_id="get_opportunity_changes",
)
def get_opportunity_changes(request: HttpRequest, opportunity_id: UUID, filters: Query[DealTimeQuery]) -> Any:
    """What changed on a deal's map: who joined, left, changed, and who or what caused it."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id)
    now = timezone.now()
    until = _named(filters.until, "until", by, now, end=True)
    if filters.since.strip().lower() == STAGE_ENTRY:
        since = entered_stage_at(deal, until) or deal.recorded_at
    else:
        since = _named(filters.since, "since", by, now)
    return _page(Opportunity.objects.filter(pk=deal.pk), since, until, filters)


@router.get("/changes", response={200: ChangePage, **s.ERRORS}, operation_id="get_changes")
def get_changes(request: HttpRequest, filters: Query[PortfolioQuery]) -> Any:
    """What changed on the maps you see: of everybody, of a team, or of one owner."""
    by, now = viewer(request), timezone.now()
    until = _named(filters.until, "until", by, now, end=True)
    since = _named(filters.since, "since", by, now)
    deals = gates.visible_opportunities(by)
    if filters.team_id is not None:
        team = Team.objects.filter(uuid=filters.team_id).first()
        if team is None:
            raise NotFound("team")
        deals = deals.filter(owner__in=people_under(team.pk))
    if filters.owner_id is not None:
        deals = deals.filter(owner__uuid=filters.owner_id)
    return _page(deals, since, until, filters)


def _named(text: str, field: str, by: User, now: datetime, *, end: bool = False) -> datetime:
    try:
        return min(moment_named(text, now, ZoneInfo(by.time_zone), end=end), now)
    except ValueError as error:
        raise Invalid({field: [str(error)]}) from error


def _page(deals: QuerySet[Opportunity], since: datetime, until: datetime, query: TimeQuery) -> ChangePage:
    if since > until:
        raise Invalid({"since": ["This is later than “until”. Give the earlier moment first."]})
    found: Changes = changes_on(deals, since, until)
    shown = found.items[query.offset : query.offset + query.limit]
    return ChangePage(
        since=found.since,
        until=found.until,
        complete=found.complete,
        items=[change_out(each) for each in shown],
        total=len(found.items),
        limit=query.limit,
        offset=query.offset,
    )


def change_out(change: Change) -> ChangeOut:
    """A change as the API shows it."""
    same = ("id", "subject", "what", "field", "label", "before", "after", "at", "cause", "reason", "line_kind")
    return ChangeOut(
        **s.columns(change, *same),
        opportunity=s.Ref(id=change.opportunity.id, name=change.opportunity.name),
        by=ref_of(change.by),
        contact=ref_of(change.contact),
        other=ref_of(change.other),
    )


def ref_of(named: Named | None) -> s.Ref | None:
    """Somebody as the API names them."""
    return s.Ref(id=named.id, name=named.name) if named else None
