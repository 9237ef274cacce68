"""Lenses: the same facts in the words of four methods; what is missing is named, nothing is made up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from coalition.judgement.frame import Frame
from coalition.judgement.lenses import LENSES, Lens, Slot, lenses_of
from coalition.judgement.people import Indicators, Influence, Sentiment, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot, Insight, Line
from tests.judgement.strategies import NOW, deals, law

EMPTY = DealSnapshot(NOW, DealFacts("d", "Pilot"))


def through(deal: DealSnapshot) -> dict[str, dict[str, Slot]]:
    found = lenses_of(Frame(deal, DEFAULT), LENSES)
    return {lens.key: {slot.key: slot for slot in lens.slots} for lens in found}


def slots_of(lenses: tuple[Lens, ...]) -> list[Slot]:
    return [slot for lens in lenses for slot in lens.slots]


def texts(slot: Slot) -> list[str]:
    return [fact.text for fact in slot.facts]


@law
@given(deals())
def test_every_fact_names_records_of_this_deal_and_every_gap_says_where_to_fill_it(deal: DealSnapshot) -> None:
    people = {person.contact_id for person in deal.people}
    insights = {insight.id for insight in deal.insights}
    for slot in slots_of(lenses_of(Frame(deal, DEFAULT), LENSES)):
        for fact in slot.facts:
            assert set(fact.contact_ids) <= people and set(fact.insight_ids) <= insights
        for missing in slot.missing:
            assert missing.text and missing.fill.what
            assert (missing.fill.subject == "person") <= (missing.fill.contact_id in people)
            assert (missing.fill.subject == "insight") <= (missing.fill.insight_id in insights)


@law
@given(deals())
def test_the_order_of_the_records_never_shows(deal: DealSnapshot) -> None:
    turned = replace(deal, people=deal.people[::-1], lines=deal.lines[::-1], insights=deal.insights[::-1])
    assert lenses_of(Frame(deal, DEFAULT), LENSES) == lenses_of(Frame(turned, DEFAULT), LENSES)


@law
@given(deals(least=1))
def test_challenger_places_everybody_once_except_those_named_as_blocker(deal: DealSnapshot) -> None:
    frame = Frame(deal, DEFAULT)
    slots = through(deal)["challenger"]
    placed = [fact.contact_ids[0] for key in ("mobilisers", "talkers", "unplaced") for fact in slots[key].facts]
    assert len(placed) == len(set(placed))
    unknown = {key for key, support in frame.supports.items() if support is None}
    assert {fact.contact_ids[0] for fact in slots["unplaced"].facts} == unknown


def test_a_deal_of_which_nothing_is_known_asks_for_everything_and_claims_nothing() -> None:
    lenses = through(EMPTY)
    assert all(
        slot.state == "empty" and slot.missing for slot in lenses["meddpicc"].values() if slot.key != "competition"
    )
    assert texts(lenses["blue_sheet"]["objective"]) == ["Pilot"]
    assert [missing.fill.what for missing in lenses["blue_sheet"]["objective"].missing] == ["amount", "close_on"]


def test_a_new_fact_shows_in_every_lens_that_asks_for_it() -> None:
    pressure = Insight("i1", "pressure", "The regulator fines them from May")
    lenses = through(replace(EMPTY, insights=(pressure,)))
    showing = {
        (key, slot.key) for key, slots in lenses.items() for slot in slots.values() if pressure.text in texts(slot)
    }
    assert showing == {("meddpicc", "pain"), ("tas", "event")}


@pytest.mark.parametrize(("text", "state"), [("Fewer outages", "empty"), ("30 % fewer outages", "filled")])
def test_a_goal_counts_as_a_metric_only_with_a_figure_in_it(text: str, state: str) -> None:
    slot = through(replace(EMPTY, insights=(Insight("i1", "goal", text),)))["meddpicc"]["metrics"]
    assert slot.state == state


def test_an_unknown_stance_is_said_as_unknown_and_asked_for() -> None:
    buyer = Stakeholder("s", "c", name="Ada", title="CFO", personas=("economic_buyer",))
    slot = through(replace(EMPTY, people=(buyer,)))["meddpicc"]["economic_buyer"]
    assert texts(slot) == ["CFO Ada: stance not known, engagement not assessed"]
    assert [(each.fill.subject, each.fill.what, each.fill.contact_id) for each in slot.missing] == [
        ("person", "sentiment", "c")
    ]
    assert slot.state == "partly"


def test_a_supporter_mobilises_when_a_line_says_that_they_move_somebody() -> None:
    ada = Stakeholder("s1", "a", name="Ada", sentiment=Sentiment(70.0))
    ben = Stakeholder("s2", "b", name="Ben", sentiment=Sentiment(70.0), influence=Influence(20.0, "low"))
    deal = replace(EMPTY, people=(ada, ben))
    assert texts(through(deal)["challenger"]["mobilisers"]) == []
    drawn = through(replace(deal, lines=(Line("l", "influences", "a", "b"),)))["challenger"]
    assert [fact.contact_ids for fact in drawn["mobilisers"].facts] == [("a",)]
    assert [fact.contact_ids for fact in drawn["talkers"].facts] == [("b",)]


def test_who_left_is_a_red_flag_and_holds_no_role() -> None:
    gone = Stakeholder("s", "c", name="Ada", status="left", personas=("economic_buyer",))
    sheet = through(replace(EMPTY, people=(gone,)))["blue_sheet"]
    assert "Ada has left" in texts(sheet["red_flags"])
    assert sheet["economic"].state == "empty"


def test_a_rival_is_named_with_who_wants_it() -> None:
    cto = Stakeholder(
        "s", "c", name="Cleo", competitor_stance="Used Vattio before", indicators=Indicators(preference="competitor")
    )
    lenses = through(replace(EMPTY, people=(cto,)))
    assert {tuple(texts(lenses[key]["competition"])) for key in ("meddpicc", "blue_sheet", "tas")} == {
        ("Cleo: wants a competitor to win; on competitors: Used Vattio before",)
    }
