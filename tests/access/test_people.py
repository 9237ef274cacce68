"""Our own people: made by those who run the house, one admin always left, passwords set by whom they are for."""

from __future__ import annotations

import pytest
from django.test import Client

from coalition.access import people
from coalition.access.errors import NotAllowed, NotValid
from coalition.access.models import Role, Team, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def revops(db: None) -> User:
    return factories.make_user("revops", role=Role.REVOPS)


def test_who_is_added_cannot_sign_in_before_they_set_a_password_with_their_link(admin: User) -> None:
    user = people.add_user(email=" New.Rep@Meridian.example ", name="New Rep", by=admin)
    assert (user.email, user.role, user.has_usable_password()) == ("new.rep@meridian.example", "rep", False)
    secret = people.make_link(user, by=admin)
    assert people.user_of_link(secret) == user
    people.set_password(user, "a long sentence nobody guesses")
    assert user.check_password("a long sentence nobody guesses")
    assert people.user_of_link(secret) is None, "a link is good once"


@pytest.mark.parametrize(
    "secret", ["", "pwd_", "pwd_x.y", f"pwd_{'0' * 32}.abc", f"pwd_{'g' * 32}.abc", "shr_" + "0" * 32]
)
def test_a_made_up_secret_opens_nothing(admin: User, secret: str) -> None:
    assert people.user_of_link(secret) is None


def test_a_weak_password_is_refused_with_what_is_wrong(admin: User) -> None:
    user = people.add_user(email="a@meridian.example", name="A", by=admin)
    with pytest.raises(NotValid) as refused:
        people.set_password(user, "short")
    assert "at least 10" in refused.value.fields["password"][0]


def test_the_last_admin_stays_an_admin(admin: User) -> None:
    with pytest.raises(NotValid, match="last admin"):
        people.change_user(admin, by=admin, role="rep")
    other = factories.make_user("other-admin", role=Role.ADMIN)
    assert people.change_user(admin, by=other, role="rep").is_staff is False
    with pytest.raises(NotAllowed):
        people.change_user(other, by=User.objects.get(pk=admin.pk), is_active=False)
    with pytest.raises(NotValid, match="shut yourself out"):
        people.change_user(other, by=other, is_active=False)


def test_revenue_operations_manage_everybody_but_admins(admin: User, revops: User, owner: User) -> None:
    assert people.change_user(owner, by=revops, role="manager").role == "manager"
    for change in (
        lambda: people.change_user(owner, by=revops, role="admin"),
        lambda: people.change_user(admin, by=revops, title="Clerk"),
        lambda: people.make_link(admin, by=revops),
        lambda: people.add_user(email="x@meridian.example", name="X", role="admin", by=revops),
    ):
        with pytest.raises(NotAllowed):
            change()
    with pytest.raises(NotAllowed):
        people.add_user(email="x@meridian.example", name="X", by=owner)


def test_what_is_wrong_with_a_new_user_is_said_at_once(admin: User, owner: User) -> None:
    with pytest.raises(NotValid) as refused:
        people.add_user(email=owner.email.upper(), name=" ", time_zone="Mars/Base", role="boss", by=admin)
    assert set(refused.value.fields) == {"email", "name", "time_zone", "role"}


def test_somebody_who_left_has_no_link_and_comes_back_as_they_were(admin: User, owner: User) -> None:
    secret = people.make_link(owner, by=admin)
    people.change_user(owner, by=admin, is_active=False)
    assert people.user_of_link(secret) is None
    with pytest.raises(NotValid, match="not active"):
        people.make_link(User.objects.get(pk=owner.pk), by=admin)
    assert people.change_user(owner, by=admin, is_active=True).is_active


def test_a_team_cannot_stand_below_itself_and_one_with_people_stays(admin: User) -> None:
    north = people.save_team(None, by=admin, name="North")
    coast = people.save_team(None, by=admin, name="Coast", parent=north)
    with pytest.raises(NotValid, match="North → Coast → North"):
        people.save_team(Team.objects.get(pk=north.pk), by=admin, parent=coast)
    with pytest.raises(NotValid, match="There is a team"):
        people.save_team(coast, by=admin, name="north")
    factories.make_user("sailor", team=coast)
    for team in (north, coast):
        with pytest.raises(NotValid, match="Move them first"):
            people.drop_team(team, by=admin)
    User.objects.filter(team=coast).update(team=None)
    people.drop_team(coast, by=admin)
    people.drop_team(north, by=admin)
    assert not Team.objects.filter(name__in=["North", "Coast"]).exists()


def past(user: User) -> list[tuple[str, str, str | None]]:
    rows = User.history.filter(id=user.pk).order_by("history_id").select_related("history_user")
    return [(row.history_type, row.role, row.history_user and row.history_user.name) for row in rows]


def test_who_had_which_role_and_who_gave_it_is_kept(admin: User, sales_team: Team) -> None:
    user = people.add_user(email="a@meridian.example", name="A", by=admin)
    people.change_user(user, by=admin, role="manager", team=sales_team)
    people.change_user(user, by=admin, role="manager")
    assert past(user) == [("+", "rep", admin.name), ("~", "manager", admin.name)], "saying it again is no change"
    people.change_oneself(User.objects.get(pk=user.pk), title="Lead")
    latest = User.history.filter(id=user.pk).latest()
    assert (latest.title, latest.team_id, latest.history_user_id) == ("Lead", sales_team.pk, user.pk)


def test_a_sign_in_or_a_new_password_makes_no_version_and_no_hash_is_copied(admin: User) -> None:
    user = people.add_user(email="a@meridian.example", name="A", by=admin)
    people.set_password(user, "a long sentence nobody guesses")
    Client().force_login(user)
    assert len(past(user)) == 1
    assert not {"password", "last_login"} & {field.name for field in User.history.model._meta.get_fields()}


def test_a_team_keeps_its_names_its_places_and_who_deleted_it(admin: User, sales_team: Team) -> None:
    team = people.save_team(None, by=admin, name="Nordics")
    people.save_team(team, by=admin, name="North", parent=sales_team)
    key = team.pk
    people.drop_team(team, by=admin)
    rows = Team.history.filter(id=key).order_by("history_id")
    assert [(row.history_type, row.name, row.parent_id, row.history_user) for row in rows] == [
        ("+", "Nordics", None, admin), ("~", "North", sales_team.pk, admin), ("-", "North", sales_team.pk, admin),
    ]  # fmt: skip
