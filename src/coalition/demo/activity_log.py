"""What happened, as columns: one list a column, because sixty thousand rows need no objects."""

from __future__ import annotations

from collections.abc import Sequence

from coalition.demo.dice import Dice
from coalition.demo.people import Contact, User

# (contact index or None, user index or None, address, role, response, seconds or None)
Part = tuple[int | None, int | None, str, str, str, int | None]


def theirs(contact: Contact, role: str, response: str = "", seconds: int | None = None) -> Part:
    return (contact.index, None, contact.email, role, response, seconds)


def ours(user: User, role: str, response: str = "") -> Part:
    return (None, user.index, user.email, role, response, None)


def unknown(address: str, role: str) -> Part:
    """Somebody met in a header whom no contact claims yet."""
    return (None, None, address, role, "", None)


class ActivityLog:
    """Append-only. Nothing that would lie after ``horizon`` is taken, except what is planned."""

    def __init__(self, horizon: int) -> None:
        self.horizon = horizon
        self._dice = Dice("log")
        self.kind: list[str] = []
        self.direction: list[str] = []
        self.status: list[str] = []
        self.automatic: list[str] = []
        self.occurred: list[int] = []
        self.recorded: list[int] = []
        self.account: list[str] = []
        self.deal: list[str | None] = []
        self.thread: list[str] = []
        self.subject: list[str] = []
        self.minutes: list[int | None] = []
        self.bits: list[int] = []
        self.part_of: list[int] = []
        self.parts: list[Part] = []

    def __len__(self) -> int:
        return len(self.kind)

    def add(
        self,
        kind: str,
        direction: str,
        occurred: int,
        parts: Sequence[Part],
        *,
        account: str,
        deal: str | None,
        subject: str,
        recorded: int,
        thread: str = "",
        status: str = "done",
        automatic: str = "",
        minutes: int | None = None,
    ) -> bool:
        """Take one activity; false when it lies in the future and is therefore not known."""
        if status != "planned" and (occurred >= self.horizon or recorded >= self.horizon):
            return False
        row = len(self.kind)
        self.kind.append(kind)
        self.direction.append(direction)
        self.status.append(status)
        self.automatic.append(automatic)
        self.occurred.append(occurred)
        self.recorded.append(recorded)
        self.account.append(account)
        self.deal.append(deal)
        self.thread.append(thread)
        self.subject.append(subject)
        self.minutes.append(minutes)
        self.bits.append(self._dice.getrandbits(74))
        for part in parts:
            self.part_of.append(row)
            self.parts.append(part)
        return True
