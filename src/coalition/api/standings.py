"""The standing grid: our people against theirs, what they are and what they mean to become (A16)."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import user_at
from coalition.api.judgement import JudgementQuery
from coalition.record import gates
from coalition.record.errors import NotFound
from coalition.record.models import Standing
from coalition.record.selectors.standings import standing_grid
from coalition.record.services import standings as services

router = Router(tags=["standings"])

LevelWord = Literal["vendor", "credible_source", "problem_solver", "trusted_adviser", ""]
ADDRESS = "/contacts/{uuid:contact_id}/standings"


class StandingOut(s.Stamp):
    """How one of theirs sees one of ours. Empty: not assessed."""

    user_id: UUID
    contact_id: UUID
    current: LevelWord
    desired: LevelWord
    note: str


class StandingIn(s.In):
    """What they are now and what they should become, at least one of the two."""

    current: LevelWord = ""
    desired: LevelWord = ""
    note: s.Long = ""


class GridContact(s.Ref):
    title: str


class StandingGridOut(s.Out):
    """A deal's people against ours. A pair without a cell is not assessed."""

    users: list[s.Ref] = Field(description="Who works on the deal or has a standing here.")
    contacts: list[GridContact]
    standings: list[StandingOut]


class ContactStandings(s.Out):
    """What ours are to one person, on whatever deal."""

    users: list[s.Ref]
    standings: list[StandingOut]


@router.get(
    "/opportunities/{uuid:opportunity_id}/standings",
    response={200: StandingGridOut, **s.ERRORS},
    operation_id="get_standing_grid",
)
def get_standing_grid(request: HttpRequest, opportunity_id: UUID, filters: Query[JudgementQuery]) -> Any:
    """The grid of a deal. Standings belong to the two people, so every map of the contact shows the same."""
    deal = gates.opportunity_for(viewer(request), opportunity_id)
    grid = standing_grid(deal, filters.as_of)
    users = {user.pk: user.uuid for user in grid.users}
    contacts = {contact.pk: contact.uuid for contact in grid.contacts}
    return StandingGridOut(
        users=[s.named(user) for user in grid.users],
        contacts=[GridContact(id=each.uuid, name=each.name, title=each.title) for each in grid.contacts],
        standings=[_out(each, users[each.user_id], contacts[each.contact_id]) for each in grid.standings],
    )


@router.get(ADDRESS, response={200: ContactStandings, **s.ERRORS}, operation_id="list_contact_standings")
def list_contact_standings(request: HttpRequest, contact_id: UUID) -> Any:
    """What each of ours is to this person."""
    contact = gates.contact_for(viewer(request), contact_id)
    rows = contact.standings.select_related("user", "contact").order_by("user__name", "id")
    return ContactStandings(
        users=[s.named(row.user) for row in rows],
        standings=[standing_out(row) for row in rows],
    )


@router.put(f"{ADDRESS}/{{uuid:user_id}}", response={200: StandingOut, **s.WRITE_ERRORS}, operation_id="set_standing")
def set_standing(
    request: HttpRequest,
    contact_id: UUID,
    user_id: UUID,
    data: StandingIn,
    response: HttpResponse,
    if_match: s.IfMatch = None,
) -> Any:
    """Say how this person sees one of ours, and how they should."""
    by = viewer(request)
    contact = gates.contact_for(by, contact_id, write=True)
    user = user_at(user_id)
    row = services.set_standing(
        user=user, contact=contact, by=by, expect_version=version_of(if_match), **data.model_dump()
    )
    tag(response, row.version)
    return standing_out(row)


@router.delete(f"{ADDRESS}/{{uuid:user_id}}", response={204: None, **s.WRITE_ERRORS}, operation_id="clear_standing")
def clear_standing(request: HttpRequest, contact_id: UUID, user_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Take a standing back to not assessed."""
    by = viewer(request)
    contact = gates.contact_for(by, contact_id, write=True)
    row = Standing.objects.filter(contact=contact, user=user_at(user_id)).first()
    if row is None:
        raise NotFound("standing")
    services.clear_standing(row, by=by, expect_version=version_of(if_match))
    return Status(204, None)


def standing_out(row: Standing) -> StandingOut:
    """A standing as the API shows it."""
    return _out(row, row.user.uuid, row.contact.uuid)


def _out(row: Standing, user_id: UUID, contact_id: UUID) -> StandingOut:
    same = s.columns(row, "current", "desired", "note")
    return StandingOut(**s.stamp(row), user_id=user_id, contact_id=contact_id, **same)
