"""The views that sellers held, each beside what the person did in the weeks after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef

from coalition.access.models import User
from coalition.portfolio.models import HeldView
from coalition.portfolio.scores import score_as_of
from coalition.portfolio.settings import settings_at
from coalition.record.models import Opportunity, Stakeholder, Touch

#: Views older than this say little of how somebody judges today.
LOOKED_BACK = timedelta(days=730)
_NAMED = ("id", "opportunity_id", "contact_id", "sentiment", "sentiment_by_id", "sentiment_at")
View = dict[str, Any]


def missing(now: datetime, most: int) -> list[View]:
    """Views whose weeks after are over and that were not looked at yet, the oldest first.

    A view counts from when it was first on record, not from the day it names: what is written down afterwards is
    hindsight. The weeks are those of the recent window of sentiment, so that what came before the view is not in it.
    """
    due = now - timedelta(days=settings_at(now).scoring.sentiment.recent_days)
    done = HeldView.objects.filter(stakeholder_id=OuterRef("id"), viewed_at=OuterRef("sentiment_at"))
    written = Stakeholder.history.filter(
        ~Exists(done),
        Exists(Opportunity.objects.filter(pk=OuterRef("opportunity_id"))),
        Exists(User.objects.filter(pk=OuterRef("sentiment_by_id"))),
        sentiment_at__isnull=False,
        history_date__gt=now - LOOKED_BACK,
    ).exclude(sentiment="")
    rows = written.values(*_NAMED).annotate(held_at=Min("history_date")).filter(held_at__lte=due)
    found: dict[tuple[int, datetime], View] = {}
    for row in rows.order_by("held_at", "id")[:most]:
        found.setdefault((row["id"], row["sentiment_at"]), row)
    return list(found.values())


def look_at(views: Sequence[View]) -> list[HeldView]:
    """What came after each of these views, scored from what was known then. Nothing is stored."""
    return [_held(view, _later(view), _silent(view)) for view in views]


def without_later(view: View) -> HeldView:
    """A view whose deal cannot be scored: kept, so that it is not tried for ever, and not counted."""
    return _held(view, (None, 0.0), None)


def _held(view: View, later: tuple[float | None, float], silent: bool | None) -> HeldView:
    return HeldView(
        stakeholder_id=view["id"],
        opportunity_id=view["opportunity_id"],
        rater_id=view["sentiment_by_id"],
        word=view["sentiment"],
        viewed_at=view["sentiment_at"],
        held_at=view["held_at"],
        later=later[0],
        later_confidence=later[1],
        silent=silent,
    )


def _later(view: View) -> tuple[float | None, float]:
    """Behaviour some weeks on, and how sure it is. Nothing, where they were off the map by then."""
    moment = view["held_at"] + timedelta(days=settings_at(view["held_at"]).scoring.sentiment.recent_days)
    rows = score_as_of(view["opportunity_id"], moment).stakeholders.select(
        ["contact_id", "behaviour_score", "behaviour_confidence"]
    )
    for row in rows.to_pylist():
        if row["contact_id"] == view["contact_id"]:
            return row["behaviour_score"], row["behaviour_confidence"]
    return None, 0.0


def _silent(view: View) -> bool | None:
    """Whether somebody who had acted towards us did not in the weeks before the view, as it was known then."""
    held = view["held_at"]
    until = int(held.timestamp())
    since = until - int(timedelta(days=settings_at(held).judgement.silent_days).total_seconds())
    acts = Touch.objects.filter(
        contact_id=view["contact_id"], two_way__gt=0, automatic=0, occurred_s__lte=until, recorded_s__lte=until
    ).exclude(retracted_s__lte=until)
    latest = acts.order_by("-occurred_s").values_list("occurred_s", flat=True).first()
    return None if latest is None else latest <= since
