"""Deals are scored by one worker at a time, and no mark is lost."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from coalition.portfolio import claims, scores, worker
from coalition.portfolio.models import StakeholderScore
from coalition.record.models import DirtyOpportunity, Opportunity, Stakeholder
from coalition.record.pulse import mark_dirty
from tests import factories


@pytest.fixture
def dirty_deals(db: None) -> list[int]:
    deals = [factories.make_opportunity(factories.make_account()) for _ in range(6)]
    for deal in deals:
        factories.make_stakeholder(deal)
    ids = [deal.pk for deal in deals]
    mark_dirty(ids)
    return ids


def test_what_one_worker_claims_another_does_not_get(dirty_deals: list[int]) -> None:
    first, second, third = claims.claim(4), claims.claim(4), claims.claim(4)
    assert sorted([*first.marks, *second.marks]) == sorted(dirty_deals)
    assert not third


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_the_same_moment_share_the_deals(transactional_db: None, dirty_deals: list[int]) -> None:
    start, found = threading.Barrier(3), []

    def one_worker() -> None:
        start.wait()
        try:
            found.append(list(claims.claim(2).marks))
        finally:
            connection.close()

    workers = [threading.Thread(target=one_worker) for _ in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    taken = [deal for claimed in found for deal in claimed]
    assert len(taken) == len(set(taken))
    assert set(taken) == set(dirty_deals)


def test_the_deals_that_waited_longest_are_taken_first(dirty_deals: list[int]) -> None:
    oldest = dirty_deals[-1]
    DirtyOpportunity.objects.filter(pk=oldest).update(marked_at=timezone.now() - timedelta(hours=1))
    assert list(claims.claim(1).marks) == [oldest]


def test_a_claim_of_a_worker_that_died_is_taken_up_when_its_lease_has_run_out(dirty_deals: list[int]) -> None:
    abandoned = claims.claim(10)
    assert not claims.claim(10)
    DirtyOpportunity.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert set(claims.claim(10).marks) == set(abandoned.marks)


def test_a_worker_that_stalled_does_not_write_over_fresher_scores(live_deal: Opportunity) -> None:
    stalled = claims.claim(1)
    DirtyOpportunity.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    quick = claims.claim(1)
    scores.score_claimed(quick)
    before = StakeholderScore.objects.get(opportunity=live_deal).scored_at
    assert scores.score_claimed(stalled).scored == 0
    assert StakeholderScore.objects.get(opportunity=live_deal).scored_at == before


def test_a_mark_made_while_a_deal_is_scored_is_not_lost(live_deal: Opportunity) -> None:
    claim = claims.claim(1)
    mark_dirty([live_deal.pk])
    scores.score_claimed(claim)
    left = DirtyOpportunity.objects.get(pk=live_deal.pk)
    assert left.claimed_until is None
    assert list(claims.claim(1).marks) == [live_deal.pk]


def test_scored_deals_are_dirty_no_more(live_deal: Opportunity) -> None:
    assert worker.run_dirty_batch() == 1
    assert not DirtyOpportunity.objects.exists()
    assert worker.run_dirty_batch() == 0


def test_a_deal_that_cannot_be_scored_does_not_hold_up_the_others(
    dirty_deals: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, work_out = dirty_deals[2], scores.work_out

    def fails_for_one(ids: list[int], *rest: object) -> object:
        if broken in ids:
            raise ValueError("a row nobody thought of")
        return work_out(ids, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(scores, "work_out", fails_for_one)
    assert worker.run_dirty_batch() == 6
    scored = set(StakeholderScore.objects.values_list("opportunity_id", flat=True))
    assert scored == set(dirty_deals) - {broken}
    left = DirtyOpportunity.objects.get()
    assert left.opportunity_id == broken
    assert left.claimed_until > timezone.now()
    assert f"Scoring opportunity {broken} failed" in caplog.text
    assert "a row nobody thought of" in caplog.text


def test_when_nothing_can_be_scored_the_search_for_the_cause_ends_soon(
    dirty_deals: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    more = [factories.make_opportunity() for _ in range(60)]
    mark_dirty([deal.pk for deal in more])
    tries: list[int] = []

    def fails(ids: list[int], *rest: object) -> object:
        tries.append(len(ids))
        raise ValueError("everything is broken")

    monkeypatch.setattr(scores, "work_out", fails)
    worker.run_dirty_batch()
    assert len(tries) < 40
    assert caplog.text.count("Traceback") == 1
    assert not claims.claim(100)


def test_somebody_removed_while_their_deal_is_scored_is_left_out(
    live_deal: Opportunity, stakeholder: Stakeholder
) -> None:
    claim = claims.claim(1)
    stakeholder.delete()
    scores.score_claimed(claim)
    assert not StakeholderScore.objects.exists()
