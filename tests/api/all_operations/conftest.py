"""One cast and one world for a whole module here: hundreds of tests need the same hundred rows, and only look at them.

They are made once, in a transaction around the module; each test works in its own inside of it, which is taken back,
and with its own copies of the objects.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from coalition.access.models import User
from tests import factories
from tests.api.operations import World
from tests.cast import open_account, whole_cast


@dataclass
class Standing:
    """What all tests of a module find."""

    cast: dict[str, User]
    world: World


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Standing]:
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        made = make_standing()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def make_standing() -> Standing:
    cast = whole_cast()
    account = open_account(
        cast["owner"], editors=(cast["teammate"], cast["guest"], cast["agent"]), readers=(cast["reader"],)
    )
    deal = factories.make_opportunity(account=account, owner=cast["owner"], name="Grid analytics rollout")
    buyer = factories.make_contact(account=account, name="Maria Keller", title="Chief Financial Officer")
    stakeholder = factories.make_stakeholder(opportunity=deal, contact=buyer, personas=["economic_buyer"])
    return Standing(cast, World(account, deal, stakeholder, cast["owner"], cast["teammate"]))


@pytest.fixture
def standing(made_once: Standing, db: None) -> Standing:
    return copy.deepcopy(made_once)


@pytest.fixture
def cast(standing: Standing) -> dict[str, User]:
    return standing.cast


@pytest.fixture
def world(standing: Standing) -> World:
    return standing.world


@pytest.fixture
def owner(cast: dict[str, User]) -> User:
    return cast["owner"]


@pytest.fixture
def outsider(cast: dict[str, User]) -> User:
    return cast["outsider"]


@pytest.fixture
def admin(cast: dict[str, User]) -> User:
    return cast["admin"]
