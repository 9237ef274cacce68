"""Norms are learned at night from the book, kept with their date, and used by the runs of their time alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from coalition.access.models import User
from coalition.portfolio import norms
from coalition.portfolio.models import NormsVersion, StakeholderScore
from coalition.portfolio.nightly import nightly_if_due
from coalition.portfolio.past import tables_as_of
from coalition.portfolio.reading import read_tables
from coalition.portfolio.scores import score_opportunities, work_out
from coalition.portfolio.settings import current_settings
from coalition.record.models import Account, Opportunity
from coalition.scoring.norms import Norm
from tests import factories
from tests.portfolio.conftest import Talk

RATES = {"reply_rate": 0.9, "answers_per_log_hour": 0.5, "acceptance": 0.9, "two_way_per_day": 1.5, "initiative": 0.6}


@pytest.fixture
def book(account: Account, talk: Talk) -> list[Opportunity]:
    """Twenty-four champions in two stages, each in touch."""
    deals = []
    for number in range(24):
        deal = factories.make_opportunity(account, "proposal" if number % 2 else "discovery")
        contact = factories.make_contact(account)
        factories.make_stakeholder(deal, contact, personas=["champion"])
        talk(days_ago=3 + number % 5, opportunity=deal, contact=contact)
        deals.append(deal)
    score_opportunities([deal.pk for deal in deals])
    return deals


def busy(persona: str = "champion", stage: str = "proposal") -> dict[str, object]:
    return Norm(persona, stage, 50, **RATES).__dict__


def test_what_is_learned_is_kept_once_and_used_from_then_on(book: list[Opportunity], now: datetime) -> None:
    made = norms.learn_norms(now)
    assert made is not None
    assert made.people == 24
    assert {(each["persona"], each["basis"]) for each in made.norms} == {("champion", "persona")}
    assert norms.learn_norms(now) is None
    assert norms.norms_at(now)["norms"].num_rows == len(made.norms)
    assert norms.norms_at(now - timedelta(seconds=1))["norms"].num_rows == 0


def test_the_night_learns_before_it_marks(book: list[Opportunity], now: datetime) -> None:
    assert nightly_if_due(now)
    assert NormsVersion.objects.count() == 1
    assert not nightly_if_due(now)


def test_a_livelier_norm_lowers_the_same_behaviour(book: list[Opportunity], now: datetime) -> None:
    deal, settings = book[1], current_settings()
    before = work_out([deal.pk], now, settings).stakeholders["behaviour_score"].to_pylist()
    NormsVersion.objects.create(version="busy", learned_at=now, people=50, norms=[busy()])
    after = work_out([deal.pk], now, settings).stakeholders["sentiment_volume_points"].to_pylist()
    earlier = work_out([deal.pk], now - timedelta(seconds=1), settings).stakeholders
    assert after[0] < earlier["sentiment_volume_points"].to_pylist()[0]
    assert earlier["behaviour_score"].to_pylist() == pytest.approx(before, abs=0.01)


def test_present_and_past_read_the_norms_of_their_moment(book: list[Opportunity], now: datetime) -> None:
    NormsVersion.objects.create(version="busy", learned_at=now, people=50, norms=[busy()])
    for moment, rows in ((now, 1), (now - timedelta(days=1), 0)):
        assert read_tables([book[0].pk], moment).norms.num_rows == rows
        assert tables_as_of(book[0].pk, moment).norms.num_rows == rows


@pytest.fixture
def mapped(book: list[Opportunity]) -> list[Opportunity]:
    """The same champions, each known to buy: more than a starting point is known of them."""
    for deal in book:
        deal.stakeholders.update(purchasing_authority=True)
    score_opportunities([deal.pk for deal in book])
    return book


def test_where_people_start_in_influence_is_learned_kept_and_used_from_then_on(
    mapped: list[Opportunity], now: datetime
) -> None:
    made = norms.learn_norms(now)
    assert made is not None
    (start,) = made.influence
    assert (start["persona"], start["seniority"], start["people"]) == ("champion", "", 24)
    assert start["usual"] != current_settings().influence.champion_prior
    assert norms.learn_norms(now) is None
    for moment, rows in ((now, 1), (now - timedelta(days=1), 0)):
        assert read_tables([mapped[0].pk], moment).influence_norms.num_rows == rows
        assert tables_as_of(mapped[0].pk, moment).influence_norms.num_rows == rows
    prior = work_out([mapped[0].pk], now, current_settings()).stakeholders["influence_prior"].to_pylist()
    assert prior == [start["usual"]]
    score_opportunities([deal.pk for deal in mapped])
    assert norms.learn_norms(now) is None  # it does not feed on itself


def test_the_page_tells_where_people_start_beside_the_default(
    mapped: list[Opportunity], owner: User, client: Client, now: datetime
) -> None:
    client.force_login(owner)
    assert client.get("/api/v1/settings/scoring/norms").json()["influence"] == []
    norms.learn_norms(now)
    (found,) = client.get("/api/v1/settings/scoring/norms").json()["influence"]
    assert (found["name"], found["people"]) == ("Champion", 24)
    assert found["default"] == current_settings().influence.champion_prior


def test_closed_deals_teach_nothing(book: list[Opportunity], now: datetime) -> None:
    won = factories.make_stages()["won"]
    Opportunity.objects.all().update(stage=won)
    assert norms.learn_norms(now) is None
    assert StakeholderScore.objects.exists()


def test_the_page_says_how_many_and_where_there_are_too_few(
    book: list[Opportunity], owner: User, client: Client, now: datetime
) -> None:
    client.force_login(owner)
    before = client.get("/api/v1/settings/scoring/norms").json()
    assert before["learned_at"] is None
    assert all(persona["stages"] == [] for persona in before["personas"])
    norms.learn_norms(now)
    found = client.get("/api/v1/settings/scoring/norms").json()
    known = {persona["persona"]: persona["stages"] for persona in found["personas"] if persona["stages"]}
    assert set(known) == {"champion"}
    assert {each["people"] for each in known["champion"]} == {24}
    assert found["defaults"]["reply_rate"] == current_settings().sentiment.reply_rate
