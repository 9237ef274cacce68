"""Before somebody new is written down, those they may be are offered: from the account's family, by name or address."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.record.models import Account
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


def test_who_has_the_name_or_the_address_is_offered_with_the_reason(account: Account, owner: User, as_user: As) -> None:
    unit = factories.make_account(name="A unit", owner=owner, parent=account)
    known = factories.make_contact(unit, name="Johanna Weiss", email="j.weiss@northwind.example")
    factories.make_contact(account, name="Somebody Else")
    client = as_user(owner)

    def offered(**query: str) -> list[str]:
        answer = client.get(f"{BASE}/contacts/similar", {"account_id": str(account.uuid), **query}).json()
        assert all(each["reasons"] for each in answer["items"])
        return [each["id"] for each in answer["items"]]

    assert offered(name="johanna weiss") == [str(known.uuid)]
    assert offered(name="J. W.", email="J.Weiss@northwind.example") == [str(known.uuid)]
    assert offered(name="Nobody Yet") == []


def test_contacts_one_may_not_see_are_not_offered(account: Account, owner: User, as_user: As) -> None:
    stranger = factories.make_account(name="Far away")
    factories.make_contact(stranger, name="Johanna Weiss")
    client = as_user(owner)
    assert client.get(f"{BASE}/contacts/similar", {"account_id": str(stranger.uuid)}).status_code == 404
    found = client.get(f"{BASE}/contacts/similar", {"account_id": str(account.uuid), "name": "Johanna Weiss"}).json()
    assert found["items"] == []
