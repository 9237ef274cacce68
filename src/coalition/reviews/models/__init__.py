"""Reviews, comments and coaching actions."""

from coalition.reviews.models.actions import ActionStatus, CoachingAction
from coalition.reviews.models.comments import CommentStatus, ReviewComment
from coalition.reviews.models.invitations import ReviewInvitation
from coalition.reviews.models.reviews import MapReview
from coalition.reviews.models.sessions import ReviewSession, Step

__all__ = [
    "ActionStatus",
    "CoachingAction",
    "CommentStatus",
    "MapReview",
    "ReviewComment",
    "ReviewInvitation",
    "ReviewSession",
    "Step",
]
