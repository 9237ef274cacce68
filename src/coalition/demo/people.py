"""The people of the simulation, ours and theirs, as the generators hand them around."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.demo.calendar import Presence, date_of, day_of
from coalition.demo.dice import Dice

LEVELS = ("executive", "vp", "director", "manager", "staff")


@dataclass(slots=True, eq=False)
class Contact:
    """One of theirs. ``tempo`` is the usual hours they take to answer; ``left_on`` the day their address went dead."""

    key: str
    index: int
    name: str
    email: str
    account: str
    title: str
    department: str
    seniority: str
    presence: Presence
    tempo: float
    manager: Contact | None = None
    left_on: int | None = None
    # Address books differ: a third of firms answer for people on holiday, the rest stay silent.
    answers_when_away: bool = False

    @property
    def rank(self) -> int:
        """0 for an executive, 4 for staff."""
        return LEVELS.index(self.seniority)


@dataclass(slots=True, eq=False)
class User:
    """One of ours. ``rosiness`` shifts how they see people: above zero they hope, below they worry."""

    key: str
    index: int
    name: str
    email: str
    role: str
    title: str
    team: int | None
    seniority: int
    presence: Presence
    rosiness: float = 0.0


def days_away(dice: Dice, first: int, last: int, southern: bool) -> tuple[tuple[int, int], ...]:
    """Holidays of one person: a long one in their summer, a week in winter, some single days."""
    spans: list[tuple[int, int]] = []
    for year in range(date_of(first).year, date_of(last).year + 1):
        summer = day_of(date_of(first).replace(year=year, month=1 if southern else 7, day=1)) + dice.whole(0, 44)
        spans.append((summer, summer + dice.pick((6, 11, 13, 13, 20))))
        winter = day_of(date_of(first).replace(year=year, month=2, day=1)) + dice.whole(0, 50)
        if dice.happens(0.6):
            spans.append((winter, winter + dice.pick((4, 4, 6, 8))))
        for _ in range(dice.poisson(3.0)):
            single = day_of(date_of(first).replace(year=year, month=1, day=1)) + dice.whole(0, 360)
            spans.append((single, single + dice.pick((0, 0, 1, 2))))
    return tuple(sorted(spans))
