"""On PostgreSQL the stream is woken by the database, at commit, whoever wrote."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.cli.conftest import Server, Servers, run_command
from tests.site.browser import Page, Stream
from tests.site.test_live import PASSWORD, SETTING, in_home

SERVER_URL = os.environ.get("COALITION_TEST_POSTGRES", "")

pytestmark = pytest.mark.skipif(not SERVER_URL, reason="no PostgreSQL server named in COALITION_TEST_POSTGRES")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """A database of this test's own."""
    name = f"coalition_live_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(SERVER_URL, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{SERVER_URL.rsplit('/', 1)[0]}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def place(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str], str]]:
    home = tmp_path_factory.mktemp("live-postgresql")
    assert run_command(home, "migrate", COALITION_DATABASE_URL=database).returncode == 0
    ids = in_home(home, SETTING, COALITION_DATABASE_URL=database)
    servers = Servers()
    yield servers.start(home, COALITION_DATABASE_URL=database), ids, database
    while Stream.opened:
        Stream.opened.pop().close()
    servers.end()


def publish(database: str, deal: str, *, before_commit: object = None) -> float:
    with psycopg.connect(database) as connection:
        connection.execute(
            "INSERT INTO record_liveevent (kind, opportunity_id, payload, at) "
            "SELECT 'map.changed', id, '{}', now() FROM record_opportunity WHERE uuid = %s",
            (deal,),
        )
        if callable(before_commit):
            before_commit()
    return time.monotonic()


def test_a_page_hears_at_once_and_of_its_own_deals_alone(place: tuple[Server, dict[str, str], str]) -> None:
    server, ids, database = place
    stream = Page(server, "owner@meridian.example", PASSWORD).listen()
    publish(database, ids["hidden"])
    committed = publish(database, ids["deal"])
    assert stream.next("map.changed")["opportunity_id"] == ids["deal"]
    assert time.monotonic() - committed < 4  # the stream looks by itself only every five seconds


def test_an_event_that_took_its_number_early_and_came_late_is_not_lost(
    place: tuple[Server, dict[str, str], str],
) -> None:
    server, ids, database = place
    stream = Page(server, "owner@meridian.example", PASSWORD).listen()
    heard: list[int] = []

    def overtaken() -> None:
        publish(database, ids["other"])
        heard.append(stream.next("map.changed")["id"])

    publish(database, ids["deal"], before_commit=overtaken)
    late = stream.next("map.changed")
    assert late["opportunity_id"] == ids["deal"]
    assert late["id"] < heard[0]


def test_a_server_on_postgresql_keeps_nothing_in_a_file(place: tuple[Server, dict[str, str], str]) -> None:
    server, _, _ = place
    assert {path.name for path in Path(server.home).iterdir()} == {"secret_key"}
