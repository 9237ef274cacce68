"""Who was asked to look at a map, and whether they said something since."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from coalition.access.models import User
from coalition.record.gates import visible_opportunities
from coalition.record.models import Outcome
from coalition.reviews.models import ReviewComment, ReviewInvitation


def visible_invitations(viewer: User) -> QuerySet[ReviewInvitation]:
    """Invitations to deals the viewer sees, each with ``has_commented``."""
    rows = ReviewInvitation.objects.filter(opportunity__in=visible_opportunities(viewer).values("id"))
    related = ("opportunity__account", "user", "invited_by")
    return rows.select_related(*related).annotate(has_commented=_said())


def waiting_invitations(viewer: User) -> QuerySet[ReviewInvitation]:
    """Those that ask the viewer, and to which they have not said anything yet."""
    mine = visible_invitations(viewer).filter(user=viewer, opportunity__stage__outcome=Outcome.OPEN)
    return mine.filter(~_said())


def _said() -> Exists:
    return Exists(
        ReviewComment.objects.filter(
            opportunity=OuterRef("opportunity"), written_by=OuterRef("user"), recorded_at__gte=OuterRef("invited_at")
        )
    )
