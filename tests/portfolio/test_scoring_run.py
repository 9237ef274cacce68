"""A run reads the record, stores scores and judgement, keeps the trend, and tells open pages what shows differently."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.portfolio import query, scores, worker
from coalition.portfolio.models import DealScore, ScoreSnapshot, StakeholderScore
from coalition.portfolio.past import tables_as_of
from coalition.portfolio.reading import read_tables, utc_offset_s
from coalition.record.models import Contact, LineKind, LiveEvent, Opportunity, Stakeholder
from coalition.record.pulse import mark_dirty
from coalition.scoring.tables import ScoringTables
from tests import factories
from tests.portfolio.conftest import Talk


def events() -> list[tuple[int | None, dict[str, Any]]]:
    return list(LiveEvent.objects.filter(kind="scores.changed").values_list("opportunity_id", "payload"))


def rows_of(tables: ScoringTables) -> dict[str, list[dict[str, Any]]]:
    """The tables as sorted rows, to be compared whatever order they were read in."""
    return {
        name: sorted(getattr(tables, name).to_pylist(), key=lambda row: str(sorted(row.items(), key=str)))
        for name in ("stakeholders", "touches", "lines", "users")
    }


def test_a_dirty_deal_gets_scores_judgement_and_an_event(live_deal: Opportunity, stakeholder: Stakeholder) -> None:
    worker.run_dirty_batch()
    score = StakeholderScore.objects.get(stakeholder=stakeholder)
    assert score.engagement_level == "engaged"
    assert 0 < score.engagement_score < 100
    assert len(score.trend) == 26
    assert score.trend[-1] == pytest.approx(score.engagement_score)
    assert score.settings_version
    assert score.last_two_way_at is not None
    deal = DealScore.objects.get(opportunity=live_deal)
    assert deal.engaged == 1
    assert deal.judgement["header"]["engaged"] == 1
    assert deal.judgement["gaps"]
    assert events() == [(live_deal.pk, {"stakeholders": [str(stakeholder.uuid)]})]


def test_the_stored_facts_carry_parts_that_add_up_to_the_score(live_deal: Opportunity) -> None:
    worker.run_dirty_batch()
    facts = StakeholderScore.objects.get(opportunity=live_deal).facts
    parts = [value for name, value in facts.items() if name.startswith("engagement_") and name.endswith("_points")]
    assert sum(parts) == pytest.approx(facts["engagement_score"])


def test_scoring_again_without_a_change_tells_nobody_and_adds_no_point(live_deal: Opportunity) -> None:
    worker.run_dirty_batch()
    mark_dirty([live_deal.pk])
    worker.run_dirty_batch()
    assert len(events()) == 1
    assert ScoreSnapshot.objects.count() == 1


def test_a_reply_adds_a_point_to_the_trend_line(live_deal: Opportunity, talk: Talk) -> None:
    worker.run_dirty_batch()
    talk(days_ago=1)
    mark_dirty([live_deal.pk])
    worker.run_dirty_batch()
    first, second = ScoreSnapshot.objects.order_by("as_of", "id")
    assert second.engagement_score > first.engagement_score + 2
    assert len(events()) == 2


def test_a_deal_with_nobody_on_it_is_scored_too(deal: Opportunity) -> None:
    mark_dirty([deal.pk])
    worker.run_dirty_batch()
    score = DealScore.objects.get(opportunity=deal)
    assert score.engaged == 0
    gaps = {gap["key"]: gap["value"] for gap in score.judgement["gaps"]}
    assert len(gaps) == 5


def test_many_deals_in_one_run_get_what_each_gets_alone(owner: User, talk: Talk, now: datetime) -> None:
    deals = []
    for number in range(5):
        account = factories.make_account()
        deal = factories.make_opportunity(account, owner=owner)
        for days in range(number):
            contact = factories.make_contact(account)
            factories.make_stakeholder(deal, contact)
            talk(days_ago=2 + 9 * days, opportunity=deal, contact=contact)
        deals.append(deal.pk)
    scores.score_opportunities(deals, now)
    together = dict(StakeholderScore.objects.values_list("stakeholder_id", "facts"))
    StakeholderScore.objects.all().delete()
    for each in deals:
        scores.score_opportunities([each], now)
    assert dict(StakeholderScore.objects.values_list("stakeholder_id", "facts")) == together
    assert len(together) == 10


def test_the_past_is_worked_out_without_storing_anything(live_deal: Opportunity) -> None:
    found = scores.score_as_of(live_deal.pk, timezone.now()).stakeholders.to_pylist()
    assert [row["engagement_level"] for row in found] == ["engaged"]
    assert not StakeholderScore.objects.exists()
    assert not events()


def test_the_past_does_not_know_what_came_later(live_deal: Opportunity, now: datetime, talk: Talk) -> None:
    moment = timezone.now()
    before = scores.score_as_of(live_deal.pk, moment).stakeholders.to_pylist()
    contact = factories.make_contact(live_deal.account)
    factories.make_stakeholder(live_deal, contact, sentiment="advocate")
    for activity in talk(days_ago=2):
        type(activity).objects.filter(pk=activity.pk).update(recorded_at=timezone.now() + timedelta(minutes=1))
    assert scores.score_as_of(live_deal.pk, moment).stakeholders.to_pylist() == before


def test_the_two_ways_to_read_a_deal_agree(
    live_deal: Opportunity, stakeholder: Stakeholder, buyer: Contact, owner: User
) -> None:
    """The record as it stands, and the history as of now."""
    colleague = factories.make_contact(live_deal.account, seniority="vp", time_zone="America/New_York")
    factories.make_stakeholder(
        live_deal,
        colleague,
        personas=["champion", "user_buyer"],
        sentiment="supportive",
        influence="high",
        approval_power=True,
        committee_member=False,
    )
    factories.make_manager(colleague, buyer)
    factories.make_line(LineKind.INFLUENCES, buyer, colleague, opportunity=live_deal, strength=2)
    closed = factories.make_opportunity(live_deal.account, "won", owner=owner)
    factories.make_stakeholder(closed, buyer, vote="for")
    factories.make_stakeholder(closed, colleague, sentiment="opposed")
    moment = timezone.now()
    now, past = rows_of(read_tables([live_deal.pk], moment)), rows_of(tables_as_of(live_deal.pk, moment))
    assert now == past
    counts = {row["contact_id"]: (row["past_deals"], row["past_deals_their_way"]) for row in now["stakeholders"]}
    assert counts == {buyer.pk: (1, 1), colleague.pk: (1, 0)}
    row = next(row for row in now["stakeholders"] if row["contact_id"] == colleague.pk)
    assert row["personas"] == ",champion,user_buyer,"
    assert row["persona"] == "champion"
    assert row["utc_offset_s"] == -5 * 3600
    assert row["influence"] == "high"
    assert (row["approval_power"], row["committee_member"], row["purchasing_authority"]) == (1, 0, None)


@pytest.mark.django_db(transaction=True)
def test_the_two_ways_into_the_database_agree(transactional_db: None, live_deal: Opportunity, now: datetime) -> None:
    """Django's own connection in a transaction, ADBC outside of one."""
    by_adbc = rows_of(read_tables([live_deal.pk], now))
    with transaction.atomic():
        by_django = rows_of(read_tables([live_deal.pk], now))
    query.release()
    assert by_adbc == by_django
    assert by_adbc["touches"]


@pytest.mark.django_db(transaction=True)
def test_a_run_of_a_worker_outside_of_tests_own_transaction(transactional_db: None, live_deal: Opportunity) -> None:
    assert worker.run_dirty_batch() == 1
    query.release()
    assert StakeholderScore.objects.get(opportunity=live_deal).engagement_level == "engaged"


def test_an_override_counts_until_it_expires(stakeholder: Stakeholder, deal: Opportunity, now: datetime) -> None:
    stakeholder.influence, stakeholder.influence_reason = "low", "Moved to another project."
    stakeholder.influence_until = now.date()
    stakeholder.save()
    today = read_tables([deal.pk], now).stakeholders["influence"].to_pylist()
    tomorrow = read_tables([deal.pk], now + timedelta(days=1)).stakeholders["influence"].to_pylist()
    assert (today, tomorrow) == (["low"], [""])


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Europe/Berlin", 3600), ("Australia/Sydney", 10 * 3600), ("Asia/Kolkata", 19800), ("", 0), ("Not/A_Zone", 0)],
)
def test_a_zone_counts_with_its_standard_time(zone: str, offset: int) -> None:
    assert utc_offset_s(zone, 2026) == offset


def test_ties_between_ours_and_theirs_are_kept_with_the_deal(
    live_deal: Opportunity, owner: User, buyer: Contact
) -> None:
    worker.run_dirty_batch()
    ((user, contact, strength),) = DealScore.objects.get(opportunity=live_deal).ties
    assert (user, contact) == (str(owner.uuid), str(buyer.uuid))
    assert 0 < strength <= 1


def test_deals_scored_together_and_one_by_one_are_stored_alike(
    live_deal: Opportunity, buyer: Contact, talk: Talk, now: datetime
) -> None:
    other = factories.make_opportunity(live_deal.account)
    newcomer = factories.make_contact(live_deal.account)
    for contact in (newcomer, buyer):
        factories.make_stakeholder(other, contact)
    talk(days_ago=9, opportunity=other, contact=newcomer)
    empty = factories.make_opportunity(live_deal.account)
    deals = [live_deal.pk, other.pk, empty.pk]
    with time_machine.travel(now, tick=False):
        scores.score_opportunities(deals)
        together = stored(deals)
        for each in deals:
            scores.score_opportunities([each])
        assert stored(deals) == together
    assert len(together[0]) == 3
    assert len(together[1]) == len(deals)


def stored(deals: list[int]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every column of the scores of these deals and of their people."""
    people = StakeholderScore.objects.filter(opportunity__in=deals).order_by("stakeholder_id")
    return list(people.values()), list(DealScore.objects.filter(opportunity__in=deals).order_by("pk").values())
