"""Who else looks at a deal now, and at whom. Kept in the memory of the event server, never in the database.

Somebody is present through a page that listens to one deal and says so; the stream that ends takes them away, and so do
thirty seconds of silence. Two event servers would each know only of their own pages.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

#: A page says every ten seconds that it is looked at; one that missed three turns is taken for left.
SILENCE_SECONDS = 30.0
#: What happens within this time is told together, so that nobody can keep everybody's page busy.
TOLD_TOGETHER_SECONDS = 0.1


@dataclass(frozen=True)
class Said:
    """What a page says of itself. ``page`` is the id it gave when it began to listen."""

    page: str
    opportunity: str
    selected: str | None

    @classmethod
    def parse(cls, body: bytes) -> Said:
        """Raises ValueError for anything else than an object with these ids."""
        given: Any = json.loads(body)
        if not isinstance(given, dict):
            raise ValueError("not an object")
        page, opportunity, selected = (given.get(name) for name in ("page", "opportunity", "selected"))
        return cls(str(UUID(str(page))), str(UUID(str(opportunity))), selected and str(UUID(str(selected))))


@dataclass(frozen=True)
class Visitor:
    """The page's user, as the others are told."""

    user_id: str
    name: str


@dataclass(frozen=True)
class Told:
    """Everybody who is there: the whole list each time, so that no page can be out of step."""

    opportunity_id: int
    frame: bytes


@dataclass
class Visit:
    """One page that is looked at."""

    visitor: Visitor
    deal: int
    public_id: str
    selected: str | None
    spoke: float
    fading: asyncio.TimerHandle


class Rooms:
    """Notices who comes, selects and leaves; ``tell`` is called soon after, once for each deal."""

    def __init__(self, tell: Callable[[Told], None]) -> None:
        self._tell_all = tell
        self._visits: dict[object, Visit] = {}
        self._telling: dict[int, asyncio.TimerHandle] = {}

    def say(self, page: object, visitor: Visitor, deal: int, said: Said) -> None:
        """This page is there, and has this person selected."""
        loop = asyncio.get_running_loop()
        before = self._visits.get(page)
        if before is not None:
            before.fading.cancel()
        fading = loop.call_later(SILENCE_SECONDS, self.leave, page)
        self._visits[page] = Visit(visitor, deal, said.opportunity, said.selected, loop.time(), fading)
        if before is None or before.selected != said.selected:
            self._tell_soon(deal, said.opportunity)

    def leave(self, page: object) -> None:
        visit = self._visits.pop(page, None)
        if visit is not None:
            visit.fading.cancel()
            self._tell_soon(visit.deal, visit.public_id)

    def close(self) -> None:
        for handle in (*self._telling.values(), *(visit.fading for visit in self._visits.values())):
            handle.cancel()
        self._telling.clear()
        self._visits.clear()

    def _tell_soon(self, deal: int, public_id: str) -> None:
        if deal not in self._telling:
            soon = asyncio.get_running_loop().call_later(TOLD_TOGETHER_SECONDS, self._tell, deal, public_id)
            self._telling[deal] = soon

    def _tell(self, deal: int, public_id: str) -> None:
        del self._telling[deal]
        self._tell_all(told(deal, public_id, (visit for visit in self._visits.values() if visit.deal == deal)))


def told(deal: int, public_id: str, visits: Iterable[Visit]) -> Told:
    """One entry a user: of several pages, the one that spoke last."""
    people = {
        visit.visitor.user_id: {
            "user_id": visit.visitor.user_id,
            "name": visit.visitor.name,
            "selected": visit.selected,
        }
        for visit in sorted(visits, key=lambda visit: visit.spoke)
    }
    data = {
        "id": None,
        "kind": "presence",
        "opportunity_id": public_id,
        "payload": {"people": sorted(people.values(), key=lambda each: (each["name"] or "", each["user_id"] or ""))},
    }
    # An event of its own name: pages that read a list again at every message are not meant.
    return Told(deal, f"event: presence\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode())
