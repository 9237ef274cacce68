"""Whose work a manager sees: down the tree, not up, not aside, and also when the tree is broken."""

from __future__ import annotations

import pytest
from django.test.utils import CaptureQueriesContext

from coalition.access.models import Role, User
from coalition.access.teams import people_seen_by
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_manager_sees_their_team_and_those_below(django_assert_num_queries: object) -> None:
    top = factories.make_team("Top")
    middle, aside = factories.make_team("Middle", parent=top), factories.make_team("Aside", parent=top)
    below = factories.make_team("Below", parent=middle)
    manager = factories.make_user(role=Role.MANAGER, team=middle)
    seen = {manager} | {factories.make_user(team=team) for team in (middle, below)}
    for team in (top, aside, None):
        factories.make_user(team=team)
    with django_assert_num_queries(1) as captured:  # type: ignore[operator]
        assert isinstance(captured, CaptureQueriesContext)
        assert people_seen_by(manager) == sorted(user.pk for user in seen)
        people_seen_by(manager)


def test_a_circle_of_teams_ends() -> None:
    first = factories.make_team("First")
    second = factories.make_team("Second", parent=first)
    first.parent = second
    first.save()
    manager = factories.make_user(role=Role.MANAGER, team=first)
    report = factories.make_user(team=second)
    assert people_seen_by(manager) == [manager.pk, report.pk]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_everybody_else_sees_their_own(role: Role) -> None:
    team = factories.make_team("Team")
    user: User = factories.make_user(role=role, team=team)
    factories.make_user(team=team)
    assert people_seen_by(user) == [user.pk]
