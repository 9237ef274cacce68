"""A plain reading of the simulated log, for asking whether what was planted can be seen in it.

It knows nothing of the product's scores: counting and comparing must be enough to see a story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from coalition.demo.activity_log import Part
from coalition.demo.calendar import DAY
from coalition.demo.simulate import World


@dataclass(frozen=True)
class Event:
    """One participation of a contact, with the activity around it."""

    row: int
    second: int
    kind: str
    status: str
    automatic: str
    deal: str | None
    thread: str
    role: str
    response: str

    @property
    def day(self) -> int:
        return self.second // DAY

    @property
    def acted(self) -> bool:
        """They did something, other than a machine answering for them."""
        if self.automatic:
            return False
        if self.kind == "meeting":
            return self.status == "done" and self.response == "accepted"
        return self.role in ("from", "caller", "viewer", "requester") or self.response == "connected"


class Reading:
    """Events by contact key, and who sent which mail."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by_contact: dict[str, list[Event]] = defaultdict(list)
        self.parts: dict[int, list[Part]] = defaultdict(list)
        log, contacts = world.log, world.society.contacts
        for row, part in zip(log.part_of, log.parts, strict=True):
            self.parts[row].append(part)
            if part[0] is not None:
                event = Event(
                    row, log.occurred[row], log.kind[row], log.status[row], log.automatic[row], log.deal[row],
                    log.thread[row], part[3], part[4],
                )  # fmt: skip
                self.by_contact[contacts[part[0]].key].append(event)
        for events in self.by_contact.values():
            events.sort(key=lambda event: (event.second, event.row))

    def count(self, contact: str, first: int, last: int, what: Callable[[Event], bool]) -> int:
        """Events of a contact from day ``first`` up to and without day ``last``."""
        return sum(first <= event.day < last and what(event) for event in self.by_contact[contact])

    def acted(self, contact: str, first: int, last: int) -> int:
        return self.count(contact, first, last, lambda event: event.acted)

    def acceptance(self, contact: str, first: int, last: int) -> float:
        """Share of our invitations that they accepted."""
        asked = [
            event.response == "accepted"
            for event in self.by_contact[contact]
            if event.kind == "meeting" and event.role == "attendee" and first <= event.day < last
        ]
        return sum(asked) / len(asked) if asked else 0.0

    def reply_hours(self, contact: str, first: int, last: int) -> float:
        """Median hours from our mail to their next one in the thread."""
        waits: list[float] = []
        sent: dict[str, int] = {}
        for event in self.by_contact[contact]:
            if event.kind != "email" or event.automatic:
                continue
            if event.role == "from":
                if event.thread in sent and first <= sent[event.thread] // DAY < last:
                    waits.append((event.second - sent[event.thread]) / 3600)
                sent.pop(event.thread, None)
            elif (
                any(part[1] is not None and part[3] == "from" for part in self.parts[event.row]) and event.role == "to"
            ):
                sent[event.thread] = event.second
        return median(waits) if waits else 0.0

    def states(self, kind: str) -> dict[str, dict[str, object]]:
        """The present rows of a kind by key."""
        return {version.key: version.state for version in self.world.ledger.current(kind)}
