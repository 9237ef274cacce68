"""What the record held before the deals, and how people's own data changed: promotions, new managers, leavers."""

from __future__ import annotations

from coalition.demo.companies import HALDEN, KESTREL
from coalition.demo.deal import Deal
from coalition.demo.dice import Dice
from coalition.demo.ledger import Ledger
from coalition.demo.people import Contact
from coalition.demo.places import PLACES
from coalition.demo.relations import Tie, account_ties
from coalition.demo.scribe import Scribe
from coalition.demo.society import Customer, Society
from coalition.demo.vendor import REVOPS

_PRIORITIES = {
    "Executive": "Margin, the group's expectations, no surprises.",
    "Operations": "A calm peak season; fewer exceptions per shift.",
    "IT": "Fewer systems, fewer releases at night.",
    "Finance": "Cash, payback, figures that hold in the audit.",
    "Procurement": "Comparable offers; savings that can be shown.",
    "Legal": "Liability and data protection.",
    "Security": "No new exposure; evidence for the auditor.",
    "Data": "One source of truth; open tables.",
}
_MOTIVES = (
    "Wants to be seen as the one who modernised the network.",
    "Was burned by a late project three years ago.",
    "Would like a role at group level.",
    "Values being told bad news early.",
    "Proud of the present system.",
    "Judged by turnaround time.",
    "",
)


def before_the_deals(
    ledger: Ledger,
    scribe: Scribe,
    society: Society,
    deals: list[Deal],
    departures: list[tuple[Contact, int, str | None]],
    first: int,
    today: int,
) -> None:
    """Accounts and contacts as the first import brought them or as they were met, with their own later changes."""
    met = _first_met(deals)
    imported = society.users[REVOPS].presence.calendar.second(society.users[REVOPS].presence.next_day(first), 560)
    keys = {name: customer.key for name, customer in society.customers.items()}
    known: dict[int, int] = {}
    for customer in society.customers.values():
        _account(ledger, customer, keys, imported)
        for contact in customer.people.values():
            known[contact.index] = _contact(scribe, customer, contact, met, imported, first)
        _reporting(ledger, scribe, customer, known, first, today)
    for contact, day, elsewhere in departures:
        _leaves(ledger, scribe, society, contact, day, elsewhere, known)


def _first_met(deals: list[Deal]) -> dict[int, int]:
    met: dict[int, int] = {}
    for deal in deals:
        for seat in deal.seats:
            met[seat.contact.index] = min(seat.joined, met.get(seat.contact.index, seat.joined))
    return met


def _account(ledger: Ledger, customer: Customer, keys: dict[str, str], imported: int) -> None:
    company, dice = customer.company, Dice("account", customer.key)
    place = PLACES[company.place]
    fit = max(20, min(96, int(dice.normal(66, 14)))) if company.name != HALDEN else 88
    ledger.make(
        "account",
        customer.key,
        imported,
        REVOPS,
        "Imported from the former CRM",
        name=company.name,
        parent=keys[company.parent] if company.parent else None,
        domain=company.domain,
        industry=company.industry,
        segment=company.segment,
        employees=company.employees,
        annual_revenue=company.employees * dice.whole(140, 320) * 1000,
        currency=place.currency,
        country=place.country,
        website=f"https://www.{company.domain}",
        fit=fit if company.name != KESTREL else None,
        tier="" if company.name == KESTREL else "A" if fit >= 75 else "B" if fit >= 58 else "C",
        notes="",
        owner=customer.team[0].index,
    )


def _contact(
    scribe: Scribe, customer: Customer, contact: Contact, met: dict[int, int], imported: int, first: int
) -> int:
    """In the first import, or added by the owner shortly before they came onto their first map."""
    dice = Dice("contact", contact.key)
    owner = customer.team[0]
    day = met.get(contact.index)
    by_hand = day is not None and day > first + 10 and dice.happens(0.4)
    at = (
        max(imported, scribe.at(owner, day - dice.whole(2, 6), dice) - 7200)
        if by_hand and day is not None
        else imported
    )
    units = customer.company.units
    promoted = dice.happens(0.06) and at == imported and contact.rank >= 2
    title = contact.title
    if promoted:
        contact.title = f"Deputy {title}" if contact.rank == 2 else f"Acting {title}"
    scribe.contact(
        contact,
        at,
        owner if by_hand else None,
        "" if by_hand else "Imported from the former CRM",
        business_unit=dice.pick(units)
        if units and contact.rank >= 1 and contact.department in ("Operations", "Engineering", "Quality")
        else "",
        phones=[_phone(dice)] if dice.happens(0.6) else [],
        preferred_channel=dice.pick(("email", "call", "meeting", "")),
        priorities=_PRIORITIES.get(contact.department, "") if dice.happens(0.5) else "",
        motivations=dice.pick(_MOTIVES) if day is not None else "",
        decision_orientation=dice.pick(("financial", "technical", "relationship", "business", ""))
        if day is not None
        else "",
        adaptability=dice.pick(("high", "medium", "low", "")) if day is not None else "",
    )
    if promoted:
        contact.title = title
        when = scribe.at(owner, first + dice.whole(60, 500), dice)
        scribe.ledger.change("contact", contact.key, when, owner.index, "New title in a signature", title=title)
    return at


def _phone(dice: Dice) -> str:
    """In the ranges kept free for fiction in the United Kingdom and North America."""
    if dice.happens(0.5):
        return f"+44 20 7946 0{dice.whole(100, 999)}"
    return f"+1 {dice.pick(('212', '312', '415'))} 555 01{dice.whole(10, 99)}"


def _reporting(
    ledger: Ledger, scribe: Scribe, customer: Customer, known: dict[int, int], first: int, today: int
) -> None:
    """Who reports to whom, since both are known; a few had their manager's manager first."""
    dice = Dice("reporting", customer.key)
    owner = customer.team[0]
    for contact in customer.people.values():
        boss = contact.manager
        if boss is None or (contact.rank >= 3 and customer.company.name != HALDEN and dice.happens(0.08)):
            continue
        both = max(known[contact.index], known[boss.index])
        day = contact.presence.calendar.local(both)[0]
        above = boss.manager
        moved = above is not None and day < today - 200 and dice.happens(0.05)
        tie = Tie("reports_to", contact, above if moved and above else boss, None, day, "", "Organisation chart", False)
        key = scribe.line(tie, None, owner, dice)
        if moved:
            when = scribe.at(owner, dice.whole(day + 60, today - 30), dice)
            ledger.change("line", key, when, owner.index, "Reorganised", to_contact=boss.key)
    if customer.company.name != HALDEN:
        for tie in account_ties(customer.people, dice, first + 20):
            late = max(known[tie.source.index], known[tie.target.index])
            day = max(tie.since, tie.source.presence.calendar.local(late)[0] + 1)
            scribe.line(
                Tie(tie.kind, tie.source, tie.target, tie.strength, day, tie.note, tie.told_by, False),
                None,
                owner,
                dice,
            )


def _leaves(
    ledger: Ledger,
    scribe: Scribe,
    society: Society,
    contact: Contact,
    day: int,
    elsewhere: str | None,
    known: dict[int, int],
) -> None:
    dice = Dice("leaves", contact.key)
    customer = next(each for each in society.customers.values() if each.key == contact.account)
    when = max(scribe.at(customer.team[0], day + dice.whole(1, 12), dice), known[contact.index] + 60)
    changes = {"status": "moved", "moved_to": elsewhere} if elsewhere else {"status": "left"}
    ledger.change("contact", contact.key, when, customer.team[0].index, "Mail came back; confirmed by phone", **changes)
