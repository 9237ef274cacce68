"""What if: a person leaves, turns or is won over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.people import Engagement, Indicators, Influence, Sentiment, Stakeholder
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from coalition.judgement.summary import judge
from coalition.judgement.what_if import Engaged, Leaves, Turns, UnknownContact, WonOver, apply, difference, what_if
from tests.judgement.strategies import NOW, deals, heavy_law


def person(key: str, score: float, *personas: str, level: str = "engaged", **told: str) -> Stakeholder:
    return Stakeholder(
        key,
        key,
        personas=personas,
        engagement=Engagement(level, two_way_90=4.0),  # type: ignore[arg-type]
        sentiment=Sentiment(score),
        influence=Influence(50.0, assumed=False),
        indicators=Indicators(**told),  # type: ignore[arg-type]
    )


DEAL = DealSnapshot(
    NOW,
    DealFacts("d", "Pilot", stage_position=1),
    (person("eb", 50, "economic_buyer"), person("ch", 80, "champion"), person("tb", -40, "technical_buyer")),
)


def test_when_the_economic_buyer_leaves_role_and_gate_go_too() -> None:
    found = what_if(DEAL, Leaves("eb"))
    assert found.roles_lost == ("economic_buyer",) and found.gates_closed == ("economic_buyer",)
    assert found.coverage.change is not None and found.coverage.change < 0
    assert (found.effective_threads.before, found.effective_threads.after) == pytest.approx((3.0, 2.0))


def test_when_an_opponent_is_won_over_consensus_rises() -> None:
    found = what_if(DEAL, WonOver("tb"))
    assert found.consensus.change == pytest.approx(0.8 / 3)
    assert found.coverage.change == 0.0


def test_when_a_veto_turns_it_blocks_and_back_again() -> None:
    people = tuple(
        replace(p, indicators=Indicators(vote_kind="veto", vote="for")) if p.id == "tb" else p for p in DEAL.people
    )
    deal = replace(DEAL, people=people)
    turned = what_if(deal, Turns("tb", "opposed"))
    assert turned.now_blocking == ("tb",) and not turned.yes_after
    assert what_if(apply(deal, Turns("tb", "opposed")), WonOver("tb")).no_longer_blocking == ("tb",)


def test_a_vote_that_agrees_with_the_turn_still_holds() -> None:
    deal = replace(DEAL, people=(person("a", 10, vote="for"),))
    assert apply(deal, WonOver("a")).people[0].indicators.vote == "for"
    assert apply(deal, Turns("a", "sceptical")).people[0].indicators.vote == ""


def test_changes_apply_in_order() -> None:
    assert judge(apply(DEAL, WonOver("tb"), Turns("tb", "opposed"))).consensus.mean == pytest.approx(
        (50 + 80 - 80) / 300
    )


def test_somebody_who_is_not_there_is_named() -> None:
    with pytest.raises(UnknownContact, match="Contact nobody is not on the map of deal d"):
        apply(DEAL, Leaves("nobody"))


@heavy_law
@given(deals(1), st.data())
def test_engaging_or_winning_somebody_never_harms(deal: DealSnapshot, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(deal.people)).contact_id
    found = what_if(deal, WonOver(key))
    if found.consensus.change is not None:
        known = judge(deal).header.support.unknown
        person = next(p for p in deal.people if p.contact_id == key)
        if person.sentiment.score is not None or person.indicators.vote or not known:
            assert found.consensus.change >= -1e-9
    assert set(found.now_blocking) == set() and set(found.roles_lost) == set()
    found = what_if(deal, Engaged(key))
    assert not found.roles_lost and not found.gates_closed
    assert all(shift.change is not None and shift.change <= 1e-9 for shift in found.gaps.values())


@heavy_law
@given(deals())
def test_nothing_changes_nothing(deal: DealSnapshot) -> None:
    found = difference(judge(deal), judge(apply(deal)))
    assert all(shift.before == shift.after for shift in found.gaps.values())
    assert found.coverage.before == found.coverage.after and not found.gates_opened and not found.gates_closed
