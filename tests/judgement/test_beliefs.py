"""Who decides, and what they believe with how we know."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from coalition.judgement.beliefs import beliefs
from coalition.judgement.frame import Frame
from coalition.judgement.people import BehaviourView, SellerView, Sentiment
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from tests.judgement.example import ADA, BEN
from tests.judgement.strategies import NOW, ago, deals, law


def deal_of(*people: object) -> DealSnapshot:
    return DealSnapshot(NOW, DealFacts("d", "Deal"), people=people)  # type: ignore[arg-type]


def test_a_buyer_nobody_assessed_is_not_neutral() -> None:
    found = beliefs(Frame(deal_of(ADA), DEFAULT)).economic_buyer
    assert found is not None
    assert (found.word, found.score, found.how) == ("", None, "")


def test_an_empty_seat_is_nobody() -> None:
    found = beliefs(Frame(deal_of(BEN), DEFAULT))
    assert (found.economic_buyer, found.finance_lead, found.deciders) == (None, None, ())


def test_where_behaviour_parts_from_the_sellers_view_both_are_told() -> None:
    torn = Sentiment(
        -45.0,
        "behaviour",
        diverges=True,
        seller=SellerView("supportive", "Nodded in the meeting", ago(9)),
        behaviour=BehaviourView(-45.0, 0.8),
    )
    found = beliefs(Frame(deal_of(replace(ADA, sentiment=torn)), DEFAULT)).economic_buyer
    assert found is not None
    assert (found.word, found.how) == ("sceptical", "behaviour")
    assert "supportive" in found.why and "Nodded in the meeting" in found.why


def test_the_chief_of_finance_comes_before_the_finance_department() -> None:
    clerk = replace(ADA, id="s-clerk", contact_id="clerk", title="Clerk", personas=(), department="Finance")
    found = beliefs(Frame(deal_of(clerk, ADA), DEFAULT)).finance_lead
    assert found is not None and found.contact_id == ADA.contact_id


@law
@given(deals())
def test_beliefs_name_only_people_who_still_count(deal: DealSnapshot) -> None:
    found = beliefs(Frame(deal, DEFAULT))
    active = {person.contact_id for person in deal.active}
    named = [*found.deciders, *(each for each in (found.economic_buyer, found.finance_lead) if each)]
    assert {each.contact_id for each in named} <= active
    assert all((each.word == "") == (each.score is None) for each in named)
