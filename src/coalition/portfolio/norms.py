"""Learns once a night what is usual for a persona at a stage, and hands it to every scoring run of its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
from django.db import transaction

from coalition.portfolio.models import NormsVersion, StakeholderScore
from coalition.portfolio.settings import current_settings
from coalition.record.models import Outcome, Persona, Stage

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
    from coalition.scoring import norms
    from coalition.scoring.calendar import WEEKDAYS

    settings = current_settings().sentiment
    end = int(now.timestamp())
    days = WEEKDAYS.open_days(end - int(timedelta(days=settings.recent_days).total_seconds()), end, 0)
    stages = list(Stage.objects.filter(outcome=Outcome.OPEN).values_list("key", flat=True))
    counted = _Counted(people)
    found = norms.learn(counted, stages, days, settings)
    version = norms.version_of(found)
    with transaction.atomic():
        newest = NormsVersion.objects.order_by("-learned_at", "-id").first()
        if version == (newest.version if newest else norms.version_of([])):
            return None
        values = [norm.__dict__ for norm in found]
        return NormsVersion.objects.create(version=version, learned_at=now, people=counted.people, norms=values)


def norms_at(moment: datetime) -> pa.Table:
    """The norms in force at that moment, as scoring reads them; none were learned by then: no rows."""
    from coalition.scoring import norms

    held = in_force(moment)
    return norms.as_table([norms.Norm(**values) for values in held.norms] if held else [])


def in_force(moment: datetime) -> NormsVersion | None:
    return NormsVersion.objects.filter(learned_at__lte=moment).order_by("-learned_at", "-id").first()


def described(now: datetime) -> dict[str, Any]:
    """For a page: every persona, with what is usual for it and how many people that rests on, or too few to say."""
    settings, held = current_settings().sentiment, in_force(now)
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
    }


def _rates() -> tuple[str, ...]:
    from coalition.scoring.norms import RATES

    return RATES


class _Counted:
    """The people learnt from, and how many there were."""

    def __init__(self, each: Iterable[tuple[str, str, Mapping[str, Any]]]) -> None:
        self.people, self._each = 0, each

    def __iter__(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        for person in self._each:
            self.people += 1
            yield person
