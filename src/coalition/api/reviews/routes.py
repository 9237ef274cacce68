"""Review a deal: who is due, what to ask, what was said and agreed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import by_token, viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import contact_named, line_named, user_named
from coalition.api.judgement import snapshot_for
from coalition.api.listing import page_of, searched
from coalition.api.reviews import schema as r
from coalition.api.reviews.shown import action_out, attention_out, comment_out, invitation_out, queue_rows, review_out
from coalition.judgement.action_effect import ActionEffect
from coalition.judgement.review_questions import review_questions
from coalition.judgement.summary import judge
from coalition.portfolio.settings import current_judgement_settings
from coalition.record import gates
from coalition.reviews.selectors.attention import attention_lately
from coalition.reviews.selectors.effect import effect_of_actions
from coalition.reviews.selectors.invitations import visible_invitations, waiting_invitations
from coalition.reviews.selectors.queue import review_queue
from coalition.reviews.selectors.visible import (
    action_for,
    comment_for,
    visible_actions,
    visible_comments,
    visible_reviews,
)
from coalition.reviews.services import reviews as services
from coalition.reviews.services.attention import note_attention as note
from coalition.reviews.services.invitations import invite_reviewer as invite
from coalition.reviews.services.line_suggestions import LineSuggestion

router = Router(tags=["reviews"])
_OPEN_FIRST = Case(When(status="open", then=Value(0)), default=Value(1))


@router.get("/reviews/queue", response={200: r.QueuePage, **s.ERRORS}, operation_id="list_review_queue")
def list_review_queue(request: HttpRequest, filters: Query[s.ListQuery]) -> Any:
    """Open deals of those you answer for, never or longest not reviewed first."""
    rows = searched(review_queue(viewer(request)), filters.search, ("name", "account__name", "owner__name"))
    items, total = page_of(rows, filters, ["last_review_at"], nulls_first=True)
    return r.QueuePage(items=queue_rows(items), total=total, limit=filters.limit, offset=filters.offset)


@router.get("/reviews/effect", response={200: ActionEffect, **s.ERRORS}, operation_id="get_action_effect")
def get_action_effect(request: HttpRequest) -> Any:
    """Whether maps changed after coaching actions, against similar deals without one. A comparison, not proof."""
    return effect_of_actions(viewer(request), timezone.now())


@router.get(
    "/opportunities/{uuid:opportunity_id}/review", response={200: r.DealReview, **s.ERRORS}, operation_id="get_review"
)
def get_review(request: HttpRequest, opportunity_id: UUID) -> Any:
    """Prepared questions, earlier reviews, comments and actions of a deal."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id)
    held = list(visible_reviews(by).filter(opportunity=deal).order_by("-held_at", "-id")[:10])
    last = held[0].held_at if held else None
    now = snapshot_for(by, opportunity_id, None)
    settings = current_judgement_settings()
    before = snapshot_for(by, opportunity_id, last) if last else None
    comments = visible_comments(by).filter(opportunity=deal).order_by(_OPEN_FIRST, "-recorded_at")[:100]
    actions = visible_actions(by).filter(opportunity=deal).order_by(_OPEN_FIRST, "due_on", "id")[:100]
    invited = visible_invitations(by).filter(opportunity=deal).order_by("-invited_at")[:50]
    return r.DealReview(
        last_review_at=last,
        questions=list(review_questions(now, judge(now, settings), before)),
        reviews=[review_out(each) for each in held],
        comments=[comment_out(each) for each in comments],
        invited=[invitation_out(each) for each in invited],
        actions=[action_out(each) for each in actions],
        attention=attention_out(attention_lately(deal, timezone.now(), named=settings.name_sellers)),
    )


@router.post(
    "/opportunities/{uuid:opportunity_id}/attention",
    response={204: None, **s.WRITE_ERRORS},
    operation_id="note_attention",
)
def note_attention(request: HttpRequest, opportunity_id: UUID) -> Any:
    """Say that a person looks at the map now; an open page does every 30 seconds. A program is nobody looking."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id)
    gates.may_write(by)
    if not by_token(request):
        note(deal, by=by, now=timezone.now())
    return Status(204, None)


@router.post(
    "/opportunities/{uuid:opportunity_id}/reviews",
    response={201: r.HeldReview, **s.WRITE_ERRORS},
    operation_id="hold_review",
)
def hold_review(request: HttpRequest, opportunity_id: UUID, data: r.ReviewIn) -> Any:
    """Keep that the map was reviewed now, and what was answered. Gates that ask for a review look at this."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    answers = [each.dict() for each in data.answers]
    return Status(201, review_out(services.hold_review(deal, by=by, notes=data.notes, answers=answers)))


@router.post(
    "/opportunities/{uuid:opportunity_id}/comments",
    response={201: r.CommentOut, **s.WRITE_ERRORS},
    operation_id="write_comment",
)
def write_comment(request: HttpRequest, opportunity_id: UUID, data: r.CommentIn, response: HttpResponse) -> Any:
    """Comment on a map, a person or the line between two, or suggest a change. Readers of the deal may, guests not."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id)
    gates.may_write(by)
    suggests = s.given(data.suggests) if data.suggests else {}
    contact = contact_named(by, data.contact_id, "contact_id")
    made = services.write_comment(
        deal,
        text=data.text,
        by=by,
        contact=contact,
        to_contact=contact_named(by, data.to_contact_id, "to_contact_id"),
        suggests=suggests,
        suggests_line=_line_suggestion(by, data.suggests_line),
    )
    tag(response, made.version)
    return Status(201, comment_out(made))


def _line_suggestion(by: User, said: r.LineSuggestionIn | None) -> LineSuggestion | None:
    if said is None:
        return None
    return LineSuggestion(said.do, said.kind or "", said.strength, line_named(by, said.line_id, "suggests_line"))


@router.post(
    "/comments/{uuid:comment_id}/answer", response={200: r.CommentOut, **s.WRITE_ERRORS}, operation_id="answer_comment"
)
def answer_comment(
    request: HttpRequest,
    comment_id: UUID,
    data: r.CommentAnswerIn,
    response: HttpResponse,
    if_match: s.IfMatch = None,
) -> Any:
    """Answer a comment, which closes it."""
    by = viewer(request)
    comment = comment_for(by, comment_id)
    gates.opportunity_for(by, comment.opportunity.uuid, write=True)
    made = services.answer_comment(comment, answer=data.answer, by=by, expect_version=version_of(if_match))
    tag(response, made.version)
    return comment_out(made)


@router.post(
    "/comments/{uuid:comment_id}/accept",
    response={200: r.CommentOut, **s.WRITE_ERRORS},
    operation_id="accept_suggestion",
)
def accept_suggestion(
    request: HttpRequest, comment_id: UUID, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change the stakeholder or the line as suggested."""
    by = viewer(request)
    comment = comment_for(by, comment_id)
    gates.opportunity_for(by, comment.opportunity.uuid, write=True)
    made = services.accept_suggestion(comment, by=by, expect_version=version_of(if_match))
    tag(response, made.version)
    return comment_out(made)


@router.get("/reviews/invitations", response={200: r.InvitationPage, **s.ERRORS}, operation_id="list_invitations")
def list_invitations(request: HttpRequest, filters: Query[s.ListQuery]) -> Any:
    """Open deals you were asked to comment on and have not yet."""
    rows = searched(waiting_invitations(viewer(request)), filters.search, ("opportunity__name", "note"))
    items, total = page_of(rows, filters, ["-invited_at"])
    shown = [invitation_out(each) for each in items]
    return r.InvitationPage(items=shown, total=total, limit=filters.limit, offset=filters.offset)


@router.post(
    "/opportunities/{uuid:opportunity_id}/invitations",
    response={201: r.InvitationOut, **s.WRITE_ERRORS},
    operation_id="invite_reviewer",
)
def invite_reviewer(request: HttpRequest, opportunity_id: UUID, data: r.InvitationIn) -> Any:
    """Ask a colleague to comment. Who does not see the deal joins the account's team as a reader."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    user = user_named(data.user_id, "user_id")
    assert user is not None  # noqa: S101  # an id was given, so they were found or refused
    made = invite(deal, user=user, by=by, note=data.note)
    return Status(201, invitation_out(visible_invitations(by).get(pk=made.pk)))


@router.get("/actions", response={200: r.ActionPage, **s.ERRORS}, operation_id="list_actions")
def list_actions(request: HttpRequest, filters: Query[r.ActionQuery]) -> Any:
    """Actions on deals you see, the earliest day first."""
    rows = visible_actions(viewer(request))
    wanted = {
        "status": filters.status,
        "owner__uuid": filters.owner_id,
        "opportunity__uuid": filters.opportunity_id,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    rows = searched(rows, filters.search, ("text", "opportunity__name"))
    items, total = page_of(rows, filters, ["due_on"])
    shown = [action_out(each) for each in items]
    return r.ActionPage(items=shown, total=total, limit=filters.limit, offset=filters.offset)


@router.post(
    "/opportunities/{uuid:opportunity_id}/actions",
    response={201: r.ActionOut, **s.WRITE_ERRORS},
    operation_id="agree_action",
)
def agree_action(request: HttpRequest, opportunity_id: UUID, data: r.ActionIn, response: HttpResponse) -> Any:
    """Agree that somebody of ours does something until a day."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    owner = user_named(data.owner_id, "owner_id") or by
    contact = contact_named(by, data.contact_id, "contact_id")
    made = services.agree_action(deal, text=data.text, owner=owner, due_on=data.due_on, by=by, contact=contact)
    tag(response, made.version)
    return Status(201, action_out(made))


@router.patch("/actions/{uuid:action_id}", response={200: r.ActionOut, **s.WRITE_ERRORS}, operation_id="update_action")
def update_action(
    request: HttpRequest, action_id: UUID, data: r.ActionPatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change an action, or say that it is done or dropped."""
    by = viewer(request)
    action = action_for(by, action_id)
    gates.opportunity_for(by, action.opportunity.uuid, write=True)
    changes = s.given(data, "text", "due_on", "status", "owner_id")
    if "owner_id" in changes:
        changes["owner"] = user_named(changes.pop("owner_id"), "owner_id")
    made = services.update_action(action, by=by, expect_version=version_of(if_match), **changes)
    tag(response, made.version)
    return action_out(action_for(by, made.uuid))
