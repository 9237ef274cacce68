"""What coaching actions were followed by: only against similar deals, and only where there are enough."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from coalition.access.models import User
from coalition.judgement.action_effect import ActionCase, action_effect
from coalition.portfolio.models import ScoreSnapshot
from coalition.record.models import Account, Opportunity, StageChange
from coalition.reviews.models import CoachingAction
from coalition.reviews.selectors.effect import effect_of_actions
from tests import factories

CHANGES = st.integers(-5, 5).map(float)
CASES = st.lists(st.builds(ActionCase, CHANGES, st.lists(CHANGES, min_size=3, max_size=6).map(tuple)), max_size=30)


def test_few_actions_are_too_few_to_say() -> None:
    found = action_effect([ActionCase(3.0, (0.0, 0.0, 0.0))] * 9, least=10)
    assert (found.actions, found.difference) == (9, None)


def test_an_action_with_nothing_to_compare_with_is_left_out() -> None:
    assert action_effect([ActionCase(3.0, (0.0,))] * 20, least=10).actions == 0


def test_the_difference_is_what_happened_beyond_the_others() -> None:
    found = action_effect([ActionCase(2.0, (1.0, 1.0, 1.0)), ActionCase(0.0, (1.0, 1.0, 1.0))] * 5, least=10)
    assert found.difference == 0.0 and found.low is not None and found.low < 0 < (found.high or 0)


@given(CASES, st.floats(-3, 3))
def test_what_moves_every_deal_alike_is_no_effect(cases: list[ActionCase], wave: float) -> None:
    moved = [ActionCase(case.change + wave, tuple(each + wave for each in case.compared)) for case in cases]
    one, other = action_effect(cases, least=2), action_effect(moved, least=2)
    assert (one.difference is None) == (other.difference is None)
    if one.difference is not None and other.difference is not None:
        assert other.difference == pytest.approx(one.difference, abs=1e-9)
        assert one.low is not None and one.high is not None and one.low <= one.difference <= one.high


@pytest.mark.django_db
def test_deals_are_compared_with_those_of_their_segment_and_stage_that_had_no_action(admin: User) -> None:
    now = timezone.now()
    start = now - timedelta(days=40)

    def deal(segment: str, joins: int, stage: str = "discovery") -> Opportunity:
        made = factories.make_opportunity(factories.make_account(segment=segment), stage=stage)
        to = factories.make_stages()[stage]
        StageChange.objects.create(opportunity=made, to_stage=to, occurred_at=start - timedelta(days=9))
        for _ in range(joins):
            person = factories.make_stakeholder(made)
            at = start + timedelta(days=5)
            ScoreSnapshot.objects.create(stakeholder=person, as_of=at, settings_version="t", engagement_level="engaged")
        return made

    for _ in range(10):
        action = factories.make_action(deal("large", joins=2), by=admin)
        CoachingAction.objects.filter(pk=action.pk).update(recorded_at=start)
    for _ in range(4):
        deal("large", joins=1)
    deal("small", joins=9)
    deal("large", joins=9, stage="proposal")
    found = effect_of_actions(admin, now)
    assert (found.actions, found.deals_compared, found.difference) == (10, 40, 1.0)
    assert Account.objects.count() == 16
    assert effect_of_actions(factories.make_user("stranger"), now).actions == 0
