"""Learns once a night what is usual for a persona, at a stage and of a seniority, for every scoring run of its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from coalition.portfolio.models import NormsVersion, StakeholderScore
from coalition.portfolio.settings import current_settings
from coalition.record.models import Outcome, Persona, Stage
from coalition.scoring.settings import InfluenceSettings

if TYPE_CHECKING:
    import pyarrow as pa

#: Facts are large; so many are held at once.
_PAGE = 2000


def learn_norms(now: datetime) -> NormsVersion | None:
    """Learn from the scores of all open deals as they stand; the new version, or None where nothing is new."""
    scored = StakeholderScore.objects.filter(opportunity__stage__outcome=Outcome.OPEN)
    rows = scored.values_list("stakeholder__personas", "opportunity__stage__key", "facts")
    people = (((personas or [""])[0], stage, facts) for personas, stage, facts in rows.iterator(chunk_size=_PAGE))
    return learn_from(people, now)


def learn_from(people: Iterable[tuple[str, str, Mapping[str, Any]]], now: datetime) -> NormsVersion | None:
    """Learn from (persona, stage, facts of the scoring run) of people; the new version, or None."""
    from coalition.scoring import influence_norms, norms
    from coalition.scoring.calendar import WEEKDAYS

    scoring = current_settings()
    settings = scoring.sentiment
    end = int(now.timestamp())
    days = WEEKDAYS.open_days(end - int(timedelta(days=settings.recent_days).total_seconds()), end, 0)
    stages = list(Stage.objects.filter(outcome=Outcome.OPEN).values_list("key", flat=True))
    counted = _Counted(people)
    found = norms.learn(counted, stages, days, settings)
    least, prior = settings.norms_least_people, settings.norms_prior
    starts = influence_norms.learn(counted.influence, scoring.influence, least, prior)
    version = norms.version_of([*found, *starts])
    with transaction.atomic():
        newest = NormsVersion.objects.order_by("-learned_at", "-id").first()
        if version == (newest.version if newest else norms.version_of([])):
            return None
        return NormsVersion.objects.create(
            version=version,
            learned_at=now,
            people=counted.people,
            norms=[norm.__dict__ for norm in found],
            influence=[norm.__dict__ for norm in starts],
        )


def norms_at(moment: datetime) -> dict[str, pa.Table]:
    """The norms in force at that moment, by the name scoring reads them by; none were learned by then: no rows."""
    from coalition.scoring import influence_norms, norms

    held = in_force(moment)
    return {
        "norms": norms.as_table([norms.Norm(**values) for values in held.norms] if held else []),
        "influence_norms": influence_norms.as_table(
            [influence_norms.InfluenceNorm(**values) for values in held.influence] if held else []
        ),
    }


def in_force(moment: datetime) -> NormsVersion | None:
    return NormsVersion.objects.filter(learned_at__lte=moment).order_by("-learned_at", "-id").first()


def described(now: datetime) -> dict[str, Any]:
    """For a page: every persona, with what is usual for it and how many people that rests on, or too few to say."""
    scoring, held = current_settings(), in_force(now)
    settings = scoring.sentiment
    by_persona: dict[str, list[dict[str, Any]]] = {}
    for values in held.norms if held else []:
        by_persona.setdefault(values["persona"], []).append(values)
    names = dict(Stage.objects.order_by("-position").values_list("key", "name"))
    order = {key: place for place, key in enumerate(reversed(names))}
    return {
        "version": held.version if held else None,
        "learned_at": held.learned_at if held else None,
        "people": held.people if held else 0,
        "least_people": settings.norms_least_people,
        "defaults": {name: getattr(settings, name) for name in _rates()},
        "personas": [
            {
                "persona": persona.key,
                "name": persona.name,
                "stages": [
                    {**values, "name": names.get(values["stage"], values["stage"])}
                    for values in sorted(by_persona.get(persona.key, []), key=lambda v: order.get(v["stage"], 99))
                ],
            }
            for persona in Persona.objects.filter(is_active=True)
        ],
        "influence": _starts(held, scoring.influence),
    }


def _starts(held: NormsVersion | None, settings: InfluenceSettings) -> list[dict[str, Any]]:
    """Where people of a persona and seniority start, beside where the settings would let them."""
    from coalition.scoring.influence_norms import start

    names = dict(Persona.objects.values_list("key", "name"))
    return [
        {
            **values,
            "name": names.get(values["persona"], values["persona"]),
            "default": start(values["persona"], values["seniority"], settings),
        }
        for values in (held.influence if held else [])
    ]


def _rates() -> tuple[str, ...]:
    from coalition.scoring.norms import RATES

    return RATES


#: What norms of influence are learned from.
_INFLUENCE = ("influence_evidence", "influence_assumed", "seniority")


class _Counted:
    """The people learnt from, how many there were, and of each what is told of influence: they are read once."""

    def __init__(self, each: Iterable[tuple[str, str, Mapping[str, Any]]]) -> None:
        self.people, self._each = 0, each
        self.influence: list[tuple[str, Mapping[str, Any]]] = []

    def __iter__(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        for person in self._each:
            self.people += 1
            persona, _, facts = person
            if facts and not facts.get("influence_assumed", True):
                self.influence.append((persona, {name: facts.get(name) for name in _INFLUENCE}))
            yield person
