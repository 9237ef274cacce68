"""Test and improve sessions: their steps, the parts, and what each part asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.judgement import snapshot_for
from coalition.api.reviews import schema as r
from coalition.judgement.part_questions import Part, questions_in_part
from coalition.judgement.review_questions import ReviewQuestion
from coalition.portfolio.settings import current_judgement_settings
from coalition.record import gates
from coalition.record.errors import NotFound
from coalition.reviews.models import ReviewSession, Step
from coalition.reviews.services import sessions as services

router = Router(tags=["reviews"])
ADDRESS = "/opportunities/{uuid:opportunity_id}/session"


@router.get(ADDRESS, response={200: r.SessionOut | None, **s.ERRORS}, operation_id="get_session")
def get_session(request: HttpRequest, opportunity_id: UUID, response: HttpResponse) -> Any:
    """The session that is open on a deal, with the questions of your part; null: none is."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id)
    session = ReviewSession.objects.filter(opportunity=deal).exclude(step=Step.CLOSED).select_related("led_by").first()
    if session is None:
        return None
    tag(response, session.version)
    return session_out(session, by)


@router.post(ADDRESS, response={201: r.SessionOut, **s.WRITE_ERRORS}, operation_id="start_session")
def start_session(request: HttpRequest, opportunity_id: UUID, response: HttpResponse) -> Any:
    """Begin a session with presenting the map."""
    by = viewer(request)
    session = services.start_session(gates.opportunity_for(by, opportunity_id, write=True), by=by)
    tag(response, session.version)
    return Status(201, session_out(session, by))


@router.put(f"{ADDRESS}/part", response={200: r.SessionOut, **s.WRITE_ERRORS}, operation_id="take_part")
def take_part(
    request: HttpRequest, opportunity_id: UUID, data: r.PartIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Take your part in the test. Colleagues who only read the deal may; guests not."""
    by = viewer(request)
    deal_session = _open_session(by, opportunity_id)
    gates.may_write(by)
    session = services.take_part(deal_session, part=data.part, by=by, expect_version=version_of(if_match))
    tag(response, session.version)
    return session_out(session, by)


@router.post(f"{ADDRESS}/next", response={200: r.SessionOut, **s.WRITE_ERRORS}, operation_id="advance_session")
def advance_session(
    request: HttpRequest, opportunity_id: UUID, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Go to the next step; after the last the session is closed and the map counts as reviewed."""
    by = viewer(request)
    gates.opportunity_for(by, opportunity_id, write=True)
    session = services.advance_session(_open_session(by, opportunity_id), by=by, expect_version=version_of(if_match))
    tag(response, session.version)
    return session_out(session, by)


def session_out(session: ReviewSession, by: User | None = None) -> r.SessionOut:
    """The session as this viewer sees it: their part, and what it asks of the deal."""
    taken: dict[str, r.PartWord] = session.parts
    mine: r.PartWord = taken.get(str(by.uuid), "") if by else ""
    names = {str(user.uuid): s.named(user) for user in User.objects.filter(uuid__in=list(session.parts))}
    return r.SessionOut(
        **s.stamp(session),
        **s.columns(session, "step"),
        led_by=s.user_ref(session.led_by),
        parts=[r.PartOut(user=names[user], part=part) for user, part in taken.items() if user in names],
        my_part=mine,
        questions=_asked(session, mine, by) if by and mine else [],
    )


def _asked(session: ReviewSession, part: Part, by: User) -> list[ReviewQuestion]:
    snapshot = snapshot_for(by, session.opportunity.uuid, None)
    return list(questions_in_part(snapshot, part, current_judgement_settings()))


def _open_session(by: User, opportunity_id: UUID) -> ReviewSession:
    deal = gates.opportunity_for(by, opportunity_id)
    session = ReviewSession.objects.filter(opportunity=deal).exclude(step=Step.CLOSED).first()
    if session is None:
        raise NotFound("session")
    return session
