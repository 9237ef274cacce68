"""Map score: rules met and unmet, and the cheapest way to green."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from coalition.judgement.coverage import holders_of
from coalition.judgement.frame import Frame
from coalition.judgement.gaps.closing import engaged
from coalition.judgement.map_score import RULES, Step, _chains, map_score
from coalition.judgement.missing_roles import expectation
from coalition.judgement.people import Engagement, Indicators, Sentiment, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from coalition.judgement.summary import judge
from coalition.judgement.what_if import WonOver, apply
from tests.judgement.strategies import NOW, deals, heavy_law, law


def take(deal: DealSnapshot, step: Step) -> DealSnapshot:
    """Does what the step says."""
    if not step.contact_id:
        key = "found-" + step.personas[0]
        if step.rule == "identified":
            return replace(deal, people=(*deal.people, Stakeholder(key, key, personas=step.personas)))
    else:
        key = step.contact_id
    if step.rule == "supports":
        return apply(deal, WonOver(key))
    change = {
        "access": lambda p: replace(p, indicators=replace(p.indicators, access="monthly")),
        "dialogue": lambda p: engaged(p, deal),
    }[step.rule]
    return replace(deal, people=tuple(change(p) if p.contact_id == key else p for p in deal.people))


@law
@given(deals())
def test_the_score_is_the_points_of_the_rules_met(deal: DealSnapshot) -> None:
    found = judge(deal).map_score
    if not found.rules:
        assert found.score is None
        return
    assert found.score == sum(rule.points for rule in found.rules if rule.state == "met")
    assert sum(rule.points for rule in found.rules) == pytest.approx(100.0)


@law
@given(deals())
def test_taking_the_steps_turns_the_map_green(deal: DealSnapshot) -> None:
    found = judge(deal).map_score
    if found.score is None:
        return
    assert (found.colour == "green") == (not found.to_green)
    for step in found.to_green:
        deal = take(deal, step)
    assert judge(deal).map_score.colour == "green"


@heavy_law
@given(deals(0, 4))
def test_no_cheaper_choice_of_steps_turns_it_green(deal: DealSnapshot) -> None:
    frame = Frame(deal, DEFAULT)
    roles = expectation(frame).roles[:5]
    found = map_score(frame, roles)
    if not roles or found.score is None:
        return
    chains = _chains(frame, roles, holders_of(frame.people, roles), found.rules)
    costs = [
        sum(step.cost for chain, length in zip(chains, lengths, strict=True) for step in chain[:length])
        for lengths in product(*(range(len(chain) + 1) for chain in chains))
        if found.score
        + sum(step.gain for chain, length in zip(chains, lengths, strict=True) for step in chain[:length])
        >= DEFAULT.green_from - 1e-9
    ]
    assert found.cost == min(costs)


def test_one_talk_with_a_person_of_two_roles_serves_both() -> None:
    person = Stakeholder("s", "c", personas=("economic_buyer", "champion"), engagement=Engagement("lapsed"))
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot", stage_position=1), (person,))
    steps = [step for step in judge(deal).map_score.to_green if step.contact_id == "c"]
    assert [step.rule for step in steps] == ["dialogue", "supports"]
    assert all(set(step.personas) == {"economic_buyer", "champion"} for step in steps)


def test_what_was_not_assessed_is_neither_met_nor_unmet() -> None:
    deal = DealSnapshot(
        NOW, DealFacts("d", "Pilot", stage_position=1), (Stakeholder("s", "c", personas=("champion",)),)
    )
    states = {r.rule: r.state for r in judge(deal).map_score.rules if r.persona == "champion"}
    assert states == {"identified": "met", "access": "unknown", "dialogue": "unknown", "supports": "unknown"}


def test_winning_an_opponent_costs_more() -> None:
    def cost(score: float) -> int:
        person = Stakeholder(
            "s",
            "c",
            personas=("economic_buyer", "champion", "technical_buyer", "user_buyer", "coach"),
            engagement=Engagement("deep"),
            sentiment=Sentiment(score),
            indicators=Indicators(access="weekly"),
        )
        settings = replace(DEFAULT, green_from=100.0)
        found = judge(DealSnapshot(NOW, DealFacts("d", "Pilot", stage_position=1), (person,)), settings)
        return found.map_score.cost

    assert cost(-80) == cost(0) + DEFAULT.extra_cost_if_against


def test_the_rules_come_in_the_order_in_which_they_can_be_reached() -> None:
    found = judge(DealSnapshot(NOW, DealFacts("d", "Pilot", stage_position=1))).map_score
    rules = [step.rule for step in found.to_green if step.personas == ("economic_buyer",)]
    assert tuple(rules) == RULES[: len(rules)]
    assert found.colour == "red" and found.score == 0.0
