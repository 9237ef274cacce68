"""Who sees reviews, comments and actions: who sees the deal."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from coalition.access.models import User
from coalition.record.errors import NotFound
from coalition.record.gates import visible_opportunities
from coalition.reviews.models import CoachingAction, MapReview, ReviewComment


def visible_reviews(viewer: User) -> QuerySet[MapReview]:
    """Reviews of deals the viewer sees."""
    deals = visible_opportunities(viewer).values("id")
    return MapReview.objects.filter(opportunity__in=deals).select_related("opportunity", "by")


def visible_comments(viewer: User) -> QuerySet[ReviewComment]:
    """Comments on deals the viewer sees."""
    deals = visible_opportunities(viewer).values("id")
    related = ("opportunity__account", "contact", "to_contact", "written_by", "answered_by")
    return ReviewComment.objects.filter(opportunity__in=deals).select_related(*related)


def visible_actions(viewer: User) -> QuerySet[CoachingAction]:
    """Actions on deals the viewer sees."""
    deals = visible_opportunities(viewer).values("id")
    related = ("opportunity__account", "contact", "owner", "agreed_by")
    return CoachingAction.objects.filter(opportunity__in=deals).select_related(*related)


def comment_for(viewer: User, uuid: UUID) -> ReviewComment:
    """The comment, if the viewer sees its deal."""
    found = visible_comments(viewer).filter(uuid=uuid).first()
    if found is None:
        raise NotFound("comment")
    return found


def action_for(viewer: User, uuid: UUID) -> CoachingAction:
    """The action, if the viewer sees its deal."""
    found = visible_actions(viewer).filter(uuid=uuid).first()
    if found is None:
        raise NotFound("action")
    return found
