"""What reviewers asked of two people and nobody has answered."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from coalition.record.models import Opportunity
from coalition.reviews.models import CommentStatus, ReviewComment


def open_on_line(deal: Opportunity) -> Coalesce:
    """To annotate lines with: how many open comments on this deal are about the two people of each, in either order."""
    ends = OuterRef("from_contact"), OuterRef("to_contact")
    these = Q(contact=ends[0], to_contact=ends[1]) | Q(contact=ends[1], to_contact=ends[0])
    rows = ReviewComment.objects.filter(these, opportunity=deal, status=CommentStatus.OPEN).order_by()
    return Coalesce(Subquery(rows.values("opportunity").annotate(count=Count("id")).values("count")), 0)
