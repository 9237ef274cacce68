"""Agreement map: pairs compared on criteria, concerns and stances; where the group will not agree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from coalition.judgement.people import Indicators, Stakeholder
from coalition.judgement.snapshot import DealFacts, DealSnapshot, Insight, Line
from coalition.judgement.summary import judge
from tests.judgement.strategies import NOW, deals, law


def voter(key: str, vote: str = "") -> Stakeholder:
    return Stakeholder(key, key, indicators=Indicators(vote=vote))  # type: ignore[arg-type]


def deal_of(*people: Stakeholder, **rest: object) -> DealSnapshot:
    return replace(DealSnapshot(NOW, DealFacts("d", "Pilot"), people), **rest)  # type: ignore[arg-type]


@law
@given(deals())
def test_the_mean_is_that_of_all_pairs_and_the_worst_come_first(deal: DealSnapshot) -> None:
    found = judge(deal).agreement
    assert found.compared == len(found.pairs) + found.left_out
    values = [pair.agreement for pair in found.pairs]
    assert values == sorted(values) and all(-1 <= value <= 1 for value in values)
    if found.pairs and not found.left_out:
        assert found.mean == pytest.approx(sum(values) / len(values))
    if not found.pairs:
        assert found.mean is None


@law
@given(deals())
def test_a_pair_can_be_compared_only_where_both_are_known(deal: DealSnapshot) -> None:
    found = judge(deal).agreement
    for pair in found.pairs:
        assert not set(pair.contact_ids) & set(found.not_assessed)
        assert {pair.criteria, pair.concerns, pair.votes} != {None}


def test_opposite_votes_are_as_far_apart_as_can_be_and_equal_ones_together() -> None:
    found = judge(deal_of(voter("a", "for"), voter("b", "against"), voter("c", "for"))).agreement
    assert {pair.contact_ids: pair.votes for pair in found.pairs} == {
        ("a", "b"): -1.0,
        ("b", "c"): -1.0,
        ("a", "c"): 1.0,
    }


def test_criteria_are_compared_by_what_is_shared() -> None:
    insights = (
        Insight("price", "criterion", "Price", ("a",)),
        Insight("safety", "criterion", "Safety", ("a", "b")),
        Insight("speed", "criterion", "Speed", ("b",)),
    )
    (pair,) = judge(deal_of(voter("a"), voter("b"), insights=insights)).agreement.pairs
    assert pair.criteria == pytest.approx(2 / 3 - 1)
    assert (pair.shared_ids, pair.apart_ids) == (("safety",), ("price", "speed"))
    assert pair.votes is None and pair.concerns is None


def test_a_criterion_nobody_asked_the_other_about_divides_nobody() -> None:
    insights = (Insight("price", "criterion", "Price", ("a",)),)
    assert judge(deal_of(voter("a", "for"), voter("b", "for"), insights=insights)).agreement.pairs[0].apart_ids == ()
    assert judge(deal_of(voter("a"), voter("b"), insights=insights)).agreement.pairs == ()


def test_a_conflict_line_is_shown_with_its_pair() -> None:
    lines = (Line("l1", "conflict", "b", "a"), Line("l2", "knows", "a", "b"))
    (pair,) = judge(deal_of(voter("a", "for"), voter("b", "for"), lines=lines)).agreement.pairs
    assert pair.lines == ("l1",) and pair.agreement == 1.0


def test_a_concern_whose_holders_are_against_while_the_rest_are_for_divides_the_group() -> None:
    insights = (Insight("risk", "concern", "Migration risk", ("b",)), Insight("cost", "concern", "Cost", ("a", "c")))
    people = (voter("a", "for"), voter("b", "against"), voter("c", "for"))
    found = judge(deal_of(*people, insights=insights)).agreement.divides
    assert {(d.insight_id, d.support_of_holders, d.support_of_others) for d in found} == {
        ("risk", -1.0, 1.0),
        ("cost", 1.0, -1.0),
    }
    middle = judge(deal_of(voter("a", "for"), voter("b", "undecided"), insights=insights)).agreement
    assert middle.divides == ()
    agreed = judge(deal_of(voter("a", "for"), voter("b", "for"), insights=insights)).agreement
    assert agreed.divides == ()
