"""Reviews, comments and actions as the API shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.utils import timezone

from coalition.api import schema as s
from coalition.api.opportunities import stage_out
from coalition.api.reviews.schema import (
    ActionOut,
    AttentionOut,
    CommentOut,
    HeldReview,
    InvitationOut,
    LineSuggestionOut,
    QueueRow,
)
from coalition.record.models import Opportunity
from coalition.reviews.models import (
    ActionStatus,
    CoachingAction,
    CommentStatus,
    MapReview,
    ReviewComment,
    ReviewInvitation,
)
from coalition.reviews.selectors.attention import Attention


def review_out(review: MapReview) -> HeldReview:
    return HeldReview(by=s.user_ref(review.by), **s.columns(review, "held_at", "notes", "answers"))


def comment_out(comment: ReviewComment) -> CommentOut:
    return CommentOut(
        **s.stamp(comment),
        **s.columns(comment, "text", "suggests", "status", "answer", "answered_at"),
        opportunity=s.Ref(id=comment.opportunity.uuid, name=comment.opportunity.name),
        contact=s.ref(comment.contact),
        to_contact=s.ref(comment.to_contact),
        suggests_line=LineSuggestionOut(**comment.suggests_line) if comment.suggests_line else None,
        written_by=s.user_ref(comment.written_by),
        answered_by=s.user_ref(comment.answered_by),
    )


def invitation_out(invitation: ReviewInvitation) -> InvitationOut:
    """An invitation as the selector gave it, knowing whether they said something."""
    deal = invitation.opportunity
    return InvitationOut(
        **s.columns(invitation, "invited_at", "note", "has_commented"),
        opportunity=s.Ref(id=deal.uuid, name=deal.name),
        account=s.ref(deal.account),
        user=s.named(invitation.user),
        invited_by=s.user_ref(invitation.invited_by),
    )


def attention_out(attention: Attention) -> AttentionOut:
    return AttentionOut(**s.columns(attention, "minutes", "people"))


def action_out(action: CoachingAction) -> ActionOut:
    is_open = action.status == ActionStatus.OPEN
    return ActionOut(
        **s.stamp(action),
        **s.columns(action, "text", "due_on", "status", "closed_at"),
        opportunity=s.Ref(id=action.opportunity.uuid, name=action.opportunity.name),
        account=s.ref(action.opportunity.account),
        contact=s.ref(action.contact),
        owner=s.user_ref(action.owner),
        agreed_by=s.user_ref(action.agreed_by),
        is_overdue=is_open and action.due_on < timezone.now().date(),
    )


def queue_rows(deals: Sequence[Opportunity]) -> list[QueueRow]:
    """One page of the queue, in two queries more."""
    ids = [deal.pk for deal in deals]
    comments = _counted(ReviewComment.objects.filter(opportunity__in=ids, status=CommentStatus.OPEN))
    late = CoachingAction.objects.filter(status=ActionStatus.OPEN, due_on__lt=timezone.now().date())
    actions = _counted(late.filter(opportunity__in=ids))
    return [
        QueueRow(
            id=deal.uuid,
            **s.columns(deal, "name", "amount", "currency", "close_on", "last_review_at"),
            account=s.ref(deal.account),
            owner=s.user_ref(deal.owner),
            stage=stage_out(deal.stage),
            open_gates=_open_gates(deal),
            open_comments=comments.get(deal.pk, 0),
            overdue_actions=actions.get(deal.pk, 0),
        )
        for deal in deals
    ]


def _counted(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("opportunity_id").annotate(Count("id")))


def _open_gates(deal: Opportunity) -> list[str]:
    """From the judgement kept with the scores; nothing for a deal not judged yet."""
    score = getattr(deal, "current_score", None)
    return [gate["label"] for gate in score.judgement.get("gates", ()) if not gate["met"]] if score else []
