"""What the seller believes and notes down: sentiment with its evidence, ticks, indicators and votes."""

from __future__ import annotations

from coalition.demo.deal import OPEN_STAGES, Deal, Seat, View
from coalition.demo.dice import Dice

WORDS = ((0.6, "advocate"), (0.22, "supportive"), (-0.22, "neutral"), (-0.6, "sceptical"), (-9.0, "opposed"))

EVIDENCE = {
    "advocate": (
        "{first} presented our pilot figures to the steering group without being asked.",
        "Asked us for slides so that {first} can make the case to the board.",
        "{first} introduced us to two colleagues this week and pushed for a date.",
        "Said in the review: “if we wait another winter we pay for it twice.”",
        "{first} defended our price in front of Procurement.",
        "Called on a Friday evening to warn us about an objection and how to meet it.",
    ),
    "supportive": (
        "{first} confirmed the savings estimate with own data.",
        "Wants a second site in the pilot.",
        "{first} agreed to be named as a reference user if the trial goes well.",
        "Asked for the contract draft ahead of time.",
        "Positive after the workshop: “this is how we should have done it.”",
        "{first} keeps the weekly call even in a busy month.",
    ),
    "neutral": (
        "{first} listens, asks for facts, takes no side.",
        "No preference stated; wants to see the pilot report first.",
        "{first} says all three vendors would do.",
        "Was in the room, left before the discussion.",
        "Correct and brief. Nothing for us, nothing against us.",
    ),
    "sceptical": (
        "{first} doubts that the interface will hold at peak volume.",
        "“We have been promised this before.” Wants written guarantees.",
        "{first} asked twice why we need a change at all this year.",
        "Questions the payback; says the baseline is too kind to us.",
        "{first} wants the incumbent's offer compared line by line.",
    ),
    "opposed": (
        "{first} recommended the incumbent in the architecture round.",
        "“I do not see why we would run two of these.” Said it in front of the sponsor.",
        "{first} has asked the team to stop giving us test data.",
        "Told our contact that the budget belongs elsewhere.",
    ),
}
REASONS = (
    "After the weekly review",
    "Note from a call",
    "After the workshop",
    "Told by the champion",
    "After the steering group",
    "",
)
_VOTE = {
    "economic_buyer": "approve",
    "ratifier": "approve",
    "technical_buyer": "veto",
    "champion": "recommend",
    "evaluator": "recommend",
    "blocker": "veto",
    "user_buyer": "influence",
    "coach": "influence",
    "influencer": "influence",
}
_OVERRIDES = (
    ("high", "Everybody asks this person before the meeting."),
    ("high", "Holds the pen on the recommendation."),
    ("low", "On paper in charge; has handed the topic over."),
    ("medium", "New in the role, listened to on cost only."),
)
_ROLE = {
    "economic_buyer": "signs the budget",
    "ratifier": "must agree before signature",
    "technical_buyer": "owns the architecture",
    "champion": "drives the project",
    "evaluator": "scores the vendors",
    "blocker": "reviews the decision",
    "user_buyer": "runs the trial",
    "coach": "explains the house to us",
    "influencer": "is asked for an opinion",
}


def word_for(warmth: float) -> str:
    return next(word for bound, word in WORDS if warmth >= bound)


def assess(deal: Deal, seat: Seat, dice: Dice, today: int) -> None:
    """The seller's views of a seat over time. Hope colours them, less in planted deals, so that stories stay clean."""
    if seat.views or seat.personas == ():
        return
    end = today if deal.outcome == "open" else deal.close_on
    silent = seat.phases[0].silence >= 0.5
    if silent and dice.happens(0.65):
        return
    # In planted deals the sellers are careful, so that the one rosy view among them stands out.
    care, lean, noise = (0.74, 0.15 * deal.owner.rosiness, 0.05) if deal.story else (1.0, deal.owner.rosiness, 0.18)
    day, last = seat.joined + dice.whole(6, 24), ""
    while day < end:
        word = word_for(care * seat.phase(day).warmth + lean + dice.normal(0.0, noise))
        if word != last or dice.happens(0.2):
            seat.views.append(View(day, word, evidence(dice, word, seat), dice.pick(REASONS)))
            last = word
        day += dice.whole(45, 110)


def evidence(dice: Dice, word: str, seat: Seat) -> str:
    return dice.pick(EVIDENCE[word]).format(first=seat.contact.name.split()[0])


def indicators(deal: Deal, seat: Seat, dice: Dice, today: int) -> dict[str, object]:
    """Ticks, buyer indicators and the vote, as far as a seller would have filled them in. Unknown stays empty."""
    main = seat.personas[0] if seat.personas else "influencer"
    warmth = seat.phases[-1].warmth
    known = seat.phases[0].silence < 0.5
    found: dict[str, object] = {
        "purchasing_authority": True if main == "economic_buyer" else dice.pick((False, None)),
        "approval_power": True
        if main in ("economic_buyer", "ratifier", "technical_buyer")
        else dice.pick((False, False, None)),
        "committee_member": dice.pick((True, True, None))
        if main not in ("user_buyer", "coach")
        else dice.pick((False, None)),
        "senior_for_decision": seat.contact.rank <= 2,
        "process_role": _ROLE[main],
    }
    if known:
        found |= {
            "personal_connections": dice.pick((True, False, None, None)),
            "relationship": max(1, min(5, round(2.8 + 2 * warmth + dice.normal(0.0, 0.5)))),
            "access": "weekly" if seat.phases[-1].pace > 0.9 else "monthly" if seat.phases[-1].pace > 0.3 else "rare",
            "fit_view": max(1, min(5, round(3 + 2 * warmth + dice.normal(0.0, 0.6)))),
            "preference": "us" if warmth > 0.35 else "competitor" if warmth < -0.4 else "neutral",
            "change_stance": dice.pick(
                ("innovator", "visionary", "pragmatist", "pragmatist", "conservative", "laggard")
            ),
            "is_key": True if main in ("economic_buyer", "champion", "technical_buyer") else dice.pick((None, False)),
            "owns_problem": True if main == "champion" else dice.pick((None, None, False)),
        }
    if dice.happens(0.05):
        # Half of these have run out by today: an override must be renewed or it no longer counts.
        level, reason = dice.pick(_OVERRIDES)
        found |= {"influence": level, "influence_reason": reason, "influence_until": seat.joined + dice.whole(60, 400)}
    reached = [stage for stage, _ in deal.stages]
    if "proposal" in reached or (deal.outcome != "open" and len(reached) >= 3):
        found["vote_kind"] = _VOTE[main]
        found["vote"] = "for" if warmth > 0.35 else "against" if warmth < -0.4 else "undecided"
        found["buying_stage"] = "decision" if deal.stage == "negotiation" else "evaluation"
    elif deal.stage in OPEN_STAGES:
        found["buying_stage"] = "needs" if deal.stage in ("prospecting", "discovery") else "evaluation"
    return found
