"""Working out the earlier points of a deal: of the weeks before the first that was kept as it went by.

A deal that was imported, or made before points were kept, has a life nobody watched. Each of its points is worked out
as of its moment, from what was recorded by then. That takes a fraction of a second each, so it is done for deals
somebody looks at, by the worker, when nothing newer waits.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from coalition.judgement.brief import brief
from coalition.judgement.summary import judge
from coalition.portfolio.models import DealPoint, WantedPast
from coalition.portfolio.past_snapshots import snapshot_as_of
from coalition.portfolio.settings import settings_at
from coalition.portfolio.trend.points import point_of
from coalition.record.models import LiveEvent, Opportunity

TREND_CHANGED = "trend.changed"
POINTS_AT_MOST = 60
SHORTEST_STEP = timedelta(days=7)


def want_past(deal: Opportunity, now: datetime) -> bool:
    """Ask for the earlier points of a deal. Whether any are missing."""
    if not missing_moments(deal, now):
        return False
    WantedPast.objects.get_or_create(opportunity=deal, defaults={"wanted_at": now})
    return True


def begin_of(deal: Opportunity) -> datetime:
    """When the history of the deal begins."""
    first = Opportunity.history.filter(id=deal.pk).order_by("history_date").values_list("history_date", flat=True)
    return first.first() or deal.recorded_at


def missing_moments(deal: Opportunity, now: datetime) -> list[datetime]:
    """The moments whose points are still to be worked out, newest first, at even steps over the unwatched life."""
    begin = begin_of(deal)
    points = DealPoint.objects.filter(opportunity=deal).order_by("as_of")
    watched = points.filter(afterwards=False).values_list("as_of", flat=True).first() or now
    done = set(points.filter(afterwards=True).values_list("as_of", flat=True))
    step = max(SHORTEST_STEP, (watched - begin) / POINTS_AT_MOST)
    moments = (begin + step * number for number in range(POINTS_AT_MOST + 1))
    # A second later: what was recorded with the deal belongs to its first point.
    return [at for moment in moments if (at := moment + timedelta(seconds=1)) < watched and at not in done][::-1]


def work_out_wanted() -> bool:
    """Work out one point of the deal that waits longest. False when none waits."""
    wanted = WantedPast.objects.select_related("opportunity").order_by("wanted_at").first()
    if wanted is None:
        return False
    deal = wanted.opportunity
    # The moment asked, and not now: until the deal is scored the end of its unwatched life must stand still.
    missing = missing_moments(deal, wanted.wanted_at)
    point = _point(deal, missing[0]) if missing else None
    with transaction.atomic():
        if point is not None:
            DealPoint.objects.bulk_create([point], ignore_conflicts=True)
        if len(missing) <= 1:
            wanted.delete()
            LiveEvent.objects.create(kind=TREND_CHANGED, opportunity=deal, payload={})
    return True


def give_up() -> None:
    """Let go of the deal that waits longest, so that the others get their turn. Whoever looks at it asks again."""
    WantedPast.objects.filter(
        pk=WantedPast.objects.order_by("wanted_at").values_list("pk", flat=True).first() or 0
    ).delete()


def _point(deal: Opportunity, moment: datetime) -> DealPoint:
    judged = judge(snapshot_as_of(deal.pk, moment), settings_at(moment).judgement)
    return point_of(deal.pk, brief(judged), afterwards=True)
