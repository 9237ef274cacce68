"""Political sense: each rule fires on its case and is silent beside it; own rules read any field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from coalition.judgement.conditions import Condition
from coalition.judgement.own_rules import OwnRule
from coalition.judgement.people import Engagement, Influence, Sentiment, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot, Line
from coalition.judgement.summary import judge
from tests.judgement.strategies import NOW, deals, law


def person(key: str, score: float | None, *personas: str, influence: float = 50.0) -> Stakeholder:
    return Stakeholder(
        key, key, name=key.upper(), personas=personas, sentiment=Sentiment(score), influence=Influence(influence)
    )


def codes(*people: Stakeholder, lines: tuple[Line, ...] = ()) -> set[str]:
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"), people, lines)
    return {frown.code for frown in judge(deal).political_sense}


def test_more_weight_against_than_for_is_said_though_more_heads_are_for() -> None:
    heads = (person("a", 40, influence=10), person("b", 40, influence=10))
    assert "more_against" in codes(*heads, person("x", -50, influence=90))
    assert "more_against" not in codes(*heads, person("x", -50, influence=15))


def test_a_decision_maker_for_us_whose_circle_is_not() -> None:
    boss, one, two = person("boss", 60, "economic_buyer"), person("one", -40), person("two", -30)
    lines = (Line("l1", "reports_to", "one", "boss"), Line("l2", "influences", "two", "boss"))
    assert "lonely_decision_maker" in codes(boss, one, two, lines=lines)
    assert "lonely_decision_maker" not in codes(boss, one, two)
    friendly = replace(two, sentiment=Sentiment(70.0))
    assert "lonely_decision_maker" not in codes(boss, one, friendly, lines=lines)


def test_a_circle_nobody_assessed_says_nothing() -> None:
    boss, one = person("boss", 60, "economic_buyer"), person("one", None)
    lines = (Line("l1", "reports_to", "one", "boss"),)
    assert "lonely_decision_maker" not in codes(boss, one, lines=lines)


def test_nobody_marked_against_us_is_too_good_to_be_true() -> None:
    friends = tuple(person(key, 30) for key in "abcde")
    assert "nobody_against" in codes(*friends)
    assert "nobody_against" not in codes(*friends, person("x", -10))
    assert "nobody_against" not in codes(*friends[:4])
    assert "nobody_against" not in codes(*(person(key, None) for key in "abcdefgh"))


def test_no_decision_maker() -> None:
    assert "no_decision_maker" in codes(person("a", 10, "coach"))
    assert "no_decision_maker" not in codes(person("a", 10, "ratifier"))


def test_a_rule_of_ones_own_speaks_in_its_own_words() -> None:
    rule = OwnRule(
        "silent_cio",
        "Call $names on $deal: $count silent",
        (Condition("title", "contains", "cio"), Condition("engagement.level", "is_not", "engaged")),
        severity="high",
    )
    cio = replace(person("a", 10), title="Group CIO", engagement=Engagement("present"))
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"), (cio, person("b", 10)))
    (said,) = [
        f for f in judge(deal, replace(DEFAULT, own_rules=(rule,))).political_sense if f.code == "own:silent_cio"
    ]
    assert (said.text, said.severity, said.contact_ids) == ("Call A on Pilot: 1 silent", "high", ("a",))


def test_a_name_with_a_placeholder_in_it_is_only_a_name() -> None:
    rule = OwnRule("all", "$names", (Condition("sentiment.score", "is_known"),))
    deal = DealSnapshot(NOW, DealFacts("d", "Secret"), (replace(person("a", 10), name="$deal"),))
    said = judge(deal, replace(DEFAULT, own_rules=(rule,))).political_sense[-1]
    assert said.text == "$deal"


def test_what_is_not_assessed_passes_no_test_but_is_unknown() -> None:
    stranger = Stakeholder("s", "c")
    for operator, value in (("is", ""), ("is_not", "x"), ("at_least", -999.0), ("at_most", 999.0), ("contains", "")):
        assert not Condition("sentiment.score", operator, value).holds(stranger)
    assert Condition("sentiment.score", "is_unknown").holds(stranger)
    assert Condition("ticks.approval_power", "is_unknown").holds(stranger)
    assert not Condition("influence.score", "is_known").holds(stranger)


def test_a_rule_can_fire_because_nobody_fits() -> None:
    rule = OwnRule("none", "No champion", (Condition("personas", "is", "champion"),), at_least=0, at_most=0)
    assert rule.matches((person("a", 1, "coach"),)) == ()
    assert rule.matches((person("a", 1, "champion"),)) is None


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Condition("uuid", "is", "x"), "unknown field 'uuid'"),
        (lambda: Condition("title", "like", "x"), "unknown operator 'like'"),
        (lambda: Condition("influence.score", "at_least", "high"), "needs a number"),
        (lambda: OwnRule("k", "t", ()), "has no condition"),
        (lambda: OwnRule("k", "100 $", (Condition("title", "is_known"),)), "broken $placeholder"),
    ],
)
def test_a_broken_rule_is_refused_with_what_is_wrong(make: object, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("$", r"\$")):
        make()  # type: ignore[operator]


@law
@given(deals())
def test_every_frown_names_people_of_the_deal(deal: DealSnapshot) -> None:
    ids = {person.contact_id for person in deal.people}
    for frown in judge(deal).political_sense:
        assert set(frown.contact_ids) <= ids and frown.severity in ("high", "medium")
