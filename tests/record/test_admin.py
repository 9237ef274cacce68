"""The admin site: every page opens for staff, nobody else, and it cannot rewrite what happened."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from coalition.access.models import ApiToken, Team, User
from coalition.access.tokens import make_token
from coalition.record.models import Account, Activity, Line, LineKind, Pipeline, Stakeholder
from tests import factories

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label in ("access", "record")]


@pytest.fixture
def staff(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def path(model: type, rest: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rest}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", OURS)
def test_lists_searches_and_forms_open(model: type, staff: Client, stakeholder: Stakeholder, owner: User) -> None:
    factories.make_line(LineKind.KNOWS, stakeholder.contact, factories.make_contact(stakeholder.opportunity.account))
    factories.make_insight(stakeholder.opportunity.account)
    factories.make_activity(opportunity=stakeholder.opportunity, sender=owner, to=[stakeholder.contact])
    factories.make_standing(owner, stakeholder.contact)
    make_token(owner, name="script")
    assert staff.get(path(model)).status_code == 200
    if admin.site._registry[model].search_fields:
        assert staff.get(path(model, "?q=a")).status_code == 200
    row = model._default_manager.first()  # type: ignore[attr-defined]
    assert staff.get(path(model, f"{row.pk}/change/")).status_code == 200
    if model not in (Activity, ApiToken, Line):
        assert staff.get(path(model, "add/")).status_code == 200


def test_nobody_but_staff_gets_in(owner: User) -> None:
    client = Client()
    client.force_login(owner)
    answer = client.get(path(Account))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_what_happened_cannot_be_changed(staff: Client, account: Account, owner: User) -> None:
    activity = factories.make_activity(account=account, sender=owner)
    assert staff.get(path(Activity, "add/")).status_code == 403
    assert staff.post(path(Activity, f"{activity.pk}/delete/"), {"post": "yes"}).status_code == 403
    assert staff.post(path(Activity, f"{activity.pk}/change/"), {"subject": "x"}).status_code == 403


def test_a_change_raises_the_version_and_names_who(staff: Client, account: Account, admin: User) -> None:
    form = staff.get(path(Account, f"{account.pk}/change/")).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value is not None} | {"name": "Renamed"}
    values["custom"] = "{}"
    members = {"team-TOTAL_FORMS": 0, "team-INITIAL_FORMS": 0, "team-MIN_NUM_FORMS": 0, "team-MAX_NUM_FORMS": 0}
    answer = staff.post(path(Account, f"{account.pk}/change/"), values | members)
    assert answer.status_code == 302, answer.context["errors"]
    account.refresh_from_db()
    assert (account.name, account.version) == ("Renamed", 2)
    assert account.history.latest().history_user == admin


def test_a_new_user_can_be_made_with_role_and_team(staff: Client, sales_team: Team) -> None:
    values = {"email": "new@meridian.example", "name": "New", "role": "rep", "team": sales_team.pk}
    passwords = {"password1": "a-long-password-1", "password2": "a-long-password-1", "usable_password": "true"}
    answer = staff.post(path(User, "add/"), values | passwords)
    assert answer.status_code == 302, answer.context["errors"]
    made = User.objects.get(email="new@meridian.example")
    assert (made.team, made.role) == (sales_team, "rep")
    assert made.check_password("a-long-password-1")


def test_a_pipeline_shows_its_stages(staff: Client) -> None:
    factories.make_stages()
    assert b"negotiation" in staff.get(path(Pipeline, f"{Pipeline.objects.first().pk}/change/")).content  # type: ignore[union-attr]
