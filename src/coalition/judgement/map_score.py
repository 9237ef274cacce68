"""Map score: what each expected role must fulfil, met or unmet, and the cheapest steps that turn it green (B11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from coalition.judgement.consensus import is_against, supports_us
from coalition.judgement.coverage import holders_of
from coalition.judgement.frame import Frame, label_of
from coalition.judgement.missing_roles import Role
from coalition.judgement.people import Stakeholder
from coalition.judgement.words import LEVEL_RANK

RULES: Final = ("identified", "access", "dialogue", "supports")
_REACHED = ("monthly", "weekly")


@dataclass(frozen=True, slots=True)
class RuleState:
    """One rule of one role: ``met``, ``unmet`` or ``unknown`` (not assessed, which is not met)."""

    persona: str
    rule: str
    state: str
    points: float
    """What it adds to the score when met."""
    contact_ids: tuple[str, ...]
    """Who meets it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step towards green. ``contact_id`` is empty where somebody must be found first."""

    rule: str
    text: str
    contact_id: str
    personas: tuple[str, ...]
    cost: int
    gain: float


@dataclass(frozen=True, slots=True)
class MapScore:
    """``score`` 0..100 is the points of the rules met; None when no role is expected. Colour green, amber or red."""

    score: float | None
    colour: str
    rules: tuple[RuleState, ...]
    to_green: tuple[Step, ...]
    """The cheapest steps, in an order they can be taken; empty when it is green."""
    cost: int


def map_score(frame: Frame, roles: Sequence[Role]) -> MapScore:
    """Every role is worth its importance, every rule its weight in it."""
    weights = dict(frame.settings.rule_weights)
    total = sum(role.importance for role in roles) * sum(weights.values())
    if not total:
        return MapScore(None, "", (), (), 0)
    holders = holders_of(frame.people, roles)
    states = tuple(
        _state(frame, role.persona, rule, holders[role.persona], 100.0 * role.importance * weights[rule] / total)
        for role in roles
        for rule in RULES
    )
    score = sum(state.points for state in states if state.state == "met")
    chains = _chains(frame, roles, holders, states)
    chosen = _cheapest(chains, frame.settings.green_from - score)
    colour = "green" if score >= frame.settings.green_from - 1e-9 else _warm(score, frame.settings.amber_from)
    return MapScore(score, colour, states, chosen, sum(step.cost for step in chosen))


def _warm(score: float, amber_from: float) -> str:
    return "amber" if score >= amber_from else "red"


def _state(frame: Frame, persona: str, rule: str, holders: Sequence[Stakeholder], points: float) -> RuleState:
    answers = {person.contact_id: meets(frame, person, rule) for person in holders}
    met = tuple(key for key, answer in answers.items() if answer)
    unknown = bool(answers) and all(answer is None for answer in answers.values())
    return RuleState(persona, rule, "met" if met else "unknown" if unknown else "unmet", points, met)


def meets(frame: Frame, person: Stakeholder, rule: str) -> bool | None:
    """Whether a holder fulfils the rule; None: not assessed."""
    level, access = person.engagement.level, person.indicators.access
    if rule == "identified":
        return True
    if rule == "dialogue":
        return person.is_engaged if level else None
    if rule == "supports":
        return None if frame.supports[person.contact_id] is None else supports_us(frame, person.contact_id)
    if not level and not access:
        return None
    return access in _REACHED or LEVEL_RANK[level] >= LEVEL_RANK["lapsed"]


def _chains(
    frame: Frame, roles: Sequence[Role], holders: dict[str, list[Stakeholder]], states: Sequence[RuleState]
) -> list[list[Step]]:
    """Per person (or empty seat) the steps in the order they can be taken. One step serves all roles of the person."""
    unmet = defaultdict(dict)  # type: defaultdict[str, dict[str, float]]
    for state in states:
        if state.state != "met":
            unmet[state.persona][state.rule] = state.points
    groups: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        if unmet[role.persona]:
            lead = _lead(frame, holders[role.persona])
            groups[lead.contact_id if lead else f"\0{role.persona}"].append(role)
    chains = [_chain(frame, key, groups[key], unmet) for key in sorted(groups)]
    return [chain for chain in chains if chain]


def _lead(frame: Frame, holders: Sequence[Stakeholder]) -> Stakeholder | None:
    """The holder who is nearest to fulfilling all, then the most influential."""

    def nearness(person: Stakeholder) -> tuple[int, float, str]:
        met = sum(bool(meets(frame, person, rule)) for rule in RULES)
        return (-met, -frame.weights[person.contact_id], person.contact_id)

    return min(holders, key=nearness, default=None)


def _chain(frame: Frame, key: str, roles: list[Role], unmet: dict[str, dict[str, float]]) -> list[Step]:
    person = frame.by_contact.get(key)
    steps = []
    for rule in RULES:
        served = [role for role in roles if rule in unmet[role.persona]]
        if not served:
            continue
        gain = sum(unmet[role.persona][rule] for role in served)
        cost = dict(frame.settings.step_costs)[rule]
        if person and rule == "supports" and is_against(frame, key):
            cost += frame.settings.extra_cost_if_against
        text = _text(rule, person, " and ".join(role.name for role in served))
        personas = tuple(role.persona for role in served)
        steps.append(Step(rule, text, person.contact_id if person else "", personas, cost, gain))
    return steps


def _text(rule: str, person: Stakeholder | None, role: str) -> str:
    who = f"{label_of(person)} ({role})" if person else f"the {role.lower()}"
    return {
        "identified": f"Find out who is {who}.",
        "access": f"Get access to {who}.",
        "dialogue": f"Bring {who} into dialogue.",
        "supports": f"Win the support of {who}.",
    }[rule]


def _cheapest(chains: Sequence[Sequence[Step]], need: float) -> tuple[Step, ...]:
    """The least total cost whose gain is enough; of those, the greatest gain. Exact.

    From each chain one takes a prefix: nobody supports before the dialogue. Costs are small whole numbers, so the best
    gain for each cost is kept and the chains are added one by one (a knapsack with one choice per chain).
    """
    if need <= 1e-9:
        return ()
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for chain in chains:
        costs = [0, *accumulate(step.cost for step in chain)]
        gains = [0.0, *accumulate(step.gain for step in chain)]
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for cost, (gain, lengths) in best.items():
            for length in range(len(chain) + 1):
                total, reached = cost + costs[length], gain + gains[length]
                if total not in after or reached > after[total][0] + 1e-9:
                    after[total] = (reached, (*lengths, length))
        best = after
    enough = [cost for cost, (gain, _) in best.items() if gain >= need - 1e-9]
    _, lengths = best[min(enough)]
    taken = [chain[:length] for chain, length in zip(chains, lengths, strict=True) if length]
    # What gains most for its cost first; within a chain the order is given.
    taken.sort(key=lambda chain: -sum(step.gain for step in chain) / sum(step.cost for step in chain))
    return tuple(step for chain in taken for step in chain)
