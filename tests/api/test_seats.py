"""Empty seats over the API, on the map, in its files."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from coalition.access.models import User
from coalition.record.models import EmptySeat, SeatLine, Stakeholder
from tests.api.conftest import BASE, As
from tests.api.operations import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(owner: User, as_user: As) -> Client:
    return as_user(owner)


def the_map(client: Client, world: World, **query: Any) -> dict[str, Any]:
    return client.get(f"{BASE}/opportunities/{world.deal.uuid}/map", query).json()


def test_a_seat_stands_on_the_map_among_the_cards_and_not_among_the_people(client: Client, world: World) -> None:
    shown = the_map(client, world)
    assert [(seat["title"], seat["personas"]) for seat in shown["seats"]] == [("Head of legal", ["ratifier"])]
    assert str(world.seat.uuid) not in {each["contact_id"] for each in shown["people"]}
    assert str(world.seat.uuid) in shown["layout"]["boxes"]
    (line,) = shown["seat_lines"]
    assert (line["from"], line["to"], line["kind"]) == (str(world.seat.uuid), str(world.buyer.uuid), "dotted")
    assert line["id"] in shown["layout"]["routes"] or line["kind"] == "dotted"
    assert shown["summary"]["known_stance"]["total"] == len(shown["people"])
    role = next(each for each in shown["summary"]["roles"] if each["persona"] == "ratifier")
    assert (role["level"], role["contact_ids"]) == (None, [])


def test_a_filled_seat_is_gone_from_the_map_and_comes_back_when_opened(client: Client, world: World) -> None:
    before = the_map(client, world)
    answer = client.post(
        f"{BASE}/seats/{world.seat.uuid}/fill",
        {"contact_id": str(world.newcomer.uuid)},
        content_type="application/json",
    )
    assert answer.status_code == 200
    assert answer.json()["personas"] == ["ratifier"]
    filled = the_map(client, world)
    assert filled["seats"] == filled["seat_lines"] == []
    assert ("dotted", str(world.newcomer.uuid)) in {(each["kind"], each["from"]) for each in filled["lines"]}
    assert client.post(f"{BASE}/seats/{world.seat.uuid}/open").status_code == 200
    back = the_map(client, world)
    for name in ("people", "lines", "seat_lines"):
        assert back[name] == before[name]


def test_an_id_of_ones_own_is_kept_and_not_used_twice(client: Client, world: World) -> None:
    made = "7d7b7a52-0d0e-4e0f-9a52-2a6a7c6a9f11"
    address = f"{BASE}/opportunities/{world.deal.uuid}/seats"
    answer = client.post(address, {"id": made, "title": "CFO"}, content_type="application/json")
    assert (answer.status_code, answer.json()["id"]) == (201, made)
    again = client.post(address, {"id": made, "title": "CFO"}, content_type="application/json")
    assert again.status_code == 422
    assert "id" in again.json()["fields"]


def test_exports_show_the_seat(client: Client, world: World) -> None:
    svg = client.get(f"{BASE}/opportunities/{world.deal.uuid}/export/svg").content.decode()
    assert "Head of legal" in svg
    assert "Empty seat" in svg
    assert client.get(f"{BASE}/opportunities/{world.deal.uuid}/export/xlsx").status_code == 200


def test_a_map_file_brings_seats_and_their_lines_back(client: Client, world: World) -> None:
    file = client.get(f"{BASE}/opportunities/{world.deal.uuid}/map.json").json()
    assert [seat["title"] for seat in file["seats"]] == ["Head of legal"]
    assert len(file["seat_lines"]) == 1
    SeatLine.objects.all().delete()
    EmptySeat.objects.all().delete()
    answer = client.post(f"{BASE}/maps", json.dumps(file), content_type="application/json")
    assert answer.status_code in (200, 201), answer.content
    again = client.get(f"{BASE}/opportunities/{world.deal.uuid}/map.json").json()
    assert (again["seats"], again["seat_lines"]) == (file["seats"], file["seat_lines"])


def test_a_seat_counts_for_nobody_in_the_list_of_stakeholders(client: Client, world: World) -> None:
    listed = client.get(f"{BASE}/opportunities/{world.deal.uuid}/stakeholders").json()
    assert listed["total"] == Stakeholder.objects.filter(opportunity=world.deal).count()
