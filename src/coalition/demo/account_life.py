"""What goes on beside the deals: newsletters to many, support cases, a word now and then."""

from __future__ import annotations

from coalition.demo import subjects
from coalition.demo.activity_log import ActivityLog, ours, theirs
from coalition.demo.calendar import date_of, day_of
from coalition.demo.dice import Dice
from coalition.demo.mail import write_thread
from coalition.demo.manners import Phase
from coalition.demo.people import Contact, User
from coalition.demo.talk import Circle, Talk


def support(
    log: ActivityLog, dice: Dice, account: str, users: tuple[User, ...], callers: list[Contact], since: int, today: int
) -> None:
    """Cases of a customer who has bought: opened by people in Operations and IT, answered by our engineer."""
    talk = Talk(log, dice, account=account, deal=None, product="", users=users)
    engineer = users[1]
    for _ in range(dice.poisson((today - since) / 16)):
        caller = dice.pick(callers)
        day = caller.presence.next_day(since + int(dice.random() * (today - since)))
        opened = talk.start(caller.presence, day)
        parts = [theirs(caller, "requester"), ours(engineer, "to", "answered")]
        talk.add("support", "inbound", opened, parts, dice.pick(subjects.SUPPORT), thread=talk.next_thread(), delay=30)


def keep_in_touch(
    log: ActivityLog, dice: Dice, account: str, users: tuple[User, ...], people: list[Contact], first: int, today: int
) -> None:
    """A mail now and then that belongs to no deal."""
    talk = Talk(log, dice, account=account, deal=None, product="your account", users=users)
    for _ in range(dice.poisson((today - first) / 60)):
        person = dice.pick(people)
        day = first + int(dice.random() * (today - first))
        write_thread(talk, person, Phase(day, dice.normal(0.0, 0.2), 0.1), day, Circle())


def newsletters(log: ActivityLog, account: str, sender: User, readers: list[Contact], first: int, today: int) -> None:
    """One mail to many each month; nobody's engagement, only presence."""
    talk = Talk(log, Dice("newsletter", account), account=account, deal=None, product="", users=(sender,))
    dice = talk.dice
    when = date_of(first)
    while day_of(when) < today:
        day = sender.presence.calendar
        sent = day.second(sender.presence.next_day(day_of(when) + 9), 570)
        thread = talk.next_thread()
        reached = [person for person in readers if person.left_on is None or day_of(when) < person.left_on]
        parts = [ours(sender, "from"), *(theirs(person, "to") for person in reached)]
        talk.add(
            "email", "outbound", sent, parts, dice.pick(subjects.NEWSLETTER), thread=thread, automatic="mailing_list"
        )
        month = when.month % 12 + 1
        when = when.replace(year=when.year + when.month // 12, month=month, day=1)
