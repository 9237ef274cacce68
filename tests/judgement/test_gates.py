"""The conditions of the next stage, and what is missing for each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.conditions import Condition
from coalition.judgement.gate import Gate
from coalition.judgement.gate_rules import DEFAULT_GATE_RULES, GateRule
from coalition.judgement.people import Engagement, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot, ReviewFacts
from coalition.judgement.summary import judge
from coalition.judgement.what_if import Leaves, what_if
from tests.judgement.strategies import NOW, ago, law, people


def person(
    key: str, level: str, *personas: str, department: str = "", led: float | None = 3, **rest: Any
) -> Stakeholder:
    """Somebody we led an interaction with ``led`` days ago, who has answered."""
    talk = Engagement(level, last_two_way_at=ago(3), last_seller_led_at=None if led is None else ago(led))  # type: ignore[arg-type]
    return Stakeholder(key, key, personas=personas, department=department, engagement=talk, **rest)


def idle(key: str, days: float, level: str = "present", *personas: str) -> Stakeholder:
    """Somebody who was put on the map and never answered."""
    return Stakeholder(key, key, personas=personas, added_at=ago(days), engagement=Engagement(level))  # type: ignore[arg-type]


def found(stage: int, *on_map: Stakeholder, **rest: Any) -> tuple[Gate, ...]:
    deal = DealFacts("d", "P", stage_position=stage, stage_entered_at=ago(10))
    gates = judge(replace(DealSnapshot(NOW, deal, on_map), **rest)).gates
    assert all(gate.met == (gate.missing == "") for gate in gates)
    return gates


def gates(stage: int, *on_map: Stakeholder, **rest: Any) -> dict[str, str]:
    """Key to what is missing; empty: met."""
    return {gate.key: gate.missing for gate in found(stage, *on_map, **rest)}


def rule(**fields: Any) -> tuple[GateRule, ...]:
    return (GateRule(**{"key": "own", "label": "Own", "kind": "people", "to_stage": 0, **fields}),)


def test_the_first_stage_asks_nothing() -> None:
    assert gates(0) == {}


def test_stage_three_needs_buyer_and_finance_named_and_engaged() -> None:
    assert gates(1) == {"economic_buyer": "Nobody named", "finance": "Nobody named"}
    named = (person("a", "lapsed", "economic_buyer"), person("b", "present", department="Group Finance"))
    assert gates(1, *named) == {"economic_buyer": "Named, but not engaged", "finance": "Named, but not engaged"}
    met = (person("a", "engaged", "economic_buyer"), person("b", "deep", department="Procurement"))
    assert gates(1, *met) == {"economic_buyer": "", "finance": ""}


@pytest.mark.parametrize(("engaged", "wanted"), [(0, "3 more"), (2, "1 more to engage (2 of 3)"), (3, ""), (4, "")])
def test_proposal_needs_three_engaged(engaged: int, wanted: str) -> None:
    people = [person(f"p{n}", "engaged") for n in range(engaged)] + [person("idle", "present"), person("new", "")]
    assert gates(2, *people)["three_engaged"].startswith(wanted)


@pytest.mark.parametrize(("led", "met"), [(20.9, True), (21.1, False), (None, False)])
def test_engaged_counts_for_proposal_while_we_led_an_interaction_within_21_days(led: float | None, met: bool) -> None:
    people = [person("a", "deep"), person("b", "engaged"), person("c", "engaged", led=led)]
    gate = found(2, *people)[2]
    assert gate.met is met
    if not met:
        assert [each.contact_id for each in gate.short] == ["c"]


def test_what_is_missing_names_who_could_meet_it_and_why_they_do_not_yet() -> None:
    buyer = person("a", "lapsed", "economic_buyer")
    named, nobody = found(1, buyer)
    assert [(each.contact_id, each.reason) for each in named.short] == [("a", "Not engaged")]
    assert nobody.short == () and nobody.wanted == ()
    assert found(1)[0].wanted == ("economic_buyer",)


def test_a_gate_rests_on_a_person_only_while_nobody_else_meets_it() -> None:
    people = tuple(person(key, "engaged", "economic_buyer") for key in "ab")
    deal = DealSnapshot(NOW, DealFacts("d", "P", stage_position=1), people)
    gate = judge(deal).gates[0]
    assert gate.met and gate.met_without("a")
    alone = judge(replace(deal, people=people[:1])).gates[0]
    assert alone.met and not alone.met_without("a") and alone.met_without("somebody else")


def test_a_limit_is_met_by_one_fewer() -> None:
    rules = rule(personas=("blocker",), engaged=False, at_least=0, at_most=0)
    gate = found(0, person("a", "present", "blocker"), gate_rules=rules)[0]
    assert gate.missing == "1 too many (1, at most 0)" and gate.met_without("a")
    assert gates(0, person("a", "deep", "champion"), gate_rules=rules) == {"own": ""}


def test_a_rule_reads_any_field_of_a_stakeholder() -> None:
    rules = rule(conditions=(Condition("indicators.relationship", "at_least", 4.0),), engaged=False, at_least=2)
    near = [
        replace(person(key, "present"), indicators=replace(person("", "").indicators, relationship=4)) for key in "ab"
    ]
    unknown = person("c", "deep")
    assert gates(0, near[0], unknown, gate_rules=rules) == {"own": "1 more needed (1 of 2)"}
    assert gates(0, *near, unknown, gate_rules=rules) == {"own": ""}


def test_a_review_counts_only_if_made_in_this_stage() -> None:
    rules = rule(kind="review")
    assert gates(0, gate_rules=rules)["own"]
    assert gates(0, gate_rules=rules, reviews=ReviewFacts(ago(11)))["own"]
    assert gates(0, gate_rules=rules, reviews=ReviewFacts(ago(9)))["own"] == ""


def test_a_review_grows_old() -> None:
    rules = rule(kind="review", since_entry=False, within_days=14)
    assert gates(0, gate_rules=rules, reviews=ReviewFacts(ago(15)))["own"] == "The last review was 15 days ago"
    assert gates(0, gate_rules=rules, reviews=ReviewFacts(ago(13)))["own"] == ""


def test_not_knowing_when_a_stage_was_entered_opens_no_gate() -> None:
    deal = DealSnapshot(NOW, DealFacts("d", "P"), reviews=ReviewFacts(ago(1)), gate_rules=rule(kind="review"))
    assert not judge(deal).gates[0].met


def test_a_closed_deal_has_no_gates() -> None:
    deal = DealSnapshot(NOW, DealFacts("d", "P", stage_position=5, outcome="won"))
    assert judge(deal).gates == ()


def test_the_next_stage_is_the_one_the_pipeline_says() -> None:
    deal = DealFacts("d", "P", stage_position=0, next_stage_position=3)
    assert [gate.key for gate in judge(DealSnapshot(NOW, deal)).gates] == [each.key for each in DEFAULT_GATE_RULES]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "magic"}, "unknown kind 'magic'"),
        ({"at_least": 0}, "always holds"),
        ({"at_least": 3, "at_most": 2}, "never holds"),
        ({"kind": "review", "since_entry": False}, "asks for no review"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rule(**fields)


# Stalled relationships (D4).


def test_who_was_added_and_never_answered_is_listed_the_longest_first() -> None:
    on_map = (idle("new", 29), idle("old", 90), idle("older", 91), idle("unscored", 90, ""), person("talks", "engaged"))
    deal = DealSnapshot(NOW, DealFacts("d", "P"), on_map)
    assert [(each.contact_id, each.days) for each in judge(deal).stalled] == [("older", 91), ("old", 90)]


def test_a_stalled_person_counts_for_no_gate_not_even_one_that_only_counts_names() -> None:
    rules = rule(engaged=False, at_least=2)
    assert gates(0, idle("a", 5), idle("b", 5), gate_rules=rules) == {"own": ""}
    gate = found(0, idle("a", 5), idle("b", 60), gate_rules=rules)[0]
    assert gate.missing == "1 more to name (1 of 2)" and gate.short[0].reason.startswith("Stalled")


# Laws.


@law
@given(people(most=6), st.integers(1, 4))
def test_meeting_a_count_agrees_with_counting(on_map: tuple[Stakeholder, ...], wanted: int) -> None:
    deal = DealSnapshot(NOW, DealFacts("d", "P"), on_map, gate_rules=rule(at_least=wanted))
    gate = judge(deal).gates[0]
    assert gate.met == (sum(p.is_active and p.is_engaged for p in on_map) >= wanted)


@law
@given(people(least=1, most=6), st.integers(1, 3), st.integers(0, 2))
def test_what_a_gate_says_of_losing_somebody_is_what_losing_them_does(
    on_map: tuple[Stakeholder, ...], wanted: int, more: int
) -> None:
    rules = rule(at_least=wanted, at_most=wanted + more)
    deal = DealSnapshot(NOW, DealFacts("d", "P"), on_map, gate_rules=rules)
    gate = judge(deal).gates[0]
    for each in on_map:
        change = what_if(deal, Leaves(each.contact_id), settings=DEFAULT)
        after = ("own" in change.gates_opened) or (gate.met and "own" not in change.gates_closed)
        assert after == gate.met_without(each.contact_id)
