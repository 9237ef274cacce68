"""Suggestions about the line between two people, over the API."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.record.models import Line, Opportunity
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


def test_a_line_is_suggested_between_two_and_drawn_by_accepting(deal: Opportunity, owner: User, as_user: As) -> None:
    two = [factories.make_contact(deal.account, name=name) for name in ("Ada", "Ben")]
    for contact in two:
        factories.make_stakeholder(deal, contact)
    client = as_user(owner)
    body = {
        "text": "They split over the budget.",
        "contact_id": str(two[0].uuid),
        "to_contact_id": str(two[1].uuid),
        "suggests_line": {"do": "draw", "kind": "conflict"},
    }
    path = f"{BASE}/opportunities/{deal.uuid}/comments"
    made = client.post(path, body, content_type="application/json").json()
    assert (made["to_contact"]["name"], made["suggests_line"]["kind"], made["suggests"]) == ("Ben", "conflict", {})
    accepted = client.post(f"{BASE}/comments/{made['id']}/accept", content_type="application/json")
    assert (accepted.status_code, accepted.json()["status"]) == (200, "accepted")
    assert Line.objects.get().kind == "conflict"
    unknown = {**body, "suggests_line": {"do": "erase", "line_id": str(two[0].uuid)}}
    refused = client.post(path, unknown, content_type="application/json")
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["suggests_line"])
