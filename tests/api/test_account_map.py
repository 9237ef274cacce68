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


def opened(client: Client, account: Account) -> Any:
    answer = client.get(f"{BASE}/accounts/{account.uuid}/map")
    assert answer.status_code == 200, answer.content
    return answer.json()


def people(client: Client, account: Account, **query: Any) -> Any:
    answer = client.get(f"{BASE}/accounts/{account.uuid}/map/people", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def names(found: Any) -> list[str]:
    return [person["name"] for person in found["people"]]


def test_people_of_the_group_with_their_part_in_every_deal(owner: User, account: Account, as_user: As) -> None:
    unit = factories.make_account(name="Northwind Retail", parent=account, owner=owner)
    hidden = factories.make_account(name="Northwind Secret", parent=account)
    ada, ben = factories.make_contact(account, name="Ada"), factories.make_contact(unit, name="Ben")
    factories.make_contact(hidden, name="Unseen")
    deals = [factories.make_opportunity(account, stage=stage, name=stage) for stage in ("discovery", "won")]
    for deal, persona in zip(deals, ("champion", "blocker"), strict=True):
        factories.make_stakeholder(deal, ada, personas=[persona])
    factories.make_line(LineKind.KNOWS, ada, ben)
    client = as_user(owner)
    group, found = opened(client, account), people(client, account)
    assert [each["name"] for each in group["accounts"]] == ["Northwind Grid", "Northwind Retail"]
    assert (group["people"], found["total"]) == (2, 2)
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


def test_a_unit_counts_its_departments_and_people_are_asked_for_by_both(
    owner: User, account: Account, as_user: As
) -> None:
    client, deal = as_user(owner), factories.make_opportunity(account)
    for name, unit, department in (
        ("Ada", "Grid", "Finance"),
        ("Ben", "Grid", "Finance"),
        ("Cy", "Grid", ""),
        ("Di", "Trading", "Finance"),
    ):
        contact = factories.make_contact(account, name=name, business_unit=unit, department=department)
        if name in ("Ada", "Di"):
            factories.make_stakeholder(deal, contact)
    grid = next(each for each in opened(client, account)["units"] if each["business_unit"] == "Grid")
    assert (grid["people"], grid["on_open_deal"], grid["open_opportunities"]) == (3, 1, 1)
    assert [(each["department"], each["people"], each["on_open_deal"]) for each in grid["departments"]] == [
        ("Finance", 2, 1),
        ("", 1, 0),
    ]
    assert names(people(client, account, business_unit="Grid")) == ["Ada", "Ben", "Cy"]
    assert names(people(client, account, business_unit="Grid", department="")) == ["Cy"]
    assert names(people(client, account, department="Finance")) == ["Ada", "Ben", "Di"]


def test_somebody_on_two_deals_is_counted_once(owner: User, account: Account, as_user: As) -> None:
    contact = factories.make_contact(account, business_unit="Grid")
    for _ in range(2):
        factories.make_stakeholder(factories.make_opportunity(account), contact, coverage_owner=owner)
    grid = next(each for each in opened(as_user(owner), account)["units"] if each["business_unit"] == "Grid")
    assert (grid["people"], grid["on_open_deal"], grid["open_opportunities"]) == (1, 1, 2)


def test_people_are_found_by_words_of_name_and_title_and_paged_by_rank(
    owner: User, account: Account, as_user: As
) -> None:
    client = as_user(owner)
    for name, title, seniority in (
        ("Zoe Berg", "Chief Financial Officer", "executive"),
        ("Adam Berg", "Clerk", "staff"),
        ("Bea Lund", "Head of Finance", "director"),
        ("Cid Holm", "Someone", ""),
    ):
        factories.make_contact(account, name=name, title=title, seniority=seniority)
    assert names(people(client, account)) == ["Zoe Berg", "Bea Lund", "Adam Berg", "Cid Holm"]
    pages = [people(client, account, limit=3, offset=offset) for offset in (0, 3)]
    assert [names(page) for page in pages] == [["Zoe Berg", "Bea Lund", "Adam Berg"], ["Cid Holm"]]
    assert [page["total"] for page in pages] == [4, 4]
    assert names(people(client, account, search="berg offi")) == ["Zoe Berg"]


def test_people_of_an_account_outside_the_group_or_not_yours_are_not_shown(
    owner: User, account: Account, as_user: As
) -> None:
    client = as_user(owner)
    elsewhere = factories.make_account(name="Elsewhere", owner=owner)
    secret = factories.make_account(name="Northwind Secret", parent=account)
    for each in (account, elsewhere, secret):
        factories.make_contact(each, name=f"Person of {each.name}")
    assert names(people(client, account, of_account_id=account.uuid)) == ["Person of Northwind Grid"]
    for each in (elsewhere, secret):
        assert people(client, account, of_account_id=each.uuid)["total"] == 0
    for path in ("map", "map/people"):
        assert client.get(f"{BASE}/accounts/{secret.uuid}/{path}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_people(owner: User, account: Account, as_user: As) -> None:
    client = as_user(owner)
    counts = set()
    for _ in range(2):
        for _ in range(15):
            contact = factories.make_contact(account)
            factories.make_stakeholder(factories.make_opportunity(account), contact)
        with CaptureQueriesContext(connection) as captured:
            opened(client, account)
            people(client, account, limit=10)
        counts.add(len(captured))
    assert len(counts) == 1
    assert counts.pop() <= 20
