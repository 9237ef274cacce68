"""What sellers have learned: goals, pressures, initiatives, obstacles, challenges, criteria and concerns."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.demo.deal import Deal
from coalition.demo.dice import Dice
from coalition.demo.people import Contact


@dataclass(frozen=True, slots=True)
class Learned:
    """One insight to record. ``linked`` points to earlier ones of the same deal by their place."""

    kind: str
    text: str
    answer: str
    holders: tuple[Contact, ...]
    told_by: Contact | None
    day: int
    confirmed: bool | None = None
    linked: tuple[int, ...] = ()


_BANK: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Executive": (
        ("goal", "Grow by a tenth without more vehicles or shifts.", "Capacity view across regions."),
        (
            "pressure",
            "The supervisory board asks for a margin plan by summer.",
            "Business case with monthly checkpoints.",
        ),
    ),
    "Operations": (
        ("goal", "Cut empty running by eight per cent within a year.", "Matched-load planning in the pilot regions."),
        (
            "challenge",
            "Planners keep three spreadsheets beside the system.",
            "One screen; import of the present sheets.",
        ),
        ("initiative", "New shift model from next spring.", "Plan both models side by side before the switch."),
        (
            "criterion",
            "Night shift must be able to work without training days.",
            "Guided mode; trial with one night crew.",
        ),
        ("concern", "Peak season must not be touched by the rollout.", "Freeze period in the plan."),
    ),
    "IT": (
        ("criterion", "No second message bus.", "Connector to the existing one; reference architecture attached."),
        ("concern", "Releases of two vendors must not collide.", "Common release calendar."),
        (
            "obstacle",
            "The integration team is booked until the quarter's end.",
            "Our engineers do the first interface.",
        ),
    ),
    "Security": (
        ("criterion", "Penetration test not older than twelve months.", "Report of this spring shared."),
        ("concern", "Location data of drivers is personal data.", "Aggregation and deletion after 30 days."),
    ),
    "Finance": (
        ("criterion", "Payback under 18 months on conservative figures.", "Joint model; their baseline, our range."),
        ("pressure", "Budget freeze for projects without a named owner.", "Owner named in the charter."),
        ("concern", "Licences grow with volume faster than the savings.", "Cap in the second year."),
    ),
    "Procurement": (
        ("criterion", "Two comparable offers for anything above the threshold.", "Comparison table delivered."),
        ("obstacle", "Framework supplier has the first right to offer.", "Exception path agreed with Legal."),
    ),
    "Legal": (("concern", "Liability for wrong arrival times.", "Service credits in place of damages."),),
    "Data": (
        ("initiative", "One data platform for all units.", "Open tables; no data held back."),
        ("challenge", "A fifth of the position data arrives late.", "Late-arrival handling shown in the pilot."),
    ),
    "Engineering": (("goal", "Move from fixed to condition-based maintenance.", "Sensor feed and forecast."),),
    "Sustainability": (
        ("pressure", "Emissions per tonne-kilometre are reported from next year.", "Carbon Ledger export."),
    ),
    "People": (("concern", "The works council wants no ranking of drivers.", "Team view only; agreed wording."),),
    "Quality": (("criterion", "Every exception needs a cause code.", "Codes mapped with the floor."),),
}


def learn(deal: Deal, dice: Dice, end: int) -> list[Learned]:
    """A handful per deal, each from the department of somebody who sits on it."""
    found: list[Learned] = []
    seen: set[str] = set()
    for seat in dice.shuffled(deal.seats):
        options = [entry for entry in _BANK.get(seat.contact.department, ()) if entry[1] not in seen]
        if not options or seat.phases[0].silence >= 0.9 or not dice.happens(0.8 if deal.outcome == "open" else 0.3):
            continue
        kind, text, answer = dice.pick(options)
        seen.add(text)
        day = min(end - 1, seat.joined + dice.whole(4, 70))
        linked = (dice.whole(0, len(found) - 1),) if found and dice.happens(0.4) else ()
        confirmed = dice.pick((True, True, False, None))
        teller = seat.contact if dice.happens(0.7) else None
        found.append(Learned(kind, text, answer, (seat.contact,), teller, max(day, seat.joined), confirmed, linked))
    return found
