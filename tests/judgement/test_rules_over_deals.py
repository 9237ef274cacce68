"""Rules over fields of the deal and its account: what each field reads, in signals and in gates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.conditions import Condition
from coalition.judgement.deal_values import DealValues
from coalition.judgement.frame import Frame
from coalition.judgement.gate_rules import GateRule
from coalition.judgement.gates import gates_to
from coalition.judgement.own_rules import OwnRule
from coalition.judgement.people import Engagement, Stakeholder
from coalition.judgement.rule_fields import DEAL_FIELDS
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import AccountFacts, DealFacts, DealSnapshot, ReviewFacts
from coalition.judgement.summary import judge
from tests.judgement.example import EXAMPLE
from tests.judgement.strategies import NOW, ago

FACTS = DealFacts(
    "d",
    "Pilot",
    amount=250_000.0,
    stage_name="Proposal",
    stage_position=3,
    stage_entered_at=ago(12),
    close_on=(NOW + timedelta(days=30)).date(),
    owner_name="Lena Vogt",
    custom={"risk_class": "B", "sites": 3},
    account=AccountFacts(tier="A", fit=80),
)
TWO = tuple(Stakeholder(f"s{key}", key, name=key.upper(), engagement=Engagement("engaged")) for key in "ab")


def values(snapshot: DealSnapshot) -> DealValues:
    return DealValues(Frame(snapshot, DEFAULT), lambda: 2)


def test_every_field_of_a_deal_can_be_read_even_of_an_empty_one() -> None:
    empty = values(DealSnapshot(NOW, DealFacts("d", "Pilot")))
    assert {field: empty[field] for field in DEAL_FIELDS}.keys() == DEAL_FIELDS.keys()
    assert (empty["deal.amount"], empty["deal.days_in_stage"], empty["deal.consensus"]) == (None, None, None)


def test_fields_say_what_judgement_says() -> None:
    found, judged = values(EXAMPLE), judge(EXAMPLE)
    assert found["deal.map_score"] == judged.map_score.score
    assert found["deal.coverage"] == judged.coverage.score
    assert found["deal.consensus"] == judged.consensus.mean
    assert found["deal.effective_threads"] == judged.threads.effective
    assert {key: found[f"deal.gap.{key}"] for key in (gap.key for gap in judged.gaps)} == {
        gap.key: gap.value for gap in judged.gaps
    }


@pytest.mark.parametrize(
    ("field", "operator", "value"),
    [
        ("deal.amount", "at_least", 250_000),
        ("deal.stage", "is", "proposal"),
        ("deal.stage_number", "is", 4),
        ("deal.days_in_stage", "at_least", 12),
        ("deal.days_to_close", "at_most", 30),
        ("deal.engaged", "at_least", 2),
        ("deal.days_since_review", "at_most", 5),
        ("deal.open_gates", "is", 2),
        ("deal.next_step", "is_unknown", ""),
        ("deal.custom.risk_class", "is", "b"),
        ("deal.custom.sites", "at_least", 3),
        ("deal.custom.never_set", "is_unknown", ""),
        ("account.tier", "is", "A"),
        ("account.fit", "at_least", 80),
    ],
)
def test_a_condition_on_the_deal_holds(field: str, operator: str, value: str | float) -> None:
    deal = DealSnapshot(NOW, FACTS, TWO, reviews=ReviewFacts(last_review_at=ago(5)))
    assert Condition(field, operator, value).holds_of(values(deal))


def test_a_rule_asks_the_deal_once_and_each_person_beside_it() -> None:
    big = Condition("deal.amount", "at_least", 100_000.0)
    rule = OwnRule("r", "$deal in $stage ($amount): $names", (big, Condition("engagement.level", "is", "engaged")), 2)
    deal = DealSnapshot(NOW, FACTS, TWO)
    found = rule.matches(deal.people, values(deal))
    assert found is not None
    assert rule.say(found, "Pilot", values(deal)) == "Pilot in Proposal (250,000): A, B"
    small = DealSnapshot(NOW, replace(FACTS, amount=1.0), TWO)
    assert rule.matches(small.people, values(small)) is None
    assert replace(rule, conditions=(big,)).matches((), values(deal)) == ()


def test_what_people_and_their_custom_fields_say_can_be_asked() -> None:
    person = replace(TWO[0], custom={"board": True})
    assert Condition("custom.board", "is", True).holds(person)
    assert not Condition("custom.board", "is", True).holds(TWO[1])


def test_a_gate_may_ask_the_deal_and_says_what_it_found() -> None:
    asked = (Condition("deal.next_step", "is_known"), Condition("deal.amount", "at_least", 300_000.0))
    rule = GateRule("g", "Worth it", "deal", 4, conditions=asked)
    (gate,) = gates_to(Frame(DealSnapshot(NOW, FACTS, gate_rules=(rule,)), DEFAULT), 4)
    assert not gate.met
    assert gate.missing == "Next step is not known; Amount is 250,000, asked: at least 300,000"
    better = replace(FACTS, next_step="Call", amount=300_000.0)
    assert gates_to(Frame(DealSnapshot(NOW, better, gate_rules=(rule,)), DEFAULT), 4)[0].met


@pytest.mark.parametrize(
    ("kind", "field", "said"),
    [
        ("people", "deal.amount", "none of that|no field of that"),
        ("deal", "title", "none of that|no field of that"),
        ("deal", "deal.open_gates", "open gates"),
    ],
)
def test_a_gate_asks_only_what_it_is_about(kind: str, field: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        GateRule("g", "x", kind, 1, conditions=(Condition(field, "is_known"),))


@given(st.lists(st.integers(56, 64), min_size=2, max_size=40))
def test_a_figure_that_hovers_about_its_limit_is_told_once(days: list[int]) -> None:
    """The margin is 5 of 100 points: within it, what was told stays told, and is never told anew."""
    rule = OwnRule("r", "x", (Condition("deal.map_score", "at_least", 60.0),))
    held, told = False, 0
    for score in days:
        asked = rule.eased(DEFAULT.closing_margin) if held else rule
        holds = asked.matches((), {"deal.map_score": score}) is not None
        told, held = told + (holds and not held), holds
    assert told == any(score >= 60 for score in days)


def test_only_what_is_worked_out_is_eased() -> None:
    assert Condition("deal.amount", "at_least", 100.0).eased(0.05).value == 100.0
    assert Condition("deal.consensus", "at_most", 0.0).eased(0.05).value == pytest.approx(0.1)
    assert Condition("deal.stage", "is", "Proposal").eased(0.05).value == "Proposal"
