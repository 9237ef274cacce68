"""Plants the stories: each starts from a sound deal and spoils exactly one thing, so that one cause has one signal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from coalition.demo.calendar import date_of
from coalition.demo.cast import FOUND_IN
from coalition.demo.deal import Deal, Seat, View
from coalition.demo.dice import Dice
from coalition.demo.manners import Phase
from coalition.demo.names import FIRST_NAMES, LAST_NAMES, address
from coalition.demo.people import Contact
from coalition.demo.stories import PLAN, Story

_SOUND = {
    # persona: (warmth, conversations a week)
    "champion": (0.57, 1.5),
    "economic_buyer": (0.42, 0.75),
    "technical_buyer": (0.32, 0.8),
    "user_buyer": (0.42, 0.7),
    "ratifier": (0.26, 0.65),
    "evaluator": (0.32, 0.7),
    "coach": (0.5, 0.7),
    "influencer": (0.25, 0.45),
}


_SOUND_ROLES = ("champion", "economic_buyer", "technical_buyer", "user_buyer", "ratifier", "evaluator")


@dataclass(slots=True)
class Ground:
    """What a planter works on."""

    deal: Deal
    people: dict[str, Contact]
    dice: Dice
    today: int
    # Two-way moments that must exist: (day, form, seat).
    touches: list[tuple[int, str, Seat]] = field(default_factory=list)


def assignments(open_deals: int) -> list[str]:
    """The story of each open deal, empty for an ordinary one."""
    kinds = [kind for kind, count in PLAN.items() for _ in range(count)]
    return kinds + [""] * (open_deals - len(kinds))


def plant(kind: str, ground: Ground) -> Story:
    """Make the deal sound, then spoil it the way this kind says."""
    _make_sound(ground)
    since, people, addresses, what = _PLANTERS[kind](ground)
    deal = ground.deal
    deal.story = kind
    return Story(
        f"{kind}:{deal.key}", kind, deal.key, tuple(contact.key for contact in people), addresses, date_of(since), what
    )


def _make_sound(ground: Ground) -> None:
    """Every role held by somebody met early, warm enough and heard from lately."""
    deal, dice, today = ground.deal, ground.dice, ground.today
    deal.seats = [seat for seat in deal.seats if "blocker" not in seat.personas]
    for persona in _SOUND_ROLES:
        _seat_of(ground, persona, *FOUND_IN[persona])
    if not any(seat.contact.department == "Finance" for seat in deal.seats):
        _add_seat(ground, "ratifier", _unseated(ground, "finance_dir", "cfo", "fpa"))
    for place, seat in enumerate(deal.seats):
        main = seat.personas[0]
        warmth, pace = _SOUND[main]
        seat.removed = None
        seat.joined = deal.created + (0 if place == 0 else dice.whole(3, 45))
        usual, rhythm = warmth + dice.normal(0.0, 0.04), pace * dice.between(0.9, 1.15)
        # A sound deal gathers pace as its decision nears.
        seat.phases = [
            Phase(seat.joined, usual, rhythm),
            Phase(today - 33, min(0.92, usual + 0.22), rhythm * 1.5),
        ]
        seat.draw = 1.6 if main in ("champion", "economic_buyer") else 1.1
        for recent in (dice.whole(2, 8), dice.whole(11, 18)):
            ground.touches.append((today - recent, dice.pick(("meeting", "mail", "call")), seat))


def _seat_of(ground: Ground, persona: str, *slots: str) -> Seat:
    """The holder of a persona; when the deal has none, somebody from the first free of these chairs."""
    return ground.deal.seat(persona) or _add_seat(ground, persona, _unseated(ground, *slots))


def _unseated(ground: Ground, *slots: str) -> Contact:
    """Whoever sits in the first of these chairs, or in any, and is not on the deal yet."""
    seated = {seat.contact.index for seat in ground.deal.seats}
    chairs = [*(slot for slot in slots if slot in ground.people), *ground.people]
    return next(ground.people[slot] for slot in chairs if ground.people[slot].index not in seated)


def _add_seat(ground: Ground, persona: str, contact: Contact) -> Seat:
    joined = ground.deal.created + ground.dice.whole(5, 40)
    seat = Seat(contact, (persona,), joined, [Phase(joined, 0.3, 0.5)])
    ground.deal.seats.append(seat)
    return seat


def _untouched(ground: Ground, seat: Seat, since: int) -> None:
    """No promised moment with this person from that day on."""
    ground.touches = [touch for touch in ground.touches if touch[2] is not seat or touch[0] < since]


Spoiled = tuple[int, list[Contact], tuple[str, ...], str]


def _champion_gone_quiet(ground: Ground) -> Spoiled:
    seat = _seat_of(ground, "champion", "ops_vp", "ops_dir")
    since = ground.today - ground.dice.whole(22, 44)
    _untouched(ground, seat, since)
    first = seat.phases[0]
    # We go on writing at the old pace: the silence is theirs.
    seat.phases = [Phase(first.day, 0.68, 1.7), Phase(since, 0.2, 1.1, silence=0.985)]
    seat.draw = 1.8
    ground.touches += [(since + later, "ask", seat) for later in (3, 9, 16)]
    return since, [seat.contact], (), f"{seat.contact.name}, the champion, stops answering"


def _cfo_never_met(ground: Ground) -> Spoiled:
    contact = ground.people["cfo"]
    seat = next((seat for seat in ground.deal.seats if seat.contact is contact), None)
    if seat is None:
        seat = Seat(contact, ("ratifier",), ground.deal.created + 30, [])
        ground.deal.seats.append(seat)
    if "economic_buyer" not in seat.personas:
        seat.personas = ("economic_buyer", *seat.personas)
        for other in ground.deal.seats:
            if other is not seat and "economic_buyer" in other.personas:
                other.personas = ("ratifier",)
    _untouched(ground, seat, 0)
    seat.joined = ground.deal.created + ground.dice.whole(20, 60)
    seat.phases = [Phase(seat.joined, 0.0, 0.12, silence=1.0)]
    seat.draw = 0.12
    return seat.joined, [contact], (), f"{contact.name} holds the budget and was never met"


def _single_threaded(ground: Ground) -> Spoiled:
    seat = _seat_of(ground, "champion", "ops_vp", "ops_dir")
    since = ground.today - 150
    for other in ground.deal.seats:
        if other is not seat:
            _untouched(ground, other, 0)
            first = other.phases[0]
            day = max(first.day + 1, since)
            other.phases = [Phase(first.day, 0.1, 0.15, silence=0.3), Phase(day, 0.0, 0.05, silence=0.97)]
            other.draw = 0.1
    seat.phases = [Phase(seat.phases[0].day, 0.62, 2.4)]
    return since, [seat.contact], (), f"Everything runs through {seat.contact.name}"


def _blocker_rising(ground: Ground) -> Spoiled:
    slot = next(slot for slot in ("architect", "it_dir", "security", "procurement") if slot in ground.people)
    contact = ground.people[slot]
    seat = next((seat for seat in ground.deal.seats if seat.contact is contact), None)
    if seat is None:
        joined = ground.deal.created + ground.dice.whole(10, 40)
        seat = Seat(contact, ("evaluator",), joined, [])
        ground.deal.seats.append(seat)
    since = ground.today - ground.dice.whole(48, 80)
    _untouched(ground, seat, since)
    # Polite to the end: the answers keep coming, later each month, while meetings are declined and nothing is read.
    seat.phases = [
        Phase(seat.joined, 0.42, 1.15),
        Phase(since, -0.4, 1.05, courtesy=0.5),
        Phase(since + 24, -0.9, 1.05, courtesy=0.46),
    ]
    ground.touches += [(since - earlier, "meeting", seat) for earlier in (95, 60, 32, 12)]
    ground.touches += turning(seat, since, ground.today)
    seat.draw = 2.2
    seat.views = [
        View(seat.joined + 20, "neutral", f"{_first(contact)} is courteous and answers every question we send.")
    ]
    return since, [contact], (), f"{contact.name} turns against us behind polite mails"


def turning(seat: Seat, since: int, today: int) -> list[tuple[int, str, Seat]]:
    """Every other week an invitation turned down, between them a mail answered late and kindly."""
    declined = [(day, "declined", seat) for day in range(since + 15, today - 2, 11)]
    return declined + [(day, "slow", seat) for day in range(since + 6, today - 6, 9)]


def _new_name_in_cc(ground: Ground) -> Spoiled:
    first = ground.dice.pick(FIRST_NAMES["english"])
    last = ground.dice.pick(LAST_NAMES["dutch"])
    stranger = address(first, last, ground.deal.company.domain)
    since = ground.today - ground.dice.whole(9, 20)
    ground.deal.strangers.append((since, stranger))
    return since, [], (stranger,), f"{stranger} appears in copy and is on no map"


def _contact_left(ground: Ground) -> Spoiled:
    seat = _seat_of(ground, "user_buyer", "site", "planner", "ops_dir")
    since = ground.today - ground.dice.whole(12, 34)
    _untouched(ground, seat, since)
    seat.contact.left_on = since
    ground.touches += [(since - ago, "mail", seat) for ago in (6, 21, 40)]
    ground.touches += [(since + later, "ask", seat) for later in (3, 8)]
    seat.phases = [Phase(seat.joined, 0.45, 1.1), Phase(since, 0.0, 1.3, silence=1.0)]
    return since, [seat.contact], (), f"Mail to {seat.contact.name} bounces; the record still calls them active"


def _stalled_for_the_rule(ground: Ground) -> Spoiled:
    contact = _unseated(ground, "ceo", "counsel", "finance_dir", "cfo", "people")
    since = ground.today - ground.dice.whole(44, 70)
    seat = Seat(contact, ("ratifier",), since, [Phase(since, 0.0, 0.75, silence=1.0)], draw=0.2)
    seat.notes = "Added before the stage review."
    ground.touches += [(since + 3, "ask", seat), (since + 11, "declined", seat), (since + 24, "ask", seat)]
    ground.deal.seats.append(seat)
    return since, [contact], (), f"{contact.name} was added for the stage rule and never answered"


def _rosy_view(ground: Ground) -> Spoiled:
    seat = _seat_of(ground, "technical_buyer", "cio", "it_dir")
    since = ground.today - ground.dice.whole(55, 85)
    _untouched(ground, seat, since)
    seat.phases = [Phase(seat.joined, 0.45, 1.5), Phase(since, -0.85, 0.9, silence=0.5)]
    ground.touches += [(day, "declined", seat) for day in range(since + 10, ground.today - 2, 16)]
    ground.touches += [(day, "ask", seat) for day in range(since + 8, ground.today - 2, 13)]
    ground.touches += [(since - earlier, "meeting", seat) for earlier in (80, 45, 20)]
    first = _first(seat.contact)
    seat.views = [
        View(seat.joined + 15, "supportive", f"{first} asked good questions at the demo and wants to see the pilot."),
        View(since + 20, "advocate", f"{first} told me in the corridor that we are the obvious choice."),
    ]
    return since, [seat.contact], (), f"The seller calls {seat.contact.name} an advocate; behaviour has turned cold"


def _healthy(ground: Ground) -> Spoiled:
    key = [
        seat.contact
        for seat in ground.deal.seats
        if seat.personas[0] in ("champion", "economic_buyer", "technical_buyer")
    ]
    return ground.deal.created, key, (), "Several engaged people in every role, the economic buyer among them"


def _first(contact: Contact) -> str:
    return contact.name.split()[0]


_PLANTERS: dict[str, Callable[[Ground], Spoiled]] = {
    "champion_gone_quiet": _champion_gone_quiet,
    "cfo_never_met": _cfo_never_met,
    "single_threaded": _single_threaded,
    "blocker_rising": _blocker_rising,
    "new_name_in_cc": _new_name_in_cc,
    "contact_left": _contact_left,
    "stalled_for_the_rule": _stalled_for_the_rule,
    "rosy_view": _rosy_view,
    "healthy": _healthy,
}
