"""What all Python tests share: the database, the clock of the cast, and the standing cast itself.

**Which database.** Tests run on SQLite, in a file (not in memory: scoring reads it through a second client).
`COALITION_DATABASE_URL=postgresql://user@host/name pytest` runs the same tests on PostgreSQL, in a database
`test_<name>` that Django makes and drops. `make test` does both; tests marked `pure` touch no database and run once.
`COALITION_TEST_POSTGRES` is something else: a server that tests comparing engines may use beside their own database.

**The cast** (every permission test names who asks):

| who | role | why they see the account |
| --- | --- | --- |
| owner | rep | owns the account and its deal |
| teammate | rep | on the account team, may edit |
| reader | rep | on the account team, may only read |
| manager | manager | manages the team owner and teammate are in |
| guest | guest | on the account team; guests never write |
| agent | agent | an AI agent on the account team, may edit |
| admin | admin | sees everything |
| outsider | rep | does not see it: another team |
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connections

from coalition.access.models import Role, Team, User
from coalition.record.models import Account, Contact, Opportunity, Persona, Stakeholder
from tests import factories
from tests.cast import ABOVE, NORTH, open_account

_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as pure what asks for no database; `make test` runs it once and not again for each database.

    The mark cannot be wrong: pytest-django refuses the database to a test that did not ask for it. Tests of the command
    and of a running server are among them, since those choose the database of their server themselves.
    """
    for item in items:
        wanted = _DATABASE & set(getattr(item, "fixturenames", ()))
        if not wanted and item.get_closest_marker("django_db") is None:
            item.add_marker("pure")


def pytest_configure(config: pytest.Config) -> None:
    # The real hash is slow on purpose; the tests that sign in with a password need it to be right, not slow.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite tests use a file of their own, so that other clients can open it."""
    if connections["default"].vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        connections["default"].settings_dict.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session", autouse=True)
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of collected files exists in every installation; without it the static server warns."""
    before = django_settings.STATIC_ROOT
    django_settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    yield django_settings.STATIC_ROOT
    django_settings.STATIC_ROOT = before


#: Migrations that put rows there.
SEEDS = (
    "record.migrations.0002_personas_and_pipeline",
    "record.migrations.0009_standard_template",
    "gates.migrations.0002_rules_to_start_with",
)


@pytest.fixture(autouse=True)
def seeds(request: pytest.FixtureRequest) -> None:
    """Personas, the pipeline, its gates and the standard template are there for every test that uses the database.

    A test with transactions of its own ends with every table emptied, also of what migrations put there.
    """
    marker = request.node.get_closest_marker("django_db")
    own_transactions = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if own_transactions or marker or "db" in request.fixturenames:
        request.getfixturevalue("transactional_db" if own_transactions else "db")
        if not Persona.objects.exists():
            for name in SEEDS:
                importlib.import_module(f"coalition.{name}").seed(apps, None)


@pytest.fixture
def sales_team(db: None) -> Team:
    return factories.make_team(NORTH)


@pytest.fixture
def owner(sales_team: Team) -> User:
    return factories.make_user("owner", team=sales_team)


@pytest.fixture
def teammate(sales_team: Team) -> User:
    return factories.make_user("teammate", team=sales_team)


@pytest.fixture
def reader(db: None) -> User:
    return factories.make_user("reader", team=factories.make_team("Enablement"))


@pytest.fixture
def manager(sales_team: Team) -> User:
    """Manages the team above, so that the tree of teams is in play."""
    sales_team.parent = factories.make_team(ABOVE)
    sales_team.save(update_fields=["parent"])
    return factories.make_user("manager", role=Role.MANAGER, team=sales_team.parent)


@pytest.fixture
def guest(db: None) -> User:
    return factories.make_user("guest", role=Role.GUEST)


@pytest.fixture
def agent(db: None) -> User:
    return factories.make_user("agent", role=Role.AGENT)


@pytest.fixture
def admin(db: None) -> User:
    return factories.make_user("admin", role=Role.ADMIN, is_staff=True, is_superuser=True)


@pytest.fixture
def outsider(db: None) -> User:
    return factories.make_user("outsider", team=factories.make_team("Mid-market South"))


@pytest.fixture
def account(owner: User, teammate: User, reader: User, guest: User, agent: User) -> Account:
    """The account the cast works on, and its team."""
    return open_account(owner, editors=(teammate, guest, agent), readers=(reader,))


@pytest.fixture
def deal(account: Account, owner: User) -> Opportunity:
    return factories.make_opportunity(account=account, owner=owner, name="Grid analytics rollout")


@pytest.fixture
def buyer(account: Account) -> Contact:
    return factories.make_contact(account=account, name="Maria Keller", title="Chief Financial Officer")


@pytest.fixture
def stakeholder(deal: Opportunity, buyer: Contact) -> Stakeholder:
    return factories.make_stakeholder(opportunity=deal, contact=buyer, personas=["economic_buyer"])


@pytest.fixture
def cast(
    owner: User, teammate: User, reader: User, manager: User, guest: User, agent: User, admin: User, outsider: User
) -> dict[str, User]:
    """Everybody by name, for a table of who may do what."""
    people = (owner, teammate, reader, manager, guest, agent, admin, outsider)
    return {person.name: person for person in people}
