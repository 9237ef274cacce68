"""Lists: pages, search, sort and filters. How many queries they take is in all_operations/test_queries.py."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from coalition.access.models import User
from coalition.record.models import Account
from tests import factories
from tests.api.conftest import BASE, As, Call
from tests.api.operations import World

pytestmark = pytest.mark.django_db


def names(client: Client, address: str) -> list[str]:
    return [item["name"] for item in client.get(BASE + address).json()["items"]]


def test_pages_neither_repeat_nor_miss(owner: User, as_user: As) -> None:
    for number in range(7):
        factories.make_account(name=f"Same {number % 2}", owner=owner)
    client = as_user(owner)
    pages = [client.get(f"{BASE}/accounts?limit=3&offset={offset}").json() for offset in (0, 3, 6, 9)]
    assert [len(page["items"]) for page in pages] == [3, 3, 1, 0]
    assert {page["total"] for page in pages} == {7}
    assert len({item["id"] for page in pages for item in page["items"]}) == 7


def test_what_is_not_known_sorts_last_both_ways(owner: User, as_user: As) -> None:
    for name, fit in (("low", 10), ("high", 90), ("unknown", None)):
        factories.make_account(name=name, fit=fit, owner=owner)
    client = as_user(owner)
    assert names(client, "/accounts?sort=fit") == ["low", "high", "unknown"]
    assert names(client, "/accounts?sort=-fit") == ["high", "low", "unknown"]


def test_every_word_of_a_search_must_occur(owner: User, as_user: As) -> None:
    account = factories.make_account(name="Harbour Freight", owner=owner)
    factories.make_contact(account, name="Maria Keller", title="CFO")
    factories.make_contact(account, name="Maria Brandt", title="CTO")
    client = as_user(owner)
    assert names(client, "/contacts?search=maria cfo") == ["Maria Keller"]
    assert names(client, "/contacts?search=MARIA harbour") == ["Maria Brandt", "Maria Keller"]
    assert names(client, "/contacts?search=100%25") == []


def test_accounts_count_people_and_open_deals_apart(owner: User, account: Account, as_user: As) -> None:
    for _ in range(3):
        factories.make_contact(account)
    for stage in ("discovery", "proposal", "won"):
        factories.make_opportunity(account, stage=stage)
    (row,) = as_user(owner).get(f"{BASE}/accounts").json()["items"]
    assert (row["contacts"], row["open_opportunities"]) == (3, 2)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("outcome=open", {"Early", "Late"}),
        ("outcome=won", {"Won"}),
        ("stage=proposal", {"Late"}),
        ("close_from=2026-07-01", {"Late"}),
        ("close_to=2026-07-01", {"Early"}),
        ("min_amount=100", {"Late"}),
        ("search=early", {"Early"}),
    ],
)
def test_deals_are_filtered(asked: str, found: set[str], owner: User, account: Account, as_user: As) -> None:
    factories.make_opportunity(account, name="Early", stage="discovery", close_on="2026-06-01", amount=10)
    factories.make_opportunity(account, name="Late", stage="proposal", close_on="2026-09-01", amount=500)
    factories.make_opportunity(account, name="Won", stage="won")
    assert set(names(as_user(owner), f"/opportunities?{asked}")) == found


def test_people_of_a_map_and_people_who_are_not_on_it(world: World, owner: User, as_user: As) -> None:
    client = as_user(owner)
    assert set(names(client, f"/contacts?opportunity_id={world.deal.uuid}")) == {"Maria Keller", "Tom Brandt"}
    assert names(client, f"/contacts?not_on_opportunity_id={world.deal.uuid}") == ["Gwen Gone", "Nora New"]


def test_the_map_of_a_hidden_deal_cannot_be_read_through_a_filter(world: World, outsider: User, as_user: As) -> None:
    """Whose contact stands on a deal that is not yours stays unknown, also by leaving people out."""
    shared = factories.make_account(owner=outsider)
    person = factories.make_contact(shared, name="Shared")
    factories.make_stakeholder(world.deal, person)
    client = as_user(outsider)
    assert names(client, f"/contacts?opportunity_id={world.deal.uuid}") == []
    assert names(client, f"/contacts?not_on_opportunity_id={world.deal.uuid}") == ["Shared"]


def test_stakeholders_by_persona(world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    address = f"/opportunities/{world.deal.uuid}/stakeholders"
    found: Any = call(client, "list_stakeholders", address=f"{address}?persona=economic_buyer").json()
    assert [item["contact"]["name"] for item in found["items"]] == ["Maria Keller"]
    assert call(client, "list_stakeholders", address=f"{address}?persona=economic").json()["total"] == 0


def test_retracted_activities_are_left_out_unless_asked_for(world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    call(client, "retract_activity")
    assert call(client, "list_activities").json()["total"] == 0
    assert call(client, "list_activities", address="/activities?retracted=true").json()["total"] == 1
