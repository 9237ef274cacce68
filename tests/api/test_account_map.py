"""The people of an account over all its deals, and where we know nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coalition.access.models import User
from coalition.record.models import Account, LineKind
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


def opened(client: Client, account: Account, **query: int) -> Any:
    answer = client.get(f"{BASE}/accounts/{account.uuid}/map", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_people_of_the_group_with_their_part_in_every_deal(owner: User, account: Account, as_user: As) -> None:
    unit = factories.make_account(name="Northwind Retail", parent=account, owner=owner)
    hidden = factories.make_account(name="Northwind Secret", parent=account)
    ada, ben = factories.make_contact(account, name="Ada"), factories.make_contact(unit, name="Ben")
    factories.make_contact(hidden, name="Unseen")
    deals = [factories.make_opportunity(account, stage=stage, name=stage) for stage in ("discovery", "won")]
    for deal, persona in zip(deals, ("champion", "blocker"), strict=True):
        factories.make_stakeholder(deal, ada, personas=[persona])
    factories.make_line(LineKind.KNOWS, ada, ben)
    found = opened(as_user(owner), account)
    assert [each["name"] for each in found["accounts"]] == ["Northwind Grid", "Northwind Retail"]
    assert {person["name"]: [seat["personas"] for seat in person["deals"]] for person in found["people"]} == {
        "Ada": [["champion"], ["blocker"]],
        "Ben": [],
    }
    assert [line["kind"] for line in found["lines"]] == ["knows"]


def test_a_unit_without_deal_or_relation_is_white_space(owner: User, account: Account, as_user: As) -> None:
    for unit, on_deal in (("Grid", True), ("Trading", False)):
        contact = factories.make_contact(account, business_unit=unit)
        if on_deal:
            factories.make_stakeholder(factories.make_opportunity(account), contact)
    units = {each["business_unit"]: each for each in opened(as_user(owner), account)["units"]}
    assert (units["Grid"]["is_white_space"], units["Grid"]["open_opportunities"]) == (False, 1)
    assert (units["Trading"]["is_white_space"], units["Trading"]["people"]) == (True, 1)


def test_a_unit_says_what_was_won_there_and_who_of_ours_covers_it(
    owner: User, teammate: User, account: Account, as_user: As
) -> None:
    won, running = (factories.make_opportunity(account, stage=stage) for stage in ("won", "discovery"))
    for deal, by in ((won, teammate), (running, teammate), (running, owner)):
        contact = factories.make_contact(account, business_unit="Grid")
        factories.make_stakeholder(deal, contact, coverage_owner=by)
    unit = next(each for each in opened(as_user(owner), account)["units"] if each["business_unit"] == "Grid")
    assert (unit["open_opportunities"], unit["won_opportunities"]) == (1, 1)
    assert [user["name"] for user in unit["owners"]] == ["teammate", "owner"]


def test_all_deals_of_the_group_open_ones_first_with_who_is_on_them(owner: User, account: Account, as_user: As) -> None:
    unit = factories.make_account(name="Northwind Retail", parent=account, owner=owner)
    hidden = factories.make_account(name="Northwind Secret", parent=account)
    factories.make_opportunity(hidden, name="unseen")
    factories.make_opportunity(account, stage="won", name="won")
    renewal = factories.make_opportunity(unit, name="renewal")
    adviser = factories.make_contact(factories.make_account(name="Kestrel"), name="Ada Adviser")
    factories.make_stakeholder(renewal, adviser, personas=["influencer"])
    found = opened(as_user(owner), account)
    assert [(deal["name"], deal["account"]["name"], deal["stage"]["outcome"]) for deal in found["deals"]] == [
        ("renewal", "Northwind Retail", "open"),
        ("won", "Northwind Grid", "won"),
    ]
    # Also those from outside the account, and deals with nobody on their map.
    assert [[each["contact"]["name"] for each in deal["people"]] for deal in found["deals"]] == [["Ada Adviser"], []]
    assert (found["deals_total"], found["deals"][0]["stakeholders"]) == (2, 1)


def test_the_number_of_queries_does_not_grow_with_people(owner: User, account: Account, as_user: As) -> None:
    client = as_user(owner)
    counts = set()
    for _ in range(2):
        for _ in range(15):
            contact = factories.make_contact(account)
            factories.make_stakeholder(factories.make_opportunity(account), contact)
        with CaptureQueriesContext(connection) as captured:
            opened(client, account, limit=10)
        counts.add(len(captured))
    assert len(counts) == 1
    assert counts.pop() <= 10
