"""Once a night, whoever comes first; after downtime at once; and never twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from coalition.portfolio import worker
from coalition.portfolio.models import StakeholderScore
from coalition.portfolio.nightly import EVENTS_KEPT, nightly_if_due
from coalition.record.models import DirtyOpportunity, LiveEvent, Opportunity
from tests import factories

EVENING = datetime(2026, 6, 1, 20, 0, tzinfo=UTC)
NIGHT = datetime(2026, 6, 2, 2, 0, tzinfo=UTC)


def test_every_open_deal_is_marked_once_a_night(db: None) -> None:
    open_deal = factories.make_opportunity(stage="proposal")
    factories.make_opportunity(stage="won")
    assert nightly_if_due(NIGHT)
    assert list(DirtyOpportunity.objects.values_list("opportunity_id", flat=True)) == [open_deal.pk]
    assert not nightly_if_due(NIGHT)
    assert not nightly_if_due(NIGHT + timedelta(hours=23))
    assert nightly_if_due(NIGHT + timedelta(hours=24))


def test_it_waits_for_its_hour(db: None) -> None:
    assert nightly_if_due(EVENING)
    assert not nightly_if_due(NIGHT - timedelta(seconds=1))
    assert nightly_if_due(NIGHT)


def test_after_downtime_it_is_made_up_for_at_once_and_once(db: None) -> None:
    nightly_if_due(EVENING)
    week_later = EVENING + timedelta(days=7)
    assert nightly_if_due(week_later)
    assert not nightly_if_due(week_later)


def test_a_mark_that_is_there_already_is_not_lost(db: None) -> None:
    deal = factories.make_opportunity()
    DirtyOpportunity.objects.create(opportunity=deal, marks=4)
    nightly_if_due(NIGHT)
    assert DirtyOpportunity.objects.get().marks == 5


def test_time_passing_lowers_a_score_by_the_nightly_run_alone(live_deal: Opportunity) -> None:
    worker.run_dirty_batch()
    before = StakeholderScore.objects.get()
    nightly_if_due(timezone.now())
    worker.run_dirty_batch()
    after = StakeholderScore.objects.get()
    assert after.as_of >= before.as_of
    assert after.engagement_score <= before.engagement_score
    assert not DirtyOpportunity.objects.exists()


def test_old_events_are_swept_out(db: None) -> None:
    deal = factories.make_opportunity()
    LiveEvent.objects.create(kind="map.changed", opportunity=deal, at=NIGHT - EVENTS_KEPT - timedelta(minutes=1))
    kept = LiveEvent.objects.create(kind="map.changed", opportunity=deal, at=NIGHT - timedelta(hours=1))
    nightly_if_due(NIGHT)
    assert list(LiveEvent.objects.values_list("pk", flat=True)) == [kept.pk]
