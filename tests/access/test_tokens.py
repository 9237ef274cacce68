"""Personal tokens: shown once, kept as a hash, worthless when they should be."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from coalition.access.models import ApiToken, User
from coalition.access.tokens import PREFIX, make_token, revoke, user_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_secret_is_kept_nowhere(owner: User) -> None:
    token, secret = make_token(owner, name="script")
    assert secret.startswith(PREFIX)
    kept = ApiToken.objects.values().get(pk=token.pk)
    assert secret not in map(str, kept.values())
    assert user_of(secret) == owner
    assert user_of(secret[:-1]) is None
    assert user_of("") is None


def test_a_token_that_ran_out_was_revoked_or_whose_user_is_gone_is_worthless(owner: User) -> None:
    expired, expired_secret = make_token(owner, name="old", expires_at=timezone.now() + timedelta(hours=1))
    revoked, revoked_secret = make_token(owner, name="lost")
    revoke(revoked)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert user_of(expired_secret) is None
    assert user_of(expired_secret) == owner
    assert user_of(revoked_secret) is None
    owner.is_active = False
    owner.save()
    assert user_of(expired_secret) is None
    assert expired.name == "old"


def test_the_last_use_is_written_now_and_then(owner: User, django_assert_num_queries: object) -> None:
    token, secret = make_token(owner, name="script")
    with django_assert_num_queries(2):  # type: ignore[operator]
        user_of(secret)
    with django_assert_num_queries(1):  # type: ignore[operator]
        user_of(secret)
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_a_read_only_token_makes_a_user_who_may_not_write(owner: User) -> None:
    user = user_of(make_token(owner, name="report", read_only=True)[1])
    assert user is not None
    assert not user.may_write


def test_a_token_is_made_and_revoked_by_hand_alone(owner: User) -> None:
    browser, secret = Client(), make_token(owner, name="first")[1]
    headers = {"authorization": f"Bearer {secret}"}
    refused = browser.post("/api/v1/tokens", {"name": "second"}, "application/json", headers=headers)
    assert refused.status_code == 403
    browser.force_login(owner)
    made = browser.post("/api/v1/tokens", {"name": "second", "read_only": True}, "application/json").json()
    with_it = {"authorization": f"Bearer {made['secret']}"}
    assert Client().get("/api/v1/me", headers=with_it).json()["can_write"] is False
    listed = browser.get("/api/v1/tokens").json()
    assert {token["name"] for token in listed} == {"first", "second"}
    assert all("secret" not in token for token in listed)
    assert browser.delete(f"/api/v1/tokens/{made['id']}").status_code == 204
    assert Client().get("/api/v1/me", headers=with_it).status_code == 401


def test_another_persons_token_does_not_exist(owner: User, admin: User) -> None:
    token, _ = make_token(owner, name="mine")
    browser = Client()
    browser.force_login(admin)
    assert browser.delete(f"/api/v1/tokens/{token.uuid}").status_code == 404


def test_the_sign_in_of_the_page_opens_a_session() -> None:
    factories.make_user("maria", password="a-long-password")
    browser = Client(enforce_csrf_checks=True)
    browser.get("/_allauth/browser/v1/config")
    browser.get("/_allauth/browser/v1/auth/session")
    csrf = browser.cookies["csrftoken"].value if "csrftoken" in browser.cookies else ""
    sent = {"email": "Maria@Meridian.example", "password": "a-long-password"}
    answer = browser.post("/_allauth/browser/v1/auth/login", sent, "application/json", headers={"x-csrftoken": csrf})
    assert answer.status_code == 200, answer.content
    assert browser.get("/api/v1/me").json()["name"] == "maria"
    token = browser.cookies["csrftoken"].value
    made = browser.post("/api/v1/tokens", {"name": "x"}, "application/json", headers={"x-csrftoken": token})
    assert made.status_code == 201


def test_a_wrong_password_opens_nothing_and_nobody_signs_up() -> None:
    factories.make_user("maria", password="a-long-password")
    browser = Client()
    sent = {"email": "maria@meridian.example", "password": "another-password"}
    assert browser.post("/_allauth/browser/v1/auth/login", sent, "application/json").status_code == 400
    new = {"email": "new@meridian.example", "password": "another-long-password"}
    assert browser.post("/_allauth/browser/v1/auth/signup", new, "application/json").status_code == 403
    assert browser.get("/api/v1/me").status_code == 401
