"""Where conversations are written down: who of ours speaks, what it is called, and which thread it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from coalition.demo import subjects
from coalition.demo.activity_log import ActivityLog, Part
from coalition.demo.calendar import DAY, Presence
from coalition.demo.dice import Dice
from coalition.demo.manners import Phase
from coalition.demo.people import Contact, User


@dataclass(slots=True)
class Circle:
    """Those of theirs who may be drawn into a conversation beside its centre, with how readily that happens."""

    seats: list[tuple[Contact, Phase, float]] = field(default_factory=list)

    def draw(self, dice: Dice, count: int, without: Contact) -> list[tuple[Contact, Phase]]:
        left = [seat for seat in self.seats if seat[0] is not without]
        drawn: list[tuple[Contact, Phase]] = []
        while left and len(drawn) < count:
            seat = dice.weighted(left, [weight for _, _, weight in left])
            left.remove(seat)
            drawn.append((seat[0], seat[1]))
        return drawn


class Talk:
    """All talk on one deal (or, without a deal, with one account)."""

    def __init__(
        self, log: ActivityLog, dice: Dice, *, account: str, deal: str | None, product: str, users: tuple[User, ...]
    ) -> None:
        self.log = log
        self.dice = dice
        self.account = account
        self.deal = deal
        self.product = product
        self.users = users
        # One leave, one notice to each of ours.
        self.told_away: set[tuple[int, int, int]] = set()
        self.mail_subjects: tuple[str, ...] = ()
        self.meeting_subjects: tuple[str, ...] = subjects.MEETING
        # Addresses that appear in copy from a day on, without being contacts.
        self.strangers: list[tuple[int, str]] = []
        # Contacts of whom nothing is heard after a moment.
        self.silent_after: dict[int, int] = {}
        self._threads = 0

    def speaker(self, day: int) -> User:
        """Who of ours speaks that day: mostly the owner, somebody else when the owner is away."""
        present = [user for user in self.users if user.presence.works(day)] or list(self.users)
        return present[0] if self.dice.happens(0.72) else self.dice.pick(present)

    def muted(self, contact: Contact, second: int) -> bool:
        """Nothing more comes from this person: they have left, or the story says so."""
        gone = contact.left_on is not None and second >= contact.left_on * DAY
        return gone or second > self.silent_after.get(contact.index, second)

    def start(self, presence: Presence, day: int) -> int:
        """Some moment of that working day, or of the next one."""
        worked = presence.next_day(day)
        return presence.calendar.second(worked, self.dice.whole(500, 1065)) + self.dice.whole(0, 59)

    def slot(self, centre: Contact, user: User, day: int) -> int:
        """A half hour in the customer's working day, and waking time of ours where the two still meet."""
        calendar = centre.presence.calendar
        for _ in range(6):
            day = centre.presence.next_day(day)
            if user.presence.works(day):
                break
            day += 1
        day = centre.presence.next_day(day)
        start = calendar.second(day, 30 * self.dice.whole(18, 33))
        for _ in range(9):
            if 7 * 60 <= user.presence.calendar.local(start)[1] < 21 * 60 + 30:
                break
            start = calendar.second(day, 30 * self.dice.whole(17, 34))
        return start

    def next_thread(self) -> str:
        self._threads += 1
        return f"{self.deal or self.account}/{self._threads}"

    def subject(self, centre: Contact) -> str:
        bank = subjects.BY_DEPARTMENT.get(centre.department, subjects.MAIL)
        if self.mail_subjects and self.dice.happens(0.45):
            bank = self.mail_subjects
        elif self.dice.happens(0.55):
            bank = subjects.MAIL
        return self.dice.pick(bank).format(product=self.product)

    def add(
        self,
        kind: str,
        direction: str,
        occurred: int,
        parts: list[Part],
        subject: str,
        *,
        thread: str = "",
        status: str = "done",
        automatic: str = "",
        minutes: int | None = None,
        delay: int = 60,
    ) -> bool:
        """Log it, recorded ``delay`` seconds after it occurred; false when it lies in the future."""
        return self.log.add(
            kind,
            direction,
            occurred,
            parts,
            account=self.account,
            deal=self.deal,
            subject=subject,
            recorded=occurred + delay,
            thread=thread,
            status=status,
            automatic=automatic,
            minutes=minutes,
        )
