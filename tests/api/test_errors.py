"""Whatever goes wrong has one shape, and says what to do next."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from coalition.access.models import User
from coalition.api import words
from coalition.record.models import Account
from tests.api.conftest import BASE, As, Call
from tests.api.operations import World

pytestmark = pytest.mark.django_db


def check(answer: object, status: int, code: str) -> dict[str, object]:
    assert answer.status_code == status  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/json"  # type: ignore[index]
    body = answer.json()  # type: ignore[attr-defined]
    assert {"code", "message", "fields"} <= set(body)
    assert body["code"] == code
    assert body["message"]
    assert isinstance(body["fields"], dict)
    return dict(body)


def test_an_address_nobody_has(owner: User, as_user: As) -> None:
    for address in ("/nothing", "/", "/line%0Abreak", "/accounts/not-a-uuid", "/accounts/", "/opportunities/x/map"):
        check(as_user(owner).get(BASE + address), 404, "not_found")


def test_a_method_an_address_does_not_take(owner: User, as_user: As) -> None:
    answer = as_user(owner).put(f"{BASE}/accounts", {}, content_type="application/json")
    check(answer, 405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_body_that_is_no_json(owner: User, as_user: As) -> None:
    answer = as_user(owner).post(f"{BASE}/accounts", "{", content_type="application/json")
    assert check(answer, 422, "invalid")["fields"]["body"]  # type: ignore[index]


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999"])
def test_a_number_that_json_does_not_know_is_no_json(value: str, owner: User, as_user: As) -> None:
    body = f'{{"name": "A", "custom": {{"size": {value}}}}}'
    refused = as_user(owner).post(f"{BASE}/accounts", body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("key", ["", "once"])
def test_a_body_of_megabytes_is_too_large_and_no_bug_of_ours(key: str, owner: User, as_user: As) -> None:
    headers = {"Idempotency-Key": key} if key else {}
    refused = as_user(owner).post(
        f"{BASE}/accounts", b"x" * 3_000_000, content_type="application/json", headers=headers
    )
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_no_cache_on_the_way_keeps_what_somebody_read(owner: User, account: Account, as_user: As) -> None:
    for path in ("/me", "/accounts", f"/accounts/{account.uuid}", f"/accounts/{uuid4()}"):
        assert "private" in as_user(owner).get(BASE + path)["Cache-Control"]


def test_every_wrong_field_is_named_at_once(owner: User, as_user: As) -> None:
    sent = {"fit": 101, "nmae": "typo", "currency": "euro"}
    answer = as_user(owner).post(f"{BASE}/accounts", sent, content_type="application/json")
    assert set(check(answer, 422, "invalid")["fields"]) == {"name", "fit", "nmae", "currency"}  # type: ignore[call-overload]


def test_a_wrong_filter_is_named(owner: User, as_user: As) -> None:
    answer = as_user(owner).get(f"{BASE}/accounts?sort=age&limit=0")
    assert set(check(answer, 422, "invalid")["fields"]) == {"sort", "limit"}  # type: ignore[call-overload]


def test_a_reference_to_nothing_is_a_wrong_field(owner: User, as_user: As) -> None:
    sent = {"name": "Somebody", "account_id": str(uuid4())}
    answer = as_user(owner).post(f"{BASE}/contacts", sent, content_type="application/json")
    assert list(check(answer, 422, "invalid")["fields"]) == ["account_id"]  # type: ignore[call-overload]


def test_a_circle_names_its_chain(world: World, owner: User, as_user: As, call: Call) -> None:
    client = as_user(owner)
    call(client, "set_contact_manager")
    answer = call(
        client,
        "set_contact_manager",
        address=f"/contacts/{world.colleague.uuid}/manager",
        body={"manager_id": str(world.buyer.uuid)},
    )
    assert "Tom Brandt → Maria Keller → Tom Brandt" in str(check(answer, 422, "cycle")["message"])


def test_a_nul_character_is_refused_with_its_field(owner: User, as_user: As) -> None:
    for sent, field in (({"name": "a\x00b"}, "name"), ({"name": "a", "custom": {"k": "\x00"}}, "custom.k")):
        answer = as_user(owner).post(f"{BASE}/accounts", sent, content_type="application/json")
        fields = check(answer, 422, "invalid")["fields"]
        assert any(name.startswith(field) for name in fields)  # type: ignore[attr-defined]
    check(as_user(owner).get(f"{BASE}/accounts?search=%00"), 422, "invalid")


def test_a_bug_is_logged_and_tells_nothing(
    owner: User, as_user: As, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(words, "persona_out", broken)
    answer = as_user(owner).get(f"{BASE}/personas")
    check(answer, 500, "server_error")
    assert b"secret" not in answer.content
    assert "secret of the inside" in caplog.text


def test_text_from_outside_stays_text(owner: User, as_user: As) -> None:
    nasty = "<script>alert(1)</script>"
    made = as_user(owner).post(f"{BASE}/accounts", {"name": nasty}, content_type="application/json")
    assert made.json()["name"] == nasty
    assert made["Content-Type"].startswith("application/json")
    assert made["X-Content-Type-Options"] == "nosniff"


def test_a_wrong_token_is_refused_even_beside_a_good_session(owner: User, as_user: As) -> None:
    answer = as_user(owner).get(f"{BASE}/me", headers={"authorization": "Bearer coa_wrong"})
    check(answer, 401, "unauthorized")


def test_a_change_from_a_browser_needs_the_csrf_token(owner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    refused = client.post(f"{BASE}/accounts", {"name": "New"}, content_type="application/json")
    check(refused, 403, "csrf")
    client.get("/_allauth/browser/v1/config")
    assert client.get(f"{BASE}/me").status_code == 200
