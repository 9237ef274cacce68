"""Who sits on a deal: personas given to people by what they do, and how each of them will behave."""

from __future__ import annotations

from coalition.demo.deal import Seat
from coalition.demo.dice import Dice
from coalition.demo.manners import Phase
from coalition.demo.people import Contact
from coalition.demo.pipeline import Outline

# Which chairs a persona is usually found in, the likeliest first.
FOUND_IN: dict[str, tuple[str, ...]] = {
    "champion": ("ops_vp", "ops_dir", "data", "maintenance", "regional", "site"),
    "economic_buyer": ("coo", "cfo", "ops_vp", "ceo"),
    "technical_buyer": ("cio", "it_dir", "architect"),
    "user_buyer": ("site", "planner", "ops_dir", "analyst", "regional", "quality"),
    "evaluator": ("integration", "architect", "security", "engineer", "data", "it_dir"),
    "ratifier": ("cfo", "procurement", "counsel", "finance_dir"),
    "coach": ("engineer", "analyst", "fpa", "planner", "buyer"),
    "influencer": ("finance_dir", "sustainability", "fpa", "people", "quality", "ops_dir"),
    "blocker": ("architect", "it_dir", "procurement", "security", "finance_dir"),
}
# The order in which a group fills up: a thin group has the first of these, a full one all.
ORDER = (
    "champion",
    "economic_buyer",
    "technical_buyer",
    "user_buyer",
    "ratifier",
    "evaluator",
    "blocker",
    "coach",
    "influencer",
    "user_buyer",
    "evaluator",
    "ratifier",
    "influencer",
    "user_buyer",
)
PACE = {
    "champion": 1.35,
    "economic_buyer": 0.5,
    "technical_buyer": 0.62,
    "user_buyer": 0.6,
    "ratifier": 0.34,
    "evaluator": 0.62,
    "blocker": 0.36,
    "coach": 0.66,
    "influencer": 0.36,
}
DRAW = {
    "champion": 2.2,
    "economic_buyer": 1.3,
    "technical_buyer": 1.4,
    "user_buyer": 1.0,
    "ratifier": 0.8,
    "evaluator": 1.1,
    "blocker": 1.0,
    "coach": 0.7,
    "influencer": 0.8,
}


def cast(people: dict[str, Contact], dice: Dice, size: int) -> list[tuple[str, Contact]]:
    """Personas and the contacts who take them, nobody twice."""
    taken: set[int] = set()
    seats: list[tuple[str, Contact]] = []
    for persona in ORDER:
        free = [people[slot] for slot in FOUND_IN[persona] if slot in people and people[slot].index not in taken]
        if not free or len(seats) >= size:
            continue
        chosen = dice.weighted(free, [2.0**-place for place in range(len(free))])
        taken.add(chosen.index)
        seats.append((persona, chosen))
    return seats


def seats_for(outline: Outline, people: dict[str, Contact], dice: Dice, today: int) -> list[Seat]:
    """The buying group of a deal, behaving as its fate says."""
    is_open = outline.outcome == "open"
    size = dice.whole(8, 13) if is_open else max(outline.fate.threads + 1, dice.whole(4, 9))
    end = today if is_open else outline.close_on
    seats: list[Seat] = []
    for place, (persona, contact) in enumerate(cast(people, dice, size)):
        active = _is_active(outline, persona, place)
        joined = _joined(dice, outline, end, place, active)
        dropped = not active and place >= 4 and joined + 45 < end and dice.happens(0.12)
        seats.append(
            Seat(
                contact,
                (persona,) if not dice.happens(0.15) else (persona, _second(dice, persona)),
                joined,
                _phases(dice, outline, persona, joined, end, active),
                draw=DRAW[persona] * (1.0 if active else 0.18),
                removed=joined + 40 if dropped else None,
            )
        )
    return seats


def _is_active(outline: Outline, persona: str, place: int) -> bool:
    if persona == "economic_buyer":
        return outline.fate.buyer_engaged
    return place <= outline.fate.threads or persona == "champion"


def _joined(dice: Dice, outline: Outline, end: int, place: int, active: bool) -> int:
    """The champion comes first, the others over the first half; those nobody talks to are added late."""
    if place == 0:
        return outline.created + dice.whole(0, 5)
    share = dice.between(0.02, 0.45) if active else dice.between(0.3, 0.75)
    return min(outline.created + int((end - outline.created) * share), end - 12)


def _second(dice: Dice, persona: str) -> str:
    return dice.pick(
        {"champion": ("user_buyer", "influencer"), "economic_buyer": ("ratifier",)}.get(
            persona, ("influencer", "evaluator")
        )
    )


def _phases(dice: Dice, outline: Outline, persona: str, joined: int, end: int, active: bool) -> list[Phase]:
    """Warmth about the persona's usual, with a turn in the last third of a closed deal that foretells its end."""
    fate = outline.fate
    warmth = {
        "champion": fate.champion + 0.2,
        "economic_buyer": 0.35 * fate.champion + 0.05,
        "blocker": -0.15 - 0.75 * fate.resistance,
        "coach": 0.45,
    }.get(persona, dice.normal(0.15 + 0.2 * fate.champion - 0.15 * fate.resistance, 0.22))
    pace = PACE[persona] * dice.spread(1.0, 0.2) * (1.0 if active else 0.1)
    silence = 0.0 if active else 0.55
    first = Phase(joined, _bounded(warmth), pace, silence=silence)
    if outline.outcome == "open":
        return [first]
    turn = joined + int((end - joined) * dice.between(0.5, 0.75))
    drift = dice.normal(0.12 if outline.outcome == "won" else -0.24, 0.16)
    return [first, Phase(turn, _bounded(warmth + drift), pace * (1.0 + 0.5 * drift), silence=silence)]


def _bounded(value: float) -> float:
    return max(-0.95, min(0.95, value))
