"""The five gaps: each is its items, closing any item widens none, closing all closes all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.gaps.closing import close
from coalition.judgement.people import Engagement, Influence, Sentiment, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot, ReviewFacts
from coalition.judgement.summary import judge
from tests.judgement.strategies import NOW, ago, deals, heavy_law, law

KEYS = (
    "static_records",
    "persona_without_influence",
    "sentiment_blind_spots",
    "single_threaded_coverage",
    "no_coaching_loop",
)


def values(deal: DealSnapshot) -> dict[str, float]:
    return {gap.key: gap.value for gap in judge(deal).gaps}


@law
@given(deals())
def test_there_are_five_between_0_and_100_and_their_items_add_up(deal: DealSnapshot) -> None:
    gaps = judge(deal).gaps
    assert tuple(gap.key for gap in gaps) == KEYS
    for gap in gaps:
        assert 0.0 <= gap.value <= 100.0
        assert sum(item.points for item in gap.items) == pytest.approx(gap.value)
        assert all(item.points > 0 for item in gap.items)


@law
@given(deals())
def test_every_item_names_people_of_the_deal_in_words(deal: DealSnapshot) -> None:
    ids = {person.contact_id for person in deal.people}
    for gap in judge(deal).gaps:
        for item in gap.items:
            assert set(item.contact_ids) <= ids and item.text and item.code


@heavy_law
@given(deals())
def test_closing_one_item_never_widens_any_gap(deal: DealSnapshot) -> None:
    before = judge(deal)
    for gap in before.gaps:
        for item in gap.items:
            after = values(close(deal, item, DEFAULT))
            for other in before.gaps:
                assert after[other.key] <= other.value + 1e-9, (item, other.key)


@heavy_law
@given(deals(), st.randoms(use_true_random=False))
def test_closing_all_items_in_any_order_closes_all_gaps(deal: DealSnapshot, chance: object) -> None:
    for _ in range(200):
        items = [item for gap in judge(deal).gaps for item in gap.items]
        if not items:
            break
        deal = close(deal, chance.choice(items), DEFAULT)  # type: ignore[attr-defined]
    assert set(values(deal).values()) == {0.0}


@law
@given(deals(0, 0))
def test_an_empty_map_has_all_but_the_last_at_100(deal: DealSnapshot) -> None:
    found = values(deal)
    assert [found[key] for key in KEYS[:-1]] == [100.0] * 4


@law
@given(deals(1))
def test_a_map_everybody_has_left_is_an_empty_map(deal: DealSnapshot) -> None:
    gone = replace(deal, people=tuple(replace(person, status="left") for person in deal.people))
    found = values(gone)
    assert [found[key] for key in KEYS[:-1]] == [100.0] * 4


def test_a_reviewed_empty_map_has_a_coaching_loop() -> None:
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"), reviews=ReviewFacts(last_review_at=ago(2)))
    assert values(deal)["no_coaching_loop"] == 0.0
    assert values(replace(deal, reviews=ReviewFacts()))["no_coaching_loop"] == 100.0


@pytest.mark.parametrize(("days", "wanted"), [(7, 0.0), (14, 20.0), (28, 60.0), (400, 60.0)])
def test_a_late_review_widens_the_gap_day_by_day(days: int, wanted: float) -> None:
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"), reviews=ReviewFacts(last_review_at=ago(days)))
    assert values(deal)["no_coaching_loop"] == pytest.approx(wanted)


def test_our_own_unanswered_mail_makes_no_record_fresh() -> None:
    person = Stakeholder("s", "c", engagement=Engagement("present", last_seller_led_at=ago(1)))
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"), (person,))
    assert "never_heard" in {item.code for item in judge(deal).gaps[0].items}


def test_an_unknown_sentiment_of_somebody_heavy_weighs_more() -> None:
    heavy = Stakeholder("s", "a", influence=Influence(90.0, "high", 1.0, assumed=False))
    light = Stakeholder("t", "b", influence=Influence(10.0, "low", 1.0, assumed=False))
    known = Sentiment(40.0)
    blind_to_heavy = DealSnapshot(NOW, DealFacts("d", "Pilot"), (heavy, replace(light, sentiment=known)))
    blind_to_light = DealSnapshot(NOW, DealFacts("d", "Pilot"), (replace(heavy, sentiment=known), light))
    assert values(blind_to_heavy)["sentiment_blind_spots"] > values(blind_to_light)["sentiment_blind_spots"]


def test_every_seat_filled_and_nobody_of_influence_engaged_is_said() -> None:
    roles = ("economic_buyer", "champion", "technical_buyer", "user_buyer", "coach", "ratifier")
    person = Stakeholder("s", "c", personas=roles, engagement=Engagement("deep"))
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"), (person,))
    texts = [item.text for item in judge(deal).gaps[1].items]
    assert "Every seat is filled, yet nobody of high influence is engaged." in texts
