"""People on the same deal know of each other: who is there, whom they have selected, and nobody else knows."""

from __future__ import annotations

import asyncio
import json
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition.site.live import presence
from tests.cli.conftest import Servers
from tests.site.browser import Page, Stream
from tests.site.test_live import SETTING, Place, in_home

ANNA, BEN = (presence.Visitor(str(uuid.uuid4()), name) for name in ("Anna", "Ben"))
DEAL = str(uuid.uuid4())


def said(selected: str | None = None) -> presence.Said:
    return presence.Said(str(uuid.uuid4()), DEAL, selected)


def people(news: presence.Told) -> list[tuple[str, str | None]]:
    data = json.loads(news.frame.decode().splitlines()[1].removeprefix("data: "))
    return [(each["name"], each["selected"]) for each in data["payload"]["people"]]


class Ears:
    """Everything that was told, one after the other."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[presence.Told] = asyncio.Queue()
        self.rooms = presence.Rooms(self.heard.put_nowait)

    async def next(self) -> list[tuple[str, str | None]]:
        return people(await asyncio.wait_for(self.heard.get(), 10))


def test_what_happens_at_one_moment_is_told_once() -> None:
    async def run() -> None:
        ears = Ears()
        ears.rooms.say("a", ANNA, 1, said())
        for contact in ("x", "y", "z"):
            ears.rooms.say("b", BEN, 1, said(contact))
        assert await ears.next() == [("Anna", None), ("Ben", "z")]
        assert ears.heard.empty()
        ears.rooms.close()

    asyncio.run(run())


def test_somebody_with_two_pages_is_one_and_leaves_with_the_last() -> None:
    async def run() -> None:
        ears = Ears()
        ears.rooms.say("first", ANNA, 1, said("x"))
        ears.rooms.say("second", ANNA, 1, said("y"))
        ears.rooms.say("elsewhere", BEN, 2, said("z"))
        assert await ears.next() == [("Anna", "y")]
        assert await ears.next() == [("Ben", "z")]
        ears.rooms.leave("second")
        assert await ears.next() == [("Anna", "x")]
        ears.rooms.leave("first")
        assert await ears.next() == []
        ears.rooms.close()

    asyncio.run(run())


def test_who_is_silent_is_taken_for_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "SILENCE_SECONDS", 0.3)

    async def run() -> None:
        ears = Ears()
        ears.rooms.say("a", ANNA, 1, said())
        assert await ears.next() == [("Anna", None)]
        assert await ears.next() == []
        ears.rooms.close()

    asyncio.run(run())


def test_saying_the_same_again_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "TOLD_TOGETHER_SECONDS", 0)

    async def run() -> None:
        ears = Ears()
        ears.rooms.say("a", ANNA, 1, said("x"))
        assert await ears.next() == [("Anna", "x")]
        ears.rooms.say("a", ANNA, 1, said("x"))
        ears.rooms.say("b", BEN, 1, said())
        assert await ears.next() == [("Anna", "x"), ("Ben", None)]
        assert ears.heard.empty()
        ears.rooms.close()

    asyncio.run(run())


@pytest.mark.parametrize("body", [b"", b"[]", b'{"page": 1}', b'{"page": "x", "opportunity": "y"}', b"\xff"])
def test_nonsense_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # any: the server's answer says what to send
        presence.Said.parse(body)


# --- over the wire ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(migrated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    home = Path(shutil.copytree(migrated_home, tmp_path_factory.mktemp("presence") / "home"))
    ids = in_home(home, SETTING)
    servers = Servers()
    yield Place(servers.start(home), ids)
    servers.end()


@pytest.fixture(autouse=True)
def closed_streams() -> Iterator[None]:
    yield
    while Stream.opened:
        Stream.opened.pop().close()


def there(stream: Stream) -> list[tuple[str, str | None]]:
    return [(each["name"], each["selected"]) for each in stream.next("presence")["payload"]["people"]]


def message(page: str, deal: str, selected: str | None = None) -> dict[str, Any]:
    return {"page": page, "opportunity": deal, "selected": selected}


def test_two_see_each_other_come_select_and_leave(place: Place) -> None:
    owner, admin, deal = place.page("owner"), place.page("admin"), place.ids["deal"]
    names = {name: page.call("GET", "/api/v1/me")[1]["name"] for name, page in (("owner", owner), ("admin", admin))}
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    mine = owner.listen(deal, page=first)
    assert owner.say(message(first, deal)) == 204
    assert there(mine) == [(names["owner"], None)]
    theirs = admin.listen(deal, page=second)
    assert admin.say(message(second, deal, place.ids["contact"])) == 204
    both = sorted([(names["admin"], place.ids["contact"]), (names["owner"], None)])
    assert there(mine) == both
    assert there(theirs) == both
    theirs.close()
    assert there(mine) == [(names["owner"], None)]


def test_only_a_page_that_may_hear_of_the_deal_can_say_so(place: Place) -> None:
    owner, outsider, deal = place.page("owner"), place.page("outsider"), place.ids["deal"]
    page, other = str(uuid.uuid4()), str(uuid.uuid4())
    owner.listen(deal, page=page)
    outsider.listen(deal, page=other)
    refused: list[tuple[Page, dict[str, Any]]] = [
        (outsider, message(other, deal)),  # listens, and may not see the deal
        (outsider, message(page, deal)),  # the page of somebody else
        (owner, message(page, place.ids["other"])),  # a deal that this page does not show
        (owner, message(str(uuid.uuid4()), deal)),  # no page at all
    ]
    assert [who.say(body) for who, body in refused] == [404] * 4
    assert owner.say(message(page, deal)) == 204


def test_pages_of_another_origin_cannot_speak_with_our_cookie(place: Place) -> None:
    owner, deal, page = place.page("owner"), place.ids["deal"], str(uuid.uuid4())
    owner.listen(deal, page=page)
    assert owner.say(message(page, deal), origin="http://127.0.0.1:9") == 403
    assert owner.say(message(page, deal), origin=None) == 403
    assert owner.say({"page": page}) == 400
    assert owner.say({**message(page, deal), "more": "x" * 1000}) == 400
