"""Reading deals as they were known when they entered a stage: one row a deal and stage, made once and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from coalition.judgement.outlook.knowledge import KNOWLEDGE, known_of
from coalition.portfolio.models import StageReading
from coalition.portfolio.past_snapshots import snapshot_as_of
from coalition.portfolio.settings import settings_at
from coalition.record.errors import NotFound
from coalition.record.models import Opportunity, Outcome, StageChange

#: The newest closed deals teach; older ones say less about how deals are won today.
LATEST = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A deal entered a stage. ``moment`` is when that was known; None: only once the deal had ended."""

    opportunity_id: int
    stage_id: int
    moment: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """How a closed deal ended, and when."""

    won: bool
    at: datetime


def missing() -> list[Entry]:
    """What is still to be read: open deals first, then closed ones, the newest first."""
    done = set(StageReading.objects.filter(version=KNOWLEDGE).values_list("opportunity_id", "stage_id"))
    stages = open_now()
    closed = ended_deals()
    found = [entry for entry in _entries(Q(opportunity__stage__outcome=Outcome.OPEN), {}) if _is_current(entry, stages)]
    wanted = set(stages.values())
    past = [each for each in _entries(Q(opportunity_id__in=closed), closed) if each.stage_id in wanted]
    past.sort(key=lambda each: closed[each.opportunity_id].at, reverse=True)
    return [each for each in (*found, *past) if (each.opportunity_id, each.stage_id) not in done]


def open_now() -> dict[int, int]:
    """Open deals and the stage each is in."""
    return dict(Opportunity.objects.filter(stage__outcome=Outcome.OPEN).values_list("id", "stage_id"))


def ended_deals() -> dict[int, Ended]:
    """The newest closed deals of which is known when they closed."""
    closed = Opportunity.objects.exclude(stage__outcome=Outcome.OPEN).order_by("-close_on", "-id")
    won = {key: outcome == Outcome.WON for key, outcome in closed.values_list("id", "stage__outcome")[:LATEST]}
    ends = StageChange.objects.filter(opportunity_id__in=won).exclude(to_stage__outcome=Outcome.OPEN)
    # Ordered by moment, so the last end stands.
    return {key: Ended(won[key], at) for key, at in ends.values_list("opportunity_id", "occurred_at")}


def read(entry: Entry) -> StageReading:
    """Read one and keep it. A deal that was recorded only when it had ended has nothing to teach, and that is kept."""
    return keep(entry, known_at(entry))


def keep(entry: Entry, known: dict[str, str] | None) -> StageReading:
    reading, _ = StageReading.objects.update_or_create(
        opportunity_id=entry.opportunity_id,
        stage_id=entry.stage_id,
        defaults={"as_of": entry.moment or entry.at, "version": KNOWLEDGE, "known": known},
    )
    return reading


def known_at(entry: Entry) -> dict[str, str] | None:
    """What was known of the deal as it entered the stage, by what had been recorded by then."""
    if entry.moment is None:
        return None
    try:
        snapshot = snapshot_as_of(entry.opportunity_id, entry.moment)
    except NotFound:
        return None
    return known_of(snapshot, settings_at(entry.moment).judgement)


def _entries(which: Q, ended: dict[int, Ended]) -> Iterator[Entry]:
    """The first time each of these deals entered each stage."""
    changes = StageChange.objects.filter(which, to_stage__outcome=Outcome.OPEN)
    seen = set()
    for deal, stage, at, recorded in changes.values_list("opportunity_id", "to_stage_id", "occurred_at", "recorded_at"):
        if (deal, stage) in seen:
            continue
        seen.add((deal, stage))
        moment, end = max(at, recorded), ended.get(deal)
        yield Entry(deal, stage, moment if end is None or moment < end.at else None, at)


def _is_current(entry: Entry, stages: dict[int, int]) -> bool:
    return stages.get(entry.opportunity_id) == entry.stage_id
