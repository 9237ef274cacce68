"""The standing cast and the account it works on; who may do what there is in the table of tests/conftest.py."""

from __future__ import annotations

from collections.abc import Iterable

from coalition.access.models import Role, User
from coalition.record.models import Account, AccountMember
from tests import factories

NORTH, ABOVE = "Enterprise North", "Enterprise"


def whole_cast() -> dict[str, User]:
    """Everybody at once, as the fixtures of the same names make them one by one."""
    above = factories.make_team(ABOVE)
    north = factories.make_team(NORTH, parent=above)
    people = (
        factories.make_user("owner", team=north),
        factories.make_user("teammate", team=north),
        factories.make_user("reader", team=factories.make_team("Enablement")),
        factories.make_user("manager", role=Role.MANAGER, team=above),
        factories.make_user("guest", role=Role.GUEST),
        factories.make_user("agent", role=Role.AGENT),
        factories.make_user("admin", role=Role.ADMIN, is_staff=True, is_superuser=True),
        factories.make_user("outsider", team=factories.make_team("Mid-market South")),
    )
    return {person.name: person for person in people}


def open_account(owner: User, *, editors: Iterable[User], readers: Iterable[User]) -> Account:
    """The account the cast works on, and its team."""
    account = factories.make_account(name="Northwind Grid", owner=owner)
    for user in editors:
        AccountMember.objects.create(account=account, user=user)
    for user in readers:
        AccountMember.objects.create(account=account, user=user, can_edit=False)
    return account
