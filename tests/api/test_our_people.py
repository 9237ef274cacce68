"""Users and teams over HTTP: from the invitation to the first sign-in."""

from __future__ import annotations

import pytest
from django.test import Client

from coalition.access.models import User
from coalition.access.tokens import make_token
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db

JSON = "application/json"
GOOD = "seven boats under one bridge"


def test_an_invited_user_sets_a_password_and_signs_in(admin: User, as_user: As) -> None:
    team = as_user(admin).post(f"{BASE}/teams", {"name": "Coast"}, content_type=JSON).json()
    body = {"email": "nils@meridian.example", "name": "Nils Berg", "role": "manager", "team_id": team["id"]}
    made = as_user(admin).post(f"{BASE}/users", body, content_type=JSON)
    assert made.status_code == 201 and made.json()["team"]["name"] == "Coast"
    path, _, secret = made.json()["link"]["path"].partition("#")
    assert path == "/set-password" and secret not in path
    stranger, bearer = Client(), {"Authorization": f"Bearer {secret}"}
    weak = stranger.post(f"{BASE}/password", {"password": "short"}, content_type=JSON, headers=bearer)
    assert (weak.status_code, list(weak.json()["fields"])) == (422, ["password"])
    assert stranger.post(f"{BASE}/password", {"password": GOOD}, content_type=JSON, headers=bearer).status_code == 204
    again = stranger.post(f"{BASE}/password", {"password": GOOD}, content_type=JSON, headers=bearer)
    assert again.status_code == 401
    assert Client().login(email="nils@meridian.example", password=GOOD)


def test_who_was_made_inactive_is_out_at_once_and_listed_as_such(admin: User, owner: User, as_user: As) -> None:
    theirs = as_user(owner)
    assert theirs.get(f"{BASE}/me").status_code == 200
    gone = as_user(admin).patch(f"{BASE}/users/{owner.uuid}", {"is_active": False}, content_type=JSON)
    assert gone.json()["is_active"] is False
    assert theirs.get(f"{BASE}/me").status_code == 401
    left = as_user(admin).get(f"{BASE}/users", {"active": "false"}).json()["items"]
    assert [each["name"] for each in left] == ["owner"]
    back = as_user(admin).patch(f"{BASE}/users/{owner.uuid}", {"is_active": True}, content_type=JSON)
    assert back.json()["is_active"] is True


def test_the_last_admin_and_a_circle_of_teams_are_refused_in_the_one_shape(admin: User, as_user: As) -> None:
    client = as_user(admin)
    last = client.patch(f"{BASE}/users/{admin.uuid}", {"role": "rep"}, content_type=JSON)
    assert (last.status_code, last.json()["code"]) == (422, "invalid") and "last admin" in last.json()["message"]
    top, low = factories.make_team("Top"), factories.make_team("Low")
    client.patch(f"{BASE}/teams/{low.uuid}", {"parent_id": str(top.uuid)}, content_type=JSON)
    circle = client.patch(f"{BASE}/teams/{top.uuid}", {"parent_id": str(low.uuid)}, content_type=JSON)
    assert circle.status_code == 422 and "Top → Low → Top" in circle.json()["fields"]["parent_id"][0]
    free = client.patch(f"{BASE}/teams/{low.uuid}", {"parent_id": None, "name": "Lowest"}, content_type=JSON).json()
    assert (free["name"], free["parent"]) == ("Lowest", None)


def test_a_token_makes_nobody(admin: User) -> None:
    secret = make_token(admin, name="script")[1]
    body = {"email": "x@meridian.example", "name": "X"}
    bearer = {"Authorization": f"Bearer {secret}"}
    assert Client().post(f"{BASE}/users", body, content_type=JSON, headers=bearer).status_code == 403
    link = Client().post(f"{BASE}/users/{admin.uuid}/password-link", headers=bearer)
    assert link.status_code == 403


def test_everybody_changes_their_own_title_and_time_zone_and_nothing_else(owner: User, as_user: As) -> None:
    client = as_user(owner)
    mine = client.patch(f"{BASE}/me", {"title": "Hunter", "time_zone": "Europe/Oslo"}, content_type=JSON).json()
    assert (mine["title"], mine["time_zone"]) == ("Hunter", "Europe/Oslo")
    assert client.patch(f"{BASE}/me", {"role": "admin"}, content_type=JSON).status_code == 422
    wrong = client.patch(f"{BASE}/me", {"time_zone": "Oslo"}, content_type=JSON)
    assert wrong.status_code == 422 and "Europe/Berlin" in wrong.json()["message"]
