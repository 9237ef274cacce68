"""The standing grid over HTTP."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.access.models import User
from coalition.record.models import Opportunity, Stakeholder
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


def test_a_standing_set_on_one_map_is_read_on_the_grid_and_at_the_contact(
    owner: User, teammate: User, deal: Opportunity, stakeholder: Stakeholder, as_user: As
) -> None:
    client, contact = as_user(owner), stakeholder.contact
    address = f"{BASE}/contacts/{contact.uuid}/standings"
    made = client.put(
        f"{address}/{teammate.uuid}", {"current": "vendor", "note": "RFP only"}, content_type="application/json"
    )
    assert (made.status_code, made["ETag"]) == (200, '"1"')
    grid = client.get(f"{BASE}/opportunities/{deal.uuid}/standings").json()
    at_contact = client.get(address).json()
    assert grid["standings"] == at_contact["standings"] == [made.json()]
    assert {user["name"] for user in grid["users"]} >= {"owner", "teammate"}
    stale = {"current": "problem_solver"}
    refused = client.put(
        f"{address}/{teammate.uuid}", stale, content_type="application/json", headers={"If-Match": '"7"'}
    )
    assert refused.status_code == 409 and refused.json()["current"]["current"] == "vendor"
    assert client.delete(f"{address}/{teammate.uuid}").status_code == 204
    assert client.delete(f"{address}/{teammate.uuid}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_people(owner: User, deal: Opportunity, as_user: As) -> None:
    client, counts = as_user(owner), set()
    for _ in range(2):
        for _ in range(10):
            contact = factories.make_contact(deal.account)
            factories.make_stakeholder(deal, contact)
            factories.make_standing(owner, contact)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{BASE}/opportunities/{deal.uuid}/standings")
        counts.add(len(captured))
    assert len(counts) == 1
