"""A deal's life in one answer: what happened on its map, and how it stood."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from coalition.access.models import User
from coalition.portfolio import scores, worker
from coalition.record.models import Opportunity
from coalition.record.services import lines, opportunities, reporting
from coalition.record.services import stakeholders as people
from coalition.reviews.models import MapReview
from tests import factories
from tests.api.conftest import As

pytestmark = pytest.mark.django_db

START = factories.MONDAY
DAY = timedelta(days=1)


@pytest.fixture
def lived(owner: User) -> Opportunity:
    with time_machine.travel(START, tick=False):
        account = factories.make_account(name="Halden", owner=owner)
        deal = factories.make_opportunity(account, owner=owner)
        ada, ben = (factories.make_contact(account, name=name) for name in ("Ada", "Ben"))
        for contact in (ada, ben):
            people.add_stakeholder(opportunity=deal, contact=contact, by=owner)
        reporting.set_manager(ada, manager=ben, by=owner)
    with time_machine.travel(START + DAY, tick=False):
        people.assess_sentiment(
            deal.stakeholders.get(contact=ada), sentiment="neutral", evidence="Waits for the pilot.", by=owner
        )
        people.update_stakeholder(deal.stakeholders.get(contact=ada), notes="Likes figures", by=owner)
    with time_machine.travel(START + 2 * DAY, tick=False):
        people.assess_sentiment(
            deal.stakeholders.get(contact=ada), sentiment="advocate", evidence="Asked for more seats.", by=owner
        )
        lines.draw_line(kind="ally", from_contact=ada, to_contact=ben, by=owner, opportunity=deal)
    with time_machine.travel(START + 3 * DAY, tick=False):
        people.remove_stakeholder(deal.stakeholders.get(contact=ben), by=owner)
        opportunities.move_stage(deal, stage=factories.make_stages()["prospecting"], by=owner)
        MapReview.objects.create(opportunity=deal, by=owner)
    return deal


def timeline(client: Client, deal: Opportunity) -> dict[str, Any]:
    answer = client.get(f"/api/v1/opportunities/{deal.uuid}/timeline")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_the_turns_of_a_deal_are_told_each_on_its_day(as_user: As, owner: User, lived: Opportunity) -> None:
    with time_machine.travel(START + 5 * DAY, tick=False):
        found = timeline(as_user(owner), lived)
    told = [(event["at"][8:10], event["kind"], event["text"]) for event in found["events"]]
    assert set(told) == {
        ("01", "joined", "Ada joined"),
        ("01", "joined", "Ben joined"),
        ("01", "line", "Ada reports to Ben: line drawn"),
        ("02", "sentiment", "Ada: Seller's view Not assessed → Neutral"),
        ("03", "sentiment", "Ada: Seller's view Neutral → Advocate"),
        ("03", "line", "Ada ally of Ben: line drawn"),
        ("04", "left", "Ben left"),
        ("04", "stage", "The deal: Stage Discovery → Prospecting"),
        ("04", "review", "The map was reviewed"),
    }
    assert [day for day, _, _ in told] == sorted((day for day, _, _ in told), reverse=True)
    assert found["complete"]
    by = {event["text"]: (event["by"]["name"], event["reason"]) for event in found["events"] if event["by"]}
    assert by["Ada: Seller's view Neutral → Advocate"] == ("owner", "Asked for more seats.")


def test_points_arrive_once_they_have_been_worked_out(as_user: As, owner: User, lived: Opportunity) -> None:
    client = as_user(owner)
    with time_machine.travel(START + 16 * DAY, tick=False):
        assert timeline(client, lived)["trend_complete"] is False
        scores.score_opportunities([lived.pk])
        while worker.run_wanted_past():
            pass
        found = timeline(client, lived)
    assert found["trend_complete"] is True
    assert [(point["as_of"][:10], point["people"]) for point in found["points"]] == [
        ("2026-06-01", 2),
        ("2026-06-08", 1),
        ("2026-06-15", 1),
        ("2026-06-17", 1),
    ]
