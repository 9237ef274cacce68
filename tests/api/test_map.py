"""The map endpoint: one answer, the right shape, always the same number of queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalition.access.models import User
from coalition.api.map.schema import MapOut
from coalition.portfolio.scores import score_opportunities
from coalition.record.models import LineKind, Opportunity
from coalition.record.services import contacts
from coalition.record.services import stakeholders as people
from tests import factories
from tests.api.conftest import As

pytestmark = pytest.mark.django_db


def url(deal: Opportunity, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/api/v1/opportunities/{deal.uuid}/map?{asked}"


def crowd(deal: Opportunity, owner: User, count: int) -> None:
    """That many people, each reporting to the first, with activity, views and lines."""
    first = None
    for number in range(count):
        contact = factories.make_contact(deal.account, title=f"Head of unit {number}", department="Operations")
        factories.make_stakeholder(
            deal,
            contact,
            personas=["champion" if number % 2 else "economic_buyer"],
            coverage_owner=owner,
            sentiment="supportive",
            sentiment_by=owner,
        )
        if first is not None:
            factories.make_manager(contact, first)
            factories.make_line(LineKind.ALLY, first, contact, opportunity=deal, strength=2)
        first = first or contact


def queries_of(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_map_has_the_published_shape(deal: Opportunity, owner: User, as_user: As) -> None:
    crowd(deal, owner, 5)
    score_opportunities([deal.pk])
    body = as_user(owner).get(url(deal)).json()
    checked = MapOut.model_validate(body, extra="forbid")
    assert len(checked.people) == 5
    assert {line.kind for line in checked.lines} == {"reports_to", "ally"}
    assert set(checked.layout.boxes) == {str(person.contact_id) for person in checked.people}
    assert set(checked.layout.routes) == {str(line.id) for line in checked.lines}
    assert checked.opportunity.can_edit
    assert checked.scored_at is not None


@pytest.mark.parametrize("name", ["owner", "manager", "admin"])
def test_the_number_of_queries_does_not_grow_with_people(
    name: str, cast: dict[str, User], account: object, owner: User, as_user: As
) -> None:
    few, many = (factories.make_opportunity(owner.accounts.get(), owner=owner) for _ in range(2))
    crowd(few, owner, 3)
    crowd(many, owner, 60)
    score_opportunities([few.pk, many.pk])
    client = as_user(cast[name])
    counts = {queries_of(client, url(few)), queries_of(client, url(many))}
    assert len(counts) == 1
    assert counts.pop() <= 12


def test_an_empty_map_is_a_map(deal: Opportunity, owner: User, as_user: As) -> None:
    body = as_user(owner).get(url(deal)).json()
    assert MapOut.model_validate(body).people == []
    assert body["summary"]["support"] == {"for": 0.0, "neutral": 0.0, "against": 0.0, "unknown": 0.0}


def test_shares_of_support_add_up(deal: Opportunity, owner: User, as_user: As) -> None:
    crowd(deal, owner, 4)
    factories.make_stakeholder(deal, factories.make_contact(deal.account))
    support = as_user(owner).get(url(deal)).json()["summary"]["support"]
    assert sum(support.values()) == pytest.approx(1)
    assert support["unknown"] == pytest.approx(0.2)


def test_not_assessed_is_null_and_never_neutral(deal: Opportunity, owner: User, as_user: As) -> None:
    factories.make_stakeholder(deal, factories.make_contact(deal.account))
    score_opportunities([deal.pk])
    (person,) = as_user(owner).get(url(deal)).json()["people"]
    assert person["sentiment"]["effective"] is None
    assert person["sentiment"]["seller"] is None
    assert person["indicators"]["approval_power"] is None


def test_an_outsider_on_the_map_is_marked_and_a_sister_company_is_not(
    deal: Opportunity, owner: User, as_user: As
) -> None:
    unit = factories.make_account(name="Northwind Retail", parent=deal.account)
    firm = factories.make_account(name="Advisors")
    for account in (deal.account, unit, firm):
        factories.make_stakeholder(deal, factories.make_contact(account, name=account.name))
    people_ = as_user(owner).get(url(deal)).json()["people"]
    assert {person["name"]: person["is_outsider"] for person in people_} == {
        "Northwind Grid": False,
        "Northwind Retail": False,
        "Advisors": True,
    }


@pytest.mark.parametrize("group", ["reporting", "persona", "department"])
def test_every_grouping_places_everybody(group: str, deal: Opportunity, owner: User, as_user: As) -> None:
    crowd(deal, owner, 7)
    body = as_user(owner).get(url(deal, group=group)).json()
    assert len(body["layout"]["boxes"]) == 7
    assert all(lane["label"] for lane in body["layout"]["lanes"])


def test_the_map_of_the_past_shows_what_was_known_then(deal: Opportunity, owner: User, as_user: As) -> None:
    seat = factories.make_stakeholder(deal, factories.make_contact(deal.account), personas=["champion"])
    then = timezone.now()
    people.update_stakeholder(seat, by=owner, personas=["blocker"])
    factories.make_stakeholder(deal, factories.make_contact(deal.account))
    client = as_user(owner)
    past = client.get(f"/api/v1/opportunities/{deal.uuid}/map", {"as_of": then.isoformat()}).json()
    assert [person["personas"] for person in past["people"]] == [["champion"]]
    assert past["as_of"] is not None
    assert not past["opportunity"]["can_edit"]
    assert len(client.get(url(deal)).json()["people"]) == 2


def test_before_the_deal_was_recorded_there_is_no_map(deal: Opportunity, owner: User, as_user: As) -> None:
    answer = as_user(owner).get(url(deal, as_of="2001-01-01T00:00:00Z"))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_bar_above_a_map_says_what_judgement_says(deal: Opportunity, owner: User, as_user: As) -> None:
    """A vote counts before a sentiment, who has left counts no more: in the bar as in the consensus, now and then."""
    crowd(deal, owner, 5)
    seats = list(deal.stakeholders.order_by("id"))
    people.update_stakeholder(seats[0], vote="against", by=owner)
    people.update_stakeholder(seats[1], vote="undecided", by=owner)
    contacts.update_contact(seats[2].contact, status="left", by=owner)
    factories.make_stakeholder(deal, factories.make_contact(deal.account))
    score_opportunities([deal.pk])
    client, moment = as_user(owner), timezone.now().isoformat().replace("+", "%2B")
    for query in ({}, {"as_of": moment}):
        bar = client.get(url(deal, **query)).json()["summary"]
        judged = client.get(url(deal, **query).replace("/map", "/judgement")).json()
        stances = judged["header"]["support"]
        wanted = {"for": stances.pop("supporting"), **stances}
        assert bar["support"] == pytest.approx(wanted)
        assert bar["support"]["against"] > 0
        assert bar["known_stance"]["known"] == judged["header"]["known_stance"]["count"]
        assert bar["known_stance"]["total"] == judged["header"]["known_stance"]["total"] == 5
