"""What influence a persona of a seniority usually has, learned from the people about whom something is known.

Learned is what the evidence alone says: lines, seats, authority, standing and past decisions, with every starting point
taken out. So a norm never feeds on the norm before it: learning again under it gives the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Any

import pyarrow as pa

from coalition.scoring.settings import InfluenceSettings
from coalition.scoring.tables import INFLUENCE_NORMS


@dataclass(frozen=True)
class InfluenceNorm:
    """``usual``, 0 to 1, is where such a person starts; ``people`` is how many it rests on. Empty words: not known."""

    persona: str
    seniority: str
    people: int
    usual: float


def learn(
    people: Iterable[tuple[str, Mapping[str, Any]]], s: InfluenceSettings, least_people: int, prior_people: float
) -> list[InfluenceNorm]:
    """Norms from (main persona, facts of the scoring run) of people; where too few are known the settings' own holds.

    Who counts is who is not assumed: about the others there is only the starting point itself.
    """
    cells: dict[tuple[str, str], list[float]] = defaultdict(list)
    for persona, facts in people:
        evidence = facts.get("influence_evidence")
        if evidence is not None and not facts.get("influence_assumed", True):
            cells[persona, facts.get("seniority") or ""].append(evidence)
    return [
        InfluenceNorm(
            persona, seniority, len(found), round(_held(found, start(persona, seniority, s), prior_people), 4)
        )
        for (persona, seniority), found in sorted(cells.items())
        if len(found) >= least_people
    ]


def start(persona: str, seniority: str, s: InfluenceSettings) -> float:
    """Where the settings let such a person start: by rank or by persona, the higher."""
    rank = s.priors_by_seniority().get(seniority, s.unknown_prior)
    return max(rank, s.priors_by_persona().get(persona, 0.0))


def start_of(
    personas: Iterable[str], seniority: str, norms: Mapping[tuple[str, str], float], s: InfluenceSettings
) -> float:
    """The same for all the personas of somebody, the highest of them, each as the book says where it does."""
    held = [key for key in personas if key] or [""]
    return max(norms.get((key, seniority), start(key, seniority, s)) for key in held)


def as_table(norms: Iterable[InfluenceNorm]) -> pa.Table:
    """As scoring reads them."""
    return pa.Table.from_pylist(
        [{name: getattr(norm, name) for name in INFLUENCE_NORMS.names} for norm in norms], schema=INFLUENCE_NORMS
    )


def _held(found: list[float], default: float, prior_people: float) -> float:
    """The mean, held to the default by so many people. Sorted, so that their order does not matter."""
    return (fsum(sorted(found)) + prior_people * default) / (len(found) + prior_people)
