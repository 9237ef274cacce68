"""The people before any deal: our users, the customers and who works there."""

from __future__ import annotations

from dataclasses import dataclass, field

from coalition.demo import vendor
from coalition.demo.calendar import calendars
from coalition.demo.companies import COMPANIES, HALDEN, KESTREL, Company
from coalition.demo.dice import Dice
from coalition.demo.flagship import people as halden
from coalition.demo.names import NameBook
from coalition.demo.organisation import staff
from coalition.demo.people import Contact, User


@dataclass(slots=True)
class Customer:
    """An account: the company, its key, its people by slot, and who of ours works on it."""

    key: str
    company: Company
    people: dict[str, Contact]
    team: tuple[User, User, User]


@dataclass(slots=True)
class Society:
    users: list[User]
    customers: dict[str, Customer] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)


def build(first: int, today: int) -> Society:
    """Everybody, in a fixed order, so that keys and names never depend on who is in which deal."""
    places = calendars(first, today)
    span = (first, today)
    society = Society(vendor.users(places, span))
    names = NameBook(halden.TAKEN | {user.name for user in society.users})
    for number, company in enumerate(COMPANIES):
        key = f"acc-{number + 1:03d}"
        start = len(society.contacts)
        if company.name in (HALDEN, KESTREL):
            people = halden.staff_of(halden.FIRMS[company.name], key, company.name, places, span, start)
        else:
            people = staff(company, key, places[company.place], span, names, start)
        team = vendor.deal_team(society.users, company.team, company.place, number)
        if company.name == HALDEN:
            team = (society.users[1], society.users[3], society.users[0])
        society.customers[company.name] = Customer(key, company, people, team)
        society.contacts += people.values()
    return society


def depart(society: Society, kept: set[int], first: int, today: int) -> list[tuple[Contact, int, str | None]]:
    """A few people leave, and the record knows it: who, when, and the account they moved to if any."""
    dice = Dice("departures")
    free = [contact for contact in society.contacts if contact.index not in kept and contact.rank >= 2]
    accounts = [customer.key for customer in society.customers.values()]
    gone: list[tuple[Contact, int, str | None]] = []
    for number, contact in enumerate(dice.some(free, 18)):
        contact.left_on = dice.whole(first + 120, today - 20)
        elsewhere = dice.pick([key for key in accounts if key != contact.account]) if number < 4 else None
        gone.append((contact, contact.left_on, elsewhere))
    return gone
