"""The trend of a deal: kept as it moves, worked out afterwards where nobody watched, and the same either way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from coalition.access.models import User
from coalition.portfolio import judging, scores, worker
from coalition.portfolio.models import DealPoint, ScoreSnapshot, WantedPast
from coalition.portfolio.trend import past
from coalition.portfolio.trend.earlier import keep_earlier_scores
from coalition.portfolio.trend.points import STEPS, has_moved, keep_points
from coalition.record.models import Contact, LiveEvent, Opportunity, Stakeholder
from coalition.record.services import stakeholders as people
from tests import factories
from tests.portfolio.conftest import Talk

WEEK = timedelta(days=7)
FIGURES = (*STEPS, "settings_version")


def figures(point: DealPoint) -> list[object]:
    return [getattr(point, name) for name in FIGURES]


def test_a_deal_that_did_not_move_gets_no_second_point(live_deal: Opportunity, now: datetime) -> None:
    worker.run_dirty_batch()
    scores.score_opportunities([live_deal.pk])
    assert DealPoint.objects.filter(opportunity=live_deal, afterwards=False).count() == 1


def test_somebody_who_joins_makes_a_point(live_deal: Opportunity, owner: User) -> None:
    worker.run_dirty_batch()
    people.add_stakeholder(opportunity=live_deal, contact=factories.make_contact(live_deal.account), by=owner)
    worker.run_dirty_batch()
    assert [point.people for point in DealPoint.objects.order_by("as_of")] == [1, 2]


@pytest.mark.parametrize("count", [1, 7])
def test_points_are_kept_by_queries_that_do_not_count_the_deals(
    db: None, count: int, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    deals = [factories.make_opportunity() for _ in range(count)]
    judgements = judging.judged([deal.pk for deal in deals]).briefs
    with django_assert_num_queries(2):
        keep_points(judgements)
    assert DealPoint.objects.count() == count


@given(st.integers(0, 40), st.floats(0, 1), st.floats(0, 1))
def test_the_first_point_is_always_news_and_the_same_point_never(
    people: int, supporting: float, against: float
) -> None:
    point = DealPoint(people=people, engaged=0, supporting=supporting, against=against)
    assert has_moved(None, point)
    assert not has_moved(point, point)


def life(owner: User, buyer: Contact, deal: Opportunity, start: datetime) -> dict[datetime, DealPoint]:
    """Three weeks, each with a change; the points as they were kept when the weeks went by."""
    seen = {}
    acts = (
        lambda: people.add_stakeholder(opportunity=deal, contact=buyer, by=owner, personas=["champion"]),
        lambda: people.assess_sentiment(
            deal.stakeholders.get(contact=buyer), sentiment="opposed", evidence="Said no.", by=owner
        ),
        lambda: people.add_stakeholder(
            opportunity=deal, contact=factories.make_contact(deal.account), by=owner, personas=["economic_buyer"]
        ),
    )
    for number, act in enumerate(acts):
        with time_machine.travel(start + number * WEEK - timedelta(hours=1), tick=False):
            act()
        with time_machine.travel(start + number * WEEK, tick=False):
            scores.score_opportunities([deal.pk])
            seen[start + number * WEEK] = DealPoint.objects.filter(opportunity=deal).latest("as_of")
    return seen


def test_a_point_worked_out_afterwards_is_the_one_that_was_kept_then(owner: User, account: object) -> None:
    start = factories.MONDAY
    with time_machine.travel(start - timedelta(days=1), tick=False):
        deal = factories.make_opportunity(factories.make_account(name="Halden", owner=owner), owner=owner)
        buyer = factories.make_contact(deal.account)
    kept = life(owner, buyer, deal, start)
    assert len({tuple(map(str, figures(point))) for point in kept.values()}) == 3
    with time_machine.travel(start + 9 * WEEK, tick=False):
        for moment, point in kept.items():
            again = past._point(deal, moment)
            assert figures(again) == pytest.approx(figures(point))


def test_the_weeks_nobody_watched_are_worked_out_when_somebody_asks(
    owner: User, deal: Opportunity, stakeholder: Stakeholder, talk: Talk, now: datetime
) -> None:
    Opportunity.history.filter(id=deal.pk).update(history_date=now - timedelta(days=20))
    talk()
    scores.score_opportunities([deal.pk])
    assert past.want_past(deal, now)
    while worker.run_wanted_past():
        pass
    points = DealPoint.objects.filter(opportunity=deal).order_by("as_of")
    assert [point.afterwards for point in points] == [True, True, True, False]
    assert not past.want_past(deal, now)
    assert LiveEvent.objects.filter(kind=past.TREND_CHANGED, opportunity=deal).count() == 1


def test_a_past_that_cannot_be_worked_out_lets_the_next_have_its_turn(
    deal: Opportunity, now: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Opportunity.history.filter(id=deal.pk).update(history_date=now - WEEK)
    past.want_past(deal, now)

    def fails(*_: object) -> DealPoint:
        raise RuntimeError("no such record")

    monkeypatch.setattr(past, "_point", fails)
    assert worker.run_wanted_past()
    assert "could not be worked out" in caplog.text
    assert not WantedPast.objects.exists()


def test_scores_of_people_worked_out_afterwards_are_those_that_were_kept_then(owner: User, account: object) -> None:
    start = factories.MONDAY
    with time_machine.travel(start - timedelta(days=1), tick=False):
        deal = factories.make_opportunity(factories.make_account(name="Halden", owner=owner), owner=owner)
        buyer = factories.make_contact(deal.account)
    life(owner, buyer, deal, start)
    moment = start + WEEK
    fields = ("stakeholder_id", "engagement_score", "sentiment_score", "influence_level", "settings_version")
    kept = list(ScoreSnapshot.objects.filter(as_of=moment).values_list(*fields))
    assert kept
    ScoreSnapshot.objects.all().delete()
    with time_machine.travel(start + 9 * WEEK, tick=False):
        keep_earlier_scores([deal.pk], moment)
    assert list(ScoreSnapshot.objects.filter(as_of=moment).values_list(*fields)) == kept
