"""Weeks of maps from before the worker was here are worked out as they were known then, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coalition.access.models import User
from coalition.portfolio.models import MapWeek, Run
from coalition.portfolio.pasts.weeks import WEEKS, work_out_week
from coalition.record.models import Account, Contact, Opportunity, Stage, StageChange, Stakeholder
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 18, 12, tzinfo=UTC)  # a Thursday
MONDAYS = [datetime(2026, 6, 15, tzinfo=UTC).date() - timedelta(weeks=back) for back in range(1, WEEKS)]


def recorded(at: datetime, deal: Opportunity) -> None:
    """As if all there is had been written down at that moment."""
    for model in (Account, Opportunity, Stakeholder, Contact):
        model.history.update(history_date=at)
    Opportunity.objects.filter(pk=deal.pk).update(recorded_at=at)


def work_out_all() -> int:
    steps = 0
    while work_out_week(NOW):
        steps += 1
        assert steps < 100, "it does not end"
    return steps


def test_each_week_a_deal_was_open_and_known_is_judged_as_it_was_and_only_once(
    deal: Opportunity, stakeholder: Stakeholder, owner: User
) -> None:
    recorded(NOW - timedelta(weeks=8), deal)
    lost = Stage.objects.get(pipeline__key="default", key="lost")
    at = NOW - timedelta(weeks=3)
    StageChange.objects.create(opportunity=deal, from_stage=deal.stage, to_stage=lost, occurred_at=at, recorded_at=at)
    Opportunity.objects.filter(pk=deal.pk).update(stage=lost)
    written = MapWeek.objects.create(opportunity=deal, week=MONDAYS[4], owner=owner, quality=12.5, freshness=50.0)
    assert work_out_all() > 0
    weeks = {row.week: row for row in MapWeek.objects.all()}
    assert sorted(weeks, reverse=True) == MONDAYS[3:8], "from the week it was recorded in to the one before it ended"
    assert weeks[MONDAYS[4]].quality == written.quality, "what was written at the time stands"
    assert all(row.owner_id == owner.pk and 0 <= row.quality <= 100 for row in weeks.values())
    assert work_out_all() == 0


def test_somebody_put_on_the_map_later_does_not_better_the_weeks_before(deal: Opportunity, owner: User) -> None:
    recorded(NOW - timedelta(weeks=6), deal)
    work_out_all()
    alone = {row.week: row.quality for row in MapWeek.objects.all()}
    MapWeek.objects.all().delete()
    seat = factories.make_stakeholder(deal, personas=["champion"], sentiment="advocate", sentiment_by=owner)
    seat.history.update(history_date=NOW - timedelta(weeks=2))
    seat.contact.history.update(history_date=NOW - timedelta(weeks=2))
    Run.objects.all().delete()
    work_out_all()
    after = {row.week: row.quality for row in MapWeek.objects.all()}
    assert {week: after[week] for week in MONDAYS[2:6]} == {week: alone[week] for week in MONDAYS[2:6]}
    assert after[MONDAYS[0]] > alone[MONDAYS[0]]


def test_a_deal_at_fault_costs_its_week_and_not_the_worker(
    deal: Opportunity, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    recorded(NOW - timedelta(weeks=6), deal)

    def fail(*_: object) -> None:
        raise ArithmeticError("not a number")

    monkeypatch.setattr("coalition.portfolio.pasts.weeks.judge", fail)
    work_out_all()
    assert not MapWeek.objects.exists()
    assert "could not be worked out; it stays without them" in caplog.text
