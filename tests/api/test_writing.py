"""Versions, conflicts, idempotency keys: nothing is lost and nothing is done twice."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from coalition.access.models import RememberedAnswer, User
from coalition.access.tokens import make_token
from coalition.record.models import Account, Contact
from tests.api.conftest import BASE, As, Call
from tests.api.operations import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "get", ["get_account", "get_contact", "get_opportunity", "get_stakeholder", "get_line", "get_insight"]
)
def test_a_single_object_carries_its_version(get: str, world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    answer = call(client, get)
    assert answer["ETag"] == f'"{answer.json()["version"]}"'
    assert call(client, get, if_none_match=answer["ETag"]).status_code == 304


@pytest.mark.parametrize(
    ("update", "field"),
    [
        ("update_account", "tier"),
        ("update_contact", "title"),
        ("update_opportunity", "next_step"),
        ("update_line", "strength"),
        ("update_insight", "answer"),
    ],
)
def test_a_change_from_an_old_version_gives_both(
    update: str, field: str, world: World, owner: User, as_user: As, call: Call
) -> None:
    client = as_user(owner)
    first = call(client, update, if_match='"1"')
    assert first.status_code == 200
    assert first["ETag"] == '"2"'
    mine = {field: 1 if field == "strength" else "mine"}
    refused = call(client, update, body=mine, if_match='"1"')
    body = refused.json()
    assert (refused.status_code, body["code"]) == (409, "conflict")
    assert body["yours"] == mine
    assert body["current"][field] == first.json()[field]
    assert body["current"]["version"] == 2
    assert list(body["fields"]) == [field]
    assert call(client, update, body=mine, if_match='"2"').status_code == 200


@pytest.mark.parametrize(
    ("update", "other"),
    [
        ("update_account", "industry"),
        ("update_contact", "department"),
        ("update_opportunity", "currency"),
        ("update_line", "note"),
        ("update_insight", "text"),
        ("update_stakeholder", "process_role"),
    ],
)
def test_changes_of_different_fields_both_hold(
    update: str, other: str, world: World, owner: User, teammate: User, as_user: As, call: Call
) -> None:
    theirs = call(as_user(teammate), update, if_match='"1"').json()
    value = "EUR" if other == "currency" else "mine"
    both = call(as_user(owner), update, body={other: value}, if_match='"1"')
    assert both.status_code == 200
    assert both["ETag"] == '"3"'
    assert (both.json().get(other) or both.json()["indicators"][other]) == value
    kept = {name: both.json()[name] for name in world.body(update) if name in theirs}
    assert kept == {name: theirs[name] for name in kept}


def test_a_view_and_an_override_by_two_people_both_hold(
    world: World, owner: User, teammate: User, as_user: As, call: Call
) -> None:
    assert call(as_user(teammate), "assess_sentiment", if_match='"1"').status_code == 200
    assert call(as_user(owner), "override_influence", if_match='"1"').status_code == 200
    again = call(as_user(owner), "assess_sentiment", body={"sentiment": "opposed", "evidence": "No."}, if_match='"1"')
    assert again.status_code == 409


def test_a_version_that_never_was_is_refused(world: World, owner: User, as_user: As, call: Call) -> None:
    assert call(as_user(owner), "update_contact", if_match='"9"').status_code == 409


def test_any_change_with_a_key_may_be_sent_again(world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    for operation in ("assess_sentiment", "update_contact", "erase_line"):
        first = call(client, operation, if_match='"1"', idempotency_key=operation)
        again = call(client, operation, if_match='"1"', idempotency_key=operation)
        assert first.status_code in (200, 204)
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert again["Idempotent-Replay"] == "true"
    assert world.stakeholder.history.count() == 2


SHOWN_ONCE = (
    "create_token",
    "invite_user",
    "make_password_link",
    "create_webhook",
    "replace_webhook_secret",
    "make_share_link",
    "make_embed_ticket",
)


@pytest.mark.parametrize("operation", SHOWN_ONCE)
def test_an_answer_with_a_secret_is_kept_nowhere(
    operation: str, world: World, admin: User, as_user: As, call: Call
) -> None:
    client = as_user(admin)
    first = call(client, operation, idempotency_key="k")
    assert first.status_code in (200, 201) and first["Cache-Control"] == "no-store"
    assert RememberedAnswer.objects.get().body == ""
    again = call(client, operation, idempotency_key="k")
    assert (again.status_code, again.json()["code"]) == (409, "already_done")


def test_a_conflict_on_a_stakeholder_shows_the_current_one(world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    call(client, "assess_sentiment")
    refused = call(client, "assess_sentiment", body={"sentiment": "opposed", "evidence": "Said no."}, if_match='"1"')
    assert refused.status_code == 409
    assert refused.json()["current"]["sellers_view"]["sentiment"] == "supportive"


@pytest.mark.parametrize(
    "operation", ["delete_account", "delete_contact", "delete_opportunity", "erase_line", "remove_stakeholder"]
)
def test_deleting_an_old_version_is_refused(operation: str, world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    assert call(client, operation, if_match='"7"').status_code == 409
    assert call(client, operation, if_match='"1"').status_code == 204
    assert call(client, operation).status_code == 404


def test_a_tag_of_something_else_is_refused(world: World, owner: User, as_user: As, call: Call) -> None:
    answer = call(as_user(owner), "update_account", if_match="yesterday")
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["If-Match"])


def test_null_takes_a_value_away_and_a_name_stays(world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    assert call(client, "update_account", body={"fit": 80}).json()["fit"] == 80
    assert call(client, "update_account", body={"fit": None}).json()["fit"] is None
    assert list(call(client, "update_account", body={"name": None}).json()["fields"]) == ["name"]


def test_a_repeated_post_with_its_key_makes_one(owner: User, account: Account, as_user: As) -> None:
    client = as_user(owner)

    def send(key: str, name: str) -> Any:
        sent = {"name": name, "account_id": str(account.uuid)}
        return client.post(f"{BASE}/contacts", sent, "application/json", headers={"idempotency-key": key})

    first, again = send("k-1", "Ada"), send("k-1", "Ada")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again["Idempotent-Replay"] == "true"
    assert again["ETag"] == first["ETag"]
    assert Contact.objects.filter(name="Ada").count() == 1
    assert send("k-2", "Ada").json()["id"] != first.json()["id"]
    other = send("k-1", "Ben")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_refused_post_leaves_its_key_free(owner: User, account: Account, as_user: As) -> None:
    client = as_user(owner)
    url, headers = f"{BASE}/contacts", {"idempotency-key": "k"}
    assert client.post(url, {"name": "Ada"}, "application/json", headers=headers).status_code == 422
    assert not RememberedAnswer.objects.exists()
    sent = {"name": "Ada", "account_id": str(account.uuid)}
    assert client.post(url, sent, "application/json", headers=headers).status_code == 201


def test_keys_of_two_people_do_not_meet(owner: User, teammate: User, account: Account, as_user: As) -> None:
    sent = {"name": "Ada", "account_id": str(account.uuid)}
    answers = [
        as_user(user).post(f"{BASE}/contacts", sent, "application/json", headers={"idempotency-key": "k"})
        for user in (owner, teammate)
    ]
    assert answers[0].json()["id"] != answers[1].json()["id"]


def test_a_key_gives_nothing_to_a_revoked_token(owner: User, account: Account) -> None:
    token, secret = make_token(owner, name="script")
    headers = {"authorization": f"Bearer {secret}", "idempotency-key": "k"}
    sent = {"name": "Ada", "account_id": str(account.uuid)}
    assert Client().post(f"{BASE}/contacts", sent, "application/json", headers=headers).status_code == 201
    token.delete()
    assert Client().post(f"{BASE}/contacts", sent, "application/json", headers=headers).status_code == 401


def test_a_new_person_comes_onto_the_map_in_one_request(world: World, owner: User, as_user: As, call: Call) -> None:
    body = {"contact": {"name": "Iris Vogt", "title": "General Counsel"}, "personas": ["ratifier"]}
    answer = call(as_user(owner), "add_stakeholder", body=body)
    assert answer.status_code == 201
    assert Contact.objects.get(name="Iris Vogt").account == world.account
    refused = call(as_user(owner), "add_stakeholder", body=body | {"personas": ["wizard"]} | {"contact": {"name": "X"}})
    assert refused.status_code == 422
    assert not Contact.objects.filter(name="X").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_from_one_version_one_wins(owner: User, account: Account) -> None:
    _, secret = make_token(owner, name="script")
    start = threading.Barrier(2)
    codes: list[int] = []

    def change(tier: str) -> None:
        try:
            start.wait(timeout=10)
            headers = {"authorization": f"Bearer {secret}", "if-match": '"1"'}
            url = f"{BASE}/accounts/{account.uuid}"
            codes.append(Client().patch(url, {"tier": tier}, "application/json", headers=headers).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=(tier,)) for tier in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(codes) == [200, 409]
    account.refresh_from_db()
    assert account.version == 2
