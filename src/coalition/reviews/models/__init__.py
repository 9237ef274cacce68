"""Reviews, comments and coaching actions, and the time that maps take."""

from coalition.reviews.models.actions import ActionStatus, CoachingAction
from coalition.reviews.models.attention import MapAttention
from coalition.reviews.models.comments import CommentStatus, ReviewComment
from coalition.reviews.models.invitations import ReviewInvitation
from coalition.reviews.models.reviews import MapReview
from coalition.reviews.models.sessions import ReviewSession, Step

__all__ = [
    "ActionStatus",
    "CoachingAction",
    "CommentStatus",
    "MapAttention",
    "MapReview",
    "ReviewComment",
    "ReviewInvitation",
    "ReviewSession",
    "Step",
]
