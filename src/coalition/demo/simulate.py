"""The whole simulation: a day in, a world out. Pure, seeded, no clock; two runs for one day are alike to the byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coalition.demo import account_life, converse, flagship_deal, lately, past, pipeline, planting, relations, views
from coalition.demo.activity_log import ActivityLog
from coalition.demo.calendar import day_of, midnight
from coalition.demo.cast import seats_for
from coalition.demo.companies import HALDEN
from coalition.demo.deal import Deal, Seat
from coalition.demo.dice import Dice
from coalition.demo.flagship.people import CHART_SLOTS
from coalition.demo.insights import learn
from coalition.demo.ledger import Ledger
from coalition.demo.people import Contact
from coalition.demo.places import PLACES
from coalition.demo.scribe import Scribe
from coalition.demo.society import Customer, Society, build, depart
from coalition.demo.stories import Story

HISTORY_DAYS = pipeline.YEARS_BACK_DAYS + 40


@dataclass(frozen=True, slots=True)
class World:
    """Everything the loader writes, and the manifest it must not."""

    today: date
    society: Society
    ledger: Ledger
    log: ActivityLog
    stage_changes: list[tuple[str, str | None, str, int, int]]
    deals: list[Deal]
    stories: tuple[Story, ...]


@dataclass(slots=True)
class Played:
    """A deal ready to run, with the moments it must contain."""

    deal: Deal
    touches: list[tuple[int, str, Seat]]


def simulate(today: date) -> World:
    """The demo company as it stands on the morning of ``today``, and its past."""
    now = day_of(today)
    first = now - HISTORY_DAYS
    society = build(first, now)
    played, stories = _deals(society, now)
    halden_deal, halden_story = flagship_deal.build(society, now)
    deals = [halden_deal, *(each.deal for each in played)]
    departures = depart(society, _on_open_deals(deals), first, now)
    log = ActivityLog(midnight(today))
    ledger = Ledger()
    scribe = Scribe(ledger, midnight(today))
    past.before_the_deals(ledger, scribe, society, deals, departures, first, now)
    flagship_deal.play(halden_deal, society, log, scribe, now)
    for each in played:
        _play(each, log, scribe, now)
    lately.write_down((each.deal for each in played), scribe, now)
    _beside(society, deals, log, first, now)
    return World(today, society, ledger, log, scribe.stage_changes, deals, (halden_story, *stories))


def _deals(society: Society, now: int) -> tuple[list[Played], list[Story]]:
    """All deals but the flagship, the stories planted in the open ones."""
    kinds = planting.assignments(pipeline.OPEN_DEALS - 1)
    played: list[Played] = []
    stories: list[Story] = []
    for outline in pipeline.outlines(now):
        customer = society.customers[outline.company.name]
        dice = Dice("seats", outline.number)
        people = _by_chart(customer)
        deal = _deal(outline, customer)
        deal.seats = seats_for(outline, people, dice, now)
        ground = planting.Ground(deal, people, dice, now)
        kind = kinds[outline.number] if outline.outcome == "open" else ""
        if kind:
            stories.append(planting.plant(kind, ground))
        played.append(Played(deal, ground.touches))
    return played, stories


def _by_chart(customer: Customer) -> dict[str, Contact]:
    if customer.company.name != HALDEN:
        return customer.people
    return {slot: customer.people[name] for slot, name in CHART_SLOTS.items()}


def _deal(outline: pipeline.Outline, customer: Customer) -> Deal:
    return Deal(
        key=f"opp-{outline.number + 2:04d}",
        name=outline.name,
        product=outline.product,
        account=customer.key,
        company=outline.company,
        kind=outline.kind,
        amount=outline.amount,
        currency=PLACES[outline.company.place].currency if outline.company.team != 1 else "EUR",
        team=customer.team,
        created=outline.created,
        stages=list(outline.stages),
        outcome=outline.outcome,
        close_on=outline.close_on,
        next_step=Dice("next", outline.number).pick(_NEXT) if outline.outcome == "open" else "",
    )


_NEXT = (
    "Second calculation with Finance",
    "Workshop on exceptions with the planners",
    "Draft order form to Legal",
    "Security review, part two",
    "Reference call",
    "Pilot report to the steering group",
    "Map the people around the CFO",
)


def _play(each: Played, log: ActivityLog, scribe: Scribe, now: int) -> None:
    """What happened on one deal, and what was written down about it."""
    deal = each.deal
    end = now if deal.outcome == "open" else deal.close_on
    talk = converse.talk_of(deal, log)
    converse.run(deal, talk, end)
    for day, form, seat in each.touches:
        converse.touch(deal, talk, seat, day, form)
    if deal.outcome == "open":
        converse.plan_ahead(deal, talk, now)
    dice = Dice("record", deal.key)
    for seat in deal.seats:
        views.assess(deal, seat, dice, now)
    scribe.deal(deal, dice, now)
    for tie in relations.deal_ties(deal, dice, end):
        scribe.line(tie, deal, deal.owner, dice)
    scribe.insights(learn(deal, dice, end), deal, dice)


def _on_open_deals(deals: list[Deal]) -> set[int]:
    return {seat.contact.index for deal in deals if deal.outcome == "open" for seat in deal.seats}


def _beside(society: Society, deals: list[Deal], log: ActivityLog, first: int, now: int) -> None:
    """Support, newsletters and loose contact. Nobody on an open deal takes part: stories stay as planted."""
    busy = _on_open_deals(deals)
    unknown = {seat.contact.index for deal in deals for seat in deal.seats if seat.phases[0].pace == 0}
    for customer in society.customers.values():
        dice = Dice("beside", customer.key)
        free = [contact for contact in customer.people.values() if contact.index not in busy]
        floor = [contact for contact in free if contact.department in ("Operations", "IT", "Quality", "Data")]
        won = [deal.close_on for deal in deals if deal.account == customer.key and deal.outcome == "won"]
        if won and floor:
            account_life.support(log, dice, customer.key, customer.team, floor, min(won), now)
        if free:
            account_life.keep_in_touch(log, dice, customer.key, customer.team, free, first, now)
        readers = [contact for contact in customer.people.values() if Dice("reader", contact.key).happens(0.5)]
        readers = [contact for contact in readers if contact.index not in unknown]
        account_life.newsletters(log, customer.key, customer.team[0], readers, first, now)
