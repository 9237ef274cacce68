"""A manager's queue of the week: open deals of their people, the longest not reviewed first (E1)."""

from __future__ import annotations

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery

from coalition.access.models import User
from coalition.access.teams import people_seen_by
from coalition.record.gates import visible_opportunities
from coalition.record.models import Opportunity, Outcome
from coalition.reviews.models import MapReview


def review_queue(viewer: User) -> QuerySet[Opportunity]:
    """Open deals whose owner the viewer answers for (their own, their teams', or all), each with ``last_review_at``."""
    last = MapReview.objects.filter(opportunity=OuterRef("pk")).order_by("-held_at").values("held_at")[:1]
    mine = Q() if viewer.sees_everything else Q(owner__in=people_seen_by(viewer))
    deals = visible_opportunities(viewer).filter(mine, stage__outcome=Outcome.OPEN)
    annotated = deals.annotate(last_review_at=Subquery(last, output_field=DateTimeField()))
    ordered = annotated.order_by(F("last_review_at").asc(nulls_first=True), F("amount").desc(nulls_last=True), "id")
    return ordered.select_related("account", "stage", "owner", "current_score")
