"""Lenses over HTTP: the record of one deal in the words of each method."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.access.models import User
from coalition.record.models import Opportunity, Stakeholder
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


def test_a_fact_recorded_once_is_seen_through_each_lens(
    owner: User, deal: Opportunity, stakeholder: Stakeholder, as_user: As
) -> None:
    assert deal.account is not None
    factories.make_insight(deal.account, opportunity=deal, kind="criterion", text="Runs on site")
    answer = as_user(owner).get(f"{BASE}/opportunities/{deal.uuid}/lenses")
    assert answer.status_code == 200, answer.content
    lenses = {lens["key"]: {slot["key"]: slot for slot in lens["slots"]} for lens in answer.json()["lenses"]}
    assert set(lenses) == {"meddpicc", "blue_sheet", "tas", "challenger"}
    assert lenses["meddpicc"]["decision_criteria"]["facts"][0]["text"] == "Runs on site"
    assert lenses["tas"]["compete"]["state"] == "partly"
    buyer = lenses["blue_sheet"]["economic"]
    assert buyer["facts"][0]["contact_ids"] == [str(stakeholder.contact.uuid)]
    assert {"subject": "person", "what": "sentiment"}.items() <= buyer["missing"][0]["fill"].items()


def test_the_number_of_queries_does_not_grow_with_people(owner: User, deal: Opportunity, as_user: As) -> None:
    client, counts = as_user(owner), set()
    for _ in range(2):
        for _ in range(10):
            factories.make_stakeholder(deal, factories.make_contact(deal.account))
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{BASE}/opportunities/{deal.uuid}/lenses")
        counts.add(len(captured))
    assert len(counts) == 1
