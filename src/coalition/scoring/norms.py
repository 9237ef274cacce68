"""What is usual for a persona at a stage, learned from the facts of many scored stakeholders.

Each rate is held to the settings' own by ``norms_prior`` observations: first the persona over all stages, then the
persona at one stage to that. Where too few people are known there is no norm, and the settings say
what is usual.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa

from coalition.scoring.settings import SentimentSettings
from coalition.scoring.tables import NORMS

RATES = ("reply_rate", "answers_per_log_hour", "acceptance", "two_way_per_day", "initiative")


@dataclass(frozen=True)
class Norm:
    """Of a persona at a stage (of a stage nobody told apart: of the persona). ``people`` is how many it rests on."""

    persona: str
    stage: str
    people: int
    reply_rate: float
    answers_per_log_hour: float
    acceptance: float
    two_way_per_day: float
    initiative: float
    basis: str = "stage"
    """``stage``: enough people of the persona at the stage; ``persona``: the persona over all stages."""


@dataclass
class _Sums:
    """Hits and tries by rate. Nobody's tries count for more than a cap, so that no single talker is the norm."""

    people: int = 0
    hits: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    tries: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, facts: Mapping[str, Any], days: float, cap: float) -> None:
        self.people += 1
        for name, (hits, tries) in _counted(facts, days).items():
            share = min(1.0, cap / tries) if tries else 0.0
            self.hits[name] += hits * share
            self.tries[name] += tries * share


def learn(
    rows: Iterable[tuple[str, str, Mapping[str, Any]]], stages: Sequence[str], days: float, s: SentimentSettings
) -> list[Norm]:
    """Norms from (persona, stage, facts of the scoring run) of people; ``days``: the open days of the recent window.

    Only people whom somebody wrote to or who acted count: an empty seat tells nothing of what is usual.
    """
    cells: dict[tuple[str, str], _Sums] = defaultdict(_Sums)
    personas: dict[str, _Sums] = defaultdict(_Sums)
    for persona, stage, facts in rows:
        if persona and facts and _is_in_touch(facts):
            for sums in (cells[persona, stage], personas[persona]):
                sums.add(facts, days, s.norms_prior)
    found = []
    for persona in sorted(personas):
        over_all = personas[persona]
        if over_all.people < s.norms_least_people:
            continue
        usual = _rates(over_all, {name: getattr(s, name) for name in RATES}, s.norms_prior)
        for stage in sorted({*stages, *(stage for other, stage in cells if other == persona)}):
            cell = cells.get((persona, stage), _Sums())
            enough = cell.people >= s.norms_least_people
            rates = _rates(cell, usual, s.norms_prior) if enough else usual
            people = cell.people if enough else over_all.people
            found.append(Norm(persona, stage, people, **rates, basis="stage" if enough else "persona"))
    return found


def as_table(norms: Iterable[Norm]) -> pa.Table:
    """As scoring reads them."""
    return pa.Table.from_pylist([{name: getattr(norm, name) for name in NORMS.names} for norm in norms], schema=NORMS)


def version_of(norms: Sequence[Any]) -> str:
    """Names the values: the same norms learned again have the same version."""
    text = json.dumps([asdict(norm) for norm in norms], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _is_in_touch(facts: Mapping[str, Any]) -> bool:
    return any(facts.get(name) for name in ("acts_recent", "acts_baseline", "sent_recent", "invited_recent"))


def _counted(facts: Mapping[str, Any], days: float) -> dict[str, tuple[float, float]]:
    """Hits and tries of each rate, in the recent window."""
    sent, answered, waited, invited, accepted, acts, starts = (
        float(facts.get(f"{name}_recent") or 0.0)
        for name in ("sent", "answered", "waited", "invited", "accepted", "acts", "starts")
    )
    return {
        "reply_rate": (answered, sent),
        "answers_per_log_hour": (answered, waited),
        "acceptance": (accepted, invited),
        "two_way_per_day": (acts, days),
        "initiative": (starts, starts + sent + invited),
    }


def _rates(sums: _Sums, usual: Mapping[str, float], prior: float) -> dict[str, float]:
    """Beta for shares (so many tries as usual), Gamma for rates (so many hits as usual); four digits that count."""
    found = {}
    for name in RATES:
        share = name in ("reply_rate", "acceptance", "initiative")
        k = prior * usual[name] if share else prior
        tries = prior if share else prior / usual[name]
        found[name] = _rounded((sums.hits[name] + k) / (sums.tries[name] + tries))
    return found


def _rounded(value: float) -> float:
    return round(value, 4 - math.ceil(math.log10(abs(value)))) if value else 0.0
