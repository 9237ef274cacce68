"""Effective threads, and leaving each person out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.people import Engagement, Stakeholder
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from coalition.judgement.summary import judge
from coalition.judgement.threads import effective_threads
from coalition.judgement.what_if import Leaves, apply
from tests.judgement.strategies import NOW, deals, heavy_law, law

amounts = st.lists(st.floats(0.1, 1000), min_size=1, max_size=20)


def shares(values: list[float]) -> dict[str, float]:
    return {str(n): value / sum(values) for n, value in enumerate(values)}


@law
@given(amounts)
def test_threads_lie_between_one_and_the_number_of_people(values: list[float]) -> None:
    found = effective_threads(shares(values))
    assert found is not None and 1 - 1e-9 <= found <= len(values) + 1e-9


@law
@given(st.integers(1, 30), st.floats(0.1, 1000))
def test_equal_parts_are_as_many_threads_as_people(count: int, amount: float) -> None:
    assert effective_threads(shares([amount] * count)) == pytest.approx(count)


@heavy_law
@given(deals())
def test_leaving_somebody_out_is_judging_the_deal_without_them(deal: DealSnapshot) -> None:
    now = judge(deal)
    for loss in now.threads.losses:
        after = judge(apply(deal, Leaves(loss.contact_id)))
        assert loss.coverage == (None if after.coverage.score is None else pytest.approx(after.coverage.score))
        mean = after.consensus.mean
        assert loss.consensus == (None if mean is None else pytest.approx(mean, abs=1e-9))
        lost = {gate.key for gate in now.gates if gate.met} - {gate.key for gate in after.gates if gate.met}
        assert set(loss.gates_lost) == lost
        had = {role.persona for role in now.coverage.roles if role.is_engaged}
        assert set(loss.roles_lost) == had - {role.persona for role in after.coverage.roles if role.is_engaged}
    listed = {loss.contact_id for loss in now.threads.losses}
    for person in deal.active:
        if person.contact_id not in listed:
            after = judge(apply(deal, Leaves(person.contact_id)))
            assert (after.coverage.score or 0.0) >= (now.coverage.score or 0.0) - 1e-9
            assert after.consensus.mean == (
                None if now.consensus.mean is None else pytest.approx(now.consensus.mean, abs=1e-8)
            )


@heavy_law
@given(deals())
def test_single_thread_risk_is_the_worst_drop(deal: DealSnapshot) -> None:
    found = judge(deal)
    if not found.coverage.score:
        assert found.threads.single_thread_risk is None
        return
    drops = [0.0]
    for person in deal.active:
        left = judge(apply(deal, Leaves(person.contact_id))).coverage.score
        drops.append((found.coverage.score - (left or 0.0)) / found.coverage.score)
    assert found.threads.single_thread_risk == pytest.approx(100 * max(drops))


def test_a_deal_nobody_scored_has_no_threads_to_tell() -> None:
    people = (Stakeholder("s", "c"),)
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"), people)
    assert judge(deal).threads.effective is None
    silent = replace(deal, people=(replace(people[0], engagement=Engagement("absent")),))
    assert judge(silent).threads.effective == 0.0
