"""No list takes more queries for more rows."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coalition.access.models import User
from coalition.record.models import LineKind
from tests import factories
from tests.api.conftest import As, Call
from tests.api.operations import LISTS, World
from tests.api.rights import ADMIN_WRITES

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


@pytest.mark.parametrize("name", ["owner", "manager"])
def test_no_list_takes_more_than_eight_queries(
    name: str, world: World, cast: dict[str, User], as_user: As, call: Call
) -> None:
    clients = {who: as_user(cast[who]) for who in (name, "admin")}
    asking = {each: clients["admin" if each in ADMIN_WRITES else name] for each in LISTS}
    few = {operation: _queries(client, operation, call) for operation, client in asking.items()}
    for _ in range(12):
        _more(world)
    many = {operation: _queries(client, operation, call) for operation, client in asking.items()}
    assert many == few
    assert {operation: count for operation, count in many.items() if count > MOST_QUERIES} == {}


def _queries(client: Client, operation: str, call: Call) -> int:
    """What one answer takes; nothing it may leave behind reaches the next."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            assert call(client, operation).status_code == 200, operation
        transaction.set_rollback(True)
    return len(captured)


def _more(world: World) -> None:
    """One more of everything."""
    account = factories.make_account(owner=world.owner, parent=world.account)
    contact = factories.make_contact(world.account)
    factories.make_stakeholder(world.deal, contact, coverage_owner=world.teammate, sentiment="neutral")
    factories.make_opportunity(account, owner=world.owner)
    factories.make_line(LineKind.ALLY, world.buyer, contact)
    factories.make_insight(world.account)
    factories.make_gate_rule("won", at_least=9)
    factories.make_action(world.deal, by=world.owner)
    factories.make_exception(factories.make_opportunity(world.account, owner=world.owner), by=world.owner)
    factories.make_signal(world.deal, contact=contact, owner=world.owner)
    factories.make_activity(opportunity=world.deal, sender=world.owner, to=[world.buyer, contact])
