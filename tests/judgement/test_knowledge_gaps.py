"""Knowledge gaps: open questions, the one most worth asking first, and whom to ask."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from coalition.judgement.people import Engagement, Indicators, Influence, Sentiment, Stakeholder
from coalition.judgement.snapshot import DealFacts, DealSnapshot, Insight, Line
from coalition.judgement.summary import judge
from tests.judgement.strategies import NOW, deals, law


def person(key: str, *personas: str, level: str = "engaged", influence: float = 50.0, **rest: object) -> Stakeholder:
    base = Stakeholder(
        key,
        key,
        name=key.upper(),
        personas=personas,
        engagement=Engagement(level),  # type: ignore[arg-type]
        sentiment=Sentiment(30.0),
        influence=Influence(influence, assumed=False),
    )
    return replace(base, **rest)  # type: ignore[arg-type]


def deal_of(*people: Stakeholder, **rest: object) -> DealSnapshot:
    return replace(DealSnapshot(NOW, DealFacts("d", "Pilot", stage_position=1), people), **rest)  # type: ignore[arg-type]


@law
@given(deals())
def test_the_most_worth_asking_comes_first(deal: DealSnapshot) -> None:
    found = judge(deal).knowledge_gaps
    assert [gap.worth for gap in found] == sorted((gap.worth for gap in found), reverse=True)
    ids = {p.contact_id for p in deal.active}
    for gap in found:
        assert 0 < gap.worth <= 100 and gap.question and set(gap.about) | set(gap.ask) <= ids


def test_who_pays_is_asked_before_anything_else() -> None:
    found = judge(deal_of(person("a", "champion"))).knowledge_gaps
    assert found[0].question == "Who is the economic buyer?" and found[0].ask == ("a",)


def test_the_stance_of_the_heaviest_is_worth_more_than_that_of_the_lightest() -> None:
    unknown = Sentiment()
    people = (person("big", influence=90, sentiment=unknown), person("small", influence=20, sentiment=unknown))
    asked = [gap.about for gap in judge(deal_of(*people)).knowledge_gaps if gap.code == "stance"]
    assert asked == [("big",), ("small",)]


def test_nobody_is_asked_about_their_own_stance_when_a_champion_can_tell() -> None:
    people = (person("coach", "coach"), person("x", sentiment=Sentiment()))
    (gap,) = [gap for gap in judge(deal_of(*people)).knowledge_gaps if gap.code == "stance"]
    assert gap.ask == ("coach",)


def test_an_answered_question_is_no_longer_asked() -> None:
    buyer = person("a", "economic_buyer")
    questions = {gap.code for gap in judge(deal_of(buyer)).knowledge_gaps}
    assert {"vote", "criteria", "manager", "goals"} <= questions
    told = replace(buyer, indicators=Indicators(vote="for"))
    insights = (
        Insight("i1", "criterion", "Payback in two years", ("a",), confirmed=True),
        Insight("i2", "goal", "Cut energy use", ("a",), confirmed=True),
    )
    lines = (Line("l", "reports_to", "a", "b"),)
    left = {gap.code for gap in judge(deal_of(told, person("b"), insights=insights, lines=lines)).knowledge_gaps}
    assert not left & {"vote", "criteria", "manager", "goals", "unconfirmed"}


def test_a_concern_without_our_answer_is_a_question_and_leads_to_it() -> None:
    insights = (Insight("i1", "concern", "Downtime", ("a",)),)
    gaps = judge(deal_of(person("a"), insights=insights)).knowledge_gaps
    (gap,) = [gap for gap in gaps if gap.code == "answer"]
    assert gap.insight_ids == ("i1",) and "Downtime" in gap.question
    answered = judge(deal_of(person("a"), insights=(replace(insights[0], answer="Night shifts"),))).knowledge_gaps
    assert not [gap for gap in answered if gap.code == "answer"]
