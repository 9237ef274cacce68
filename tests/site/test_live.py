"""Open pages hear of what happened: those who may, soon, and nothing twice or lost over a reconnect."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Server, Servers, environment
from tests.site.browser import Page, Stream

PASSWORD = "correct-horse-battery"
SETTING = f"""
from tests import factories
users = {{}}
for name in ("owner", "outsider", "admin"):
    users[name] = factories.make_user(name, role="admin" if name == "admin" else "rep", password="{PASSWORD}")
account = factories.make_account(owner=users["owner"])
contact = factories.make_contact(account, name="Maria Keller")
deal, other = factories.make_opportunity(account), factories.make_opportunity(account)
hidden = factories.make_opportunity(factories.make_account(owner=users["admin"]))
stakeholder = factories.make_stakeholder(deal, contact)
say({{"deal": str(deal.uuid), "other": str(other.uuid), "hidden": str(hidden.uuid), "contact": str(contact.uuid)}})
"""


def in_home(home: Path, code: str, **more: str) -> dict[str, Any]:
    """Run code on the database of a server, in a process of its own."""
    script = (
        "import json\nfrom coalition.cli import framework\nframework.load()\n"
        f"def say(found): print('FOUND', json.dumps(found))\n{code}"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = next(line for line in done.stdout.splitlines() if line.startswith("FOUND "))
    return dict(json.loads(found[6:]))


@dataclass
class Place:
    """A server with a deal, its owner's page, and somebody else's."""

    server: Server
    ids: dict[str, str]

    def page(self, name: str) -> Page:
        return Page(self.server, f"{name}@meridian.example", PASSWORD)

    def publish(self, deal: str, number: int) -> None:
        """As another process would, whatever it is written in: a row in the outbox, committed."""
        with closing(sqlite3.connect(self.server.home / "coalition.sqlite3", timeout=20)) as database, database:
            database.execute(
                "INSERT INTO record_liveevent (kind, opportunity_id, payload, at) "
                "SELECT 'map.changed', id, ?, datetime('now') FROM record_opportunity WHERE uuid = ?",
                (json.dumps({"n": number}), self.ids[deal].replace("-", "")),
            )


@pytest.fixture(scope="module")
def place(migrated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One server for all tests of this file; none of them changes what another looks at."""
    home = Path(shutil.copytree(migrated_home, tmp_path_factory.mktemp("live") / "home"))
    ids = in_home(home, SETTING)
    servers = Servers()
    yield Place(servers.start(home), ids)
    servers.end()


@pytest.fixture(autouse=True)
def closed_streams() -> Iterator[None]:
    yield
    while Stream.opened:
        Stream.opened.pop().close()


def test_a_page_hears_of_its_deal_and_of_no_other(place: Place) -> None:
    stream = place.page("owner").listen(place.ids["deal"])
    place.publish("other", 1)
    place.publish("hidden", 2)
    place.publish("deal", 3)
    event = stream.next("map.changed")
    assert event["opportunity_id"] == place.ids["deal"]
    assert event["payload"] == {"n": 3}
    assert isinstance(event["id"], int)


def test_a_page_that_names_no_deal_hears_of_all_it_may_see(place: Place) -> None:
    stream = place.page("owner").listen()
    for number, deal in enumerate(("hidden", "other", "deal")):
        place.publish(deal, number)
    assert [stream.next("map.changed")["opportunity_id"] for _ in range(2)] == [place.ids["other"], place.ids["deal"]]


def test_naming_a_deal_that_is_not_yours_does_not_help(place: Place) -> None:
    stream = place.page("outsider").listen(place.ids["deal"])
    watcher = place.page("admin").listen(place.ids["deal"])
    place.publish("deal", 1)
    assert watcher.next("map.changed")["payload"] == {"n": 1}
    stream.answer.fp.raw._sock.settimeout(0.5)  # type: ignore[union-attr]  # the watcher heard: so would this one have
    with pytest.raises(TimeoutError):
        stream.next()


def test_a_page_that_comes_back_is_told_what_it_missed(place: Place) -> None:
    page = place.page("owner")
    stream = page.listen(place.ids["deal"])
    place.publish("deal", 1)
    heard = stream.next("map.changed")
    stream.close()
    place.publish("deal", 2)
    place.publish("other", 3)
    place.publish("deal", 4)
    again = page.listen(place.ids["deal"], last=heard["id"])
    assert [again.next("map.changed")["payload"]["n"] for _ in range(2)] == [2, 4]


def test_a_page_that_was_away_too_long_is_told_to_fetch_everything(place: Place) -> None:
    place.publish("other", 1)
    with closing(sqlite3.connect(place.server.home / "coalition.sqlite3", timeout=20)) as database, database:
        database.execute("DELETE FROM record_liveevent")  # as the nightly sweep does with those of days ago
        database.execute("UPDATE sqlite_sequence SET seq = seq + 100 WHERE name = 'record_liveevent'")
    place.publish("other", 2)
    assert place.page("owner").listen(place.ids["deal"], last=1).next()["kind"] == "resync"


def test_signing_out_ends_the_stream_for_the_next_time(place: Place) -> None:
    page = place.page("owner")
    page.call("DELETE", "/_allauth/browser/v1/auth/session")
    assert page.listen(place.ids["deal"]).status == 401


def test_who_is_not_signed_in_hears_nothing(place: Place) -> None:
    assert Stream(place.server, {}).status == 401
    assert Stream(place.server, {"Cookie": "sessionid=made-up"}).status == 401


def test_pages_of_another_origin_may_not_listen_with_our_cookie(place: Place) -> None:
    page = place.page("owner")
    evil = Stream(place.server, {"Cookie": page.cookies, "Origin": "http://127.0.0.1:9"})
    assert evil.status == 403
    ours = Stream(place.server, {"Cookie": page.cookies, "Origin": place.server.address})
    assert ours.status == 200
    assert ours.answer.headers["access-control-allow-origin"] == place.server.address
    assert ours.answer.headers["access-control-allow-credentials"] == "true"
    assert ours.answer.headers["content-type"].startswith("text/event-stream")


def test_nonsense_is_refused_with_a_sentence(place: Place) -> None:
    page = place.page("owner")
    assert page.listen("no-id").status == 400
    for path, host, status in (("/events", "elsewhere.example", 400), ("/healthz", "127.0.0.1", 200)):
        assert place.server.get(path, {"Host": host}, port=place.server.port + 1)[0] == status


def test_from_an_activity_to_the_new_score_on_an_open_page(place: Place) -> None:
    page = place.page("owner")
    stream = page.listen(place.ids["deal"])
    started = time.monotonic()
    status, answer = page.call(
        "POST",
        "/api/v1/activities",
        {
            "kind": "call",
            "direction": "outbound",
            "occurred_at": "2026-11-20T10:00:00Z",
            "opportunity_id": place.ids["deal"],
            "participants": [
                {"user_id": page.call("GET", "/api/v1/me")[1]["id"], "role": "caller"},
                {"contact_id": place.ids["contact"], "role": "callee", "response": "connected"},
            ],
        },
    )
    assert status == 201, answer
    stream.next("scores.changed")
    # Loose, since the first activity of a process loads the scoring engine; bench/live.py measures it warm.
    assert time.monotonic() - started < 20


def test_stopping_the_server_ends_open_streams_at_once(home: Path, servers: Servers) -> None:
    """On a server of its own: it is not there afterwards."""
    ids = in_home(home, SETTING)
    server = servers.start(home)
    stream = Page(server, "owner@meridian.example", PASSWORD).listen(ids["deal"])
    started = time.monotonic()
    status, said = server.stop()
    assert status == 0, said
    assert time.monotonic() - started < 8
    stream.drain()
