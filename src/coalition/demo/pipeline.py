"""Which deals there are: when they began, how they moved, what they are worth and how they ended."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coalition.demo.companies import COMPANIES, HALDEN, KESTREL, Company
from coalition.demo.deal import OPEN_STAGES
from coalition.demo.dice import Dice

DEALS = 250
OPEN_DEALS = 44
YEARS_BACK_DAYS = 730

PRODUCTS = {
    "Logistics": ("Fleet Intelligence Platform", "Route Planning", "Yard Visibility", "Carrier Control Tower"),
    "Parcel": ("Last-mile Planning", "Hub Throughput", "Fleet Intelligence Platform", "Driver App"),
    "Shipping": ("Voyage Planning", "Terminal Turnaround", "Crew Scheduling"),
    "Ports": ("Yard Visibility", "Terminal Turnaround", "Gate Appointments"),
    "Rail": ("Rolling Stock Maintenance", "Crew Scheduling", "Disruption Desk"),
    "Public transport": ("Vehicle Scheduling", "Disruption Desk", "Depot Charging"),
    "Energy": ("Field Crew Planning", "Asset Inspection", "Outage Desk"),
    "Utilities": ("Field Crew Planning", "Asset Inspection", "Fleet Intelligence Platform"),
    "Waste": ("Collection Rounds", "Fleet Intelligence Platform"),
    "Retail": ("Store Replenishment", "Carrier Control Tower", "Home Delivery Planning"),
}
_OTHERS = ("Plant Logistics", "Transport Planning", "Maintenance Forecast", "Carbon Ledger", "Supplier Visibility")
_SCOPES = (
    "",
    "",
    ": phase 2",
    ": two-site pilot",
    ": network rollout",
    ": northern region",
    ": renewal",
    ": add-on licences",
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A deal before anybody sits in it. Days count from 1970; ``fate`` is what its people will be like."""

    number: int
    company: Company
    name: str
    product: str
    kind: str
    amount: int
    created: int
    stages: tuple[tuple[str, int], ...]
    outcome: str
    close_on: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class Fate:
    """What decides a deal. Who buys is engaged or not, how many threads, how strong the champion and the resistance."""

    buyer_engaged: bool
    threads: int
    champion: float
    resistance: float


def _fate(dice: Dice) -> Fate:
    diligence = dice.normal()
    return Fate(
        buyer_engaged=dice.happens(1 / (1 + math.exp(-(0.1 + 0.9 * diligence)))),
        threads=max(1, min(9, 2 + dice.poisson(max(0.4, 2.2 + 0.8 * diligence)))),
        champion=max(-0.4, min(0.9, dice.normal(0.35 + 0.08 * diligence, 0.28))),
        resistance=max(0.0, dice.normal(0.25, 0.35)),
    )


def win_chance(fate: Fate) -> float:
    """Consistent with behaviour, and far from certain."""
    strength = (
        -1.9 + 1.45 * fate.buyer_engaged + 0.36 * (fate.threads - 4) + 1.7 * fate.champion - 1.3 * fate.resistance
    )
    return 1 / (1 + math.exp(-2.1 * (strength + 0.55)))


def _stages(dice: Dice, created: int, end: int, last: str) -> tuple[tuple[str, int], ...]:
    """The days on which each stage was entered, up to ``last``; a lost deal may leave from any stage."""
    if last == "won":
        reached = list(OPEN_STAGES)
    elif last == "lost":
        reached = list(OPEN_STAGES[: dice.weighted((1, 2, 3, 4, 5), (6, 20, 30, 27, 17))])
    else:
        reached = list(OPEN_STAGES[: OPEN_STAGES.index(last) + 1])
    if last == "prospecting":
        return (("prospecting", created),)
    weights = [dice.between(0.5, 1.5) for _ in range(len(reached) + (last not in ("won", "lost")))]
    length, day, entered = end - created, float(created), []
    for stage, weight in zip(reached, weights, strict=False):
        entered.append((stage, int(day)))
        day += length * weight / sum(weights)
    if last in ("won", "lost"):
        entered.append((last, end))
    return tuple(entered)


def _amount(dice: Dice, company: Company, kind: str) -> int:
    middle = 14_000 * company.employees**0.36 * (0.45 if kind == "expansion" else 0.7 if kind == "renewal" else 1.0)
    return max(18_000, int(round(dice.spread(middle, 0.5), -3)))


def _name(dice: Dice, company: Company) -> tuple[str, str, str]:
    product = dice.pick(PRODUCTS.get(company.industry, _OTHERS))
    scope = dice.pick(_SCOPES)
    kind = "renewal" if "renewal" in scope else "expansion" if "phase" in scope or "add-on" in scope else "new business"
    if company.units and not scope and dice.happens(0.5):
        return f"{product}, {dice.pick(company.units)}", product, kind
    return f"{product}{scope}", product, kind


def outlines(today: int) -> list[Outline]:
    """All deals but the flagship: the open ones first, one an account, then the closed ones, oldest account first."""
    sellable = [company for company in COMPANIES if company.name not in (HALDEN, KESTREL)]
    made: list[Outline] = []
    for number, company in enumerate(Dice("open deals").some(sellable, OPEN_DEALS - 1)):
        made.append(_open(Dice("open", company.name), number, company, today))
    dice = Dice("closed deals")
    every = [*sellable, next(company for company in COMPANIES if company.name == HALDEN)]
    for number in range(OPEN_DEALS - 1, DEALS - 1):
        company = dice.weighted(every, [company.people**1.3 for company in every])
        made.append(_closed(Dice("closed", number), number, company, today))
    return made


def _open(dice: Dice, number: int, company: Company, today: int) -> Outline:
    stage = dice.weighted(("discovery", "validation", "proposal", "negotiation"), (2, 4, 4, 2))
    created = today - dice.whole(265, 430)
    name, product, kind = _name(dice, company)
    return Outline(
        number,
        company,
        name,
        product,
        kind,
        _amount(dice, company, kind),
        created,
        _stages(dice, created, today - 12, stage),
        "open",
        today + dice.whole(20, 140),
        _fate(dice),
    )


def _closed(dice: Dice, number: int, company: Company, today: int) -> Outline:
    length = int(max(45, min(400, dice.spread(150, 0.4))))
    end = today - dice.whole(6, YEARS_BACK_DAYS - 60)
    created = max(end - length, today - YEARS_BACK_DAYS - 30)
    fate = _fate(dice)
    outcome = "won" if dice.happens(win_chance(fate)) else "lost"
    name, product, kind = _name(dice, company)
    return Outline(
        number,
        company,
        name,
        product,
        kind,
        _amount(dice, company, kind),
        created,
        _stages(dice, created, end, outcome),
        outcome,
        end,
        fate,
    )
