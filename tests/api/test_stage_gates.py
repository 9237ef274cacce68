"""Stage gates and reviews over the API: the refusal, the checklist, and queries that do not grow."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalition.access.models import User
from coalition.gates.models import Passage
from coalition.gates.services.exceptions import approve_exception
from coalition.record.models import Opportunity, Stakeholder
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db
JSON = "application/json"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(BASE + address).status_code == 200
    return len(captured)


def test_a_refused_move_says_what_is_missing_in_the_one_error_shape(
    owner: User, stakeholder: Stakeholder, as_user: As
) -> None:
    deal = stakeholder.opportunity
    factories.make_score(stakeholder, "present")
    address = f"{BASE}/opportunities/{deal.uuid}/stage"
    answer = as_user(owner).post(address, {"stage": "validation"}, content_type=JSON)
    said = answer.json()
    assert (answer.status_code, said["code"], set(said)) == (422, "gate_closed", {"code", "message", "fields", "unmet"})
    assert said["fields"]["stage"][0] == "Economic buyer named and engaged: Named, but not engaged."
    assert said["unmet"][0]["link"] == f"/opportunities/{deal.uuid}?p={stakeholder.contact.uuid}"


def test_the_checklist_names_the_next_stage_and_who_could_meet_it(
    owner: User, stakeholder: Stakeholder, as_user: As
) -> None:
    factories.make_score(stakeholder, "lapsed", led_at=timezone.now() - timedelta(days=40))
    gates = as_user(owner).get(f"{BASE}/opportunities/{stakeholder.opportunity.uuid}/gates").json()
    assert (gates["stage"]["key"], gates["is_free"], gates["is_open"]) == ("validation", False, False)
    assert [each["name"] for each in gates["gates"][0]["short"]] == ["Maria Keller"]
    assert gates["gates"][1]["short"] == []


def test_the_checklist_says_while_activity_is_still_being_scored(
    owner: User, stakeholder: Stakeholder, as_user: As
) -> None:
    client, address = as_user(owner), f"{BASE}/opportunities/{stakeholder.opportunity.uuid}"
    assert client.get(f"{address}/gates").json()["is_fresh"]
    client.patch(address, {"next_step": "Call"}, content_type=JSON)
    assert not client.get(f"{address}/gates").json()["is_fresh"]


def test_going_back_is_free_and_the_past_stays_to_be_seen(
    owner: User, manager: User, deal: Opportunity, as_user: As
) -> None:
    approve_exception(factories.make_exception(deal, by=owner, to="validation"), by=manager)
    client, address = as_user(owner), f"{BASE}/opportunities/{deal.uuid}"
    assert client.post(f"{address}/stage", {"stage": "validation"}, content_type=JSON).status_code == 200
    gates = client.get(f"{address}/gates?stage=discovery").json()
    assert (gates["is_free"], gates["is_open"], gates["gates"]) == (True, True, [])
    assert {each["way"] for each in gates["let_past"]} == {"waived"} and Passage.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        overdue = as_user(manager).get(f"{BASE}/exceptions?overdue=true").json()
    assert [each["is_overdue"] for each in overdue["items"]] == [True]


@pytest.mark.parametrize("what", ["gates", "review"])
def test_queries_do_not_grow_with_people_comments_and_actions(
    what: str, owner: User, stakeholder: Stakeholder, as_user: As
) -> None:
    deal, client = stakeholder.opportunity, as_user(owner)
    factories.make_score(stakeholder)
    factories.make_comment(stakeholder, by=owner)
    factories.make_action(deal, by=owner)
    address = f"/opportunities/{deal.uuid}/{what}"
    before = queries(client, address)
    for _ in range(12):
        more = factories.make_stakeholder(deal)
        factories.make_score(more)
        factories.make_comment(more, by=owner)
        factories.make_action(deal, by=owner)
    assert queries(client, address) == before <= 30


def test_a_rule_changed_by_two_at_once_is_a_conflict(admin: User, as_user: As) -> None:
    rule = factories.make_gate_rule()
    client, address = as_user(admin), f"{BASE}/gate-rules/{rule.uuid}"
    assert client.patch(address, {"at_least": 2}, content_type=JSON, headers={"If-Match": '"1"'}).status_code == 200
    late = client.patch(address, {"at_least": 3}, content_type=JSON, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]["at_least"]) == (409, 2)
    versions = client.get(f"{address}/versions").json()
    assert [each["terms"]["at_least"] for each in versions][:1] == [2]
