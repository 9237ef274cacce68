"""Suggestions about the line between two people, over the API."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.record.models import Line, LineKind, Opportunity
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


def test_a_line_says_on_the_map_how_many_comments_wait_and_outsiders_are_not_told(
    deal: Opportunity, owner: User, as_user: As
) -> None:
    ada, ben, cleo = (factories.make_contact(deal.account, name=name) for name in ("Ada", "Ben", "Cleo"))
    first, second, _ = (factories.make_stakeholder(deal, contact) for contact in (ada, ben, cleo))
    factories.make_line(LineKind.CONFLICT, ada, ben)
    factories.make_line(LineKind.INFLUENCES, ben, cleo)
    comments = [factories.make_comment(first, by=owner, to_contact=ben) for _ in range(2)]
    factories.make_comment(second, by=owner, to_contact=ada)
    factories.make_comment(second, by=owner)
    client = as_user(owner)

    def waiting(path: str = f"{BASE}/opportunities/{deal.uuid}/map", **headers: str) -> dict[str, int]:
        body = client.get(path, headers=headers).json()
        return {line["kind"]: line["open_comments"] for line in body.get("map", body)["lines"]}

    assert waiting() == {"conflict": 3, "influences": 0}
    answered = {"answer": "They made it up."}
    client.post(f"{BASE}/comments/{comments[0].uuid}/answer", answered, content_type="application/json")
    assert waiting() == {"conflict": 2, "influences": 0}
    made = client.post(
        f"{BASE}/opportunities/{deal.uuid}/share-links",
        {"name": "The board", "with_opinions": True},
        content_type="application/json",
    )
    secret = made.json()["path"].partition("#")[2]
    assert waiting(f"{BASE}/shared/map", Authorization=f"Bearer {secret}") == {"conflict": 0, "influences": 0}
