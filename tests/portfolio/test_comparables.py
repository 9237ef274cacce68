"""What a won deal had is worked out once, as it stood at the end of each stage."""

from __future__ import annotations

from datetime import datetime, timedelta

from coalition.access.models import User
from coalition.portfolio import scores
from coalition.portfolio.comparables import comparables
from coalition.portfolio.models import DealScore
from coalition.record.models import Account, Opportunity, StageChange
from tests import factories
from tests.portfolio.conftest import Talk


def won_deal(account: Account, now: datetime) -> Opportunity:
    """In discovery until 100 days ago, in proposal until 40 days ago, then won."""
    stages = factories.make_stages()
    deal = factories.make_opportunity(account, "won", close_on=(now - timedelta(days=40)).date())
    path = [(None, "discovery", 160), ("discovery", "proposal", 100), ("proposal", "won", 40)]
    for before, after, days in path:
        StageChange.objects.create(
            opportunity=deal,
            from_stage=stages[before] if before else None,
            to_stage=stages[after],
            occurred_at=now - timedelta(days=days),
        )
    return deal


def test_a_role_counts_from_the_first_stage_that_ended_with_an_engaged_holder(
    account: Account, owner: User, talk: Talk, now: datetime
) -> None:
    deal = won_deal(account, now)
    early, late, silent = (factories.make_contact(account) for _ in range(3))
    factories.make_stakeholder(deal, early, personas=["champion", "user_buyer"])
    factories.make_stakeholder(deal, late, personas=["economic_buyer"])
    factories.make_stakeholder(deal, silent, personas=["ratifier"])
    talk(days_ago=105, opportunity=deal, contact=early)
    talk(days_ago=50, opportunity=deal, contact=late)
    talk(days_ago=3, opportunity=deal, contact=silent)  # after the deal was won: too late to have mattered
    scores.score_opportunities([deal.pk])
    stages = factories.make_stages()
    assert DealScore.objects.get(opportunity=deal).engaged_from == {
        "champion": stages["discovery"].position,
        "user_buyer": stages["discovery"].position,
        "economic_buyer": stages["proposal"].position,
    }
    (found,) = comparables(now)
    assert found.deal_id == str(deal.uuid)


def test_what_happened_on_another_deal_does_not_count(account: Account, talk: Talk, now: datetime) -> None:
    deal, other = won_deal(account, now), factories.make_opportunity(account)
    contact = factories.make_contact(account)
    factories.make_stakeholder(deal, contact, personas=["champion"])
    factories.make_stakeholder(other, contact, personas=["champion"])
    talk(days_ago=105, opportunity=other, contact=contact)
    scores.score_opportunities([deal.pk])
    assert DealScore.objects.get(opportunity=deal).engaged_from == {}


def test_a_deal_is_not_compared_with_deals_won_after_the_moment_asked_about(account: Account, now: datetime) -> None:
    deal = won_deal(account, now)
    scores.score_opportunities([deal.pk])
    assert comparables(now)
    assert not comparables(now - timedelta(days=41))


def test_open_and_lost_deals_are_no_comparables(account: Account, now: datetime) -> None:
    deals = [factories.make_opportunity(account, stage) for stage in ("proposal", "lost")]
    scores.score_opportunities([deal.pk for deal in deals])
    assert not DealScore.objects.filter(engaged_from__isnull=False).exists()
