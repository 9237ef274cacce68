"""A second world to try the scores on, written from the definition of the problem alone, never from the scoring code.

Contacts differ widely in how much and how fast they write; they have weekends, holidays of their own and quarter-end
rushes. Some champions go quiet: within two weeks they answer a tenth of what they did, late, and turn invitations down.
Everything follows from the seed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from coalition.scoring.tables import ACTIVITIES, PARTICIPANTS

DAY = 86_400
START = 1_700_006_400  # a Wednesday, midnight UTC
SELLER = 1


@dataclass
class Person:
    """A contact and how they are with us. ``quiet_from`` is the day on which they begin to fall silent."""

    contact_id: int
    opportunity_id: int
    mails_per_week: float
    reply_chance: float
    reply_hours: float
    meetings_per_month: float
    starts_themselves: float
    quiet_from: int | None = None
    holidays: tuple[tuple[int, int], ...] = ()

    def away(self, day: int) -> bool:
        return any(first <= day < last for first, last in self.holidays)

    def energy(self, day: int) -> float:
        """What is left of their usual behaviour: 1 before, a tenth two weeks after they began to fall silent."""
        if self.quiet_from is None or day < self.quiet_from:
            return 1.0
        return max(0.1, 1.0 - 0.9 * (day - self.quiet_from) / 14)


@dataclass
class World:
    """People and the log of everything between them and us, in the tables the product reads."""

    people: list[Person]
    activities: list[dict[str, object]] = field(default_factory=list)
    participants: list[dict[str, object]] = field(default_factory=list)

    def tables(self) -> tuple[pa.Table, pa.Table]:
        return pa.Table.from_pylist(self.activities, ACTIVITIES), pa.Table.from_pylist(self.participants, PARTICIPANTS)


def simulate(seed: int, *, steady: int, quiet: int, days: int = 400, quiet_after: int = 250) -> World:
    """So many contacts who stay as they are and so many who fall silent after that day, over so many days."""
    rng = np.random.default_rng(seed)
    people = [_person(rng, number, days) for number in range(1, steady + quiet + 1)]
    for person in people[steady:]:
        person.quiet_from = quiet_after + int(rng.integers(0, 60))
    world = World(people)
    for person in people:
        for day in range(days):
            if (START // DAY + day + 4) % 7 in (0, 6):
                continue
            _live(world, person, day, rng)
    return world


def _person(rng: np.random.Generator, number: int, days: int) -> Person:
    first = int(rng.integers(20, days - 40))
    second = int(rng.integers(20, days - 40))
    return Person(
        contact_id=number,
        opportunity_id=number,
        mails_per_week=float(rng.gamma(4.0, 0.55)) + 0.8,
        reply_chance=float(rng.beta(8, 4)),
        reply_hours=float(rng.lognormal(1.6, 0.7)),
        meetings_per_month=float(rng.gamma(4.0, 0.4)),
        starts_themselves=float(rng.beta(2, 5)),
        holidays=((first, first + int(rng.integers(4, 12))), (second, second + int(rng.integers(4, 12)))),
    )


def _live(world: World, person: Person, day: int, rng: np.random.Generator) -> None:
    """One working day of one contact."""
    if person.away(day):
        return
    energy = person.energy(day)
    rush = 1.25 if day % 91 > 80 else 1.0
    for _ in range(rng.poisson(person.mails_per_week / 5 * rush)):
        moment = START + day * DAY + int(rng.uniform(8, 17) * 3600)
        thread = f"t{len(world.activities)}"
        if rng.random() < person.starts_themselves:
            if rng.random() < energy:
                _mail(world, person, moment, thread, inbound=True)
            continue
        _mail(world, person, moment, thread, inbound=False)
        if rng.random() < person.reply_chance * energy:
            wait = rng.lognormal(np.log(person.reply_hours / max(energy, 0.25)), 0.6) * 3600
            _mail(world, person, moment + int(max(wait, 300)), thread, inbound=True)
    if rng.random() < person.meetings_per_month / 21:
        moment = START + day * DAY + int(rng.integers(9, 16)) * 3600
        _meeting(world, person, moment, accepted=bool(rng.random() < 0.85 * energy))


def _mail(world: World, person: Person, moment: int, thread: str, *, inbound: bool) -> None:
    number = _activity(world, person, moment, "email", "inbound" if inbound else "outbound", thread)
    ours, theirs = ("to", "from") if inbound else ("from", "to")
    _part(world, number, ours, user_id=SELLER)
    _part(world, number, theirs, contact_id=person.contact_id)


def _meeting(world: World, person: Person, moment: int, *, accepted: bool) -> None:
    number = _activity(world, person, moment, "meeting", "outbound", "")
    _part(world, number, "organizer", user_id=SELLER)
    _part(world, number, "attendee", contact_id=person.contact_id, response="accepted" if accepted else "declined")


def _activity(world: World, person: Person, moment: int, kind: str, direction: str, thread: str) -> int:
    number = len(world.activities) + 1
    world.activities.append(
        {
            "id": number,
            "kind": kind,
            "direction": direction,
            "status": "done",
            "automatic": "",
            "occurred_s": moment,
            "recorded_s": moment,
            "retracted_s": None,
            "opportunity_id": person.opportunity_id,
            "thread": thread,
        }
    )
    return number


def _part(
    world: World,
    activity_id: int,
    role: str,
    *,
    contact_id: int | None = None,
    user_id: int | None = None,
    response: str = "",
) -> None:
    world.participants.append(
        {
            "activity_id": activity_id,
            "contact_id": contact_id,
            "user_id": user_id,
            "role": role,
            "response": response,
            "seconds": None,
        }
    )
