"""Labelled files in the product's own tables: persons become contacts or users, messages become activities."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from coalition.scoring import engine
from coalition.scoring.evaluation.files import Message
from coalition.scoring.network import IN_FULL
from coalition.scoring.tables import ACTIVITIES, PARTICIPANTS, STAKEHOLDERS, TOUCHES, table_of

DEAL = 1
#: Stands for a complete record of their mail, seen through nobody's inbox.
ALL_SEEING = 0


@dataclass(frozen=True)
class Numbers:
    """Persons by number, in the order of their names."""

    names: list[str]

    @classmethod
    def of(cls, people: Iterable[str]) -> Numbers:
        return cls(sorted(set(people)))

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {name: number for number, name in enumerate(self.names, start=1)})

    def __getitem__(self, name: str) -> int:
        return self._index[name]  # type: ignore[attr-defined, no-any-return]

    def __contains__(self, name: str) -> bool:
        return name in self._index  # type: ignore[attr-defined]


@dataclass
class Log:
    """Activities as they would have been recorded, each the moment it happened."""

    activities: list[tuple[int, int, str, str, int | None]]
    people: list[tuple[int, int | None, int | None, str]]

    @classmethod
    def empty(cls) -> Log:
        return cls([], [])

    def mail(
        self,
        at_s: int,
        direction: str,
        thread: str,
        sender: tuple[str, int],
        to: Sequence[tuple[str, int]],
        opportunity: int | None = None,
    ) -> None:
        """A mail; each person is ("contact" or "user", number)."""
        key = len(self.activities) + 1
        self.activities.append((key, at_s, direction, thread, opportunity))
        for (side, number), role in [(sender, "from"), *((person, "to") for person in to)]:
            self.people.append((key, number if side == "contact" else None, number if side == "user" else None, role))

    @staticmethod
    def empty_touches() -> pa.Table:
        return TOUCHES.empty_table()

    def touches(self) -> pa.Table:
        """Through the product's own derivation."""
        count = len(self.activities)
        key, at, direction, thread, deal = zip(*self.activities, strict=True)
        activities = pa.table(
            {
                "id": key,
                "kind": ["email"] * count,
                "direction": direction,
                "status": ["done"] * count,
                "automatic": [""] * count,
                "occurred_s": at,
                "recorded_s": at,
                "retracted_s": pa.nulls(count, pa.int64()),
                "opportunity_id": pa.array(deal, pa.int64()),
                "thread": thread,
            },
            schema=ACTIVITIES,
        )
        activity, contact, user, role = zip(*self.people, strict=True)
        count = len(self.people)
        participants = pa.table(
            {
                "activity_id": activity,
                "contact_id": pa.array(contact, pa.int64()),
                "user_id": pa.array(user, pa.int64()),
                "role": role,
                "response": [""] * count,
                "seconds": pa.nulls(count, pa.int32()),
            },
            schema=PARTICIPANTS,
        )
        return engine.derive_touches(activities, participants)


def stakeholders(pairs: Iterable[tuple[int, int]]) -> pa.Table:
    """(deal, contact) pairs about whom nothing else is known."""
    words = ("persona", "personas", "seniority", "stage", "sentiment", "influence")
    blank: dict[str, object] = dict.fromkeys(words, "")
    blank |= {"utc_offset_s": 0, "past_deals": 0, "past_deals_their_way": 0}
    rows = [{"opportunity_id": deal, "contact_id": contact, **blank} for deal, contact in pairs]
    return table_of("stakeholders", rows) if rows else STAKEHOLDERS.empty_table()


def their_network(messages: list[Message], numbers: Numbers, observers: dict[str, int | None]) -> tuple[Log, pa.Table]:
    """Everybody but the observers as contacts; with observers, only what they took part in. Returns log and users."""
    log = Log.empty()
    for message in messages:
        present = [name for name in (message.sender, *message.recipients) if name in observers]
        if observers and not present:
            continue
        # The most senior of ours who took part saw it; whoever else of ours did saw the same.
        ours = sorted(present, key=lambda name: (-(observers[name] or 0), name))
        to = [_side(name, observers, numbers) for name in message.recipients]
        if not observers:
            to.append(("user", ALL_SEEING))
        elif message.sender not in observers:
            to.sort(key=lambda person: person != ("user", numbers[ours[0]]))
        sender = _side(message.sender, observers, numbers)
        log.mail(message.sent_s, "internal" if not observers else "", message.thread, sender, to)
    seen = {ALL_SEEING: IN_FULL} if not observers else {numbers[name]: rank for name, rank in observers.items()}
    users = table_of("users", [{"user_id": number, "seniority": rank} for number, rank in sorted(seen.items())])
    return log, users


def _side(name: str, observers: Container[str], numbers: Numbers) -> tuple[str, int]:
    return ("user" if name in observers else "contact", numbers[name])


def end_of(messages: list[Message]) -> int:
    return messages[-1].sent_s + 1
