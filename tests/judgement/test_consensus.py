"""Consensus, spread, vetoes, and the smallest set still needed for a yes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.consensus import consensus
from coalition.judgement.frame import Frame
from coalition.judgement.needed import needed_for_yes
from coalition.judgement.people import Indicators, Influence, Sentiment, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from coalition.judgement.summary import judge
from coalition.judgement.what_if import WonOver, apply
from tests.judgement import oracle
from tests.judgement.strategies import NOW, deals, heavy_law, law


def person(key: str, score: float | None, influence: float | None = 50.0, **told: str) -> Stakeholder:
    return Stakeholder(
        key,
        key,
        sentiment=Sentiment(score),
        influence=Influence(influence, assumed=False),
        indicators=Indicators(**told),  # type: ignore[arg-type]
    )


def deal_of(*people: Stakeholder) -> DealSnapshot:
    return DealSnapshot(NOW, DealFacts("d", "Pilot"), people)


@law
@given(deals())
def test_consensus_is_the_mean_of_stances_repeated_by_influence(deal: DealSnapshot) -> None:
    found, wanted = consensus(Frame(deal, DEFAULT)), oracle.consensus_mean(deal.people)
    assert found.mean == (None if wanted is None else pytest.approx(wanted, abs=1e-9))
    assert sum(opinion.points for opinion in found.opinions) == (found.mean or 0.0)


@law
@given(deals(1))
def test_the_shares_of_the_stances_add_up_to_one(deal: DealSnapshot) -> None:
    s = consensus(Frame(deal, DEFAULT)).stances
    wanted = 1.0 if deal.active else 0.0
    assert s.supporting + s.neutral + s.against + s.unknown == pytest.approx(wanted)


@law
@given(deals(), st.floats(1, 100))
def test_somebody_unknown_changes_no_opinion_but_lowers_what_is_known(deal: DealSnapshot, influence: float) -> None:
    before = consensus(Frame(deal, DEFAULT))
    after = consensus(Frame(replace(deal, people=(*deal.people, person("new", None, influence))), DEFAULT))
    assert after.mean == (None if before.mean is None else pytest.approx(before.mean))
    assert after.spread == (None if before.spread is None else pytest.approx(before.spread))
    assert after.known_share is not None
    if before.known_share:
        assert after.known_share < before.known_share


@law
@given(deals(0, 8))
def test_the_set_needed_for_yes_is_a_smallest_one_and_does_it(deal: DealSnapshot) -> None:
    frame = Frame(deal, DEFAULT)
    needed = needed_for_yes(frame, consensus(frame)).contact_ids
    wanted = oracle.fewest_for_yes(deal.people)
    assert (None if needed is None else len(needed)) == wanted
    if needed is not None:
        assert oracle.says_yes(oracle.there(deal.people), set(needed))


@heavy_law
@given(deals(1))
def test_winning_over_those_needed_makes_the_yes(deal: DealSnapshot) -> None:
    needed = judge(deal).needed
    if needed.contact_ids is None:
        return
    after = judge(apply(deal, *(WonOver(key) for key in needed.contact_ids)))
    assert after.consensus.reached
    assert after.needed.contact_ids == ()


def test_one_veto_blocks_a_group_that_is_for_us() -> None:
    deal = deal_of(*(person(key, 90) for key in "abcdef"), person("v", -30, 5, vote_kind="veto"))
    found = judge(deal)
    assert found.consensus.mean is not None and found.consensus.mean > 0.8
    assert found.consensus.blocking == ("v",) and not found.consensus.reached
    assert found.needed.contact_ids == ("v",) and found.needed.forced == ("v",)


def test_a_vote_counts_before_a_feeling() -> None:
    assert consensus(Frame(deal_of(person("a", 80, vote="against")), DEFAULT)).mean == -1.0


def test_one_advocate_among_strangers_is_not_a_consensus() -> None:
    deal = deal_of(person("a", 90), person("b", None), person("c", None))
    found = judge(deal)
    assert found.consensus.mean == 0.9 and found.consensus.spread is None
    assert not found.consensus.reached
    assert found.needed.contact_ids is not None and len(found.needed.contact_ids) == 1


def test_nobody_on_the_map_has_no_opinion() -> None:
    found = judge(deal_of())
    assert (found.consensus.mean, found.consensus.known_share, found.needed.contact_ids) == (None, None, None)


def test_a_hundred_people_are_no_harder_than_ten() -> None:
    people = tuple(person(f"p{n:03}", n * 7 % 200 - 150 if n % 4 else None, n % 90 + 5) for n in range(300))
    found = judge(deal_of(*people)).needed.contact_ids
    assert found is not None and 0 < len(found) < 300
    assert oracle.says_yes(list(people), set(found))
    assert not any(oracle.says_yes(list(people), set(found) - {key}) for key in found)


def test_of_strangers_the_heaviest_are_won_first() -> None:
    strangers = [person(f"s{n}", None, weight) for n, weight in enumerate((10, 90, 20, 80))]
    found = judge(deal_of(person("a", 50, 10), *strangers)).needed.contact_ids
    assert found is not None and set(found) == {"s1", "s3"}
