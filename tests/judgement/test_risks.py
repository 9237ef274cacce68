"""Risks: short sentences, the worst first, each about somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given

from coalition.judgement.people import Engagement, Indicators, Influence, Sentiment, Silence, Stakeholder
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from coalition.judgement.summary import judge
from tests.judgement.strategies import NOW, ago, deals, law

ALL_ROLES = ("economic_buyer", "champion", "technical_buyer", "user_buyer", "coach", "ratifier")


def person(key: str, title: str = "", last: datetime | None = None, **rest: object) -> Stakeholder:
    base = Stakeholder(
        key,
        key,
        name=key.upper(),
        title=title,
        engagement=Engagement("engaged", two_way_90=5.0, last_two_way_at=last or ago(3)),
        influence=Influence(50.0, "medium", 1.0, assumed=False),
    )
    return replace(base, **rest)  # type: ignore[arg-type]


def texts(*people: Stakeholder, stage: int = 2) -> dict[str, str]:
    """Text to severity."""
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot", stage_position=stage), people)
    return {risk.text: risk.severity for risk in judge(deal).risks}


def test_an_empty_map_has_one_risk() -> None:
    assert texts() == {"Nobody is on the map": "high"}


def test_a_missing_economic_buyer_is_high_and_a_missing_coach_is_not() -> None:
    found = texts(person("a", personas=("champion",)))
    assert found["Economic buyer missing"] == "high" and found["Coach missing"] == "medium"


@pytest.mark.parametrize(
    ("days", "wanted", "severity"), [(35, "5 weeks", "medium"), (28, "4 weeks", "medium"), (60, "8 weeks", "high")]
)
def test_a_cfo_nobody_heard_from(days: int, wanted: str, severity: str) -> None:
    cfo = person("a", "CFO", ago(days), personas=("economic_buyer",))
    assert texts(cfo)[f"CFO not heard from for {wanted}"] == severity


def test_silence_of_somebody_without_weight_is_no_risk() -> None:
    assert not any("not heard" in text for text in texts(person("a", "Engineer", ago(80), personas=("coach",))))


def test_a_person_never_scored_is_not_called_silent() -> None:
    unscored = person("a", "CFO", personas=("economic_buyer",), engagement=Engagement())
    assert not any("heard" in text for text in texts(unscored))


def test_two_of_one_title_are_told_apart_by_name() -> None:
    people = [person(key, "Architect", sentiment=Sentiment(-40.0)) for key in "ab"]
    found = texts(*people)
    assert "Architect A opposed" in found and "Architect B opposed" in found
    assert "Architect opposed" in texts(people[0])


def test_a_veto_against_us_is_high_however_small_the_person() -> None:
    small = person(
        "a",
        "Security officer",
        sentiment=Sentiment(-30.0),
        influence=Influence(5.0, "low", 1.0, assumed=False),
        indicators=Indicators(vote_kind="veto"),
    )
    assert texts(small)["Security officer can veto and is against"] == "high"


def test_coverage_that_rests_on_one_person() -> None:
    found = texts(person("a", "COO", personas=ALL_ROLES), person("b"))
    assert found["100 % of coverage rests on COO"] == "high"
    shared = texts(person("a", "COO", personas=ALL_ROLES), person("b", personas=ALL_ROLES))
    assert not any("rests on" in text for text in shared)


def test_who_left_is_still_mapped_until_taken_off() -> None:
    assert "CFO A has left and is still mapped" in texts(person("a", "CFO", status="left"), person("b"))


@law
@given(deals())
def test_high_risks_come_first_and_name_people_of_the_deal(deal: DealSnapshot) -> None:
    found = judge(deal).risks
    order = [risk.severity for risk in found]
    assert order == sorted(order, key=lambda severity: severity != "high")
    ids = {p.contact_id for p in deal.people}
    assert all(set(risk.contact_ids) <= ids for risk in found)


def test_a_champion_gone_quiet_is_named_with_what_was_expected_of_them() -> None:
    fallen = Engagement("lapsed", two_way_90=5.0, last_two_way_at=ago(20), silence=Silence(19.4, 6.2, 1.0))
    found = texts(person("a", "VP Fleet", personas=("champion",), engagement=fallen))
    assert found["VP Fleet has gone quiet: 6 answers expected in 19 days, 1 came"] == "high"
