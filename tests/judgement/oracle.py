"""The definitions of SCORING 4 again, plain and slow, written from the text and not from the product's code."""

from __future__ import annotations

from itertools import chain, combinations
from statistics import fmean

from coalition.judgement.people import Stakeholder
from coalition.judgement.snapshot import Comparable, DealFacts

DEPTH = ["", "absent", "present", "lapsed", "engaged", "deep"]
POINTS = {"absent": 0, "present": 10, "lapsed": 30, "engaged": 80, "deep": 100}


def there(people: tuple[Stakeholder, ...]) -> list[Stakeholder]:
    return [person for person in people if person.status == "active"]


def weight(person: Stakeholder) -> float:
    return 40.0 if person.influence.score is None else max(1.0, person.influence.score)


def stance(person: Stakeholder) -> float | None:
    if person.indicators.vote == "for":
        return 1.0
    if person.indicators.vote == "against":
        return -1.0
    if person.indicators.vote == "undecided":
        return 0.0
    return None if person.sentiment.score is None else person.sentiment.score / 100


def role_level(people: tuple[Stakeholder, ...], persona: str) -> str:
    levels = [person.engagement.level for person in there(people) if persona in person.personas]
    return max(levels, key=DEPTH.index) if levels else "unnamed"


def coverage_score(people: tuple[Stakeholder, ...], importance: dict[str, int]) -> float | None:
    sum_points = sum_importance = 0.0
    for persona, worth in importance.items():
        level = role_level(people, persona)
        if level == "":
            continue
        sum_importance += worth
        sum_points += worth * (0 if level == "unnamed" else POINTS[level])
    return sum_points / sum_importance if sum_importance else None


def consensus_mean(people: tuple[Stakeholder, ...]) -> float | None:
    """Each point of influence is one vote: repeat everybody's stance by their weight, in hundredths."""
    votes = [s for p in there(people) if (s := stance(p)) is not None for _ in range(round(weight(p) * 100))]
    return fmean(votes) if votes else None


def needs_approval(person: Stakeholder) -> bool:
    return (
        person.indicators.vote_kind == "approve"
        or person.ticks.approval_power is True
        or "economic_buyer" in person.personas
    )


def says_yes(people: list[Stakeholder], won: set[str]) -> bool:
    """Whether the group says yes once ``won`` are supportive."""
    after = {
        p.contact_id: max(stance(p) or 0.0, 0.4) if p.contact_id in won else stance(p) for p in people
    }  # fmt: skip
    known = [p for p in people if after[p.contact_id] is not None]
    if not known or sum(map(weight, known)) < 0.6 * sum(map(weight, people)) - 1e-9:
        return False
    total = sum(weight(p) * after[p.contact_id] for p in known)  # type: ignore[operator]
    if total < 0.2 * sum(map(weight, known)) - 1e-9:
        return False
    for p in people:
        value = after[p.contact_id]
        if p.indicators.vote_kind == "veto" and value is not None and value <= -0.2:
            return False
        if needs_approval(p) and (value is None or value < 0.2):
            return False
    return True


def fewest_for_yes(people: tuple[Stakeholder, ...]) -> int | None:
    """Tries every subset, smallest first."""
    group = there(people)
    ids = [person.contact_id for person in group]
    subsets = chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))
    return next((len(subset) for subset in subsets if says_yes(group, set(subset))), None)


def expected_personas(deal: DealFacts, won: tuple[Comparable, ...]) -> set[str] | None:
    """Roles at least 60 % of at least 8 comparables had engaged by this stage; None: too few, or no role in common."""
    import math

    def unlike(one: str, other: str) -> float:
        return 0.5 if not one or not other else 0.0 if one.lower() == other.lower() else 1.0

    def gap(other: Comparable) -> float:
        size = 0.5
        if deal.amount and other.amount:
            size = min(1.0, abs(math.log10(deal.amount) - math.log10(other.amount)))
        return (
            0.35 * unlike(deal.segment, other.segment)
            + 0.3 * size
            + 0.2 * unlike(deal.industry, other.industry)
            + 0.15 * unlike(deal.kind, other.kind)
        )

    near = [other for other in won if gap(other) <= 0.5 + 1e-12]
    if len(near) < 8:
        return None
    if not any(
        sum(key in other.engaged_from for other in near) >= 0.6 * len(near) - 1e-9
        for key in {key for other in near for key in other.engaged_from} - {"blocker"}
    ):
        return None
    personas = {key for other in near for key in other.engaged_from} - {"blocker"}
    return {
        key
        for key in personas
        if sum(other.engaged_from.get(key, 99) <= deal.stage_position for other in near) >= 0.6 * len(near) - 1e-9
    }
